"""Which mentions of an article may be of the same thing in the world, and how those that surely are get linked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from annotations.editing.edits import Link, Together
from annotations.model.annotation_set import AnnotationSet
from annotations.model.ids import ClusterId, MentionId
from annotations.model.mention import EntityMention, Kind, Mention, reading_order
from annotations.model.suggestion import Suggestion
from annotations.text.name_lists import FUNCTION_WORDS, GENERIC, MONTHS, WEEKDAYS
from annotations.text.name_variants import Match, acronym_of, fold_case, has_capital, key, same_name

_MOST = 40
_SCORES = {
    Match.SAME: 1.0,
    Match.CASE: 0.95,
    Match.SPELLING: 0.9,
    Match.SHORTER: 0.8,
    Match.LONGER: 0.8,
    Match.INITIALS: 0.7,
}
_WORDS_AT_MOST = 0.6
_NEAR_AT_MOST = 0.1
_NEAR = 100  # code points, at which nearness counts half

_Rank = tuple[float, bool, int, MentionId]
_Name = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A mention that may be the same thing. `score` is 0..1; without a `reason` it only has the label and is near.

    `suggested` says that it is undecided, and is accepted when it is linked.
    """

    id: MentionId
    reason: Match | None
    score: float
    suggested: bool


def candidates(
    mention: Mention, annotation_set: AnnotationSet, pending: Sequence[Suggestion], text: str
) -> list[Candidate]:
    """What may be the same thing as the mention, likeliest first, at most 40: mentions of its kind and label.

    Of each cluster there is its likeliest member; the mention's own cluster is left out.
    """
    likeness = _Likeness(mention, text)
    best: dict[str, tuple[_Rank, Match | None]] = {}
    for other, suggested in _others(mention, annotation_set, pending):
        reason, score = likeness.of(other)
        # Of equally likely ones those decided come first, then the near.
        rank = (-score, suggested, abs(other.span.start - mention.span.start), other.id)
        thing = other.cluster if other.cluster is not None and not suggested else other.id
        if thing not in best or rank < best[thing][0]:
            best[thing] = (rank, reason)
    return [
        Candidate(id=id_, reason=reason, score=-negated, suggested=suggested)
        for (negated, suggested, _distance, id_), reason in sorted(best.values(), key=itemgetter(0))[:_MOST]
    ]


def _others(
    mention: Mention, annotation_set: AnnotationSet, pending: Iterable[Suggestion]
) -> Iterator[tuple[Mention, bool]]:
    def fits(other: Mention) -> bool:
        same_cluster = mention.cluster is not None and other.cluster == mention.cluster
        return (
            (other.kind, other.label) == (mention.kind, mention.label) and other.id != mention.id and not same_cluster
        )

    yield from ((other, False) for other in annotation_set.mentions.values() if fits(other))
    decided = annotation_set.decisions
    yield from ((each.mention, True) for each in pending if each.id not in decided and fits(each.mention))


class _Likeness:
    """How like one mention others are; each surface is compared once."""

    def __init__(self, mention: Mention, text: str) -> None:
        self._mention, self._text = mention, text
        self._surface = _surface(mention, text)
        self._known: dict[str, tuple[Match | None, float]] = {}

    def of(self, other: Mention) -> tuple[Match | None, float]:
        """Why, and how likely, 0..1."""
        surface = _surface(other, self._text)
        if surface not in self._known:
            self._known[surface] = self._compared(surface)
        reason, score = self._known[surface]
        distance = abs(other.span.start - self._mention.span.start)
        return reason, score or _NEAR_AT_MOST / (1 + distance / _NEAR)

    def _compared(self, surface: str) -> tuple[Match | None, float]:
        if self._mention.kind is Kind.EVENT:
            if self._surface.split() == surface.split():
                return Match.SAME, _SCORES[Match.SAME]
            same = fold_case(self._surface) == fold_case(surface)
            return (Match.CASE, _SCORES[Match.CASE]) if same else (None, 0.0)
        reason = same_name(self._surface, surface)
        if reason is not None:
            return reason, _SCORES[reason]
        mine, other = _telling_words(self._surface), _telling_words(surface)
        shared = len(mine & other) / len(mine | other) if mine | other else 0.0
        return (Match.WORDS, _NEAR_AT_MOST + (_WORDS_AT_MOST - _NEAR_AT_MOST) * shared) if shared else (None, 0.0)


