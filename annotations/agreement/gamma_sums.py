"""What a best alignment comes to: sums over its rows, which add up over documents, for gamma, gamma-cat and gamma-k."""

from collections.abc import Sequence
from itertools import combinations
from math import nan
from typing import TYPE_CHECKING, Any, NamedTuple

from annotations.agreement.gamma_alignment import EMPTY, Dissimilarity, Units, best_alignment

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


class Sums(NamedTuple):
    """What the best alignments of all documents come to together.

    `counts` has, by label and in the last column over all of them, the pairs of two spans, the weights of these and of
    spans paired with none, and the weights of those that differ.
    """

    cost: float
    mean_spans: float  # of an annotator
    spans: int
    inexact: int
    counts: "Array"

    def plus(self, other: "Sums") -> "Sums":
        """Both together."""
        return Sums(
            self.cost + other.cost,
            self.mean_spans + other.mean_spans,
            self.spans + other.spans,
            self.inexact + other.inexact,
            self.counts + other.counts,
        )

    def disorder(self) -> float:
        """Of the spans; not a number where there are none."""
        return self.cost / self.mean_spans if self.mean_spans else nan

    def label_disorder(self, column: int) -> float:
        """Of the labels; not a number where nothing has any weight."""
        _, weight, differing = self.counts[:, column]
        return float(differing / weight) if weight > 0 else nan


def sums_of(units: Sequence[Units], dissimilarity: Dissimilarity, labels: int) -> Sums:
    """The sums of the best alignment of the units of one document, whose labels are numbered below `labels`."""
    import numpy as np

    best = best_alignment(units, dissimilarity)
    spans = sum(len(each.starts) for each in units)
    pairs = [
        _pairs(units[one], units[other], best.rows[:, [one, other]], (best.rows != EMPTY).sum(axis=1), dissimilarity)
        for one, other in combinations(range(len(units)), 2)
    ]
    first, second, paired, weight, differing = (np.concatenate(each) for each in zip(*pairs, strict=True))
    unlike = first != second

    def by_label(values: "Array") -> "Array":
        of_first = np.bincount(first, values, labels)
        return np.append(of_first + np.bincount(second[unlike], values[unlike], labels), values.sum())

    counts = np.stack([by_label(values) for values in (paired, weight, differing)])
    return Sums(best.cost, spans / len(units), spans, int(not best.exact), counts)


def _pairs(
    one: Units, other: Units, rows: "Array", size: "Array", dissimilarity: Dissimilarity
) -> tuple["Array", "Array", "Array", "Array", "Array"]:
    """Of the pairs of two annotators: both labels, 1 if it is of two spans, its weight, and that again if it differs.

    A span paired with none has its own label on both sides.
    """
    import numpy as np

    both = (rows != EMPTY).all(axis=1)
    a, b = rows[both].T
    first, second = one.labels[a], other.labels[b]
    weight = np.maximum(0, 1 - dissimilarity.of_positions(one, other)[a, b]) / (size[both] - 1)
    left, right = rows[~both].T
    alone = np.concatenate([one.labels[left[left != EMPTY]], other.labels[right[right != EMPTY]]])
    unpaired = np.full(len(alone), dissimilarity.delta_empty)
    return (
        np.concatenate([first, alone]),
        np.concatenate([second, alone]),
        np.concatenate([np.ones(len(first)), np.zeros(len(alone))]),
        np.concatenate([weight, unpaired]),
        np.concatenate([weight * (first != second), unpaired]),
    )
