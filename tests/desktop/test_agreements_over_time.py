"""What a project says beyond its figures: how they change, how steady annotators are, what suggestions do to them."""

from dataclasses import replace
from datetime import date, timedelta
from multiprocessing.reduction import ForkingPickler

import pytest

from annotations.agreement.choice import Choice, Condition
from annotations.agreement.figures import Resampling
from annotations.agreement.trend import Batching
from annotations.editing.edits import MarkDone, Reopen
from annotations.model.project import ADJUDICATED, again_name
from annotations.workspace import Workspace
from desktop import agreements
from tests.desktop.steady import EACH, MONDAY, NAMES, TEXTS, finish, project_at
from tests.factories import edited

DRAWS = Resampling(draws=200)


@pytest.fixture(autouse=True)
def forgotten(monkeypatch):
    """Nothing is kept of the project of another test."""
    monkeypatch.setattr(agreements, "_read", None)


@pytest.fixture(scope="module")
def location(tmp_path_factory):
    return str(project_at(tmp_path_factory.mktemp("steady") / "desk.spandesk"))


@pytest.fixture
def crossed(tmp_path):
    """The same with the second week of Ben blind; may be written to."""
    return str(project_at(tmp_path / "crossed.spandesk", blind=True))


def measured(location, choice=None, changed=None):
    (found,) = agreements.measured(location, choice or Choice(), DRAWS, changed)
    return found


def test_agreement_from_week_to_week(location):
    trend = measured(location).trend
    assert trend.by is Batching.WEEKS
    everybody, pair, persons = trend.series
    assert (pair.pair, persons.label) == (("ana", "ben"), "PERSON")
    assert [(each.since, each.articles) for each in everybody.batches] == [
        (date(2024, 5, 6), EACH),
        (date(2024, 5, 13), EACH),
    ]
    assert [each.f1.value for each in everybody.batches] == [pytest.approx(2 * 15 / 39), 1.0]
    assert everybody.drifts
    assert everybody.drift.value == pytest.approx(1 - 2 * 15 / 39)
    assert pair.drift == persons.drift == everybody.drift


def test_who_did_articles_again_is_compared_with_themself_alone(location):
    found = measured(location)
    (ana,) = found.again
    assert (ana.annotator, ana.row.articles, ana.too_soon) == ("ana", 2, 1)
    assert ana.row.figures["strict_f1"].value == pytest.approx(2 * 7 / 15)
    assert found.report.annotators == tuple(found.coverage.annotators) == ("ana", "ben")
    assert found.report.figures["strict_f1"].articles == 2 * EACH
    assert found.report.groups
    assert all(again_name("ana") not in group.example.pair for group in found.report.groups)


def test_what_is_ruled_in_part_does_not_count(location):
    rows = measured(location).report.rulings
    assert {row.pair: row.articles for row in rows} == {(ADJUDICATED, "ana"): 3, (ADJUDICATED, "ben"): 3}


def test_without_blind_work_suggestions_are_compared_with_nothing(location):
    assert measured(location).pulls == ()


def test_suggestions_against_blind_work(crossed):
    found = measured(crossed)
    everybody, ana, ben = found.pulls
    assert (everybody.annotator, ana.annotator, ben.annotator) == ("", "ana", "ben")
    assert (ben.f1_with_suggestion.blind.articles, ben.f1_with_suggestion.suggested.articles) == (EACH, EACH)
    assert everybody.f1_with_suggestion.suggested.articles == 3 * EACH
    assert everybody.wrong_adoption.blind.value == everybody.wrong_adoption.suggested.value == 1.0
    assert (everybody.wrong_adoption.blind.articles, everybody.wrong_adoption.suggested.articles) == (3, 3)
    assert ben.median_seconds.blind.value == 10.0
    assert measured(crossed, Choice(condition=Condition.BLIND)).pulls == found.pulls
    assert ForkingPickler.loads(ForkingPickler.dumps(found)) == found


def test_an_article_done_again_is_read_again_alone(crossed):
    before = measured(crossed)
    with Workspace.open(crossed) as workspace:
        finish(workspace, TEXTS[3], again_name("ana"), workspace.set_facts()[0].started_at, NAMES[:1])
    after = measured(crossed, changed=[TEXTS[3].id])
    assert [each.too_soon for each in (*before.again, *after.again)] == [1, 2]
    assert (after.report, after.trend, after.pulls) == (before.report, before.trend, before.pulls)
    assert measured(crossed) == after


def test_when_it_was_finished_is_read_again_though_nothing_else_changed(tmp_path):
    location = str(project_at(tmp_path / "desk.spandesk"))
    assert [each.articles for each in measured(location).trend.series[0].batches] == [EACH, EACH]
    with Workspace.open(location) as workspace:
        now = workspace.load_set(TEXTS[0].id, "ana")
        for edit in (Reopen(), MarkDone()):
            entry, now = edited(now, edit, TEXTS[0])
            workspace.append(replace(entry, at=MONDAY + timedelta(days=8)), now)
    found = measured(location, changed=[TEXTS[0].id])
    assert found == measured(location)
    assert [each.articles for each in found.trend.series[0].batches] == [EACH - 1, EACH + 1]