def _surface(mention: Mention, text: str) -> str:
    return " ".join(piece.of(text) for piece in mention.pieces)


def _telling_words(surface: str) -> frozenset[str]:
    """The words of a surface that say something of whom it names."""
    return frozenset(key(surface)) - FUNCTION_WORDS - GENERIC


def proposed_clusters(annotation_set: AnnotationSet, text: str) -> list[tuple[MentionId, ...]]:
    """The entity mentions whose names tell without doubt that they are of one thing, in reading order.

    A short form that fits two names is left out; so is what the annotator has put into different clusters, and a
    group that is one cluster already.
    """
    by_label: dict[str, list[EntityMention]] = {}
    for mention in annotation_set.entities():
        if _is_name(_surface(mention, text)):
            by_label.setdefault(mention.label, []).append(mention)
    groups = [group for mentions in by_label.values() for group in _groups(mentions, text)]
    groups.sort(key=lambda group: reading_order(group[0]))
    return [tuple(mention.id for mention in group) for group in groups if _is_open(group)]


def _is_name(surface: str) -> bool:
    words = key(surface)
    is_date = all(word in WEEKDAYS | MONTHS or word[0].isdigit() for word in words)
    return not is_date and any(has_capital(word) for word in surface.split())


def _is_open(group: Sequence[EntityMention]) -> bool:
    clusters = {mention.cluster for mention in group}
    return len(group) > 1 and None in clusters and len(clusters) <= 2


def _groups(mentions: Sequence[EntityMention], text: str) -> list[list[EntityMention]]:
    """The mentions of one label by name; short forms with the one name they fit."""
    by_key: dict[_Name, list[EntityMention]] = {}
    for mention in mentions:
        by_key.setdefault(key(_surface(mention, text)), []).append(mention)
    longer = _longer_names({name: _surface(group[0], text) for name, group in by_key.items()})
    groups: dict[_Name, list[EntityMention]] = {}
    for name, group in by_key.items():
        longest = _longest(name, longer)
        if len(longest) == 1:
            groups.setdefault(longest.pop(), []).extend(group)
    return [sorted(group, key=reading_order) for group in groups.values()]


def _longer_names(surfaces: Mapping[_Name, str]) -> dict[_Name, list[_Name]]:
    """Of each name those of more words that it is a form of: they end alike, or it is their initials."""
    alike: dict[str, list[_Name]] = {}
    for name in surfaces:
        for sign in {name[-1], acronym_of(name).casefold()}:
            alike.setdefault(sign, []).append(name)
    return {
        name: [
            other
            for other in alike[name[-1]]
            if len(other) > len(name) and same_name(surfaces[other], surface) is not None
        ]
        for name, surface in surfaces.items()
    }


def _longest(name: _Name, longer: Mapping[_Name, Sequence[_Name]]) -> set[_Name]:
    """The names that a name is a form of and that are forms of no other."""
    found: set[_Name] = set()
    for other in longer[name]:
        found |= _longest(other, longer)
    return found or {name}


def link_all(
    groups: Iterable[Sequence[MentionId]], annotation_set: AnnotationSet, new_cluster_id: Callable[[], ClusterId]
) -> Together | None:
    """The mentions of each group as one thing, all in one step; None if they are already."""
    links: list[Link] = []
    for group in groups:
        mentions = [annotation_set.mentions[id_] for id_ in group]
        target = next((each for each in mentions if each.cluster is not None), mentions[0])
        fresh = new_cluster_id()
        joined = {target.cluster} - {None}
        for mention in mentions:
            if mention.id != target.id and (mention.cluster is None or mention.cluster not in joined):
                links.append(Link(mention.id, target.id, fresh))
                joined.add(mention.cluster)
    return Together("link-all", tuple(links)) if links else None
