"""Figures: agreement over many documents, each as an estimate with its interval."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from annotations.agreement import coding, events, patterns, resampling, spans, unitizing
from annotations.agreement.documents import Pair
from annotations.agreement.estimate import Estimate
from annotations.agreement.events import EventCounts
from annotations.agreement.parts import Parts
from annotations.agreement.resampling import DRAWS, SEED, Interval, Statistic
from annotations.agreement.spans import SpanCounts
from annotations.agreement.stacked import Stacked
from annotations.agreement.tallies import Tallies

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

# Fewer spans of a label, those of both annotators together, say too little about it.
FEWEST_SPANS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Resampling:
    """How intervals are made: how many draws (0 for no intervals), from which seed, "percentile" or "BCa"."""

    draws: int = DRAWS
    seed: int = SEED
    method: str = "percentile"

    def applied(self, estimate: Estimate, rows: "Array", statistic: Statistic) -> Estimate:
        """The estimate with its interval, where it has a value."""
        if estimate.value is None or not self.draws:
            return estimate
        found = resampling.interval(rows, statistic, draws=self.draws, seed=self.seed, method=self.method)
        return with_interval(estimate, found)


def with_interval(estimate: Estimate, found: Interval) -> Estimate:
    """The estimate with this interval."""
    has = found.low is not None and found.high is not None
    return replace(
        estimate,
        interval=(found.low, found.high) if has else None,  # type: ignore[arg-type]
        interval_reason=found.reason,
        method=found.method,
        too_narrow=found.too_narrow,
    )


class Figures:
    """All figures of some documents and annotators. Each is worked out when it is asked for."""

    def __init__(self, parts: Sequence[Parts], annotators: Iterable[str], resampling: Resampling | None = None) -> None:
        self.annotators = tuple(sorted(set(annotators)))
        self._parts = tuple(parts)
        self._resampling = resampling or Resampling()
        self._patterns: patterns.Patterns | None = None
        self._units: unitizing.Units | None = None
        self._spans: Stacked | None = None
        self._events: Stacked | None = None

    # -- spans ------------------------------------------------------------------------------------------------------

    def span_counts(self, pairs: Iterable[Pair]) -> SpanCounts:
        """The counts of these pairs over all documents."""
        wanted = tuple(pairs)
        return spans.total(each.spans[pair] for each in self._parts for pair in wanted if pair in each.spans)

    def span_sums(self, pairs: Iterable[Pair]) -> SpanCounts:
        """The same without labels and confusions, which takes a tenth of the time."""
        wanted = tuple(pairs)
        row = self._stacked_spans().rows(wanted).sum(axis=0)
        return SpanCounts(row=tuple(map(float, row)), documents=self._stacked_spans().documents(wanted))

    def span_f1(self, name: str, pairs: Iterable[Pair]) -> Estimate:
        """One of the `spans.F1S` over pairs together (micro). Reasons: "no_shared_documents", "no_spans"."""
        rows = self._stacked_spans().rows(pairs)
        return self._f1(rows, partial(spans.f1_of_rows, name), slice(0, 2), lambda: "no_spans")

    def label_f1(self, label: str, pairs: Iterable[Pair]) -> Estimate:
        """Strict F1 of one label. Reasons: "no_shared_documents", "no_spans"."""
        rows = self._stacked_spans().label_rows(label, pairs)
        return self._f1(rows, f1_of_three, slice(1, 3), lambda: "no_spans")

    def _stacked_spans(self) -> Stacked:
        if self._spans is None:
            self._spans = Stacked([each.spans for each in self._parts], len(spans.COLUMNS))
        return self._spans

    # -- events -----------------------------------------------------------------------------------------------------

    def event_counts(self, pairs: Iterable[Pair]) -> EventCounts:
        """The counts of these pairs over all documents."""
        wanted = tuple(pairs)
        return events.total(each.events[pair] for each in self._parts for pair in wanted if pair in each.events)

    def event_f1(self, level: str, pairs: Iterable[Pair]) -> Estimate:
        """F1 on one of the `events.LEVELS`. Reasons: "no_shared_documents", "no_events", "no_arguments"."""
        wanted = tuple(pairs)
        at = events.COLUMNS.index(f"{level} nA")
        rows = self._stacked_events().rows(wanted)
        return self._f1(
            rows,
            partial(events.f1_of_rows, level),
            slice(at, at + 2),
            lambda: events.undefined(level, self.event_counts(wanted)),
        )

    def event_label_f1(self, level: str, label: str, pairs: Iterable[Pair]) -> Estimate:
        """F1 of one type or role on one of the `events.LABELLED_LEVELS`. Reasons: "no_shared_documents", "no_events",
        where nobody has any of it."""
        rows = self._stacked_events().label_rows((level, label), pairs)
        return self._f1(rows, f1_of_three, slice(1, 3), lambda: "no_events")

    def _stacked_events(self) -> Stacked:
        if self._events is None:
            self._events = Stacked([each.events for each in self._parts], len(events.COLUMNS))
        return self._events

    # -- beyond chance ------------------------------------------------------------------------------------------------

    def token_cohen(self, pair: Pair) -> Estimate:
        """Cohen's kappa on tokens. Reasons: "no_shared_documents", "no_variation"."""
        return self._of(coding.cohen(self._coded(), pair))

    def token_fleiss(self) -> Estimate:
        """Fleiss's kappa on tokens. Reasons: those of Cohen's, "unequal_raters"."""
        return self._of(coding.fleiss(self._coded().of(self.annotators)))

    def token_alpha(self) -> Estimate:
        """Krippendorff's nominal alpha on tokens. Reasons: those of Cohen's kappa."""
        return self._of(coding.alpha(self._coded().of(self.annotators)))

    def matched_label_kappa(self, pair: Pair) -> Estimate:
        """Cohen's kappa on labels at identical extents. Reasons: those of Cohen's kappa, "no_matched_spans"."""
        shared = [each.spans[pair] for each in self._parts if pair in each.spans]
        return self._of(coding.matched_label_kappa([_matched(each) for each in shared]))

    def u_alpha(self, form: str = "full") -> Estimate:
        """Unitizing alpha 2016: "full", "binary" or "layered". Reasons: "overlapping_spans", those of Cohen's kappa."""
        forms: Mapping[str, Callable[[unitizing.Units], Tallies]] = {
            "full": unitizing.full,
            "binary": unitizing.binary,
            "layered": unitizing.layered,
        }
        return self._of(forms[form](self._unitized().of(self.annotators)))

    def u_alpha_of_label(self, label: str) -> Estimate:
        """Unitizing alpha 2016 of the layer of one label."""
        return self._of(unitizing.of_label(self._unitized().of(self.annotators), label))

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of all spans of all annotators who finished a document."""
        return tuple(
            sorted(
                {
                    label
                    for each in self._parts
                    for name, layers in each.unitizing.layers.items()
                    if name in self.annotators
                    for label in layers
                }
            )
        )

    def _coded(self) -> patterns.Patterns:
        if self._patterns is None:
            self._patterns = patterns.side_by_side([each.coding for each in self._parts])
        return self._patterns

    def _unitized(self) -> unitizing.Units:
        if self._units is None:
            self._units = unitizing.units([each.unitizing for each in self._parts])
        return self._units

    def _of(self, tallies: Tallies) -> Estimate:
        return self._resampling.applied(tallies.estimate(), tallies.rows, tallies.statistic)

    # -- all of them ------------------------------------------------------------------------------------------------

    def _f1(self, rows: "Array", statistic: Statistic, units: slice, why: Callable[[], str]) -> Estimate:
        if not len(rows):
            return Estimate(value=None, reason="no_shared_documents")
        sums = rows.sum(axis=0)
        value = float(statistic(sums))
        defined = value == value
        estimate = Estimate(
            value=value if defined else None,
            reason="" if defined else why(),
            articles=len(rows),
            units=round(float(sums[units].sum())),
        )
        return self._resampling.applied(estimate, rows, statistic)


def _matched(counts: SpanCounts) -> list[tuple[str, str]]:
    return [labels for labels, many in counts.same_extent.items() if spans.NONE not in labels for _ in range(many)]


def f1_of_three(sums: "Array") -> "Array":
    """F1 of sums of rows of agreed, of one, of the other, in the last axis; not a number where undefined."""
    import numpy as np

    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(2 * sums[..., 0] / (sums[..., 1] + sums[..., 2]))


def mean(estimates: Iterable[Estimate]) -> Estimate:
    """The mean of those that are defined, each one vote; its units count them."""
    every = list(estimates)
    defined = [each.value for each in every if each.value is not None]
    if not defined:
        return Estimate(value=None, reason=every[0].reason if every else "one_annotator")
    return Estimate(value=sum(defined) / len(defined), units=len(defined))
