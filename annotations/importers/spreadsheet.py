"""The rows of CSV, TSV and XLSX files as lists of text, one by one, with their line."""

import csv
import io
import re
import warnings
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE, getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar
from zipfile import BadZipFile, ZipFile

from annotations.errors import BadInput
from annotations.text.decode import LONGEST_TEXT, decode

Row = tuple[int, list[str]]
# A way to read the rows of a table, each time from the first.
Rows = Callable[[], Iterator[Row]]
_T = TypeVar("_T")

_ZIP = b"PK\x03\x04"
_DELIMITERS = ",;\t|"
_SAMPLE = 64 * 1024  # characters, to tell the delimiter by
_SAMPLE_ROWS = 20
_CHUNK = 1024 * 1024
# The longer mark first: that of UTF-32 begins like that of UTF-16.
_MARKED = (
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)

# Bytes.
LARGEST_UNPACKED = 1024 * 1024 * 1024
_GROWTH_ALWAYS_FINE = 64 * 1024 * 1024
_LARGEST_GROWTH = 100

# Rows without anything, one after the other; a damaged file may claim any number of them.
_MOST_BLANK_ROWS = 10_000
_CARRIAGE_RETURN = re.compile("_x000D_\n?")
_ESCAPED = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)")


def is_workbook(head: bytes) -> bool:
    """True if a file begins as an XLSX workbook does."""
    return head.startswith(_ZIP) and re.search(_ZIP + b".{26}xl/", head, re.DOTALL) is not None


def is_zipped(path: Path) -> bool:
    """True for a workbook, and not a text file."""
    with path.open("rb") as stream:
        return stream.read(len(_ZIP)) == _ZIP


@contextmanager
def opened(path: Path) -> Iterator[dict[str, Rows]]:
    """The tables of a file by name: the sheets of a workbook, or the one table that a text file is.

    Lines count from 1. Raises BadInput, also while rows are read.
    """
    if not is_zipped(path):
        yield {path.stem: partial(text_rows, path)}
        return
    _check_size(path)
    # Opened here, for a workbook that cannot be loaded would stay open.
    with path.open("rb") as stream:
        book = _guarded(path, lambda: _load(stream))
        try:
            yield {sheet.title: partial(_sheet_rows, path, sheet) for sheet in book.worksheets}
        finally:
            book.close()


def text_rows(path: Path) -> Iterator[Row]:
    """The rows of a text file. Raises BadInput."""
    # A text may be longer than the 131,072 characters that a cell may have otherwise.
    csv.field_size_limit(LONGEST_TEXT)
    line = 1
    with path.open(encoding=_encoding(path), newline="") as stream:
        try:
            sample = stream.read(_SAMPLE)
            stream.seek(0)
            rows = csv.reader(stream, delimiter=_delimiter(sample, len(sample) < _SAMPLE))
            for row in rows:
                yield line, row
                line = rows.line_num + 1
        except (csv.Error, UnicodeDecodeError) as error:
            raise BadInput(str(path), line, f"not a row of a table: {error}") from error


def _encoding(path: Path) -> str:
    """By the byte order mark, else UTF-8, else what is guessed from the beginning and the first bytes that are not."""
    decoder = getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        head = chunk = stream.read(_CHUNK)
        marked = next((encoding for mark, encoding in _MARKED if head.startswith(mark)), None)
        if marked is not None:
            return marked
        while chunk:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return decode(chunk if chunk is head else head + chunk, str(path)).encoding
            chunk = stream.read(_CHUNK)
    return "utf-8"


def _delimiter(sample: str, whole: bool) -> str:
    """The sign that divides the first rows into the most columns, the same number in each; a comma for one column."""
    best, most = ",", 1
    for sign in _DELIMITERS:
        try:
            rows = [row for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=sign), _SAMPLE_ROWS)]
        except csv.Error:
            continue
        # The sample may end in the middle of a row.
        known = [len(row) for row in (rows if whole or len(rows) == _SAMPLE_ROWS else rows[:-1]) or rows if row]
        if known and known[0] > most and known.count(known[0]) > len(known) / 2:
            best, most = sign, known[0]
    return best


def _check_size(path: Path) -> None:
    """Raises BadInput when the file is no zip file or unpacks beyond the limits."""
    size = path.stat().st_size
    limit = min(LARGEST_UNPACKED, max(_GROWTH_ALWAYS_FINE, _LARGEST_GROWTH * size))
    try:
        with ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (BadZipFile, ValueError, OverflowError, RuntimeError) as error:
        raise BadInput(str(path), None, "a damaged workbook") from error
    if unpacked > limit:
        raise BadInput(str(path), None, f"unpacks to more than {limit:,} bytes")


def _load(stream: BinaryIO) -> Any:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    return load_workbook(stream, read_only=True, data_only=True, keep_links=False)


def _sheet_rows(path: Path, sheet: Any) -> Iterator[Row]:
    # A sheet may claim to be larger or smaller than it is.
    sheet.reset_dimensions()
    rows, blank = sheet.iter_rows(values_only=True), 0
    for line in count(1):
        row = _guarded(path, lambda: next(rows, None))
        if row is None:
            return
        cells = [_cell(value) for value in row]
        blank = 0 if any(cells) else blank + 1
        if blank > _MOST_BLANK_ROWS:
            return
        yield line, cells


def _guarded(path: Path, act: Callable[[], _T]) -> _T:
    """What openpyxl makes of it. Whatever fails in there is the fault of the file."""
    with warnings.catch_warnings():
        # About styles and the like, of which nothing is read.
        warnings.simplefilter("ignore")
        try:
            return act()
        except Exception as error:
            raise BadInput(str(path), None, f"a damaged workbook: {type(error).__name__}") from error


def _cell(value: Any) -> str:
    """A value as text: as it was typed where the workbook keeps that, dates as ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _CARRIAGE_RETURN.sub("\n", _ESCAPED.sub("_", value))
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat().removesuffix("T00:00:00")
    return str(value)
