import json
from pathlib import Path
from typing import Any

import pytest

from annotations.importers import read
from annotations.importers.base import ImportedArticle
from annotations.importers.labelstudio import CANCELLED, IMPORTER, NO_PROBABILITY, NO_ROLE, OTHER_RESULT, UTF16
from annotations.model.annotation_set import Status
from tests.annotations.importers.foreign_files import filled, only, refused, said

TEXT = "😀 Ana met Ben."


def region(id_: str, start: int, end: int, *labels: str, text: str | None = None, **more: Any) -> dict[str, Any]:
    surface = TEXT[start:end] if text is None else text
    value = {"start": start, "end": end, "text": surface, "labels": list(labels)}
    return {"id": id_, "from_name": "label", "to_name": "text", "type": "labels", "value": value, **more}


def relation(head: str, child: str, *labels: str, direction: str = "right") -> dict[str, Any]:
    return {"type": "relation", "from_id": head, "to_id": child, "direction": direction, "labels": list(labels)}


ANA, MET, BEN = region("r1", 2, 5, "PERSON"), region("r2", 6, 9, "Meeting"), region("r3", 10, 13, "PERSON")


def task(*annotations: Any, data: Any = None, predictions: Any = ()) -> dict[str, Any]:
    return {
        "id": 7,
        "data": data if data is not None else {"text": TEXT},
        "annotations": list(annotations),
        "predictions": list(predictions),
    }


def by(who: Any, *result: Any, **more: Any) -> dict[str, Any]:
    return {"id": 1, "completed_by": who, "result": list(result), "was_cancelled": False, **more}


def test_regions_and_relations_are_mentions_and_arguments(tmp_path: Path):
    links = [relation("r2", "r1", "Actor", "Guest"), relation("r3", "r2", "Guest", direction="left")]
    record = only(IMPORTER, tmp_path, task(by(3, ANA, MET, BEN, *links)))
    (annotated,) = record.sets
    assert (annotated.annotator, annotated.status) == ("annotator 3", Status.DONE)
    assert said(TEXT, annotated)[1] == ("event", "met", "Meeting")
    assert filled(TEXT, annotated) == [("met", "Actor", "Ana"), ("met", "Guest", "Ana"), ("met", "Guest", "Ben")]


def test_each_annotator_has_a_set(tmp_path: Path):
    annotations = [
        by({"id": 1, "email": "hana@example.org"}, ANA),
        by({"id": 2}, BEN),
        by("omar", MET),
        by(None),
        by(None, ANA),
        by(3, ANA, was_cancelled=True),
    ]
    record = only(IMPORTER, tmp_path, task(*annotations), "lee")
    assert [(each.annotator, len(each.mentions)) for each in record.sets] == [
        ("hana@example.org", 1),
        ("annotator 2", 1),
        ("omar", 1),
        ("lee", 0),
        ("lee 2", 1),
    ]
    assert record.changes == {CANCELLED: 1}


def test_predictions_are_suggestions(tmp_path: Path):
    guess = {
        "model_version": "m-1",
        "score": 0.5,
        "result": [ANA, {**MET, "score": 0.25}, relation("r2", "r1", "Actor")],
    }
    other = {"model_version": "m-2", "score": 7, "result": [ANA]}
    record = only(IMPORTER, tmp_path, task(predictions=[guess, other, 12, {"result": []}]))
    assert record.sets == ()
    assert [(each.run.suggester, each.mention.label, each.score) for each in record.suggestions] == [
        ("m-1", "PERSON", 0.5),
        ("m-1", "Meeting", 0.25),
        ("m-2", "PERSON", None),
    ]
    assert len({each.id for each in record.suggestions}) == 3
    meeting = record.suggestions[1].mention
    assert meeting.kind == "event"
    assert [argument.target for argument in meeting.arguments] == [record.suggestions[0].id]
    assert record.changes == {NO_PROBABILITY: 1}


def test_other_results_and_nameless_relations_are_left_out_and_counted(tmp_path: Path):
    choice = {"id": "r1", "type": "choices", "value": {"choices": ["good"]}}
    record = only(IMPORTER, tmp_path, task(by(1, ANA, MET, choice, relation("r2", "r1"))))
    assert record.changes == {OTHER_RESULT: 1, NO_ROLE: 1}


def test_a_region_with_two_labels_is_two_mentions(tmp_path: Path):
    record = only(IMPORTER, tmp_path, task(by(1, region("r1", 2, 5, "PERSON", "CIVILIAN"))))
    assert said(TEXT, record.sets[0]) == [("entity", "Ana", "CIVILIAN"), ("entity", "Ana", "PERSON")]


