from pathlib import Path
from typing import Any

import pytest

from annotations.importers.doccano import COMMENT, IMPORTER
from annotations.model.annotation_set import Status
from tests.annotations.importers.foreign_files import filled, only, refused, said

TEXT = "😀 Ana met Ben."


def entity(id_: int, start: int, end: int, label: str) -> dict[str, Any]:
    return {"id": id_, "start_offset": start, "end_offset": end, "label": label}


def related(*relations: Any, **more: Any) -> dict[str, Any]:
    entities = [entity(17, 2, 5, "PERSON"), entity(18, 6, 9, "Meeting"), entity(19, 10, 13, "PERSON")]
    return {"id": 4, "text": TEXT, "entities": entities, "relations": list(relations), **more}


@pytest.mark.parametrize("name", ["label", "labels"])
@pytest.mark.parametrize("text", ["text", "data"])
def test_lists_are_spans(tmp_path: Path, name: str, text: str):
    record = only(IMPORTER, tmp_path, {"id": 1, text: TEXT, name: [[2, 5, "PERSON"], [6, 9, "Meeting"]]})
    (annotated,) = record.sets
    assert said(TEXT, annotated) == [("entity", "Ana", "PERSON"), ("entity", "met", "Meeting")]
    assert (annotated.annotator, annotated.status) == ("imported", Status.OPEN)


def test_relations_are_arguments(tmp_path: Path):
    record = only(
        IMPORTER,
        tmp_path,
        related(
            {"id": 1, "from_id": 18, "to_id": 17, "type": "Actor"},
            {"id": 2, "from_id": 18, "to_id": 19, "type": "Guest"},
            Comments=["unsure", "ask"],
        ),
        "hana",
    )
    (annotated,) = record.sets
    assert [kind for kind, _surface, _label in said(TEXT, annotated)] == ["entity", "event", "entity"]
    assert filled(TEXT, annotated) == [("met", "Actor", "Ana"), ("met", "Guest", "Ben")]
    assert annotated.annotator == "hana"
    assert record.changes == {COMMENT: 2}


def test_nothing_labelled_is_no_set(tmp_path: Path):
    assert only(IMPORTER, tmp_path, {"text": TEXT, "label": []}).sets == ()
    assert only(IMPORTER, tmp_path, {"text": TEXT, "entities": [], "relations": []}).sets == ()


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"label": []}, "no data"),
        ({"text": TEXT, "label": ["politics"]}, "label[0] is not start, end and label"),
        ({"text": TEXT, "label": [[2, 5, ""]]}, "label[0]: label is empty"),
        ({"text": TEXT, "label": [["2", 5, "X"]]}, "label[0]: start is not a whole number"),
        ({"text": TEXT, "label": [[2, 50, "X"]]}, "label[0]: 2..50 is outside the text"),
        (related({"from_id": 18, "to_id": 99, "type": "x"}), "relations[0]: there is no span 99"),
        (related({"from_id": 18, "to_id": 17}), "relations[0]: no type"),
    ],
)
def test_a_broken_line_is_refused_in_one_sentence(tmp_path: Path, record: Any, reason: str):
    assert refused(IMPORTER, tmp_path, record).startswith(reason)


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b'{"id": 1, "text": "a", "label": [[0, 1, "X"]]}', True),
        (b'{"id": 1, "data": "a", "label": []}', True),
        (b'{"text": "a", "entities": [{"id": 1, "start_offset": 0', True),
        (b'{"text": "a", "entities": [], "relations": []}', True),
        (b'{"text": "a", "label": ["politics"]}', False),
        (b'{"text": "a", "label": [{"start": 0, "end": 1, "labels": ["X"]}]}', False),
        (b'{"text": "a", "entities": [{"start": 0, "end": 1}]}', False),
    ],
)
def test_lines_are_known_by_their_keys(head: bytes, is_one: bool):
    assert IMPORTER.recognises(head) is is_one
