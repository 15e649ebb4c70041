import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotations.importers.base import ImportedArticle
from annotations.importers.labelstudio import IMPORTER
from annotations.model.project import ADJUDICATED, SUGGESTIONS, AnnotatedArticle
from annotations.model.schema import Schema
from exporters.base import ExportReport
from exporters.files import OutputFolder
from exporters.labelstudio import EXPORTER
from tests.exporters.hard import hard_articles, hard_schema, nested_and_crossing, two_roles
from tests.exporters.samples import everything, plain, tricky, unseen
from tests.factories import entity, small_schema, span


def export(folder: Path, *articles: AnnotatedArticle, schema: Schema | None = None) -> tuple[ExportReport, list[Any]]:
    report = EXPORTER.write(articles, schema or small_schema(), OutputFolder(folder), {})
    tasks: list[Any] = json.loads((folder / "tasks.json").read_text("utf-8"))
    return report, tasks


def regions(said: dict[str, Any]) -> list[Any]:
    return [each for each in said["result"] if each["type"] == "labels"]


def test_regions_cut_what_they_say(tmp_path: Path):
    _report, tasks = export(tmp_path, *hard_articles(), *everything())
    for task in tasks:
        for said in (*task["annotations"], *task["predictions"]):
            for region in regions(said):
                value = region["value"]
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"]


def test_no_region_has_the_id_of_another_in_its_task(tmp_path: Path):
    _report, tasks = export(tmp_path, *hard_articles(), *everything())
    for task in tasks:
        said = (*task["annotations"], *task["predictions"])
        ids = [region["id"] for each in said for region in regions(each)]
        assert len(set(ids)) == len(ids)


def test_each_set_is_an_annotation_that_names_nobody_the_server_may_not_know(tmp_path: Path):
    report, (task, untouched) = export(tmp_path, nested_and_crossing(), unseen())
    assert [len(regions(each)) for each in task["annotations"]] == [8, 2]
    assert all("completed_by" not in each and not each["ground_truth"] for each in task["annotations"])
    assert untouched["annotations"] == untouched["predictions"] == []
    assert (report.articles, report.mentions, report.events) == (2, 9, 1)


def test_rulings_are_the_ground_truth(tmp_path: Path):
    one = plain()
    ruled = replace(one, sets=(replace(one.sets[0], annotator=ADJUDICATED),))
    _report, (task,) = export(tmp_path, ruled)
    assert task["annotations"][0]["ground_truth"] is True


def test_one_filler_in_two_roles_is_one_relation_with_two_labels(tmp_path: Path):
    report, (task,) = export(tmp_path, two_roles())
    relations = [each for each in task["annotations"][0]["result"] if each["type"] == "relation"]
    pairs = [(each["from_id"], each["to_id"]) for each in relations]
    assert len(set(pairs)) == len(pairs)
    assert ["ACTOR", "RECIPIENT"] in [each["labels"] for each in relations]
    assert sum(len(each["labels"]) for each in relations) == report.arguments == 5


def test_suggestions_are_predictions_and_come_back(tmp_path: Path):
    _report, (task,) = export(tmp_path, tricky())
    (prediction,) = task["predictions"]
    assert (prediction["model_version"], prediction["score"]) == ("entities 1", 0.5)
    assert sorted(each.get("score", 0) for each in regions(prediction)) == [0, 0.5]
    (record,) = IMPORTER.read(tmp_path / "tasks.json", None)
    assert isinstance(record, ImportedArticle)
    assert set(record.suggestions) == set(tricky().suggestions)


def test_what_machines_say_is_nobodys_annotation(tmp_path: Path):
    one = plain()
    suggested = replace(one, sets=(replace(one.sets[0], annotator=SUGGESTIONS),))
    report, (task,) = export(tmp_path, suggested)
    assert task["annotations"] == []
    assert len(regions(task["predictions"][0])) == 3
    assert (report.articles, report.mentions, report.events, report.arguments) == (1, 2, 1, 2)


def test_the_configuration_knows_every_label_and_role(tmp_path: Path):
    one = plain()
    strange = entity('R&D "<x>"', span(one.article, "Turkey"))
    more = replace(one, sets=(replace(one.sets[0], mentions={**one.sets[0].mentions, strange.id: strange}),))
    _report, (task,) = export(tmp_path, more)
    config = ElementTree.fromstring((tmp_path / "label_config.xml").read_text("utf-8"))
    labels = [each.get("value") for each in config.iter("Label")]
    assert set(labels) >= {label.code for label in small_schema().labels} | {'R&D "<x>"'}
    assert {each["value"]["labels"][0] for each in regions(task["annotations"][0])} <= set(labels)
    assert {each.get("value") for each in config.iter("Relation")} == {
        *("ACTOR", "RECIPIENT", "PLACE", "INSTRUMENT", "CAUSE"),
    }


def test_a_schema_without_roles_has_no_relations(tmp_path: Path):
    export(tmp_path, schema=Schema(name="s", title="S", labels=hard_schema().labels[:2]))
    assert "Relation" not in (tmp_path / "label_config.xml").read_text("utf-8")
