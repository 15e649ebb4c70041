"""Counts, F1 and intervals over articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.mention import Kind
from annotations.model.span import Span
from annotations.suggesters.learning import measure
from annotations.suggesters.learning.examples import Marked
from annotations.suggesters.learning.measure import Counts
from annotations.suggesters.scores import Judged


def mark(start, end, label="MEET"):
    return Marked(kind=Kind.EVENT, span=Span(start, end), label=label)


marks = st.lists(
    st.builds(
        lambda start, length, label: mark(start, start + length, label),
        st.integers(0, 12),
        st.integers(1, 5),
        st.sampled_from(["MEET", "AID"]),
    ),
    max_size=6,
)
articles = st.lists(st.tuples(marks, marks), min_size=1, max_size=6)


def test_counts_by_hand():
    marked = [mark(0, 4), mark(10, 14), mark(20, 24), mark(30, 34, "AID")]
    said = [mark(0, 4), mark(10, 12), mark(20, 24, "AID"), mark(40, 44)]

    assert measure.count(marked, said) == Counts(marked=4, said=4, right=1, near=2)


def test_a_wide_suggestion_pairs_with_one_only():
    assert measure.count([mark(0, 4), mark(5, 9)], [mark(0, 9)]) == Counts(marked=2, said=1, right=0, near=1)


def test_twice_is_once():
    assert measure.count([mark(0, 4)] * 2, [mark(0, 4)] * 3) == Counts(marked=1, said=1, right=1, near=1)


def test_what_has_a_score_is_judged_in_the_articles_of_the_gold():
    said = {
        "a": {mark(0, 4): 0.9, mark(10, 14): 0.5, mark(20, 24, "AID"): None},
        "b": {mark(0, 4): 0.7},
        "not finished": {mark(0, 4): 0.8},
    }

    assert measure.judged({"a": [mark(0, 4), mark(10, 14, "AID")], "b": [], "c": [mark(1, 2)]}, said) == [
        Judged("MEET", 0.9, True),
        Judged("MEET", 0.5, False),
        Judged("MEET", 0.7, False),
    ]


def test_f1_sums_over_articles():
    counts = [Counts(marked=3, said=1, right=1, near=1), Counts(marked=1, said=3, right=0, near=2)]

    assert measure.f1(counts) == pytest.approx(2 * 1 / 8)
    assert measure.partial_f1(counts) == pytest.approx(2 * 3 / 8)


def test_of_nothing_there_is_no_f1():
    assert measure.f1([Counts()]) is None
    assert measure.partial_f1([]) is None
    assert measure.measure([Counts(), Counts()]) is None
    assert measure.difference([Counts()], [Counts()]) is None


def test_one_side_empty_is_zero():
    assert measure.f1([Counts(marked=2)]) == 0.0


def test_articles_alike_have_no_spread():
    found = measure.measure([Counts(marked=4, said=4, right=3, near=4)] * 10)

    assert found is not None
    assert (found.f1, found.low, found.high) == pytest.approx((0.75, 0.75, 0.75))


def test_empty_articles_do_not_spoil_the_interval():
    found = measure.measure([Counts(), Counts(marked=2, said=2, right=1, near=1)])

    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.5, 0.5))


def test_a_constant_gain_is_certain():
    old = [Counts(marked=5, said=5, right=2, near=2)] * 6
    new = [Counts(marked=5, said=5, right=4, near=4)] * 6
    gain = measure.difference(old, new)

    assert gain is not None
    assert (gain.value, gain.low) == pytest.approx((0.4, 0.4))


def test_a_gain_in_one_article_of_many_is_not():
    same = [Counts(marked=5, said=5, right=2, near=2)] * 9
    gain = measure.difference([*same, Counts(marked=5, said=5, right=2)], [*same, Counts(marked=5, said=5, right=4)])

    assert gain is not None
    assert gain.value > 0
    assert gain.low == pytest.approx(0.0)


def test_different_numbers_of_articles_cannot_be_compared():
    with pytest.raises(ValueError, match="1 articles against 2"):
        measure.difference([Counts()], [Counts(), Counts()])


@given(marks, marks)
def test_sides_may_be_swapped(one, other):
    there, back = measure.count(one, other), measure.count(other, one)

    assert (there.marked, there.said, there.right, there.near) == (back.said, back.marked, back.right, back.near)
    assert there.right <= there.near <= min(there.marked, there.said)


@given(marks, marks, st.randoms())
def test_order_does_not_matter(one, other, chance):
    shuffled_one, shuffled_other = list(one), list(other)
    chance.shuffle(shuffled_one)
    chance.shuffle(shuffled_other)

    assert measure.count(one, other) == measure.count(shuffled_one, shuffled_other)


@given(articles)
def test_the_interval_holds_the_value_of_draws_between_worst_and_best(given_articles):
    counts = [measure.count(*each) for each in given_articles]
    found = measure.measure(counts)
    values = [value for each in counts if (value := measure.f1([each])) is not None]

    if found is None:
        assert values == []
    else:
        assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9


@given(articles)
def test_nothing_is_better_than_itself(given_articles):
    counts = [measure.count(*each) for each in given_articles]
    gain = measure.difference(counts, counts)

    assert gain is None or (gain.value, gain.low) == (0.0, 0.0)
