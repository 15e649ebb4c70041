from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement.documents import Document
from annotations.agreement.tallies import Tallies
from annotations.agreement.unitizing_1995 import alpha_u, continuum, labels
from tests.annotations.agreement.drawn import LABELS, agrees, corpora, document, renamed, vectors

# Two annotators, two labels whose units overlap each other (Krippendorff 2004, page 254, moved to 0).
PUBLISHED = document(
    300,
    i=[(75, 145, "c"), (220, 250, "c"), (30, 90, "k"), (150, 200, "k")],
    j=[(70, 150, "c"), (205, 225, "c"), (250, 270, "c"), (30, 90, "k"), (150, 200, "k")],
)


def tallies(documents: Sequence[Document], annotators: str, *of_labels: str) -> Tallies:
    """Those of some labels; without, of all there are."""
    given = [continuum(each, annotators) for each in documents]
    return alpha_u(given, len(annotators), of_labels or labels(given))


def units_of(document: Document, name: str, label: str) -> list[set[int]]:
    return [set(range(mark.start, mark.end)) for mark in document.marks[name] if mark.label == label]


def observed(documents: Sequence[Document], names: str, label: str) -> Fraction:
    total = 0
    for each in documents:
        for one, other in combinations(names, 2):
            first, second = units_of(each, one, label), units_of(each, other, label)
            total += sum(
                (min(unit) - min(met)) ** 2 + (max(unit) - max(met)) ** 2
                for unit in first
                for met in second
                if unit & met
            )
            total += sum(len(unit) ** 2 for unit in first if not any(unit & met for met in second))
            total += sum(len(unit) ** 2 for unit in second if not any(unit & met for met in first))
    length = sum(each.length for each in documents)
    return Fraction(2 * total, len(names) * (len(names) - 1) * length**2)


def expected(documents: Sequence[Document], names: str, label: str) -> Fraction:
    """By trying, for each unit, every place to which it might be moved."""
    lengths = [len(unit) for each in documents for name in names for unit in units_of(each, name, label)]
    total = 0
    for size in lengths:
        total += (len(lengths) - 1) * 2 * sum(shift**2 for shift in range(size))
        for each in documents:
            for name in names:
                covered = set[int]().union(*units_of(each, name, label))
                places = (set(range(start, start + size)) for start in range(each.length - size + 1))
                total += size**2 * sum(not place & covered for place in places)
    length = sum(each.length for each in documents)
    everywhere = len(names) * length
    pairs = everywhere * (everywhere - 1) - sum(size * (size - 1) for size in lengths)
    return Fraction(2 * total, length * pairs) if pairs else Fraction(0)


def alpha(documents: Sequence[Document], names: str, *of_labels: str) -> Fraction | None:
    chance = sum(expected(documents, names, label) for label in of_labels)
    return 1 - sum(observed(documents, names, label) for label in of_labels) / chance if chance else None


def overlapping(documents: Sequence[Document], names: str, *of_labels: str) -> bool:
    return any(
        one & other
        for each in documents
        for name in names
        for label in of_labels
        for one, other in combinations(units_of(each, name, label), 2)
    )


@given(corpora(complete=True) | corpora(complete=True, flat=True), st.sampled_from(["AB", "ABC"]))
def test_it_is_what_is_counted_code_point_by_code_point(documents: list[Document], names: str):
    for of_labels in (*LABELS, LABELS):
        found = tallies(documents, names, *of_labels).estimate()
        if overlapping(documents, names, *of_labels):
            assert (found.value, found.reason) == (None, "overlapping_spans")
        else:
            assert agrees(found, alpha(documents, names, *of_labels))


@given(corpora(complete=True))
def test_neither_order_nor_names_matter(documents: list[Document]):
    found, turned = tallies(documents, "ABC"), tallies(renamed(documents), "ABC")
    assert agrees(found.estimate(), turned.estimate().value)


@given(corpora(complete=True, flat=True))
def test_the_same_marks_agree_wholly_or_not_at_all(documents: list[Document]):
    same = [Document(id=each.id, length=each.length, marks=dict.fromkeys("AB", each.marks["A"])) for each in documents]
    assert tallies(same, "AB").estimate().value in (1.0, None)
    assert all(observed(same, "AB", label) == 0 for label in LABELS)


@given(corpora(complete=True, flat=True), st.data())
def test_rows_of_documents_drawn_again_are_those_of_the_documents_repeated(
    documents: list[Document], data: st.DataObject
):
    import numpy as np

    weights = data.draw(st.lists(st.integers(0, 3), min_size=len(documents), max_size=len(documents)))
    repeated = [each for each, weight in zip(documents, weights, strict=True) for _ in range(weight)]
    found = tallies(documents, "AB", *LABELS)
    value = float(found.statistic(np.array(weights) @ found.rows))
    assert agrees(tallies(repeated, "AB", *LABELS).estimate(), None if value != value else value)


def test_the_published_example():
    assert agrees(tallies([PUBLISHED], "ij").estimate(), 0.8591, 0.0005)
    assert tallies([PUBLISHED], "ij", "c").disagreements() == pytest.approx((0.0144444444, 0.0532217799))
    assert tallies([PUBLISHED], "ij", "k").disagreements() == pytest.approx((0.0, 0.0489785658))
    assert agrees(tallies([PUBLISHED], "ij", "k").estimate(), 1.0)


def test_it_sees_where_a_text_that_is_covered_wholly_is_cut():
    cut = document(
        24,
        i=[(0, 2, "D"), (2, 10, "D"), (10, 14, "D"), (14, 20, "D"), (20, 24, "D")],
        j=[(0, 4, "D"), (4, 8, "D"), (8, 15, "D"), (15, 17, "D"), (17, 24, "D")],
    )
    assert agrees(tallies([cut], "ij").estimate(), -0.206848659, 1e-6)


def test_reasons():
    both, alone = document(9, A=[(0, 4, "X")], B=[(1, 4, "X")]), document(9, A=[(0, 4, "X")])
    assert tallies([both, alone], "AB").estimate().reason == "missing_cells"
    assert tallies([both], "A").estimate().reason == "no_shared_documents"
    assert tallies([], "AB").estimate().reason == "no_shared_documents"
    assert tallies([document(9, A=[], B=[])], "AB").estimate().reason == "no_variation"
    nested = document(9, A=[(0, 8, "X"), (1, 4, "X"), (2, 5, "Y")], B=[(0, 8, "X")])
    assert tallies([nested], "AB").estimate().reason == "overlapping_spans"
    assert tallies([nested], "AB").disagreements() is None
    assert tallies([nested], "AB", "Y").estimate().value is not None


def test_the_shared_vectors(shared_folder):
    compared = 0
    for name, documents, values, tolerance in vectors(shared_folder):
        names = "".join(sorted({name for each in documents for name in each.marks}))
        wanted = dict(values.get("alpha_u_2004_per_category", {}))
        if "alpha_u_2004" in values:
            wanted[""] = values["alpha_u_2004"]
        for label, value in wanted.items():
            found = tallies(documents, names, *([label] if label else []))
            if isinstance(value, dict):
                wanted_both = pytest.approx((value["Do"], value["De"]), abs=tolerance)
                assert found.disagreements() == wanted_both, (name, label)
                value = value["alpha"]
            assert agrees(found.estimate(), value, tolerance), (name, label)
            compared += 1
    assert compared >= 7
