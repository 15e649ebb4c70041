"""The teacher has learners learn, keeps what comes of it, and says by which plan to suggest. Its store is real, the
learners are played."""

from dataclasses import replace

import pytest

from annotations.model.learned import Learner
from annotations.model.mention import Kind
from annotations.model.project_settings import Order, Phrase, ProjectSettings
from annotations.suggesters.order import Reason
from annotations.suggesters.plan import Plan
from annotations.workspace import Workspace
from desktop import lessons
from desktop.lessons import Doing, Lesson
from desktop.reviews import put_in_order
from desktop.tasks import WorkerDied
from desktop.teacher import FEWEST, Teacher
from tests.desktop.played import IDS, PlayedTasks, finish, project_at, trained

GUARD = Phrase(text="Hill Guard", kind=Kind.ENTITY, label="ORG")


@pytest.fixture
def tasks(qapp):
    tasks = PlayedTasks()
    yield tasks
    tasks.close()


@pytest.fixture
def workspace(tmp_path):
    with Workspace.open(project_at(tmp_path / "desk.spandesk")) as workspace:
        yield workspace


class Watched(Teacher):
    """A teacher whose signals are written down."""

    def __init__(self, workspace, tasks):
        super().__init__(workspace, str(workspace.location), tasks, "ana")
        self.told, self.failures = [], []
        self.doing.connect(self.told.append)
        self.failed.connect(self.failures.append)


@pytest.fixture
def teacher(workspace, tasks, qtbot):
    return started(workspace, tasks, qtbot)


def started(workspace, tasks, qtbot):
    made = Watched(workspace, tasks)
    with qtbot.waitSignal(made.taught):
        made.start()
    return made


def finished(workspace, tasks, qtbot, count, **settings):
    """A teacher of a project in which so many articles are done."""
    workspace.set_settings(replace(workspace.settings, **settings))
    for number in range(count):
        finish(workspace, number)
    return started(workspace, tasks, qtbot)


def lesson(tasks):
    """The lesson under way."""
    (job,) = tasks.asked(lessons.learn)
    return job


def settled(tasks, qtbot):
    """Once the store has done all it was given."""
    done = []
    tasks.store(lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done))


def test_a_new_project_is_suggested_for_by_the_rules(teacher):
    assert teacher.state.plan == Plan()
    assert (teacher.state.settings, teacher.state.models, teacher.state.finished) == (ProjectSettings(), (), 0)
    assert (teacher.editable, teacher.learning) == (True, False)


def test_it_learns_by_itself_after_so_many_finished_articles(workspace, tasks, qtbot):
    teacher = finished(workspace, tasks, qtbot, FEWEST, refit_every=FEWEST + 2)
    teacher.article_finished("a1")
    teacher.article_finished("a1")
    assert not teacher.learning, "reopened and done again is one article"
    teacher.article_finished("a2")
    assert lesson(tasks).arguments[1:3] == (Learner.FAST, tuple(Kind))
    for number in range(FEWEST + 1):
        teacher.article_finished(f"b{number}")
    assert len(tasks.jobs) == 1, "one at a time"
    lesson(tasks).on_done()
    teacher.article_finished("c1")
    assert len(tasks.asked(lessons.learn)) == 2, "those finished meanwhile count"


def test_it_does_not_learn_from_too_few(workspace, tasks, qtbot):
    teacher = finished(workspace, tasks, qtbot, FEWEST - 2, refit_every=1)
    teacher.article_finished("a1")
    assert tasks.jobs == []
    teacher.article_finished("a2")
    assert teacher.learning


def test_it_does_not_learn_by_itself_where_that_is_not_wanted(workspace, tasks, qtbot):
    teacher = finished(workspace, tasks, qtbot, FEWEST, refit_every=0)
    for number in range(10):
        teacher.article_finished(f"a{number}")
    assert tasks.jobs == []


def test_a_better_model_is_kept_and_suggests_from_then_on(workspace, tasks, teacher, qtbot):
    learned = []
    teacher.learned.connect(learned.append)
    teacher.learn(Learner.FAST)
    job = lesson(tasks)
    job.on_value(Doing(Kind.ENTITY, 0.5, "learning"))
    job.on_value(Lesson(Learner.FAST, Kind.ENTITY, trained()))
    job.on_value(Lesson(Learner.FAST, Kind.EVENT, trained("no_better")))
    with qtbot.waitSignal(teacher.taught):
        job.on_done()
    names, events = learned
    assert teacher.told == [Doing(Kind.ENTITY, 0.0, "reading"), Doing(Kind.ENTITY, 0.5, "learning"), None]
    assert (names.active, events.active) == (True, False)
    assert workspace.models() == list(teacher.state.models)
    assert [model.kind for model in teacher.state.plan.models] == [Kind.ENTITY]
    assert not teacher.learning


