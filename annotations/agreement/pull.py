"""The pull of suggestions on annotators: what they do when they see suggestions, against what they do blind.

Articles done blind and articles done with suggestions are never pooled.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from annotations.agreement.estimate import Estimate

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

DRAWS = 1_000
SEED = 20_240_611
_MOST_AT_ONCE = 1_000_000  # numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One annotator's finished work on one article.

    Spans are equal when kind, extent and label are. `gold` is what was ruled without sight of the suggestions, or None.
    `suggested` is what the suggesters say, whether or not the annotator saw it. `seconds` lie between two decisions.
    """

    annotator: str
    blind: bool
    marked: frozenset[Hashable]
    suggested: frozenset[Hashable]
    gold: frozenset[Hashable] | None = None
    seconds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """One measure in both conditions, and how much higher it is with suggestions."""

    suggested: Estimate
    blind: Estimate
    difference: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """How suggestions pull on one annotator, or on all (an empty name)."""

    annotator: str
    f1_with_suggestion: Contrast
    wrong_adoption: Contrast
    omission: Contrast
    accepted_unchanged: Estimate
    median_seconds: Contrast


@dataclass(frozen=True, slots=True)
class _Share:
    """A share as counts that can be summed over articles."""

    of: float
    all: float


def pulls(looks: Sequence[Look]) -> list[Pull]:
    """The pull on each annotator, by name; first that on all of them when there are several."""
    names = sorted({look.annotator for look in looks})
    groups = [(name, [look for look in looks if look.annotator == name]) for name in names]
    if len(names) > 1:
        groups.insert(0, ("", list(looks)))
    return [_pull(name, group) for name, group in groups]


def _pull(annotator: str, looks: Sequence[Look]) -> Pull:
    ruled = [look for look in looks if look.gold is not None]
    unchanged = [_unchanged(look) for look in looks if not look.blind]
    return Pull(
        annotator=annotator,
        f1_with_suggestion=_contrast([(look.blind, _f1(look)) for look in looks], "no_spans"),
        wrong_adoption=_contrast([(look.blind, _wrong_adoption(look)) for look in ruled], "no_rulings"),
        omission=_contrast([(look.blind, _omission(look)) for look in ruled], "no_rulings"),
        accepted_unchanged=_estimate(unchanged, "no_suggestions", _draws(unchanged, SEED)),
        median_seconds=_seconds(looks),
    )


def _f1(look: Look) -> _Share:
    """F1 of the annotator's spans with the suggested ones, 2 M / (n + m), as counts."""
    return _Share(2 * len(look.marked & look.suggested), len(look.marked) + len(look.suggested))


def _wrong_adoption(look: Look) -> _Share:
    """Of the suggested spans that are not in gold, those the annotator has."""
    assert look.gold is not None
    wrong = look.suggested - look.gold
    return _Share(len(wrong & look.marked), len(wrong))


def _omission(look: Look) -> _Share:
    """Of the gold spans that were not suggested, those the annotator has not."""
    assert look.gold is not None
    unsaid = look.gold - look.suggested
    return _Share(len(unsaid - look.marked), len(unsaid))


def _unchanged(look: Look) -> _Share:
    return _Share(len(look.suggested & look.marked), len(look.suggested))


def _contrast(shares: Iterable[tuple[bool, _Share]], empty: str) -> Contrast:
    given = list(shares)
    seen = [share for blind, share in given if not blind]
    unseen = [share for blind, share in given if blind]
    drawn, drawn_blind = _draws(seen, SEED), _draws(unseen, SEED + 1)
    with_, without = _estimate(seen, empty, drawn), _estimate(unseen, empty, drawn_blind)
    if with_.value is None or without.value is None:
        reason = with_.reason if with_.value is None else without.reason
        return Contrast(suggested=with_, blind=without, difference=Estimate(value=None, reason=reason))
    difference = Estimate(
        value=with_.value - without.value,
        articles=len(seen) + len(unseen),
        units=with_.units + without.units,
        interval=_interval(drawn - drawn_blind) if min(len(seen), len(unseen)) > 1 else None,
    )
    return Contrast(suggested=with_, blind=without, difference=difference)


def _estimate(shares: Sequence[_Share], empty: str, drawn: "Array") -> Estimate:
    every = sum(share.all for share in shares)
    if not shares or not every:
        return Estimate(value=None, reason=empty if shares or empty == "no_rulings" else "no_articles")
    return Estimate(
        value=sum(share.of for share in shares) / every,
        articles=len(shares),
        units=round(every),
        interval=_interval(drawn) if len(shares) > 1 else None,
    )


def _draws(shares: Sequence[_Share], seed: int) -> "Array":
    """The share in each of `DRAWS` samples of as many articles, drawn with replacement; NaN where nothing counts."""
    import numpy as np

    if not shares:
        return np.full(DRAWS, np.nan)
    generator, at_once = np.random.default_rng(seed), max(1, _MOST_AT_ONCE // len(shares))
    part, every = (np.array([getattr(share, name) for share in shares]) for name in ("of", "all"))
    drawn = []
    for first in range(0, DRAWS, at_once):
        which = generator.integers(0, len(shares), (min(at_once, DRAWS - first), len(shares)))
        with np.errstate(invalid="ignore"):
            drawn.append(part[which].sum(axis=1) / every[which].sum(axis=1))
    return np.concatenate(drawn)


def _interval(drawn: "Array") -> tuple[float, float] | None:
    import numpy as np

    defined = drawn[np.isfinite(drawn)]
    if not len(defined):
        return None
    low, high = np.percentile(defined, (2.5, 97.5))
    return float(low), float(high)


def _seconds(looks: Sequence[Look]) -> Contrast:
    def estimate(blind: bool) -> Estimate:
        mine = [look for look in looks if look.blind is blind]
        times = [time for look in mine for time in look.seconds]
        if not times:
            return Estimate(value=None, reason="no_times")
        return Estimate(value=median(times), articles=len(mine), units=len(times))

    with_, without = estimate(False), estimate(True)
    if with_.value is None or without.value is None:
        return Contrast(suggested=with_, blind=without, difference=Estimate(value=None, reason="no_times"))
    articles, units = with_.articles + without.articles, with_.units + without.units
    difference = Estimate(value=with_.value - without.value, articles=articles, units=units)
    return Contrast(suggested=with_, blind=without, difference=difference)
