import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from annotations.errors import BadInput
from annotations.importers import read
from annotations.importers.base import ImportedArticle
from annotations.importers.columns import NO_TEXT_COLUMN, columns_of, guess, read_columns
from annotations.importers.tables import CSV, XLSX
from annotations.model.project import Rejected
from annotations.text.decode import LINE_END
from exporters import tables
from exporters.files import OutputFolder
from tests.annotations.importers.damage import assert_survived, damaged
from tests.exporters.hard import hard_articles, hard_schema, nested_event, two_roles

HEADER = "Id,Headline,Published,Body,Newspaper"
ROW = '7,Talks in Erbil,2024-05-01,"Ana met Ben.\nThey spoke, at length.",The Wire'


def write(folder: Path, *lines: str, name: str = "news.csv", encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes("\n".join((*lines, "")).encode(encoding))
    return file


def workbook(folder: Path, *rows: Sequence[Any], name: str = "news.xlsx") -> Path:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(folder / name)
    return folder / name


def only(file: Path) -> ImportedArticle:
    (taken,) = read([file])
    assert isinstance(taken, ImportedArticle), taken
    return taken


def refused(file: Path) -> Rejected:
    (rejected,) = read([file])
    assert isinstance(rejected, Rejected), rejected
    return rejected


def exported(folder: Path) -> Path:
    tables.CSV.write(iter([nested_event(), two_roles()]), hard_schema(), OutputFolder(folder), {})
    return folder / "articles.csv"


def test_columns_are_found_by_their_header(tmp_path: Path):
    record = only(write(tmp_path, HEADER, ROW))
    meta = record.article.meta
    assert record.article.text == "Ana met Ben.\nThey spoke, at length."
    assert (record.article.id, meta.title, meta.date, meta.source) == (
        *("news-7", "Talks in Erbil", "2024-05-01", "The Wire"),
    )
    assert (meta.language, meta.file, record.line, record.sets) == ("en", "news.csv", 2, ())


@pytest.mark.parametrize(
    ("columns", "mapping"),
    [
        (("text",), {"text": "text"}),
        (("ID", "Full_Text", "lang"), {"id": "ID", "text": "Full_Text", "language": "lang"}),
        (("article", "body", "article_title"), {"text": "body", "title": "article_title"}),
        (
            ("doc id", "content", "link", "outlet"),
            {"id": "doc id", "text": "content", "url": "link", "source": "outlet"},
        ),
        (("a", "b"), {}),
    ],
)
def test_a_guess_takes_the_likeliest_word(columns: Sequence[str], mapping: dict[str, str]):
    assert guess(columns) == mapping


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str):
    lines = [delimiter.join(("title", "text", "date")), delimiter.join(("One", "Ana, and; Ben | met.", "2024"))]
    if delimiter != "\t":
        lines[1] = delimiter.join(("One", '"Ana, and; Ben | met."', "2024"))
    record = only(write(tmp_path, *lines, name="news.tsv"))
    assert (record.article.text, record.article.meta.date) == ("Ana, and; Ben | met.", "2024")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str):
    file = write(tmp_path, "title,text", "Été,« José Núñez » a rencontré Zoë à l’hôtel.", encoding=encoding)
    record = only(file)
    assert record.article.text == "« José Núñez » a rencontré Zoë à l’hôtel."
    assert record.article.meta.title == "Été"


def test_a_preview_shows_ten_rows_as_they_are(tmp_path: Path):
    file = write(tmp_path, "text,,text,NA", *(f"t{number},NA,007" for number in range(12)))
    preview = columns_of(file)
    assert preview.columns == ("text", "column 2", "text (3)", "NA")
    assert preview.rows == tuple((f"t{number}", "NA", "007", "") for number in range(10))
    assert preview.mapping == {"text": "text"}


def test_columns_may_be_told(tmp_path: Path):
    file = write(tmp_path, "text,words,who", "no,Ana met Ben.,Wire")
    (record,) = read_columns(file, {"text": "words", "source": "who"}, None)
    assert isinstance(record, ImportedArticle)
    assert (record.article.text, record.article.meta.source) == ("Ana met Ben.", "Wire")


@pytest.mark.parametrize("mapping", [{"text": "nothing"}, {"words": "text"}, {"title": "text"}])
def test_columns_that_are_not_there_are_refused(tmp_path: Path, mapping: dict[str, str]):
    with pytest.raises(BadInput, match=f"there is no column|{NO_TEXT_COLUMN}"):
        list(read_columns(write(tmp_path, "text", "Ana"), mapping, None))


def test_a_table_without_a_text_is_refused(tmp_path: Path):
    assert refused(write(tmp_path, "a,b", "1,2")).reason == NO_TEXT_COLUMN
    assert refused(write(tmp_path, name="empty.csv")).reason == "no rows"


