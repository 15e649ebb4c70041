"""Agreement measured in a real project: what counts, what is kept from one time to the next, where the places are."""

from multiprocessing.reduction import ForkingPickler

import pytest

from annotations.agreement.choice import Choice, Condition
from annotations.agreement.disagreements import MATCHES, Version, Which
from annotations.agreement.figures import Resampling
from annotations.editing.edits import MarkDone, Relabel, Reopen
from annotations.model.mark import Mark, Subject
from annotations.workspace import Workspace
from desktop import agreements
from desktop.agreements import Measuring
from tests.desktop.agreed import TEXTS, WEEKS, marks, project_at
from tests.factories import edited

DRAWS = Resampling(draws=50)
PARIS = (Version("Paris", "GPE"), Version("Paris", "ORG"))


@pytest.fixture
def location(tmp_path, monkeypatch):
    monkeypatch.setattr(agreements, "_read", None)
    return str(project_at(tmp_path / "desk.spandesk", ruled=True))


def measured(location, choice=None, changed=None):
    (found,) = agreements.measured(location, choice or Choice(), DRAWS, changed)
    return found


def listed(location, which, choice=None):
    (found,) = agreements.listed(location, choice or Choice(), which)
    return found


def paris_again(location, number=0, annotator="ben"):
    """Ben comes to call Paris GPE."""
    with Workspace.open(location) as workspace:
        now = workspace.load_set(TEXTS[number].id, annotator)
        paris = next(each for each in now.mentions.values() if each.span == marks(TEXTS[number])[2].span)
        for edit in (Reopen(), Relabel(paris.id, "GPE"), MarkDone()):
            step, now = edited(now, edit, TEXTS[number])
            workspace.append(step, now)


def test_all_that_the_page_shows(location):
    found = measured(location)
    report = found.report
    assert (found.title, report.annotators, report.articles) == ("Desk <1>", ("ana", "ben", "cem"), WEEKS)
    assert (found.coverage.by_two, found.coverage.in_progress, found.coverage.not_begun) == (WEEKS, 1, 1)
    assert {row.pair: row.articles for row in report.pairs} == {("ana", "ben"): 6, ("ana", "cem"): 1, ("ben", "cem"): 1}
    assert report.reasons[Subject.SPAN] == {"boundary": 1, "label": 6, "missing": 6}
    assert (report.groups[0].versions, report.groups[0].count, report.groups[0].articles) == (PARIS, 6, 6)
    assert [row.pair for row in report.rulings] == [("adjudicated", name) for name in report.annotators]
    assert report.figures["trigger_cls"].value == pytest.approx(12 / 14)
    assert report.by_article[0].title == "Week 0 <i>"


def test_it_crosses_to_another_process_whole(location):
    found = measured(location)
    assert ForkingPickler.loads(ForkingPickler.dumps(found)) == found


def test_the_choice_holds(location):
    two = measured(location, Choice(annotators=("ana", "cem")))
    assert (two.report.annotators, two.report.articles, two.coverage.by_two) == (("ana", "cem"), 1, 1)
    label = measured(location, Choice(labels=("GPE",)))
    assert [row.label for row in label.report.labels] == ["GPE"]
    assert measured(location, Choice(condition=Condition.BLIND)).report.articles == 0
    assert measured(location, Choice(schema_versions=(7,))).report.figures["strict_f1"].reason == "no_shared_documents"


def test_progress_is_told(location):
    told = []
    with Workspace.open(location, read_only=True) as workspace:
        agreements.measured_in(workspace, Choice(), DRAWS, on_progress=told.append)
    assert told[: WEEKS + 1] == [*(Measuring("articles", done, WEEKS) for done in range(1, WEEKS + 1)), told[WEEKS]]
    assert (told[WEEKS].what, told[-1].done) == ("figures", told[-1].of)


def test_what_did_not_change_is_not_made_anew(location, monkeypatch):
    made = []
    parts = agreements.parts
    monkeypatch.setattr(agreements, "parts", lambda document: made.append(document.id) or parts(document))
    before = measured(location)
    assert len(made) == WEEKS
    paris_again(location)
    made.clear()
    after = measured(location)
    assert made == [TEXTS[0].id]
    assert after.report.reasons[Subject.SPAN]["label"] == before.report.reasons[Subject.SPAN]["label"] - 1
    made.clear()
    assert measured(location, Choice(annotators=("ana", "ben"))) is not None
    assert len(made) == WEEKS


@pytest.mark.parametrize("share", [0, 1])
def test_only_the_changed_article_is_read_alone_or_in_a_row(location, monkeypatch, share):
    monkeypatch.setattr(agreements, "_SINGLY", share)
    measured(location)
    paris_again(location)
    paris_again(location, 1)
    found = measured(location, changed=[TEXTS[0].id])
    assert found.report.reasons[Subject.SPAN]["label"] == 5
    assert measured(location, changed=[TEXTS[1].id]) == measured(location)


def test_of_a_choice_not_measured_last_everything_is_read(location):
    assert measured(location, changed=[]).report.articles == WEEKS


def test_a_number_leads_to_its_places(location):
    report = measured(location).report
    found = listed(location, Which(versions=report.groups[0].versions))
    assert len(found) == report.groups[0].count
    assert [each.title for each in found] == [f"Week {number} <i>" for number in range(WEEKS)]
    first = found[0]
    assert first.around == ("Ana met the Sea Guild in ", "Paris", " in week 0. <b>Guild & Co</b> = none.")
    assert first.disagreement.a == Mark(25, 30, "GPE")
    (ends,) = listed(location, Which(reasons=frozenset({"boundary"})))
    assert ends.around.words == "the Sea Guild"
    only = Which(
        reasons=frozenset({"missing"}), pair=("ben", "cem"), article=TEXTS[0].id, subjects=frozenset({Subject.SPAN})
    )
    assert len(listed(location, only)) == 3


def test_so_does_what_they_agree_on(location):
    same = Which(reasons=MATCHES, labels=frozenset({"PERSON"}), pair=("ana", "ben"))
    found = listed(location, same)
    assert [each.around.words for each in found] == ["Ana"] * WEEKS
    assert listed(location, Which(labels=frozenset({"PERSON"}))) == ()


def test_places_are_found_without_measuring_first(location):
    assert len(listed(location, Which(versions=PARIS))) == 6


def test_of_a_project_without_finished_work_there_is_nothing(location):
    found = measured(location, Choice(annotators=("zoe", "yan")))
    assert (found.report.groups, found.report.articles, found.coverage.by_two) == ((), 0, 0)
    assert found.report.figures["strict_f1"].value is None
