"""The schemas that come with the program, and what is said of a schema file that is none."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import BadInput
from annotations.model.mention import Kind
from annotations.model.schema import HUES, Schema
from annotations.model.starters import MAX_SCHEMA_BYTES, load_schema, starter, starter_names
from annotations.model.wire import Json, schema_to_json

ONTONOTES = [
    "PERSON",
    "NORP",
    "FAC",
    "ORG",
    "GPE",
    "LOC",
    "PRODUCT",
    "EVENT",
    "WORK_OF_ART",
    "LAW",
    "LANGUAGE",
    "DATE",
    "TIME",
    "PERCENT",
    "MONEY",
    "QUANTITY",
    "ORDINAL",
    "CARDINAL",
]
NAMES_ON = ["PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "DATE", "EVENT", "MONEY", "CARDINAL"]
ENTITIES = ["PERSON", "ORG", "GPE", "FAC", "LOC", "NORP", "DATE", "TIME", "CARDINAL", "EVENT"]
EVENT_TYPES = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "RETREAT",
    "PLEDGE",
    "STATEMENT",
]


@pytest.fixture(params=starter_names())
def schema(request: pytest.FixtureRequest) -> Schema:
    return starter(request.param)


def codes(schema: Schema, kind: Kind) -> set[str]:
    return {label.code for label in schema.labels if label.kind is kind}


def test_names_has_the_ontonotes_labels_with_ten_switched_on():
    schema = starter("names")
    assert codes(schema, Kind.ENTITY) == set(ONTONOTES)
    assert {label.code for label in schema.active(Kind.ENTITY)} == set(NAMES_ON)
    assert not codes(schema, Kind.EVENT)


def test_political_events_has_its_labels_and_types():
    schema = starter("political-events")
    assert codes(schema, Kind.ENTITY) == set(ENTITIES)
    assert [label.code for label in schema.active(Kind.EVENT)] == EVENT_TYPES


def test_any_event_is_one_type_without_roles():
    # Without entity labels nothing could fill a role, not even that of who reports the event.
    (label,) = starter("any-event").labels
    assert (label.code, label.kind) == ("EVENT", Kind.EVENT)
    assert label.roles == ()


@pytest.mark.parametrize("name", ["political-events", "any-event"])
def test_attributes_of_every_event(name: str):
    for label in starter(name).active(Kind.EVENT):
        assert [(kind.name, kind.key) for kind in label.attributes] == [
            ("modality", "Z"),
            ("polarity", "X"),
            ("tense", "C"),
        ]
        modality, polarity, tense = label.attributes
        assert (modality.values[0], modality.title_of("planned")) == ("asserted", "Planned")
        assert (polarity.values, polarity.titles) == (("positive", "negative"), ("Happened", "Did not happen"))
        # What is not stored must claim nothing: a trigger may be a noun, which has no tense.
        assert (tense.values[0], tense.title_of("unstated")) == ("unstated", "Not said")


def test_every_political_event_has_a_source():
    for label in starter("political-events").active(Kind.EVENT):
        source = label.role("SOURCE")
        assert source is not None
        assert (source.part, source.phrase, source.key, source.required) == ("source", "according to", "V", False)


def test_entity_labels_have_no_attributes(schema: Schema):
    assert not any(label.attributes for label in schema.labels if label.kind is Kind.ENTITY)


@pytest.mark.parametrize("code", EVENT_TYPES)
def test_roles_of_a_political_event(code: str):
    label = starter("political-events").label(code, Kind.EVENT)
    assert label is not None
    assert [(role.name, role.key) for role in label.roles] == [
        ("ACTOR", "Q"),
        ("RECIPIENT", "W"),
        ("PLACE", "E"),
        ("DATE", "R"),
        ("INSTRUMENT", "T"),
        ("SOURCE", "V"),
    ]
    assert [role.name for role in label.roles if role.required] == ["ACTOR", "PLACE", "DATE"]
    assert label.role("INSTRUMENT").fillers == ()
    assert set(label.role("PLACE").fillers) == {"GPE", "LOC", "FAC"}
    assert set(label.role("DATE").fillers) == {"DATE", "TIME"}
    assert {"PERSON", "ORG", "GPE", "NORP"} <= set(label.role("RECIPIENT").fillers)
    assert set(label.role("SOURCE").fillers) == {"PERSON", "ORG", "GPE", "NORP"}
    # Subject and object need no word before them; whatever else is read back does.
    assert all(bool(role.phrase) == (role.part in ("adjunct", "source")) for role in label.roles)


def test_every_label_can_be_shown_and_read_back(schema: Schema):
    for label in schema.labels:
        assert label.hue in HUES
        assert 1 <= len(label.short) <= 4
        assert label.title[0].isupper()
        assert bool(label.verb) == (label.kind is Kind.EVENT)
    shorts = [label.short for label in schema.labels]
    assert len(set(shorts)) == len(shorts)


def test_every_label_has_a_guideline_of_one_paragraph(schema: Schema):
    for label in schema.labels:
        assert 30 <= len(label.guideline.split()) <= 110, label.code
        assert "\n" not in label.guideline


def test_every_label_has_two_examples_with_the_mention_in_brackets(schema: Schema):
    for label in schema.labels:
        assert len(set(label.examples)) == 2, label.code
        for example in label.examples:
            before, _, rest = example.partition("[")
            inside, _, after = rest.partition("]")
            assert inside.strip() == inside != ""
            assert before.strip() or after.strip()


def test_digits_belong_to_the_entity_labels_on_offer(schema: Schema):
    offered = schema.active(Kind.ENTITY)
    assert [label.key for label in offered] == list("1234567890")[: len(offered)]
    assert not [label.code for label in schema.labels if label.key and label not in offered]


def test_a_label_has_one_key_and_hue_in_all_starters():
    schemas = [starter(name) for name in starter_names()]
    for left, right in pairwise(schemas):
        for label in left.active(Kind.ENTITY):
            other = right.label(label.code, Kind.ENTITY)
            if other is not None and other.active:
                assert (other.key, other.hue, other.short) == (label.key, label.hue, label.short)


def test_an_unknown_starter():
    with pytest.raises(KeyError):
        starter("../names")


def test_a_schema_file_reads_as_what_it_was_written_from(tmp_path: Path, schema: Schema):
    file = tmp_path / "own.json"
    file.write_text(json.dumps(schema_to_json(schema)), encoding="utf-8-sig")
    assert load_schema(file) == schema


def entity_label(**more: object) -> Json:
    return {"code": "ORG", "kind": "entity", **more}


def event_label(*roles: Json, **more: object) -> Json:
    return {"code": "HIT", "kind": "event", "roles": list(roles), **more}


@pytest.mark.parametrize(
    ("labels", "why"),
    [
        ([], "0 labels"),
        ([entity_label()] * 2, "named twice"),
        ([{"code": "ORG"}], "kind is missing"),
        ([{"kind": "entity"}], "code is missing"),
        ([entity_label(kind="feeling")], "feeling"),
        ([entity_label(code=" ")], "code is empty"),
        ([entity_label(code=[1])], "not a schema"),
        ([entity_label(code="x" * 65)], "too long"),
        ([entity_label(hue="pink")], "no hue pink"),
        ([entity_label(key="11")], "not one digit"),
        ([entity_label(key="a")], "not one digit"),
        ([entity_label(guideline=5)], "must be text"),
        ([entity_label(roles=[{"name": "ACTOR"}])], "only event types have roles"),
        ([entity_label(attributes=[{"name": "sex", "values": []}])], "without a name or values"),
        ([entity_label(attributes=[{"name": "sex", "values": ["m", "m"]}])], "a value named twice"),
        ([entity_label(attributes=[{"name": "sex", "values": ["m"]}] * 2)], "an attribute named twice"),
        ([entity_label(attributes=[{"name": "sex", "values": ["m", "f"], "titles": ["Man"]}])], "1 titles for 2"),
        ([entity_label(attributes=[{"name": "sex", "values": ["m"], "titles": [1]}])], "must be text"),
        ([entity_label(attributes=[{"name": "sex", "values": ["m"], "key": 5}])], "must be text"),
        ([entity_label(key="1"), entity_label(code="GPE", key="1")], "have the key 1"),
        ([event_label({"name": "ACTOR"}, {"name": "ACTOR"})], "named twice"),
        ([event_label({"name": ""})], "without a name"),
        ([event_label({"name": "ACTOR", "part": "verb"})], "not verb"),
        ([event_label({"name": "ACTOR", "fillers": ["ORG"]})], "name no label"),
        ([event_label({"name": "ACTOR", "fillers": [["ORG"]]})], "not a schema"),
        ([5], "not a schema"),
        (5, "not a schema"),
        ([entity_label(code=f"L{n}") for n in range(501)], "501 labels"),
    ],
)
def test_a_bad_schema_is_named_with_its_reason(tmp_path: Path, labels: object, why: str):
    file = tmp_path / "own.json"
    file.write_text(json.dumps({"name": "own", "labels": labels}), encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        load_schema(file)
    assert why in refusal.value.why
    assert refusal.value.file == str(file)


@pytest.mark.parametrize(
    ("content", "line", "why"),
    [
        (b"", 1, "not JSON"),
        (b'{\n"name": ,\n}', 2, "not JSON"),
        (b'{"name": "\xff"}', None, "not UTF-8 at byte 10"),
        (b'{"name": "\\ud800", "labels": []}', None, "surrogate"),
        (b'{"name": "own", "version": 1e999, "labels": []}', None, "not a schema"),
        (b'{"name": "own", "version": 0, "labels": [{"code": "A", "kind": "entity"}]}', None, "version"),
        (b'{"name": 5, "labels": [{"code": "A", "kind": "entity"}]}', None, "name of the schema"),
        (b'{"version": ' + b"9" * 5000 + b"}", None, "out of all bounds"),
        (b"[" * 200_000, None, "out of all bounds"),
        (b"[]", None, "not a schema"),
        (b" " * (MAX_SCHEMA_BYTES + 1), None, "larger than"),
    ],
    ids=range(11),
)
def test_a_file_that_holds_no_schema(tmp_path: Path, content: bytes, line: int | None, why: str):
    file = tmp_path / "own.json"
    file.write_bytes(content)
    with pytest.raises(BadInput) as refusal:
        load_schema(file)
    assert why in refusal.value.why
    assert refusal.value.line == line


def test_a_file_that_cannot_be_read(tmp_path: Path):
    with pytest.raises(BadInput, match="No such file"):
        load_schema(tmp_path / "none.json")
    with pytest.raises(BadInput, match="directory"):
        load_schema(tmp_path)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
label_like = st.fixed_dictionaries(
    {"code": json_values, "kind": st.sampled_from(["entity", "event", 3])},
    optional={
        key: json_values
        for key in ("title", "short", "hue", "key", "guideline", "examples", "active", "verb", "roles", "attributes")
    },
)


@given(value=json_values | st.fixed_dictionaries({"name": json_values, "labels": st.lists(label_like, max_size=2)}))
def test_whatever_a_file_holds_it_is_a_schema_or_refused(tmp_path_factory: pytest.TempPathFactory, value: object):
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    try:
        assert load_schema(file).labels
    except BadInput:
        return  # refused, as it should be; any other error fails the test
