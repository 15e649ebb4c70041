import pytest

from annotations.editing.ledger import SUGGESTED, Side, Which, findings, summary
from annotations.model.fate import Fated
from annotations.model.mention import Kind
from desktop.models.ledger_words import fate_in_words, finding_in_words, which_in_words
from tests.desktop.learning_samples import FATES, fate


def said(fates):
    """Each finding as one string, without the marks that keep directions apart."""
    made = findings(summary(fates), fates, most=9)
    return [" ".join(finding_in_words(finding)).replace("\u2068", "").replace("\u2069", "") for finding in made]


def test_findings_say_what_came_up_and_what_to_do():
    words = said(FATES)
    assert (
        words[0]
        == "AGREE: 30 of 94 missed, most often “accord” (19), “deal” (11). Add “accord”, “deal” to the phrase list."
    )
    assert words[1] == (
        "ORG: 38 of 85 re-bounded at the start, mostly without “the” (30). "
        "See Sources, how far a name reaches: “the” before a name."
    )
    assert words[2].startswith("GPE: 17 of 233 became ORG, most often “Washington” (17).")
    assert "DATE: 12 of 56 rejected, most often “today” (12). A higher threshold" in words[3]
    assert "GPE: 6 of 233 re-bounded at the end, mostly without “’s” (6)." in words[5]


def test_what_came_in_is_not_named():
    (words,) = said([fate(Fated.REBOUNDED, start=-2)] * 3)
    assert words == "ORG: 3 of 3 re-bounded at the start, mostly 2 words longer. See Sources, how far a name reaches."
    (words,) = said([fate(Fated.REBOUNDED, kind=Kind.EVENT, end=1)] * 3)
    assert "at the end, mostly 1 word longer. A trigger is the fewest words" in words


def test_words_that_came_up_once_are_not_for_the_phrase_list():
    (words,) = said([fate(Fated.MISSED, surface=surface) for surface in ("one", "two", "three")])
    assert "No words came up twice" in words


@pytest.mark.parametrize(
    ("fated", "more", "words"),
    [
        (Fated.RELABELLED, {"given": "GPE"}, "became GPE"),
        (Fated.REBOUNDED, {"start": 1, "end": -2}, "start 1 later, end 2 earlier"),
        (Fated.MISSED, {}, "missed"),
        (Fated.LEFT, {}, "left"),
    ],
)
def test_a_fate_in_words(fated, more, words):
    assert fate_in_words(fate(fated, **more)) == words


def test_the_heading_over_examples():
    def of(fated, **more):
        return which_in_words(Which(kind=Kind.ENTITY, label="ORG", fated=fated, **more), 1041)

    assert of(SUGGESTED) == "ORG, suggested: 1\u202f041"
    assert of((Fated.REBOUNDED,), side=Side.END) == "ORG, end moved: 1\u202f041"
    assert of((Fated.RELABELLED,), given="GPE") == "ORG, became GPE: 1\u202f041"
    assert of((Fated.LEFT,)) == "ORG, left undecided: 1\u202f041"
