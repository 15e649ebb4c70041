"""Unitizing alpha: how well annotators agree on where spans are and what they are called, code point by code point.

After Krippendorff, Mathet, Bouvry and Widlöcher (2016). Each annotator cuts a document into units, which are the spans,
and gaps. What annotators have in common at a code point is observed; what is expected follows from how much of each
label there is, less what a unit has in common with itself. Documents add up: a gap counts by its code points, so that
it does not matter where one document ends. Only documents that at least two annotators finished count; in one that m
finished, each pair of them weighs 1 / (m - 1).

The coefficients of a single layer, full and binary, are undefined where spans of one annotator overlap. Layered, each
label is a layer of its own, in which overlapping spans are one. No coefficient sees where touching spans of one label
are cut.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from annotations.agreement.documents import Document
from annotations.agreement.patterns import Coding, Patterns, code_points, side_by_side
from annotations.agreement.tallies import Tallies
from annotations.model.mark import Mark

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unitizing:
    """What one document adds: the coding of its code points, and the squared lengths of its units.

    `squares` sums them by annotator, `layers` by annotator and label with overlapping spans taken together.
    `overlapping` are the annotators who have spans that overlap.
    """

    coding: Coding
    squares: Mapping[str, int]
    layers: Mapping[str, Mapping[str, int]]
    overlapping: frozenset[str]


def unitize(document: Document) -> Unitizing:
    """What the document adds."""
    return Unitizing(
        coding=code_points(document),
        squares={name: _squares(mark[:2] for mark in marks) for name, marks in document.marks.items()},
        layers={name: _layers(marks) for name, marks in document.marks.items()},
        overlapping=frozenset(
            name for name, marks in document.marks.items() if len(_merged(mark[:2] for mark in marks)) < len(marks)
        ),
    )


def _layers(marks: Iterable[Mark]) -> dict[str, int]:
    extents = defaultdict[str, list[tuple[int, int]]](list)
    for start, end, label in marks:
        extents[label].append((start, end))
    return {label: _squares(_merged(each)) for label, each in extents.items()}


def _squares(extents: Iterable[tuple[int, int]]) -> int:
    return sum((end - start) ** 2 for start, end in extents)


def _merged(extents: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The extents in text order, overlapping ones as one; touching ones do not overlap."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(extents):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """What documents add, side by side: `squares` and `overlapping` by document and annotator, `layers` by document,
    annotator and label. `labels` are all that anybody used."""

    patterns: Patterns
    labels: tuple[str, ...]
    squares: "Array"
    layers: "Array"
    overlapping: "Array"

    def of(self, annotators: Sequence[str]) -> "Units":
        """The same of some annotators."""
        patterns = self.patterns.of(annotators)
        wanted = [self.patterns.annotators.index(name) for name in patterns.annotators]
        return replace(
            self,
            patterns=patterns,
            squares=self.squares[:, wanted],
            layers=self.layers[:, wanted],
            overlapping=self.overlapping[:, wanted],
        )


def units(documents: Sequence[Unitizing]) -> Units:
    """What the documents add, side by side."""
    import numpy as np

    patterns = side_by_side([each.coding for each in documents])
    labels = patterns.labels()
    column = {name: at for at, name in enumerate(patterns.annotators)}
    index = {label: at for at, label in enumerate(labels)}
    squares = np.zeros((len(documents), len(column)))
    overlapping = np.zeros((len(documents), len(column)), dtype=bool)
    layers = np.zeros((len(documents), len(column), len(labels)))
    for row, each in enumerate(documents):
        for name, of_labels in each.layers.items():
            squares[row, column[name]] = each.squares[name]
            overlapping[row, column[name]] = name in each.overlapping
            for label, value in of_labels.items():
                layers[row, column[name], index[label]] = value
    return Units(patterns=patterns, labels=labels, squares=squares, layers=layers, overlapping=overlapping)


def full(given: Units) -> Tallies:
    """Alpha of units and their labels together. Reason for none: "overlapping_spans"."""
    import numpy as np

    return _single_layer(given, np.arange(len(given.patterns.categories)))


def binary(given: Units) -> Tallies:
    """Alpha of units and gaps, as if there were one label. Reason for none: "overlapping_spans"."""
    import numpy as np

    return _single_layer(given, np.minimum(np.arange(len(given.patterns.categories)), 1))


def layered(given: Units) -> Tallies:
    """Alpha of all labels, each a layer of units and gaps of its own, whose disagreements are summed."""
    return _layers_of(given, given.labels)


def of_label(given: Units, label: str) -> Tallies:
    """Alpha of the layer of one label."""
    return _layers_of(given, (label,))


def _single_layer(given: Units, groups: "Array") -> Tallies:
    """`groups` is the group of each category; that of no label is 0."""
    import numpy as np

    shared = given.patterns.shared()
    lengths = shared.given() @ (groups[:, None] == np.arange(groups.max() + 1))
    squares = given.squares.sum(axis=1) + lengths[:, 0]
    rows = np.column_stack([shared.sums(shared.units), _alike(shared, groups), squares, lengths])

    def disagreement(sums: "Array") -> tuple["Array", "Array"]:
        return _disagreement(sums[..., 1], sums[..., 2], sums[..., 3:])

    overlapping = given.overlapping[shared.document].any()
    return shared.tallies(rows, disagreement, "overlapping_spans" if overlapping else "")


def _layers_of(given: Units, labels: Sequence[str]) -> Tallies:
    import numpy as np

    shared = given.patterns.shared()
    groups = np.array([shared.has(label) for label in labels], dtype=int).reshape(len(labels), len(shared.categories)).T
    lengths = shared.given()
    covered = lengths @ groups
    gaps = lengths.sum(axis=1, keepdims=True) - covered
    squares = np.zeros_like(gaps)
    for column, label in enumerate(labels):
        if label in given.labels:
            squares[:, column] = given.layers[:, :, given.labels.index(label)].sum(axis=1)
    layers = np.stack([_alike(shared, groups), squares + gaps, gaps, covered], axis=2)
    rows = np.column_stack([shared.sums(shared.units), layers.reshape(len(layers), 4 * len(labels))])

    def disagreement(sums: "Array") -> tuple["Array", "Array"]:
        of_labels = sums[..., 1:].reshape(*sums.shape[:-1], len(labels), 4)
        observed, expected = _disagreement(of_labels[..., 0], of_labels[..., 1], of_labels[..., 2:])
        return observed.sum(axis=-1), expected.sum(axis=-1)

    return shared.tallies(rows, disagreement)


def _disagreement(alike: "Array", squares: "Array", lengths: "Array") -> tuple["Array", "Array"]:
    """Code points at which annotators differ, observed and expected; the latter as one fraction, so that it is exactly
    0 where there is one category only."""
    import numpy as np

    total = lengths.sum(axis=-1)
    apart, pairs = total * total - (lengths * lengths).sum(axis=-1), total * total - squares
    return total - alike, total * apart / np.where(pairs > 0, pairs, 1)


def _alike(shared: Patterns, groups: "Array") -> "Array":
    """Of each document, the code points at which annotators agree; of several kinds of groups, one kind a column."""
    import numpy as np

    weight = shared.units / np.maximum(shared.raters() - 1, 1)
    return shared.sums((shared.alike(groups).T * weight).T)
