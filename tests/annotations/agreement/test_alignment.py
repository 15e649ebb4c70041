"""Alignment: reasons, ties, symmetry, and the best there is, against a second way of finding it."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotations.agreement.alignment import REASONS, Aligned, align, iou
from annotations.model.mark import Mark

marks = st.builds(
    lambda start, length, label: Mark(start, start + length, label),
    st.integers(0, 20),
    st.integers(1, 8),
    st.sampled_from(["ORG", "PER"]),
)
some = st.lists(marks, max_size=5)


def weight(pairs) -> Fraction:
    return sum((int(a.label == b.label) + iou(a, b) for a, b in pairs), Fraction(0))


def best_weight(left: list[Mark], right: list[Mark]) -> Fraction:
    """Of all one-to-one assignments of overlapping spans."""
    few, many = sorted((left, right), key=len)
    ways = permutations(many, len(few))
    return max(weight((a, b) for a, b in zip(few, way, strict=True) if iou(a, b)) for way in ways)


def test_one_of_each_reason():
    a = [Mark(0, 4, "ORG"), Mark(5, 9, "ORG"), Mark(10, 14, "ORG"), Mark(15, 19, "ORG"), Mark(20, 24, "ORG")]
    b = [Mark(0, 4, "ORG"), Mark(5, 9, "PER"), Mark(10, 13, "ORG"), Mark(15, 18, "PER"), Mark(30, 34, "ORG")]
    assert [each.reason for each in align(a, b)] == list(REASONS)
    assert align(a, b)[-2:] == (Aligned(a[-1], None, "missing"), Aligned(None, b[-1], "extra"))


def test_spans_that_touch_do_not_overlap():
    assert {each.reason for each in align([Mark(0, 5, "X")], [Mark(5, 9, "X")])} == {"missing", "extra"}


def test_a_span_marked_twice_is_one():
    assert len(align([Mark(0, 5, "X"), Mark(0, 5, "X")], [Mark(0, 5, "X")])) == 1


def test_the_whole_document_is_aligned_at_its_best_not_the_first_that_fits():
    a, b = [Mark(0, 10, "X"), Mark(9, 20, "X")], [Mark(0, 12, "X"), Mark(14, 20, "X")]
    assert [(each.a, each.b) for each in align(a, b)] == list(zip(a, b, strict=True))
    inner, outer = Mark(4, 8, "X"), Mark(0, 12, "X")
    assert align([inner, outer], [inner]) == (Aligned(outer, None, "missing"), Aligned(inner, inner, "match"))


def test_of_equal_sums_the_nearer_ends_win():
    near, far = Mark(2, 6, "X"), Mark(2, 8, "X")
    (first, *_) = align([Mark(0, 4, "X")], [near, Mark(1, 3, "X")])
    assert first.b == Mark(1, 3, "X")
    assert {each.b for each in align([Mark(2, 7, "X")], [near, far]) if each.a} == {far}


def test_labels_at_one_extent_are_paired_in_order():
    a = [Mark(0, 5, "ORG"), Mark(0, 5, "PER")]
    b = [Mark(0, 5, "GPE"), Mark(0, 5, "PER")]
    assert [(each.a.label, each.b.label) for each in align(a, b) if each.a and each.b] == [
        ("ORG", "GPE"),
        ("PER", "PER"),
    ]


@pytest.mark.parametrize("size", [12, 40])
def test_dense_clusters_are_solved_as_well_as_small_ones(size):
    a = [Mark(at, at + 6, "X" if at % 2 else "Y") for at in range(size)]
    b = [Mark(at, at + 7, "X" if at % 2 else "Y") for at in range(size)]
    aligned = align(a, b)
    assert [each.reason for each in aligned] == ["boundary"] * size
    assert weight((each.a, each.b) for each in aligned) == size * (1 + Fraction(6, 7))


@given(some, some)
def test_it_is_symmetric_and_each_span_is_in_it_once(a, b):
    forth, back = align(a, b), align(b[::-1], a[::-1])
    turned = {"missing": "extra", "extra": "missing"}
    assert {(each.a, each.b, each.reason) for each in forth} == {
        (each.b, each.a, turned.get(each.reason, each.reason)) for each in back
    }
    assert sorted(each.a for each in forth if each.a) == sorted(set(a))
    assert sorted(each.b for each in forth if each.b) == sorted(set(b))


@settings(phases=[Phase.generate])
@given(some, some)
def test_nothing_could_be_aligned_better(a, b):
    aligned = align(a, b)
    left = [each.a for each in aligned if each.a and each.reason not in ("match", "label")]
    right = [each.b for each in aligned if each.b and each.reason not in ("match", "label")]
    chosen = [(each.a, each.b) for each in aligned if each.reason.startswith("boundary")]
    assert all(iou(one, other) for one, other in chosen)
    assert weight(chosen) == best_weight(left, right)


@given(some)
def test_identical_spans_match(a):
    assert {each.reason for each in align(a, a)} <= {"match"}
