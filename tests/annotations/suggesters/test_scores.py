"""Calibrated scores, and what a threshold would have done."""

import json
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotations.model.fate import Fate, Fated
from annotations.model.ids import ArticleId, RunId
from annotations.model.mention import Kind
from annotations.model.project_settings import ScoreCurve
from annotations.model.span import Span
from annotations.suggesters import scores
from annotations.suggesters.found import Found
from annotations.suggesters.scores import Calibration, Judged, Outlook


def fate(fated, score=None, label="MEET", *, article="a1", version="rules 1, fast 3"):
    return Fate(
        article_id=ArticleId(article),
        annotator="ann",
        kind=Kind.EVENT,
        span=Span(0, 4),
        surface="met",
        label=label,
        given=None if fated in (Fated.REJECTED, Fated.LEFT) else label,
        fated=fated,
        suggester="events",
        version=version,
        run=RunId("r1"),
        score=score,
    )


fates = st.lists(
    st.builds(
        lambda fated, score, label, article: fate(fated, score, label, article=f"a{article}"),
        st.sampled_from(Fated),
        st.none() | st.integers(0, 20).map(lambda twentieth: twentieth / 20),
        st.sampled_from(["MEET", "AID"]),
        st.integers(0, 9),
    ),
    max_size=30,
)


def test_the_outlook_by_hand():
    decided = [
        fate(Fated.ACCEPTED, 0.9),
        fate(Fated.ACCEPTED, 0.4),
        fate(Fated.RELABELLED, 0.6),
        fate(Fated.REBOUNDED, 0.3),
        fate(Fated.REJECTED, 0.5),
        fate(Fated.LEFT, 0.2),
        fate(Fated.ACCEPTED),
        fate(Fated.MISSED, 0.9),
    ]

    curve = scores.outlook_curve(decided, None)
    assert curve.at(0.0) == Outlook(shown=7, right=3, corrected=2, missed=1)
    assert curve.at(0.5) == Outlook(shown=4, right=2, corrected=1, missed=3)
    assert curve.at(1.0) == Outlook(shown=1, right=1, corrected=0, missed=5)
    assert scores.outlook_curve(decided, "AID").at(0.5) == Outlook()


def _one_by_one(decided, label, threshold):
    own = [each for each in decided if label is None or each.label == label]
    suggested = [each for each in own if each.fated is not Fated.MISSED]
    shown = [each for each in suggested if each.score is None or each.score >= threshold]
    useful = (Fated.ACCEPTED, Fated.RELABELLED, Fated.REBOUNDED)
    return Outlook(
        shown=len(shown),
        right=sum(each.fated is Fated.ACCEPTED for each in shown),
        corrected=sum(each.fated in useful[1:] for each in shown),
        missed=len(own) - len(suggested) + sum(each.fated in useful for each in suggested if each not in shown),
    )


@given(fates, st.sampled_from([None, "MEET"]), st.integers(0, 41).map(lambda half: half / 40))
def test_the_curve_says_what_counting_says(decided, label, threshold):
    assert scores.outlook_curve(decided, label).at(threshold) == _one_by_one(decided, label, threshold)


@given(fates)
def test_labels_add_up(decided):
    whole = scores.outlook_curve(decided, None).at(0.5)
    parts = [scores.outlook_curve(decided, label).at(0.5) for label in ("MEET", "AID")]

    assert whole == Outlook(
        **{name: sum(getattr(part, name) for part in parts) for name in ("shown", "right", "corrected", "missed")}
    )


def test_between_knots_is_a_line():
    knots = ((0.2, 0.1), (0.6, 0.5))

    assert scores.apply(knots, 0.4) == pytest.approx(0.3)
    assert scores.apply(knots, 0.2) == 0.1
    assert scores.apply(knots, 0.0) == 0.1
    assert scores.apply(knots, 0.9) == 0.5
    assert scores.apply((), 0.9) == 0.9
    assert scores.apply(((0.16, 0.18), (1.0, 1.0)), 1.0) == 1.0


def judged(right: int, wrong: int, score: float = 0.9, label: str = "MEET") -> list[Judged]:
    return [Judged(label, score, number < right) for number in range(right + wrong)]


def calibrated(calibration: Calibration, score: float, label: str = "MEET") -> float:
    return scores.apply(calibration.curve(label), score)


def test_without_finished_articles_scores_stay():
    calibration = scores.calibrated([])

    assert calibration == Calibration()
    assert calibrated(calibration, 0.7) == 0.7


def test_overconfident_scores_come_down():
    assert calibrated(scores.calibrated(judged(500, 500)), 0.9) == pytest.approx(0.5, abs=0.05)


