"""Phrase lists as CSV files: text, label and, where a label could be either, kind."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from annotations.errors import BadInput
from annotations.model.mention import Kind
from annotations.model.project_settings import Phrase, PhraseSource
from annotations.model.schema import Schema
from annotations.text.decode import decode

_LONGEST_CELL = 131_072  # code points
COLUMNS = ("text", "label", "kind")

# Code points; longer ones are sentences, which nobody means to find again word for word.
LONGEST_PHRASE = 200

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# A spreadsheet takes a cell that begins so for a formula, unless an apostrophe stands before it.
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠]")


def read_phrases(path: Path, schema: Schema) -> tuple[list[Phrase], list[BadInput]]:
    """The phrases of a file, each once, and what is wrong with each line that was left out.

    Raises BadInput when the file as a whole cannot be read, OSError when it cannot be opened.
    """
    text = decode(path.read_bytes(), str(path)).text.lstrip("\ufeff")
    phrases: dict[Phrase, None] = {}
    bad: list[BadInput] = []
    for line, row in _rows(text, schema):
        try:
            phrases.setdefault(_phrase(row, schema))
        except ValueError as error:
            bad.append(BadInput(str(path), line, str(error)))
    return list(phrases), bad


def written_phrases(phrases: Iterable[Phrase]) -> str:
    """The phrases as CSV that `read_phrases` gives back; every source becomes a file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for phrase in phrases:
        text = f"'{phrase.text}" if _FORMULA.match(phrase.text) else phrase.text
        writer.writerow((text, phrase.label, phrase.kind.value))
    return out.getvalue()


def _rows(text: str, schema: Schema) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """The lines that say something, in the order of COLUMNS, with their numbers."""
    order: Sequence[int] | None = None
    for line, row in _records(text, _delimiter(text, schema)):
        if isinstance(row, csv.Error):
            yield line, row
            continue
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if order is None:
            order = _header(cells)
            if order is not None:
                continue
            order = range(len(COLUMNS))
        yield line, [cells[at] if at < len(cells) else "" for at in order]


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """The records with the line each begins on. One that is none costs its first line: reading goes on behind that."""
    lines = list(io.StringIO(text, newline=""))
    # It is one for all who read such files, and tables of articles have longer cells.
    csv.field_size_limit(_LONGEST_CELL)
    start = 0
    while start < len(lines):
        reader = csv.reader((lines[at] for at in range(start, len(lines))), delimiter=delimiter, strict=True)
        done = 0
        try:
            for row in reader:
                yield start + done + 1, row
                done = reader.line_num
            return
        except csv.Error as error:
            yield start + done + 1, error
            start += done + 1


def _delimiter(text: str, schema: Schema) -> str:
    """What a spreadsheet put between the cells, which depends on where its user lives."""
    labels = {label.code for label in schema.labels}
    # No cell of a line so cut is too long to be read.
    lines = [line[:_LONGEST_CELL] for line in text.splitlines() if line.strip()]
    for delimiter in ",;\t":
        for row in csv.reader(lines[:1], delimiter=delimiter):
            cells = [cell.strip() for cell in row]
            if _header(cells) is not None or labels & set(cells[1:2]):
                return delimiter
    return ","


def _header(cells: Sequence[str]) -> list[int] | None:
    """Where the columns stand if this line names them."""
    names = [cell.casefold() for cell in cells]
    if not {"text", "label"} <= set(names):
        return None
    return [names.index(column) if column in names else len(names) for column in COLUMNS]


def _phrase(row: Sequence[str] | csv.Error, schema: Schema) -> Phrase:
    if isinstance(row, csv.Error):
        raise ValueError(f"not a line of a table: {row}")
    text, label, kind = row
    if re.match("'" + _FORMULA.pattern, text):
        text = text[1:]
    return phrase_of(text, label, schema, kind=kind, source=PhraseSource.FILE)


def phrase_of(
    text: str, label: str, schema: Schema, *, kind: str = "", source: PhraseSource = PhraseSource.TYPED
) -> Phrase:
    """A phrase that the schema has an active label for. Raises ValueError, saying what is wrong with it."""
    text = " ".join(text.split())
    if not any(char.isalnum() for char in text):
        raise ValueError("no words")
    if len(text) > LONGEST_PHRASE:
        raise ValueError(f"longer than {LONGEST_PHRASE} characters")
    if _CONTROL.search(text):
        raise ValueError("a control character or line break in the words")
    if not label:
        raise ValueError("no label")
    if kind and kind.casefold() not in tuple(Kind):
        raise ValueError(f"no such kind: {kind}")
    kinds = (Kind(kind.casefold()),) if kind else tuple(Kind)
    known = [each for each in map(partial(schema.label, label), kinds) if each is not None]
    if not known:
        raise ValueError(f"no such label: {label}")
    found = [each.kind for each in known if each.active]
    if not found:
        raise ValueError(f"a label that is not in use: {label}")
    if len(found) > 1:
        raise ValueError(f"{label} is two labels: say the kind ({', '.join(found)})")
    return Phrase(text=text, kind=found[0], label=label, source=source)
