import pytest

from annotations.suggesters.names import people
from tests.annotations.suggesters.names.helpers import found, surface, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foreign Minister Karim al-Sabti left.", "Karim al-Sabti"),
        ("Mr Al Tamimi left.", "Al Tamimi"),
        ("Hassan Rabi’ al-Tamimi left.", "Hassan Rabi’ al-Tamimi"),
        ("Mohammed bin Rashid al-Nahri left.", "Mohammed bin Rashid al-Nahri"),
        ("The spokesman Dilshad Haji Barzan said so.", "Dilshad Haji Barzan"),
        ("“It was late,” Okafor said.", "Okafor"),
        ("He slept. Nela Brandis told the court.", "Nela Brandis"),
        ("The chief executive sat. CEO Brandis left.", "Brandis"),
        ("President Ahmet Yıldızog\u0306lu spoke.", "Ahmet Yıldızog\u0306lu"),
    ],
)
def test_a_title_a_role_or_a_given_name_announces_a_person(text: str, expected: str):
    read = words(text)
    assert (expected, "PERSON") in {(surface(read, claim), claim.label) for claim in people.find(read)}


@pytest.mark.parametrize(
    "text",
    [
        "The General said so.",
        "The president Monday left.",
        "Water Board meets",
        "PM Meets Farmers About Failed Harvest",
    ],
)
def test_a_title_alone_announces_nobody(text: str):
    assert list(people.find(words(text))) == []


def test_part_of_an_office_is_no_organisation():
    text = "US Secretary of State Karim Okafor and Defense Secretary Paul Okonkwo met in Amman."
    assert [surface for surface, label in found(text) if label == "ORG"] == []
    assert ("Karim Okafor", "PERSON") in found(text)


def test_a_person_ends_where_the_name_of_a_body_begins():
    assert "Richard Nixon" in {surface for surface, _ in found("Fred, a Richard Nixon White House aide, left Chicago.")}
