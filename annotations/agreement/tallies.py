"""Tallies: what each document adds to a coefficient that compares disagreement with what chance would make of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotations.agreement.estimate import Estimate

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

# From sums of rows, in the last axis, to the observed and the expected disagreement, on one scale.
Disagreement = Callable[["Array"], tuple["Array", "Array"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallies:
    """One row for each document that counts, for a coefficient 1 - observed / expected disagreement of their sum.

    Kappas and alphas all have that form. Rows add up, so that documents may be drawn again or left out. The first
    column is the number of units. `documents` says which rows are which: positions in what the tallies were made from.
    `reason` is why there is no coefficient whatever the sum, if so.
    """

    rows: "Array"
    documents: tuple[int, ...]
    disagreement: Disagreement
    reason: str = ""

    def statistic(self, sums: "Array") -> "Array":
        """The coefficient of each sum of rows, in the last axis; not a number where it is undefined."""
        import numpy as np

        if self.reason:
            return np.full(sums.shape[:-1], np.nan)
        with np.errstate(divide="ignore", invalid="ignore"):
            observed, expected = self.disagreement(sums)
            return np.asarray(np.where(expected > 0, 1 - observed / expected, np.nan))

    def estimate(self) -> Estimate:
        """The coefficient of all documents, without an interval; its units are those that its documents have.

        Reasons for none: "no_shared_documents", "no_variation" (chance would not disagree either), and those of the
        coefficient itself.
        """
        sums = self.rows.sum(axis=0)
        value = float(self.statistic(sums))
        defined = value == value
        return Estimate(
            value=value if defined else None,
            reason="" if defined else self._why_undefined(),
            articles=len(self.rows),
            units=round(float(sums[0])),
        )

    def disagreements(self) -> tuple[float, float] | None:
        """The observed and the expected disagreement of all documents; None where there is a `reason` for none."""
        if self.reason or not len(self.rows):
            return None
        observed, expected = self.disagreement(self.rows.sum(axis=0))
        return float(observed), float(expected)

    def _why_undefined(self) -> str:
        if not len(self.rows):
            return "no_shared_documents"
        return self.reason or "no_variation"


def spread(document: "Array", column: "Array", weight: "Array", shape: tuple[int, int]) -> "Array":
    """A table of documents by columns, with the weights added up where their document and their column cross."""
    import numpy as np

    cells = np.bincount(document * shape[1] + column, weights=weight, minlength=shape[0] * shape[1])
    return np.asarray(cells.reshape(shape))
