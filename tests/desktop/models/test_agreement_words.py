"""Agreement in words: every code has some, and sentences say what the figures say."""

from dataclasses import replace

import pytest

from annotations.agreement import alignment, events, report, trouble
from annotations.agreement.choice import Choice, Condition
from annotations.agreement.coverage import coverage
from annotations.agreement.disagreements import Version
from annotations.agreement.estimate import Estimate
from annotations.agreement.figures import Resampling
from annotations.agreement.trouble import MixUp, Trouble
from desktop.models import agreement_words as words

SURE = Estimate(value=0.789, interval=(0.756, 0.823), articles=118)


def test_every_code_has_words():
    for name in (*report.SPAN_FIGURES, *report.CHANCE_FIGURES, *events.LEVELS):
        assert words.figure_name(name) != words.figure_meaning(name)
    for reason in (*alignment.REASONS, *events.EVENT_REASONS, *events.ARGUMENT_REASONS):
        assert words.reason_in_words(reason)
    assert len({words.way_in_words(way) for way in trouble.WAYS}) == 4
    assert words.condition_in_words(Condition.BLIND) == "blind"


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.789, ".79"), (1.0, "1.00"), (0.0, ".00"), (-0.036, "−.04"), (-0.001, ".00"), (None, "–")],
)
def test_figures(value, said):
    assert words.figure(value) == said


@pytest.mark.parametrize(
    ("estimate", "said"),
    [
        (
            SURE,
            "When one analyst marks a span, another marks the same one with the same label 79 times in 100 (76 to 82).",
        ),
        (Estimate(value=None, reason="no_shared_documents"), "No article is finished by two analysts yet."),
        (Estimate(value=None, reason="no_spans", articles=1), "Nobody marked anything in 1 article."),
    ],
)
def test_the_headline(estimate, said):
    assert words.headline(estimate) == said


@pytest.mark.parametrize(
    ("estimate", "said"),
    [
        (SURE, ""),
        (
            Estimate(value=0.5, articles=12, interval=(0.4, 0.6), too_narrow=True),
            "With 12 articles the intervals are probably too narrow.",
        ),
        (
            Estimate(value=0.5, articles=3, interval_reason="too_few_documents"),
            "With 3 articles nobody can tell how sure that is.",
        ),
    ],
)
def test_how_sure_it_is(estimate, said):
    assert words.how_sure(estimate) == said


@pytest.mark.parametrize(
    ("estimate", "said"),
    [
        (SURE, ""),
        (Estimate(value=None, reason="overlapping_spans"), "not defined where spans of one analyst overlap"),
        (Estimate(value=0.5, interval_reason="degenerate"), "all articles alike"),
        (Estimate(value=0.5), ""),
    ],
)
def test_what_is_to_know_about_a_figure(estimate, said):
    assert words.remark(estimate) == said


@pytest.mark.parametrize(
    ("versions", "said"),
    [
        ((Version("Reuters", "ORG"), None), "ORG or nothing"),
        ((Version("Iraq", "GPE"), Version("Iraq", "ORG")), "GPE or ORG"),
        ((Version("the Gaza Strip", "GPE"), Version("Gaza Strip", "GPE")), "GPE or without “the”"),
        ((Version("US-led coalition", "ORG"), Version("US", "GPE")), "ORG or GPE without “-led coalition”"),
        ((Version("north of Erbil", "LOC"), Version("of Erb", "LOC")), "LOC or “of Erb”"),
    ],
)
def test_what_the_one_and_the_other_have(versions, said):
    assert words.versions_in_words(versions) == said


def test_where_the_trouble_is():
    found = Trouble(
        disagreements=2194,
        ways={"one_only": 1138, "ends": 588, "label": 372, "ends_and_label": 96},
        mix_up=MixUp(label="ORG", others=("GPE", "NORP"), count=244, of=372),
        surface="Rudaw",
        about_surface=38,
        weakest="EVENT",
    )
    assert words.where_the_trouble_is(found) == (
        f"{words.number(1138)} of the {words.number(2194)} disagreements are spans that only one of two has."
        " They agree on EVENT less than on other labels."
        " ORG against GPE or NORP makes up 244 of the 372 mix-ups of labels."
        " 38 of the disagreements are about “Rudaw”."
    )
    none = Trouble(disagreements=0, ways={}, mix_up=None, surface="", about_surface=0, weakest="")
    assert words.where_the_trouble_is(none) == ""


def test_events_in_one_sentence():
    figures = {"trigger_cls": SURE, "argument_cls": Estimate(value=0.5)}
    assert words.events_headline(figures) == (
        "On events: the same trigger with the same type 79 times in 100 (76 to 82),"
        " the same filler in the same role 50 in 100."
    )
    undefined = Estimate(value=None, reason="no_events")
    assert words.events_headline({"trigger_cls": undefined, "argument_cls": undefined}) == ""


def test_what_was_chosen_and_how_it_was_computed():
    choice = Choice(condition=Condition.BLIND, annotators=("ana", "ben"), labels=("ORG",), schema_versions=(3,))
    assert words.choice_in_words(choice) == [
        "work done: blind",
        "analysts: ana, ben",
        "labels: ORG",
        "guideline versions: 3",
    ]
    assert words.method_in_words(Resampling(draws=0)) == "Without intervals."
    assert "500 times (BCa), seed 7" in words.method_in_words(Resampling(draws=500, seed=7, method="BCa"))
    assert words.coverage_in_words(coverage([], 1, Choice())) == (
        "0 of 1 article done by two or more. Left out: 0 done by one, 0 in progress, 1 not begun."
        " Nothing is guessed for them."
    )
    blind = replace(coverage([], 2, Choice()), not_begun=0, otherwise=2)
    assert "Left out: 0 done by one, 2 done in another condition or guideline, 0" in words.coverage_in_words(blind)


def test_it_speaks_without_qt(fresh_python):
    code = "import sys; from desktop.models.agreement_words import tr; print(tr('blind'), 'PySide6' in sys.modules)"
    assert fresh_python(code).stdout.split() == ["blind", "False"]
