"""Scores that mean something: calibrated on finished articles, and what a threshold would have done there.

A calibrated score of .8 says that of suggestions with this score eight in ten are right as they are: extent and label.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from annotations.model.fate import Fate, Fated
from annotations.model.project_settings import Knots, ScoreCurve
from annotations.model.wire import Json
from annotations.suggesters.found import Found

# So many suggestions at one score weigh as much as what is believed without them. With less, a few articles say more
# about themselves than about the next ones.
_BELIEVED = 50
_DIGITS = 2  # of a knot
# A score that moves by no more than this is not worth suggesting everything anew.
_UNNOTICED = 0.02

_CORRECTED = frozenset({Fated.RELABELLED, Fated.REBOUNDED})


@dataclass(frozen=True, slots=True)
class Judged:
    """A suggestion in a finished article; `right` if the annotator has it there, extent and label."""

    label: str
    score: float
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """From raw to calibrated scores: a curve for each label, `pooled` for those without one of their own."""

    curves: Mapping[str, Knots] = field(default_factory=dict)
    pooled: Knots = ()

    def curve(self, label: str) -> Knots:
        """The curve of a label."""
        return self.curves.get(label, self.pooled)

    def applied(self, found: Sequence[Iterable[Found]]) -> list[list[Found]]:
        """What was found, stretch by stretch, with calibrated scores; what has none stays without."""
        return [[self._applied(each) for each in of_stretch] for of_stretch in found]

    def _applied(self, found: Found) -> Found:
        curve = self.curve(found.label)
        return replace(found, score=apply(curve, found.score)) if curve and found.score is not None else found

    def to_json(self) -> Json:
        """For the file of a model."""
        return {"curves": dict(self.curves), "pooled": self.pooled}

    @classmethod
    def from_json(cls, value: Json) -> "Calibration":
        """The inverse of `to_json`. Raises KeyError, TypeError or ValueError for anything else."""
        curves = {str(label): _knots(knots) for label, knots in dict(value["curves"]).items()}
        return cls(curves=curves, pooled=_knots(value["pooled"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a threshold would have done. Of the `shown`, `right` were accepted as they were and `corrected` given
    another label or extent. `missed` were marked by hand, or would have been for want of a suggestion."""

    shown: int = 0
    right: int = 0
    corrected: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookCurve:
    """The outlook at every threshold. `steps` are the scores at which it changes, lowest first."""

    steps: tuple[float, ...] = ()
    outlooks: tuple[Outlook, ...] = field(default=(Outlook(),))  # one more than steps: nothing scored is shown

    def at(self, threshold: float) -> Outlook:
        """What showing only scores of at least the threshold does; suggestions without a score are always shown."""
        return self.outlooks[bisect_left(self.steps, threshold)]


def apply(knots: Knots, score: float) -> float:
    """The score read off a curve of (raw, calibrated); beyond its ends the value at the end."""
    if not knots:
        return score
    at = bisect_left(knots, (score,))
    if at == 0:
        return knots[0][1]
    if at == len(knots):
        return knots[-1][1]
    (left, low), (right, high) = knots[at - 1 : at + 1]
    # Rounding could lead beyond the knot, and beyond 1.
    return min(high, low + (high - low) * (score - left) / (right - left))


def calibrated(judged: Iterable[Judged]) -> Calibration:
    """Isotonic regression of “right” on the score, scores told apart to two digits.

    The curve of each label is drawn towards the pooled one, and that towards the score itself, the more the fewer
    suggestions there are with such a score. Of none, scores stay as they are.
    """
    every = list(judged)
    if not every:
        return Calibration()
    of_label: defaultdict[str, list[Judged]] = defaultdict(list)
    for each in every:
        of_label[each.label].append(each)
    pooled = _curve(every, ((0.0, 0.0), (1.0, 1.0)))
    curves = {label: _curve(own, pooled) for label, own in sorted(of_label.items())}
    return Calibration(curves=curves, pooled=pooled)


