"""Counts, reasons and F1s of events: worked examples, laws, and what is undefined."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement.documents import ArgumentMark, Document, EventMark
from annotations.agreement.events import (
    ARGUMENT_REASONS,
    COLUMNS,
    EVENT_REASONS,
    LABELLED_LEVELS,
    LEVELS,
    AlignedArgument,
    AlignedEvent,
    align_events,
    count,
    f1,
    f1_of_rows,
    label_f1,
    total,
    undefined,
)
from annotations.agreement.spans import NONE

PAIR = ("A", "B")

extents = st.tuples(st.integers(0, 12), st.integers(1, 5))
arguments = st.builds(
    lambda extent, role: ArgumentMark(extent[0], sum(extent), role), extents, st.sampled_from(["Agent", "Place"])
)
event_marks = st.builds(
    lambda extent, type_, filled: EventMark(extent[0], sum(extent), type_, filled),
    extents,
    st.sampled_from(["Attack", "Meet", "Die"]),
    st.frozensets(arguments, max_size=3),
)
sides = st.tuples(st.frozensets(event_marks, max_size=4), st.frozensets(event_marks, max_size=4))


def document(a, b, id_="d") -> Document:
    return Document(id=id_, length=120, events={"A": frozenset(a), "B": frozenset(b)})


def event(start: int, end: int, type_: str, *filled: tuple[int, int, str]) -> EventMark:
    return EventMark(start, end, type_, frozenset(ArgumentMark(*each) for each in filled))


ATTACK = event(10, 18, "Attack", (0, 5, "Attacker"), (20, 30, "Target"), (40, 48, "Place"))
OTHER_ATTACK = event(10, 18, "Attack", (0, 5, "Attacker"), (20, 30, "Victim"), (41, 48, "Place"))
WORKED = (
    document(
        {ATTACK, event(60, 65, "Die", (66, 72, "Victim"))},
        {OTHER_ATTACK, event(60, 65, "Injure", (66, 72, "Victim")), event(90, 95, "Meet", (96, 100, "Entity"))},
        "e1",
    ),
    document({event(0, 4, "Meet", (5, 9, "Entity"), (10, 14, "Entity"))}, {event(0, 4, "Meet", (5, 9, "Entity"))}),
    document((), (), "empty"),
)


def test_a_worked_example():
    counts = total(count(each, PAIR) for each in WORKED)
    assert {level: f1(level, counts) for level in LEVELS} == pytest.approx(
        {
            "trigger_id": 6 / 7,
            "trigger_cls": 4 / 7,
            "argument_id": 6 / 12,
            "argument_cls": 4 / 12,
            "argument_id_attached": 6 / 12,
            "argument_cls_attached": 4 / 12,
        }
    )
    assert counts.reasons == {
        "trigger_match": 2, "trigger_label": 1, "event_extra": 1,
        "argument_match": 3, "argument_role": 1, "argument_boundary": 1, "argument_missing": 1,
    }  # fmt: skip
    assert counts.types == {
        ("Attack", "Attack"): 1, ("Meet", "Meet"): 1, ("Die", "Injure"): 1, (NONE, "Meet"): 1,
    }  # fmt: skip
    assert counts.roles == {
        ("Attacker", "Attacker"): 1, ("Target", "Victim"): 1, ("Place", "Place"): 1,
        ("Victim", "Victim"): 1, ("Entity", "Entity"): 1, ("Entity", NONE): 1,
    }  # fmt: skip
    assert label_f1(counts, "trigger_cls", "Meet") == pytest.approx(2 / 3)
    assert label_f1(counts, "trigger_cls", "Die") == 0.0
    assert label_f1(counts, "argument_cls", "Attacker") == 1.0
    assert label_f1(counts, "argument_cls", "Instrument") is None
    assert (counts.documents, counts["both_empty"]) == (3, 1)


def test_every_count_leads_to_its_events_and_arguments():
    aligned = align_events({ATTACK, event(60, 66, "Die")}, {OTHER_ATTACK, event(61, 66, "Injure")})
    assert aligned == (
        AlignedEvent(
            ATTACK,
            OTHER_ATTACK,
            "trigger_match",
            (
                AlignedArgument(ArgumentMark(0, 5, "Attacker"), ArgumentMark(0, 5, "Attacker"), "argument_match"),
                AlignedArgument(ArgumentMark(20, 30, "Target"), ArgumentMark(20, 30, "Victim"), "argument_role"),
                AlignedArgument(ArgumentMark(40, 48, "Place"), ArgumentMark(41, 48, "Place"), "argument_boundary"),
            ),
        ),
        AlignedEvent(event(60, 66, "Die"), event(61, 66, "Injure"), "trigger_boundary+label"),
    )


def test_swapped_arguments_agree_until_the_trigger_counts():
    a = {event(0, 6, "Attack", (10, 15, "Target")), event(30, 36, "Attack", (40, 45, "Target"))}
    b = {event(0, 6, "Attack", (40, 45, "Target")), event(30, 36, "Attack", (10, 15, "Target"))}
    counts = count(document(a, b), PAIR)
    assert [f1(level, counts) for level in LEVELS] == [1.0, 1.0, 1.0, 1.0, 0.0, 0.0]
    assert counts.reasons == {"trigger_match": 2, "argument_missing": 2, "argument_extra": 2}
    assert label_f1(counts, "argument_cls", "Target") == 1.0
    assert label_f1(counts, "argument_cls_attached", "Target") == 0.0


def test_what_is_undefined_says_why():
    none = total([])
    empty = count(document((), ()), PAIR)
    bare = count(document({event(0, 6, "Attack")}, {event(0, 6, "Attack")}), PAIR)
    assert {f1(level, counts) for counts in (none, empty) for level in LEVELS} == {None}
    assert {undefined(level, none) for level in LEVELS} == {"no_shared_documents"}
    assert {undefined(level, empty) for level in LEVELS} == {"no_events"}
    assert [undefined(level, bare) for level in LEVELS] == ["", "", *["no_arguments"] * 4]
    assert [f1(level, bare) for level in LEVELS] == [1.0, 1.0, None, None, None, None]


def test_who_has_not_finished_is_not_who_marked_nothing():
    unfinished = Document(id="d", length=9, events={"A": frozenset({event(0, 4, "Meet", (5, 9, "Entity"))})})
    assert count(unfinished, PAIR) is None
    counts = count(document(unfinished.events["A"], ()), PAIR)
    assert {f1(level, counts) for level in LEVELS} == {0.0}
    assert counts.reasons == {"event_missing": 1}


def test_one_trigger_and_type_marked_twice_is_one_event_with_all_its_arguments():
    twice = {event(0, 4, "Meet", (5, 9, "Entity")), event(0, 4, "Meet", (10, 14, "Entity"))}
    once = {event(0, 4, "Meet", (5, 9, "Entity"), (10, 14, "Entity"))}
    counts = count(document(twice, once), PAIR)
    assert {f1(level, counts) for level in LEVELS} == {1.0}
    assert counts.reasons == {"trigger_match": 1, "argument_match": 2}


@given(sides)
def test_whoever_is_named_first_the_figures_are_the_same(drawn):
    a, b = drawn
    counts, swapped = count(document(a, b), PAIR), count(document(b, a), PAIR)
    assert [f1(level, counts) for level in LEVELS] == [f1(level, swapped) for level in LEVELS]
    mirrored = {"event_missing": "event_extra", "argument_missing": "argument_extra"}
    mirrored |= {extra: missing for missing, extra in mirrored.items()}
    assert Counter({mirrored.get(reason, reason): many for reason, many in counts.reasons.items()}) == swapped.reasons
    assert {(b, a): many for (a, b), many in counts.types.items()} == swapped.types
    assert {(b, a): many for (a, b), many in counts.roles.items()} == swapped.roles


@given(st.frozensets(event_marks, max_size=4))
def test_two_who_marked_the_same_agree_fully_or_there_is_nothing_to_agree_on(marked):
    counts = count(document(marked, marked), PAIR)
    for level in LEVELS:
        value = f1(level, counts)
        assert value == 1.0 or (value is None and undefined(level, counts))
    assert set(counts.reasons) <= {"trigger_match", "argument_match"}


@given(st.lists(sides, min_size=1, max_size=3))
def test_sums_have_the_figures_of_all_rows_and_every_count_reconciles(drawn):
    import numpy as np

    aligned = [align_events(a, b) for a, b in drawn]
    each = [count(document(a, b, f"d{number}"), PAIR) for number, (a, b) in enumerate(drawn)]
    counts = total(each)
    rows = np.array([one.row for one in each])
    assert rows.shape == (len(each), len(COLUMNS))
    for level in LEVELS:
        value, of_rows = f1(level, counts), f1_of_rows(level, rows.sum(axis=0))
        assert np.isnan(of_rows) if value is None else value == pytest.approx(float(of_rows))
    for level in LABELLED_LEVELS:
        by_label = [three for (at, _), three in counts.labels.items() if at == level]
        assert [sum(numbers) for numbers in zip((0, 0, 0), *by_label, strict=True)] == [
            counts[f"{level} {number}"] for number in ("tp", "nA", "nB")
        ]
    alone = counts.reasons.get("event_missing", 0), counts.reasons.get("event_extra", 0)
    assert sum(counts.reasons.get(reason, 0) for reason in EVENT_REASONS) - alone[1] == counts["trigger_cls nA"]
    assert sum(counts.reasons.get(reason, 0) for reason in EVENT_REASONS) - alone[0] == counts["trigger_cls nB"]
    assert counts.reasons.get("trigger_match", 0) == counts["trigger_cls tp"]
    listed = [argument for events in aligned for one in events for argument in one.arguments]
    assert sum(counts.reasons.get(reason, 0) for reason in ARGUMENT_REASONS) == len(listed)
    assert sum(counts.types.values()) == sum(map(len, aligned))
    assert sum(counts.roles.values()) == len(listed)


def read(vector) -> list[Document]:
    def events(found) -> frozenset[EventMark]:
        return frozenset(
            event(
                each["trigger"]["start"],
                each["trigger"]["end"],
                each["type"],
                *((argument["start"], argument["end"], argument["role"]) for argument in each["arguments"]),
            )
            for each in found
        )

    return [
        Document(
            id=each["id"],
            length=each["length"],
            events={name: events(found) for name, found in each.get("events", {}).items()},
        )
        for each in vector["documents"]
    ]


def test_the_shared_vectors(shared_folder):
    compared = 0
    for path in sorted((shared_folder / "vectors" / "agreement").glob("*.json")):
        vector = json.loads(path.read_text(encoding="utf-8"))
        tolerance = vector["tolerance"]["default"]
        for names, expected in vector["expected"].get("events", {}).items():
            found = [count(each, tuple(names.split("|"))) for each in read(vector)]
            counts = total(each for each in found if each is not None)
            assert {level: f1(level, counts) for level in expected} == pytest.approx(expected, abs=tolerance), path.name
            assert counts.reasons == vector["expected"]["event_reasons"][names], path.name
            compared += 1
    assert compared >= 3
