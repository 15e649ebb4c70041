"""Gold is made at the real window, gesture by gesture, with either hand."""

import json
from dataclasses import replace

import pytest

from benchmarks.gestures import HANDS, measure
from benchmarks.gestures_inputs import as_suggested, read_replay

TEXT = "Rebels attacked Erbil with rockets on Monday. Karim Haddad said Rebels had fled from Erbil in Iraq."


def place(words, start=0):
    at = TEXT.index(words, start)
    return {"start": at, "end": at + len(words)}


SPANS = [
    {**place("Rebels"), "label": "ACTOR", "kind": "entity"},
    {**place("Erbil"), "label": "PLACE", "kind": "entity"},
    {**place("attacked"), "label": "ASSAULT", "kind": "event"},
    {**place("Karim Haddad"), "label": "ACTOR", "kind": "entity"},
    {**place("Rebels", 10), "label": "ACTOR", "kind": "entity"},
    {**place("had fled"), "label": "RETREAT", "kind": "event"},
    {**place("Erbil in Iraq"), "label": "PLACE", "kind": "entity"},
]
ARGS = [
    {"event": [2], "span": 0, "role": "ACTOR"},
    {"event": [2], "span": 1, "role": "PLACE"},
    {"event": [5], "span": 4, "role": "ACTOR"},
    {"event": [5], "span": 6, "role": "PLACE"},
]


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "one", "text": TEXT, "spans": SPANS, "args": ARGS}) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize(("suggestions", "most"), [("none", 32), ("gold", 1)])
def test_the_gold_stands_and_the_meter_agrees(gold, qapp, hand, suggestions, most):
    bill = measure(read_replay(gold, suggestions), hand)
    assert bill.failures == []
    assert bill.gold == {"name": 5, "event": 2, "role": 4}
    assert 1 <= sum(bill.gestures.values()) <= most


@pytest.mark.parametrize("hand", HANDS)
def test_wrong_suggestions_are_put_right(gold, qapp, tmp_path, hand):
    """Suggested are other ends, another label, another type, another filler, and a name that is none."""
    wrong = json.loads(json.dumps({"id": "one", "text": TEXT, "spans": SPANS, "args": ARGS}))
    wrong["spans"][3] |= place("Karim")
    wrong["spans"][1]["label"] = "ACTOR"
    wrong["spans"][5]["label"] = "ASSAULT"
    wrong["spans"].append({**place("rockets"), "label": "PLACE", "kind": "entity"})
    wrong["args"][0]["span"] = 3
    right = read_replay(gold, "none")
    source = tmp_path / "wrong.jsonl"
    source.write_text(json.dumps(wrong) + "\n", encoding="utf-8")
    suggested = as_suggested(right.schema, read_replay(source, "none").tasks[0].gold)
    assert len(suggested) == 8
    bill = measure(replace(right, tasks=(replace(right.tasks[0], suggestions=suggested),)), hand)
    assert bill.failures == []
