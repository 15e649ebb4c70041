"""Articles read by the pipeline and the rules, and what was decided about them, written as text."""

from collections.abc import Iterable

from annotations.model.ids import ArticleId
from annotations.model.mention import Kind
from annotations.model.schema import Schema
from annotations.model.span import Span
from annotations.model.starters import starter
from annotations.suggesters.article_text import ArticleText
from annotations.suggesters.learning.evidence import Evidence, evidence
from annotations.suggesters.learning.examples import Example, Marked
from annotations.suggesters.plan import Plan
from annotations.suggesters.reading import Reading, read
from annotations.suggesters.spacy_pipeline import load
from annotations.text.tokens import tokenize

POLITICAL = starter("political-events")

Said = tuple[str, str]


def reading(text: str, *, id_: str = "a1", language: str = "en", schema: Schema = POLITICAL) -> Reading:
    article = ArticleText(article_id=ArticleId(id_), text=text, tokens=tokenize(text, "en"), language=language)
    types = {label.code: label for label in schema.active(Kind.EVENT)}
    (read_,) = read(load(with_syntax=True), [article], Plan(), types)
    return read_


def marks(text: str, said: Iterable[Said], kind: Kind) -> tuple[Marked, ...]:
    """(words, label) where the words first stand in the text."""
    return tuple(
        Marked(kind=kind, span=Span(text.index(words), text.index(words) + len(words)), label=label)
        for words, label in said
    )


def decided(
    text: str,
    marked: Iterable[Said] = (),
    rejected: Iterable[Said] = (),
    *,
    kind: Kind = Kind.EVENT,
    complete: bool = True,
    id_: str = "a1",
) -> Evidence:
    """The evidence of an article in which this was decided."""
    read_ = reading(text, id_=id_)
    example = Example(
        article=read_.article,
        marked=marks(text, marked, kind),
        rejected=marks(text, rejected, kind),
        complete=complete,
    )
    return evidence(read_, kind, example)
