"""The Training tab in the real window on a real project; the learners and suggesters are played."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from annotations.editing.edits import MarkDone
from annotations.model.learned import Learner
from annotations.model.mention import Kind
from annotations.model.project_settings import Order
from annotations.model.span import Span
from annotations.workspace import Workspace
from desktop import lessons
from desktop.jobs import suggest
from desktop.lessons import Lesson
from desktop.main_window import MainWindow
from desktop.reviews import put_in_order, review
from desktop.settings import ANNOTATOR, Settings
from tests.desktop.played import IDS, PlayedTasks, finish, project_at, trained


@pytest.fixture
def location(tmp_path):
    return project_at(tmp_path / "desk.spandesk")


class Opened:
    """The window with the project open, its child processes played."""

    def __init__(self, location, qtbot):
        Settings().set(ANNOTATOR, "ana")
        self.qtbot = qtbot
        self.tasks = PlayedTasks()
        self.window = MainWindow(self.tasks, Settings())
        self.tab = self.window.training
        with qtbot.waitSignal(self.window.article_shown):
            self.window.show()
            self.window.open_location(str(location))
        self.wait(lambda: self.teacher.state is not None)

    @property
    def teacher(self):
        return self.tab.teacher

    @property
    def session(self):
        return self.window.session

    def wait(self, holds):
        self.qtbot.waitUntil(holds)

    def asked(self, function):
        return self.tasks.asked(function)

    def mark_done(self):
        with self.qtbot.waitSignal(self.session.saved):
            self.session.apply(MarkDone())

    def open(self, number):
        with self.qtbot.waitSignal(self.session.opened):
            self.session.open(IDS[number])

    def learn(self, *made):
        """Let a lesson end with these."""
        self.teacher.learn(Learner.FAST)
        (job,) = self.asked(lessons.learn)
        for each in made:
            job.on_value(each)
        with self.qtbot.waitSignal(self.teacher.taught):
            job.on_done()

    def close(self):
        self.window.close()
        self.window.shut_down()
        self.tasks.close()
        self.window.deleteLater()


@pytest.fixture
def opened(location, qtbot):
    made = Opened(location, qtbot)
    yield made
    made.close()


def test_an_article_that_is_finished_teaches_and_undoing_or_opening_it_does_not(location, qtbot):
    with Workspace.open(location) as workspace:
        for number in range(5):
            finish(workspace, number)
        workspace.set_settings(replace(workspace.settings, refit_every=7))
    opened = Opened(location, qtbot)
    opened.open(5)
    opened.mark_done()
    with qtbot.waitSignal(opened.session.saved):
        opened.session.undo()
    assert opened.asked(lessons.learn) == []
    opened.open(6)
    opened.mark_done()
    assert len(opened.asked(lessons.learn)) == 1
    opened.close()


def test_a_model_that_is_better_is_what_the_next_articles_are_prepared_by(opened):
    opened.learn(Lesson(Learner.FAST, Kind.ENTITY, trained()))
    opened.wait(lambda: len(opened.asked(suggest)) > 0)
    opened.asked(suggest)[0].on_done()
    opened.wait(lambda: any(job.arguments[1].models for job in opened.asked(suggest)))


def test_a_model_that_is_not_better_changes_nothing_and_the_verdict_is_said(opened):
    plans = []
    opened.window.preparer.set_plan = plans.append
    opened.learn(Lesson(Learner.FAST, Kind.EVENT, trained("no_better")))
    assert plans == []
    assert opened.window.status.message.text().startswith("fast 1, events: Not used: no better on 25 articles")


def test_an_article_that_is_open_and_not_begun_turns_blind_with_the_settings(opened):
    assert (opened.session.blind, len(opened.session.suggestions)) == (False, 3)
    opened.teacher.change(lambda was: replace(was, blind_share=1.0))
    opened.wait(lambda: opened.session.blind)
    assert opened.session.suggestions == ()
    assert opened.window.annotate.header.blind.isVisible()


def test_a_threshold_changes_what_is_shown_of_the_open_article(opened):
    assert len(opened.session.suggestions) == 3
    opened.teacher.change(lambda was: replace(was, thresholds=(("PERSON", 0.8), ("ORG", 0.8))))
    opened.wait(lambda: len(opened.session.suggestions) == 1)
    opened.wait(lambda: opened.window.annotate.queue.model.row(IDS[1]).undecided == 1)


def test_the_queue_follows_a_new_order(opened):
    opened.teacher.set_order(Order.DOUBT)
    (job,) = opened.asked(put_in_order)
    job.on_value([(IDS[4], '["doubt", "2", "3"]')])
    opened.wait(lambda: opened.window.annotate.queue.model.rows()[0].article_id == IDS[4])


def test_an_example_is_shown_in_its_article(opened):
    opened.window.actions_set["page-training"].trigger()
    opened.tab.page.ledger.open_article.emit(IDS[3], Span(0, 3))
    opened.wait(lambda: opened.session.article.id == IDS[3])
    assert opened.window.tabs.shows("annotate")


def test_what_is_shown_of_decisions_is_read_again_once_it_is_looked_at(opened):
    opened.mark_done()
    assert opened.asked(review) == []
    opened.window.actions_set["page-training"].trigger()
    assert len(opened.asked(review)) == 1
    opened.window.actions_set["page-annotate"].trigger()
    opened.window.actions_set["page-training"].trigger()
    assert len(opened.tasks.jobs) == len(opened.asked(suggest)) + 1, "nothing was decided meanwhile"


def test_learning_begins_and_stops_by_its_actions(opened):
    window = opened.window
    window.actions_set["learn-now"].trigger()
    assert opened.teacher.learning
    window.actions_set["stop-learning"].trigger()
    assert not opened.teacher.learning
    window.actions_set["learn-longer"].trigger()
    assert opened.asked(lessons.learn)[0].arguments[1] is Learner.SLOW


def test_leaving_the_project_gives_the_lesson_up(opened, qtbot):
    opened.teacher.learn(Learner.SLOW)
    (job,) = opened.asked(lessons.learn)
    with qtbot.waitSignal(opened.window.projects.closed):
        opened.window.close_project()
    assert job.cancelled
    assert opened.tab.teacher is None
    opened.window.actions_set["stop-learning"].trigger()
    QApplication.processEvents()
    assert opened.asked(lessons.learn) == []
