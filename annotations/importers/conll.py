"""CoNLL columns: a word on a line, its tag in the last column (docs/manual/formats/conll.md)."""

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from annotations.errors import BadInput
from annotations.importers.base import ImportedArticle, ImportedSet, Importer, Record
from annotations.importers.fields import Fields
from annotations.importers.mentions import mentions
from annotations.importers.offsets import Offsets
from annotations.importers.records import annotator_of, meta, status_of, taken
from annotations.model.article import Article, text_sha256
from annotations.model.ids import article_id_for
from annotations.model.project import Rejected
from annotations.model.wire import Json
from annotations.text.decode import decode, fix
from annotations.text.tokens import tokenize

# Bytes; columns take several times the room of their text.
LARGEST_FILE = 256 * 1024 * 1024
# Words; what one article may hold in memory.
LONGEST_ARTICLE = 1_000_000
# Characters.
LONGEST_ROW = 100_000
# Of a file that does not say where articles begin.
SENTENCES_AN_ARTICLE = 50

_BOM = "\ufeff"
_DOCUMENT_MARK = "-DOCSTART-"
# Whole heads of 64 KiB may end inside a line.
_HEAD = 65_536
# B begins, I and M go on, L and E end, U, S and W are a mention of one word.
_TAG = re.compile(r"O|[BIMLEUSW]-\S.*")
_BEGINS, _ENDS = frozenset("BUSW"), frozenset("LEUSW")


@dataclass
class _Document:
    """The sentences of one article, each a list of words and tags. `trouble` is the first row that is none."""

    line: int
    marked: bool = False
    sentences: list[list[tuple[str, str]]] = field(default_factory=lambda: [[]])
    rows: int = 0
    rows_ended: int = 0
    sentences_ended: int = 0
    trouble: Rejected | None = None

    @property
    def is_there(self) -> bool:
        return self.marked or self.rows > 0

    @property
    def is_full(self) -> bool:
        return not self.marked and self.sentences_ended >= SENTENCES_AN_ARTICLE

    def end_sentence(self) -> None:
        if self.rows > self.rows_ended:
            self.rows_ended = self.rows
            self.sentences_ended += 1
            self.sentences.append([])


