"""Examples: what a learner is given of an article that somebody decided about."""

from dataclasses import dataclass

from annotations.model.mention import Kind
from annotations.model.span import Span
from annotations.suggesters.article_text import ArticleText


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A span of the article with its label: extent of a name, or trigger of an event."""

    kind: Kind
    span: Span
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An article with the evidence in it: what was marked, and what was suggested and refused.

    `complete` says that the article is finished: what is not marked there is not one. Elsewhere only `marked` and
    `rejected` say anything.
    """

    article: ArticleText
    marked: tuple[Marked, ...] = ()
    rejected: tuple[Marked, ...] = ()
    complete: bool = False
