"""The linear models: rows, the fit, what a prior does."""

import numpy as np  # noqa: TID253
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.suggesters.learning import linear
from annotations.suggesters.learning.features import BITS
from annotations.suggesters.learning.linear import Linear, Rows

EVEN = np.log(np.full((1, 2), 0.5, np.float32))


def rows(*features: list[int]) -> Rows:
    begins = np.cumsum([0, *(len(each) for each in features)])
    ids = np.array([one for each in features for one in each], np.uint32)
    return Rows(begins=begins, ids=ids, dense=np.zeros((len(features), 0), np.float16))


def listed(some: Rows) -> list[list[int]]:
    return [some.ids[some.begins[at] : some.begins[at + 1]].tolist() for at in range(len(some))]


FEATURES = st.lists(st.lists(st.integers(0, 99), max_size=4), min_size=1, max_size=6)


@given(FEATURES, st.data())
def test_rows_taken_are_those_asked_for_in_that_order(features: list[list[int]], data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.integers(0, len(features) - 1), max_size=8))

    taken = rows(*features).take(np.array(wanted, int))

    assert listed(taken) == [features[at] for at in wanted]


@given(FEATURES, FEATURES)
def test_stacked_rows_follow_one_another(first: list[list[int]], second: list[list[int]]) -> None:
    assert listed(linear.stacked([rows(*first), rows(*second)])) == first + second


def test_an_article_without_words_adds_no_rows_whatever_its_vectors() -> None:
    empty = Rows(begins=np.array([0]), ids=np.array([], np.uint32), dense=np.zeros((0, 0), np.float16))
    one = Rows(begins=np.array([0, 1]), ids=np.array([7], np.uint32), dense=np.ones((1, 3), np.float16))

    assert linear.stacked([empty, one]).dense.shape == (1, 3)
    assert len(linear.stacked([empty])) == 0


def test_a_feature_that_tells_right_from_wrong_is_learned() -> None:
    seen = rows(*([[1, 3]] * 10 + [[2, 3]] * 10))

    model = linear.fit(seen, np.array([1] * 10 + [0] * 10), np.repeat(EVEN, 20, 0), penalty=0.5)
    said = model.probabilities(rows([1], [2], [9]), np.repeat(EVEN, 3, 0))

    assert said[0, 1] > 0.8
    assert said[1, 1] < 0.2
    assert said[2, 1] == pytest.approx(0.5)  # never seen: the prior


def test_three_classes_each_have_their_words() -> None:
    prior = np.log(np.full((30, 3), 1 / 3, np.float32))
    model = linear.fit(rows(*([[1]] * 10 + [[2]] * 10 + [[3]] * 10)), np.repeat([0, 1, 2], 10), prior, penalty=0.5)

    said = model.probabilities(rows([1], [2], [3]), prior[:3])

    assert said.argmax(axis=1).tolist() == [0, 1, 2]
    assert said.sum(axis=1) == pytest.approx([1, 1, 1])


def test_a_large_penalty_leaves_the_prior_as_it_was() -> None:
    prior = np.log(np.array([[0.1, 0.9]] * 10, np.float32))

    model = linear.fit(rows(*[[1]] * 10), np.zeros(10, int), prior, penalty=1e6)

    assert model.probabilities(rows([1]), prior[:1])[0, 1] == pytest.approx(0.9, abs=1e-3)


def test_evidence_against_the_prior_moves_it_the_more_the_smaller_the_penalty() -> None:
    prior = np.log(np.array([[0.1, 0.9]] * 10, np.float32))
    said = [
        linear.fit(rows(*[[1]] * 10), np.zeros(10, int), prior, penalty=penalty).probabilities(rows([1]), prior[:1])[
            0, 1
        ]
        for penalty in (100, 10, 1)
    ]

    assert 0.9 > said[0] > said[1] > said[2]


def test_dense_numbers_are_learned_beside_the_words() -> None:
    dense = np.array([[1.0], [-1.0]] * 10, np.float16)
    seen = Rows(begins=np.zeros(21, int), ids=np.array([], np.uint32), dense=dense)

    model = linear.fit(seen, np.array([1, 0] * 10), np.repeat(EVEN, 20, 0), penalty=0.1)

    said = model.probabilities(seen.take(np.array([0, 1])), np.repeat(EVEN, 2, 0))
    assert said[0, 1] > 0.6 > 0.4 > said[1, 1]


def test_without_rows_nothing_is_learned() -> None:
    model = linear.fit(rows(), np.array([], int), np.zeros((0, 2), np.float32), penalty=1)

    assert model.probabilities(rows([1]), EVEN)[0].tolist() == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize(
    ("known", "weights"),
    [
        (np.array([0.5]), np.zeros((1, 1), np.float32)),
        (np.array([[1]]), np.zeros((1, 1), np.float32)),
        (np.array([-1]), np.zeros((1, 1), np.float32)),
        (np.array([1 << BITS]), np.zeros((1, 1), np.float32)),
        (np.array([1, 2]), np.zeros((1, 1), np.float32)),
        (np.array([1]), np.zeros(1, np.float32)),
        (np.array([1]), np.array([["x"]])),
    ],
)
def test_what_are_no_numbers_of_a_model_are_refused(known: np.ndarray, weights: np.ndarray) -> None:
    with pytest.raises(ValueError, match="not the numbers"):
        Linear.of_arrays("it", {"it.known": known, "it.weights": weights})