def test_a_label_met_rarely_follows_the_others():
    calibration = scores.calibrated(judged(0, 500) + judged(3, 0, label="AID"))

    assert calibrated(calibration, 0.9) < 0.1
    assert calibrated(calibration, 0.9, "AID") < 0.25
    assert calibrated(calibration, 0.9, "never seen") < 0.15


def test_a_few_suggestions_move_little():
    assert 0.7 < calibrated(scores.calibrated(judged(0, 1, 0.8)), 0.8) < 0.8


def test_what_is_less_sure_is_never_right_more_often():
    calibration = scores.calibrated(judged(0, 500, 0.9) + judged(500, 0, 0.95))

    assert calibrated(calibration, 0.6) <= calibrated(calibration, 0.9) < 0.1
    assert calibrated(calibration, 0.99) > 0.95


def test_the_same_scores_in_another_order_make_the_same_curve():
    some = judged(3, 2, 0.4) + judged(5, 1, 0.8) + judged(2, 2, 0.8, "AID")

    assert scores.calibrated(some) == scores.calibrated(some[::-1])


def test_only_what_has_a_score_is_calibrated():
    def found(score, label="MEET"):
        return Found(extent=Span(0, 3), label=label, why="", source="", score=score)

    calibration = Calibration(curves={"MEET": ((0.0, 0.0), (1.0, 0.5))})

    assert calibration.applied([[found(0.8), found(None)], [], [found(0.8, "AID")]]) == [
        [found(0.4), found(None)],
        [],
        [found(0.8, "AID")],
    ]


suggestions = st.lists(
    st.builds(Judged, st.sampled_from(["MEET", "AID"]), st.floats(0, 1), st.booleans()),
    max_size=60,
)


@settings(max_examples=50, phases=[Phase.generate])
@given(suggestions)
def test_a_calibrated_score_is_a_probability_and_keeps_the_order(some):
    calibration = scores.calibrated(some)

    for label in ("MEET", "AID", "never seen"):
        applied = [calibrated(calibration, step / 50, label) for step in range(51)]
        assert all(0 <= value <= 1 for value in applied)
        assert all(low <= high + 1e-9 for low, high in pairwise(applied))


@settings(max_examples=30, phases=[Phase.generate])
@given(suggestions)
def test_a_calibration_comes_back_from_its_file(some):
    calibration = scores.calibrated(some)

    assert Calibration.from_json(json.loads(json.dumps(calibration.to_json()))) == calibration


@pytest.mark.parametrize(
    "value",
    [
        [],
        {"pooled": []},
        {"curves": 3, "pooled": []},
        {"curves": {"MEET": [[0.5]]}, "pooled": []},
        {"curves": {}, "pooled": [["high", 1.0]]},
        {"curves": {}, "pooled": [[0.5, 0.2], [0.1, 0.3]]},
    ],
)
def test_what_is_no_calibration_is_refused(value):
    with pytest.raises((KeyError, TypeError, ValueError)):
        Calibration.from_json(value)


# -- the curves of a project ------------------------------------------------------------------------------------------


def curve(label, *knots, kind=Kind.EVENT):
    return ScoreCurve(kind=kind, label=label, knots=knots)


def test_new_curves_replace_those_of_their_kind_and_no_others():
    names = curve("MEET", (0.0, 0.2), (1.0, 0.8), kind=Kind.ENTITY)
    now = (names, curve("MEET", (0.0, 0.0), (1.0, 0.9)), curve("GONE", (0.0, 0.0), (1.0, 0.9)))
    fitted = (curve("AID", (0.0, 0.0), (1.0, 1.0)), curve("MEET", (0.0, 0.0), (1.0, 0.8)))

    assert scores.renewed(now, fitted) == (names, *fitted)


def test_curves_that_hardly_moved_stay():
    now = (curve("MEET", (0.0, 0.0), (0.5, 0.5), (1.0, 0.9)),)

    assert scores.renewed(now, (curve("MEET", (0.0, 0.02), (0.5, 0.52), (1.0, 0.92)),)) == now
    assert scores.renewed(now, (curve("MEET", (0.0, 0.0), (0.5, 0.53), (1.0, 0.9)),)) != now
    assert scores.renewed(now, ()) == now


def test_a_first_curve_that_leaves_scores_as_they_are_is_not_kept():
    assert scores.renewed((), (curve("MEET"), curve("AID", (0.0, 0.01), (1.0, 0.99)))) == ()
    assert scores.renewed((), (curve("MEET", (0.0, 0.0), (1.0, 0.9)),)) != ()
