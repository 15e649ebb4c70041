"""Which column of somebody's table holds what of an article: guessed by the words of its header, or as one says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, dropwhile, islice
from pathlib import Path

from annotations.errors import BadInput
from annotations.importers.base import ImportedArticle, Record
from annotations.importers.records import taken
from annotations.importers.spreadsheet import Row, Rows, opened
from annotations.model.article import Article, Meta, text_sha256
from annotations.model.ids import ArticleId, article_id_for
from annotations.model.project import Rejected
from annotations.text.decode import fix
from annotations.text.language import guess_language
from annotations.text.tokens import tokenize

# What an article has, each with the header words that name it, the likeliest first.
HEADER_WORDS = {
    "text": ("text", "body", "content", "article", "article text", "full text", "fulltext", "story", "maintext"),
    "title": ("title", "headline", "heading", "article title", "name"),
    "date": ("date", "published", "publication date", "publish date", "pubdate", "published at", "datetime", "day"),
    "source": ("source", "publisher", "outlet", "newspaper", "publication", "media", "site", "sitename"),
    "url": ("url", "link", "href", "uri", "web url", "permalink"),
    "id": ("id", "article id", "doc id", "docid", "document id", "uid", "guid", "key"),
    "language": ("language", "lang", "language code"),
}
FIELDS = tuple(HEADER_WORDS)
_SHOWN_ROWS = 10

NO_TEXT_COLUMN = "no column is called text, body, content or article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A table as it is before it is read: its columns, the first ten rows, and what is guessed of them.

    `mapping` names the column of each field that is known: "text", "title", "date", "source", "url", "id", "language".
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mapping: Mapping[str, str]


def columns_of(path: Path) -> Preview:
    """The columns of a CSV, TSV or XLSX file. Raises BadInput."""
    with opened(path) as tables:
        rows = first_table(tables, path)
        columns = header(rows)
        shown = (_filled(cells, columns) for _line, cells in rows if any(cells))
        return Preview(columns=columns, rows=tuple(islice(shown, _SHOWN_ROWS)), mapping=guess(columns))


def guess(columns: Sequence[str]) -> dict[str, str]:
    """The field that each column is, as far as its header says so; each column is one field at most."""
    found: dict[str, str] = {}
    plain = {column: " ".join(re.findall(r"[^\W_]+", column.casefold())) for column in columns}
    for field, words in HEADER_WORDS.items():
        free = {name: column for column, name in reversed(plain.items()) if column not in found.values()}
        named = next((free[word] for word in words if word in free), None)
        if named is not None:
            found[field] = named
    return found


def read_columns(path: Path, mapping: Mapping[str, str], annotator: str | None) -> Iterator[Record]:
    """One article per row, with its fields from these columns. There are no mentions, so `annotator` has no part in it.

    Raises BadInput when the file is no table, has not these columns, or none for the text.
    """
    with opened(path) as tables:
        yield from articles(first_table(tables, path), path, mapping)


def articles(rows: Iterator[Row], path: Path, mapping: Mapping[str, str] | None) -> Iterator[Record]:
    """The same of rows with their header; without a mapping it is guessed."""
    columns = header(rows)
    mapping = guess(columns) if mapping is None else mapping
    missing = [column for column in mapping.values() if column not in columns]
    if missing or not set(mapping) <= set(FIELDS):
        raise BadInput(str(path), 1, f"there is no column {(missing or sorted(mapping))[0]!r}")
    if "text" not in mapping:
        raise BadInput(str(path), 1, NO_TEXT_COLUMN)
    places = {field: columns.index(column) for field, column in mapping.items()}
    for line, cells in rows:
        if not any(cells):
            continue
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            yield Rejected(str(path), line, f"the row has {len(cells)} cells, and the header {len(columns)}")
            continue
        filled = _filled(cells, columns)
        yield taken(partial(_article, {each: filled[place] for each, place in places.items()}, path, line), path, line)


def first_table(tables: Mapping[str, Rows], path: Path) -> Iterator[Row]:
    """The rows of the first table that has any, from its header. Raises BadInput."""
    for rows in tables.values():
        held = dropwhile(_is_blank, rows())
        first = next(held, None)
        if first is not None:
            return chain((first,), held)
    raise BadInput(str(path), None, "no rows")


def _is_blank(row: Row) -> bool:
    return not any(row[1])


def header(rows: Iterator[Row]) -> tuple[str, ...]:
    """The names of the columns; those without a name, or with one taken, are numbered."""
    _line, cells = next(rows)
    columns = list[str]()
    for number, cell in enumerate(cells, start=1):
        name = cell.strip() or f"column {number}"
        columns.append(name if name not in columns else f"{name} ({number})")
    return tuple(columns)


def _filled(cells: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
    return (*cells, *[""] * (len(columns) - len(cells)))[: len(columns)]


def _article(given: Mapping[str, str], path: Path, line: int) -> ImportedArticle:
    fixed = fix(given["text"], str(path), line)
    sha256 = text_sha256(fixed.text)
    # Not in the meta data as they come: a NUL there would be refused by the store.
    said = {field: " ".join(value.replace("\0", " ").split()) for field, value in given.items() if field != "text"}
    id_ = said.get("id", "")
    language = said.get("language") or guess_language(fixed.text)
    return ImportedArticle(
        article=Article(
            # A mere number is an id in this file alone.
            id=ArticleId(f"{path.stem}-{id_}" if id_.isdecimal() else id_) if id_ else article_id_for(sha256),
            text=fixed.text,
            sha256=sha256,
            meta=Meta(
                title=said.get("title", ""),
                source=said.get("source", ""),
                url=said.get("url", ""),
                date=said.get("date", ""),
                language=language,
                file=path.name,
            ),
            tokens=tokenize(fixed.text, language),
        ),
        file=str(path),
        line=line,
        changes=fixed.changes,
    )
