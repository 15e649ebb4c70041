"""The places to be ruled in the order they are worked through: grouped, narrowed, stepped through. No Qt.

A group that is settled while one works stays where it was until the list is arranged anew.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from operator import attrgetter, is_
from typing import NamedTuple

from annotations.agreement.disputes import Dispute, State
from annotations.model.ids import ArticleId
from annotations.model.mark import Subject


class PlaceId(NamedTuple):
    """Names a dispute: the key of one article's dispute may be that of another's too."""

    article: ArticleId
    key: str


class Where(NamedTuple):
    """A stretch of an article that something is said about: code points `start` to before `end`."""

    article: ArticleId
    subject: Subject
    start: int
    end: int


class Order(StrEnum):
    """What comes first: the words that most places differ about, or the first article."""

    LARGEST = "largest"
    ARTICLE = "article"


class Shown(StrEnum):
    """Which groups are listed: those with a place in that state, or all."""

    OPEN = "open"
    DEFERRED = "deferred"
    SETTLED = "settled"
    ALL = "all"

    def takes(self, state: State) -> bool:
        """True if a place in that state is meant."""
        return self is Shown.ALL or self.value == state.value


def place_of(dispute: Dispute) -> PlaceId:
    """The name of a dispute."""
    return PlaceId(dispute.article, dispute.key)


@dataclass(frozen=True, kw_only=True, eq=False)
class DocketGroup:
    """Disputes about the same words in the order of articles; in article order each is a group of its own. A group in
    which nothing changes stays the same one, so none need be compared by what is in it."""

    key: str
    subject: Subject
    words: str
    disputes: tuple[Dispute, ...]

    @cached_property
    def state(self) -> State:
        """That of the group: settled when nothing in it is open or put off."""
        states = {dispute.state for dispute in self.disputes}
        return next(state for state in (State.OPEN, State.DEFERRED, State.SETTLED) if state in states)

    def those(self, shown: Shown) -> list[Dispute]:
        """Its disputes in that state."""
        return [dispute for dispute in self.disputes if shown.takes(dispute.state)]

    @cached_property
    def places(self) -> tuple[PlaceId, ...]:
        """The names of its disputes."""
        return tuple(place_of(dispute) for dispute in self.disputes)


@dataclass(frozen=True, slots=True)
class Only:
    """Some places only, and what they are called: "ORG against GPE"."""

    words: str
    where: Mapping[tuple[ArticleId, Subject], tuple[tuple[int, int], ...]]

    @classmethod
    def at(cls, words: str, places: Iterable[Where]) -> "Only":
        """The disputes that overlap one of these places."""
        parts = groupby(sorted(places), key=attrgetter("article", "subject"))
        return cls(words, {key: tuple((each.start, each.end) for each in those) for key, those in parts})

    def takes(self, dispute: Dispute) -> bool:
        """True if it overlaps one of the places."""
        extents = self.where.get((dispute.article, dispute.subject), ())
        return any(start < dispute.end and dispute.start < end for start, end in extents)


class Worklist:
    """Disputes by article, and the groups to be seen of them, in `order`."""

    def __init__(self) -> None:
        self._by_article: dict[ArticleId, tuple[Dispute, ...]] = {}
        self._known: dict[str, DocketGroup] = {}
        self.order, self.shown = Order.LARGEST, Shown.OPEN
        self.only: Only | None = None
        self.groups: list[DocketGroup] = []
        self._sequence: tuple[PlaceId, ...] = ()
        self._under_way: set[PlaceId] = set()

    # -- what there is ------------------------------------------------------------------------------------------------

    def take(self, disputes: Iterable[Dispute]) -> None:
        """Begin anew with these, in the order of articles."""
        self._by_article = {id_: tuple(those) for id_, those in groupby(disputes, key=attrgetter("article"))}
        self.arrange()

    def replace(self, disputes: Mapping[ArticleId, Sequence[Dispute]]) -> None:
        """Put other disputes in the place of those of these articles. Takes the longer the more of them are touched,
        hardly the longer the more there are."""
        gone = [each for article_id in disputes for each in self.of_article(article_id)]
        self._by_article |= {article_id: tuple(those) for article_id, those in disputes.items()}
        come = [each for article_id in disputes for each in self.of_article(article_id)]
        touched = dict.fromkeys(self._key(each) for each in (*come, *gone) if self._takes(each))
        self._regroup(touched, disputes.keys(), filter(self._takes, come))
        listed = [self._known[group.key] for group in self.groups if group.key in self._known]
        keys = {group.key for group in listed}
        new = [group for key in touched if key not in keys and (group := self._known.get(key)) is not None]
        groups = [*listed, *(group for group in new if group.those(self.shown))]
        if self.order is Order.ARTICLE:
            # What has come belongs between the others; else it waits behind them.
            articles = {article_id: number for number, article_id in enumerate(self._by_article)}
            places = {place_of(each): number for number, each in enumerate(come)}
            groups.sort(key=lambda group: (articles[group.places[0].article], places.get(group.places[0], 0)))
        self._list(groups)

    def _regroup(self, keys: Iterable[str], articles: Collection[ArticleId], come: Iterable[Dispute]) -> None:
        """Make these groups anew: in some articles there is now what has come."""
        found: dict[str, list[Dispute]] = {}
        for dispute in come:
            found.setdefault(self._key(dispute), []).append(dispute)
        order = {article_id: number for number, article_id in enumerate(self._by_article)}
        for key in keys:
            before = self._known.get(key)
            stay = [each for each in before.disputes if each.article not in articles] if before is not None else []
            those = sorted([*stay, *found.get(key, ())], key=lambda each: order[each.article])
            if those:
                self._known[key] = self._group(key, tuple(those))
            else:
                self._known.pop(key, None)

    def arrange(self, order: Order | None = None, shown: Shown | None = None) -> None:
        """List anew, in another order or what is in another state."""
        self.order, self.shown = order or self.order, shown or self.shown
        self._known = self._grouped()
        groups = [group for group in self._known.values() if group.those(self.shown)]
        if self.order is Order.LARGEST:
            groups.sort(key=lambda group: -len(group.those(self.shown)))
        self._list(groups)

    def narrow(self, only: Only | None) -> None:
        """List some places only, those that are open first, or all again (None)."""
        self.only = only
        self.arrange(shown=Shown.OPEN if only is not None else None)

    def counts(self) -> dict[State, int]:
        """How many disputes of the whole project are in each state."""
        found = dict.fromkeys(State, 0)
        for disputes in self._by_article.values():
            for dispute in disputes:
                found[dispute.state] += 1
        return found

    def acts(self) -> int:
        """By how many acts the settled ones were settled."""
        disputes = (dispute for those in self._by_article.values() for dispute in those)
        return len({each.ruling.batch for each in disputes if each.state is State.SETTLED and each.ruling is not None})

    def of_article(self, article_id: ArticleId) -> tuple[Dispute, ...]:
        """The disputes of an article in text order."""
        return self._by_article.get(article_id, ())

    def find(self, place: PlaceId | None) -> Dispute | None:
        """The dispute of that name, or None if there is none any more."""
        if place is None:
            return None
        return next((each for each in self.of_article(place.article) if each.key == place.key), None)

    def group_of(self, place: PlaceId | None) -> DocketGroup | None:
        """The group that holds a place, listed or not."""
        dispute = self.find(place)
        return self._known.get(self._key(dispute)) if dispute is not None else None

    def about_same_words(self, dispute: Dispute) -> list[Dispute]:
        """The disputes of its group, whatever the order; without what is not listed."""
        group = self.group_of(place_of(dispute))
        if self.order is Order.LARGEST and group is not None:
            return list(group.disputes)
        every = (each for disputes in self._by_article.values() for each in disputes)
        same = (each for each in every if each.words == dispute.words and each.subject is dispute.subject)
        return [each for each in same if self._takes(each)]

    # -- under way ----------------------------------------------------------------------------------------------------

    def begin(self, places: Iterable[PlaceId]) -> None:
        """These are being ruled: they do not wait any more."""
        self._under_way.update(places)

    def end(self, places: Iterable[PlaceId]) -> None:
        """What came of it is known."""
        self._under_way.difference_update(places)

    def is_under_way(self, place: PlaceId) -> bool:
        """True while a place is being ruled."""
        return place in self._under_way

    def lists(self, place: PlaceId | None) -> bool:
        """True if a place is listed and in a state that is."""
        return place is not None and place in self._sequence and self._waits(place)

    # -- stepping -----------------------------------------------------------------------------------------------------

    def first(self) -> PlaceId | None:
        """The first place that waits; else the first there is."""
        return self._first_waiting(self._sequence) or next(iter(self._sequence), None)

    def first_of(self, key: str) -> PlaceId | None:
        """The place of a group to begin with."""
        group = self._known.get(key)
        return (self._first_waiting(group.places) or group.places[0]) if group is not None else None

    def after(self, place: PlaceId | None) -> PlaceId | None:
        """The next place that waits, from the first again after the last; None if none does."""
        return self._first_waiting(_round(self._sequence, place))

    def onward(self, place: PlaceId) -> PlaceId | None:
        """Where to go once a place is ruled: what else waits in its group, then the groups after it."""
        group = self.group_of(place)
        return (self._first_waiting(_round(group.places, place)) if group is not None else None) or self.after(place)

    def next_group(self, place: PlaceId) -> PlaceId | None:
        """The first place that waits in another group, those behind this one first."""
        group = self.group_of(place)
        own = set(group.places) if group is not None else set()
        return self._first_waiting(each for each in _round(self._sequence, place) if each not in own)

    def before(self, place: PlaceId | None) -> PlaceId | None:
        """The place before, whatever its state; None before the first."""
        here = self._sequence.index(place) if place in self._sequence else 0
        return self._sequence[here - 1] if here > 0 else None

    def _first_waiting(self, places: Iterable[PlaceId]) -> PlaceId | None:
        return next((each for each in places if self._waits(each)), None)

    def _waits(self, place: PlaceId) -> bool:
        dispute = self.find(place)
        return dispute is not None and self.shown.takes(dispute.state) and place not in self._under_way

    # -- grouping -----------------------------------------------------------------------------------------------------

    def _list(self, groups: list[DocketGroup]) -> None:
        self.groups = groups
        self._sequence = tuple(place for group in self.groups for place in group.places)

    def _takes(self, dispute: Dispute) -> bool:
        return self.only is None or self.only.takes(dispute)

    def _key(self, dispute: Dispute) -> str:
        return "\n".join(place_of(dispute) if self.order is Order.ARTICLE else dispute.group)

    def _grouped(self) -> dict[str, DocketGroup]:
        found: dict[str, list[Dispute]] = {}
        for disputes in self._by_article.values():
            for dispute in disputes:
                if self._takes(dispute):
                    found.setdefault(self._key(dispute), []).append(dispute)
        return {key: self._group(key, tuple(those)) for key, those in found.items()}

    def _group(self, key: str, disputes: tuple[Dispute, ...]) -> DocketGroup:
        """The group of before, if nothing in it changed."""
        before = self._known.get(key)
        if before is not None and len(before.disputes) == len(disputes) and all(map(is_, before.disputes, disputes)):
            return before
        return DocketGroup(key=key, subject=disputes[0].subject, words=disputes[0].words, disputes=disputes)


def _round(places: Sequence[PlaceId], place: PlaceId | None) -> Iterable[PlaceId]:
    """The places behind one, and then those before it."""
    here = places.index(place) if place in places else -1
    return (*places[here + 1 :], *places[: max(here, 0)])
