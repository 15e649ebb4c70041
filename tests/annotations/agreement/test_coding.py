from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement import coding
from annotations.agreement.alignment import LABEL, MATCH, align
from annotations.agreement.documents import Document, Pair, annotators, pairs
from annotations.agreement.estimate import Estimate
from annotations.agreement.patterns import Category, Patterns, code, side_by_side
from tests.annotations.agreement.drawn import LABELS, agrees, corpora, document, renamed, vectors

PAIRS = pairs("ABC")

# One unit a character, "." where the annotator has no value (Krippendorff 2011, sections A to C).
TWO_LABELS = {"A": "0100000010", "B": "1110010000"}
FIVE_LABELS = {"A": "aabbdcccedda", "B": "babbbccceddd"}
MISSING_VALUES = {"A": "123321412...", "B": "1233224125.3", "C": ".3332342251.", "D": "12332441251."}


def patterns(documents: Sequence[Document]) -> Patterns:
    return side_by_side([code(each) for each in documents])


def values(given: Mapping[str, str]) -> list[Document]:
    """A document of one unit for each place in the strings."""
    return [
        document(1, **{name: [(0, 1, value)] for name, value in zip(given, place, strict=True) if value != "."})
        for place in zip(*given.values(), strict=True)
    ]


def codes(document: Document) -> dict[str, list[Category]]:
    """Each annotator's category of each unit, unit by unit and code point by code point."""
    units = document.units if document.units is not None else [(at, at + 1) for at in range(document.length)]
    return {
        name: [
            frozenset(mark.label for mark in marks if set(range(mark.start, mark.end)) & set(range(start, end)))
            for start, end in units
        ]
        for name, marks in document.marks.items()
    }


def items(documents: Sequence[Document]) -> list[list[Category]]:
    """The categories given to each unit that at least two annotators coded."""
    return [list(item) for each in documents if len(each.marks) > 1 for item in zip(*codes(each).values(), strict=True)]


def cohen(documents: Sequence[Document], pair: Pair, label: str | None = None) -> Fraction | None:
    both = [
        unit
        for each in documents
        if set(pair) <= set(each.marks)
        for unit in zip(codes(each)[pair[0]], codes(each)[pair[1]], strict=True)
    ]
    return kappa([(label in one, label in other) if label else (one, other) for one, other in both])


def kappa(both: Sequence[tuple[object, object]]) -> Fraction | None:
    if not both:
        return None
    alike = Fraction(sum(one == other for one, other in both), len(both))
    chance = Fraction(sum(one == other for one, _ in both for _, other in both), len(both) ** 2)
    return (alike - chance) / (1 - chance) if chance != 1 else None


def fleiss(documents: Sequence[Document]) -> Fraction | None:
    given = items(documents)
    raters = {len(item) for item in given}
    if len(raters) != 1:
        return None
    (count,) = raters
    alike = sum(
        (Fraction(sum(one == other for one, other in permutations(item, 2)), count * (count - 1)) for item in given),
        Fraction(0),
    ) / len(given)
    every = Counter(category for item in given for category in item)
    chance = sum(Fraction(times, len(given) * count) ** 2 for times in every.values())
    return (alike - chance) / (1 - chance) if chance != 1 else None


def alpha(documents: Sequence[Document]) -> Fraction | None:
    given = items(documents)
    values = [category for item in given for category in item]
    observed = sum(
        (Fraction(sum(one != other for one, other in permutations(item, 2)), len(item) - 1) for item in given),
        Fraction(0),
    )
    expected = Fraction(sum(one != other for one, other in permutations(values, 2)), max(len(values) - 1, 1))
    return 1 - observed / expected if expected else None


def matched(documents: Sequence[Document], pair: Pair) -> Estimate:
    return coding.matched_label_kappa(
        [
            [
                (each.a.label, each.b.label)
                for each in align(document.marks[pair[0]], document.marks[pair[1]])
                if each.a and each.b and each.reason in (MATCH, LABEL)
            ]
            for document in documents
            if set(pair) <= set(document.marks)
        ]
    ).estimate()


