"""CSV, TSV and XLSX: anybody's table of articles, or the tables of our own exports (docs/manual/formats/csv.md)."""

from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

from annotations.errors import BadInput
from annotations.importers.base import Importer, Record
from annotations.importers.columns import articles, first_table, header, read_columns
from annotations.importers.own_tables import read_own, siblings, table_of
from annotations.importers.spreadsheet import is_workbook, opened
from annotations.model.sheets import ARTICLES, READ_ME

_HEADER = 4_096  # bytes
_OFFSETS = {"start", "end"}


def read(path: Path, annotator: str | None) -> Iterator[Record]:
    """The articles of a table, one per row, its columns guessed by their header; of our own tables with their mentions.

    Raises BadInput when the file is no table or no column can be the text.
    """
    with opened(path) as tables:
        rows = first_table(tables, path)
        columns = header(rows)
        own = table_of(columns)
        if own == ARTICLES:
            yield from read_own(tables, path, annotator)
        elif own is None and {column.casefold() for column in columns} >= _OFFSETS:
            raise BadInput(str(path), 1, "a table of places in texts, but the texts are not in it")
        elif own is None:
            yield from articles(first_table(tables, path), path, None)
        elif not path.with_name(path.name.replace(own, ARTICLES)).is_file():
            raise BadInput(str(path), 1, f"a table of {own}; the table of articles it belongs to is not beside it")


def _beside(file: Path) -> tuple[Path, ...]:
    """The other tables of an export of ours, and what tells of them; nothing for anybody else's table."""
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEADER)
    except OSError:
        # Reading it will say so.
        return ()
    if _own_table(head) != ARTICLES:
        return ()
    return (*(other for table, other in siblings(file).items() if table != ARTICLES), file.with_name(READ_ME))


def _own_table(head: bytes) -> str | None:
    header = head.removeprefix(BOM_UTF8).split(b"\r\n", 1)[0].decode(errors="replace")
    return table_of(header.replace('"', "").split(","))


def _recognises_text(head: bytes) -> bool:
    return _own_table(head) is not None


CSV = Importer(
    id="csv",
    title="Table (CSV, TSV)",
    suffixes=(".csv", ".tsv"),
    recognises=_recognises_text,
    read=read,
    beside=_beside,
    read_columns=read_columns,
)
XLSX = Importer(
    id="xlsx",
    title="Table (Excel workbook)",
    suffixes=(".xlsx",),
    recognises=is_workbook,
    read=read,
    read_columns=read_columns,
)
