"""The tables of CSV and XLSX exports: what their writer and their reader must agree on (docs/manual/formats/csv.md)."""

import re

READ_ME = "README.txt"
ARTICLES, MENTIONS, EVENTS, ARGUMENTS = "articles", "mentions", "events", "arguments"

META_COLUMNS = ("title", "source", "url", "date", "language", "file")
ARTICLE_COLUMNS = (
    *("doc_id", *META_COLUMNS, "annotator", "status", "schema_version"),
    *("sha256", "source_sha256", "text"),
)
MENTION_COLUMNS = (
    *("doc_id", "mention_id", "kind", "label", "start", "end", "text"),
    *("parts", "attributes", "cluster", "cluster_name", "knowledge_base", "note", "unsure", "origin"),
)
# Followed by a column for each role.
EVENT_COLUMNS = ("doc_id", "title", "source", "date", "event_id", "type", "trigger", "start", "end")
ARGUMENT_COLUMNS = (
    *("doc_id", "event_id", "event_type", "trigger", "role"),
    *("target_id", "target_label", "target_text", "start", "end"),
)
COLUMNS = {ARTICLES: ARTICLE_COLUMNS, MENTIONS: MENTION_COLUMNS, EVENTS: EVENT_COLUMNS, ARGUMENTS: ARGUMENT_COLUMNS}

# UTF-16 units that a cell of Excel holds.
LONGEST_CELL = 32_767
# Characters that no cell of a workbook can hold.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_FORMULA = re.compile("'*[=+@\t\r-]")
_GUARDED = re.compile("''*[=+@\t\r-]")


def guarded(value: str) -> str:
    """What Excel shows as it is, and does not work out: an apostrophe before what may begin a formula.

    Before what already looks guarded there is one more, so that every value can be told from its guarded form.
    """
    return f"'{value}" if _FORMULA.match(value) else value


def unguarded(value: str) -> str:
    """The inverse of `guarded`."""
    return value[1:] if _GUARDED.match(value) else value


def cut_for_cell(value: str) -> list[str]:
    """The value in pieces that a cell holds; one piece for nearly all."""
    if 2 * len(value) <= LONGEST_CELL:
        return [value]
    pieces, start = [], 0
    while start < len(value):
        end = min(len(value), start + LONGEST_CELL)
        # Each character beyond U+FFFF takes two units.
        while (over := len(value[start:end].encode("utf-16-le")) // 2 - LONGEST_CELL) > 0:
            end -= (over + 1) // 2
        pieces.append(value[start:end])
        start = end
    return pieces
