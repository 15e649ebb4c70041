"""Tables as CSV: UTF-8, all text in quotes, lines ended by CR LF."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import BinaryIO

from annotations.model.sheets import READ_ME, guarded
from exporters.files import OutputFolder
from exporters.sheet import Cell

# Rows that are written at a time.
_CHUNK = 2_000

_FOR_EXCEL = """\
These tables are made for opening in a spreadsheet.

- They begin with a byte order mark, so that Excel reads them as UTF-8.
- A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return) has an
  apostrophe before it, which is not part of the text.
- A cell of Excel holds 32,767 characters. A longer text goes on in further rows of articles.csv, in which only
  doc_id and text are filled.
- start and end count characters of the text, from 0, as Python does; not those of the cell with its apostrophe.

For other programs take the CSV export without "for Excel": its cells are exactly the text.
"""


class _Files:
    def __init__(self, streams: Mapping[str, BinaryIO], columns: Mapping[str, Sequence[str]], excel: bool) -> None:
        self._streams, self._columns, self._excel = streams, columns, excel
        self._rows: dict[str, list[list[Cell]]] = {table: [] for table in streams}
        for table, stream in streams.items():
            if excel:
                stream.write(b"\xef\xbb\xbf")
            self._flush(table, header=True)

    def add(self, table: str, values: Sequence[Cell]) -> None:
        """Add a row to a table."""
        cells = [guarded(value) if self._excel and isinstance(value, str) else value for value in values]
        self._rows[table].append(cells)
        if len(self._rows[table]) == _CHUNK:
            self._flush(table)

    def flush(self) -> None:
        """Write what is still held back."""
        for table in self._streams:
            self._flush(table)

    def _flush(self, table: str, header: bool = False) -> None:
        from pandas import DataFrame  # type: ignore[import-untyped]

        # As objects, or numbers and texts would be guessed at.
        frame = DataFrame(self._rows[table], columns=list(self._columns[table]), dtype=object)
        frame.to_csv(
            self._streams[table],
            index=False,
            header=header,
            quoting=csv.QUOTE_NONNUMERIC,
            lineterminator="\r\n",
            encoding="utf-8",
            mode="wb",
        )
        self._rows[table].clear()


@contextmanager
def csv_files(out: OutputFolder, columns: Mapping[str, Sequence[str]], *, excel: bool) -> Iterator[_Files]:
    """One file per table; with `excel`, made for opening in a spreadsheet, and told so in a README."""
    with ExitStack() as stack:
        streams = {table: stack.enter_context(out.open(f"{table}.csv")) for table in columns}
        files = _Files(streams, columns, excel)
        yield files
        files.flush()
        if excel:
            stack.enter_context(out.open(READ_ME)).write(_FOR_EXCEL.encode())
