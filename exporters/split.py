"""Training, development and test articles: who goes where, and who must stay together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, Self

from annotations.model.ids import ArticleId
from annotations.model.split import Part, Placed
from exporters.dates import day_of
from exporters.split_families import Family, families_of, stay
from exporters.split_warnings import sentences
from exporters.stratify import stratified

_ALL = 100  # percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How articles are divided: by `shares` of train, dev and test in percent, or by date when `dev_from` is given.

    By date, articles from `dev_from` on (YYYY-MM-DD) are dev, those from `test_from` on are test; what has no date is
    train. `by_source` keeps articles of one source on one side. Another `seed` gives another division.
    """

    shares: tuple[int, int, int] = (80, 20, 0)
    dev_from: str = ""
    test_from: str = ""
    seed: int = 0
    by_source: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Shares as "80/20" or "80/10/10". Raises ValueError for anything else."""
        numbers = [part.strip() for part in text.split("/")]
        if len(numbers) not in (2, 3) or not all(each.isdecimal() for each in numbers):
            raise ValueError(f"a split is written 80/20 or 80/10/10, not “{text}”")
        train, dev, test = *map(int, numbers), *(0,) * (3 - len(numbers))
        return cls(shares=(train, dev, test)).sound()

    @classmethod
    def from_json(cls, value: object) -> Self:
        """The inverse of `to_json`; what is not named has its default. Raises ValueError for anything else."""
        if not isinstance(value, dict):
            raise ValueError(f"a split is an object, not {value!r}")
        made = dict(value)
        shares = made.get("shares", [80, 20, 0])
        if isinstance(shares, list):
            made["shares"] = tuple(shares)
        kinds = {each.name: type(each.default) for each in fields(cls)}
        for name, given in made.items():
            if name not in kinds:
                raise ValueError(f"a split has no “{name}”")
            if type(given) is not kinds[name]:
                raise ValueError(f"“{name}” of a split cannot be {given!r}")
        return cls(**made).sound()

    def to_json(self) -> dict[str, Any]:
        """Plain values by name."""
        return {**asdict(self), "shares": list(self.shares)}

    def sound(self) -> Self:
        """This, if articles can be divided so. Raises ValueError with what is wrong."""
        whole = len(self.shares) == len(Part) and all(type(each) is int and each >= 0 for each in self.shares)
        if not whole or sum(self.shares) != _ALL:
            raise ValueError(f"the shares of a split add up to 100, not “{'/'.join(map(str, self.shares))}”")
        if not self.shares[0] and not self.dev_from:
            raise ValueError("train cannot have a share of 0: nothing would be left to learn from")
        days = [_border(each) for each in (self.dev_from, self.test_from) if each]
        if self.test_from and not self.dev_from:
            raise ValueError("a split by date needs the day from which articles are dev")
        if days != sorted(days):
            raise ValueError(f"test cannot begin before dev: {self.test_from} is before {self.dev_from}")
        return self

    @property
    def parts(self) -> tuple[Part, ...]:
        """The sides that articles go to."""
        if self.dev_from:
            return tuple(Part) if self.test_from else (Part.TRAIN, Part.DEV)
        return tuple(part for part, share in zip(Part, self.shares, strict=True) if share)


def _border(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"a day is written 2024-01-31, not “{text}”") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitItem:
    """An article to be placed. `group` names its group of near-duplicates ("" when there is nothing like it)."""

    article_id: ArticleId
    title: str = ""
    group: str = ""
    source: str = ""
    date: str = ""
    labels: Mapping[str, int] = field(default_factory=dict)  # mentions by label, events by type
    events: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitRow:
    """A line of the table. `groups` counts groups of near-duplicates, `mentions` entity mentions."""

    part: Part
    articles: int
    groups: int
    mentions: int
    events: int
    labels: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitResult:
    """Where each article is, the table of it, and sentences about what the analyst should know.

    `kept` counts the articles that had a side before; `differs` says that the division is not as wanted because of it.
    """

    parts: Mapping[ArticleId, Placed]
    rows: tuple[SplitRow, ...]
    warnings: tuple[str, ...] = ()
    kept: int = 0
    differs: bool = False


def split(items: Sequence[SplitItem], wanted: Wanted, before: Mapping[ArticleId, Placed]) -> SplitResult:
    """Each article's side. What must stay together is near-duplicates and, if so wanted, the articles of a source.

    What is pinned takes along all that must stay with it; what was placed `before` stays, and what is new follows what
    it must stay with. All else is divided as wanted. Does not depend on the order of the items. Raises ValueError if
    `wanted` is not sound.
    """
    wanted.sound()
    by_id = {each.article_id: each for each in items}
    families = families_of(items, by_source=wanted.by_source)
    settled, free, findings = stay(families, before)
    if wanted.dev_from:
        days = [_side_by_date([by_id[id_].date for id_ in family], wanted) for family in free]
        sides = [part or Part.TRAIN for part in days]
        findings.undated = sum(len(family) for family, part in zip(free, days, strict=True) if part is None)
        findings.misplaced = sum(_strays(family, settled, by_id, wanted) for family in families)
    else:
        sides = stratified(
            [[by_id[id_].labels for id_ in family] for family in free],
            [f"{wanted.seed}\n{family[0]}" for family in free],
            dict(zip(Part, (share / _ALL for share in wanted.shares), strict=True)),
            [(settled[each.article_id].part, each.labels) for each in items if each.article_id in settled],
        )
    for family, part in zip(free, sides, strict=True):
        settled |= dict.fromkeys(family, Placed(part))
    rows = tuple(_rows(items, settled, wanted.parts))
    findings.labels = {row.part: row.labels for row in rows}
    findings.articles = {row.part: row.articles for row in rows}
    if findings.kept:
        findings.emptied = set(_emptied(rows, families, by_id, wanted))
        findings.uneven = _uneven(rows, families, wanted)
    return SplitResult(
        parts=settled,
        rows=rows,
        warnings=sentences(findings, wanted.parts, wanted.shares, lambda id_: by_id[id_].title or id_),
        kept=findings.kept,
        differs=findings.differs(wanted.parts),
    )


def _emptied(
    rows: Sequence[SplitRow], families: Sequence[Family], by_id: Mapping[ArticleId, SplitItem], wanted: Wanted
) -> Iterator[Part]:
    """The sides that have nothing, and would have something if no article had had a side."""
    can_have = set(wanted.parts) if len(families) >= len(wanted.parts) else set()
    if wanted.dev_from:
        sides = (_side_by_date([by_id[id_].date for id_ in family], wanted) for family in families)
        can_have = {side or Part.TRAIN for side in sides}
    yield from (row.part for row in rows if not row.articles and row.part in can_have)


def _uneven(rows: Sequence[SplitRow], families: Sequence[Family], wanted: Wanted) -> tuple[int, ...]:
    """The shares in percent, where a side has more too much than what must stay together explains."""
    there = {row.part: row.articles for row in rows}
    whole, largest = sum(there.values()), max(map(len, families), default=0)
    pairs = [(there.get(part, 0), share) for part, share in zip(Part, wanted.shares, strict=True)]
    if wanted.dev_from or all(count - share / _ALL * whole <= largest for count, share in pairs):
        return ()
    return tuple(round(_ALL * count / whole) for count, _share in pairs)


def _side_by_date(dates: Iterable[str], wanted: Wanted) -> Part | None:
    """The side of the newest of these; None if none can be read."""
    newest = max((day for day in map(day_of, dates) if day), default=None)
    if newest is None:
        return None
    if wanted.test_from and newest >= date.fromisoformat(wanted.test_from):
        return Part.TEST
    return Part.DEV if newest >= date.fromisoformat(wanted.dev_from) else Part.TRAIN


def _strays(
    family: Family, settled: Mapping[ArticleId, Placed], by_id: Mapping[ArticleId, SplitItem], wanted: Wanted
) -> int:
    """How many of these were placed, by nobody's pin, on another side than their dates say."""
    side = _side_by_date([by_id[id_].date for id_ in family], wanted)
    placed = [settled[id_] for id_ in family if id_ in settled]
    return sum(1 for each in placed if side not in (None, each.part)) if not any(p.pinned for p in placed) else 0


def _rows(
    items: Sequence[SplitItem], placed: Mapping[ArticleId, Placed], asked: tuple[Part, ...]
) -> Iterator[SplitRow]:
    """A row for each side that was asked for or has articles."""
    for part in Part:
        there = [each for each in items if placed[each.article_id].part is part]
        if not there and part not in asked:
            continue
        labels = sum((Counter(each.labels) for each in there), Counter[str]())
        events = sum(each.events for each in there)
        sizes = Counter(each.group for each in there if each.group)
        yield SplitRow(
            part=part,
            articles=len(there),
            groups=sum(1 for size in sizes.values() if size > 1),
            mentions=labels.total() - events,
            events=events,
            labels=dict(sorted(labels.items())),
        )