def test_the_text_is_where_the_regions_fit(tmp_path: Path):
    data = {"headline": "Talks", "body": TEXT, "title": "Talks in Erbil"}
    record = only(IMPORTER, tmp_path, task(by(1, ANA), data=data))
    assert record.article.text == TEXT
    assert record.article.meta.title == "Talks in Erbil"
    assert refused(IMPORTER, tmp_path, task(data=data)) == (
        "data: which of headline, body, title is the text cannot be told"
    )
    assert only(IMPORTER, tmp_path, task(data={"article": TEXT, "n": 4})).article.text == TEXT


def test_offsets_of_old_versions_are_carried(tmp_path: Path):
    record = only(IMPORTER, tmp_path, task(by(1, region("r1", 3, 6, "PERSON", text="Ana"))))
    assert said(TEXT, record.sets[0]) == [("entity", "Ana", "PERSON")]
    assert record.changes == {UTF16: 1}


def test_line_ends_in_words_do_not_matter(tmp_path: Path):
    text = "Ministry of\nWater met."
    record = only(
        IMPORTER, tmp_path, task(by(1, region("r1", 0, 17, "ORG", text="Ministry of\\nWater")), data={"text": text})
    )
    assert said(text, record.sets[0]) == [("entity", "Ministry of\nWater", "ORG")]


def html(start: int, end: int, text: str, with_global: bool = True) -> dict[str, Any]:
    value: dict[str, Any] = {
        "start": "/p[1]/text()[1]",
        "end": "/p[1]/text()[1]",
        "startOffset": 0,
        "endOffset": 3,
        "text": text,
        "hypertextlabels": ["PERSON"],
    }
    if with_global:
        value["globalOffsets"] = {"start": start, "end": end}
    return {"id": "h1", "type": "hypertextlabels", "value": value}


def test_places_in_html_need_offsets_in_characters(tmp_path: Path):
    data = {"text": "<style>b{}</style><p>Ana &amp; <b>Ben</b><br>met Lee.</p>"}
    record = only(IMPORTER, tmp_path, task(by(1, html(14, 17, "Lee")), data=data))
    assert record.article.text == "Ana & Ben\nmet Lee."
    assert said(record.article.text, record.sets[0]) == [("entity", "Lee", "PERSON")]
    without_break = only(IMPORTER, tmp_path, task(by(1, html(13, 16, "Lee")), data=data))
    assert without_break.article.text == "Ana & Benmet Lee."
    reason = refused(IMPORTER, tmp_path, task(by(1, html(14, 17, "Lee", False)), data=data))
    assert reason.startswith("annotations[0].result[0]: its place is given in HTML")


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"id": 1, "text": TEXT}, "no data; only whole tasks can be read"),
        (task(data={}), "data: there is no text"),
        (task(by(1, region("r1", 2, 5, "X", text="Bob"))), "data: annotations[0].result[0]: its text is not what"),
        (task(by(1, ANA, relation("r1", "r9", "x"))), "annotations[0].result[1]: there is no span r9"),
        (task(by(1, region("r1", 2, 99, "X", text="Ana met Ben."))), "annotations[0].result[0]: 2..99 is outside"),
        (task({"result": 4}), "annotations[0]: result is not a list"),
        (task(by(1, {**ANA, "id": None})), "annotations[0].result[0]: no id"),
    ],
)
def test_a_broken_task_is_refused_in_one_sentence(tmp_path: Path, record: Any, reason: str):
    assert refused(IMPORTER, tmp_path, record).startswith(reason)


def test_a_folder_with_its_configuration_is_its_tasks(tmp_path: Path):
    (tmp_path / "tasks.json").write_text(json.dumps([task(by(1, ANA)), task(by(2, BEN), data={"text": TEXT + "!"})]))
    config = '<View>\n  <Labels name="label" toName="text"><Label value="A"/></Labels></View>'
    (tmp_path / "label_config.xml").write_text(config)
    records = list(read([tmp_path]))
    assert [type(record) for record in records] == [ImportedArticle, ImportedArticle]
    assert IMPORTER.recognises((tmp_path / "tasks.json").read_bytes())


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b'[{"id": 1, "annotations": [{"id": 3, "completed_by": 1, "result": []}], "data": {"text": "a"}', True),
        (b'[{"data": {"text": "a"}, "predictions": [{"result": [', True),
        (b'[{"data": {"text": "a"}}]', True),
        (b'{"data": "a", "label": [[0, 1, "X"]]}', False),
        (b'{"annotations": [{"result": 1}]}', False),
        (b'<View>\n<Text name="t" value="$text"/>\n<Labels name="l" toName="t">', True),
        (b"<View><p>Labels of a web page</p></View>", False),
    ],
)
def test_tasks_are_known_by_their_keys(head: bytes, is_one: bool):
    assert IMPORTER.recognises(head) is is_one
