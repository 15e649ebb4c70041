"""Mentions and schemas survive JSON, and nothing half understood gets through it."""

import json

import pytest
from hypothesis import given

from annotations.model.cluster import Cluster
from annotations.model.mention import BY_HAND, EntityMention, Mention, Origin
from annotations.model.schema import Schema
from annotations.model.span import Span
from annotations.model.wire import (
    Json,
    cluster_from_json,
    cluster_to_json,
    full_mention_from_json,
    full_mention_text,
    full_mention_to_json,
    json_text,
    mention_from_json,
    mention_to_json,
    schema_from_json,
    schema_to_json,
    string_text,
)
from tests.annotations.strategies import clusters, mentions, schemas
from tests.factories import entity, event, small_schema


def through_text(value: Json) -> Json:
    return json.loads(json.dumps(value, ensure_ascii=False).encode().decode())


@given(mentions())
def test_mention_round_trip(mention: Mention):
    assert full_mention_from_json(through_text(full_mention_to_json(mention))) == mention


@given(mentions())
def test_equal_mentions_give_equal_bytes(mention: Mention):
    again = full_mention_from_json(full_mention_to_json(mention))
    assert json.dumps(full_mention_to_json(again)) == json.dumps(full_mention_to_json(mention))


@given(mentions())
def test_the_text_of_a_mention_is_that_of_its_json(mention: Mention):
    assert full_mention_text(mention) == json_text(full_mention_to_json(mention))


@pytest.mark.parametrize("string", ["PERSON", "m0f", "", "1a", 'a "b"\n', "Ömer", "two words", "\u2028", "\x7f"])
def test_a_string_is_quoted_as_json(string: str):
    assert string_text(string) == json_text(string)
    assert json.loads(string_text(string)) == string


@given(clusters())
def test_cluster_round_trip(cluster: Cluster):
    assert cluster_from_json(json.loads(json.dumps(cluster_to_json(cluster)))) == cluster


@pytest.mark.parametrize("value", [None, [], {}, {"id": 5}, {"id": "c1", "name": None}, {"id": "c1", "name": ["x"]}])
def test_what_is_no_cluster_is_refused(value):
    with pytest.raises((KeyError, TypeError)):
        cluster_from_json(value)


@given(schemas())
def test_schema_round_trip(schema: Schema):
    assert schema_from_json(through_text(schema_to_json(schema))) == schema


def test_a_plain_mention_says_only_what_there_is_to_say():
    mention = entity("ORG", Span(3, 7), id="m1")
    assert mention_to_json(mention) == {
        "id": "m1",
        "kind": "entity",
        "start": 3,
        "end": 7,
        "label": "ORG",
        "attributes": {},
        "origin": {"by": "hand"},
    }


def test_arguments_travel_inside_the_full_form_only():
    militia = entity("ORG", Span(0, 4), id="m1")
    attack = event("ASSAULT", Span(5, 9), ("ACTOR", militia), id="m2")
    assert full_mention_to_json(attack)["arguments"] == [{"role": "ACTOR", "target": "m1"}]
    assert "arguments" not in mention_to_json(attack)


def test_a_hand_made_line_needs_four_keys():
    mention = mention_from_json({"id": "m1", "start": 0, "end": 2, "label": "ORG"})
    assert mention == EntityMention(id="m1", span=Span(0, 2), label="ORG", origin=BY_HAND)


def test_a_whole_number_is_a_score():
    value = {"id": "m1", "start": 0, "end": 2, "label": "ORG", "origin": {"by": "suggestion", "score": 1}}
    assert mention_from_json(value).origin == Origin(by="suggestion", score=1.0)


PLAIN: Json = {"id": "m1", "start": 0, "end": 2, "label": "ORG"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": 2},
        {"start": -1},
        {"start": 0.0},
        {"end": True},
        {"end": "2"},
        {"end": None},
        {"id": 7},
        {"label": None},
        {"kind": "feeling"},
        {"parts": [[0, 1, 2]]},
        {"parts": [[1, 0]]},
        {"parts": 3},
        {"attributes": ["modality"]},
        {"attributes": {"modality": 1}},
        {"note": 1},
        {"unsure": "yes"},
        {"cluster": 4},
        {"origin": "hand"},
        {"origin": {"by": "suggestion", "score": "high"}},
        {"origin": {"by": "suggestion", "run": 1}},
        {"origin": {"by": "suggestion", "decision": "maybe"}},
        {"kind": "event", "arguments": ["ACTOR"]},
        {"kind": "event", "arguments": [{"role": "ACTOR"}]},
        {"kind": "event", "arguments": [{"role": 1, "target": "m2"}]},
    ],
    ids=str,
)
def test_a_wrong_mention_is_refused(wrong: Json):
    with pytest.raises((KeyError, TypeError, ValueError)):
        full_mention_from_json(PLAIN | wrong)


@pytest.mark.parametrize("value", [None, [], "mention", 7, {}])
def test_what_is_no_mention_is_refused(value):
    with pytest.raises((KeyError, TypeError)):
        full_mention_from_json(value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"labels": [{"code": "A", "kind": "entity"}, {"code": "A", "kind": "entity"}]},
        {"labels": [{"code": "A", "kind": "feeling"}]},
        {"labels": [{"kind": "entity"}]},
        {"labels": [{"code": "A", "kind": "entity", "examples": "one"}]},
        {"labels": [{"code": "A", "kind": "event", "roles": [{"name": "ACTOR", "fillers": "PERSON"}]}]},
        {"version": "new"},
    ],
    ids=str,
)
def test_a_wrong_schema_is_refused(wrong: Json):
    with pytest.raises((KeyError, TypeError, ValueError)):
        schema_from_json(schema_to_json(small_schema()) | wrong)


def test_one_code_may_name_an_entity_label_and_an_event_type():
    value = {"name": "both", "labels": [{"code": "EVENT", "kind": "entity"}, {"code": "EVENT", "kind": "event"}]}
    assert [label.kind for label in schema_from_json(value).labels] == ["entity", "event"]
