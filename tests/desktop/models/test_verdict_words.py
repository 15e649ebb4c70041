import pytest

from annotations.model.learned import Verdict
from annotations.model.mention import Kind
from desktop.models.verdict_words import curve_in_words, f1, model_in_words, two_f1, verdict_in_words
from tests.desktop.learning_samples import CURVE, MODELS, model, verdict


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("better", "Better on 25 articles held back: F1 .78, before .72, surely more than chance."),
        ("within_noise", "Not used: better on 25 articles held back (F1 .78, before .72), but that may be chance."),
        ("no_better", "Not used: no better on 25 articles held back (F1 .78, before .72). What suggests now stays."),
        ("too_few_articles", "Not used: 25 articles held back, too few to say whether it is better."),
        ("nothing_to_learn", "Nothing learned: the finished articles hold too few decisions of this kind."),
    ],
)
def test_a_verdict_is_a_sentence(reason, words):
    assert verdict_in_words(verdict(reason)) == words


def test_one_article_is_one_article():
    few = Verdict(better=False, reason="too_few_articles", articles=1)
    assert verdict_in_words(few) == "Not used: 1 article held back, too few to say whether it is better."


def test_a_model_is_a_line():
    assert model_in_words(MODELS[0]) == "fast 4 · events · learned from 25 articles · 4 s"
    assert model_in_words(MODELS[1]) == "slow 3 · events · learned from 20 articles · 14 min"
    assert model_in_words(model(1, kind=Kind.ENTITY, seconds=0.2)) == "fast 1 · names · learned from 10 articles · 1 s"


def test_the_curve_is_a_sentence():
    assert curve_in_words(CURVE) == "Learned from 25 articles: F1 .78 (.73–.83). What suggests now: .72 (.67–.77)."
    assert curve_in_words(()) == ""
    assert (f1(1.0), f1(0.0)) == ("1.00", ".00")


@pytest.mark.parametrize(
    ("new", "old", "shown"),
    [(0.78, 0.72, (".78", ".72")), (0.9537, 0.9468, (".954", ".947")), (0.8, 0.8, (".80", ".80")),
     (1.0, 0.998, ("1.000", ".998"))],
)  # fmt: skip
def test_figures_that_differ_look_different(new, old, shown):
    assert two_f1(new, old) == shown
