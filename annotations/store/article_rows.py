"""Rows of articles to values and back."""

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import Row as ResultRow

from annotations.model.article import Article, Meta, Region
from annotations.model.ids import ArticleId
from annotations.model.span import Span
from annotations.store.engine import Row
from annotations.store.rows import now, reading, to_json
from annotations.text.tokens import pack_spans, unpack_spans

_META = ("title", "source", "url", "date", "language", "file")
_RECORD = ("id", "position", "heading", *_META, "sha256", "source_sha256", "words", "changes", "regions", "added_at")


def article_row(article: Article, position: int, changes: dict[str, int]) -> Row:
    """A new article at its place in the queue. `words` counts what blanks separate."""
    row = {
        "id": article.id,
        "position": position,
        "heading": article.title,
        **{name: getattr(article.meta, name) for name in _META},
        "sha256": article.sha256,
        "source_sha256": article.source_sha256,
        "words": len(article.text.split()),
        "suggestion_count": 0,
        "changes": to_json(changes),
        "regions": to_json([[region.span.start, region.span.end, region.kind] for region in article.regions]),
        "added_at": now(),
        "tokens": pack_spans(article.tokens),
        "text": article.text,
    }
    row["record_sha256"] = record_sha256(row)
    return row


def record_sha256(row: Mapping[str, Any]) -> str:
    """Hash over all of an article's row that never changes, but for the text, which has its own."""
    record = [row[name] for name in _RECORD]
    return hashlib.sha256(to_json(record).encode() + row["tokens"]).hexdigest()


@reading
def article_from(row: ResultRow[Any]) -> Article:
    """The article in a row of the table `article`."""
    return Article(
        id=ArticleId(row.id),
        text=row.text,
        sha256=row.sha256,
        meta=Meta(**{name: getattr(row, name) for name in _META}),
        tokens=unpack_spans(row.tokens),
        regions=tuple(Region(Span(start, end), kind) for start, end, kind in orjson.loads(row.regions)),
        source_sha256=row.source_sha256,
    )
