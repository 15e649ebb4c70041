"""Softmax regression with a prior: what it says before it learned anything, and leaves only for evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from annotations.suggesters.learning.features import BITS
from annotations.threads import one_thread

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.integer[Any]]

# Features that were seen less often are left out.
_SEEN = 2

# spaCy's vectors vary by about 0.8; so they weigh about as much as the words.
_DENSE = 0.3

# The search ends where a step improves the likelihood by less than this part of it.
_ENOUGH = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """One row for each thing to judge: its features (`ids[begins[row] : begins[row + 1]]`) and a dense vector."""

    begins: "Ints"
    ids: "Ints"
    dense: "Floats"

    def __len__(self) -> int:
        return len(self.begins) - 1

    def take(self, rows: "Ints") -> "Rows":
        """Some of the rows, in the order given."""
        import numpy as np

        lengths = np.diff(self.begins)[rows]
        begins = np.concatenate([[0], np.cumsum(lengths)])
        at = np.arange(begins[-1]) - np.repeat(begins[:-1], lengths) + np.repeat(self.begins[:-1][rows], lengths)
        return Rows(begins=begins, ids=self.ids[at], dense=self.dense[rows])


def stacked(parts: Sequence[Rows]) -> Rows:
    """Rows of several articles, one after the other. Raises ValueError for none."""
    import numpy as np

    # An article without words has no vectors either, so that their length would not fit the others'.
    parts = [part for part in parts if len(part)] or [max(parts, key=lambda part: part.dense.shape[1])]
    lengths = np.concatenate([np.diff(part.begins) for part in parts])
    return Rows(
        begins=np.concatenate([[0], np.cumsum(lengths)]),
        ids=np.concatenate([part.ids for part in parts]),
        dense=np.concatenate([part.dense for part in parts]),
    )


@dataclass(frozen=True, kw_only=True)
class Linear:
    """`weights` has a row for each feature of `known` (ascending), then for each dense number; a column a class.

    Of two classes only the second has a column: the first always weighs nothing.
    """

    known: "Ints"
    weights: "Floats"

    def probabilities(self, rows: Rows, prior: "Floats") -> "Floats":
        """The probability of each class for each row, given the log probabilities `prior` of the rules."""
        if not len(rows):
            return prior
        return _softmax(prior, _Design(rows, self._columns, len(self.known)).times(self.weights))

    def arrays(self, name: str) -> dict[str, Any]:
        """The numbers, to be written to a file."""
        return {f"{name}.known": self.known, f"{name}.weights": self.weights}

    @classmethod
    def of_arrays(cls, name: str, arrays: Mapping[str, Any]) -> "Linear":
        """The inverse of `arrays`. Raises KeyError or ValueError where they are not such numbers."""
        import numpy as np

        known, weights = np.asarray(arrays[f"{name}.known"]), np.asarray(arrays[f"{name}.weights"])
        kinds = known.dtype.kind, known.ndim, weights.dtype.kind, weights.ndim
        in_range = kinds == ("i", 1, "f", 2) and bool(((known >= 0) & (known < 1 << BITS)).all())
        if not in_range or len(weights) < len(known):
            raise ValueError(f"{name}: not the numbers of a model")
        return cls(known=known, weights=weights)

    @cached_property
    def _columns(self) -> "Ints":
        return _columns(self.known)


def fit(rows: Rows, targets: "Ints", prior: "Floats", *, penalty: float, start: Linear | None = None) -> Linear:
    """The weights that make the targets most likely, less `penalty` / 2 times the sum of their squares.

    Multinomial logistic regression with an offset (`prior`), by L-BFGS from `start`. Without rows the prior is left.
    """
    import numpy as np
    from scipy.optimize import minimize

    known = np.flatnonzero(np.bincount(rows.ids, minlength=1 << BITS) >= _SEEN).astype(np.int32)
    design = _Design(rows, _columns(known), len(known))
    classes = prior.shape[1]
    width = classes if classes > 2 else 1
    truth = np.eye(classes, dtype=np.float32)[targets]

    def loss(flat: "npt.NDArray[np.float64]") -> "tuple[float, npt.NDArray[np.float64]]":
        weights = flat.astype(np.float32).reshape(-1, width)
        said = _softmax(prior, design.times(weights))
        unlikely = -float(np.log(np.maximum(said[truth > 0], 1e-9)).sum(dtype=np.float64))
        slope = design.turned((said - truth)[:, -width:]) + penalty * weights
        return unlikely + penalty / 2 * float(flat @ flat), slope.astype(np.float64).ravel()

    first = np.zeros((len(known) + design.dense.shape[1]) * width) if start is None else start.weights.ravel()
    # The products are small: more threads cost more than they save, and their sums would not always be the same.
    with one_thread():
        found = minimize(
            loss, first.astype(np.float64), jac=True, method="L-BFGS-B", options={"maxiter": 60, "ftol": _ENOUGH}
        )
    return Linear(known=known, weights=found.x.reshape(-1, width).astype(np.float32))


class _Design:
    """The features of rows among the known ones, sparse, and beside them the dense numbers."""

    def __init__(self, rows: Rows, columns: "Ints", known: int) -> None:
        import numpy as np
        from scipy.sparse import csr_array

        at = columns[rows.ids]
        seen = at >= 0
        begins = np.concatenate([[0], np.cumsum(seen)])[rows.begins].astype(np.int32)
        self._words = csr_array((np.ones(begins[-1], np.float32), at[seen], begins), shape=(len(rows), known))
        self._turned = self._words.T
        self.dense = rows.dense.astype(np.float32) * np.float32(_DENSE)

    def times(self, weights: "Floats") -> "Floats":
        """Rows by classes."""
        known = self._words.shape[1]
        product: Floats = self._words @ weights[:known] + self.dense @ weights[known:]
        return product

    def turned(self, slopes: "Floats") -> "Floats":
        """Features by classes."""
        import numpy as np

        return np.concatenate([self._turned @ slopes, self.dense.T @ slopes])


def _columns(known: "Ints") -> "Ints":
    """The column of each feature there can be, -1 where it is not known."""
    import numpy as np

    columns = np.full(1 << BITS, -1, np.int32)
    columns[known] = np.arange(len(known), dtype=np.int32)
    return columns


def _softmax(prior: "Floats", weighed: "Floats") -> "Floats":
    import numpy as np

    logits = prior.copy()
    logits[:, -weighed.shape[1] :] += weighed
    raised = np.exp(logits - logits.max(axis=1, keepdims=True, initial=-1e9))
    said: Floats = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
    return said
