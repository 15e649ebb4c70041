"""Choice: which finished work agreement is measured on, and that work as documents."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotations.agreement.documents import ArgumentMark, Document, EventMark
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.mark import Mark
from annotations.model.mention import EntityMention, EventMention
from annotations.model.project import ADJUDICATED, AnnotatedArticle, SetFacts


class Condition(StrEnum):
    """Whether annotators saw suggestions. The two are never measured together: suggestions pull people together."""

    BLIND = "blind"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The finished sets that count: empty `annotators`, `labels` and `schema_versions` stand for all. Rulings are no
    annotator's work, and count only where `ADJUDICATED` is among the annotators by name."""

    condition: Condition = Condition.SUGGESTED
    annotators: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    schema_versions: tuple[int, ...] = ()

    def takes(self, facts: SetFacts) -> bool:
        """True for a set that counts."""
        return (
            facts.status is Status.DONE
            and facts.annotator in (self.annotators or (facts.annotator,))
            and (facts.annotator != ADJUDICATED or ADJUDICATED in self.annotators)
            and (facts.annotator == ADJUDICATED or facts.blind is (self.condition is Condition.BLIND))
            and facts.schema_version in (self.schema_versions or (facts.schema_version,))
        )

    def document(self, article: AnnotatedArticle, facts: Mapping[str, SetFacts]) -> Document:
        """The article as those who count marked it. `facts` is by annotator."""
        counting = [each for each in article.sets if each.annotator in facts and self.takes(facts[each.annotator])]
        return Document(
            id=article.article.id,
            length=len(article.article.text),
            marks={each.annotator: _marks(each, self.labels) for each in counting},
            events={each.annotator: _events(each, self.labels) for each in counting},
            units=tuple((token.start, token.end) for token in article.article.tokens),
        )


def _marks(annotation_set: AnnotationSet, labels: Collection[str]) -> frozenset[Mark]:
    return frozenset(
        Mark(each.span.start, each.span.end, each.label)
        for each in annotation_set.mentions.values()
        if isinstance(each, EntityMention) and (not labels or each.label in labels)
    )


def _events(annotation_set: AnnotationSet, labels: Collection[str]) -> frozenset[EventMark]:
    """The events of one set. Those with one trigger and type are one event, with the arguments of all."""
    return frozenset(
        EventMark(each.span.start, each.span.end, each.label, frozenset(_arguments(each, annotation_set)))
        for each in annotation_set.mentions.values()
        if isinstance(each, EventMention) and (not labels or each.label in labels)
    )


def _arguments(event: EventMention, annotation_set: AnnotationSet) -> Iterable[ArgumentMark]:
    for argument in event.arguments:
        target = annotation_set.mentions[argument.target]
        yield ArgumentMark(target.span.start, target.span.end, argument.role)
