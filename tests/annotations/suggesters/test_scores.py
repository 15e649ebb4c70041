"""Calibrated scores, and what a threshold would have done."""

from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotations.model.fate import Fate, Fated
from annotations.model.ids import ArticleId, RunId
from annotations.model.mention import Kind
from annotations.model.span import Span
from annotations.suggesters import scores
from annotations.suggesters.scores import Calibration, Outlook


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

    assert scores.outlook(decided, None, 0.0) == Outlook(shown=7, right=3, corrected=2, missed=1)
    assert scores.outlook(decided, None, 0.5) == Outlook(shown=4, right=2, corrected=1, missed=3)
    assert scores.outlook(decided, None, 1.0) == Outlook(shown=1, right=1, corrected=0, missed=5)
    assert scores.outlook(decided, "AID", 0.5) == Outlook()


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
    whole = scores.outlook(decided, None, 0.5)
    parts = [scores.outlook(decided, label, 0.5) for label in ("MEET", "AID")]

    assert whole == Outlook(
        **{name: sum(getattr(part, name) for part in parts) for name in ("shown", "right", "corrected", "missed")}
    )


def test_a_version_has_a_family():
    assert scores.family("events", "rules 3, lexicon ab12, en_core_web_sm 3.8.0, fast 3") == "events fast"
    assert scores.family("events", "rules 3, lexicon ab12, en_core_web_sm 3.8.0, slow 12") == "events slow"
    assert scores.family("events", "rules 3, lexicon ab12, en_core_web_sm 3.8.0") == "events"


def test_between_knots_is_a_line():
    knots = ((0.2, 0.1), (0.6, 0.5))

    assert scores.apply(knots, 0.4) == pytest.approx(0.3)
    assert scores.apply(knots, 0.2) == 0.1
    assert scores.apply(knots, 0.0) == 0.1
    assert scores.apply(knots, 0.9) == 0.5
    assert scores.apply((), 0.9) == 0.9


def test_without_decisions_scores_stay():
    assert scores.calibrate([], "events fast") == Calibration()
    assert Calibration().apply(0.7, "MEET") == 0.7
    assert scores.held_out_error([fate(Fated.MISSED, 0.5), fate(Fated.ACCEPTED)], "events fast") is None


def test_another_family_says_nothing():
    others = [fate(Fated.REJECTED, 0.9, version="rules 1, slow 1")] * 50

    assert scores.calibrate(others, "events fast") == Calibration()


def test_overconfident_scores_come_down():
    decided = [fate(Fated.ACCEPTED if number % 2 else Fated.REJECTED, 0.9) for number in range(400)]
    calibration = scores.calibrate(decided, "events fast")

    assert calibration.apply(0.9, "MEET") == pytest.approx(0.5, abs=0.05)


def test_a_label_with_few_decisions_follows_the_others():
    decided = [fate(Fated.REJECTED, 0.9) for _ in range(300)] + [fate(Fated.ACCEPTED, 0.9, "AID")] * 3
    calibration = scores.calibrate(decided, "events fast")

    assert calibration.apply(0.9, "MEET") < 0.1
    assert calibration.apply(0.9, "AID") < 0.25
    assert calibration.apply(0.9, "never seen") < 0.15


def test_a_few_decisions_move_little():
    calibration = scores.calibrate([fate(Fated.REJECTED, 0.8)], "events fast")

    assert 0.7 < calibration.apply(0.8, "MEET") < 0.8


def test_calibration_helps_on_articles_it_has_not_seen():
    decided = [
        fate(Fated.ACCEPTED if number % 10 < right else Fated.LEFT, score, article=f"a{number}")
        for score, right in ((0.9, 6), (0.5, 2))
        for number in range(200)
    ]
    error = scores.held_out_error(decided, "events fast")

    assert error is not None
    assert error.decisions == 400
    assert error.before == pytest.approx(0.3)
    assert error.after < error.before / 3


def test_the_expected_error_by_hand():
    scored = [(0.95, True), (0.95, False), (0.1, False), (1.0, True)]

    assert scores.expected_error(scored) == pytest.approx((abs(2.9 - 2) + abs(0.1 - 0)) / 4)
    assert scores.expected_error([]) == 0.0


@settings(max_examples=30, phases=[Phase.generate])
@given(fates)
def test_a_calibrated_score_is_a_probability_and_keeps_the_order(decided):
    calibration = scores.calibrate(decided, "events fast")

    for label in ("MEET", "AID", "never seen"):
        applied = [calibration.apply(step / 50, label) for step in range(51)]
        assert all(0 <= value <= 1 for value in applied)
        assert all(low <= high + 1e-9 for low, high in pairwise(applied))
