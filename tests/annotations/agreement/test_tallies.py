import pytest

from annotations.agreement.tallies import Tallies


def tallies(rows: list[list[float]], reason: str = "") -> Tallies:
    import numpy as np

    return Tallies(
        rows=np.array(rows).reshape(-1, 3),
        documents=tuple(range(len(rows))),
        disagreement=lambda sums: (sums[..., 1], sums[..., 2]),
        reason=reason,
    )


def test_a_coefficient_is_of_the_sum_of_all_rows():
    given = tallies([[10, 1, 4], [20, 2, 2]])
    assert given.disagreements() == (3, 6)
    assert given.estimate().value == pytest.approx(0.5)
    assert (given.estimate().articles, given.estimate().units) == (2, 30)


def test_many_sums_at_once_are_not_a_number_where_chance_does_not_disagree():
    import numpy as np

    values = tallies([]).statistic(np.array([[[10, 1, 4], [20, 2, 2]], [[5, 0, 3], [5, 0, 0]]]))
    assert values.shape == (2, 2)
    assert values.ravel().tolist() == pytest.approx([0.75, 0.0, 1.0, float("nan")], nan_ok=True)


def test_a_reason_of_the_coefficient_comes_before_that_of_its_value():
    assert tallies([[10, 0, 0]]).estimate().reason == "no_variation"
    assert tallies([[10, 1, 4]], "unequal_raters").estimate().reason == "unequal_raters"
    assert tallies([], "unequal_raters").estimate().reason == "no_shared_documents"
    assert tallies([[10, 1, 4]], "unequal_raters").disagreements() is None
