import csv
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotations.importers import read
from annotations.model.project import AnnotatedArticle
from annotations.model.sheets import LONGEST_CELL, cut_for_cell, guarded, unguarded
from annotations.model.span import Span
from exporters.alignment import BLANK_EDGE
from exporters.base import Exporter, ExportReport
from exporters.files import OutputFolder
from exporters.tables import CSV, GUARDED, NOT_IN_CELL, SHORTENED, XLSX
from exporters.workbook import FILE_NAME
from tests.exporters.drawn import annotated_articles
from tests.exporters.hard import hard_articles, hard_schema, like_a_formula, nested_event, unannotated
from tests.exporters.samples import as_annotated, tricky
from tests.factories import annotation_set, article, entity, event, span

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
FOR_EXCEL = {"excel": "yes"}
EACH = pytest.mark.parametrize(("exporter", "options"), [(CSV, {}), (CSV, FOR_EXCEL), (XLSX, {})])


def export(
    exporter: Exporter, folder: Path, *articles: AnnotatedArticle, options: Mapping[str, str] = {}
) -> ExportReport:
    return exporter.write(iter(articles), hard_schema(), OutputFolder(folder), options)


def back(folder: Path) -> list[AnnotatedArticle]:
    return as_annotated(list(read([folder])))


def sheet(folder: Path, name: str) -> list[tuple[Any, ...]]:
    from openpyxl import load_workbook

    book = load_workbook(folder / FILE_NAME)
    return [tuple((cell.value, cell.data_type) for cell in row) for row in book[name].iter_rows()]


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


@pytest.mark.parametrize(
    ("name", "options", "made"),
    [
        ("csv", {}, (tricky, like_a_formula, nested_event, unannotated)),
        ("csv-excel", FOR_EXCEL, (tricky, like_a_formula)),
    ],
)
def test_the_files_are_the_golden_ones(tmp_path: Path, name: str, options: Mapping[str, str], made: Any):
    report = export(CSV, tmp_path, *(make() for make in made), options=options)
    golden = sorted((GOLDEN / name).iterdir())
    assert sorted(Path(file).name for file in report.files) == [file.name for file in golden]
    for file in golden:
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_the_cells_are_the_golden_ones(tmp_path: Path):
    export(XLSX, tmp_path, tricky(), like_a_formula())
    names = ("articles", "mentions", "events", "arguments")
    cells = {name: [[value for value, _kind in row] for row in sheet(tmp_path, name)] for name in names}
    assert cells == json.loads((GOLDEN / "xlsx" / "cells.json").read_text("utf-8"))


@EACH
def test_the_hard_project_comes_back_as_it_was(tmp_path: Path, exporter: Exporter, options: Mapping[str, str]):
    report = export(exporter, tmp_path, *hard_articles(), options=options)
    assert (report.mentions, report.events, report.arguments, report.lost) == (54, 19, 42, ())
    for made, after in zip(hard_articles(), back(tmp_path), strict=True):
        assert after.article == made.article
        for one, other in zip(made.sets[:1], after.sets, strict=True):
            assert (other.mentions, other.clusters) == (one.mentions, one.clusters)
            assert (other.annotator, other.status) == (one.annotator, one.status)


@EACH
@given(made=annotated_articles(off_tokens=True))
@settings(max_examples=25, phases=[Phase.generate])
def test_what_is_drawn_comes_back(
    tmp_path_factory: pytest.TempPathFactory, exporter: Exporter, options: Mapping[str, str], made: AnnotatedArticle
):
    folder = tmp_path_factory.mktemp("tables")
    assert export(exporter, folder, made, options=options).lost == ()
    if not made.article.text.strip():
        return
    (after,) = back(folder)
    assert after.article.text == made.article.text
    assert [each.mentions for each in after.sets] == [each.mentions for each in made.sets]


def test_the_text_of_every_row_is_what_its_offsets_cut(tmp_path: Path):
    export(CSV, tmp_path, *hard_articles())
    texts = {row["doc_id"]: row["text"] for row in table(tmp_path, "articles")}
    rows = table(tmp_path, "mentions")
    assert len(rows) == 73
    assert all(texts[row["doc_id"]][int(row["start"]) : int(row["end"])] == row["text"] for row in rows)
    fillers = table(tmp_path, "arguments")
    assert len(fillers) == 42
    assert all(texts[row["doc_id"]][int(row["start"]) : int(row["end"])] == row["target_text"] for row in fillers)


def test_every_text_is_in_quotes_and_every_line_ends_with_both_characters(tmp_path: Path):
    export(CSV, tmp_path, nested_event())
    data = (tmp_path / "mentions.csv").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == 8
    assert b'"entity","ORG",0,6,"Police","","",' in data
    assert not data.startswith(b"\xef\xbb\xbf")


def test_events_have_a_column_for_each_role(tmp_path: Path):
    of = article("Rebels shot at the bank with rifles")
    rebels, bank, rifles = (entity("ORG", span(of, word)) for word in ("Rebels", "bank", "rifles"))
    shot = event("ASSAULT", span(of, "shot"), ("ACTOR", rebels), ("ACTOR", bank), ("WEAPON", rifles))
    export(CSV, tmp_path, AnnotatedArticle(article=of, sets=(annotation_set(of, rebels, bank, rifles, shot),)))
    (row,) = table(tmp_path, "events")
    assert (row["type"], row["trigger"], row["role_ACTOR"]) == ("ASSAULT", "shot", "Rebels; bank")
    assert (row["role_PLACE"], row["role_HELD BY"], row["role_other"]) == ("", "", "WEAPON: rifles")


