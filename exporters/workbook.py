"""Tables as the sheets of one XLSX workbook, in which every text is a text."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from annotations.model.sheets import NOT_IN_XML
from exporters.files import OutputFolder
from exporters.sheet import Cell

FILE_NAME = "annotations.xlsx"

_MOST_ROWS = 1_048_576

# Excel reads such a run in a text as the character of that number.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
# The least that a zip file can say, so that the same tables are the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


class _Archive(ZipFile):
    """A zip file that does not say when it was made."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, compress_type: Any = None, compresslevel: Any = None) -> None:
        """Add a file of that content."""
        super().writestr(_entry(zinfo_or_arcname), data)

    def write(self, filename: Any, arcname: Any = None, compress_type: Any = None, compresslevel: Any = None) -> None:
        """Add a file from the disk."""
        with Path(filename).open("rb") as source, self.open(_entry(arcname), "w") as target:
            shutil.copyfileobj(source, target)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _NO_TIME)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry


class _Sheets:
    def __init__(self, book: Any, columns: Mapping[str, Sequence[str]]) -> None:
        self._book, self._columns = book, columns
        self._sheets = {table: self._sheet(table, table) for table in columns}
        self._rows = dict.fromkeys(columns, 1)

    def _sheet(self, table: str, title: str) -> Any:
        sheet = self._book.create_sheet(title)
        sheet.freeze_panes = "A2"
        sheet.append([self._cell(sheet, name) for name in self._columns[table]])
        return sheet

    def add(self, table: str, values: Sequence[Cell]) -> None:
        """Add a row to a table; a full sheet goes on in another."""
        if self._rows[table] % _MOST_ROWS == 0:
            number = self._rows[table] // _MOST_ROWS + 1
            self._sheets[table] = self._sheet(table, f"{table} {number}")
            self._rows[table] += 1
        sheet = self._sheets[table]
        sheet.append([self._cell(sheet, value) for value in values])
        self._rows[table] += 1

    def _cell(self, sheet: Any, value: Cell) -> Any:
        from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]

        if not isinstance(value, str) or not value:
            return value
        fit = _ESCAPE.sub("_x005F_", NOT_IN_XML.sub("\ufffd", value))
        if not fit.startswith(("=", "#")):
            return fit
        cell = WriteOnlyCell(sheet, fit)
        # Else it would be a formula or an error.
        cell.data_type = "s"
        return cell


@contextmanager
def workbook(out: OutputFolder, columns: Mapping[str, Sequence[str]]) -> Iterator[_Sheets]:
    """One sheet per table."""
    from openpyxl import Workbook  # type: ignore[import-untyped]
    from openpyxl.writer.excel import ExcelWriter  # type: ignore[import-untyped]

    with out.open(FILE_NAME) as stream:
        book = Workbook(write_only=True)
        book.properties.created = book.properties.modified = datetime(*_NO_TIME)
        archive = _Archive(stream, "w", allowZip64=True)
        try:
            yield _Sheets(book, columns)
            ExcelWriter(book, archive).save()
        except BaseException:
            _abandon(book)
            # It would write its end when it is forgotten, where nobody hears that it cannot.
            with suppress(OSError):
                archive.close()
            raise


def _abandon(book: Any) -> None:
    """Remove the temporary files in which openpyxl gathers the rows of each sheet; else only saving does."""
    for sheet in book.worksheets:
        if not sheet.closed:
            sheet.close()
        if Path(sheet._writer.out).exists():
            sheet._writer.cleanup()
