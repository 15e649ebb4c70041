"""Intervals: against scipy's bootstrap, paired differences, and where there is none."""

import pytest

from annotations.agreement.resampling import difference, interval


def ratio(sums):
    import numpy as np

    with np.errstate(invalid="ignore", divide="ignore"):
        return sums[..., 0] / sums[..., 1]


@pytest.fixture
def rows():
    import numpy as np

    generator = np.random.default_rng(7)
    many = generator.integers(1, 40, 60)
    return np.stack([generator.binomial(many, 0.7), many], axis=1).astype(float)


@pytest.mark.parametrize("method", ["percentile", "BCa"])
def test_it_is_that_of_scipy(rows, method):
    from scipy.stats import bootstrap

    other = bootstrap(
        (rows[:, 0], rows[:, 1]),
        lambda one, all_, axis=-1: one.sum(axis) / all_.sum(axis),
        paired=True,
        vectorized=True,
        n_resamples=10_000,
        method=method,
        rng=3,
    ).confidence_interval
    mine = interval(rows, ratio, draws=10_000, method=method)
    assert (mine.low, mine.high) == pytest.approx((other.low, other.high), abs=0.004)
    assert not mine.too_narrow


def test_the_same_seed_gives_the_same_interval_and_parts_give_one_too(rows, monkeypatch):
    whole = interval(rows, ratio, draws=500)
    assert interval(rows, ratio, draws=500) == whole
    assert interval(rows, ratio, draws=500, seed=1) != whole
    monkeypatch.setattr("annotations.agreement.resampling._MOST_KEPT", 6_000)
    assert interval(rows, ratio, draws=500) == whole


def test_few_documents(rows):
    assert interval(rows[:4], ratio).reason == "too_few_documents"
    assert interval(rows[:4], ratio).low is None
    few = interval(rows[:5], ratio)
    assert few.too_narrow
    assert few.low < few.high


def test_documents_that_are_all_alike(rows):
    import numpy as np

    alike = np.tile(rows[:1], (10, 1))
    assert interval(alike, ratio, method="BCa").reason == "degenerate"
    assert interval(alike, ratio).reason == "degenerate"
    assert interval(alike, ratio).low == interval(alike, ratio).high


def test_draws_in_which_nothing_is_defined_are_told(rows):
    import numpy as np

    rare = np.zeros((8, 2))
    rare[0] = (1, 2)
    assert 0.5 < interval(rare, ratio).defined < 0.8
    assert interval(np.zeros((8, 2)), ratio).reason == "undefined"


def test_the_difference_is_of_the_same_documents(rows):
    better = rows.copy()
    better[:, 0] = rows[:, 1]
    found = difference(rows, better, ratio)
    assert 0.2 < found.low < 0.3 < found.high < 0.4
    same = difference(rows, rows, ratio)
    assert (same.low, same.high) == (0.0, 0.0)


def test_an_unknown_method(rows):
    with pytest.raises(ValueError, match="jackknife"):
        interval(rows, ratio, method="jackknife")
