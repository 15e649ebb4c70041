import pytest

from annotations.suggesters.names.words import Rule
from tests.annotations.suggesters.names.helpers import words


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule.LISTED, ["Amman"]),
        (Rule.TITLE, ["General"]),
        (Rule.PERSON, ["General", "told"]),
        (Rule.THE, ["the"]),
        (Rule.NUMBER, ["two", "40"]),
        (Rule.BELONGING, ["Ardovan"]),
    ],
)
def test_a_rule_looks_only_where_it_may_have_something_to_say(rule: Rule, expected: list[str]):
    read = words("General Okoro told two Ardovan guards in Amman about 40 of the goats.")
    assert set(expected) <= {read.texts[at] for at in read.places(rule)}
    assert not {"Okoro", "guards", "goats", "."} & {read.texts[at] for at in read.places(rule)}


def test_what_a_word_is_does_not_depend_on_where_it_stood_first():
    first, again = words("The goats of Amman"), words("Amman has 40 goats €")
    assert (first.lowers[-1], first.capitals[-1]) == (again.lowers[0], again.capitals[0])
    assert again.smalls == ("", "has", "", "goats", "")
    assert again.digits == (False, False, True, False, False)
    assert again.signs == (False,) * 5
    assert again.worded == (True, True, True, True, False)


@pytest.mark.parametrize(("text", "latin"), [("Erdoğan", True), ("Дамаск", False), ("–", True), ("1990", True)])
def test_a_word_in_another_script_is_known_as_one(text: str, latin: bool):
    assert words(text).latin == (latin,)


def test_nothing_is_glued_to_a_run_of_blanks():
    read = words("AMMAN   - Two goats")
    assert read.texts[2] == "-"
    assert not read.glued(1)
    assert read.text == "AMMAN   - Two goats"
