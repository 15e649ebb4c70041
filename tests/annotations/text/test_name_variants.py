"""When two surfaces are the same name, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.name_variants import Match, key, same_name

LONG = "Karim Shia’ al-Sabti"


@pytest.mark.parametrize(
    ("surface", "words"),
    [
        ("Karim Shia’ al-Sabti’s", ("karim", "shia", "sabti")),
        ("Mr Al Sabti", ("sabti",)),
        ("Prime Minister Sabti", ("sabti",)),
        ("Secretary of State Ann Okafor", ("ann", "okafor")),
        ("U.S.", ("us",)),
        ("the United States", ("united", "states")),
        ("Deir ez-Zor", ("deir", "zor")),
        ("General Assembly", ("general", "assembly")),
        ("Prime Minister", ("prime", "minister")),
        ("Erdoğan", ("erdogan",)),
        ("Sha'ban", ("shaban",)),
        ("السُّوداني", ("سوداني",)),
        ("بغداد", ("بغداد",)),
        ("’", ()),
    ],
)
def test_key(surface: str, words: tuple[str, ...]):
    assert key(surface) == words


@pytest.mark.parametrize(
    ("first", "second", "match"),
    [
        (LONG, LONG, Match.SAME),
        ("Karim  Sabti", "Karim\nSabti", Match.SAME),
        (LONG, "KARIM SHIA' AL-SABTI", Match.CASE),
        (LONG, "Karim Shia Al Sabti", Match.SPELLING),
        ("Sabti", "Mr Al Sabti", Match.SPELLING),
        ("أحمد", "احمد", Match.SPELLING),
        ("مكتبة", "مكتبه", Match.SPELLING),
        (LONG, "Sabti", Match.SHORTER),
        (LONG, "Karim al-Sabti", Match.SHORTER),
        ("al-Sabti", LONG, Match.LONGER),
        ("محمد شياع السبتي", "السبتي", Match.SHORTER),
        ("Northern Resistance in Iraq", "NRI", Match.INITIALS),
        ("U.S.", "United States", Match.INITIALS),
        (LONG, "Karim", None),
        (LONG, "sabti house", None),
        ("Karim Sabti", "Omar Sabti", None),
        ("Northern Resistance in Iraq", "Iraq", None),
        ("Popular Water Forces", "Forces", None),
        ("Osama bin Karim", "Karim", None),
        ("north gate", "the north  gates", None),
        ("Prime Minister", "PM", None),
    ],
)
def test_why_two_are_the_same(first: str, second: str, match: Match | None):
    assert same_name(first, second) == match


words = st.sampled_from(
    ["Karim", "al-Sabti", "Mr", "Sabti", "Omar", "bin", "Iraq", "NRI", "السبتي", "of", "forces", "’"]
)
surfaces = st.lists(words, min_size=1, max_size=4).map(" ".join) | st.text(max_size=12)
TURNED = {Match.SHORTER: Match.LONGER, Match.LONGER: Match.SHORTER}


@given(surfaces, surfaces)
def test_the_other_way_round_says_the_same(first: str, second: str):
    match = same_name(first, second)
    assert same_name(second, first) == (TURNED.get(match, match) if match else None)


@given(surfaces)
def test_a_name_is_its_own(surface: str):
    assert same_name(surface, surface) is Match.SAME
