"""Scores that mean something: calibrated on the project's own decisions, and what a threshold would have done to them.

A calibrated score of .8 says that of suggestions with this score eight in ten were accepted as they were.
"""

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from annotations.model.fate import Fate, Fated
from annotations.model.learned import Learner

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

Knots = tuple[tuple[float, float], ...]

# So many decisions weigh as much as what is believed without them: for the pooled curve the score itself, for the
# curve of a label the pooled curve.
_POOLED_PRIOR = 20
_LABEL_PRIOR = 50
_BINS = 10
_FOLDS = 5

_CORRECTED = frozenset({Fated.RELABELLED, Fated.REBOUNDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """From raw to calibrated scores. `knots` pairs a label with points (raw, calibrated), straight between them and
    rising; `pooled` is for labels without a curve of their own. Without points a score stays as it is.
    """

    knots: tuple[tuple[str, Knots], ...] = ()
    pooled: Knots = ()

    def apply(self, score: float, label: str) -> float:
        """The calibrated score of a suggestion with this label."""
        return apply(dict(self.knots).get(label, self.pooled), score)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationError:
    """Expected calibration error (mean distance of score and share accepted over ten bins of equal width, weighted by
    their counts) on decisions the calibration was not fitted on."""

    before: float
    after: float
    decisions: int


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


def family(suggester: str, version: str) -> str:
    """What makes scores comparable: which suggester, and what kind of model took part (“events fast”)."""
    last = version.rpartition(", ")[2].partition(" ")[0]
    return f"{suggester} {last}" if last in {learner.value for learner in Learner} else suggester


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
    return low + (high - low) * (score - left) / (right - left)


def calibrate(fates: Iterable[Fate], of_family: str) -> Calibration:
    """Isotonic regression of “accepted as it was” on the score, over the decisions on one family of suggestions.

    Left undecided in a finished article counts as not accepted. The curve of each label is drawn towards the pooled
    one, and that towards the score itself, the more the fewer decisions there are.
    """
    return _calibration(_decided(fates, of_family))


def held_out_error(fates: Iterable[Fate], of_family: str) -> CalibrationError | None:
    """How far off scores are before and after calibrating, each article calibrated on the other folds. None without
    a decision."""
    folds: defaultdict[int, list[_Decided]] = defaultdict(list)
    for each in _decided(fates, of_family):
        folds[int.from_bytes(hashlib.sha256(each.article.encode()).digest()[:4], "big") % _FOLDS].append(each)
    before, after = [], []
    for number, held_back in folds.items():
        calibration = _calibration([each for other in folds if other != number for each in folds[other]])
        before += [(each.score, each.right) for each in held_back]
        after += [(calibration.apply(each.score, each.label), each.right) for each in held_back]
    if not before:
        return None
    return CalibrationError(before=expected_error(before), after=expected_error(after), decisions=len(before))


def expected_error(scored: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error of (score, whether right), over ten bins of equal width; 0.0 of nothing."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, right in scored:
        bins[min(int(score * _BINS), _BINS - 1)].append((score, right))
    return sum(abs(sum(s for s, _ in each) - sum(r for _, r in each)) for each in bins.values()) / max(1, len(scored))


def outlook(fates: Iterable[Fate], label: str | None, threshold: float) -> Outlook:
    """What showing only scores of at least the threshold would have done for a label, or for all (None)."""
    return outlook_curve(fates, label).at(threshold)


def outlook_curve(fates: Iterable[Fate], label: str | None) -> OutlookCurve:
    """The outlook at all thresholds at once. A corrected suggestion counts under the label it was suggested with."""
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


@dataclass(frozen=True, slots=True)
class _Decided:
    """A decision on a scored suggestion."""

    article: str
    label: str
    score: float
    right: bool


def _decided(fates: Iterable[Fate], of_family: str) -> list[_Decided]:
    return [
        _Decided(fate.article_id, fate.label, fate.score, fate.fated is Fated.ACCEPTED)
        for fate in fates
        if fate.fated is not Fated.MISSED
        and fate.score is not None
        and family(fate.suggester, fate.version) == of_family
    ]


def _calibration(decided: Sequence[_Decided]) -> Calibration:
    if not decided:
        return Calibration()
    of_label: defaultdict[str, list[_Decided]] = defaultdict(list)
    for each in decided:
        of_label[each.label].append(each)
    pooled = _curve(decided, ((0.0, 0.0), (1.0, 1.0)), _POOLED_PRIOR)
    curves = {label: _curve(own, pooled, _LABEL_PRIOR) for label, own in sorted(of_label.items())}
    return Calibration(knots=tuple(curves.items()), pooled=pooled)


def _curve(decided: Sequence[_Decided], prior: Knots, prior_count: int) -> Knots:
    """Isotonic regression mixed with what is believed already. A mixture of rising curves rises."""
    from sklearn.isotonic import IsotonicRegression

    scores = [each.score for each in decided]
    regression = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(
        scores, [float(each.right) for each in decided]
    )
    own: Mapping[float, float] = dict(zip(regression.X_thresholds_, regression.y_thresholds_, strict=True))
    places = sorted({0.0, 1.0, *map(float, own), *(raw for raw, _ in prior)})
    weight = len(decided) / (len(decided) + prior_count)
    mixed = [
        (place, weight * float(value) + (1 - weight) * apply(prior, place))
        for place, value in zip(places, regression.predict(places), strict=True)
    ]
    return _straightened(mixed)


def _straightened(points: Sequence[tuple[float, float]]) -> Knots:
    """Without the points that lie on the line between their neighbours."""
    kept = [points[0]]
    for (here, value), (after, later) in pairwise(points[1:]):
        before, earlier = kept[-1]
        on_line = earlier + (later - earlier) * (here - before) / (after - before)
        if abs(value - on_line) > 1e-9:
            kept.append((here, value))
    return (*kept, points[-1])
