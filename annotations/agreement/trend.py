"""Trend: how agreement changes from one batch of articles to the next.

An article counts for two annotators when the later of them finishes it. Batches are the weeks in which that was, or 25
articles at a time in that order.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from annotations.agreement.documents import Pair, pairs
from annotations.agreement.estimate import Estimate
from annotations.agreement.figures import FEWEST_SPANS, Resampling, f1_of_three, with_interval
from annotations.agreement.report import Source
from annotations.agreement.resampling import FEWEST_DOCUMENTS, change
from annotations.agreement.spans import SpanCounts, count_up

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

ARTICLES_AT_ONCE = 25


class Batching(StrEnum):
    """What a batch is."""

    WEEKS = "weeks"
    ARTICLES = "articles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Articles that came to be finished by two in a row: of a series the `first` to the `last`, counted from 1.

    `since` is the day (UTC) on which the first of them was, of weeks their Monday. `f1` is strict F1. `schema_versions`
    are the versions of the guidelines under which they were finished.
    """

    since: date
    first: int
    last: int
    f1: Estimate
    schema_versions: tuple[int, ...]

    @property
    def articles(self) -> int:
        """How many there are."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """From batch to batch: all pairs together, one `pair`, or one `label` over all pairs.

    `drift` is how much higher strict F1 is in the last than in the first of the batches that have articles enough for
    an interval, and `compared` says which two those are. With fewer than two it is undefined: "too_few_batches".
    """

    pair: Pair | None = None
    label: str = ""
    batches: tuple[Batch, ...]
    drift: Estimate
    compared: tuple[int, int] | None = None

    @property
    def drifts(self) -> bool:
        """True where drawing other articles would not explain the difference."""
        interval = self.drift.interval
        return interval is not None and not interval[0] <= 0.0 <= interval[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Agreement over time: first all pairs together, then each pair, then each label with spans enough."""

    by: Batching
    series: tuple[Series, ...]


class _Shared(NamedTuple):
    """An article from when on two annotators had finished it."""

    at: datetime
    document: str
    pair: Pair


class _Portion(NamedTuple):
    """A batch in the making: its articles, each with those pairs for which it is in that batch."""

    since: date
    articles: dict[str, list[_Shared]]


def trend(
    sources: Sequence[Source],
    names: Collection[str],
    resampling: Resampling | None = None,
    by: Batching | None = None,
) -> Trend:
    """How the agreement of these annotators changes.

    Without `by` batches are weeks if there are several and they have articles enough on average, else 25 articles.
    """
    both = pairs(names)
    making = _Making(sources, resampling or Resampling())
    shared = making.shared(both)
    by = by or _usual(shared)
    every = _portions(shared, by)
    return Trend(
        by=by,
        series=(
            making.series(every),
            *(making.series(_portions((each for each in shared if each.pair == pair), by), pair=pair) for pair in both),
            *(making.series(every, label=label) for label in making.labels(both)),
        ),
    )


def _usual(shared: Sequence[_Shared]) -> Batching:
    weeks = {_monday(each.at) for each in shared}
    articles = {each.document for each in shared}
    enough = len(weeks) > 1 and len(articles) >= FEWEST_DOCUMENTS * len(weeks)
    return Batching.WEEKS if enough else Batching.ARTICLES


def _monday(at: datetime) -> date:
    return at.date() - timedelta(days=at.weekday())


def _portions(shared: Iterable[_Shared], by: Batching) -> list[_Portion]:
    """What was shared in order, cut where a week ends or where 25 articles are full."""
    found: list[_Portion] = []
    for each in shared:
        since = _monday(each.at) if by is Batching.WEEKS else each.at.date()
        if by is Batching.WEEKS:
            new = not found or found[-1].since != since
        else:
            new = not found or (len(found[-1].articles) == ARTICLES_AT_ONCE and each.document not in found[-1].articles)
        if new:
            found.append(_Portion(since, {}))
        found[-1].articles.setdefault(each.document, []).append(each)
    return found


