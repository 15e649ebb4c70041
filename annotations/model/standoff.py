"""brat's standoff folders: what the writer and the reader of them must agree on (docs/manual/formats/brat.md)."""

import hashlib
import re
from collections.abc import Iterable
from itertools import pairwise

from annotations.model.span import Span

# Beside the pairs of .txt and .ann; brat needs the first alone.
CONFIGURATION = "annotation.conf"
NAMES = "labels.tsv"
ARTICLES = "spandesk.jsonl"

SIDE_FORMAT = "spandesk-brat/1"
NAME_COLUMNS = ("what", "in brat", "in Spandesk")

NOTE = "AnnotatorNotes"
SAME = "Equiv"
REFERENCE = "Reference"
UNSURE = "unsure"
# A reference must name a base before the colon; a knowledge-base id that has none of its own gets this one.
ANY_BASE = "kb:"

# White space at which some reader of .ann files ends a line or a field.
BREAKS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")


def fragments(text: str, pieces: Iterable[Span]) -> list[Span]:
    """The pieces of a mention, cut where a line of an .ann file must not have their characters, without blank edges."""
    found = []
    for piece in pieces:
        start = piece.start
        for gap in (*BREAKS.finditer(text, piece.start, piece.end), None):
            end = piece.end if gap is None else gap.start()
            surface = text[start:end]
            if surface.strip():
                blanks = len(surface) - len(surface.lstrip())
                found.append(Span(start + blanks, start + len(surface.rstrip())))
            start = end if gap is None else gap.end()
    return found


def joined(text: str, cut: Iterable[Span]) -> tuple[Span, ...]:
    """The inverse of `fragments`: those with nothing but blanks and a line break or TAB between them are one piece."""
    in_order = sorted(cut)
    found = in_order[:1]
    for left, right in pairwise(in_order):
        gap = text[left.end : right.start]
        if gap.isspace() and BREAKS.search(gap):
            found[-1] = Span(found[-1].start, right.end)
        else:
            found.append(right)
    return tuple(found)


def annotations_sha256(content: str) -> str:
    """What tells an .ann file from one that was changed; other line ends are no change."""
    return hashlib.sha256(content.replace("\r\n", "\n").encode()).hexdigest()
