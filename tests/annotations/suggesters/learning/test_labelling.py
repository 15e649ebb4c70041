"""From probabilities to spans."""

import numpy as np  # noqa: TID253
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.mention import Kind
from annotations.suggesters.learning import labelling
from annotations.suggesters.learning.evidence import TokenSpan
from tests.annotations.suggesters.learning.reading_helpers import decided

TEXT = "Officers left.\nTroops came back."  # tokens 0-2 and 3-6
ARTICLE = decided(TEXT, kind=Kind.ENTITY)
COUNT = 7


def probabilities(**at: float) -> np.ndarray:
    said = np.zeros(COUNT, np.float32)
    for token, probability in at.items():
        said[int(token[1:])] = probability
    return said


def test_a_span_is_as_probable_as_its_begin_each_step_on_and_its_end() -> None:
    found = labelling.candidates(ARTICLE, probabilities(t3=0.8), probabilities(t4=0.75, t5=0.5), 0.15)

    assert [(span.first, span.end) for _, span in found] == [(3, 5), (3, 6), (3, 4)]
    assert [score for score, _ in found] == pytest.approx([0.8 * 0.75 * 0.5, 0.8 * 0.75 * 0.5, 0.8 * 0.25])


def test_a_span_never_goes_on_into_the_next_stretch() -> None:
    found = labelling.candidates(ARTICLE, probabilities(t2=0.9), np.ones(COUNT, np.float32), 0.2)

    assert [(span.first, span.end) for _, span in found] == [(2, 3)]


def test_a_span_ends_with_the_article() -> None:
    found = labelling.candidates(ARTICLE, probabilities(t5=0.9), np.ones(COUNT, np.float32), 0.2)

    assert [(span.first, span.end) for _, span in found] == [(5, 7)]


CHANCES = st.lists(st.floats(0, 1, width=32), min_size=COUNT, max_size=COUNT)


@given(CHANCES, CHANCES, st.sampled_from([0.1, 0.25, 0.5]))
def test_what_is_suggested_is_apart_and_probable_enough(begins: list[float], on: list[float], least: float) -> None:
    spans = labelling.candidates(ARTICLE, np.array(begins, np.float32), np.array(on, np.float32), least)
    called = np.full((len(spans), 1), 1.0, np.float32)

    kept = labelling.named(spans, called, [("", 0.0)] * len(spans), ["EVENT"], least)

    tokens = [at for _, span in kept for at in range(span.first, span.end)]
    assert len(tokens) == len(set(tokens))
    assert all(least <= score <= 1 for score, _ in kept)
    assert bool(kept) == bool(spans)


def test_a_label_never_met_while_learning_stands_as_the_rules_have_it() -> None:
    spans = [(0.9, TokenSpan(0, 1, "")), (0.8, TokenSpan(3, 4, ""))]
    called = np.array([[0.7, 0.3], [0.1, 0.9]], np.float32)

    kept = labelling.named(spans, called, [("NEW", 0.8), ("ORG", 0.9)], ["GPE", "ORG"], 0.25)

    assert [(span.label, pytest.approx(score)) for score, span in kept] == [("NEW", 0.72), ("ORG", 0.72)]


def test_in_a_complete_article_every_token_is_asked_about() -> None:
    asked = labelling.questions(decided(TEXT, [("came back", "RETREAT")]))

    assert asked.begin_tokens.tolist() == list(range(COUNT))
    assert asked.begins.tolist() == [0, 0, 0, 0, 1, 0, 0]
    assert dict(zip(asked.on_tokens.tolist(), asked.goes_on.tolist(), strict=True)) == {5: 1, 6: 0}


def test_elsewhere_only_what_was_decided_says_anything() -> None:
    asked = labelling.questions(decided(TEXT, [("came back", "RETREAT")], [("left", "RETREAT")], complete=False))

    assert dict(zip(asked.begin_tokens.tolist(), asked.begins.tolist(), strict=True)) == {1: 0, 4: 1, 5: 0}


def test_a_mark_at_the_end_of_a_stretch_asks_nothing_about_the_next() -> None:
    asked = labelling.questions(decided(TEXT, [("left.", "RETREAT")]))

    assert dict(zip(asked.on_tokens.tolist(), asked.goes_on.tolist(), strict=True)) == {2: 1}


def test_the_prior_of_a_label_is_what_the_rules_say() -> None:
    said = np.exp(labelling.label_prior([("ORG", 0.8), ("", 0.0), ("NEW", 0.8)], ["FAC", "GPE", "ORG"]))

    assert said[0].tolist() == pytest.approx([0.1, 0.1, 0.8])
    assert said[1].tolist() == pytest.approx([1 / 3] * 3)
    assert said[2].tolist() == pytest.approx([1 / 3] * 3)
