import pytest

from annotations.importers.mapping import LabelMap, LabelName, Otherwise, RoleName
from annotations.model.mention import Kind
from desktop.panels.importing.choices import Choices, Unknown, in_order
from tests.desktop.panels.importing.samples import (
    ASSAULT,
    ATTACK,
    ATTACKER,
    MEET,
    MISC,
    PER,
    PERSON,
    SCHEMA,
    STRIKE,
    STRIKER,
    UNKNOWN,
    WEATHER,
)

ADDED, LEFT_OUT = Otherwise.ADDED, Otherwise.LEFT_OUT


@pytest.fixture
def choices():
    return Choices(SCHEMA, UNKNOWN)


def values(choices: Choices, name: object) -> list[object]:
    return [each[1] for each in choices.offers(name) if each is not None]


def test_each_begins_as_what_it_resembles_or_left_out(choices):
    assert {each.name: choices.of(each.name) for each in UNKNOWN} == {
        PER: PERSON,
        MISC: LEFT_OUT,
        ATTACK: ASSAULT,
        ATTACKER: "ACTOR",
        WEATHER: LEFT_OUT,
        STRIKE: LEFT_OUT,
        STRIKER: None,
    }


def test_the_map_says_the_same(choices):
    assert choices.label_map() == LabelMap(
        labels={PER: PERSON, MISC: LEFT_OUT, ATTACK: ASSAULT, STRIKE: LEFT_OUT},
        roles={ATTACKER: "ACTOR", WEATHER: LEFT_OUT},
    )


def test_what_is_left_out_goes_with_the_roles_of_its_type(choices):
    assert [each.name for each in choices.left_out()] == [MISC, WEATHER, STRIKE, STRIKER]


def test_the_guess_comes_first_then_what_else_can_be_done_with_it(choices):
    assert values(choices, PER)[:3] == [PERSON, ADDED, LEFT_OUT]
    assert values(choices, MISC)[:2] == [ADDED, LEFT_OUT]
    assert set(values(choices, MISC)[2:]) == {PERSON, LabelName(Kind.ENTITY, "GPE"), ASSAULT, MEET}


def test_a_label_of_the_other_kind_says_so(choices):
    words = [each[0] for each in choices.offers(MISC) if each is not None]
    assert "ASSAULT (event type)" in words
    assert "PERSON" in words


def test_roles_follow_their_event_type(choices):
    choices.choose(ATTACK, MEET)
    assert choices.of(ATTACKER) == LEFT_OUT
    assert values(choices, ATTACKER) == [ADDED, LEFT_OUT, "WITH"]
    choices.choose(ATTACKER, "WITH")
    choices.choose(ATTACK, PERSON)
    assert choices.of(ATTACKER) is None
    assert choices.offers(ATTACKER) == []
    choices.choose(ATTACK, MEET)
    assert choices.of(ATTACKER) == "WITH"


def test_an_event_type_that_is_added_has_its_roles_added(choices):
    choices.choose(STRIKE, ADDED)
    assert choices.of(STRIKER) == ADDED
    assert choices.label_map().additions.roles == (STRIKER,)


def test_a_role_of_the_same_name_is_that_role(choices):
    choices.choose(STRIKE, ASSAULT)
    assert choices.of(STRIKER) == "PLACE"
    same = RoleName("strike", "PLACE")
    others = Choices(SCHEMA, (*UNKNOWN, Unknown(name=same, count=1)), choices.chosen)
    assert others.of(same) == "PLACE"


def test_a_role_of_a_type_that_the_schema_has(choices):
    role = RoleName("MEET", "Where")
    assert Choices(SCHEMA, (Unknown(name=role, count=1),)).of(role) == LEFT_OUT


def test_all_at_once_and_back(choices):
    before = choices.label_map()
    choices.choose_all(ADDED)
    assert set(choices.label_map().labels.values()) == {ADDED}
    assert choices.left_out() == []
    choices.choose_all(LEFT_OUT)
    assert len(choices.left_out()) == len(UNKNOWN)
    choices.choose_all(None)
    assert choices.label_map() == before


def test_a_label_that_no_schema_can_have_is_not_offered_to_be_added():
    long = LabelName(Kind.ENTITY, "x" * 65)
    choices = Choices(SCHEMA, (Unknown(name=long, count=1),))
    assert ADDED not in values(choices, long)
    choices.choose_all(ADDED)
    assert choices.of(long) == LEFT_OUT
    assert choices.refused() is None


def test_more_than_a_schema_can_have_is_refused():
    many = [Unknown(name=LabelName(Kind.ENTITY, f"LABEL{number}"), count=1) for number in range(500)]
    choices = Choices(SCHEMA, many)
    choices.choose_all(ADDED)
    assert "labels already" in choices.refused().why


def test_what_needs_somebody_comes_first_and_roles_stand_below_their_type(choices):
    assert [each.name for each in in_order(choices)] == [MISC, STRIKE, STRIKER, PER, ATTACK, ATTACKER, WEATHER]
    alone = RoleName("MEET", "Where")
    assert [each.name for each in in_order(Choices(SCHEMA, (UNKNOWN[0], Unknown(name=alone, count=1))))] == [alone, PER]
