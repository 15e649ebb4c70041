"""The tables of our own CSV and XLSX exports, read back with their mentions (docs/manual/formats/csv.md)."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import orjson

from annotations.errors import BadInput
from annotations.importers.base import ImportedArticle, ImportedSet, Record
from annotations.importers.fields import Fields
from annotations.importers.lines import Line, Lines, taken_from_lines
from annotations.importers.mentions import clusters, mentions
from annotations.importers.offsets import Offsets
from annotations.importers.records import annotator_of, meta, status_of
from annotations.importers.spreadsheet import Rows, is_zipped, text_rows
from annotations.model.article import Article, text_sha256
from annotations.model.ids import ArticleId
from annotations.model.project import Rejected
from annotations.model.sheets import ARGUMENTS, ARTICLES, COLUMNS, LONGEST_CELL, MENTIONS, META_COLUMNS, unguarded
from annotations.model.wire import Json
from annotations.text.decode import fix
from annotations.text.tokens import tokenize

# Digits; int() refuses thousands of them.
_LONGEST_NUMBER = 12
_QUOTED = 60  # characters of a cell

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Table:
    """One of the tables, with what its file is. `guarded`: apostrophes stand before what looks like a formula."""

    path: Path
    name: str
    rows: Rows
    guarded: bool

    def records(self) -> Iterator[tuple[int, Cells]]:
        """The rows below the header by the names of their columns."""
        rows = self.rows()
        header = next(rows, (1, []))[1]
        if table_of(header) != self.name:
            raise BadInput(str(self.path), 1, f"not the header of a table of {self.name}")
        for line, cells in rows:
            if any(cells):
                values = [unguarded(cell) for cell in cells] if self.guarded else cells
                yield line, dict(zip(header, values, strict=False))


def table_of(columns: Sequence[str]) -> str | None:
    """Which of our tables has these columns; None if none has."""
    return next((name for name, own in COLUMNS.items() if tuple(columns[: len(own)]) == own), None)


def siblings(path: Path) -> dict[str, Path]:
    """Where the CSV files of one export are, by table, the given one being that of the articles."""
    return {table: path.with_name(path.name.replace(ARTICLES, table)) for table in COLUMNS}


def read_own(tables: Mapping[str, Rows], path: Path, annotator: str | None) -> Iterator[Record]:
    """The articles of one export with their mentions; `tables` are those in the file itself. Raises BadInput.

    Rows about mentions are held until their article comes, so their order does not matter.
    """
    in_articles, in_mentions, in_arguments = (_tables(tables, path, name) for name in (ARTICLES, MENTIONS, ARGUMENTS))
    held_mentions, held_arguments = _Held(in_mentions), _Held(in_arguments)
    for line, cells in chain.from_iterable(map(_whole_rows, in_articles)):
        doc_id = cells["doc_id"]
        lists = {
            "mentions": [_mention(*row) for row in held_mentions.take(doc_id)],
            "arguments": [_argument(*row) for row in held_arguments.take(doc_id)],
        }
        make = partial(_article, _article_fields(cells, path, line), path, line)
        yield taken_from_lines(partial(make, Lines(lists), annotator, looked_at=bool(in_mentions)), path, line)
    yield from held_mentions.left()
    yield from held_arguments.left()


def _tables(tables: Mapping[str, Rows], path: Path, name: str) -> list[_Table]:
    """The table of that name: a sheet of a workbook, with those it goes on in, or the file of its own."""
    if is_zipped(path):
        return [_Table(path, name, rows, False) for title, rows in tables.items() if title.split(" ")[0] == name]
    file = siblings(path)[name]
    if not file.is_file():
        return []
    with file.open("rb") as stream:
        guarded = stream.read(len(BOM_UTF8)) == BOM_UTF8
    return [_Table(file, name, partial(text_rows, file), guarded)]


class _Held:
    """The rows of a table by article, packed, for there may be hundreds of thousands."""

    def __init__(self, parts: Sequence[_Table]) -> None:
        self._rows: dict[str, list[tuple[Path, int, str]]] = {}
        for table in parts:
            for line, cells in table.records():
                doc_id = cells.pop("doc_id")
                self._rows.setdefault(doc_id, []).append((table.path, line, json.dumps(cells)))

    def take(self, doc_id: str) -> Iterator[tuple[Path, int, Cells]]:
        """The rows of an article, which are then held no more."""
        for path, line, packed in self._rows.pop(doc_id, ()):
            yield path, line, orjson.loads(packed)

    def left(self) -> Iterator[Rejected]:
        """The rows of articles that did not come."""
        for doc_id, rows in self._rows.items():
            for path, line, _packed in rows:
                yield Rejected(str(path), line, f"there is no article {doc_id[:_QUOTED]!r}")


def _whole_rows(table: _Table) -> Iterator[tuple[int, Cells]]:
    """The articles; the text of a long one goes on in rows with nothing else."""
    held: tuple[int, Cells] | None = None
    for line, cells in table.records():
        goes_on = held is not None and not any(value for key, value in cells.items() if key not in ("doc_id", "text"))
        if held is not None and goes_on and held[1]["doc_id"] == cells["doc_id"]:
            held[1]["text"] += cells.get("text", "")
            continue
        if held is not None:
            yield held
        held = line, cells
    if held is not None:
        yield held


def _article_fields(cells: Cells, path: Path, line: int) -> Line:
    value: Json = {key: cell for key, cell in cells.items() if cell}
    value["schema_version"] = _number(cells.get("schema_version", ""))
    value["meta"] = {key: cells.get(key, "") for key in META_COLUMNS}
    return Line(value, path, line, "")


def _article(
    fields: Line, path: Path, line: int, said: Lines, annotator: str | None, *, looked_at: bool
) -> ImportedArticle:
    fixed = fix(fields.text("text", ""), str(path), line)
    sha256 = text_sha256(fixed.text)
    if fields.text("sha256", sha256) not in (sha256, text_sha256(fields.text("text"))):
        fields.refuse("sha256 is not that of the text; a spreadsheet may have changed it")
    about = meta(fields.object("meta"), fixed.text, path)
    offsets = Offsets(fields.text("text"), fixed)
    taken_mentions = mentions(said, offsets)
    sets: tuple[ImportedSet, ...] = ()
    if taken_mentions or (looked_at and "annotator" in fields):
        sets = (
            ImportedSet(
                annotator=annotator_of(fields, annotator),
                status=status_of(fields),
                mentions=taken_mentions,
                schema_version=fields.whole("schema_version", 1),
                clusters=clusters(_clusters(said), taken_mentions),
            ),
        )
    return ImportedArticle(
        article=Article(
            id=ArticleId(fields.name("doc_id")),
            text=fixed.text,
            sha256=sha256,
            meta=about,
            tokens=tokenize(fixed.text, about.language),
            source_sha256=fields.text("source_sha256", ""),
        ),
        sets=sets,
        file=str(path),
        line=line,
        changes=fixed.changes,
    )


def _mention(path: Path, line: int, cells: Cells) -> Line:
    value: Json = {key: cell for key, cell in cells.items() if cell}
    value["id"] = value.pop("mention_id", None)
    value["start"], value["end"] = _number(cells.get("start", "")), _number(cells.get("end", ""))
    surface = value.pop("text", "")
    # A workbook holds no more than the beginning of a longer one.
    if 2 * len(surface) <= LONGEST_CELL:
        value["surface"] = surface
    for key in ("parts", "attributes", "origin"):
        value[key] = _json(cells.get(key, ""))
    value["unsure"] = {"": None, "yes": True}.get(cells.get("unsure", ""), cells.get("unsure"))
    return Line(value, path, line, "")


def _argument(path: Path, line: int, cells: Cells) -> Line:
    value: Json = {key: cells.get(column) for key, column in _ARGUMENT.items()}
    return Line(value, path, line, "")


_ARGUMENT = {"event": "event_id", "role": "role", "target": "target_id"}


def _clusters(said: Lines) -> Fields:
    """What is written of clusters stands with each of their mentions."""
    found: dict[str, Json] = {}
    for each in said.objects("mentions"):
        name, base = each.text("cluster_name", ""), each.text("knowledge_base", "")
        if "cluster" in each and (name or base):
            found.setdefault(each.text("cluster"), {"name": name, "knowledge_base": base})
    return Fields({"clusters": [{"id": id_, **value} for id_, value in found.items()]}, "")


def _number(cell: str) -> Any:
    """The number, or the cell as it is, which no field of a number takes."""
    plain = cell.isascii() and cell.isdecimal() and len(cell) <= _LONGEST_NUMBER
    return int(cell) if plain else cell or None


def _json(cell: str) -> Any:
    """The value, or the cell as it is, which no field of a list or object takes."""
    try:
        return orjson.loads(cell) if cell else None
    except orjson.JSONDecodeError:
        return cell
