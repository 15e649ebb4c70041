"""Agreement of two annotators on spans: counts of one document, which add up over documents, and the F1s of their sum.

F1 is 2 x agreed / (spans of one + spans of the other); which pairs count as agreed, and by how much, is what the F1s
differ in (in the manner of MUC and of SemEval-2013 task 9). It stands in for kappa, whose limit it is where what nobody
marked is beyond number (Hripcsak and Rothschild 2005).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from annotations.agreement.alignment import BOTH, BOUNDARY, LABEL, MATCH, REASONS, Aligned, align, iou
from annotations.agreement.documents import Document, Pair

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

Counts3 = tuple[int, int, int]  # agreed, of one, of the other
_Key = TypeVar("_Key")

NONE = "__none__"  # the unmatched side in a confusion

# The numbers of one document and pair, in the order in which they stand in a row.
COUNTED = ("nA", "nB", *REASONS)
COLUMNS = (*COUNTED, "iou", "iou50", "both_empty")
_AT = {name: at for at, name in enumerate(COLUMNS)}

# By how much each reason counts as agreed.
_WEIGHTS: dict[str, dict[str, float]] = {
    "strict_f1": {MATCH: 1},
    "exact_boundary_f1": {MATCH: 1, LABEL: 1},
    "type_f1": {MATCH: 1, BOUNDARY: 1},
    "partial_f1": {MATCH: 1, LABEL: 1, BOUNDARY: 0.5, BOTH: 0.5},
    "overlap_f1": {MATCH: 1, LABEL: 1, BOUNDARY: 1, BOTH: 1},
    "iou50_f1": {"iou50": 1},
    "soft_iou_f1": {"iou": 1},
}
F1S = tuple(_WEIGHTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanCounts:
    """What two annotators have in common in a document that both finished, or in several.

    `row` has the numbers named in `COLUMNS`. `labels` holds, of each label, identical spans, and the spans of either
    annotator. `confusion` counts pairs of labels over all aligned spans, with `NONE` where a span stands alone;
    `same_extent` counts them over pairs of the same extent only.
    """

    row: tuple[float, ...] = (0.0,) * len(COLUMNS)
    labels: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    confusion: Mapping[tuple[str, str], int] = field(default_factory=dict)
    same_extent: Mapping[tuple[str, str], int] = field(default_factory=dict)
    documents: int = 0

    def __getitem__(self, column: str) -> float:
        return self.row[_AT[column]]


def count(document: Document, pair: Pair) -> SpanCounts | None:
    """The counts of a document; None where not both finished it."""
    if pair[0] not in document.marks or pair[1] not in document.marks:
        return None
    return counted(align(document.marks[pair[0]], document.marks[pair[1]]))


def counted(aligned: Sequence[Aligned]) -> SpanCounts:
    """The counts of the aligned spans of one document."""
    reasons = Counter(each.reason for each in aligned)
    sizes = [sum(each[side] is not None for each in aligned) for side in (0, 1)]
    overlaps = [
        iou(each.a, each.b) for each in aligned if each.reason == BOUNDARY and each.a is not None and each.b is not None
    ]
    confusion = Counter((_label(each.a), _label(each.b)) for each in aligned)
    return SpanCounts(
        row=(
            *map(float, sizes),
            *(float(reasons[reason]) for reason in REASONS),
            float(reasons[MATCH] + sum(overlaps)),
            float(reasons[MATCH] + sum(2 * overlap >= 1 for overlap in overlaps)),
            float(not aligned),
        ),
        labels=_by_label(aligned),
        confusion=confusion,
        same_extent=_same_extent(aligned),
        documents=1,
    )


def _label(mark: Any) -> str:
    return NONE if mark is None else str(mark.label)


def _by_label(aligned: Iterable[Aligned]) -> dict[str, tuple[int, int, int]]:
    both, of_a, of_b = Counter[str](), Counter[str](), Counter[str]()
    for each in aligned:
        if each.a is not None:
            of_a[each.a.label] += 1
        if each.b is not None:
            of_b[each.b.label] += 1
        if each.reason == MATCH and each.a is not None:
            both[each.a.label] += 1
    return {label: (both[label], of_a[label], of_b[label]) for label in sorted(of_a.keys() | of_b.keys())}


def _same_extent(aligned: Iterable[Aligned]) -> Counter[tuple[str, str]]:
    """Pairs of labels at the same extents; a span whose extent the other lacks stands alone on its side."""
    found: Counter[tuple[str, str]] = Counter()
    for each in aligned:
        if each.reason in (MATCH, LABEL):
            found[_label(each.a), _label(each.b)] += 1
            continue
        if each.a is not None:
            found[each.a.label, NONE] += 1
        if each.b is not None:
            found[NONE, each.b.label] += 1
    return found


def total(counts: Iterable[SpanCounts]) -> SpanCounts:
    """The sum over documents."""
    row, documents = [0.0] * len(COLUMNS), 0
    labels: dict[str, Counts3] = {}
    confusion: dict[tuple[str, str], int] = {}
    same_extent: dict[tuple[str, str], int] = {}
    for each in counts:
        row = [one + more for one, more in zip(row, each.row, strict=True)]
        documents += each.documents
        count_up(confusion, each.confusion)
        count_up(same_extent, each.same_extent)
        add(labels, each.labels)
    return SpanCounts(
        row=tuple(row),
        labels=dict(sorted(labels.items())),
        confusion=confusion,
        same_extent=same_extent,
        documents=documents,
    )


def count_up(to: dict[_Key, int], more: Mapping[_Key, int]) -> None:
    """Add counts to those of the same keys. A Counter takes thrice as long for many small ones."""
    for key, many in more.items():
        to[key] = to.get(key, 0) + many


def add(to: dict[_Key, Counts3], more: Mapping[_Key, Counts3]) -> None:
    """Add counts to those of the same keys."""
    for key, (agreed, of_a, of_b) in more.items():
        known = to.get(key, (0, 0, 0))
        to[key] = (known[0] + agreed, known[1] + of_a, known[2] + of_b)


def f1(name: str, counts: SpanCounts) -> float | None:
    """One of the `F1S`; None where neither marked anything."""
    spans = counts["nA"] + counts["nB"]
    return 2 * sum(weight * counts[column] for column, weight in _WEIGHTS[name].items()) / spans if spans else None


def f1_of_rows(name: str, rows: "Array") -> "Array":
    """The same of many sums at once: rows of `COLUMNS`, in the last axis; not a number where undefined."""
    import numpy as np

    agreed = sum(weight * rows[..., _AT[column]] for column, weight in _WEIGHTS[name].items())
    spans = rows[..., _AT["nA"]] + rows[..., _AT["nB"]]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(2 * agreed / spans)


def label_f1(counts: SpanCounts, label: str) -> float | None:
    """Strict F1 of one label; None where neither used it."""
    both, of_a, of_b = counts.labels.get(label, (0, 0, 0))
    return 2 * both / (of_a + of_b) if of_a + of_b else None


def macro_f1(counts: Iterable[SpanCounts]) -> float | None:
    """The mean strict F1 of the documents in which something was marked; None where there is none."""
    values = [value for each in counts if (value := f1("strict_f1", each)) is not None]
    return sum(values) / len(values) if values else None