@pytest.mark.parametrize(
    ("given_values", "published"), [(TWO_LABELS, 0.095), (FIVE_LABELS, 0.692), (MISSING_VALUES, 0.743)]
)
def test_alpha_as_published(given_values: dict[str, str], published: float):
    assert agrees(coding.alpha(patterns(values(given_values))).estimate(), published, 0.0005)


@given(corpora())
def test_coefficients_are_those_counted_unit_by_unit(documents: list[Document]):
    found = patterns(documents)
    for pair in PAIRS:
        assert agrees(coding.cohen(found, pair).estimate(), cohen(documents, pair))
        for label in LABELS:
            assert agrees(coding.label_kappa(found, pair, label).estimate(), cohen(documents, pair, label))
    assert agrees(coding.fleiss(found).estimate(), fleiss(documents))
    assert agrees(coding.alpha(found).estimate(), alpha(documents))


@given(corpora(complete=True))
def test_cohen_is_what_scikit_learn_says(documents: list[Document]):
    from sklearn.metrics import cohen_kappa_score

    pairs_of_codes = [
        ("+".join(sorted(one)), "+".join(sorted(other)))
        for each in documents
        for one, other in zip(codes(each)["A"], codes(each)["B"], strict=True)
    ]
    found = coding.cohen(patterns(documents), ("A", "B")).estimate()
    if len({label for both in pairs_of_codes for label in both}) < 2:
        assert found.value is None
    else:
        assert agrees(found, cohen_kappa_score(*zip(*pairs_of_codes, strict=True)))


@given(corpora())
def test_neither_order_nor_names_matter(documents: list[Document]):
    found, turned = patterns(documents), patterns(renamed(documents))
    assert agrees(coding.fleiss(found).estimate(), coding.fleiss(turned).estimate().value)
    assert agrees(coding.alpha(found).estimate(), coding.alpha(turned).estimate().value)
    for pair, other in ((("A", "B"), ("B", "C")), (("A", "C"), ("A", "C")), (("A", "C"), ("C", "A"))):
        assert agrees(coding.cohen(found, pair).estimate(), coding.cohen(turned, other).estimate().value)


@given(corpora(complete=True))
def test_the_same_marks_agree_wholly_or_not_at_all(documents: list[Document]):
    same = [
        Document(id=each.id, length=each.length, units=each.units, marks=dict.fromkeys("ABC", each.marks["A"]))
        for each in documents
    ]
    varied = len({category for item in items(same) for category in item}) > 1
    found = patterns(same)
    for tallies in (coding.cohen(found, ("A", "B")), coding.fleiss(found), coding.alpha(found)):
        estimate = tallies.estimate()
        assert estimate.value == (1.0 if varied else None)


@given(corpora(), st.data())
def test_rows_of_documents_drawn_again_are_those_of_the_documents_repeated(
    documents: list[Document], data: st.DataObject
):
    import numpy as np

    weights = data.draw(st.lists(st.integers(0, 3), min_size=len(documents), max_size=len(documents)))
    repeated = [each for each, weight in zip(documents, weights, strict=True) for _ in range(weight)]
    for of in (coding.alpha, lambda given: coding.cohen(given, ("A", "B"))):
        tallies = of(patterns(documents))
        sums = np.array(weights)[list(tallies.documents)] @ tallies.rows
        value = float(tallies.statistic(sums))
        assert agrees(of(patterns(repeated)).estimate(), None if value != value else value)


def test_a_unit_has_every_label_that_touches_it():
    tokens = ((0, 2), (3, 11), (12, 18))
    only = document(20, tokens, A=[(3, 18, "PER"), (10, 13, "LOC")], B=[(2, 3, "PER")])
    both = frozenset(("PER", "LOC"))
    assert code(only).patterns == {(frozenset(), frozenset()): 1, (both, frozenset()): 2}