def read(path: Path, annotator: str | None) -> Iterator[Record]:
    """One value per article. Raises BadInput when the file is not text."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise BadInput(str(path), None, f"the file is larger than {LARGEST_FILE:,} bytes")
    with _opened(path) as (lines, guess):
        for document in _documents(lines, path):
            if document.trouble is not None:
                yield document.trouble
            else:
                yield taken(partial(_article, document, path, annotator, guess), path, document.line)
                guess = {}


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Iterable[str], dict[str, int]]]:
    """The lines, and what is to be said of their decoding. Only a file that is not UTF-8 is held as a whole."""
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for _line in lines:
                pass
    except UnicodeDecodeError:
        decoded = decode(path.read_bytes(), str(path))
        text = io.StringIO(decoded.text.removeprefix(_BOM), newline=None)
        yield text, {f"read as {decoded.encoding}": 1} if decoded.guessed else {}
    else:
        with path.open(encoding="utf-8-sig") as lines:
            yield lines, {}


def _documents(lines: Iterable[str], path: Path) -> Iterator[_Document]:
    document = _Document(1)
    for number, line in enumerate(lines, start=1):
        row = line.strip(" \t\n")
        if row.startswith(_DOCUMENT_MARK):
            if document.is_there:
                yield document
            document = _Document(number, marked=True)
        elif not row:
            document.end_sentence()
            if document.is_full:
                yield document
                document = _Document(number + 1)
        elif not _is_comment(row):
            document.rows += 1
            if document.trouble is None:
                _add(document, row, number, path)
    if document.is_there:
        yield document


def _add(document: _Document, row: str, number: int, path: Path) -> None:
    columns = _columns(row)
    if len(row) > LONGEST_ROW:
        document.trouble = Rejected(str(path), number, f"the row is longer than {LONGEST_ROW:,} characters")
    elif document.rows > LONGEST_ARTICLE:
        document.trouble = Rejected(str(path), number, f"the article has more than {LONGEST_ARTICLE:,} words")
    elif len(columns) < 2:
        document.trouble = Rejected(str(path), number, "the row has a single column, and no tag")
    elif not _TAG.fullmatch(columns[-1]):
        reason = f"the tag {columns[-1][:40]!r} is neither O nor a label after B-, I- and the like"
        document.trouble = Rejected(str(path), number, reason)
    else:
        document.sentences[-1].append((columns[0], columns[-1]))


def _columns(row: str) -> list[str]:
    """Words may hold any other blank, and in a row with tabs spaces too."""
    row = row[:LONGEST_ROW]
    return [column.strip(" ") for column in row.split("\t")] if "\t" in row else re.split(" +", row)


def _is_comment(row: str) -> bool:
    return row.startswith("#") and not _TAG.fullmatch(_columns(row)[-1])


def _article(document: _Document, path: Path, annotator: str | None, changes: dict[str, int]) -> ImportedArticle:
    incoming, tokens, found = _rebuilt(document)
    fixed = fix(incoming, str(path), document.line)
    offsets = Offsets(incoming, fixed)
    sha256, none_given = text_sha256(fixed.text), Fields({}, "")
    source = meta(none_given, fixed.text, path)
    annotated = ImportedSet(
        annotator=annotator_of(none_given, annotator),
        status=status_of(none_given),
        mentions=mentions(Fields({"mentions": found}, ""), offsets),
    )
    return ImportedArticle(
        article=Article(
            id=article_id_for(sha256),
            text=fixed.text,
            sha256=sha256,
            meta=source,
            tokens=offsets.tokens(Fields({"tokens": tokens}, "")) or tokenize(fixed.text, source.language),
        ),
        sets=(annotated,),
        file=str(path),
        line=document.line,
        changes={**changes, **fixed.changes},
    )


def _rebuilt(document: _Document) -> tuple[str, list[list[int]], list[Json]]:
    """The text, a space between words and a line for each sentence; where its words are, and its mentions."""
    lines, tokens, found = list[str](), list[list[int]](), list[Json]()
    start = 0
    for sentence in filter(None, document.sentences):
        first = len(tokens)
        for word, _tag in sentence:
            tokens.append([start, start + len(word)])
            start += len(word) + 1
        lines.append(" ".join(word for word, _tag in sentence))
        for label, begin, end in _chunks([tag for _word, tag in sentence]):
            found.append({"start": tokens[first + begin][0], "end": tokens[first + end - 1][1], "label": label})
    return "\n".join(lines), tokens, found


def _chunks(tags: list[str]) -> Iterator[tuple[str, int, int]]:
    """Label, first word and the word after the last, of each mention of a sentence, in whichever scheme it is tagged.

    Where the tags do not agree with one another, a mention begins wherever another label stands, as `conlleval` has it.
    """
    open_label, begin = "", 0
    for number, tag in enumerate([*tags, "O"]):
        place, label = (tag[0], tag[2:]) if tag != "O" else ("O", "")
        if open_label and (label != open_label or place in _BEGINS):
            yield open_label, begin, number
            open_label = ""
        if label and not open_label:
            open_label, begin = label, number
        if place in _ENDS:
            yield open_label, begin, number + 1
            open_label = ""


def _recognises(head: bytes) -> bool:
    """All its rows have as many columns as one another and end in a tag; without a mark, some of them in O."""
    if b"\0" in head:
        return False
    lines = head.decode("utf-8", "ignore").removeprefix(_BOM).split("\n")
    rows = [line.strip(" \t\r") for line in (lines[:-1] if len(head) == _HEAD else lines)]
    rows = [row for row in rows if row and not _is_comment(row)]
    words = [_columns(row) for row in rows if not row.startswith(_DOCUMENT_MARK)]
    is_marked = len(words) < len(rows)
    return (
        all(_TAG.fullmatch(columns[-1]) for columns in words)
        and len({len(columns) for columns in words}) == 1
        and len(words[0]) > 1
        and (is_marked or any(columns[-1] == "O" for columns in words))
    )


IMPORTER = Importer(
    id="conll",
    title="CoNLL columns (2002, 2003)",
    suffixes=(".conll", ".conll02", ".conll03", ".iob", ".iob1", ".iob2", ".bio", ".bio2", ".bilou", ".bioes"),
    recognises=_recognises,
    read=read,
)
