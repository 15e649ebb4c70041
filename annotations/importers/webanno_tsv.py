"""WebAnno TSV 3, as INCEpTION and our exporter write it: one document per file."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annotations.errors import BadInput
from annotations.importers.base import Importer, Record
from annotations.importers.fields import Refused
from annotations.importers.layers import LayeredText, LayerSpan, article_of
from annotations.importers.webanno_table import LAYERS, Annotation, BadTable, Row, Table
from annotations.model.project import Rejected
from annotations.model.webanno import TEXT_LINE, unescape
from annotations.text.decode import LONGEST_TEXT, decode
from annotations.text.utf16 import Utf16Offsets, utf16_length

GAP_FILLED = "blank between sentences that the file does not hold"

# Bytes. A table is some ten times as long as its text.
LARGEST_FILE = 256 * 1024 * 1024

_FORMAT = re.compile(r"(\ufeff)?#FORMAT=WebAnno TSV 3\.\d+\s*")
_RECOGNISED = re.compile(rb"(\xef\xbb\xbf)?#FORMAT=WebAnno TSV 3\.\d")
_ROW = re.compile(r"(\d{1,9}-\d{1,9})(\.\d{1,9})?\t(\d{1,9})-(\d{1,9})\t([^\t]*)")
_FIXED_CELLS = 3


def _read(path: Path, annotator: str | None) -> Iterator[Record]:
    """The one article of the file. Raises BadInput."""
    if path.stat().st_size > LARGEST_FILE:
        raise BadInput(str(path), None, f"the file is larger than {LARGEST_FILE:,} bytes")
    try:
        yield article_of(tsv_document(path.read_bytes(), path), path, annotator)
    except Refused as error:
        yield Rejected(str(path), None, str(error))


def recognises(head: bytes) -> bool:
    """True if a file that begins like that is WebAnno TSV 3."""
    return _RECOGNISED.match(head) is not None


def tsv_document(data: bytes, path: Path) -> LayeredText:
    """What a file says. Raises BadInput with its line; `path` is for naming it."""
    decoded = decode(data, str(path))
    reader = _Reader(str(path))
    for number, line in enumerate(decoded.text.replace("\r\n", "\n").split("\n"), start=1):
        try:
            reader.take(number, line)
        except BadTable as error:
            raise BadInput(str(path), number, str(error)) from error
    document = reader.document()
    document.source_sha256 = decoded.source_sha256
    return document


class _Reader:
    """Takes the lines of a file one by one."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._table = Table()
        self._sentence: list[str] = []
        self._text: list[str] = []
        self._units = 0
        self._rows: list[Row] = []
        self._changes: Counter[str] = Counter()

    def take(self, number: int, line: str) -> None:
        """A line. Raises BadTable."""
        if number == 1:
            if not _FORMAT.fullmatch(line):
                raise BadTable("does not begin with #FORMAT=WebAnno TSV 3")
        elif line.startswith(TEXT_LINE):
            self._sentence.append(unescape(line.removeprefix(TEXT_LINE)))
        elif line.startswith(LAYERS):
            if self._rows or self._sentence:
                raise BadTable("declares a layer after the text has begun")
            self._table.declare(line)
        elif line and not line.startswith("#"):
            self._take_row(self._row(number, line))

    def _row(self, number: int, line: str) -> Row:
        found = _ROW.match(line)
        if found is None:
            raise BadTable("is no row of a token")
        given = line.split("\t")[_FIXED_CELLS:]
        if len(given) < self._table.width:
            raise BadTable(f"has {len(given)} cells after the token, where {self._table.width} are declared")
        start, end = int(found.group(3)), int(found.group(4))
        part = found.group(2) or ""
        return Row(number, found.group(1) + part, start, end, found.group(5), not part, tuple(given))

    def _take_row(self, row: Row) -> None:
        if self._sentence:
            self._begin_sentence(row.start)
        elif not self._rows:
            raise BadTable(f"a row comes before the first {TEXT_LINE}")
        self._table.take(row)
        self._rows.append(row)

    def _begin_sentence(self, start: int) -> None:
        gap = start - self._units
        if not 0 <= gap <= LONGEST_TEXT:
            raise BadTable(f"a sentence begins at {start}, where the text before it has {self._units} UTF-16 units")
        # What stood there is not in the file; the tools that write it put a line end, and fill up with spaces.
        filler = "\n" + " " * (gap - 1) if gap and self._text else " " * gap
        if gap:
            self._changes[GAP_FILLED] += gap
        sentence = "\n".join(self._sentence)
        self._text += filler, sentence
        self._units = start + utf16_length(sentence)
        self._sentence.clear()

    def document(self) -> LayeredText:
        """What was read. Raises BadInput."""
        if self._sentence or not self._rows:
            raise BadInput(self._file, None, "ends before the rows of a sentence, or is a part of a file")
        text = "".join(self._text)
        places = _Places(text, self._file)
        for row in self._rows:
            places.check(row)
        spans = [places.span(each, self._table.links(each)) for each in self._table.annotations()]
        return LayeredText(
            text=text,
            spans=spans,
            tokens=[places.of(row.start, row.end) for row in self._rows if row.is_token],
            changes=self._changes + self._table.left_out,
        )


class _Places:
    """From UTF-16 units to code points."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._file = text, file
        self._offsets = Utf16Offsets(text)

    def of(self, start: int, end: int) -> tuple[int, int]:
        """The same place in code points. Raises ValueError."""
        return self._offsets.to_code_point(start), self._offsets.to_code_point(end)

    def check(self, row: Row) -> None:
        """Raise BadInput unless what the row says stands where it says."""
        try:
            start, end = self.of(row.start, row.end)
        except ValueError as error:
            raise BadInput(self._file, row.line, str(error)) from error
        if start > end or self._text[start:end] not in (row.word, unescape(row.word)):
            raise BadInput(self._file, row.line, f"{row.word[:40]!r} is not what stands at {row.start}..{row.end}")

    def span(self, each: Annotation, links: tuple[tuple[str, str], ...] | None) -> LayerSpan:
        """The annotation in code points."""
        start, end = self.of(each.start, each.end)
        return LayerSpan(key=each.key, layer=each.layer, start=start, end=end, values=each.values, links=links)


IMPORTER = Importer(id="webanno-tsv", title="WebAnno TSV 3", suffixes=(".tsv",), recognises=recognises, read=_read)
