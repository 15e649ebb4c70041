from typing import TYPE_CHECKING

import pytest

from annotations.suggesters import clauses, spacy_pipeline

if TYPE_CHECKING:
    from spacy.tokens import Token


def word(sentence: str, text: str) -> "Token":
    doc = spacy_pipeline.load(with_syntax=True)(sentence)
    return next(token for token in doc if token.text == text)


def texts(words: "list[Token]") -> list[str]:
    return [found.text for found in words]


@pytest.mark.parametrize(
    ("sentence", "verb", "doers"),
    [
        ("The rebels attacked the town.", "attacked", ["rebels"]),
        ("The town was attacked by rebels.", "attacked", ["rebels"]),
        ("The town was attacked.", "attacked", []),
        ("The army urged the rebels to leave.", "leave", ["rebels"]),
        ("The army promised to leave.", "leave", ["army"]),
        ("The army shelled the town and burned the bridge.", "burned", ["army"]),
        ("The rebels who attacked the town fled.", "attacked", ["who"]),
        ("The mayor was forced to resign.", "resign", ["mayor"]),
        ("The visiting delegation left.", "visiting", ["delegation"]),
        ("The minister said the dam held, adding that the rain had stopped.", "adding", ["minister"]),
    ],
)
def test_doers(sentence: str, verb: str, doers: list[str]):
    assert texts(clauses.doers(word(sentence, verb))) == doers


@pytest.mark.parametrize(
    ("sentence", "verb", "objects"),
    [
        ("The rebels attacked the town.", "attacked", ["town"]),
        ("The town was attacked by rebels.", "attacked", ["town"]),
        ("The town attacked by rebels burned.", "attacked", ["town"]),
        ("The town came under attack.", "came", ["town"]),
        ("The army allowed the refugees to return.", "allowed", ["refugees"]),
    ],
)
def test_objects(sentence: str, verb: str, objects: list[str]):
    assert texts(clauses.objects(word(sentence, verb))) == objects


def test_what_follows_according_to_is_no_object():
    said = word("The boats went to the island according to the agency.", "went")
    assert texts(clauses.objects_of(said, frozenset({"to"}))) == ["island"]


def test_a_relative_pronoun_stands_for_the_noun_before_it():
    assert clauses.antecedent(word("The rebels who attacked the town fled.", "who")).text == "rebels"
    assert clauses.antecedent(word("The rebels fled.", "rebels")).text == "rebels"


def test_a_meeting_is_the_occasion_of_the_verb_that_it_is_said_with():
    preposition, verb = clauses.occasion(word("The minister praised the mayor during a meeting.", "meeting")) or (
        "",
        None,
    )
    assert preposition == "during"
    assert verb is not None
    assert verb.text == "praised"
    assert clauses.occasion(word("The meeting ended.", "meeting")) is None


@pytest.mark.parametrize(
    ("sentence", "date", "dated"),
    [
        ("The army attacked the town on Monday.", "Monday", "attacked"),
        ("The army attacked the town last week.", "week", "attacked"),
        ("Hours after the town fell, the army answered.", "Hours", "answered"),
        ("The four-day truce ended.", "day", None),
    ],
)
def test_dated_word(sentence: str, date: str, dated: str | None):
    found = clauses.dated_word(word(sentence, date), frozenset({"on"}))
    assert (found.text if found is not None else None) == dated


def test_a_date_before_when_is_that_of_the_clause_after_it():
    verb = clauses.when_clause(word("It has rained since last year, when the dam burst.", "year"))
    assert verb is not None
    assert verb.text == "burst"
    assert clauses.when_clause(word("It rained last year.", "year")) is None
