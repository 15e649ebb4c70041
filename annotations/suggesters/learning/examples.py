"""Examples: what a learner is given of an article that somebody decided about."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.article import Article
from annotations.model.mention import Kind, Mention
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
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


def example_of(article: Article, annotation_set: AnnotationSet, rejected: Iterable[Suggestion]) -> Example:
    """The evidence in one annotator's set; `rejected` are the suggestions rejected in it. What is marked all the same
    counts as marked. Of a mention in parts the whole extent is given."""
    marked = tuple(_marked(each) for each in annotation_set.in_order())
    refused = {_marked(each.mention) for each in rejected} - set(marked)
    return Example(
        article=ArticleText.of(article),
        marked=marked,
        rejected=tuple(sorted(refused, key=lambda each: (each.span, each.kind, each.label))),
        complete=annotation_set.status is Status.DONE,
    )


def _marked(mention: Mention) -> Marked:
    return Marked(kind=mention.kind, span=mention.span, label=mention.label)
