from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement import unitizing
from annotations.agreement.documents import Document
from annotations.agreement.tallies import Tallies
from annotations.agreement.unitizing import Units
from annotations.model.mark import Mark
from tests.annotations.agreement.drawn import LABELS, agrees, corpora, document, renamed, vectors

# A code point of one annotator: its category ("" in gaps), and which unit it is in (one of its own in gaps).
Cell = tuple[str, object]
Layer = Callable[[Iterable[Mark]], list[tuple[set[int], str]]]

COEFFICIENTS = (unitizing.full, unitizing.binary, unitizing.layered)


def units(documents: Sequence[Document]) -> Units:
    return unitizing.units([unitizing.unitize(each) for each in documents])


def as_they_are(marks: Iterable[Mark]) -> list[tuple[set[int], str]]:
    return [(set(range(mark.start, mark.end)), mark.label) for mark in marks]


def unlabelled(marks: Iterable[Mark]) -> list[tuple[set[int], str]]:
    return [(covered, "unit") for covered, _ in as_they_are(marks)]


def merged(label: str) -> Layer:
    """The units of one label, those with a code point in common as one."""

    def layer(marks: Iterable[Mark]) -> list[tuple[set[int], str]]:
        found: list[set[int]] = []
        for covered, _ in as_they_are(mark for mark in marks if mark.label == label):
            apart = [each for each in found if not each & covered]
            found = [*apart, covered.union(*(each for each in found if each & covered))]
        return [(covered, label) for covered in found]

    return layer


def cells(document: Document, name: str, layer: Layer) -> list[Cell]:
    row: list[Cell] = [("", (document.id, name, "gap", at)) for at in range(document.length)]
    for number, (covered, category) in enumerate(layer(document.marks[name])):
        for at in covered:
            row[at] = category, (document.id, name, "unit", number)
    return row


def disagreement(documents: Sequence[Document], layer: Layer) -> tuple[Fraction, Fraction]:
    """Observed: pairs of annotators that differ at a code point. Expected: the share of pairs of cells that differ,
    of all but those within one unit, and of a cell of a gap with itself."""
    observed, every = Fraction(0), list[Cell]()
    for each in documents:
        if len(each.marks) < 2:
            continue
        rows = [cells(each, name, layer) for name in each.marks]
        every += [cell for row in rows for cell in row]
        apart = sum(one[0] != other[0] for place in zip(*rows, strict=True) for one, other in permutations(place, 2))
        observed += Fraction(apart, len(rows) - 1)
    possible = sum(one[1] != other[1] for one in every for other in every)
    differing = sum(one[0] != other[0] for one in every for other in every)
    return observed, Fraction(len(every) * differing, possible) if possible else Fraction(0)


def alpha(documents: Sequence[Document], *layers: Layer) -> Fraction | None:
    both = [disagreement(documents, layer) for layer in layers]
    expected = sum(each for _, each in both)
    return 1 - sum(each for each, _ in both) / expected if expected else None


def overlapping(documents: Sequence[Document]) -> bool:
    return any(
        set(range(one.start, one.end)) & set(range(other.start, other.end))
        for each in documents
        if len(each.marks) > 1
        for marks in each.marks.values()
        for one, other in permutations(marks, 2)
    )


@given(corpora(flat=True))
def test_a_single_layer_is_what_is_counted_cell_by_cell(documents: list[Document]):
    found = units(documents)
    assert agrees(unitizing.full(found).estimate(), alpha(documents, as_they_are))
    assert agrees(unitizing.binary(found).estimate(), alpha(documents, unlabelled))


@given(corpora())
def test_layers_are_what_is_counted_cell_by_cell(documents: list[Document]):
    found = units(documents)
    assert agrees(unitizing.layered(found).estimate(), alpha(documents, *(merged(label) for label in LABELS)))
    for label in LABELS:
        assert agrees(unitizing.of_label(found, label).estimate(), alpha(documents, merged(label)))


@given(corpora())
def test_a_single_layer_is_undefined_exactly_where_spans_overlap(documents: list[Document]):
    found = units(documents)
    for of in (unitizing.full, unitizing.binary):
        assert (of(found).reason == "overlapping_spans") == overlapping(documents)


@given(corpora() | corpora(flat=True))
def test_neither_order_nor_names_matter(documents: list[Document]):
    found, turned = units(documents), units(renamed(documents))
    for of in COEFFICIENTS:
        assert agrees(of(found).estimate(), of(turned).estimate().value)
    assert agrees(unitizing.layered(found.of("AB")).estimate(), unitizing.layered(turned.of("BC")).estimate().value)


