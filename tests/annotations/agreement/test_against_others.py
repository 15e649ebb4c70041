"""The figures against those of other programs, on random data of the kind that they can take.

nervaluate pairs spans in the order in which they come, and counts the last character in; nothing marked by either is 0
to it. So it is given documents without overlapping spans, with ends one less, in which somebody marked something. Where
a span overlaps two of the other, its order may pair the worse one: type F1 may then be less than ours, never more.
"""

import random
from collections.abc import Sequence

import pytest

from annotations.agreement import spans
from annotations.agreement.documents import Document
from annotations.agreement.figures import Figures, Resampling
from annotations.agreement.parts import parts
from annotations.model.mark import Mark

BOTH = ("A", "B")
LABELS = ("GPE", "ORG", "PERSON")
WORD = 10
NO_DRAWS = Resampling(draws=0)


def flat(chance: random.Random, names: Sequence[str] = BOTH, words: int = 30) -> Document:
    """A document in which annotators mostly mark the same runs of words, none overlapping another of theirs."""
    truth, at = [], 0
    while at < words:
        length = chance.choice((1, 1, 2, 3))
        if chance.random() < 0.5:
            truth.append((at, min(at + length, words), chance.choice(LABELS)))
        at += length + chance.randrange(2)
    return Document(
        id="d",
        length=WORD * words,
        marks={name: frozenset(_seen(truth, chance)) for name in names},
        units=tuple((WORD * number, WORD * number + WORD) for number in range(words)),
    )


def _seen(truth: Sequence[tuple[int, int, str]], chance: random.Random) -> list[Mark]:
    found: list[Mark] = []
    for start, end, label in truth:
        if chance.random() < 0.8:
            start = max(start - (chance.random() < 0.2), found[-1].end // WORD if found else 0)
            end = max(start + 1, end - (chance.random() < 0.2))
            found.append(Mark(WORD * start, WORD * end, label if chance.random() < 0.8 else chance.choice(LABELS)))
    return found


def by_word(document: Document, name: str) -> list[str]:
    """The label of each word."""
    words = [""] * len(document.units or ())
    for mark in document.marks[name]:
        words[mark.start // WORD : mark.end // WORD] = [mark.label] * ((mark.end - mark.start) // WORD)
    return words


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    chance = random.Random(7)
    drawn = (flat(chance) for _ in range(400))
    return [each for each in drawn if each.marks["A"] or each.marks["B"]][:300]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("strict_f1", "strict"), ("exact_boundary_f1", "exact"), ("partial_f1", "partial"), ("type_f1", "ent_type")],
)
def test_f1_is_that_of_nervaluate(documents, ours, theirs):
    from nervaluate import Evaluator

    differ = 0
    for each in documents:
        lists = [
            [{"label": mark.label, "start": mark.start, "end": mark.end - 1} for mark in sorted(each.marks[name])]
            for name in BOTH
        ]
        known = Evaluator(lists[:1], lists[1:], tags=list(LABELS)).evaluate()["overall"][theirs].f1
        counts = spans.count(each, BOTH)
        assert counts is not None
        found = spans.f1(ours, counts)
        if theirs == "ent_type" and found != pytest.approx(known):
            assert found > known
            differ += 1
        else:
            assert found == pytest.approx(known)
    assert len(documents) == 300
    assert differ <= 6


def test_kappa_of_two_is_that_of_scikit_learn_and_statsmodels(documents):
    from sklearn.metrics import cohen_kappa_score
    from statsmodels.stats.inter_rater import cohens_kappa

    first, second = ([word for each in documents for word in by_word(each, name)] for name in BOTH)
    table = [
        [sum(pair == (row, column) for pair in zip(first, second, strict=True)) for column in ("", *LABELS)]
        for row in ("", *LABELS)
    ]
    found = Figures(list(map(parts, documents)), BOTH, NO_DRAWS).token_cohen(BOTH).value
    assert found == pytest.approx(cohen_kappa_score(first, second))
    assert found == pytest.approx(cohens_kappa(table, return_results=False))


def test_kappa_of_three_is_that_of_statsmodels():
    from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

    chance, names = random.Random(8), ("A", "B", "C")
    three = [flat(chance, names) for _ in range(40)]
    codes = [[(("", *LABELS).index(by_word(each, name)[at])) for name in names] for each in three for at in range(30)]
    table, _ = aggregate_raters(codes)
    found = Figures(list(map(parts, three)), names, NO_DRAWS).token_fleiss().value
    assert found == pytest.approx(fleiss_kappa(table))


def test_alpha_is_that_of_krippendorff(documents):
    krippendorff = pytest.importorskip("krippendorff", reason="its licence keeps it out of what is installed")
    rows = [[word for each in documents for word in by_word(each, name)] for name in BOTH]
    known = krippendorff.alpha(reliability_data=rows, level_of_measurement="nominal", value_domain=["", *LABELS])
    assert Figures(list(map(parts, documents)), BOTH, NO_DRAWS).token_alpha().value == pytest.approx(known)
