"""A survey says what an import would find, and the import finds it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.errors import Cancelled
from annotations.importers import read
from annotations.importers.base import ImportedArticle
from annotations.importers.mapping import LabelMap, LabelName, Otherwise, RoleName, apply
from annotations.importers.survey import PREVIEWS, FileSurvey, LabelSeen, RoleSeen, survey
from annotations.model.mention import Kind
from annotations.model.project import Rejected
from annotations.workspace import Workspace
from tests.factories import small_schema

GROUP, GPE = LabelName(Kind.ENTITY, "GROUP"), LabelName(Kind.ENTITY, "GPE")
ASSAULT, ATTACK = LabelName(Kind.EVENT, "ASSAULT"), LabelName(Kind.EVENT, "ATTACK")
ACTOR, WHO = RoleName("ASSAULT", "ACTOR"), RoleName("ATTACK", "WHO")


def span(start: int, end: int, label: str, kind: str = "entity", **more: object) -> dict[str, object]:
    return {"id": f"m{start}", "kind": kind, "start": start, "end": end, "label": label, **more}


def line(text: str, annotator: str, *mentions: object, arguments: tuple[object, ...] = (), **more: object) -> str:
    made = {"annotator": annotator, "status": "done", "mentions": mentions, "arguments": arguments}
    return json.dumps({"format": "spandesk/1", "text": text, "sets": [made], **more}) + "\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text(
        line(
            "Rebels struck Basra.",
            "ana",
            span(0, 6, "GROUP"),
            span(7, 13, "ASSAULT", "event"),
            span(14, 19, "GPE"),
            arguments=({"event": "m7", "role": "ACTOR", "target": "m0"},),
            meta={"title": "Strike"},
        )
        + '{"text": 7}\n'
        + line(
            "\n  They hit Basra.",
            "ben",
            span(3, 7, "GROUP"),
            span(8, 11, "ATTACK", "event"),
            span(12, 17, "GPE"),
            arguments=({"event": "m8", "role": "WHO", "target": "m3"},),
        )
        + line("All quiet in Basra.", "ana", span(13, 18, "GPE")),
        "utf-8",
    )
    return path


def test_what_is_in_a_file(file: Path):
    found = survey([file], small_schema())
    (seen,) = found.files
    assert (seen.format_id, seen.by, seen.records, seen.whole, seen.columns) == ("jsonl", "content", 3, True, None)
    assert [(each.line, each.file) for each in seen.rejected] == [(2, str(file))]
    assert found.labels == (
        LabelSeen(name=GPE, count=3, known=True, examples=("Basra",)),
        LabelSeen(name=GROUP, count=2, known=False, examples=("Rebels", "They")),
        LabelSeen(name=ASSAULT, count=1, known=True, examples=("struck",)),
        LabelSeen(name=ATTACK, count=1, known=False, examples=("hit",)),
    )
    assert found.roles == (RoleSeen(name=ACTOR, count=1, known=True), RoleSeen(name=WHO, count=1, known=False))
    assert found.annotators == {"ana": 2, "ben": 1}
    assert found.unknown() == ([GROUP, ATTACK], [WHO])


def test_previews_are_what_an_analyst_wants_to_see(file: Path):
    first, second, third = survey([file], small_schema()).previews
    assert (first.title, first.first_line, first.line) == ("Strike", "Rebels struck Basra.", 1)
    assert (first.mentions, first.events, first.suggestions, first.annotators) == (2, 1, 0, ("ana",))
    assert (first.lacking, third.lacking) == ((GROUP,), ())
    assert (second.first_line, second.lacking) == ("They hit Basra.", (GROUP, ATTACK, WHO))


def test_only_the_first_are_previewed(tmp_path: Path):
    for number in range(PREVIEWS + 2):
        (tmp_path / f"{number:02}.txt").write_text(f"Article number {number}", "utf-8")
    found = survey([tmp_path], small_schema())
    assert [each.first_line for each in found.previews] == [f"Article number {number}" for number in range(PREVIEWS)]
    assert (len(found.files), len(found.texts)) == (PREVIEWS + 2, PREVIEWS + 2)
    assert {(each.format_id, each.by) for each in found.files} == {("txt", "suffix")}


@pytest.mark.parametrize(
    ("labels", "roles", "unfit"),
    [
        ({}, {}, 2),
        ({GROUP: Otherwise.ADDED}, {}, 1),
        ({GROUP: Otherwise.ADDED, ATTACK: ASSAULT}, {}, 1),
        ({GROUP: Otherwise.LEFT_OUT, ATTACK: ASSAULT}, {WHO: "ACTOR"}, 0),
        ({GROUP: Otherwise.ADDED, ATTACK: ASSAULT}, {WHO: Otherwise.LEFT_OUT}, 0),
        ({GROUP: GPE, ATTACK: GPE}, {}, 0),
        ({GROUP: GPE, ATTACK: Otherwise.LEFT_OUT}, {}, 0),
    ],
)
def test_how_many_would_be_refused(file: Path, tmp_path: Path, labels, roles, unfit: int):
    label_map = LabelMap(labels=labels, roles=roles)
    found = survey([file], small_schema())
    assert found.unfit(small_schema(), label_map) == unfit
    schema = small_schema()
    if GROUP in labels and labels[GROUP] is Otherwise.ADDED:
        schema = replace(schema, labels=(*schema.labels, replace(schema.labels[0], code="GROUP", key="")))
    with Workspace.create(tmp_path / "p.spandesk", schema) as workspace:
        report = workspace.add(apply(record, label_map) for record in read([file]))
    assert len(report.rejected) - len(found.files[0].rejected) == unfit


def test_suggestions_have_labels_too(tmp_path: Path):
    offered = {"suggester": "x", "version": "1", "mention": span(0, 4, "SHIP")}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"format": "spandesk/1", "text": "Lusi sank.", "suggestions": [offered]}), "utf-8")
    found = survey([path], small_schema())
    assert [(each.name.code, each.known) for each in found.labels] == [("SHIP", False)]
    assert (found.previews[0].suggestions, found.previews[0].mentions) == (1, 0)
    assert found.unfit(small_schema(), LabelMap()) == 1


def test_somebodys_table_shows_its_columns(tmp_path: Path):
    path = tmp_path / "t.csv"
    path.write_text('Headline,Story\nRain,"It rained, again."\n', "utf-8")
    (seen,) = survey([path], small_schema()).files
    assert seen.columns is not None
    assert seen.columns.columns == ("Headline", "Story")
    assert seen.columns.mapping == {"title": "Headline", "text": "Story"}
    assert seen.columns.rows == (("Rain", "It rained, again."),)
    found = survey([path], small_schema(), columns={"text": "Headline"})
    assert found.previews[0].first_line == "Rain"
    (record,) = read([path], columns={"text": "Headline"})
    assert isinstance(record, ImportedArticle)
    assert record.article.text == "Rain"


def test_columns_are_for_tables_only(tmp_path: Path):
    (tmp_path / "a.txt").write_text("An article", "utf-8")
    (record,) = read([tmp_path / "a.txt"], columns={"text": "Headline"})
    assert isinstance(record, ImportedArticle)


def test_a_table_that_is_none_is_rejected_once(tmp_path: Path):
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"PK\x03\x04 and nothing")
    (seen,) = survey([path], small_schema()).files
    assert (seen.format_id, seen.columns, len(seen.rejected)) == ("xlsx", None, 1)


def test_a_chosen_format_is_said_to_be_chosen(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "x"}\n', "utf-8")
    (seen,) = survey([path], small_schema(), format_id="txt").files
    assert (seen.format_id, seen.by, seen.others) == ("txt", "choice", ())
    with pytest.raises(KeyError):
        survey([path], small_schema(), format_id="no-such")


def test_other_formats_of_that_suffix_are_named(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Ana", "label": [[0, 3, "PERSON"]]}\n', "utf-8")
    (seen,) = survey([path], small_schema()).files
    assert (seen.format_id, seen.by) == ("doccano", "content")
    assert "jsonl" in seen.others


def test_what_cannot_be_read_is_named(tmp_path: Path):
    (tmp_path / "a.xyz").write_text("?", "utf-8")
    found = survey([tmp_path / "a.xyz", tmp_path / "gone.txt"], small_schema())
    unknown, gone = (str(tmp_path / name) for name in ("a.xyz", "gone.txt"))
    assert found.files == (
        FileSurvey(file=unknown, rejected=(Rejected(unknown, None, "no importer for .xyz"),)),
        FileSurvey(file=gone, rejected=(Rejected(gone, None, "no such file"),)),
    )


@pytest.mark.parametrize(("limit", "records", "whole"), [(1, 1, False), (2, 1, False), (4, 3, True), (9, 3, True)])
def test_a_limit_is_said(file: Path, limit: int, records: int, whole: bool):
    (seen,) = survey([file], small_schema(), limit=limit).files
    assert (seen.records, seen.whole) == (records, whole)


def test_progress_and_stopping(file: Path):
    told: list[int] = []
    survey([file], small_schema(), on_progress=told.append)
    assert told == [1, 1, 2, 3]
    with pytest.raises(Cancelled):
        survey([file], small_schema(), cancelled=lambda: True)


def test_nothing_in_a_folder_is_nothing(tmp_path: Path):
    found = survey([tmp_path], small_schema())
    assert (found.files, found.previews, found.labels, found.texts) == ((), (), (), ())
