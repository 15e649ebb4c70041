import re
from typing import Any

import pytest

from annotations.suggesters.names import kinds
from annotations.suggesters.names.lists import KINDS, data
from tests.annotations.suggesters.names.helpers import found, surface, words

ROWS = data(KINDS)["kinds"]


def _read(text: str) -> set[tuple[str, str]]:
    read = words(text)
    return {(surface(read, claim), claim.label) for claim in kinds.find(read)}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['label']}-{n}" for n, row in enumerate(ROWS)])
def test_each_row_reads_its_own_examples(row: dict[str, Any]):
    assert row["examples"]
    for example in row["examples"]:
        (expected,) = re.findall(r"\[(.+)\]", example)
        assert (expected, row["label"]) in _read(example.replace("[", "").replace("]", ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nela Brandis, the envoy of the league, left.", ("Nela Brandis", "PERSON")),
        ("A miller, he said, and a farmer, Karimo, told the court.", ("Karimo", "PERSON")),
        ("They fled the capital, Shalan, at night.", ("Shalan", "GPE")),
    ],
)
def test_a_kind_on_the_other_side_of_a_comma_says_what_a_name_is(text: str, expected: tuple[str, str]):
    assert _read(text) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "In Shalan, the mayor of the town wept.",
        "He joined the party on Monday.",
        "members of the Shalan tribe met",
        "the company President Karim Sabti runs",
        "Shalan left; the daily in the valley closed.",
        "the Kurds met the Iraqi group",
    ],
)
def test_nothing_is_read_where_the_word_belongs_to_something_else(text: str):
    assert _read(text) == set()


def test_a_plural_with_a_capital_after_the_is_a_body():
    assert _read("He blamed the Ploughmen and the Millers for it.") == {("Millers", "ORG")}
    assert _read("He walked near the Shalans-Elman avenue.") == set()


def test_what_a_kind_says_holds_in_the_whole_article():
    made = found("The relief group Grain Wagon reached the coast.", "Norway promised Grain Wagon diesel.")
    assert made.count(("Grain Wagon", "ORG")) == 2
