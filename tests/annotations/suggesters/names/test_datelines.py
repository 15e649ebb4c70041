import pytest

from annotations.suggesters.names import datelines
from tests.annotations.suggesters.names.helpers import found, surface, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SHALAN, May 3 — Guards left.", {("SHALAN", "GPE")}),
        ("SHALAN — Guards left.", {("SHALAN", "GPE")}),
        ("Shalan, May 3 - Guards left.", {("Shalan", "GPE")}),
        ("PORT SHALAN (Valley Wire) – Guards left.", {("PORT SHALAN", "GPE"), ("Valley Wire", "ORG")}),
        ("SHALAN, Monday (Valley Wire) — Guards left.", {("SHALAN", "GPE"), ("Valley Wire", "ORG")}),
    ],
)
def test_a_dateline_names_a_place_and_an_agency(text: str, expected: set[tuple[str, str]]):
    read = words(text)
    assert {(surface(read, claim), claim.label) for claim in datelines.find(read)} == expected


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE — Guards left.",
        "BREAKING, May 3 — Guards left.",
        "Shalan — a town of mills — is quiet.",
        "Guards in SHALAN left — on foot.",
        "On Monday — at last — guards left.",
        "SHALAN-BASED guards left.",
        "Shalan",
    ],
)
def test_other_openings_are_no_datelines(text: str):
    assert list(datelines.find(words(text))) == []


def test_the_place_of_the_dateline_is_one_in_the_whole_article():
    made = found("BRANDIS, May 3 — Guards left.", "The mayor of Brandis wept, and Brandis slept.")
    assert [label for surface, label in made if surface.lower() == "brandis"] == ["GPE"] * 3