@given(corpora(flat=True, complete=True))
def test_the_same_marks_agree_wholly_or_not_at_all(documents: list[Document]):
    same = [Document(id=each.id, length=each.length, marks=dict.fromkeys("ABC", each.marks["A"])) for each in documents]
    found = units(same)
    for of in COEFFICIENTS:
        assert of(found).estimate().value in (1.0, None)
    varied = len({cell[0] for each in same for cell in cells(each, "A", as_they_are)}) > 1
    assert unitizing.full(found).estimate().value == (1.0 if varied else None)


@given(corpora(flat=True), st.data())
def test_rows_of_documents_drawn_again_are_those_of_the_documents_repeated(
    documents: list[Document], data: st.DataObject
):
    import numpy as np

    weights = data.draw(st.lists(st.integers(0, 3), min_size=len(documents), max_size=len(documents)))
    repeated = [each for each, weight in zip(documents, weights, strict=True) for _ in range(weight)]
    for of in COEFFICIENTS:
        tallies = of(units(documents))
        sums = np.array(weights)[list(tallies.documents)] @ tallies.rows
        value = float(tallies.statistic(sums))
        assert agrees(of(units(repeated)).estimate(), None if value != value else value)


@given(corpora(flat=True))
def test_it_does_not_matter_where_a_document_is_cut(documents: list[Document]):
    whole = [each for each in documents if set(each.marks) == {"A", "B"}]
    moved: dict[str, set[Mark]] = {"A": set(), "B": set()}
    length = 0
    for each in whole:
        for name, marks in each.marks.items():
            moved[name] |= {Mark(start + length, end + length, label) for start, end, label in marks}
        length += each.length
    joined = Document(id="joined", length=length, marks={name: frozenset(marks) for name, marks in moved.items()})
    for of in COEFFICIENTS:
        assert agrees(of(units([joined])).estimate(), of(units(whole)).estimate().value)


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (unitizing.full, 0.5013501854),
        (unitizing.binary, 0.7266423794),
        (unitizing.layered, 0.3424933918),
        (lambda given: unitizing.of_label(given, "LOC"), 0.3743083004),
        (lambda given: unitizing.of_label(given, "ORG"), -0.1078671329),
    ],
)
def test_one_of_each_kind_of_disagreement(of: Callable[[Units], Tallies], expected: float):
    first = document(
        60,
        A=[(0, 10, "PER"), (12, 20, "ORG"), (30, 35, "LOC"), (40, 50, "PER")],
        B=[(0, 10, "PER"), (12, 20, "LOC"), (29, 35, "LOC"), (44, 50, "ORG"), (55, 58, "ORG")],
    )
    estimate = of(units([first, document(20, A=[(0, 3, "LOC")], B=[])])).estimate()
    assert agrees(estimate, expected, 1e-6)
    assert (estimate.articles, estimate.units) == (2, 80)


def test_spans_that_touch_do_not_overlap():
    found = units([document(20, A=[(0, 5, "PER"), (5, 8, "PER")], B=[(0, 8, "PER")])])
    for of in COEFFICIENTS:
        assert of(found).estimate().value == 1.0  # the same code points, whatever the cuts


def test_an_overlap_in_a_document_that_does_not_count():
    alone = document(9, A=[(0, 5, "X"), (3, 8, "Y")])
    both = document(9, A=[(0, 5, "X")], B=[(0, 5, "X")])
    assert unitizing.full(units([alone, both])).estimate().value == 1.0
    assert unitizing.full(units([both, alone])).documents == (0,)


def test_reasons():
    assert unitizing.layered(units([])).estimate().reason == "no_shared_documents"
    assert unitizing.full(units([document(9, A=[(0, 2, "X")])])).estimate().reason == "no_shared_documents"
    empty = units([document(9, A=[], B=[]), document(5, A=[], B=[])])
    for of in COEFFICIENTS:
        assert of(empty).estimate().reason == "no_variation"
    assert unitizing.of_label(empty, "X").estimate().reason == "no_variation"
    nested = units([document(40, A=[(0, 20, "ORG"), (5, 9, "LOC")], B=[(0, 20, "ORG")])])
    assert unitizing.binary(nested).estimate().reason == "overlapping_spans"
    assert unitizing.binary(nested).disagreements() is None
    assert agrees(unitizing.layered(nested).estimate(), 0.8511738906, 1e-6)


def test_the_shared_vectors(shared_folder):
    compared = 0
    for name, documents, expected, tolerance in vectors(shared_folder):
        found = units(documents)
        coefficients = {
            "u_alpha_2016": unitizing.full(found),
            "u_alpha_2016_binary": unitizing.binary(found),
            "u_alpha_2016_layered": unitizing.layered(found),
        }
        for key in coefficients.keys() & expected.keys():
            assert agrees(coefficients[key].estimate(), expected[key], tolerance), (name, key)
            compared += 1
        for label, value in expected.get("u_alpha_2016_per_label", {}).items():
            assert agrees(unitizing.of_label(found, label).estimate(), value, tolerance), (name, label)
            compared += 1
    assert compared > 50