def test_one_can_go_back_to_the_rules_and_forth_again(workspace, tasks, teacher, qtbot):
    teacher.learn(Learner.SLOW)
    lesson(tasks).on_value(Lesson(Learner.SLOW, Kind.ENTITY, trained()))
    with qtbot.waitSignal(teacher.taught):
        lesson(tasks).on_done()
    with qtbot.waitSignal(teacher.taught):
        teacher.use(None, Kind.ENTITY)
    assert teacher.state.plan.models == ()
    with qtbot.waitSignal(teacher.taught):
        teacher.use(teacher.state.models[0], Kind.ENTITY)
    assert [model.name for model in teacher.state.plan.models] == ["slow 1"]


def test_stopping_gives_the_lesson_up(workspace, tasks, teacher, qtbot):
    teacher.learn(Learner.SLOW)
    job = lesson(tasks)
    with qtbot.waitSignal(teacher.taught):
        teacher.stop()
    assert (job.cancelled, teacher.learning, teacher.told[-1]) == (True, False, None)
    teacher.learn(Learner.FAST)
    assert teacher.learning
    assert workspace.models() == []


def test_a_lesson_that_fails_is_told_and_is_over(tasks, teacher):
    teacher.learn(Learner.FAST)
    died = WorkerDied("gone")
    lesson(tasks).on_error(died)
    assert (teacher.failures, teacher.learning, teacher.told[-1]) == ([died], False, None)


@pytest.mark.parametrize("grows", [True, False])
def test_the_phrase_list_grows_when_a_lesson_is_over_if_it_may(workspace, tasks, qtbot, grows):
    teacher = finished(workspace, tasks, qtbot, 2, grow_phrases=grows)
    teacher.learn(Learner.FAST)
    with qtbot.waitSignal(teacher.taught):
        lesson(tasks).on_done()
    assert [phrase.text for phrase in teacher.state.phrases] == (["Ana"] if grows else [])
    assert teacher.state.plan.phrases == teacher.state.phrases


def test_settings_are_changed_as_they_are_when_their_turn_comes(workspace, teacher, qtbot):
    changed = []
    teacher.settings_changed.connect(lambda: changed.append(workspace.settings))
    teacher.change(lambda was: replace(was, blind_share=0.2))
    teacher.change(lambda was: replace(was, refit_every=9))
    qtbot.waitUntil(lambda: teacher.state.settings.refit_every == 9)
    assert changed[-1] == ProjectSettings(blind_share=0.2, refit_every=9) == teacher.state.settings


def test_phrases_come_and_go(teacher, qtbot):
    with qtbot.waitSignal(teacher.taught):
        teacher.put_phrases([GUARD])
    assert teacher.state.plan.phrases == (GUARD,)
    with qtbot.waitSignal(teacher.taught):
        teacher.remove_phrases([GUARD])
    assert teacher.state.phrases == ()


def test_the_queue_is_put_into_the_order_that_was_worked_out_last(workspace, tasks, teacher, qtbot):
    teacher.set_order(Order.DATE)
    teacher.set_order(Order.DOUBT)
    (job,) = tasks.asked(put_in_order)
    assert job.arguments[1:] == (Order.DOUBT, "ana")
    with qtbot.waitSignal(teacher.ordered):
        job.on_value([(IDS[3], Reason("doubt", ("1", "3")).written())])
    assert workspace.queue("ana")[0].article_id == IDS[3]
    assert workspace.settings.order is Order.DOUBT


def test_the_order_of_import_needs_no_working_out(workspace, tasks, teacher, qtbot):
    workspace.save_order([(IDS[3], "")])
    with qtbot.waitSignal(teacher.ordered):
        teacher.set_order(Order.IMPORT)
    assert [row.article_id for row in workspace.queue("ana")] == list(IDS)
    assert tasks.jobs == []


@pytest.mark.parametrize(("order", "rankings"), [(Order.DOUBT, 1), (Order.IMPORT, 0)])
def test_a_lesson_changes_what_there_is_to_doubt(workspace, tasks, qtbot, order, rankings):
    teacher = finished(workspace, tasks, qtbot, 0, order=order)
    teacher.learn(Learner.FAST)
    lesson(tasks).on_done()
    assert len(tasks.asked(put_in_order)) == rankings


def test_a_project_open_for_reading_only_is_not_learned_from(workspace, tasks, qtbot):
    with Workspace.open(workspace.location, read_only=True) as reader:
        teacher = started(reader, tasks, qtbot)
        teacher.learn(Learner.FAST)
        teacher.article_finished("a1")
        teacher.reorder()
        assert (teacher.editable, teacher.learning, tasks.jobs) == (False, False, [])


def test_a_project_that_was_left_is_told_nothing_more(tasks, teacher, qtbot):
    teacher.learn(Learner.SLOW)
    job, states = lesson(tasks), []
    teacher.taught.connect(states.append)
    teacher.start()
    teacher.close()
    settled(tasks, qtbot)
    assert (job.cancelled, states) == (True, [])