def test_documents_that_fewer_than_two_finished_count_nowhere():
    found = patterns([document(9, A=[(0, 5, "PER")]), document(9), document(4, A=[(0, 1, "PER")], B=[(0, 1, "PER")])])
    for tallies in (coding.cohen(found, ("A", "B")), coding.fleiss(found), coding.alpha(found)):
        assert tallies.documents == (2,)
        assert tallies.estimate() == Estimate(value=1.0, articles=1, units=4)
    assert coding.cohen(found, ("A", "C")).estimate().reason == "no_shared_documents"
    assert coding.alpha(patterns([])).estimate().reason == "no_shared_documents"


def test_some_of_the_annotators():
    documents = [document(6, A=[(0, 2, "X")], B=[(0, 3, "X")], C=[]), document(4, A=[(0, 1, "Y")], C=[(0, 1, "Y")])]
    found = patterns(documents)
    without = [
        Document(id=each.id, length=each.length, marks={name: each.marks[name] for name in "AC" if name in each.marks})
        for each in documents
    ]
    assert coding.fleiss(found).estimate().reason == "unequal_raters"
    assert agrees(coding.fleiss(found.of("AC")).estimate(), fleiss(without))
    assert agrees(coding.alpha(found.of("AC")).estimate(), alpha(without))


def test_without_variation_there_is_no_coefficient():
    found = patterns([document(20, A=[(0, 20, "PER")], B=[(0, 20, "PER")])])
    for tallies in (coding.cohen(found, ("A", "B")), coding.fleiss(found), coding.alpha(found)):
        assert tallies.estimate() == Estimate(value=None, reason="no_variation", articles=1, units=20)


def test_one_side_empty_is_not_undefined():
    found = patterns([document(50, A=[(0, 5, "PER"), (10, 15, "ORG")], B=[]), document(30, A=[], B=[])])
    assert agrees(coding.cohen(found, ("A", "B")).estimate(), 0.0)
    assert agrees(coding.fleiss(found).estimate(), -0.0491803279, 1e-6)
    assert agrees(coding.alpha(found).estimate(), -0.0426229508, 1e-6)


def test_labels_of_matched_spans():
    estimate = coding.matched_label_kappa([[("PER", "PER"), ("ORG", "GPE")], []]).estimate()
    assert estimate.value == pytest.approx(1 / 3)
    assert (estimate.articles, estimate.units) == (2, 2)
    assert coding.matched_label_kappa([[], []]).estimate().reason == "no_matched_spans"
    assert coding.matched_label_kappa([]).estimate().reason == "no_shared_documents"
    assert coding.matched_label_kappa([[("PER", "PER")] * 3]).estimate().reason == "no_variation"


@given(st.lists(st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), max_size=4), max_size=4))
def test_labels_of_matched_spans_are_a_kappa(documents: list[list[tuple[str, str]]]):
    every = [both for each in documents for both in each]
    assert agrees(coding.matched_label_kappa(documents).estimate(), kappa(every))


def test_a_fleiss_of_unequal_raters_is_undefined_in_every_draw():
    import numpy as np

    tallies = coding.fleiss(
        patterns([document(9, A=[(0, 1, "X")], B=[], C=[]), document(9, A=[(0, 1, "X")], B=[(0, 1, "X")])])
    )
    assert np.isnan(tallies.statistic(np.stack([tallies.rows[0], tallies.rows[1]]))).all()
    assert tallies.disagreements() is None


def test_the_shared_vectors(shared_folder):
    compared = 0
    for name, documents, expected, tolerance in vectors(shared_folder):
        found = patterns(documents)
        estimates: dict[str, Estimate] = {
            "token_fleiss": coding.fleiss(found).estimate(),
            "token_alpha_nominal": coding.alpha(found).estimate(),
        }
        for pair in pairs(annotators(documents)):
            key = "|".join(pair)
            estimates[f"token_cohen {key}"] = coding.cohen(found, pair).estimate()
            estimates[f"label_kappa_matched {key}"] = matched(documents, pair)
        for key in ("token_fleiss", "token_alpha_nominal", "token_cohen", "label_kappa_matched"):
            wanted = expected.get(key, {})
            for part, value in wanted.items() if isinstance(wanted, dict) else [("", wanted)]:
                assert agrees(estimates[f"{key} {part}".strip()], value, tolerance), (name, key, part)
                compared += 1
    assert compared > 60
