"""Patterns: which categories the annotators of a document gave its units, and how many units have which together.

The category of a unit is the set of all labels that cover it, empty where none does. A unit is covered if at least one
of its code points is. A pattern has one category for each annotator; a document has far fewer patterns than units.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from annotations.agreement.documents import Document
from annotations.agreement.tallies import Disagreement, Tallies, spread
from annotations.model.mark import Mark

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

Category = frozenset[str]
NOTHING: Category = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """How many units of one document have which pattern: one category for each of its annotators, in their order."""

    annotators: tuple[str, ...]
    patterns: Mapping[tuple[Category, ...], int]


def code(document: Document) -> Coding:
    """The coding of the document's tokens; of its code points where it has no tokens."""
    if document.units is None:
        return code_points(document)
    starts, ends = [start for start, _ in document.units], [end for _, end in document.units]

    def units(marks: Iterable[Mark]) -> list[Mark]:
        return [Mark(bisect_right(ends, mark.start), bisect_left(starts, mark.end), mark.label) for mark in marks]

    return _coding({name: units(marks) for name, marks in document.marks.items()}, len(starts))


def code_points(document: Document) -> Coding:
    """The coding of the document's code points."""
    return _coding(document.marks, document.length)


def _coding(marks: Mapping[str, Iterable[Mark]], size: int) -> Coding:
    """`marks` are in units, of which there are `size`; empty ones cover nothing."""
    names = tuple(sorted(marks))
    covering = [[mark for mark in marks[name] if mark.start < mark.end] for name in names]
    cuts = sorted({0, size, *(cut for each in covering for mark in each for cut in mark[:2])})
    at = {cut: position for position, cut in enumerate(cuts)}
    columns = [_column(each, at) for each in covering]
    patterns: dict[tuple[Category, ...], int] = defaultdict(int)
    for position, (start, end) in enumerate(pairwise(cuts)):
        patterns[tuple([column[position] for column in columns])] += end - start
    return Coding(annotators=names, patterns=dict(patterns))


def _column(marks: Iterable[Mark], at: Mapping[int, int]) -> list[Category]:
    """One annotator's category of each stretch between two cuts."""
    column = [NOTHING] * (len(at) - 1)
    single: dict[str, Category] = {}
    for mark in marks:
        category = single.setdefault(mark.label, frozenset((mark.label,)))
        for position in range(at[mark.start], at[mark.end]):
            before = column[position]
            column[position] = before | category if before else category
    return column


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """The codings of documents side by side: one row for each pattern of each document.

    `document` is the document's position, `units` how many of its units have the pattern. `codes` has a column for each
    annotator: a position in `categories`, or -1 where the annotator has not finished the document.
    """

    documents: int
    annotators: tuple[str, ...]
    categories: tuple[Category, ...]
    document: "Array"
    units: "Array"
    codes: "Array"

    def of(self, annotators: Sequence[str]) -> "Patterns":
        """The same of some annotators."""
        wanted = [self.annotators.index(name) for name in annotators if name in self.annotators]
        return Patterns(
            documents=self.documents,
            annotators=tuple(self.annotators[at] for at in wanted),
            categories=self.categories,
            document=self.document,
            units=self.units,
            codes=self.codes[:, wanted],
        )

    def shared(self) -> "Patterns":
        """The same without the documents that fewer than two of the annotators have finished."""
        kept = (self.codes >= 0).sum(axis=1) > 1
        return Patterns(
            documents=self.documents,
            annotators=self.annotators,
            categories=self.categories,
            document=self.document[kept],
            units=self.units[kept],
            codes=self.codes[kept],
        )

    def labels(self) -> tuple[str, ...]:
        """Every label that anybody used, by name."""
        return tuple(sorted(set().union(*self.categories)))

    def has(self, label: str) -> "Array":
        """Of each category, whether it includes the label."""
        import numpy as np

        return np.array([label in category for category in self.categories], dtype=int)

    def raters(self) -> "Array":
        """Of each row, how many annotators finished its document."""
        import numpy as np

        return np.asarray((self.codes >= 0).sum(axis=1))

    def sums(self, values: "Array") -> "Array":
        """The values of the rows, added up for each document."""
        import numpy as np

        found = np.zeros((self.documents, *values.shape[1:]))
        np.add.at(found, self.document, values)
        return found

    def given(self) -> "Array":
        """Of each document, to how many units each category was given, by all annotators together."""
        import numpy as np

        shape = (self.documents, len(self.categories))
        given = np.zeros(shape)
        for codes in self.codes.T:
            done = codes >= 0
            given += spread(self.document[done], codes[done], self.units[done], shape)
        return given

    def alike(self, groups: "Array") -> "Array":
        """Of each row, how many ordered pairs of its annotators gave categories of the same group.

        `groups` is the group of each category; of several kinds of groups, one kind in each column.
        """
        import numpy as np

        found = np.zeros((len(self.codes), *groups.shape[1:]))
        for first, second in combinations(self.codes.T, 2):
            both = np.flatnonzero((first >= 0) & (second >= 0))
            found[both] += 2 * (groups[first[both]] == groups[second[both]])
        return found

    def tallies(self, rows: "Array", disagreement: Disagreement, reason: str = "") -> Tallies:
        """Tallies of the documents that any row is of; `rows` has all documents."""
        import numpy as np

        documents = np.unique(self.document)
        return Tallies(
            rows=rows[documents], documents=tuple(documents.tolist()), disagreement=disagreement, reason=reason
        )


def side_by_side(codings: Sequence[Coding]) -> Patterns:
    """The codings of documents side by side."""
    import numpy as np

    names = sorted({name for coding in codings for name in coding.annotators})
    found = {category for coding in codings for pattern in coding.patterns for category in pattern}
    categories = sorted(found | {NOTHING}, key=lambda category: (len(category), sorted(category)))
    index = {category: position for position, category in enumerate(categories)}
    column = {name: position for position, name in enumerate(names)}
    sizes = [len(coding.patterns) for coding in codings]
    codes = np.full((sum(sizes), len(names)), -1)
    row = 0
    for coding, size in zip(codings, sizes, strict=True):
        columns = [column[name] for name in coding.annotators]
        given = [[index[category] for category in pattern] for pattern in coding.patterns]
        codes[row : row + size, columns] = np.array(given, dtype=int).reshape(size, len(columns))
        row += size
    return Patterns(
        documents=len(codings),
        annotators=tuple(names),
        categories=tuple(categories),
        document=np.repeat(np.arange(len(codings)), sizes),
        units=np.array([units for coding in codings for units in coding.patterns.values()], dtype=float),
        codes=codes,
    )
