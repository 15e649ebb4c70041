import pytest

from annotations.importers.guesses import suggest_map
from annotations.importers.mapping import LabelMap, LabelName, Otherwise, RoleName
from annotations.model.mention import Kind
from annotations.model.starters import starter
from tests.factories import small_schema

EVENTS = starter("political-events")


def guess(code: str, kind: Kind = Kind.ENTITY) -> LabelName | Otherwise | None:
    name = LabelName(kind, code)
    return suggest_map([name], EVENTS).labels.get(name)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("PER", "PERSON"),
        ("person", "PERSON"),
        ("People", "PERSON"),
        ("Persons", "PERSON"),
        ("ORGANIZATION", "ORG"),
        ("Organisations", "ORG"),
        ("companies", "ORG"),
        ("LOCATION", "LOC"),
        ("Country", "GPE"),
        ("Facility", "FAC"),
        ("named-event", "EVENT"),
    ],
)
def test_entity_labels(theirs: str, ours: str):
    assert guess(theirs) == LabelName(Kind.ENTITY, ours)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Assault", "ASSAULT"),
        ("Conflict:Attack", "ASSAULT"),
        ("Contact.Meet", "CONSULT"),
        ("protests", "PROTEST"),
        ("MAKE STATEMENT", "STATEMENT"),
    ],
)
def test_event_types(theirs: str, ours: str):
    assert guess(theirs, Kind.EVENT) == LabelName(Kind.EVENT, ours)


@pytest.mark.parametrize("theirs", ["MISC", "X", "", "::", "Basra", "s"])
def test_what_resembles_nothing_is_not_guessed(theirs: str):
    assert guess(theirs) is None
    assert guess(theirs, Kind.EVENT) is None


def test_the_same_name_of_the_other_kind_is_taken():
    assert guess("Assault") == LabelName(Kind.EVENT, "ASSAULT")
    assert guess("PERSON", Kind.EVENT) == LabelName(Kind.ENTITY, "PERSON")
    assert guess("Attack") is None, "a synonym is not enough for that"
    assert guess("EVENT") == LabelName(Kind.ENTITY, "EVENT"), "the own kind comes first"


def test_labels_that_are_not_offered_are_not_guessed():
    assert suggest_map([LabelName(Kind.ENTITY, "law")], small_schema()) == LabelMap()


def test_roles_are_those_of_the_type_that_theirs_becomes():
    attack = LabelName(Kind.EVENT, "Attack")
    roles = [RoleName("Attack", role) for role in ("Attacker", "Victims", "Where", "place", "Colour")]
    found = suggest_map([attack], EVENTS, [*roles, RoleName("ASSAULT", "ACTOR"), RoleName("Nothing", "Actor")])
    assert found.roles == {roles[0]: "ACTOR", roles[1]: "RECIPIENT", roles[2]: "PLACE", roles[3]: "PLACE"}


def test_what_is_given_is_not_guessed_and_decides_about_roles():
    raid, per, role = LabelName(Kind.EVENT, "Raid"), LabelName(Kind.ENTITY, "PER"), RoleName("Raid", "Target")
    given = LabelMap(labels={raid: LabelName(Kind.EVENT, "ASSAULT"), per: Otherwise.LEFT_OUT})
    found = suggest_map([raid, per], EVENTS, [role], given=given)
    assert found == LabelMap(roles={role: "RECIPIENT"})
    settled = LabelMap(labels=given.labels, roles={role: Otherwise.LEFT_OUT})
    assert suggest_map([raid, per], EVENTS, [role], given=settled) == LabelMap()
