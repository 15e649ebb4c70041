"""Choice: which finished work agreement is measured on, and that work as documents."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from annotations.agreement.documents import ArgumentMark, Document, EventMark, Finished
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.ids import ArticleId
from annotations.model.mark import Mark
from annotations.model.mention import EntityMention, EventMention
from annotations.model.project import (
    ADJUDICATED,
    AnnotatedArticle,
    SetFacts,
    again_name,
    first_of,
    is_again,
    is_own_work,
)


class Condition(StrEnum):
    """Whether annotators saw suggestions. The two are never measured together: suggestions pull people together."""

    BLIND = "blind"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The finished sets that count: empty `annotators`, `labels` and `schema_versions` stand for all.

    Rulings, and articles done again, are no annotator's own work: they count only where they are among the annotators
    by name, and then whatever the condition.
    """

    condition: Condition = Condition.SUGGESTED
    annotators: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    schema_versions: tuple[int, ...] = ()

    def takes(self, facts: SetFacts) -> bool:
        """True for a set that counts."""
        named, own = facts.annotator in self.annotators, is_own_work(facts.annotator)
        return (
            facts.status is Status.DONE
            and (named or (own and not self.annotators))
            and (not own or facts.blind is (self.condition is Condition.BLIND))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a choice takes of a project: whose work (`names`), and by article and annotator the sets that count.

    In `sets` are also the rulings and what was done again, to be compared with that work; an article that has nothing
    else is not there. `blind` says by article who of all that finished it did so blind, and `either` whose work counts
    there in one condition or the other; both are empty unless there is work in both, so that they can be compared.
    """

    choice: Choice
    names: tuple[str, ...]
    sets: Mapping[ArticleId, Mapping[str, SetFacts]]
    blind: Mapping[ArticleId, Mapping[str, bool]]
    either: Mapping[ArticleId, frozenset[str]]

    def document(self, article: AnnotatedArticle) -> Document:
        """The article as the annotators and the rulings have it."""
        facts = {name: each for name, each in self._of(article).items() if name in self.names or not is_again(name)}
        return self._compared.document(article, facts)

    def again(self, article: AnnotatedArticle) -> Document | None:
        """The article as those marked it, the first and the second time, who did it again; None where nobody did."""
        facts = self._of(article)
        twice = {name for name in facts if name in self.names and is_own_work(name) and again_name(name) in facts}
        both = {name: each for name, each in facts.items() if first_of(name) in twice}
        return self._compared.document(article, both) if twice else None

    def finished(self, article: AnnotatedArticle) -> dict[str, Finished]:
        """When those who count finished it."""
        return {
            name: Finished(each.done_at, each.schema_version)
            for name, each in self._of(article).items()
            if each.done_at is not None
        }

    def _of(self, article: AnnotatedArticle) -> Mapping[str, SetFacts]:
        return self.sets.get(article.article.id, {})

    @property
    def _compared(self) -> Choice:
        return _compared(self.choice, self.names)


def taken(choice: Choice, facts: Sequence[SetFacts]) -> Taken:
    """What the choice takes of a project with these sets, in their order."""
    names = tuple(sorted(choice.annotators or {each.annotator for each in facts if choice.takes(each)}))
    compared, both = _compared(choice, names), [replace(choice, condition=each) for each in Condition]
    sets: dict[ArticleId, dict[str, SetFacts]] = {}
    blind: dict[ArticleId, dict[str, bool]] = {}
    either: dict[ArticleId, frozenset[str]] = {}
    ways = set()
    for each in facts:
        id_ = each.article_id
        if names and compared.takes(each):
            sets.setdefault(id_, {})[each.annotator] = each
        if each.status is Status.DONE and is_own_work(each.annotator):
            blind.setdefault(id_, {})[each.annotator] = each.blind
            if any(one.takes(each) for one in both):
                either[id_] = either.get(id_, frozenset()) | {each.annotator}
                ways.add(each.blind)
    comparable = len(ways) > 1
    return Taken(
        choice=choice,
        names=names,
        sets={id_: of for id_, of in sets.items() if any(name in names and name != ADJUDICATED for name in of)},
        blind=blind if comparable else {},
        either=either if comparable else {},
    )


def _compared(choice: Choice, names: Sequence[str]) -> Choice:
    """The choice with what its annotators are compared with."""
    return replace(choice, annotators=(*names, *map(again_name, names), ADJUDICATED))
