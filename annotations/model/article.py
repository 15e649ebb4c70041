"""Article: the unit of text with its source data. Its text is frozen at import."""

import hashlib
from dataclasses import dataclass, field

from annotations.model.ids import ArticleId
from annotations.model.span import Span


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
    tokens: tuple[Span, ...] = ()
    regions: tuple[Region, ...] = ()
    source_sha256: str = ""

    @property
    def title(self) -> str:
        """The given title, else the first line with words in it (at most 200 code points)."""
        if self.meta.title:
            return self.meta.title
        for line in self.text.split("\n"):
            if line.strip():
                return line.strip()[:200]
        return str(self.id)


def text_sha256(text: str) -> str:
    """Hash that names a text; raises UnicodeEncodeError on a lone surrogate, which no article may contain."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
