from dataclasses import replace

import pytest

from annotations.model.mention import EventMention, Kind
from annotations.model.schema import AttributeType, Schema
from tests.annotations.suggesters.helpers import POLITICAL, suggest


def attributes(sentence: str, schema: Schema = POLITICAL) -> dict[str, dict[str, str]]:
    """Of each event of a sentence, by its trigger: the attributes that were guessed."""
    return {
        made.mention.span.of(sentence): dict(made.mention.attributes)
        for made in suggest(sentence, schema)
        if isinstance(made.mention, EventMention)
    }


PAST, PRESENT = {"tense": "past"}, {"tense": "present"}
PLANNED, TO_COME = {"modality": "planned"}, {"modality": "planned", "tense": "future"}
POSSIBLE, DENIED = {"modality": "possible"}, {"modality": "denied"}
NEGATIVE, DID_NOT = {"polarity": "negative"}, {"polarity": "negative", "tense": "past"}


@pytest.mark.parametrize(
    ("sentence", "trigger", "guessed"),
    [
        ("Chad attacked Sudan.", "attacked", PAST),
        ("Peru has signed a treaty with Chile.", "signed", PAST),
        ("Soldiers are shelling the town.", "shelling", PRESENT),
        ("Soldiers began to shell the town.", "shell", PAST),
        ("If Chad attacks Sudan, Egypt will protest.", "protest", TO_COME),
        ("The president could visit Peru next month.", "visit", POSSIBLE),
        ("Chad may attack Sudan.", "attack", POSSIBLE),
        ("Perhaps the rebels attacked the port.", "attacked", POSSIBLE),
        ("Chad did not attack Sudan.", "attack", DID_NOT),
        ("Chad never attacked Sudan.", "attacked", DID_NOT),
        ("Chad refused to meet Sudan.", "meet", DID_NOT),
        ("The army withdrew from the town without attacking Sudan.", "attacking", NEGATIVE),
        ("Rebels prevented the police from arresting the mayor.", "arresting", NEGATIVE),
        ("Chad denied attacking Sudan.", "attacking", DENIED),
    ],
)
def test_of_a_verb(sentence: str, trigger: str, guessed: dict[str, str]):
    assert attributes(sentence)[trigger] == guessed


@pytest.mark.parametrize(
    ("sentence", "trigger", "guessed"),
    [
        ("Ministers held talks in Lima on Monday.", "talks", PAST),
        ("Ministers will hold talks in Lima on Monday.", "talks", TO_COME),
        ("No talks were held in Lima.", "talks", DID_NOT),
        ("The sides failed to reach a deal in Lima.", "deal", DID_NOT),
        ("The two governments cancelled talks in Lima.", "talks", NEGATIVE),
        ("The upcoming talks in Lima worry Chile.", "talks", PLANNED),
        ("Chad denied the attack on Sudan.", "attack", DENIED),
    ],
)
def test_of_a_noun(sentence: str, trigger: str, guessed: dict[str, str]):
    assert attributes(sentence)[trigger] == guessed


def test_a_threat_that_is_announced_has_been_made():
    assert attributes("Chad will attack Sudan next week.") == {"attack": {}}


def test_a_headline_in_the_present_says_nothing_of_when():
    assert attributes("Chad attacks Sudan") == {"attacks": {}}
    assert attributes("Chad attacks Sudan.") == {"attacks": PRESENT}


def test_only_values_that_the_schema_offers_are_written_and_never_a_default():
    only = AttributeType(name="tense", title="Tense", values=("past", "future"))
    labels = tuple(
        replace(label, attributes=(only,)) if label.kind is Kind.EVENT else label for label in POLITICAL.labels
    )
    offered = replace(POLITICAL, labels=labels)
    assert attributes("Chad did not attack Sudan.", offered) == {"attack": {}}
    assert attributes("Ministers will hold talks in Lima.", offered) == {"talks": {"tense": "future"}}


def test_attributes_are_sorted_by_name():
    (made,) = (made for made in suggest("No talks were held in Lima.") if isinstance(made.mention, EventMention))
    assert isinstance(made.mention, EventMention)
    assert made.mention.attributes == (("polarity", "negative"), ("tense", "past"))
