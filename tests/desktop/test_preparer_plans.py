"""What is prepared anew when the plan changes, and what goes on when a part of it breaks. The suggesters are played."""

from dataclasses import replace

import pytest

from annotations.errors import BadInput, PipelineBroken, PipelineChanged
from annotations.model.mention import Kind
from annotations.model.project_settings import Conventions
from annotations.suggesters.base import runs
from annotations.suggesters.plan import ModelFile, Plan, pipeline_id
from annotations.workspace import Workspace
from desktop.preparer import BATCH, Preparer, Preparing
from tests.desktop.learning_samples import PIPELINE
from tests.desktop.played import IDS, PlayedTasks, finish, project_at

TITLES = Plan(conventions=Conventions(title=True))
WITH_PIPELINE = Plan(suggesters=(*Plan().suggesters, pipeline_id(PIPELINE)), pipelines=(PIPELINE,))
LEARNED = Plan(models=(ModelFile(kind=Kind.ENTITY, name="fast 1", path="/models/m", sha256="0f" * 32),))


@pytest.fixture
def workspace(tmp_path):
    with Workspace.open(project_at(tmp_path / "desk.spandesk")) as workspace:
        yield workspace


class Played:
    """A preparer whose suggesters are played: `work` does what it asks for, until nothing is left to do."""

    def __init__(self, workspace, qtbot):
        self.workspace, self.qtbot = workspace, qtbot
        self.tasks = PlayedTasks()
        self.preparer = Preparer(workspace, self.tasks, Plan())
        self.failures = []
        self.preparer.failed.connect(self.failures.append)

    def job(self):
        """What the preparer asks for now; None if it is idle."""
        done = []
        for _ in range(2):  # what was asked of the store may ask for more
            self.tasks.store(lambda: None, done.append)
        self.qtbot.waitUntil(lambda: len(done) == 2)
        return self.tasks.jobs.pop() if self.tasks.jobs else None

    def work(self):
        """Answer with no suggestions at all; the articles in the order in which they were asked for."""
        order = []
        while (job := self.job()) is not None:
            _schema, plan, texts = job.arguments
            for text in texts:
                order.append(IDS.index(text.article_id))
                job.on_value((text.article_id, {run.id: [] for run in runs(self.workspace.schema, plan)}))
            job.on_done()
        return order

    def fail(self, error):
        """The suggesters fail before the first article."""
        self.job().on_error(error)


@pytest.fixture
def played(workspace, qtbot):
    made = Played(workspace, qtbot)
    yield made
    made.preparer.stop()
    made.tasks.close()


@pytest.fixture
def prepared(played):
    """All is prepared, and the third article is open."""
    played.preparer.start(IDS[2])
    assert played.work() == [2, 3, 4, 5, 6, 7, 0, 1]
    return played


def test_a_new_plan_prepares_the_next_articles_but_not_the_open_one(prepared):
    prepared.preparer.set_plan(TITLES)
    assert prepared.work() == [3, 4, 5, 6, 7]


def test_an_article_gets_the_new_plan_before_it_is_reached(prepared):
    prepared.preparer.set_plan(TITLES)
    prepared.work()
    prepared.preparer.start(IDS[0])
    assert prepared.work() == [1, 2]


def test_the_same_plan_again_prepares_nothing(prepared):
    prepared.preparer.set_plan(Plan())
    assert prepared.job() is None


def test_what_was_finished_is_not_prepared_again(prepared, workspace):
    finish(workspace, 4)
    finish(workspace, 6, "ben")
    prepared.preparer.set_plan(TITLES)
    assert prepared.work() == [3, 5, 7]


def test_looking_back_at_finished_articles_does_not_hold_up_the_next_ones(prepared, workspace, monkeypatch):
    monkeypatch.setattr("desktop.preparer.AHEAD", 2)
    for number in range(5):
        finish(workspace, number)
    prepared.preparer.start(IDS[0])
    prepared.preparer.set_plan(TITLES)
    assert prepared.work() == [5, 6]


def test_nor_is_it_looked_at_by_a_pipeline_that_is_new(prepared, workspace):
    finish(workspace, 4)
    prepared.preparer.set_plan(WITH_PIPELINE)
    assert sorted(prepared.work()) == [0, 1, 2, 3, 5, 6, 7]


def test_those_coming_up_are_prepared_anew_before_others_for_the_first_time(played, workspace, monkeypatch):
    monkeypatch.setattr("desktop.preparer.AHEAD", 3)
    played.preparer.start(IDS[3])
    first = played.job()
    played.preparer._store_value((IDS[3], {run.id: [] for run in runs(workspace.schema, Plan())}))
    played.preparer._store_value((IDS[4], {run.id: [] for run in runs(workspace.schema, Plan())}))
    first.cancel()
    played.preparer.set_plan(TITLES)
    first.on_done()
    assert played.work()[:3] == [4, 5, 6]


def test_articles_are_asked_for_a_few_at_a_time(played):
    played.preparer.start(None)
    assert [IDS.index(text.article_id) for text in played.job().arguments[2]] == list(range(BATCH))


@pytest.mark.parametrize("error", [PipelineBroken("desk_ner", "no room"), PipelineChanged("desk_ner")])
def test_a_pipeline_that_breaks_is_told_once_and_the_others_go_on(played, error):
    played.preparer.set_plan(WITH_PIPELINE)
    played.preparer.start(None)
    played.fail(error)
    assert played.work() == list(range(8))
    assert (played.failures, played.preparer.state) == ([error], Preparing.IDLE)


def test_a_learned_model_that_cannot_be_read_leaves_the_work_to_the_rules(played):
    played.preparer.set_plan(LEARNED)
    played.preparer.start(None)
    error = BadInput("model", None, "the model is damaged")
    played.fail(error)
    assert played.job().arguments[1] == replace(LEARNED, models=())
    assert played.failures == [error]


@pytest.mark.parametrize("error", [PipelineBroken("another", "no room"), BadInput("lexicon", None, "no such file")])
def test_what_nothing_can_be_left_out_for_stops_the_suggester(played, error):
    played.preparer.start(None)
    played.fail(error)
    assert played.job() is None
    assert (played.failures, played.preparer.state) == ([error], Preparing.FAILED)
