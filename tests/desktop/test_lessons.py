"""What window and command line both do to learn: the plan of a project, a lesson, keeping what came of it."""

import hashlib
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotations.errors import StoreUnavailable
from annotations.model.learned import Learner
from annotations.model.mention import Kind
from annotations.model.project_settings import Conventions, Phrase, ProjectSettings, ScoreCurve
from annotations.suggesters.plan import Plan
from annotations.workspace import Workspace
from desktop import lessons
from tests.desktop.played import finish, project_at, trained

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
ORG = ScoreCurve(kind=Kind.ENTITY, label="ORG", knots=((0.0, 0.1), (1.0, 0.8)))
MET = ScoreCurve(kind=Kind.EVENT, label="CONSULT", knots=((0.0, 0.2), (1.0, 0.9)))


@pytest.fixture
def workspace(tmp_path):
    with Workspace.open(project_at(tmp_path / "desk.spandesk")) as workspace:
        yield workspace


def keep(workspace, kind=Kind.ENTITY, **more):
    return lessons.keep(workspace, Learner.FAST, kind, trained(**more), NOON)


def test_copies_of_models_lie_with_the_person_and_not_in_the_project(own_home, tmp_path):
    assert own_home in lessons.caches().parents
    assert lessons.models_folder().parent == lessons.caches()
    places = [lessons.checkpoints(location) for location in ("/a/desk.spandesk", "/b/desk.spandesk")]
    assert places[0] != places[1]
    assert places[0] == lessons.checkpoints("/a/desk.spandesk")
    assert tmp_path not in places[0].parents


def test_the_plan_is_what_the_project_decided(workspace, tmp_path):
    assert lessons.plan_of_project(workspace, tmp_path / "models") == Plan()
    guard = Phrase(text="Hill Guard", kind=Kind.ENTITY, label="ORG")
    workspace.set_settings(ProjectSettings(conventions=Conventions(title=True)))
    workspace.put_phrases([guard])
    model = keep(workspace)
    plan = lessons.plan_of_project(workspace, tmp_path / "models")
    (file,) = plan.models
    assert (plan.conventions.title, plan.phrases) == (True, (guard,))
    assert (file.kind, file.name, file.sha256) == (Kind.ENTITY, "fast 1", model.sha256)
    assert Path(file.path).read_bytes() == b"a model"


def test_a_model_judged_against_another_than_what_suggests_now_does_not_take_its_place(workspace):
    first = keep(workspace)
    late = keep(workspace, data=b"judged against the rules")
    assert (first.active, late.active) == (True, False)
    workspace.activate_model(None, Kind.ENTITY)
    assert not keep(workspace, data=b"judged against the first", against=first.sha256).active


def test_that_there_was_too_little_to_train_longer_is_no_model(workspace):
    nothing = trained("too_few_articles", data=None)
    said = lessons.keep(workspace, Learner.SLOW, Kind.ENTITY, nothing, NOON)
    assert (said.active, said.verdict.reason, workspace.models()) == (False, "too_few_articles", [])
    lessons.keep(workspace, Learner.FAST, Kind.ENTITY, nothing, NOON)
    assert len(workspace.models()) == 1


def test_a_model_that_cannot_be_had_leaves_the_rules_and_is_told(workspace, tmp_path):
    keep(workspace)
    (tmp_path / "file").write_bytes(b"")
    told = []
    assert lessons.plan_of_project(workspace, tmp_path / "file", told.append) == Plan()
    assert len(told) == 1
    with pytest.raises(StoreUnavailable):
        lessons.plan_of_project(workspace, tmp_path / "file")


def test_copies_that_nobody_used_for_long_are_forgotten(workspace, tmp_path):
    folder = tmp_path / "models"
    keep(workspace)
    (file,) = lessons.plan_of_project(workspace, folder).models
    unused, recent = folder / "unused.model", folder / "recent.model"
    for path in (unused, recent):
        path.write_bytes(b"")
    for path in (unused, Path(file.path)):
        os.utime(path, (1e9, 1e9))
    lessons.plan_of_project(workspace, folder)
    assert sorted(folder.iterdir()) == sorted([recent, Path(file.path)])
    assert Path(file.path).stat().st_mtime > 1e9


