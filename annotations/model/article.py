"""Article: the unit of text with its source data. Its text is frozen at import."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotations.model.ids import ArticleId
from annotations.model.span import Span

HEAD = 4_000  # code points looked at for a headline
HEADLINE_AMONG = 6  # lines
HEADLINE_WORDS = 4

# The kind of a region that is no part of what the article says: menus, share buttons, "read more".
FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """Where an article came from. Everything may be empty; `date` is as the source gave it."""

    title: str = ""
    source: str = ""
    url: str = ""
    date: str = ""
    language: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A marked stretch of the text, such as page furniture. Marked, never deleted."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. `tokens` are the non-blank token boundaries in text order, fixed at import.

    `sha256` is the hash of the UTF-8 text; `source_sha256` that of the bytes it was decoded from ("" if unknown).
    """

    id: ArticleId
    text: str
    sha256: str
    meta: Meta = field(default_factory=Meta)
    tokens: Sequence[Span] = ()
    regions: tuple[Region, ...] = ()
    source_sha256: str = ""

    @property
    def title(self) -> str:
        """The given title, else what looks like a headline among the first lines (at most 200 code points)."""
        return self.meta.title or _headline(self.text) or str(self.id)


def _headline(text: str) -> str:
    """The first of the first lines with words enough for a headline; a newspaper's name alone has fewer.

    Lines that end like a sentence are prose. With no such line, the first one with anything in it.
    """
    # Far enough for any page head, and no further: a text may be a megabyte on one line.
    lines = [line.strip() for line in text[:HEAD].split("\n") if line.strip()][:HEADLINE_AMONG]
    for line in lines:
        if len(line.split()) >= HEADLINE_WORDS and not line.endswith((".", "。", "۔")):
            return line[:200]
    return lines[0][:200] if lines else ""


def text_sha256(text: str) -> str:
    """Hash that names a text; raises UnicodeEncodeError on a lone surrogate, which no article may contain."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