def renewed(now: Sequence[ScoreCurve], fitted: Sequence[ScoreCurve]) -> tuple[ScoreCurve, ...]:
    """The curves of a project with those of one kind fitted anew; as they were where no score would move by more than
    .02, so that nothing is suggested again for that."""
    before = {(curve.kind, curve.label): curve.knots for curve in now}
    moved = max((_distance(before.get((curve.kind, curve.label), ()), curve.knots) for curve in fitted), default=0.0)
    if round(moved, 4) <= _UNNOTICED:
        return tuple(now)
    kinds = {curve.kind for curve in fitted}
    return (*(curve for curve in now if curve.kind not in kinds), *fitted)


def outlook_curve(fates: Iterable[Fate], label: str | None) -> OutlookCurve:
    """The outlook at all thresholds at once, for a label or for all (None).

    A corrected suggestion counts under the label it was suggested with. Scores are those the suggestions were shown
    with, whatever calibration has made of the scale since.
    """
    by_score: defaultdict[float, list[Fated]] = defaultdict(list)
    always = Outlook()
    for fate in fates:
        if label is not None and fate.label != label:
            continue
        if fate.fated is Fated.MISSED:
            always = _sum(always, Outlook(missed=1))
        elif fate.score is None:
            always = _sum(always, _shown(fate.fated))
        else:
            by_score[fate.score].append(fate.fated)
    steps = sorted(by_score)
    hidden = [fated for step in steps for fated in by_score[step] if fated in _CORRECTED or fated is Fated.ACCEPTED]
    now = _sum(always, Outlook(missed=len(hidden)))
    outlooks = [now]
    for step in reversed(steps):
        for fated in by_score[step]:
            now = _sum(now, _shown(fated))
            if fated in _CORRECTED or fated is Fated.ACCEPTED:
                now = _sum(now, Outlook(missed=-1))
        outlooks.append(now)
    return OutlookCurve(steps=tuple(steps), outlooks=tuple(reversed(outlooks)))


def _shown(fated: Fated) -> Outlook:
    return Outlook(shown=1, right=int(fated is Fated.ACCEPTED), corrected=int(fated in _CORRECTED))


def _sum(one: Outlook, other: Outlook) -> Outlook:
    return Outlook(
        shown=one.shown + other.shown,
        right=one.right + other.right,
        corrected=one.corrected + other.corrected,
        missed=one.missed + other.missed,
    )


def _distance(one: Knots, other: Knots) -> float:
    """How far apart two curves are where they are farthest apart."""
    return max(abs(apply(one, place) - apply(other, place)) for place in {0.0, 1.0, *(raw for raw, _ in one + other)})


def _knots(value: Iterable[tuple[float, float]]) -> Knots:
    knots = tuple((float(raw), float(share)) for raw, share in value)
    if list(knots) != sorted(knots):
        raise ValueError("a curve that goes back")
    return knots


def _curve(judged: Iterable[Judged], prior: Knots) -> Knots:
    """Isotonic regression of what was judged together with `_BELIEVED` suggestions at each score, right as often as
    the prior curve has it."""
    from scipy.optimize import isotonic_regression

    at: defaultdict[float, list[bool]] = defaultdict(list)
    for each in judged:
        at[round(each.score, _DIGITS)].append(each.right)
    places = sorted({0.0, 1.0, *at, *(raw for raw, _ in prior)})
    counts = [len(at[place]) + _BELIEVED for place in places]
    shares = [
        (sum(at[place]) + _BELIEVED * apply(prior, place)) / count for place, count in zip(places, counts, strict=True)
    ]
    rising = isotonic_regression(shares, weights=counts).x
    return _straightened([(place, round(float(share), _DIGITS)) for place, share in zip(places, rising, strict=True)])


def _straightened(points: Sequence[tuple[float, float]]) -> Knots:
    """Without the points that lie on the line between their neighbours."""
    kept = [points[0]]
    for (here, value), (after, later) in pairwise(points[1:]):
        before, earlier = kept[-1]
        on_line = earlier + (later - earlier) * (here - before) / (after - before)
        if abs(value - on_line) > 1e-9:
            kept.append((here, value))
    return (*kept, points[-1])
