"""Unitizing alpha as it was first defined, for comparison with tools that compute it so.

After Krippendorff (1995; 2004, 2nd edition of Content Analysis, chapter 11). Each label is a layer in which two spans
that overlap differ by the squares of the distances of their ends, and one that lies in a gap of the other annotator by
the square of its length; what is expected follows from all ways to lay the units out anew. The 2016 form of
`unitizing` replaced it, as it misbehaves with more than two annotators.

Documents are laid end to end, and gaps end where documents do. All annotators have to have finished all documents, and
spans of one annotator and label may not overlap. Lengths are code points.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from annotations.agreement.documents import Document
from annotations.agreement.tallies import Tallies
from annotations.model.mark import Mark

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One label in one document: how many units and gaps are how long, over all annotators, and by how much the units
    differ, over all pairs of them. `overlapping` says that spans of one annotator do."""

    units: Mapping[int, int]
    gaps: Mapping[int, int]
    difference: int
    overlapping: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuum:
    """What one document adds. `missing` says that not all annotators have finished it."""

    length: int
    layers: Mapping[str, Layer]
    missing: bool


def continuum(document: Document, annotators: Sequence[str]) -> Continuum:
    """What the document adds, of these annotators."""
    extents = [_by_label(document.marks.get(name, ())) for name in annotators]
    labels = sorted({label for each in extents for label in each})
    return Continuum(
        length=document.length,
        layers={label: _layer([each.get(label, []) for each in extents], document.length) for label in labels},
        missing=any(name not in document.marks for name in annotators),
    )


def _by_label(marks: Iterable[Mark]) -> dict[str, list[Extent]]:
    extents = defaultdict[str, list[Extent]](list)
    for start, end, label in sorted(marks):
        extents[label].append((start, end))
    return extents


def _layer(annotators: Sequence[Sequence[Extent]], length: int) -> Layer:
    gaps = [(start, end) for extents in annotators for start, end in _gaps(extents, length)]
    return Layer(
        units=Counter(end - start for extents in annotators for start, end in extents),
        gaps=Counter(end - start for start, end in gaps if start < end),
        difference=sum(_difference(first, second) for first, second in combinations(annotators, 2)),
        overlapping=any(start > end for start, end in gaps),
    )


def _gaps(extents: Sequence[Extent], length: int) -> list[Extent]:
    """What lies between the extents; where they overlap, from the later to the earlier end."""
    ends = [0, *(end for _, end in extents)]
    starts = [*(start for start, _ in extents), length]
    return list(zip(ends, starts, strict=True))


def _difference(first: Sequence[Extent], second: Sequence[Extent]) -> int:
    """By how much the units of two annotators differ: those of each are in text order and do not overlap."""
    total, at = 0, 0
    alone = set(second)
    for start, end in first:
        while at < len(second) and second[at][1] <= start:
            at += 1
        met = at
        while met < len(second) and second[met][0] < end:
            total += (start - second[met][0]) ** 2 + (end - second[met][1]) ** 2
            alone.discard(second[met])
            met += 1
        if met == at:
            total += (end - start) ** 2
    return total + sum((end - start) ** 2 for start, end in alone)


def labels(documents: Iterable[Continuum]) -> tuple[str, ...]:
    """Every label that anybody used, by name."""
    return tuple(sorted({label for each in documents for label in each.layers}))


def alpha_u(documents: Sequence[Continuum], annotators: int, of_labels: Sequence[str]) -> Tallies:
    """Alpha of some labels, whose disagreements are summed; `annotators` is how many there are.

    Reasons for none: "no_shared_documents", "missing_cells", "overlapping_spans".
    """
    import numpy as np

    lengths = np.array(sorted({unit for each in documents for layer in each.layers.values() for unit in layer.units}))
    rows = np.zeros((len(documents), 2 + len(of_labels) * (1 + 2 * len(lengths))))
    for row, document in zip(rows, documents, strict=True):
        row[0] = row[1] = document.length
        row[2:] = [number for label in of_labels for number in _numbers(document, label, annotators, lengths)]

    def disagreement(sums: "Array") -> tuple["Array", "Array"]:
        layers = sums[..., 2:].reshape(*sums.shape[:-1], len(of_labels), 1 + 2 * len(lengths))
        return _disagreement(sums[..., 1:2], layers, lengths.astype(float), annotators)

    return Tallies(
        rows=rows if annotators > 1 else rows[:0],
        documents=tuple(range(len(documents))) if annotators > 1 else (),
        disagreement=disagreement,
        reason=_reason(documents, of_labels),
    )


def _reason(documents: Iterable[Continuum], of_labels: Iterable[str]) -> str:
    given, wanted = list(documents), set(of_labels)
    if any(each.missing for each in given):
        return "missing_cells"
    overlapping = any(layer.overlapping for each in given for label, layer in each.layers.items() if label in wanted)
    return "overlapping_spans" if overlapping else ""


def _numbers(document: Continuum, label: str, annotators: int, lengths: "Array") -> list[float]:
    """The difference, then how many units of each length there are, then into how many places of gaps each fits."""
    import numpy as np

    layer = document.layers.get(label)
    if layer is None:
        return [0.0] * (1 + len(lengths)) + list(annotators * np.maximum(document.length - lengths + 1, 0))
    gaps, times = np.array(list(layer.gaps)), np.array(list(layer.gaps.values()))
    places = (np.maximum(gaps[:, None] - lengths + 1, 0) * times[:, None]).sum(axis=0)
    return [layer.difference, *(layer.units.get(int(length), 0) for length in lengths), *places]


def _disagreement(total: "Array", layers: "Array", lengths: "Array", annotators: int) -> tuple["Array", "Array"]:
    """The observed and the expected disagreement, summed over labels; `total` is the length of all documents."""
    import numpy as np

    size = len(lengths)
    difference, units, places = layers[..., 0], layers[..., 1 : size + 1], layers[..., size + 1 :]
    observed = 2 * difference / (annotators * (annotators - 1) * total**2)
    others = units.sum(axis=-1, keepdims=True) - 1
    ways = others / 3 * (2 * lengths**3 - 3 * lengths**2 + lengths) + lengths**2 * places
    all_places = annotators * total
    pairs = all_places * (all_places - 1) - (units * lengths * (lengths - 1)).sum(axis=-1)
    expected = 2 / total * (units * ways).sum(axis=-1) / np.where(pairs > 0, pairs, 1)
    return observed.sum(axis=-1), expected.sum(axis=-1)
