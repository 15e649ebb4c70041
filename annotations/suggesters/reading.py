"""Reading: an article as the pipeline and the rules read it, which is where every learner starts from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.model.schema import Label
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


def read(nlp: "Language", articles: Iterable[ArticleText], plan: Plan, types: Mapping[str, Label]) -> Iterator[Reading]:
    """Each article read by the pipeline and the rules, in order. Without `types` no triggers are looked for."""
    for article, stretches in spacy_pipeline.read(nlp, articles):
        whole = tuple(Stretch(start, doc) for start, doc in stretches)
        yield Reading(
            article=article,
            stretches=whole,
            names=tuple(tuple(found) for found in spacy_pipeline.names(whole, plan)),
            triggers=tuple(tuple(event_rules.triggers(stretch.doc, types)) if types else () for stretch in whole),
        )
