"""What a number counts, as the chip above the list says it."""

import pytest

from annotations.agreement.disagreements import Disagreement, Version, Which
from annotations.model.mark import Mark, Subject
from desktop.models.which_words import subject_in_words, which_in_words, who_in_words

TITLES = {"a1": "Talks <b>resume</b>"}


@pytest.mark.parametrize(
    ("which", "words"),
    [
        (Which(), ""),
        (Which(labels=frozenset(("ORG", "GPE"))), "GPE against ORG"),
        (Which(labels=frozenset(("ORG", ""))), "ORG against nothing"),
        (Which(labels=frozenset(("ORG",)), reasons=frozenset(("match",))), "Agreed on ORG"),
        (Which(labels=frozenset(("ORG",))), "ORG with other ends"),
        (Which(label="ORG"), "ORG"),
        (Which(pair=("Hana", "Marek")), "Hana and Marek"),
        (Which(pair=("Hana", "Marek"), article="a1"), "Hana and Marek, in “Talks <b>resume</b>”"),
        (Which(article="unknown"), "in “unknown”"),
        (Which(versions=(Version("the Guild", "ORG"), None)), "the Guild: ORG or nothing"),
        (Which(versions=(Version("", "ORG"), None)), "ORG or nothing"),
        (Which(reasons=frozenset(("missing", "extra", "boundary"))), "Different ends · One has it, the other not"),
        (Which(subjects=frozenset((Subject.EVENT,))), "All about events"),
    ],
)
def test_in_words(which, words):
    assert which_in_words(which, TITLES) == words


def test_subjects():
    assert [subject_in_words(each) for each in Subject] == ["Spans", "Events", "Roles"]


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (Mark(0, 5, "LOC"), None, "Hana LOC, Marek nothing"),
        (None, Mark(0, 5, "LOC"), "Hana nothing, Marek LOC"),
        (Mark(0, 5, "LOC"), Mark(0, 5, "GPE"), "Hana LOC, Marek GPE"),
        (Mark(0, 5, "LOC"), Mark(0, 7, "GPE"), "Hana LOC, Marek GPE, with other ends"),
        (Mark(0, 5, "LOC"), Mark(0, 7, "LOC"), "Hana and Marek LOC, with other ends"),
        (Mark(0, 5, "LOC"), Mark(0, 5, "LOC"), "Hana and Marek LOC"),
    ],
)
def test_who_has_what(a, b, words):
    each = Disagreement(
        article="a1",
        subject=Subject.SPAN,
        reason="label",
        pair=("Hana", "Marek"),
        a=a,
        b=b,
        surfaces=("x", "x"),
        have=(1, 1),
        of=2,
    )
    assert who_in_words(each) == words
