"""The Agreement page on a real project; what child processes do is done here when the test says so."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.agreement.choice import Choice, Condition
from annotations.agreement.disagreements import Which
from annotations.editing.edits import MarkDone, Relabel, Reopen
from annotations.importers.base import ImportedArticle
from annotations.model.annotation_set import Status
from annotations.workspace import Workspace
from desktop import agreements
from desktop.agreements import Measuring, measured
from desktop.models.disagreement_places import found
from desktop.pages.agreement import AgreementPage
from desktop.pages.agreement_desk import AgreementDesk
from desktop.settings import AGREEMENT_CHOICES, Settings
from desktop.tasks import WorkerDied
from tests.desktop.agreed import TEXTS, WEEKS, finished, marks, project_at
from tests.desktop.played import PlayedTasks
from tests.desktop.test_agreements import PARIS
from tests.factories import edited, small_schema

SIGNALS = ("progress", "stated", "corner", "settle_wanted", "place_wanted", "import_wanted", "annotate_wanted")


class Followed:
    """A desk that follows the project; `heard` is what it says by signal, `failures` what went wrong."""

    def __init__(self, workspace, tasks, qtbot):
        self.qtbot, self.tasks, self.workspace = qtbot, tasks, workspace
        self.settings = Settings()
        self.page = AgreementPage(self.settings)
        qtbot.addWidget(self.page)
        self.failures, self.heard = [], {name: [] for name in SIGNALS}
        self.desk = AgreementDesk(self.page, tasks, self.settings, self.failures.append)
        for name in SIGNALS:
            getattr(self.desk, name).connect(self._hear(name))
        self.said = []
        self.desk.said.connect(lambda message: self.said.append(message.text))
        self.desk.follow(workspace, str(workspace.location))

    def _hear(self, name):
        return lambda *values: self.heard[name].append(values[0] if len(values) == 1 else values)

    def look(self):
        with self.qtbot.waitExposed(self.page):
            self.page.resize(1440, 828)
            self.page.show()

    def job(self, function):
        """The last job of a function that is still wanted, once it is there."""
        self.qtbot.waitUntil(lambda: bool(self.tasks.asked(function)))
        return self.tasks.asked(function)[-1]

    def answer(self, function):
        """Do it here and now."""
        job = self.job(function)
        job.cancelled = True  # it is over; nobody asks for it again
        for value in function(*job.arguments):
            job.on_value(value)
        job.on_done()
        return job

    def measure(self):
        """Look at the page until it shows everything."""
        if not self.page.isVisible():
            self.look()
        job = self.answer(measured)
        if self.tasks.asked(found):
            self.answer(found)
        return job

    def click(self, button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def tasks(qapp):
    tasks = PlayedTasks()
    yield tasks
    tasks.close()


@pytest.fixture
def open_project(tasks, qtbot, monkeypatch):
    monkeypatch.setattr(agreements, "_read", None)
    opened = []

    def follow(location):
        workspace = Workspace.open(location)
        opened.append(workspace)
        return Followed(workspace, tasks, qtbot)

    yield follow
    for workspace in opened:
        tasks.store(workspace.close)


@pytest.fixture
def followed(open_project, tmp_path):
    return open_project(project_at(tmp_path / "desk.spandesk"))


def project_of(location, records):
    with Workspace.create(location, small_schema(), title="Desk") as workspace:
        workspace.add(records)
    return location


def test_nothing_is_computed_before_somebody_looks(followed):
    assert followed.tasks.jobs == []
    followed.measure()
    assert followed.page.middle.headline.text().startswith("When one analyst marks a span,")
    assert followed.page.disagreements.count.text() == "13"
    assert list(followed.page.choice.analysts.rows) == ["ana", "ben", "cem"]


def test_it_says_what_the_figures_rest_on_and_when(followed):
    followed.measure()
    assert followed.heard["stated"] == ["6 articles done by two or more, with suggestions"]
    (corner,) = followed.heard["corner"]
    assert corner.startswith("2\u202f000 resamples, seed 20240611   Computed ")


def test_every_cell_of_the_confusion_leads_to_as_many_as_it_says(followed):
    followed.measure()
    matrix = followed.page.middle.confusion.matrix
    places = [(row, at) for row in range(matrix.cells.rowCount()) for at in range(matrix.cells.columnCount())]
    counted = []
    for row, column in places:
        cell = matrix.cells.cell(row, column)
        if cell is None or cell.which is None:
            continue
        matrix.scrollTo(matrix.cells.index(row, column))
        middle = matrix.visualRect(matrix.cells.index(row, column)).center()
        QTest.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        followed.answer(found)
        panel = followed.page.disagreements
        assert panel.count.text() == str(cell.drawn.many), cell.spoken
        assert panel.chip.isVisible()
        counted.append(cell.drawn.many)
    assert len(counted) > 4


def test_enter_after_a_number_settles_what_is_behind_it(followed):
    followed.measure()
    matrix, panel = followed.page.middle.confusion.matrix, followed.page.disagreements
    cell = matrix.cells.cell(2, 1)
    middle = matrix.visualRect(matrix.cells.index(2, 1)).center()
    QTest.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    followed.answer(found)
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    assert followed.heard["settle_wanted"] == [cell.which]
    panel.settle_button.setFocus()
    QTest.keyClick(panel.settle_button, Qt.Key.Key_Enter)
    assert followed.heard["settle_wanted"] == [cell.which] * 2
    panel.see_places.setFocus()
    QTest.keyClick(panel.see_places, Qt.Key.Key_Return)
    assert followed.heard["settle_wanted"] == [cell.which] * 2


def test_a_number_is_let_go_of_everywhere(followed):
    followed.measure()
    matrix = followed.page.middle.confusion.matrix
    cell = matrix.cells.cell(1, 1)
    matrix.setCurrentIndex(matrix.cells.index(1, 1))
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    assert matrix.is_chosen(cell)
    followed.answer(found)
    followed.click(followed.page.disagreements.chip)
    followed.answer(found)
    assert not matrix.is_chosen(cell)
    assert followed.page.disagreements.count.text() == "13"


def test_a_decision_is_counted_when_one_looks_again(followed):
    followed.measure()
    followed.page.hide()
    text, now = TEXTS[0], followed.workspace.load_set(TEXTS[0].id, "ben")
    paris = next(each for each in now.mentions.values() if each.span == marks(text)[2].span)
    for edit in (Reopen(), Relabel(paris.id, "GPE"), MarkDone()):
        step, now = edited(now, edit, text)
        followed.workspace.append(step, now)
    followed.desk.decisions_changed(text.id)
    assert not followed.tasks.asked(measured)
    job = followed.measure()
    assert job.arguments[-1] == (text.id,)
    assert followed.page.disagreements.count.text() == "12"


@pytest.mark.parametrize("changed", [(), (TEXTS[1].id,), None])
def test_what_changes_while_it_is_measured_is_measured_next(followed, changed):
    followed.look()
    first = followed.job(measured)
    followed.page.hide()
    if changed is None:
        followed.desk.everything_changed()
    for article in changed or ():
        followed.desk.decisions_changed(article)
    followed.answer(measured)
    followed.look()
    assert first.arguments[-1] is None
    if changed == ():
        assert not followed.tasks.asked(measured)
    else:
        assert followed.job(measured).arguments[-1] == changed


def test_what_was_stopped_is_measured_with_what_changed_since(followed):
    followed.measure()
    followed.desk.decisions_changed(TEXTS[0].id)
    followed.desk.refresh()
    followed.job(measured)
    followed.desk.stop()
    followed.desk.decisions_changed(TEXTS[1].id)
    followed.desk.refresh()
    assert followed.job(measured).arguments[-1] == tuple(sorted((TEXTS[0].id, TEXTS[1].id)))


def test_looking_again_computes_nothing_anew(followed):
    followed.measure()
    followed.page.hide()
    followed.look()
    assert not followed.tasks.asked(measured)
    assert len(followed.heard["stated"]) == 2


def test_what_is_chosen_is_measured_and_remembered(followed):
    followed.measure()
    followed.click(followed.page.choice.analysts.rows["cem"])
    job = followed.measure()
    assert job.arguments[1:2] == (Choice(annotators=("ana", "ben")),)
    assert job.arguments[-1] is None
    followed.desk.rest()
    assert followed.desk.choice == Choice()
    followed.desk.follow(followed.workspace, str(followed.workspace.location))
    assert followed.desk.choice == Choice(annotators=("ana", "ben"))


def test_what_takes_long_is_told_and_the_old_stays_until_it_is_over(followed):
    followed.measure()
    said = followed.page.middle.headline.text()
    followed.desk.choose(Choice(annotators=("ana", "cem")))
    job = followed.job(measured)
    followed.qtbot.waitUntil(lambda: followed.heard["progress"][-1:] == ["Computing agreement"])
    job.on_value(Measuring("articles", 40, 1118))
    assert followed.heard["progress"][-1] == "Computing agreement, 40 of 1\u202f118 articles"
    assert followed.page.middle.headline.text() == said
    assert followed.desk.working
    followed.answer(measured)
    assert followed.heard["progress"][-1] == ""
    assert not followed.desk.working


def test_what_is_quick_is_not_told(followed):
    followed.measure()
    assert set(followed.heard["progress"]) <= {""}


def test_esc_stops_and_what_is_shown_stays(followed):
    followed.measure()
    followed.desk.choose(Choice(annotators=("ana", "cem")))
    job = followed.job(measured)
    QTest.keyClick(followed.page.middle, Qt.Key.Key_Escape)
    assert job.cancelled
    assert followed.said == ["Stopped. What is shown is not the newest."]
    assert followed.desk.choice == Choice()
    assert all(row.isChecked() for row in followed.page.choice.analysts.rows.values())


def test_stopped_before_there_was_anything_it_can_be_computed_after_all(followed):
    followed.look()
    followed.job(measured)
    followed.desk.stop()
    assert followed.page.middle.button.words == "Compute"
    assert followed.said == ["Stopped."]
    followed.click(followed.page.middle.button)
    followed.measure()
    assert not followed.page.middle.button.isVisible()


def test_trouble_is_told_and_the_page_stays(followed):
    followed.measure()
    followed.desk.everything_changed()
    job = followed.job(measured)
    job.on_error(WorkerDied("gone"))
    assert [str(error) for error in followed.failures] == ["gone"]
    assert not followed.desk.working
    assert followed.page.disagreements.count.text() == "13"


def test_groups_and_places_are_handed_on(followed):
    followed.measure()
    panel = followed.page.disagreements
    panel.rows.setCurrentIndex(panel.rows.model().index(0, 0))
    followed.click(panel.settle_button)
    (settled,) = followed.heard["settle_wanted"]
    assert isinstance(settled, Which)
    assert settled.versions == PARIS
    followed.click(panel.see_places)
    followed.answer(found)
    panel.rows.setFocus()
    panel.rows.setCurrentIndex(panel.rows.model().index(2, 0))
    QTest.keyClick(panel.rows, Qt.Key.Key_Return)
    assert followed.heard["place_wanted"] == [(TEXTS[2].id, 25, 30)]


def test_one_analyst_only(open_project, tmp_path):
    records = [ImportedArticle(article=text, sets=(finished("ana", *marks(text)),)) for text in TEXTS]
    followed = open_project(project_of(tmp_path / "one.spandesk", records))
    followed.measure()
    middle = followed.page.middle
    assert middle.headline.text() == "Nobody finished an article that another finished too."
    assert "only ana" in middle.sentence.text()
    assert not middle.parts.isVisible()
    assert not followed.page.disagreements.foot.isVisible()
    followed.click(middle.button)
    assert len(followed.heard["import_wanted"]) == 1


def test_nobody_yet(open_project, tmp_path):
    followed = open_project(project_of(tmp_path / "none.spandesk", [ImportedArticle(article=TEXTS[0])]))
    followed.measure()
    followed.click(followed.page.middle.button)
    assert len(followed.heard["annotate_wanted"]) == 1


def test_the_checks_are_set_right_by_one_click(followed):
    followed.measure()
    followed.desk.choose(Choice(annotators=("cem",)))
    followed.answer(measured)
    assert followed.page.middle.button.words == "Check all analysts"
    followed.click(followed.page.middle.button)
    followed.measure()
    assert followed.page.disagreements.count.text() == "13"


def test_the_other_condition_is_one_click_away(followed):
    followed.measure()
    followed.click(followed.page.choice.condition.buttons[0])
    followed.answer(measured)
    assert followed.desk.choice.condition is Condition.BLIND
    assert followed.page.middle.button.words == "Show work done with suggestions"
    followed.click(followed.page.middle.button)
    followed.measure()
    assert followed.desk.choice == Choice()


def test_with_few_articles_it_says_so(open_project, tmp_path):
    sets = (finished("ana", *marks(TEXTS[0])), finished("ben", *marks(TEXTS[0]), status=Status.DONE))
    followed = open_project(project_of(tmp_path / "few.spandesk", [ImportedArticle(article=TEXTS[0], sets=sets)]))
    followed.measure()
    assert "With 1 article nobody can tell" in followed.page.middle.sentence.text()
    assert followed.page.disagreements.rows.rows == ()


def test_what_was_remembered_in_another_form_is_forgotten(open_project, tmp_path):
    location = project_at(tmp_path / "desk.spandesk")
    settings = Settings()
    for kept in ("no json", "[1]", json.dumps({str(location): {"condition": "odd"}}), json.dumps({str(location): 3})):
        settings.set(AGREEMENT_CHOICES, kept)
        followed = open_project(location)
        followed.measure()
        assert followed.desk.choice == Choice()
        assert len(followed.desk.agreement.report.by_article) == WEEKS
        followed.desk.rest()
        followed.workspace.close()


def test_once_the_project_is_left_nothing_is_shown_of_it(followed):
    followed.look()
    job = followed.job(measured)
    followed.desk.rest()
    assert job.cancelled
    assert followed.page.middle.headline.text() == ""
    assert not followed.page.choice.save_button.isEnabled()


def test_panels_are_gone_round_by_key(followed):
    followed.measure()
    page = followed.page
    seen = []
    for _ in range(3):
        page.next_panel()
        focused = page.focusWidget()
        seen.append(next(p for p in (page.choice, page.middle, page.disagreements) if p.isAncestorOf(focused)))
    assert set(seen) == {page.choice, page.middle, page.disagreements}