def test_for_excel_no_cell_begins_like_a_formula(tmp_path: Path):
    report = export(CSV, tmp_path, *hard_articles(), options=FOR_EXCEL)
    for name in ("articles", "mentions", "events", "arguments"):
        assert (tmp_path / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        cells = [cell for row in table(tmp_path, name) for cell in row.values()]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert {note.surface for note in report.notes if note.reason == GUARDED} == {
        *("= 1 + 2", "@Sabah", "= Null City =", "said", "-DOCSTART-"),
    }
    assert "apostrophe" in (tmp_path / "README.txt").read_text("utf-8")


def test_a_workbook_holds_text_as_text(tmp_path: Path):
    of = article("#N/A is = 1 + 2")
    made = AnnotatedArticle(article=of, sets=(annotation_set(of, entity("ORG", span(of, "#N/A"))),))
    export(XLSX, tmp_path, like_a_formula(), made)
    rows = [row for name in ("articles", "mentions", "events", "arguments") for row in sheet(tmp_path, name)]
    cells = {cell for row in rows for cell in row}
    assert {("= 1 + 2", "s"), ("#N/A", "s"), ("007", "s"), ("2024-01-02", "s"), ("=1+2", "s")} <= cells
    assert {kind for value, kind in cells if isinstance(value, str)} == {"s"}


def test_a_workbook_does_not_say_when_it_was_made(tmp_path: Path):
    export(XLSX, tmp_path, nested_event())
    with zipfile.ZipFile(tmp_path / FILE_NAME) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")


@pytest.mark.parametrize("exporter", [CSV, XLSX])
def test_a_long_text_goes_on_in_further_rows(tmp_path: Path, exporter: Exporter):
    of = article("😀 Basra. " * 12_000)
    places = [entity("GPE", Span(2, 7)), entity("GPE", Span(len(of.text) - 7, len(of.text) - 2))]
    made = AnnotatedArticle(article=of, sets=(annotation_set(of, *places),))
    options = FOR_EXCEL if exporter is CSV else {}
    report = export(exporter, tmp_path, made, nested_event(), options=options)
    assert (report.lost, report.notes) == ((), ())
    first, second = back(tmp_path)
    assert first.article.text == of.text
    assert first.sets[0].mentions == made.sets[0].mentions
    assert second.article == nested_event().article


def test_what_a_cell_cannot_hold_is_noted(tmp_path: Path):
    of = article("Basra " * 12_000 + "\uffff.")
    whole = entity("ORG", Span(0, 60_005), note="n" * 40_000)
    made = AnnotatedArticle(article=of, sets=(annotation_set(of, whole),))
    report = export(XLSX, tmp_path, made)
    assert [(note.reason, note.start) for note in report.notes] == [(SHORTENED, 0), (NOT_IN_CELL, 72_000)]
    row = dict(zip(*[[value for value, _kind in row] for row in sheet(tmp_path, "mentions")], strict=True))
    assert (len(row["text"]), len(row["note"])) == (LONGEST_CELL, LONGEST_CELL)
    assert export(CSV, tmp_path, made).notes == ()


def test_what_looks_like_an_escape_of_excels_is_escaped(tmp_path: Path):
    of = article("It says _x0041_ and _x005F_ there")
    made = AnnotatedArticle(article=of, sets=(annotation_set(of, entity("ORG", span(of, "_x0041_"))),))
    export(XLSX, tmp_path, made)
    assert sheet(tmp_path, "mentions")[1][6][0] == "_x005F_x0041_"
    (after,) = back(tmp_path)
    assert after.article.text == of.text


def test_a_full_sheet_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("exporters.workbook._MOST_ROWS", 20)
    export(XLSX, tmp_path, *hard_articles())
    assert len(sheet(tmp_path, "mentions")) == len(sheet(tmp_path, "mentions 2")) == 20
    after = back(tmp_path)
    assert [each.article for each in after] == [each.article for each in hard_articles()]
    assert sum(len(each.sets[0].mentions) for each in after if each.sets) == 73


def test_a_blank_at_an_edge_is_lost(tmp_path: Path):
    of = article("In Basra ")
    made = AnnotatedArticle(article=of, sets=(annotation_set(of, entity("GPE", Span(3, 9))),))
    report = export(CSV, tmp_path, made)
    assert ([lost.reason for lost in report.lost], report.mentions) == ([BLANK_EDGE], 0)


def test_an_unknown_value_of_an_option_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="no such option"):
        export(CSV, tmp_path, options={"excel": "maybe"})


@given(st.text(alphabet="'=+-@\t\rab", max_size=6))
def test_a_guarded_cell_is_no_formula_and_can_be_told(value: str):
    assert unguarded(guarded(value)) == value
    assert not guarded(value).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.integers(0, 3), st.integers(0, 40_000), st.integers(0, 20_000))
def test_pieces_of_a_cell_are_whole_and_short_enough(first: int, plain: int, astral: int):
    value = "a" * first + "😀" * astral + "b" * plain
    pieces = cut_for_cell(value)
    assert "".join(pieces) == value
    assert all(len(piece.encode("utf-16-le")) // 2 <= LONGEST_CELL for piece in pieces)