def test_a_table_of_somebodys_mentions_is_refused(tmp_path: Path):
    file = write(tmp_path, "doc_id,Start,End,label,text", "a,0,3,PERSON,Ana")
    assert refused(file).reason == "a table of places in texts, but the texts are not in it"


def test_a_bad_row_costs_only_itself(tmp_path: Path):
    file = write(tmp_path, "title,text", "a,One.", "b,", "", "c,Two.,more", "d", 'e,"Three\r\nand"')
    taken = list(read([file]))
    assert [each.line for each in taken] == [2, 3, 5, 6, 7]
    assert [each.reason for each in taken if isinstance(each, Rejected)] == [
        *("text: no text", "the row has 3 cells, and the header 2", "text: no text"),
    ]
    assert isinstance(taken[-1], ImportedArticle)
    assert taken[-1].changes == {LINE_END: 1}


def test_a_workbook_is_read_with_its_dates_and_numbers(tmp_path: Path):
    rows = [(), ("Title", "Text", "Date", "ID"), ("=1", "Ana met Ben._x000D_\nYes", datetime(2024, 5, 1), 12.0)]
    file = workbook(tmp_path, *rows, (True, "Two.", date(2024, 5, 2), 1.5), (None, None), ("x", "Three."))
    first, second, third = read([file])
    assert isinstance(first, ImportedArticle)
    assert isinstance(second, ImportedArticle)
    assert isinstance(third, ImportedArticle)
    assert (first.article.text, first.article.id, first.line) == ("Ana met Ben.\nYes", "news-12", 3)
    assert [each.article.meta.date for each in (first, second, third)] == ["2024-05-01", "2024-05-02", ""]
    assert (second.article.meta.title, second.article.id) == ("TRUE", "1.5")


def test_a_workbook_that_unpacks_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("annotations.importers.spreadsheet._GROWTH_ALWAYS_FINE", 1_000)
    monkeypatch.setattr("annotations.importers.spreadsheet._LARGEST_GROWTH", 1)
    assert "unpacks to more than" in refused(workbook(tmp_path, ("text",), ("Ana",))).reason


def test_a_workbook_packed_in_a_way_nobody_knows_is_refused(tmp_path: Path):
    file = workbook(tmp_path, ("Text",), ("Rain in Basra.",))
    data = bytearray(file.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 6] = 200  # the version of zip that it takes to unpack it
    file.write_bytes(data)
    assert refused(file).reason == "a damaged workbook"


def test_tables_are_recognised_by_content(tmp_path: Path):
    own = exported(tmp_path)
    for name in ("articles", "mentions", "events", "arguments"):
        assert CSV.recognises(own.with_name(f"{name}.csv").read_bytes()[:300])
    assert not CSV.recognises(b"title,text\nOne,Ana\n")
    assert XLSX.recognises(workbook(tmp_path, ("text",)).read_bytes())
    assert not XLSX.recognises(b"PK\x03\x04 a zip of something else")


def test_the_order_of_rows_does_not_matter(tmp_path: Path):
    expected = [each.sets for each in read([exported(tmp_path)]) if isinstance(each, ImportedArticle)]
    mentions = tmp_path / "mentions.csv"
    header, *rows = mentions.read_bytes().splitlines(keepends=True)
    mentions.write_bytes(b"".join((header, *reversed(rows))))
    assert [each.sets for each in read([tmp_path]) if isinstance(each, ImportedArticle)] == expected


def test_rows_of_no_article_are_refused_one_by_one(tmp_path: Path):
    own = exported(tmp_path)
    header, first, _second = own.read_bytes().splitlines(keepends=True)
    own.write_bytes(header + first)
    taken = list(read([own]))
    left = [each for each in taken if isinstance(each, Rejected)]
    assert len(taken) == 1 + len(left) == 1 + 8 + 5
    assert left[0] == Rejected(str(tmp_path / "mentions.csv"), 9, f"there is no article {two_roles().article.id!r}")
    assert left[-1].file == str(tmp_path / "arguments.csv")


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "reason"),
    [
        ("mentions", ',"Police"', ',"Polite"', 2, "surface is not what stands at 0..6"),
        ("mentions", ",0,6,", ",zero,6,", 2, "start is not a whole number"),
        ("mentions", '"entity","ORG",0', '"person","ORG",0', 2, "kind is 'person', not entity or event"),
        ("mentions", '"Police","",""', '"Police","[[0,6","x"', 2, "parts is not a list"),
        ("arguments", '"ACTOR"', '""', 2, "role is empty"),
        ("articles", "Police announced", "Police denied", 2, "sha256 is not that of the text"),
        ("articles", '"done"', '"finished"', 2, "status is 'finished', not new, open or done"),
    ],
)
def test_what_breaks_the_rules_is_refused_with_its_line(
    tmp_path: Path, name: str, old: str, new: str, line: int, reason: str
):
    own = exported(tmp_path)
    file = tmp_path / f"{name}.csv"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8", newline="")
    rejected, other = read([own])
    assert isinstance(rejected, Rejected)
    assert isinstance(other, ImportedArticle)
    assert (rejected.file, rejected.line) == (str(file), line)
    assert rejected.reason.startswith(reason)


