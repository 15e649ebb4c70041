"""What is read all at once is what is read one by one, whatever stands there; and nothing wrong gets in."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.importers import mentions as module
from annotations.importers.fields import Fields, Refused
from annotations.importers.mentions import mentions, suggestions
from annotations.importers.offsets import Offsets
from annotations.importers.plain import plain_mentions
from annotations.text.decode import fix

TEXT = "Ömer Kaya met Leïla in Erbil 🕊\r\non Monday, a base near Mosul was struck."
UNMOVED = TEXT.replace("\r", "")
WORDS = ("Ömer Kaya", "met", "Leïla", "Erbil", "Monday", "Mosul", "struck")
Json = dict[str, Any]


def offsets(text: str = UNMOVED) -> Offsets:
    return Offsets(text, fix(text, "a.jsonl"))


def mention(number: int, text: str = UNMOVED, **more: Any) -> Json:
    surface = WORDS[number]
    start = text.index(surface)
    return {
        "id": f"m{number}",
        "kind": "entity",
        "start": start,
        "end": start + len(surface),
        "label": "PERSON",
        "surface": surface,
        "attributes": {},
        "origin": {"by": "hand"},
        **more,
    }


def suggestion(number: int, **more: Any) -> Json:
    said = {"id": f"m{number}", "suggester": "names", "version": "1", "score": 0.5, "run": "r1", "settings": ""}
    return {**said, "mention": mention(number), "arguments": [], "explanation": "", **more}


# What may stand in a field; some of it is right in some fields.
ANYTHING: list[Any] = [None, True, False, 0, 1, 4, 10**9, -1, 1.0, 0.25, 2.5, "", " ", "m0", "m1", "Erbil", "a\0b"]
ANYTHING += ["entity", "event", [], {}, [1], {"modality": "denied"}]
ANYTHING += [{"by": "hand"}, {"by": "suggestion", "score": 1}, {"by": 1}]


@st.composite
def damaged(draw: st.DrawFn, make: Callable[[int], Json]) -> list[Json]:
    values = [make(number) for number in draw(st.lists(st.integers(0, 6), max_size=4))]
    for value in values:
        for _ in range(draw(st.integers(0, 2))):
            inside = value.get("mention") if isinstance(value.get("mention"), dict) and draw(st.booleans()) else value
            assert isinstance(inside, dict)
            name = draw(st.sampled_from([*inside, "note", "cluster", "parts", "unsure"]))
            if draw(st.booleans()):
                inside[name] = deepcopy(draw(st.sampled_from(ANYTHING)))
            else:
                inside.pop(name, None)
    return values


def outcome(read: Callable[[Fields, Offsets], object], name: str, values: list[Json], where: Offsets) -> object:
    try:
        return read(Fields({name: values}, ""), where)
    except Refused:
        return Refused


def one_by_one(read: Callable[[Fields, Offsets], object], name: str, values: list[Json], where: Offsets) -> object:
    with (
        patch.object(module, "plain_mentions", lambda values, _: [None] * len(values)),
        patch.object(module, "_plain_suggestions", lambda _values, _proposals: ()),
    ):
        return outcome(read, name, values, where)


@pytest.mark.parametrize("anything", ANYTHING, ids=repr)
@pytest.mark.parametrize("name", [*mention(0), "note", "cluster", "parts", "unsure"])
def test_a_mention_with_anything_in_a_field(name: str, anything: Any):
    values, where = [mention(0) | {name: anything}, mention(3)], offsets()
    assert outcome(mentions, "mentions", values, where) == one_by_one(mentions, "mentions", values, where)


@pytest.mark.parametrize("anything", ANYTHING, ids=repr)
@pytest.mark.parametrize("name", suggestion(0))
def test_a_suggestion_with_anything_in_a_field(name: str, anything: Any):
    values, where = [suggestion(0) | {name: anything}, suggestion(3)], offsets()
    assert outcome(suggestions, "suggestions", values, where) == one_by_one(suggestions, "suggestions", values, where)


@given(damaged(mention), st.sampled_from([TEXT, UNMOVED, "Ömer"]))
def test_mentions(values: list[Json], text: str):
    where = offsets(text)
    assert outcome(mentions, "mentions", values, where) == one_by_one(mentions, "mentions", values, where)


@given(damaged(suggestion))
def test_suggestions(values: list[Json]):
    where = offsets()
    assert outcome(suggestions, "suggestions", values, where) == one_by_one(suggestions, "suggestions", values, where)


def test_plain_ones_are_read_at_once_and_others_left():
    values = [mention(0), mention(1, kind="event"), mention(2, note="two"), mention(3)]
    found = list(plain_mentions(values, offsets()))
    assert [each and each.id for each in found] == ["m0", None, None, "m3"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": True},
        {"start": -5},
        {"start": -7, "end": -1, "surface": UNMOVED[-7:-1]},
        {"end": 10**6},
        {"end": 0},
        {"surface": "Other"},
        {"start": 9, "end": 14, "surface": " met "},
        {"label": " "},
        {"id": ""},
        {"id": "m\0"},
        {"label": None},
        {"surface": None},
    ],
)
def test_one_that_is_wrong_leaves_all_to_be_looked_at(wrong: Json):
    assert list(plain_mentions([mention(0), mention(3, **wrong)], offsets())) == [None, None]


def test_where_characters_were_lost_nothing_is_read_at_once():
    assert list(plain_mentions([mention(0, TEXT)], offsets(TEXT))) == [None]