class _Making:
    """A trend in the making."""

    def __init__(self, sources: Sequence[Source], resampling: Resampling) -> None:
        self._spans = {each.parts.document.id: each.parts.spans for each in sources}
        self._finished = {each.parts.document.id: each.finished for each in sources}
        self._resampling = resampling

    def shared(self, both: Sequence[Pair]) -> list[_Shared]:
        """Each article with each pair that finished it, in the order in which that came to be."""
        return sorted(
            _Shared(max(done[pair[0]].at, done[pair[1]].at), id_, pair)
            for id_, done in self._finished.items()
            for pair in both
            if pair in self._spans[id_] and done.keys() >= set(pair)
        )

    def labels(self, both: Sequence[Pair]) -> list[str]:
        """Those of which these pairs counted enough spans, by name."""
        units: dict[str, int] = {}
        for of_pairs in self._spans.values():
            for pair in both:
                if pair in of_pairs:
                    count_up(units, {label: one + other for label, (_, one, other) in of_pairs[pair].labels.items()})
        return sorted(label for label, many in units.items() if many >= FEWEST_SPANS)

    def series(self, portions: Sequence[_Portion], *, pair: Pair | None = None, label: str = "") -> Series:
        """All pairs, one pair or one label from batch to batch."""
        rows = [self._rows(each, label) for each in portions]
        batches: list[Batch] = []
        for portion, of_portion in zip(portions, rows, strict=True):
            first = batches[-1].last + 1 if batches else 1
            batches.append(
                Batch(
                    since=portion.since,
                    first=first,
                    last=first + len(of_portion) - 1,
                    f1=self._f1(of_portion),
                    schema_versions=self._schema_versions(portion),
                )
            )
        telling = [
            at for at, each in enumerate(batches) if each.articles >= FEWEST_DOCUMENTS and each.f1.value is not None
        ]
        compared = (telling[0], telling[-1]) if len(telling) > 1 else None
        drift = Estimate(value=None, reason="too_few_batches")
        if compared is not None:
            drift = self._drift(*(rows[at] for at in compared))
        return Series(pair=pair, label=label, batches=tuple(batches), drift=drift, compared=compared)

    def _rows(self, portion: _Portion, label: str) -> "Array":
        """What the pairs agree on and what they counted in each article."""
        import numpy as np

        articles = portion.articles.values()
        rows = [_row(self._spans[each.document][each.pair], label) for shared in articles for each in shared]
        starts = np.cumsum([0, *map(len, articles)])[:-1]
        return np.asarray(np.add.reduceat(np.array(rows, dtype=float), starts, axis=0))

    def _f1(self, rows: "Array") -> Estimate:
        sums = rows.sum(axis=0)
        units = round(float(sums[1] + sums[2]))
        value = float(f1_of_three(sums)) if units else None
        estimate = Estimate(value=value, reason="" if units else "no_spans", articles=len(rows), units=units)
        return self._resampling.applied(estimate, rows, f1_of_three)

    def _drift(self, first: "Array", last: "Array") -> Estimate:
        sooner, later = first.sum(axis=0), last.sum(axis=0)
        estimate = Estimate(
            value=float(f1_of_three(later) - f1_of_three(sooner)),
            articles=len(first) + len(last),
            units=round(float((sooner + later)[1:].sum())),
        )
        draws, seed = self._resampling.draws, self._resampling.seed
        return with_interval(estimate, change(first, last, f1_of_three, draws=draws, seed=seed)) if draws else estimate

    def _schema_versions(self, portion: _Portion) -> tuple[int, ...]:
        return tuple(
            sorted(
                {
                    self._finished[each.document][name].schema_version
                    for shared in portion.articles.values()
                    for each in shared
                    for name in each.pair
                }
            )
        )


def _row(counts: SpanCounts, label: str) -> tuple[float, float, float]:
    return counts.labels.get(label, (0, 0, 0)) if label else (counts["match"], counts["nA"], counts["nB"])
