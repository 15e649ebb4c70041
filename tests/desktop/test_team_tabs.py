"""The Agreement and Adjudicate tabs in the real window on a real project; child processes are played."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from annotations.agreement.disagreements import Which
from annotations.agreement.disputes import State
from annotations.editing.edits import MarkDone
from annotations.model.annotation_set import Status
from annotations.model.project import AGAIN_AFTER, again_name
from annotations.workspace import Workspace
from desktop import adjudications, agreements
from desktop.main_window import MainWindow
from desktop.models.which_places import places_of
from desktop.settings import ANNOTATOR, Settings
from tests.desktop.disputed import DAYS, IDS, project_at
from tests.desktop.played import PlayedTasks
from tests.factories import edited


class Opened:
    """The window with the project open, as its lead has it."""

    def __init__(self, location, qtbot, annotator="nadia"):
        Settings().set(ANNOTATOR, annotator)
        self.qtbot = qtbot
        self.tasks = PlayedTasks()
        self.window = MainWindow(self.tasks, Settings())
        self.team = self.window.team
        with qtbot.waitSignal(self.window.article_shown):
            self.window.show()
            self.window.open_location(str(location))

    def wait(self, holds):
        self.qtbot.waitUntil(lambda: bool(holds()))

    def turn_to(self, page):
        self.window.actions_set[f"page-{page}"].trigger()

    def answer(self, function):
        """Do the last job of a function here and now."""
        self.wait(lambda: self.tasks.asked(function))
        job = self.tasks.asked(function)[-1]
        for value in function(*job.arguments):
            job.on_value(value)
        job.on_done()

    def measure(self):
        """Turn to Agreement, and have it computed."""
        known = len(self.tasks.asked(agreements.measured))
        self.turn_to("agreement")
        self.wait(lambda: len(self.tasks.asked(agreements.measured)) > known)
        self.answer(agreements.measured)

    def adjudicate(self):
        """Turn to Adjudicate, and have the project looked through."""
        self.turn_to("adjudicate")
        self.answer(adjudications.docket)
        self.settle()

    def settle(self):
        self.wait(lambda: self.team.rulings.adjudicator.is_idle)

    def close(self):
        self.window.close()
        self.window.shut_down()
        self.tasks.close()
        self.window.deleteLater()


@pytest.fixture
def opened(tmp_path, qtbot):
    made = Opened(project_at(tmp_path / "desk.spandesk"), qtbot)
    yield made
    made.close()


def test_a_number_is_settled_on_the_page_beside_it(opened):
    opened.measure()
    opened.team.figures.settle_wanted.emit(Which(labels=frozenset(("GPE", "ORG"))))
    assert opened.window.tabs.shows("adjudicate")
    opened.answer(adjudications.docket)
    opened.answer(places_of)
    opened.settle()
    groups = opened.team.rulings.adjudicator.work.groups
    assert {dispute.words for group in groups for dispute in group.disputes} == {"Harbour Guild"}
    assert opened.team.adjudicate.docket.narrowing.isVisible()


def test_a_place_in_a_list_is_turned_to(opened):
    opened.measure()
    text = opened.window.projects.workspace.article(IDS[2]).text
    start = text.index("Sea Watch")
    opened.team.figures.place_wanted.emit(IDS[2], start, start + len("Sea Watch"))
    opened.answer(adjudications.docket)
    opened.settle()
    dispute = opened.team.rulings.adjudicator.current
    assert (dispute.article, dispute.words) == (IDS[2], "Sea Watch")


def test_what_is_ruled_makes_figures_new_and_says_who_rules(opened):
    opened.measure()
    assert opened.team.figures.agreement.report.rulings == ()
    opened.adjudicate()
    assert opened.window.status.zoom.text() == "Adjudicating as nadia"
    work = opened.team.rulings.adjudicator.work
    for left in range(work.counts()[State.OPEN], 0, -1):
        assert work.counts()[State.OPEN] == left
        opened.qtbot.keyClick(opened.team.adjudicate.canvas, Qt.Key.Key_1)
        opened.settle()
    opened.measure()
    assert len(opened.team.figures.agreement.report.rulings) == 3


def test_a_guideline_written_while_ruling_is_read_on_the_annotate_page(opened):
    opened.adjudicate()
    card = opened.team.adjudicate.guideline
    card.field.setPlainText("Guilds, too.")
    version = opened.window.session.schema.version
    opened.qtbot.keyClick(opened.team.adjudicate.canvas, Qt.Key.Key_1)
    opened.settle()
    schema = opened.window.session.schema
    assert schema.version == version + 1
    assert any(label.guideline == "Guilds, too." for label in schema.labels)
    shown = opened.window.annotate.inspector.guideline
    opened.turn_to("annotate")
    opened.qtbot.keyClick(opened.window.annotate.canvas, Qt.Key.Key_1)
    opened.wait(lambda: shown.version.text() == f"Guideline v{version + 1}")


def test_a_decision_makes_the_figures_of_its_article_old(opened):
    opened.measure()
    opened.turn_to("annotate")
    with opened.qtbot.waitSignal(opened.window.session.saved):
        opened.window.session.apply(MarkDone())
    opened.measure()
    assert opened.tasks.asked(agreements.measured)[-1].arguments[-1] == (opened.window.session.article.id,)
    assert opened.team.figures.agreement.coverage.annotators["nadia"] == 1


def test_what_was_finished_long_ago_is_done_again_blind(tmp_path, qtbot):
    location = project_at(tmp_path / "desk.spandesk")
    with Workspace.open(location) as workspace:
        _finish(workspace, 0, datetime.now(UTC) - AGAIN_AFTER - timedelta(days=1))
        _finish(workspace, 1, datetime.now(UTC))
    opened = Opened(location, qtbot)
    with qtbot.waitSignal(opened.window.article_shown):
        opened.window.actions_set["do-again"].trigger()
    session = opened.window.session
    assert (session.annotator, session.blind, session.article.id) == (again_name("nadia"), True, IDS[0])
    assert [row.article_id for row in opened.window.annotate.queue.model.rows()] == [IDS[0]]
    # Who rules is a person, however often they read an article.
    assert opened.team.rulings.adjudicator.annotator == "nadia"
    with qtbot.waitSignal(opened.window.article_shown):
        opened.window.actions_set["do-again"].trigger()
    assert opened.window.session.annotator == "nadia"
    assert len(opened.window.annotate.queue.model.rows()) == DAYS
    opened.close()


def test_where_nothing_is_due_it_is_said(opened):
    opened.window.actions_set["do-again"].trigger()
    opened.wait(lambda: opened.window.status.message.text().startswith("No article is due."))
    assert opened.window.session.annotator == "nadia"


def _finish(workspace, number, at):
    """An article finished at that time, with nothing marked."""
    text = workspace.article(IDS[number])
    step, after = edited(workspace.load_set(text.id, "nadia"), MarkDone(), text)
    workspace.append(replace(step, at=at), after)
    assert after.status is Status.DONE
