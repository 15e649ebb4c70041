"""Alignment: which span of one annotator stands for which span of another. Every count and every list comes from it.

In turn: identical spans; spans of the same extent; and of the rest the one-to-one assignment of overlapping spans with
the greatest sum of [same label] + IoU, where IoU is the length of the overlap over that of both together. Of equal sums
the one with more labels alike, then with ends less far apart, then the first in sorted order. It neither depends on the
order in which spans come nor on which annotator is named first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from annotations.model.mark import Mark

MATCH, LABEL, BOUNDARY, BOTH, MISSING, EXTRA = "match", "label", "boundary", "boundary+label", "missing", "extra"
REASONS = (MATCH, LABEL, BOUNDARY, BOTH, MISSING, EXTRA)

# Overlapping spans in one cluster of more on both sides are assigned in floating point: all ways are too many to try.
_MOST_TRIED = 8


class Aligned(NamedTuple):
    """Two spans that stand for each other, or one alone. `reason` is one of `REASONS`: "missing" where only `a` has
    it, "extra" where only `b` has it."""

    a: Mark | None
    b: Mark | None
    reason: str


def align(a: Iterable[Mark], b: Iterable[Mark]) -> tuple[Aligned, ...]:
    """The spans of two annotators of a document paired up, in text order. A span that comes twice counts once."""
    left, right = set(a), set(b)
    same = left & right
    aligned = [Aligned(mark, mark, MATCH) for mark in same]
    left -= same
    right -= same
    if left and right:
        aligned += _same_extent(left, right)
        aligned += _overlapping(left, right)
    aligned += [Aligned(mark, None, MISSING) for mark in left]
    aligned += [Aligned(None, mark, EXTRA) for mark in right]
    return tuple(sorted(aligned, key=_place))


def iou(a: Mark, b: Mark) -> Fraction:
    """Intersection over union of the code points of two spans."""
    common = min(a.end, b.end) - max(a.start, b.start)
    return Fraction(common, max(a.end, b.end) - min(a.start, b.start)) if common > 0 else Fraction(0)


def _place(each: Aligned) -> tuple[tuple[int, int], str, tuple[int, int], str]:
    first, second = each.a or each.b, each.b or each.a
    assert first is not None
    assert second is not None
    return first[:2], first.label, second[:2], second.label


def _same_extent(left: set[Mark], right: set[Mark]) -> list[Aligned]:
    """Pairs that differ in label only; they are taken out of both sides."""
    at: defaultdict[tuple[int, int], list[Mark]] = defaultdict(list)
    for mark in sorted(right):
        at[mark.start, mark.end].append(mark)
    aligned = []
    for mark in sorted(left):
        others = at.get((mark.start, mark.end))
        if others:
            aligned.append(Aligned(mark, others.pop(0), LABEL))
    left.difference_update(each.a for each in aligned if each.a is not None)
    right.difference_update(each.b for each in aligned if each.b is not None)
    return aligned


def _overlapping(left: set[Mark], right: set[Mark]) -> list[Aligned]:
    """Pairs that overlap; they are taken out of both sides."""
    aligned = []
    for edges in _clusters(_edges(sorted(left), sorted(right))):
        for mark, other in _assigned(edges):
            aligned.append(Aligned(mark, other, BOUNDARY if mark.label == other.label else BOTH))
            left.discard(mark)
            right.discard(other)
    return aligned


_Edge = tuple[Mark, Mark]


def _edges(left: Sequence[Mark], right: Sequence[Mark]) -> Iterator[_Edge]:
    """Every pair with a code point in common."""
    open_: list[Mark] = []
    at = 0
    for mark in left:
        while at < len(right) and right[at].start < mark.end:
            open_.append(right[at])
            at += 1
        # What ended before this one starts, ended before all that follow start.
        open_ = [other for other in open_ if other.end > mark.start]
        for other in open_:
            if other.start < mark.end:
                yield mark, other


def _clusters(edges: Iterable[_Edge]) -> list[list[_Edge]]:
    """Edges that hang together, so that what is assigned in one cluster changes nothing in another."""
    of_mark: dict[tuple[int, Mark], list[_Edge]] = {}
    for edge in edges:
        one, other = (of_mark.get((side, mark)) for side, mark in enumerate(edge))
        if one is None and other is None:
            merged = [edge]
        else:
            merged = one if one is not None else other  # type: ignore[assignment]
            merged.append(edge)
            if one is not None and other is not None and one is not other:
                merged += other
                for moved in other:
                    of_mark[0, moved[0]] = of_mark[1, moved[1]] = merged
        of_mark[0, edge[0]] = of_mark[1, edge[1]] = merged
    return list({id(cluster): cluster for cluster in of_mark.values()}.values())


def _assigned(edges: list[_Edge]) -> Iterable[_Edge]:
    if len(edges) == 1:
        return edges
    marks, others = ({edge[side] for edge in edges} for side in (0, 1))
    return _tried(edges) if min(len(marks), len(others)) <= _MOST_TRIED else _solved(edges)


class _Way(NamedTuple):
    """A part of an assignment; of two ways the greater is better, but for `pairs`, of which the smaller is."""

    weight: Fraction
    same: int
    nearness: int
    pairs: tuple[tuple[Mark, Mark], ...] = ()  # each pair in order, so that the sides are alike
    edges: tuple[_Edge, ...] = ()

    def better_than(self, other: "_Way") -> bool:
        """True if this way is to be taken."""
        mine, its = self[:3], other[:3]
        return mine > its or (mine == its and self.pairs < other.pairs)

    def with_(self, edge: _Edge) -> "_Way":
        """This way and one more pair."""
        a, b = edge
        same = a.label == b.label
        return _Way(
            self.weight + int(same) + iou(a, b),
            self.same + int(same),
            self.nearness - _distance(edge),
            tuple(sorted((*self.pairs, (min(edge), max(edge))))),
            (*self.edges, edge),
        )


def _distance(edge: _Edge) -> int:
    a, b = edge
    return abs(a.start - b.start) + abs(a.end - b.end)


def _tried(edges: Sequence[_Edge]) -> Iterable[_Edge]:
    """The best of all assignments, exactly. The side with fewer spans is kept track of, the other goes through once."""
    few = 0 if len({a for a, _ in edges}) <= len({b for _, b in edges}) else 1
    numbers = {mark: number for number, mark in enumerate(sorted({edge[few] for edge in edges}))}
    by_other: defaultdict[Mark, list[_Edge]] = defaultdict(list)
    for edge in edges:
        by_other[edge[1 - few]].append(edge)
    best = {0: _Way(Fraction(0), 0, 0)}
    for mark in sorted(by_other):
        after = dict(best)
        for taken, way in best.items():
            for edge in by_other[mark]:
                bit = 1 << numbers[edge[few]]
                if taken & bit:
                    continue
                longer = way.with_(edge)
                known = after.get(taken | bit)
                if known is None or longer.better_than(known):
                    after[taken | bit] = longer
        best = after
    chosen = best.pop(0)
    for way in best.values():
        if way.better_than(chosen):
            chosen = way
    return chosen.edges


def _solved(edges: Sequence[_Edge]) -> Iterable[_Edge]:
    """The best assignment by the Hungarian method; ties are broken by weights too small to matter otherwise."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    marks, others = (sorted({edge[side] for edge in edges}) for side in (0, 1))
    rows, columns = ({mark: at for at, mark in enumerate(each)} for each in (marks, others))
    weights = np.zeros((len(marks), len(others)))
    furthest = 1 + max(map(_distance, edges))
    for edge in edges:
        same = edge[0].label == edge[1].label
        weight = same + float(iou(*edge)) + 1e-6 * same + 1e-8 * (1 - _distance(edge) / furthest)
        weights[rows[edge[0]], columns[edge[1]]] = weight
    chosen = zip(*linear_sum_assignment(weights, maximize=True), strict=True)
    return [(marks[row], others[column]) for row, column in chosen if weights[row, column] > 0]
