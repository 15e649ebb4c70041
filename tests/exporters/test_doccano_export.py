import json
from pathlib import Path
from typing import Any

from annotations.model.mention import EventMention
from annotations.model.project import AnnotatedArticle
from exporters.base import Exporter, ExportReport
from exporters.doccano import NO_RELATIONS, OVERLAPS, SPANS, WITH_RELATIONS
from exporters.files import OutputFolder
from tests.exporters.hard import hard_articles, hard_schema, nested_and_crossing, nested_event, two_roles
from tests.exporters.samples import plain


def export(exporter: Exporter, folder: Path, *articles: AnnotatedArticle) -> tuple[ExportReport, list[Any]]:
    report = exporter.write(articles, hard_schema(), OutputFolder(folder), {})
    return report, [json.loads(line) for line in Path(report.files[0]).read_text("ascii").splitlines()]


def test_nothing_but_ascii_is_written(tmp_path: Path):
    for exporter in (SPANS, WITH_RELATIONS):
        _report, records = export(exporter, tmp_path, *hard_articles())
        assert [record["text"] for record in records] == [each.article.text for each in hard_articles()]


def test_labels_are_spans_and_triggers(tmp_path: Path):
    report, (record,) = export(SPANS, tmp_path, plain())
    assert [[record["text"][start:end], label] for start, end, label in record["label"]] == [
        ["Mina Qadir", "PERSON"],
        ["met", "CONSULT"],
        ["Ankara", "GPE"],
    ]
    assert {(lost.surface, lost.reason) for lost in report.lost} == {
        ("met", f"ACTOR: {NO_RELATIONS}"),
        ("met", f"PLACE: {NO_RELATIONS}"),
    }


def test_ids_are_numbers_that_are_used_once(tmp_path: Path):
    _report, records = export(WITH_RELATIONS, tmp_path, *hard_articles())
    entities = [entity["id"] for record in records for entity in record["entities"]]
    relations = [relation["id"] for record in records for relation in record["relations"]]
    assert entities == list(range(1, len(entities) + 1))
    assert relations == list(range(1, len(relations) + 1))


def test_relations_lead_from_trigger_to_filler(tmp_path: Path):
    for one in (two_roles(), nested_event()):
        _report, (record,) = export(WITH_RELATIONS, tmp_path, one)
        place = {each["id"]: (each["start_offset"], each["end_offset"], each["label"]) for each in record["entities"]}
        mentions = one.sets[0].mentions
        of = {each.id: (each.span.start, each.span.end, each.label) for each in mentions.values()}
        expected = [
            (of[event.id], argument.role, of[argument.target])
            for event in mentions.values()
            if isinstance(event, EventMention)
            for argument in event.arguments
        ]
        found = [(place[each["from_id"]], each["type"], place[each["to_id"]]) for each in record["relations"]]
        assert sorted(found) == sorted(expected)


def test_what_doccano_would_drop_by_default_is_noted(tmp_path: Path):
    report, _records = export(SPANS, tmp_path, nested_and_crossing())
    assert [note.surface for note in report.notes if note.reason == OVERLAPS] == [
        *("Interior Ministry of Iran", "Iran", "University of Mosul", "Mosul Hospital", "Mosul"),
        *("Great Mosque of Kufa", "Great Mosque of Kufa"),
    ]
    assert export(SPANS, tmp_path, plain())[0].notes == ()
