import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import LabelRefused
from annotations.importers.additions import extended
from annotations.importers.mapping import Additions, LabelName, RoleName
from annotations.model.mention import Kind
from annotations.model.schema import Role
from annotations.model.starters import MAX_LABELS, load_schema, starter
from annotations.model.wire import schema_to_json
from tests.factories import small_schema


def entity_label(code: str) -> LabelName:
    return LabelName(Kind.ENTITY, code)


def event_type(code: str) -> LabelName:
    return LabelName(Kind.EVENT, code)


def test_a_label_gets_a_title_a_free_hue_and_a_free_key():
    schema = extended(small_schema(), Additions((entity_label("ARMED_GROUP"), entity_label("Tanker"))))
    group, tanker = schema.labels[-2:]
    assert schema.labels[:-2] == small_schema().labels
    assert (group.code, group.kind, group.title, group.key) == ("ARMED_GROUP", Kind.ENTITY, "Armed group", "4")
    assert (tanker.title, tanker.key) == ("Tanker", "5")
    assert (group.hue, tanker.hue) == ("violet", "blue"), "the only hue that nothing had, then the first that one has"
    assert schema.version == small_schema().version


def test_an_event_type_comes_with_its_roles():
    additions = Additions((event_type("SINK"),), (RoleName("SINK", "SHIP"), RoleName("SINK", "WHERE")))
    sink = extended(small_schema(), additions).labels[-1]
    assert (sink.kind, sink.title, sink.key) == (Kind.EVENT, "Sink", "")
    assert sink.roles == (Role(name="SHIP", title="Ship", key="Q"), Role(name="WHERE", title="Where", key="W"))


def test_a_role_goes_behind_those_that_are_there():
    schema = extended(small_schema(), Additions(roles=(RoleName("ASSAULT", "VICTIM"),)))
    before, after = (each.label("ASSAULT", Kind.EVENT) for each in (small_schema(), schema))
    assert before is not None
    assert after is not None
    assert after.roles == (*before.roles, Role(name="VICTIM", title="Victim", key="T"))


def test_what_is_there_is_not_added_again():
    additions = Additions((entity_label("ORG"), event_type("PROTEST")), (RoleName("ASSAULT", "ACTOR"),))
    assert extended(small_schema(), additions) == small_schema()


def test_the_same_code_may_be_of_both_kinds():
    schema = extended(small_schema(), Additions((entity_label("PROTEST"),)))
    assert schema.label("PROTEST", Kind.ENTITY) is not None
    assert schema.label("PROTEST", Kind.EVENT) == small_schema().label("PROTEST", Kind.EVENT)


def test_all_keys_can_be_taken():
    schema = extended(starter("political-events"), Additions((entity_label("SHIP"),)))
    assert schema.labels[-1].key == ""


@pytest.mark.parametrize("code", ["", " x", "x" * 65, "a\tb", "a\0b", "\ud83d"])
def test_a_name_that_no_schema_can_have_is_refused(code: str):
    with pytest.raises(LabelRefused, match="a name has 1 to 64 characters"):
        extended(small_schema(), Additions((entity_label(code),)))
    with pytest.raises(LabelRefused, match="a name has 1 to 64 characters"):
        extended(small_schema(), Additions(roles=(RoleName("ASSAULT", code),)))


def test_too_many_are_refused():
    many = tuple(entity_label(f"L{number}") for number in range(MAX_LABELS))
    with pytest.raises(LabelRefused, match="there are 500 labels already") as refused:
        extended(small_schema(), Additions(many))
    assert refused.value.name == "L493"


def test_a_role_of_no_event_type_is_refused():
    with pytest.raises(LabelRefused, match="SINK/SHIP: there is no such event type"):
        extended(small_schema(), Additions(roles=(RoleName("SINK", "SHIP"),)))


codes = st.text("AB_ 1é", min_size=1, max_size=4).filter(lambda code: code.strip() == code)


@given(st.lists(st.builds(LabelName, st.sampled_from(Kind), codes)), st.lists(codes))
def test_what_comes_of_it_is_a_schema(tmp_path_factory, labels: list[LabelName], roles: list[str]):
    additions = Additions(tuple(labels), tuple(RoleName("ASSAULT", role) for role in roles))
    schema = extended(small_schema(), additions)
    file = tmp_path_factory.getbasetemp() / "schema.json"
    file.write_text(json.dumps(schema_to_json(schema)), "utf-8")
    assert load_schema(file) == schema
    assert extended(schema, additions) == schema
