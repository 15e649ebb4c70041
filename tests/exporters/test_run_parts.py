"""What an export divides, and what is known of it before: in the whole of it and in parts."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import exporters
from annotations.errors import ProjectChanged
from annotations.model.annotation_set import Status
from annotations.model.article import FURNITURE, Region
from annotations.model.ids import ArticleId
from annotations.model.native import MANIFEST
from annotations.model.project import EVERYBODY, AnnotatedArticle
from annotations.model.split import Part, Placed
from exporters.alignment import OFF_TOKENS
from exporters.base import ExportReport
from exporters.left_out import Why
from exporters.manifest import read, verify
from exporters.reasons import ROLE_MISSING
from exporters.run import export, place, trial
from exporters.split import Wanted
from exporters.trimming import IN_FURNITURE
from tests.exporters.running import FORMATS, REPORTS, TWO_SIDES, materials, profile, quiet, report, written
from tests.exporters.samples import article
from tests.factories import annotation_set, entity, event, span

# -- train, dev and test ----------------------------------------------------------------------------------------------


def sides(folder: Path) -> dict[str, set[str]]:
    """The ids of the articles in each folder of a split JSONL export."""
    return {
        path.parent.name: {json.loads(line)["id"] for line in path.read_bytes().splitlines()}
        for path in folder.rglob("*.jsonl")
    }


def test_parts_are_folders_and_duplicates_are_on_one_side(tmp_path: Path):
    ids = [each.article.id for each in REPORTS]
    alike = [frozenset(ids[number] for number in pair) for pair in ((0, 5), (1, 2, 7))]
    found = written(profile("jsonl", split=TWO_SIDES), materials(REPORTS, groups=lambda: alike), tmp_path)
    where = sides(tmp_path)
    assert where.keys() == {"train", "dev"}
    assert where["train"] | where["dev"] == set(ids)
    assert not where["train"] & where["dev"]
    for group in alike:
        assert sum(bool(group & side) for side in where.values()) == 1
    assert found.split is not None
    assert {row.part: row.articles for row in found.split.rows} == {part: len(where[part]) for part in where}
    assert [part["articles"] for part in read(tmp_path / MANIFEST)["parts"]] == [len(where["train"]), len(where["dev"])]


@pytest.mark.parametrize("format_id", [id_ for id_ in FORMATS if exporters.find(id_).write_parts is not None])
def test_a_format_that_has_its_own_way_has_all_parts_side_by_side(format_id: str, tmp_path: Path):
    found = written(profile(format_id, split=Wanted(shares=(50, 25, 25))), materials(REPORTS), tmp_path)
    assert not {each.name for each in tmp_path.iterdir() if each.is_dir() and not any(each.iterdir())}
    assert (found.report.articles, found.read_back) == (8, True)
    assert sum(row.articles for row in found.split.rows) == 8


@pytest.mark.parametrize("shares", [(90, 0, 10), (100, 0, 0)])
@pytest.mark.parametrize("format_id", FORMATS)
def test_a_side_may_be_missing(format_id: str, shares: tuple[int, int, int], tmp_path: Path):
    found = written(profile(format_id, split=Wanted(shares=shares)), materials(REPORTS), tmp_path)
    assert found.report.articles == 8
    assert verify(tmp_path) == []


@pytest.mark.parametrize("sides", [(Part.DEV,), (Part.TEST,), (Part.TRAIN, Part.TEST)])
@pytest.mark.parametrize("format_id", FORMATS)
def test_a_side_may_be_empty(format_id: str, sides: tuple[Part, ...], tmp_path: Path):
    before = {each.article.id: Placed(sides[at % len(sides)], pinned=True) for at, each in enumerate(REPORTS)}
    found = written(profile(format_id, split=Wanted()), materials(REPORTS, before=before), tmp_path)
    assert found.report.articles == 8
    assert {row.part for row in found.split.rows if row.articles} == set(sides)
    assert verify(tmp_path) == []


def test_what_is_made_to_be_trained_on_is_divided_unasked():
    assert place(profile("jsonl"), materials(REPORTS), quiet) is None
    divided = place(profile("spacy-pack"), materials(REPORTS), quiet)
    assert divided is not None
    assert {row.part for row in divided.rows} == {Part.TRAIN, Part.DEV}


def test_articles_stay_on_the_side_they_were_on():
    before = {each.article.id: Placed(Part.DEV) for each in REPORTS[:3]}
    divided = place(profile("jsonl", split=TWO_SIDES), materials(REPORTS, before=before), quiet)
    assert divided is not None
    assert all(divided.parts[id_] == placed for id_, placed in before.items())


def test_what_nobody_placed_is_not_written(tmp_path: Path):
    """It might be near to something on another side."""
    asked = profile("jsonl", split=TWO_SIDES)
    where = place(asked, materials(REPORTS[:7]), quiet)
    with pytest.raises(ProjectChanged) as refused:
        export(asked, materials(REPORTS), where, tmp_path / "out", quiet)
    assert refused.value.article_id == REPORTS[7].article.id
    assert not (tmp_path / "out").exists()


# -- what is known before ---------------------------------------------------------------------------------------------


def test_unfinished_articles_are_told_of_in_parts_too():
    waiting = [report(number, status=Status.OPEN) for number in (20, 21)]
    for split in (None, TWO_SIDES):
        told = trial(profile("jsonl", split=split, finished_only=True), materials([*REPORTS, *waiting]), quiet)
        row = next(each for each in told.rows if each.reason == Why.UNFINISHED)
        assert (row.count, row.inside) == (2, 8)
        assert {each.article_id for each in row.places} == {each.article.id for each in waiting}
        assert told.report.articles == 8


@pytest.mark.parametrize("split", [None, TWO_SIDES], ids=["whole", "split"])
@pytest.mark.parametrize("format_id", ["conll", "spacy-pack", "dygie"])
def test_places_are_those_in_the_project(format_id: str, split: Wanted | None):
    """Also where page furniture before them is cut out and the label is written as another."""
    text = "Share this\nAna Ruiz met government men of Antigovernment rallies in Basra."
    of = replace(article(text), regions=(Region(span(text, "Share this"), FURNITURE),))
    inside = entity("ORG", span(of, "government", 2))
    share, ana = entity("ORG", span(of, "Share")), entity("PERSON", span(of, "Ana Ruiz"))
    met = event("CONSULT", span(of, "met"), ("CAUSE", event("ASSAULT", span(of, "rallies"))))
    met = met.with_arguments(())
    one = AnnotatedArticle(article=of, sets=(annotation_set(of, inside, share, ana, met, status=Status.DONE),))
    asked = profile(format_id, split=split, renamed=(("ORG", "GROUP"), ("CONSULT", "TALK")))
    told = trial(asked, materials([one, *REPORTS]), quiet)
    rows = {row.reason: row for row in told.rows}
    where = rows[OFF_TOKENS].places[0]
    assert (where.start, where.end) == (inside.span.start, inside.span.end)
    assert (where.surface, where.label) == ("government", "ORG")
    furniture = rows[IN_FURNITURE].places[0]
    assert (furniture.start, furniture.end, furniture.surface) == (share.span.start, share.span.end, "Share")
    if ROLE_MISSING in rows:
        (missing,) = rows[ROLE_MISSING].places
        assert (missing.start, missing.label) == (met.span.start, "CONSULT")
    assert rows[Why.FURNITURE].count == 9
    for row in told.rows:
        for each in row.places:
            known = next(given.article.text for given in [one, *REPORTS] if given.article.id == each.article_id)
            assert known[each.start : each.end] == each.surface or each.start == each.end


def test_a_role_that_is_missing_is_told_of_in_every_format():
    bare = article("Ana met Omar.")
    one = AnnotatedArticle(article=bare, sets=(annotation_set(bare, event("CONSULT", span(bare, "met"))),))
    for format_id in FORMATS:
        told = trial(profile(format_id), materials([one]), quiet)
        assert [row.count for row in told.rows if row.reason == ROLE_MISSING] == [1], format_id


@pytest.mark.parametrize("annotator", ["ana", "ben", ""])
def test_only_ones_own_set_can_be_mended(annotator: str):
    told = trial(profile("conll"), materials(annotator=annotator), quiet)
    row = next(each for each in told.rows if each.reason == OFF_TOKENS)
    assert bool(row.fixes) == (annotator == "ana")


def test_all_sets_side_by_side(tmp_path: Path):
    asked = profile("jsonl", source=EVERYBODY, split=TWO_SIDES)
    found = written(asked, materials(), tmp_path)
    assert found.read_back
    names = {
        each["annotator"]
        for path in tmp_path.rglob("*.jsonl")
        for line in path.read_bytes().splitlines()
        for each in json.loads(line)["sets"]
    }
    assert names == {"ana", "ben"}


# -- an exporter that does not do what it says ------------------------------------------------------------------------


def counting_wrong(found: ExportReport) -> ExportReport:
    return replace(found, mentions=found.mentions + 1)


def losing_a_line(found: ExportReport) -> ExportReport:
    path = Path(found.files[0])
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))
    return found


def moving_a_mention(found: ExportReport) -> ExportReport:
    path = Path(found.files[0])
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    mention = lines[0]["sets"][0]["mentions"][0]
    mention["start"], mention["surface"] = mention["start"] + 1, mention["surface"][1:]
    path.write_text("".join(json.dumps(each) + "\n" for each in lines), "utf-8")
    return found


@pytest.mark.parametrize("lie", [counting_wrong, losing_a_line, moving_a_mention])
@pytest.mark.parametrize("split", [None, TWO_SIDES], ids=["whole", "split"])
def test_what_is_not_in_the_files_is_found_out(
    lie, split: Wanted | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    honest = exporters.find("jsonl")
    assert written(profile("jsonl", split=split), materials(REPORTS), tmp_path / "honest").read_back
    liar = replace(honest, write=lambda *given: lie(honest.write(*given)))
    monkeypatch.setattr("exporters.jsonl.EXPORTER", liar)
    found = written(profile("jsonl", split=split), materials(REPORTS), tmp_path / "lie")
    assert not found.read_back
    if lie is not counting_wrong:
        assert found.report.notes
        ids = {each.article.id for each in REPORTS}
        assert all(ArticleId(each.article_id) in ids for each in found.report.notes)
