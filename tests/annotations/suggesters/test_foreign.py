import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.errors import PipelineBroken, PipelineChanged
from annotations.model.mention import Kind
from annotations.model.project_settings import Pipeline, ProjectSettings
from annotations.model.schema import Label
from annotations.model.wire import schema_to_json
from annotations.suggesters.base import LabelsDropped, Notice, SuggesterFailed, runs, suggest_batch
from annotations.suggesters.plan import Plan, plan_of
from tests.annotations.suggesters.helpers import POLITICAL, article_text
from tests.annotations.suggesters.own_pipelines import folder_of, package_of, trusted

TEXT = "The Sea Falcon attacked Umm Qasr."
MUTINY = "A mutiny on 12 ships."


def plan_with(*pipelines: Pipeline) -> Plan:
    return plan_of(ProjectSettings(pipelines=pipelines))


def suggested(plan: Plan, *texts: str) -> tuple[list[dict[str, list[tuple[str, str, float | None]]]], list[Notice]]:
    """(surface, label, score) by suggester for each text, and what was told besides."""
    notices: list[Notice] = []
    suggester = {run.id: run.suggester for run in runs(POLITICAL, plan)}
    made = suggest_batch(schema_to_json(POLITICAL), plan, [article_text(text) for text in texts], notices.append)
    return [
        {
            suggester[run_id]: [(each.mention.span.of(text), each.mention.label, each.score) for each in of_run]
            for run_id, of_run in by_run.items()
        }
        for text, (_, by_run) in zip(texts, made, strict=True)
    ], notices


def test_a_pipeline_suggests_names_and_triggers_under_its_own_name(tmp_path: Path):
    folder = folder_of(tmp_path / "ships", {"SHIP": ["Sea Falcon"], "RAID": ["attacked"], "GOODS": ["Umm"]})
    pipeline = trusted(folder, {"SHIP": "FAC", "RAID": "ASSAULT"}, name="ships")
    ((made,), notices) = suggested(plan_with(pipeline), TEXT)
    assert made["pipeline:ships"] == [("Sea Falcon", "FAC", None), ("attacked", "ASSAULT", None)]
    assert "attacked" in {surface for surface, _, _ in made["events"]}
    assert notices == [LabelsDropped("pipeline:ships", (("GOODS", 1),))]
    assert pickle.loads(pickle.dumps(notices)) == notices


def test_alone_it_needs_none_of_our_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pipeline = trusted(folder_of(tmp_path / "ships"), {"SHIP": "FAC"}, name="ships")
    monkeypatch.setattr("annotations.suggesters.spacy_pipeline.load", None)
    made, _ = suggested(plan_with(pipeline).only(["pipeline:ships"]), TEXT, "")
    assert made == [{"pipeline:ships": [("Sea Falcon", "FAC", None)]}, {"pipeline:ships": []}]


def test_the_run_changes_with_files_labels_and_groups_and_with_nothing_else(tmp_path: Path):
    pipeline = trusted(folder_of(tmp_path / "ships"), {"SHIP": "FAC", "GOODS": "NO_SUCH"}, name="ships")

    def run_of(**changes: object) -> str:
        values = {name: getattr(pipeline, name) for name in ("name", "location", "sha256", "labels", "groups")}
        return runs(POLITICAL, plan_with(Pipeline(**{**values, **changes})))[-1].id

    assert run_of() == run_of(location="/elsewhere") == run_of(labels=(("SHIP", "FAC"),))
    others = [run_of(sha256="0" * 64), run_of(labels=(("SHIP", "ORG"),)), run_of(groups=("ruler",)), run_of(name="x")]
    assert len({run_of(), *others}) == 5


def test_without_a_label_on_offer_or_switched_off_it_makes_no_run(tmp_path: Path):
    pipeline = trusted(folder_of(tmp_path / "ships"), {"SHIP": "NO_SUCH"}, name="ships")
    assert [run.suggester for run in runs(POLITICAL, plan_with(pipeline))] == ["entities", "events"]
    off = Pipeline(name="off", location="off", sha256="0", labels=(("SHIP", "FAC"),), active=False)
    assert plan_with(off) == Plan()
    with pytest.raises(KeyError, match="pipeline:off"):
        runs(POLITICAL, Plan(suggesters=("pipeline:off",)))


def test_a_code_of_both_kinds_is_an_event_where_the_name_is_switched_off(tmp_path: Path):
    pipeline = trusted(folder_of(tmp_path / "ships"), {"SHIP": "ASSAULT"}, name="ships")
    name = Label(code="ASSAULT", kind=Kind.ENTITY, title="An exercise", active=False)
    schema = replace(POLITICAL, labels=(*POLITICAL.labels, name))
    plan = plan_with(pipeline).only(["pipeline:ships"])
    ((_, by_run),) = suggest_batch(schema_to_json(schema), plan, [article_text("The Mavi Deniz sank.")])
    assert [each.mention.kind for of_run in by_run.values() for each in of_run] == [Kind.EVENT]


def test_one_that_fails_is_told_of_once_and_leaves_the_others_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    package_of(tmp_path / "site", "ships_h", tmp_path / "canary", monkeypatch)
    broken = trusted("ships_h", {"COUNT": "CARDINAL"}, "counts", name="broken")
    fine = trusted(folder_of(tmp_path / "ships"), {"SHIP": "FAC", "PORT": "FAC", "GOODS": "FAC"}, name="fine")
    made, notices = suggested(plan_with(broken, fine), "12 ships. " + TEXT, MUTINY, TEXT, MUTINY)
    assert [set(each) for each in made] == [
        {"entities", "events", "pipeline:broken", "pipeline:fine"},
        *[{"entities", "events", "pipeline:fine"}] * 3,
    ]
    assert made[2]["pipeline:fine"] == [("Sea Falcon", "FAC", None), ("Umm Qasr", "FAC", None)]
    (told,) = notices
    assert isinstance(told, SuggesterFailed)
    assert (told.suggester, told.error) == (
        "pipeline:broken",
        PipelineBroken("broken", "RuntimeError: the crew has left"),
    )
    assert told.run in {run.id for run in runs(POLITICAL, plan_with(broken))}
    assert "pipeline:broken" not in plan_with(broken).without("pipeline:broken").suggesters


def test_with_nobody_to_tell_the_error_is_raised_after_the_last_article(tmp_path: Path):
    folder = folder_of(tmp_path / "ships")
    pipeline = trusted(folder, {"SHIP": "FAC"})
    (folder / "meta.json").unlink()
    made = suggest_batch(schema_to_json(POLITICAL), plan_with(pipeline), [article_text(TEXT)] * 2)
    assert len(next(made)[1]) == len(next(made)[1]) == 2
    with pytest.raises(PipelineChanged):
        next(made)
