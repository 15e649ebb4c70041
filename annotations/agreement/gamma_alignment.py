"""Best alignment: what several annotators marked, put side by side so that the disorder is as small as it can be.

An alignment puts every unit into one row; a row has at most one unit of each annotator, and is empty for the others.
Two units in a row cost their dissimilarity

    alpha ((|start - start'| + |end - end'|) / (length + length'))^2 delta_empty + beta [labels differ] delta_empty,

two of a row of which one or both are empty cost delta_empty; a row costs the mean over its pairs (Mathet, Widlöcher and
Métivier 2015).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

EMPTY = -1
# Costs, in delta_empty, that differ by less are equal. Of alignments of equal cost the one with fewer rows is taken:
# each row less is worth `_FEWER`. The solver does not tell apart values below 1e-6, so it sees them times `_SCALE`.
_EQUAL, _FEWER, _SCALE = 1e-9, 1e-6, 1e3
# Rows of more units than one; only the most saving are kept where units overlap so much that there are more.
_MOST_ROWS = 20_000


class Units(NamedTuple):
    """What one annotator marked: starts and ends (in samples also between code points), and numbers of labels."""

    starts: "Array"
    ends: "Array"
    labels: "Array"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissimilarity:
    """How much a difference in position (`alpha`), in label (`beta`) and a unit alone (`delta_empty`) cost.

    Raises ValueError where one of them is negative, alpha and beta are both 0, or delta_empty is 0.
    """

    alpha: float = 1.0
    beta: float = 1.0
    delta_empty: float = 1.0

    def __post_init__(self) -> None:
        if min(self.alpha, self.beta) < 0 or self.alpha + self.beta <= 0 or self.delta_empty <= 0:
            raise ValueError(f"no dissimilarity: {self}")

    def of_positions(self, one: Units, other: Units) -> "Array":
        """What the positions of each of `one` (down) and each of `other` (across) cost."""
        import numpy as np

        apart = np.abs(np.subtract.outer(one.starts, other.starts)) + np.abs(np.subtract.outer(one.ends, other.ends))
        lengths = np.add.outer(one.ends - one.starts, other.ends - other.starts)
        return np.asarray(self.alpha * (apart / lengths) ** 2 * self.delta_empty)

    def of(self, one: Units, other: Units) -> "Array":
        """What each of `one` (down) and each of `other` (across) cost in one row."""
        import numpy as np

        differ = np.not_equal.outer(one.labels, other.labels)
        return np.asarray(self.of_positions(one, other) + self.beta * differ * self.delta_empty)


class BestAlignment(NamedTuple):
    """Rows of the numbers of units, one column for each annotator, `EMPTY` where there is none; and what they cost.

    `exact` is false where units overlapped so much that not every row could be considered.
    """

    rows: "Array"
    cost: float
    exact: bool


def best_alignment(units: Sequence[Units], dissimilarity: Dissimilarity) -> BestAlignment:
    """The alignment of the units of two or more annotators that costs least."""
    import numpy as np

    rows, worth, exact = _worthwhile(units, dissimilarity)
    chosen = rows[_disjoint(rows, worth, [len(each.starts) for each in units])]
    alone = []
    for column, each in enumerate(units):
        left = np.setdiff1d(np.arange(len(each.starts)), chosen[:, column])
        singles = np.full((len(left), len(units)), EMPTY)
        singles[:, column] = left
        alone.append(singles)
    aligned = np.concatenate([chosen, *alone])
    cost = _costs(aligned, _padded(units, dissimilarity), dissimilarity.delta_empty).sum()
    return BestAlignment(aligned, float(cost), exact)


_Matrices = dict[tuple[int, int], "Array"]


def _padded(units: Sequence[Units], dissimilarity: Dissimilarity) -> _Matrices:
    """What units cost together, by annotators in either order; with 0s in the last row and column, for `EMPTY`."""
    import numpy as np

    matrices: _Matrices = {}
    for one, other in combinations(range(len(units)), 2):
        matrix = np.pad(dissimilarity.of(units[one], units[other]), ((0, 1), (0, 1)))
        matrices[one, other], matrices[other, one] = matrix, matrix.T
    return matrices


def _costs(rows: "Array", matrices: _Matrices, delta_empty: float) -> "Array":
    import numpy as np

    columns = rows.shape[1]
    pairs = columns * (columns - 1) / 2
    size = (rows != EMPTY).sum(axis=1)
    full = np.zeros(len(rows))
    for one, other in combinations(range(columns), 2):
        full += matrices[one, other][rows[:, one], rows[:, other]]
    return np.asarray((full + delta_empty * (pairs - size * (size - 1) / 2)) / pairs)


def _worthwhile(units: Sequence[Units], dissimilarity: Dissimilarity) -> tuple["Array", "Array", bool]:
    """Rows of two or more units that cost no more than any way of splitting one unit off, with what they are worth.

    A unit split off a row of k changes what the row costs by delta_empty (pairs + k - 1) / pairs, less what it costs
    together with the others. So no unit of a worthwhile row costs more than that with any part of the others.
    """
    import numpy as np

    columns, delta = len(units), dissimilarity.delta_empty
    pairs = columns * (columns - 1) // 2
    matrices = _padded(units, dissimilarity)
    rows, exact = np.full((1, columns), EMPTY), True
    for column in range(columns):
        together = sum(
            (matrices[other, column][rows[:, other], :-1] for other in range(column)),
            np.zeros((len(rows), len(units[column].starts))),
        )
        at, number = np.nonzero(together <= delta * (pairs + columns - 1 + _EQUAL))
        longer = rows[at]
        longer[:, column] = number
        rows, kept_all = _most_saving(np.concatenate([rows, longer]), matrices, delta)
        exact &= kept_all
    size = (rows != EMPTY).sum(axis=1)
    worthwhile = (size > 1) & (_savings(rows, matrices, delta) >= -_EQUAL * delta)
    for column in range(columns):
        others = [other for other in range(columns) if other != column]
        together = sum(matrices[other, column][rows[:, other], rows[:, column]] for other in others)
        worthwhile &= (rows[:, column] == EMPTY) | (together <= delta * (pairs + size - 1 + _EQUAL))
    rows, size = rows[worthwhile], size[worthwhile]
    return rows, _SCALE * (_savings(rows, matrices, delta) / delta + _FEWER * (size - 1)), exact


def _most_saving(rows: "Array", matrices: _Matrices, delta_empty: float) -> tuple["Array", bool]:
    """Not more rows of several units than `_MOST_ROWS`, and whether these are all."""
    import numpy as np

    several = np.flatnonzero((rows != EMPTY).sum(axis=1) > 1)
    if len(several) <= _MOST_ROWS:
        return rows, True
    order = np.argsort(-_savings(rows[several], matrices, delta_empty), kind="stable")
    return np.delete(rows, several[order[_MOST_ROWS:]], axis=0), False


def _savings(rows: "Array", matrices: _Matrices, delta_empty: float) -> "Array":
    """How much less rows cost than their units alone, at delta_empty each."""
    import numpy as np

    return np.asarray((rows != EMPTY).sum(axis=1) * delta_empty - _costs(rows, matrices, delta_empty))


def _disjoint(rows: "Array", worth: "Array", sizes: Sequence[int]) -> "Array":
    """Which of the rows to take so that they are worth most, and no unit is in two of them."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    row_numbers, columns = np.nonzero(rows != EMPTY)
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    members = offsets[columns] + rows[row_numbers, columns]
    if len(np.unique(members)) == len(members):
        return np.ones(len(rows), dtype=bool)
    holds = csr_array((np.ones(len(members)), (members, row_numbers)), shape=(int(offsets[-1]), len(rows)))
    solved = milp(
        -worth,
        integrality=np.ones(len(rows)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(holds, -np.inf, 1),
        options={"mip_rel_gap": 0},
    )
    return np.asarray(solved.x > 0.5)
