"""The Training page joined to the teacher of a real project; what child processes do is played."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from annotations.editing.ledger import Which
from annotations.model.fate import Fated
from annotations.model.learned import Learner
from annotations.model.mention import Kind
from annotations.model.project_settings import Order
from annotations.model.span import Span
from annotations.workspace import Workspace
from desktop import lessons, reviews
from desktop.lessons import Doing, Lesson
from desktop.pages.training import TrainingPage
from desktop.pages.training_desk import TrainingDesk
from desktop.tasks import WorkerDied
from desktop.teacher import Teacher
from tests.desktop.played import IDS, TEXTS, PlayedTasks, finish, project_at, trained

REJECTED = Which(kind=Kind.ENTITY, label="ORG", fated=(Fated.REJECTED,))
MISSED = Which(kind=Kind.ENTITY, label="GPE", fated=(Fated.MISSED,))


@pytest.fixture
def tasks(qapp):
    tasks = PlayedTasks()
    yield tasks
    tasks.close()


@pytest.fixture
def workspace(tmp_path):
    with Workspace.open(project_at(tmp_path / "desk.spandesk")) as workspace:
        yield workspace


class Followed:
    """A desk that follows the project; `heard` is what it says, `failures` what went wrong."""

    def __init__(self, workspace, tasks, qtbot):
        self.qtbot, self.tasks, self.workspace = qtbot, tasks, workspace
        self.page = TrainingPage()
        qtbot.addWidget(self.page)
        self.failures, self.heard = [], []
        self.desk = TrainingDesk(self.page, tasks, self.failures.append)
        self.desk.said.connect(lambda message: self.heard.append(message.text))
        self.teacher = Teacher(workspace, str(workspace.location), tasks, "ana")
        self.desk.follow(self.teacher, str(workspace.location), workspace.schema)
        with qtbot.waitSignal(self.teacher.taught):
            self.teacher.start()

    def look(self):
        """Turn to the page, and bring what it asks for."""
        with self.qtbot.waitExposed(self.page):
            self.page.resize(1100, 628)
            self.page.show()
        self.desk.refresh()
        self.answer(reviews.review)

    def answer(self, function):
        """Do the last job of a function here and now."""
        job = self.tasks.asked(function)[-1]
        for value in function(*job.arguments):
            job.on_value(value)

    def settings(self, holds):
        self.qtbot.waitUntil(lambda: holds(self.workspace.settings))


@pytest.fixture
def followed(workspace, tasks, qtbot):
    for number in range(4):
        finish(workspace, number)
    return Followed(workspace, tasks, qtbot)


def test_the_page_shows_how_the_project_stands(workspace, tasks, qtbot):
    workspace.set_settings(replace(workspace.settings, order=Order.DATE, blind_share=0.2, refit_every=0))
    page = Followed(workspace, tasks, qtbot).page
    assert page.models.list.empty.text() == "Finish 5 more articles and the first model can be learned."
    assert page.order.orders.checkedId() == list(Order).index(Order.DATE)
    assert (page.order.blind.value(), page.order.refit.text()) == (20, "never")


def test_decisions_are_read_when_the_page_is_looked_at_and_not_before(followed):
    followed.desk.decisions_changed()
    followed.desk.refresh()
    assert followed.tasks.jobs == []
    followed.look()
    assert {row.label for row in followed.page.ledger.in_sight()} == {"PERSON", "ORG", "GPE"}
    assert followed.page.thresholds.rows.keys() == {None, "PERSON", "ORG", "GPE"}
    followed.desk.refresh()
    assert len(followed.tasks.jobs) == 1, "nothing was decided since"
    followed.desk.decisions_changed()
    followed.desk.refresh()
    assert len(followed.tasks.asked(reviews.review)) == 1, "only the last question is answered"


def test_the_labels_of_the_ledger_have_their_ink(followed):
    followed.look()
    assert followed.page.ledger.view.itemDelegate().hues["ORG"] == "orange"


def test_thresholds_and_what_is_chosen_of_the_order_become_settings(followed):
    page = followed.page
    page.thresholds.applied.emit((("ORG", 0.4),))
    page.order.blind_changed.emit(0.1)
    page.order.refit_changed.emit(12)
    page.order.order_changed.emit(Order.SOURCE)
    followed.settings(
        lambda now: (
            (now.thresholds, now.blind_share, now.refit_every, now.order) == ((("ORG", 0.4),), 0.1, 12, Order.SOURCE)
        )
    )


def test_examples_are_those_of_the_number_chosen_last(followed):
    followed.look()
    ledger = followed.page.ledger
    for which in (MISSED, REJECTED):
        ledger._ask(which)
    assert len(followed.tasks.asked(reviews.examples)) == 1
    followed.answer(reviews.examples)
    assert ledger.heading.text() == "ORG, rejected: 4"
    assert ledger.examples.rows.index(0).data().startswith("“\u2068Paris\u2069”")


def test_what_to_fix_is_that_of_the_rows_in_sight(followed):
    followed.look()
    ledger = followed.page.ledger
    ledger.narrowed.emit([row for row in ledger.in_sight() if row.label == "ORG"])
    followed.answer(reviews.narrowed)
    found = [ledger.findings.rows.index(row).data() for row in range(ledger.findings.rows.rowCount())]
    assert [words.split(":")[0] for words in found] == ["ORG"]


def test_an_example_opens_its_article(followed, qtbot):
    with qtbot.waitSignal(followed.desk.open_article) as opened:
        followed.page.ledger.open_article.emit(IDS[2], Span(0, 3))
    assert opened.args == [IDS[2], Span(0, 3)]
    assert TEXTS[2].text[0:3] == "Ana"


def test_a_learner_is_followed_and_its_verdict_is_said(followed, qtbot):
    models = followed.page.models.list
    followed.desk.learn(Learner.FAST)
    (job,) = followed.tasks.asked(lessons.learn)
    assert models.doing.text() == "Learning names: reading the articles."
    job.on_value(Doing(Kind.EVENT, 0.25, "comparing"))
    assert models.doing.text() == "Learning events: comparing on articles held back."
    job.on_value(Lesson(Learner.FAST, Kind.ENTITY, trained()))
    with qtbot.waitSignal(followed.teacher.taught):
        job.on_done()
    assert followed.heard == [
        "fast 1, names: Better on 25 articles held back: F1 .78, before .72, surely more than chance."
    ]
    assert models.doing.isHidden()
    assert models.models.index(0).data().startswith("fast 1 · names · learned from 5 articles · 2 s · in use")


def test_a_model_is_put_to_use_and_taken_out_of_it_from_its_row(followed, qtbot):
    for hour, reason in enumerate(("better", "no_better")):
        made, at = trained(reason, reason.encode()), datetime(2024, 5, 1, hour, tzinfo=UTC)
        lessons.keep(followed.workspace, Learner.FAST, Kind.ENTITY, made, at)
    with qtbot.waitSignal(followed.teacher.taught):
        followed.teacher.start()
    models = followed.page.models.list
    with qtbot.waitSignal(followed.teacher.taught):
        models.use_requested.emit(next(each.id for each in followed.teacher.state.models if not each.active))
    assert [each.number for each in followed.teacher.state.models if each.active] == [2]
    with qtbot.waitSignal(followed.teacher.taught):
        models.rules_requested.emit(Kind.ENTITY)
    assert not any(each.active for each in followed.teacher.state.models)
    models.use_requested.emit("a model that is gone")
    assert followed.failures == []


def test_a_question_that_fails_is_told(followed):
    followed.look()
    followed.page.ledger._ask(REJECTED)
    died = WorkerDied("gone")
    followed.tasks.asked(reviews.examples)[-1].on_error(died)
    assert followed.failures == [died]


def test_in_a_project_open_for_reading_nothing_can_be_changed(followed, tasks, qtbot):
    with Workspace.open(followed.workspace.location, read_only=True) as reader:
        page = Followed(reader, tasks, qtbot).page
        assert not page.order.blind.isEnabled()
        assert not page.sources.add.isEnabled()
        assert page.models.list.fast.isHidden()


def test_once_the_project_is_left_nothing_of_it_is_shown(followed):
    followed.look()
    followed.desk.decisions_changed()
    followed.desk.refresh()
    followed.desk.rest()
    assert followed.tasks.asked(reviews.review)[-1:] == [], "nobody waits for an answer"
    assert followed.page.ledger.in_sight() == ()
    followed.page.order.order_changed.emit(Order.DOUBT)
    followed.desk.learn(Learner.FAST)
    assert followed.tasks.asked(lessons.learn) == []
