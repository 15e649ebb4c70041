"""Counts and F1s of spans: a worked example, laws, and what is undefined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement.documents import Document
from annotations.agreement.spans import COLUMNS, F1S, NONE, count, f1, f1_of_rows, label_f1, macro_f1, total
from annotations.model.mark import Mark

PAIR = ("A", "B")
marks = st.builds(
    lambda start, length, label: Mark(start, start + length, label),
    st.integers(0, 30),
    st.integers(1, 8),
    st.sampled_from(["ORG", "PER", "LOC"]),
)
sides = st.tuples(st.frozensets(marks, max_size=6), st.frozensets(marks, max_size=6))


def document(a, b, id_="d") -> Document:
    return Document(id=id_, length=60, marks={"A": frozenset(a), "B": frozenset(b)})


# One of each reason: identical, another label, one end off, both, missing, extra.
ALL = document(
    {Mark(0, 4, "PER"), Mark(5, 9, "ORG"), Mark(10, 14, "PER"), Mark(15, 19, "PER"), Mark(20, 24, "LOC")},
    {Mark(0, 4, "PER"), Mark(5, 9, "LOC"), Mark(10, 12, "PER"), Mark(15, 17, "ORG"), Mark(30, 34, "ORG")},
)


def test_a_worked_example():
    counts = count(ALL, PAIR)
    values = {name: f1(name, counts) for name in F1S}
    assert values == {
        "strict_f1": 0.2,
        "exact_boundary_f1": 0.4,
        "type_f1": 0.4,
        "partial_f1": 0.6,
        "overlap_f1": 0.8,
        "iou50_f1": 0.4,
        "soft_iou_f1": pytest.approx(0.3),
    }
    assert counts.labels == {"LOC": (0, 1, 1), "ORG": (0, 1, 2), "PER": (1, 3, 2)}
    assert counts.confusion == {
        ("PER", "PER"): 2, ("ORG", "LOC"): 1, ("PER", "ORG"): 1, ("LOC", NONE): 1, (NONE, "ORG"): 1,
    }  # fmt: skip
    assert counts.same_extent == {
        ("PER", "PER"): 1, ("ORG", "LOC"): 1, ("PER", NONE): 2, ("LOC", NONE): 1,
        (NONE, "PER"): 1, (NONE, "ORG"): 2,
    }  # fmt: skip
    assert label_f1(counts, "PER") == pytest.approx(0.4)
    assert label_f1(counts, "NORP") is None


def test_who_has_not_finished_is_not_who_marked_nothing():
    unfinished = Document(id="d", length=60, marks={"A": frozenset({Mark(0, 4, "PER")})})
    assert count(unfinished, PAIR) is None
    assert f1("strict_f1", count(document({Mark(0, 4, "PER")}, set()), PAIR)) == 0.0


def test_nothing_marked_is_undefined_and_counted():
    empty = count(document(set(), set()), PAIR)
    assert {f1(name, empty) for name in F1S} == {None}
    assert (empty["both_empty"], empty.documents) == (1, 1)
    assert macro_f1([empty]) is None
    assert macro_f1([empty, count(ALL, PAIR)]) == 0.2


@given(st.lists(sides, min_size=1, max_size=4))
def test_the_sum_has_the_figures_of_all_rows_and_every_count_reconciles(drawn):
    import numpy as np

    each = [count(document(a, b, f"d{number}"), PAIR) for number, (a, b) in enumerate(drawn)]
    counts = total(each)
    assert (
        counts["match"] + counts["label"] + counts["boundary"] + counts["boundary+label"] + counts["missing"]
        == (counts["nA"])
    )
    assert counts["nB"] - counts["extra"] == counts["nA"] - counts["missing"]
    assert sum(counts.confusion.values()) == counts["nA"] + counts["extra"]
    assert sum(both for both, _, _ in counts.labels.values()) == counts["match"]
    rows = np.array([one.row for one in each]).sum(axis=0)
    assert len(rows) == len(COLUMNS)
    for name in F1S:
        value = f1(name, counts)
        assert float(f1_of_rows(name, rows)) == pytest.approx(value if value is not None else float("nan"), nan_ok=True)


@given(sides)
def test_the_figures_do_not_depend_on_who_is_named_first(drawn):
    forth, back = (count(document(*each), PAIR) for each in (drawn, drawn[::-1]))
    assert [f1(name, forth) for name in F1S] == pytest.approx([f1(name, back) for name in F1S])
    assert {(b, a): many for (a, b), many in back.confusion.items()} == forth.confusion


@given(st.frozensets(marks, max_size=8))
def test_identical_sets_agree_wholly_or_not_at_all(same):
    values = {f1(name, count(document(same, same), PAIR)) for name in F1S}
    assert values == ({1.0} if same else {None})
