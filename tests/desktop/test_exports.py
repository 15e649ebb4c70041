"""What the child process and the command line give to an export, of a real project."""

from pathlib import Path

import pytest

from annotations.errors import SetUnclear, StoreUnavailable
from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import Status
from annotations.model.project import ADJUDICATED, EVERYBODY, MAJORITY, SUGGESTIONS, UNION
from annotations.model.split import Part, Placed
from annotations.workspace import Workspace
from desktop import exports
from exporters.alignment import OFF_TOKENS
from exporters.left_out import Why
from exporters.manifest import verify
from exporters.profile import Profile
from exporters.split import Wanted
from exporters.truth import Truth
from tests.factories import RUN, article, entity, small_schema, span, suggestion

TEXT = article("Antigovernment rallies reached Basra, said Omar Hadi.")
LATER = article("Nobody has begun with the news of Mosul.")


def own(annotator: str, *mentions) -> ImportedSet:
    return ImportedSet(annotator=annotator, status=Status.DONE, mentions=mentions)


@pytest.fixture
def location(tmp_path: Path) -> str:
    """Ana and Ben both cut a word, and differ in the rest."""
    cut, basra, omar = (
        entity("ORG", span(TEXT, "government")),
        entity("GPE", span(TEXT, "Basra")),
        entity("PERSON", span(TEXT, "Omar Hadi")),
    )
    with Workspace.create(tmp_path / "desk.spandesk", small_schema(), title="Desk") as workspace:
        both = (own("ana", cut, basra), own("ben", cut, omar))
        assert workspace.add([ImportedArticle(article=TEXT, sets=both), ImportedArticle(article=LATER)]).rejected == ()
    return str(tmp_path / "desk.spandesk")


def offer(location: str) -> None:
    """Something is suggested in both articles."""
    with Workspace.open(location) as workspace:
        found = {TEXT.id: [suggestion(entity("GPE", span(TEXT, "Basra")))]}
        workspace.save_suggestions(RUN, {**found, LATER.id: [suggestion(entity("GPE", span(LATER, "Mosul")))]})


def profile(source: str, format_id: str = "conll", **more) -> Profile:
    return Profile(format_id=format_id, truth=Truth(source=source, furniture=True), **more)


def tried(location: str, asked: Profile, annotator: str = "ana"):
    (written,) = exports.trial(location, asked, annotator)
    return written


@pytest.mark.parametrize(
    ("source", "articles", "mentions", "mended"),
    [("ana", 1, 1, True), ("ben", 1, 1, False), (MAJORITY, 1, 0, False), (UNION, 1, 2, False)],
)
def test_whose_it_is_and_who_can_mend_it(source, articles, mentions, mended, location):
    found = tried(location, profile(source))
    assert (found.report.articles, found.report.mentions, len(found.report.lost)) == (articles, mentions, 1)
    (row,) = (each for each in found.rows if each.reason == OFF_TOKENS)
    assert bool(row.fixes) == mended


def test_all_sets_with_what_is_suggested_beside_them(location, tmp_path):
    offer(location)
    asked = profile(EVERYBODY, "jsonl")
    (written,) = exports.export(location, asked, "ana", None, str(tmp_path / "out"))
    assert (written.report.articles, written.read_back, verify(tmp_path / "out")) == (2, True, [])
    assert (tmp_path / "out" / "articles.jsonl").read_text("utf-8").count('"Mosul"') == 1


def test_suggestions_as_if_they_were_somebodys(location):
    with pytest.raises(SetUnclear) as refused:
        tried(location, profile(SUGGESTIONS))
    assert refused.value.missing == SUGGESTIONS
    offer(location)
    assert (tried(location, profile(SUGGESTIONS)).report.mentions) == 2


def test_what_nobody_decided_is_counted_in_a_trial(location):
    offer(location)
    (row,) = (each for each in tried(location, profile("ana")).rows if each.reason == Why.UNDECIDED)
    assert (row.count, row.places[0].surface) == (1, "Basra")


@pytest.mark.parametrize("source", [ADJUDICATED, "zoe"])
def test_a_set_that_is_not_there(source, location):
    with pytest.raises(SetUnclear) as refused:
        tried(location, profile(source))
    assert refused.value.missing == source


def test_a_folder_that_cannot_be_is_told_with_its_name(location, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable) as refused:
        list(exports.export(location, profile("ana"), "ana", None, str(tmp_path / "file" / "out")))
    assert refused.value.why == "is a file, and an export needs a folder"
    assert refused.value.location == str(tmp_path / "file")


def test_articles_are_where_the_trial_said(location, tmp_path):
    asked = profile("ana", "jsonl", split=Wanted())
    where = tried(location, asked).split
    assert where is not None
    assert set(where.parts) == {TEXT.id}
    (written,) = exports.export(location, asked, "ana", where, str(tmp_path / "out"))
    assert written.split == where
    assert where.parts[TEXT.id] == Placed(where.rows[0].part)


def pinned_in(location: str, *articles):
    """What the child process says last: the families in which something is pinned."""
    *_, findings = exports.pins_of_near_duplicates(location, [each.id for each in articles])
    return findings.pinned


def test_near_duplicates_are_told_with_the_side_that_their_pins_give_them(tmp_path):
    story = "Militias shelled the ford at dawn. Guards said nobody crossed it, and the mayor closed both schools."
    told = [article(f"{lead}. {story} {story[::-1]}") for lead in ("Ford shelled", "Shells at the ford", "Dawn attack")]
    location = tmp_path / "desk.spandesk"
    with Workspace.create(location, small_schema()) as workspace:
        workspace.add(ImportedArticle(article=each) for each in (*told, LATER))
        ids = sorted(each.id for each in told)
        assert pinned_in(str(location), told[0]) == []
        workspace.pin([ids[2], LATER.id], Part.TEST)
        assert pinned_in(str(location), LATER) == []
        (held,) = pinned_in(str(location), told[0])
        assert (held.by, held.part, held.along, held.size) == (ids[2], Part.TEST, tuple(ids[:2]), 3)
        workspace.pin([ids[1]], Part.DEV)
        (held,) = pinned_in(str(location), told[0], told[1])
        assert held.pins == {ids[1]: Part.DEV, ids[2]: Part.TEST}
