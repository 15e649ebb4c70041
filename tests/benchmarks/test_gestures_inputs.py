import json

import pytest

from annotations.model.mention import EventMention, Kind
from annotations.workspace import Workspace
from benchmarks.gestures_inputs import make_project, read_replay

TEXT = "Rebels attacked Erbil on Monday. Rebels said so."
RECORD = {
    "id": "one",
    "text": TEXT,
    "spans": [
        {"start": 0, "end": 6, "label": "actor", "kind": "entity"},
        {"start": 16, "end": 21, "label": "place", "kind": "entity"},
        {"start": 7, "end": 15, "label": "assault", "kind": "event"},
    ],
    "args": [{"event": [2], "span": 0, "role": "actor"}, {"event": [2], "span": 1, "role": "place"}],
}


def corpus(folder, *records):
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_corpus_record_becomes_mentions_under_a_schema_made_from_them(tmp_path):
    replay = read_replay(corpus(tmp_path, RECORD), "none")
    assert [(label.code, label.key) for label in replay.schema.active(Kind.ENTITY)] == [("ACTOR", "1"), ("PLACE", "2")]
    (event,) = replay.schema.active(Kind.EVENT)
    assert (event.code, [(role.name, role.key) for role in event.roles]) == (
        "ASSAULT",
        [("ACTOR", "Q"), ("PLACE", "W")],
    )
    (task,) = replay.tasks
    assert [(each.label, each.span.of(TEXT)) for each in task.gold] == [
        ("ACTOR", "Rebels"),
        ("PLACE", "Erbil"),
        ("ASSAULT", "attacked"),
    ]
    assert [argument.role for argument in task.gold[2].arguments] == ["ACTOR", "PLACE"]
    assert task.suggestions == ()


@pytest.mark.parametrize(
    ("spans", "reason"),
    [
        ([{"start": 0, "end": 3, "label": "ACTOR", "kind": "entity"}], "ends inside a token"),
        ([{"start": 0, "end": 6, "label": "ACTOR", "kind": "entity"}] * 2, "says the same twice"),
    ],
)
def test_gold_that_no_gesture_reaches_is_left_out_and_named(tmp_path, spans, reason):
    replay = read_replay(
        corpus(tmp_path, RECORD, {**RECORD, "text": TEXT + " More.", "spans": spans, "args": []}), "none"
    )
    assert (len(replay.tasks), replay.left_out) == (1, (reason,))


def test_the_gold_itself_as_suggestions_keeps_its_roles(tmp_path):
    (task,) = read_replay(corpus(tmp_path, RECORD), "gold").tasks
    known = {each.mention.id: each.mention for each in task.suggestions}
    (event,) = (each for each in known.values() if isinstance(each, EventMention))
    assert {(role.role, known[role.target].span.of(TEXT)) for role in event.arguments} == {
        ("ACTOR", "Rebels"),
        ("PLACE", "Erbil"),
    }


def test_a_project_holds_the_suggestions_and_nothing_decided(tmp_path):
    replay = read_replay(corpus(tmp_path, RECORD), "gold")
    location = tmp_path / "project.spandesk"
    make_project(location, replay)
    with Workspace.open(location, read_only=True) as workspace:
        (id_,) = workspace.article_ids()
        assert len(workspace.suggestions(id_)) == 3
        assert workspace.load_set(id_, "ana").mentions == {}