def test_a_table_of_mentions_needs_its_articles(tmp_path: Path):
    own = exported(tmp_path)
    assert list(read([tmp_path / "mentions.csv"])) == []
    own.unlink()
    assert "the table of articles it belongs to is not beside it" in refused(tmp_path / "mentions.csv").reason


def test_articles_without_their_mentions_are_nobodys(tmp_path: Path):
    own = exported(tmp_path)
    (tmp_path / "mentions.csv").unlink()
    (tmp_path / "arguments.csv").unlink()
    assert [each.sets for each in read([own]) if isinstance(each, ImportedArticle)] == [(), ()]


def test_a_workbook_of_articles_alone_has_no_mentions(tmp_path: Path):
    from openpyxl import load_workbook

    tables.XLSX.write(iter([nested_event()]), hard_schema(), OutputFolder(tmp_path), {})
    book = load_workbook(tmp_path / "annotations.xlsx")
    for name in ("mentions", "events", "arguments"):
        del book[name]
    book.save(tmp_path / "annotations.xlsx")
    record = only(tmp_path / "annotations.xlsx")
    assert (record.article, record.sets) == (nested_event().article, ())


def test_tables_of_others_are_read_by_themselves(tmp_path: Path):
    for name in ("articles.csv", "events.csv", "mentions.csv"):
        write(tmp_path, "text", f"News of {name}", name=name)
    (tmp_path / "README.txt").write_text("About these tables.", "utf-8")
    assert len(list(read([tmp_path]))) == 4


def test_no_damage_to_a_table_is_a_traceback(tmp_path: Path):
    one = "\n".join((HEADER, ROW, *(ROW.replace("7", str(number), 1) for number in range(8)), "")).encode()
    files = []
    for number, data in enumerate(damaged([one, one.replace(b",", b"\t"), one.decode().encode("utf-16")], 100)):
        files.append(tmp_path / f"{number}.csv")
        files[-1].write_bytes(data)
    taken, refused_ = assert_survived(files, "csv")
    assert taken > refused_ > 10


def test_no_damage_to_our_own_tables_is_a_traceback(tmp_path: Path):
    folder = tmp_path / "good"
    tables.CSV.write(iter(hard_articles()), hard_schema(), OutputFolder(folder), {})
    names = ("articles", "mentions", "arguments")
    good = {name: (folder / f"{name}.csv").read_bytes() for name in names}
    for number, name in enumerate(name for name in names for _ in range(34)):
        files = {**good, name: next(iter(damaged([good[name]], 1, seed=number)))}
        for each, data in files.items():
            (folder / f"{each}.csv").write_bytes(data)
        for record in read([folder / "articles.csv"], format_id="csv"):
            assert isinstance(record, ImportedArticle) or (record.reason and "\n" not in record.reason)


def spoilt_inside(good: Path, count: int) -> Iterator[bytes]:
    """Workbooks whose zip file is sound, with one part spoilt, mostly a sheet."""
    with ZipFile(good) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = sorted(parts, key=lambda name: "worksheets/" not in name)
    for number in range(count):
        name = names[number % len(names) if number % 3 == 0 else 0]
        out = io.BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            for each, data in parts.items():
                archive.writestr(each, next(damaged([data], 1, seed=number)) if each == name else data)
        yield out.getvalue()


def test_no_damage_to_a_workbook_is_a_traceback(tmp_path: Path):
    tables.XLSX.write(iter([nested_event(), two_roles()]), hard_schema(), OutputFolder(tmp_path), {})
    anybodys = workbook(tmp_path, ("title", "text"), *((f"n{number}", f"Ana met {number}.") for number in range(20)))
    files = []
    for good in (tmp_path / "annotations.xlsx", anybodys):
        spoilt = (*damaged([good.read_bytes()], 40), *spoilt_inside(good, 60))
        for number, data in enumerate(spoilt):
            files.append(tmp_path / f"{good.stem}-{number}.xlsx")
            files[-1].write_bytes(data)
    taken, refused_ = assert_survived(files, "xlsx")
    assert taken
    assert refused_ > 50
