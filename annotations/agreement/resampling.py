"""Uncertainty: how far a figure might be off, from drawing the documents again with replacement (Efron 1979).

Documents are drawn, not spans: the spans of one article are not independent of each other. All that was said of a
document stays together. What a figure is computed from adds up over documents, so that all draws are one product of
matrices. The same seed draws the same documents.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from annotations.threads import one_thread

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

DRAWS, DRAWS_EXPORTED, SEED = 2_000, 10_000, 20_240_611
FEWEST_DOCUMENTS = 5
ENOUGH_DOCUMENTS = 30  # with fewer the interval is probably too narrow
_LEVEL = 0.95
_MIDDLE = ((1 - _LEVEL) / 2, (1 + _LEVEL) / 2)
# Numbers. Draws of many documents are not kept, and made a part at a time.
_MOST_KEPT = 4_000_000

# From sums of rows, in the last axis, to a figure; not a number where it is undefined.
Statistic = Callable[["Array"], "Array"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A 95 % interval, or the reason why there is none: "too_few_documents", "degenerate", "undefined".

    `too_narrow` says that so few documents probably make it narrower than it should be. `defined` is the share of draws
    in which the figure was defined.
    """

    low: float | None = None
    high: float | None = None
    reason: str = ""
    method: str = "percentile"
    documents: int = 0
    too_narrow: bool = False
    defined: float = 1.0


def interval(
    rows: "Array", statistic: Statistic, *, draws: int = DRAWS, seed: int = SEED, method: str = "percentile"
) -> Interval:
    """The interval of a figure of the sum of `rows`, one for each document. `method` is "percentile" or "BCa".

    BCa (Efron 1987) corrects for bias and skew; it has none where all documents are alike. Raises ValueError for
    another method.
    """
    import numpy as np

    if method not in ("percentile", "BCa"):
        raise ValueError(f"no such interval: {method}")
    documents = len(rows)
    if documents < FEWEST_DOCUMENTS:
        return Interval(reason="too_few_documents", method=method, documents=documents)
    drawn = statistic(_drawn(rows, draws, seed))
    values = np.sort(drawn[np.isfinite(drawn)])
    tails = _tails(rows, statistic, values) if method == "BCa" and len(values) else _MIDDLE
    if tails is None:
        return Interval(reason="degenerate", method=method, documents=documents)
    return _between(values, tails, documents, draws, method)


def difference(one: "Array", other: "Array", statistic: Statistic, *, draws: int = DRAWS, seed: int = SEED) -> Interval:
    """The interval of the figure of `other` less that of `one`, both of the same documents in the same order."""
    import numpy as np

    width = one.shape[1]

    def less(sums: "Array") -> "Array":
        return statistic(sums[..., width:]) - statistic(sums[..., :width])

    return interval(np.concatenate([one, other], axis=1), less, draws=draws, seed=seed)


def change(first: "Array", last: "Array", statistic: Statistic, *, draws: int = DRAWS, seed: int = SEED) -> Interval:
    """The interval of the figure of `last` less that of `first`, which are of different documents: those of each are
    drawn again on their own."""
    import numpy as np

    documents = min(len(first), len(last))
    if documents < FEWEST_DOCUMENTS:
        return Interval(reason="too_few_documents", documents=documents)
    drawn = statistic(_drawn(last, draws, seed + 1)) - statistic(_drawn(first, draws, seed))
    return _between(np.sort(drawn[np.isfinite(drawn)]), _MIDDLE, documents, draws, "percentile")


def _between(values: "Array", tails: tuple[float, float], documents: int, draws: int, method: str) -> Interval:
    """What lies between these shares of the defined draws, in order."""
    import numpy as np

    if not len(values):
        return Interval(reason="undefined", method=method, documents=documents, defined=0.0)
    low, high = map(float, np.quantile(values, tails))
    return Interval(
        low=low,
        high=high,
        reason="degenerate" if low == high else "",
        method=method,
        documents=documents,
        too_narrow=documents < ENOUGH_DOCUMENTS,
        defined=len(values) / draws,
    )


def _drawn(rows: "Array", draws: int, seed: int) -> "Array":
    """The sum of the rows of each draw."""
    import numpy as np

    # The products are small: more threads cost more than they save, most of all where others want the cores too.
    with one_thread():
        if len(rows) * draws <= _MOST_KEPT:
            return np.asarray(_weights(len(rows), draws, seed) @ rows)
        generator, at_once = np.random.default_rng(seed), max(1, _MOST_KEPT // len(rows))
        parts = [min(at_once, draws - first) for first in range(0, draws, at_once)]
        return np.concatenate([_multinomial(generator, len(rows), part) @ rows for part in parts])


@lru_cache(maxsize=8)
def _weights(documents: int, draws: int, seed: int) -> "Array":
    """How often each document is in each draw."""
    import numpy as np

    return _multinomial(np.random.default_rng(seed), documents, draws)


def _multinomial(generator: "np.random.Generator", documents: int, draws: int) -> "Array":
    import numpy as np

    return generator.multinomial(documents, np.full(documents, 1 / documents), draws).astype(np.float64)


def _tails(rows: "Array", statistic: Statistic, values: "Array") -> tuple[float, float] | None:
    """The shares of the draws between which the BCa interval lies; None where it is not defined."""
    import numpy as np
    from scipy.special import ndtr, ndtri

    whole = rows.sum(axis=0)
    figure = float(statistic(whole))
    without = statistic(whole - rows)
    without = without[np.isfinite(without)]
    spread = without.mean() - without
    scale = float((spread**2).sum())
    below = ((values < figure).sum() + 0.5 * (values == figure).sum()) / len(values)
    if not scale or not 0 < below < 1:
        return None
    bias = float(ndtri(below))
    skew = float((spread**3).sum()) / (6 * scale**1.5)
    low, high = (
        float(ndtr(bias + (bias + float(ndtri(tail))) / (1 - skew * (bias + float(ndtri(tail)))))) for tail in _MIDDLE
    )
    return low, high
