"""What there is to rule on: what those who finished an article marked, what stands, and the rulings in force."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.mark import Mark
from annotations.model.mention import Kind, Mention
from annotations.model.ruling import Ruling, Verdict
from annotations.model.schema import Schema

# By annotator who finished the article: what each marked, with the mentions of that extent and label.
Answers = Mapping[str, Mapping[Mark, Sequence[Mention]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What questions about an article rest on. `sets` are in order of annotator; `rulings` leave out those that were
    taken back, and are oldest first."""

    article: Article
    schema: Schema
    sets: tuple[AnnotationSet, ...]
    adjudicated: AnnotationSet
    rulings: tuple[Ruling, ...]


def in_force(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """The rulings that were not taken back."""
    every = tuple(rulings)
    withdrawn = {ruling.withdraws for ruling in every if ruling.withdraws is not None}
    return tuple(each for each in every if each.verdict is not Verdict.WITHDRAWN and each.id not in withdrawn)


def mark_of(mention: Mention) -> Mark:
    """Where a mention is and what it is called."""
    return Mark(mention.span.start, mention.span.end, mention.label)


def answers(sets: Iterable[AnnotationSet]) -> Mapping[Kind, Answers]:
    """What annotators marked, by kind."""
    found: dict[Kind, dict[str, dict[Mark, list[Mention]]]] = {kind: {} for kind in Kind}
    for each in sets:
        own = {kind: found[kind].setdefault(each.annotator, {}) for kind in Kind}
        for mention in each.mentions.values():
            own[mention.kind].setdefault(mark_of(mention), []).append(mention)
    return found
