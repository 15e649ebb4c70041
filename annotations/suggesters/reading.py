"""Reading: an article as the pipeline and the rules read it, which is where every learner starts from."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.model.mention import Kind
from annotations.model.schema import Label, Schema
from annotations.suggesters import event_rules, spacy_pipeline
from annotations.suggesters.article_text import ArticleText
from annotations.suggesters.found import Found, Stretch
from annotations.suggesters.plan import Plan
from annotations.suggesters.triggers import Trigger

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`names` and `triggers` are what the rules found, stretch by stretch."""

    article: ArticleText
    stretches: tuple[Stretch, ...]
    names: tuple[tuple[Found, ...], ...]
    triggers: tuple[tuple[Trigger, ...], ...]

    def found_triggers(self) -> list[list[Found]]:
        """The triggers in the shape that learners take and give."""
        return [[event_rules.as_found(trigger) for trigger in found] for found in self.triggers]


def sought_labels(nlp: "Language", schema: Schema) -> frozenset[str] | None:
    """The labels of the names that the rules look for under a schema: those on offer.

    None, that is any, where a label is the project's own: a learned model may tell it by what the rules say of ours.
    """
    offered = frozenset(label.code for label in schema.active(Kind.ENTITY))
    return offered if offered.issubset(nlp.get_pipe("ner").labels) else None


def read(
    nlp: "Language",
    articles: Iterable[ArticleText],
    plan: Plan,
    types: Mapping[str, Label],
    labels: Container[str] | None = None,
) -> Iterator[Reading]:
    """Each article read by the pipeline and the rules, in order. Without `types` no triggers are looked for.

    With `labels`, names that only the rules know are left out where their label is not among these.
    """
    for article, stretches in spacy_pipeline.read(nlp, articles):
        whole = tuple(Stretch(start, doc) for start, doc in stretches)
        yield Reading(
            article=article,
            stretches=whole,
            names=tuple(tuple(found) for found in spacy_pipeline.names(whole, plan, labels)),
            triggers=tuple(tuple(event_rules.triggers(stretch.doc, types)) if types else () for stretch in whole),
        )
