import re
from typing import Any

import pytest

from annotations.suggesters.names import patterns
from annotations.suggesters.names.lists import PATTERNS, data
from tests.annotations.suggesters.names.helpers import surface, words

ROWS = data(PATTERNS)["patterns"]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['name']}-{row['name_stands']}-{n}" for n, row in enumerate(ROWS)])
def test_each_pattern_reads_its_own_examples(row: dict[str, Any]):
    assert row["examples"]
    for example in row["examples"]:
        text = example.replace("[", "").replace("]", "")
        (expected,) = re.findall(r"\[(.+)\]", example)
        read = words(text)
        claims = {(surface(read, claim), claim.label) for claim in patterns.find(read)}
        assert (expected, row["label"]) in claims


@pytest.mark.parametrize(
    "text",
    [
        "They met at an American base.",
        "He runs a small hospital there.",
        "The council met on Monday.",
        "Minister Tells Water Board Harvest Plan Failed",
        "It was a cold war of words.",
    ],
)
def test_a_key_word_without_a_name_makes_no_name(text: str):
    assert list(patterns.find(words(text))) == []


def test_a_nationality_before_a_ministry_is_not_part_of_it():
    read = words("The Jordanian Foreign Ministry denied it.")
    assert [surface(read, claim) for claim in patterns.find(read)] == ["Foreign Ministry"]


def test_in_quotation_marks_all_of_it_is_the_name():
    read = words("the so-called “Jordanian Harvest Committee” met")
    assert {surface(read, claim) for claim in patterns.find(read)} == {"Jordanian Harvest Committee"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Ministry of Health and Environment met", "Ministry of Health and Environment"),
        ("the Ministry of Health and Baghdad agreed", "Ministry of Health"),
        ("the Ministry of Health and Foreign Minister Karim al-Sabti met", "Ministry of Health"),
    ],
)
def test_and_goes_on_with_a_name_only_where_no_other_begins(text: str, expected: str):
    read = words(text)
    assert expected in {surface(read, claim) for claim in patterns.find(read)}