def test_a_model_is_kept_under_the_next_number_of_its_kind(workspace):
    models = [keep(workspace), keep(workspace, Kind.EVENT)]
    models.append(keep(workspace, data=b"another", against=models[0].sha256))
    assert [(model.kind, model.number) for model in models] == [
        (Kind.ENTITY, 1), (Kind.EVENT, 1), (Kind.ENTITY, 2),
    ]  # fmt: skip
    assert models[2].sha256 == hashlib.sha256(b"another").hexdigest()
    assert [model.id for model in workspace.models() if model.active] == [models[2].id, models[1].id]


@pytest.mark.parametrize("reason", ["within_noise", "no_better", "too_few_articles"])
def test_a_model_that_is_not_better_does_not_take_the_place_of_the_one_in_use(workspace, reason):
    first = keep(workspace)
    second = keep(workspace, reason=reason, data=b"another")
    assert not second.active
    assert [model.id for model in workspace.models() if model.active] == [first.id]


def test_where_nothing_was_learned_the_verdict_alone_is_kept(workspace):
    model = keep(workspace, reason="nothing_to_learn", data=None)
    assert (model.sha256, model.active) == ("", False)
    assert workspace.models() == [model]


def test_the_scores_of_the_rules_are_kept_with_those_of_the_other_kind(workspace):
    workspace.set_settings(replace(workspace.settings, calibration=(MET,)))
    keep(workspace, reason="no_better", rules_curves=(ORG,))
    assert workspace.settings.calibration == (MET, ORG)


def test_a_lesson_before_anything_was_decided_says_so(tmp_path):
    location = str(project_at(tmp_path / "desk.spandesk"))
    learned = list(lessons.learn(location, Learner.FAST, tuple(Kind), 10))
    assert [(each.kind, each.trained.verdict.reason) for each in learned] == [
        (Kind.ENTITY, "nothing_to_learn"), (Kind.EVENT, "nothing_to_learn"),
    ]  # fmt: skip


def test_a_lesson_learns_from_whoever_finished_most(tmp_path, monkeypatch):
    location = project_at(tmp_path / "desk.spandesk")
    with Workspace.open(location) as workspace:
        finish(workspace, 0, "ben")
        for number in range(3):
            finish(workspace, number)
    seen = []

    def train(learner, kind, schema, plan, examples, **more):
        seen.append((learner, kind, [each.article.text for each in examples], more["incumbent"]))
        return trained("too_few_articles")

    monkeypatch.setattr("annotations.suggesters.learning.training.train", train)
    (learned,) = lessons.learn(str(location), Learner.FAST, (Kind.ENTITY,), 10)
    assert learned.trained.verdict.reason == "too_few_articles"
    ((learner, kind, texts, incumbent),) = seen
    assert (learner, kind, len(texts), incumbent) == (Learner.FAST, Kind.ENTITY, 3, None)


def test_a_new_model_is_measured_against_the_one_in_use(tmp_path, monkeypatch):
    location = project_at(tmp_path / "desk.spandesk")
    with Workspace.open(location) as workspace:
        keep(workspace, data=b"in use", out_of_fold=b"said")
        keep(workspace, Kind.EVENT, data=b"of the other kind")
    incumbents = []

    def train(*_, incumbent, **more):
        incumbents.append(incumbent)
        return trained("no_better")

    monkeypatch.setattr("annotations.suggesters.learning.training.train", train)
    list(lessons.learn(str(location), Learner.FAST, (Kind.ENTITY,), 10))
    assert [(each.data, each.out_of_fold) for each in incumbents] == [(b"in use", b"said")]
