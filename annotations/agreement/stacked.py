"""Stacked: what every document adds for every two annotators, side by side, so that a figure is a sum of arrays."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from annotations.agreement.documents import Pair
from annotations.agreement.spans import Counts3

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


class Counted(Protocol):
    """What two annotators have in common in one document: numbers that add up, and three numbers of each label."""

    @property
    def row(self) -> tuple[float, ...]:
        """The numbers."""
        ...

    @property
    def labels(self) -> Mapping[Any, Counts3]:
        """By label how many they agree on, of the one, of the other."""
        ...


class Stacked:
    """The counts of documents, each by the pairs that finished it; their rows are `width` numbers long."""

    def __init__(self, documents: Sequence[Mapping[Pair, Counted]], width: int) -> None:
        self._documents = documents
        self._width = width
        self._column = {pair: at for at, pair in enumerate(sorted({pair for each in documents for pair in each}))}
        self._there, self._numbers = self._stack()
        self._labels: dict[Hashable, Array] | None = None

    def _stack(self) -> tuple["Array", "Array"]:
        import numpy as np

        shape = len(self._documents), len(self._column)
        there, numbers = np.zeros(shape, dtype=bool), np.zeros((*shape, self._width))
        cells = [
            (at, self._column[pair], each.row) for at, by in enumerate(self._documents) for pair, each in by.items()
        ]
        if cells:
            documents, pairs, rows = zip(*cells, strict=True)
            there[documents, pairs] = True
            numbers[documents, pairs] = rows
        return there, numbers

    def rows(self, pairs: Iterable[Pair]) -> "Array":
        """The numbers of these pairs together, one row for each document that any of them finished."""
        return self._together(self._numbers, pairs)

    def documents(self, pairs: Iterable[Pair]) -> int:
        """How many documents these pairs finished; one that two of them did counts twice."""
        return int(self._there[:, self._columns(pairs)].sum())

    def label_rows(self, label: Hashable, pairs: Iterable[Pair]) -> "Array":
        """The three numbers of a label, of the same documents."""
        import numpy as np

        found = self._by_label().get(label)
        return self._together(np.zeros((*self._there.shape, 3)) if found is None else found, pairs)

    def _by_label(self) -> "dict[Hashable, Array]":
        if self._labels is None:
            import numpy as np

            self._labels = {}
            for at, by in enumerate(self._documents):
                for pair, each in by.items():
                    column = self._column[pair]
                    for label, three in each.labels.items():
                        if label not in self._labels:
                            self._labels[label] = np.zeros((*self._there.shape, 3))
                        self._labels[label][at, column] = three
        return self._labels

    def _columns(self, pairs: Iterable[Pair]) -> list[int]:
        return [self._column[pair] for pair in pairs if pair in self._column]

    def _together(self, numbers: "Array", pairs: Iterable[Pair]) -> "Array":
        import numpy as np

        columns = self._columns(pairs)
        some = self._there[:, columns].any(axis=1)
        return np.asarray(numbers[some][:, columns].sum(axis=1))
