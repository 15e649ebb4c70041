import pytest

from annotations.model.project_settings import Conventions, Hyphenated
from tests.annotations.suggesters.names.helpers import found

TEXT = "Fighters of the United Nations and President Barack Obama’s guards met in Germany."


def test_by_default_determiner_title_and_possessive_are_left_out():
    assert {("United Nations", "ORG"), ("Barack Obama", "PERSON")} <= set(found(TEXT))


@pytest.mark.parametrize(
    ("conventions", "expected"),
    [
        (Conventions(determiner=True), ("the United Nations", "ORG")),
        (Conventions(title=True), ("President Barack Obama", "PERSON")),
        (Conventions(possessive=True), ("Barack Obama’s", "PERSON")),
    ],
)
def test_a_project_may_mark_them(conventions: Conventions, expected: tuple[str, str]):
    assert expected in found(TEXT, conventions=conventions)


@pytest.mark.parametrize(
    ("hyphenated", "expected"),
    [
        (Hyphenated.PART, [("Iran", "GPE"), ("pro-Iran", "NORP")]),
        (Hyphenated.WHOLE, [("Iran-backed", "NORP"), ("pro-Iran", "NORP")]),
        (Hyphenated.NOTHING, []),
    ],
)
def test_hyphenated_words_are_marked_as_agreed(hyphenated: Hyphenated, expected: list[tuple[str, str]]):
    text = "The Iran-backed fighters met some pro-Iran farmers."
    assert found(text, conventions=Conventions(hyphenated=hyphenated)) == expected


def test_two_words_of_belonging_with_a_hyphen_are_one():
    assert ("Israeli-Palestinian", "NORP") in found("The Israeli-Palestinian talks ended.")


def test_a_place_whose_name_begins_with_an_article_keeps_it():
    assert ("The Hague", "GPE") in found("Judges met in The Hague on Friday.")
