"""Hands on the Agreement and Adjudicate pages of the real window, and the sample as a project of its own."""

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from annotations.agreement.disputes import State
from annotations.importers import read
from annotations.model.starters import starter
from annotations.workspace import Workspace
from desktop import sample
from desktop.panels.agreement.chart_model import CELL
from desktop.panels.agreement.chart_view import CellView
from desktop.panels.docket_rows import ROW
from tests.journeys.desk import LEFT, Desk


def sample_project(folder: Path, title: str = sample.TITLE) -> Path:
    """The sample as it is after its first start; under another title whoever opens it does so under their own name."""
    location = folder / "Sample.spandesk"
    with Workspace.create(location, starter(sample.SCHEMA), title=title) as workspace:
        for path in sample.unpack(folder / "sample"):
            workspace.add(read([path]))
    return location


class TeamDesk:
    """What a lead does on the two pages; keys go to whatever has the keyboard."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.figures = desk.window.team.figures
        self.agreement = desk.window.team.agreement
        self.adjudicate = desk.window.team.adjudicate
        self.adjudicator = desk.window.team.rulings.adjudicator

    def wait(self, holds: Callable[[], bool]) -> None:
        """Let the window work until something holds."""
        self.desk.wait(holds)

    # -- agreement ----------------------------------------------------------------------------------------------------

    def open_agreement(self) -> None:
        """Turn to the figures by their key, and wait until they are there and nothing is computed."""
        self.desk.type("Ctrl+3")
        self.wait(lambda: self.agreement.isVisible() and self.figures.agreement is not None)
        self.wait(lambda: not self.figures.working)
        self.wait(lambda: self.adjudicator.docket is not None)

    def choose_cell(self, matrix: CellView, labels: Collection[str]) -> int:
        """Click the cell of these labels; the number that stands in it."""
        place = cell_of(matrix, labels)
        _into_sight(matrix, place)
        self.click(matrix, matrix.viewport().mapTo(matrix, matrix.visualRect(place).center()))
        panel = self.agreement.disagreements
        self.wait(lambda: panel.count.text() != "" and panel.chip.isVisible())
        return place.data(CELL).drawn.many

    def listed(self) -> int:
        """How many disagreements the groups of the list stand for."""
        return sum(int(row.at_end.removesuffix("×")) for row in self.agreement.disagreements.rows.rows)

    # -- adjudicate ---------------------------------------------------------------------------------------------------

    def open_adjudicate(self) -> None:
        """Turn to the rulings by their key."""
        self.desk.type("Ctrl+4")
        self.wait_for_place()

    def wait_for_place(self) -> None:
        """Until a place is looked at, and nothing waits for the store or is let pass."""
        self.wait(lambda: self.adjudicate.isVisible() and self.adjudicator.docket is not None)
        self.wait(lambda: self.adjudicator.case is not None or not self.adjudicator.work.groups)
        self.wait_ruled()

    def wait_ruled(self) -> None:
        """Until everything ruled is kept."""
        self.wait(lambda: self.adjudicator.is_idle)

    def turn_to(self, words: str) -> None:
        """Click the row of the list about these words."""
        rows = self.adjudicate.docket.list
        place = next(
            index for row in range(rows.rows.rowCount()) if (index := rows.rows.index(row)).data(ROW).words == words
        )
        self.desk.click_row(rows, place)
        self.wait(lambda: self.adjudicator.case is not None and self.at() == words)

    def at(self) -> str:
        """The words that are looked at."""
        dispute = self.adjudicator.current
        case = self.adjudicator.case
        here = dispute is not None and case is not None and case.article.id == dispute.article
        return dispute.words if here else ""

    def counts(self) -> tuple[int, int, int]:
        """How many places are open, put off and settled."""
        counts = self.adjudicator.work.counts()
        return counts[State.OPEN], counts[State.DEFERRED], counts[State.SETTLED]

    def rule(self, *keys: str) -> None:
        """Press keys one after the other, each when what the one before did is kept."""
        for key in keys:
            self.desk.type(key)
            self.wait_ruled()

    # -- what comes of it ---------------------------------------------------------------------------------------------

    def export(self, format_id: str, whose: str, folder: Path) -> None:
        """Ask for the export window by its key, choose whose set from the menu by how it begins, and write."""
        self.desk.type("Ctrl+E")
        door = self.desk.window.exports
        self.wait(lambda: door.dialog is not None)
        dialog = door.dialog
        dialog.choose(format_id, folder)
        menu = dialog.parts.choices.menu()
        next(action for action in menu.actions() if action.text().startswith(whose)).trigger()
        if dialog.parts.more.finished.isChecked():
            # Most articles with rulings have places left to rule.
            dialog.parts.choices.more.click()
            dialog.parts.more.finished.click()
        self.wait(dialog.write_button.isEnabled)
        self.desk.click_button(dialog.write_button)
        self.wait(lambda: not dialog.writing)
        dialog.close()
        self.wait(lambda: door.dialog is None)

    def command(self, words: str) -> None:
        """Find a command by its words, and run it."""
        self.desk.type("Ctrl+K")
        field = QApplication.focusWidget()
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.desk.keys += 2

    # -- hands --------------------------------------------------------------------------------------------------------

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click what is there to be seen, by way of the window: where something covers it, that is clicked."""
        window = widget.window()
        at = widget.mapTo(window, place if place is not None else widget.rect().center())
        hit = window.childAt(at)
        assert hit is not None
        QTest.mouseClick(hit, LEFT, pos=hit.mapFrom(window, at))
        self.desk.clicks += 1

    def spoken(self, view: CellView) -> list[str]:
        """The rows of a chart as a screen reader says them."""
        model = view.model()
        return [cell.spoken for row in range(model.rowCount()) if (cell := model.index(row, 0).data(CELL)) is not None]

    def said(self) -> str:
        """What the status bar says."""
        return self.desk.window.status.message.text()


def write_behind(words: str) -> None:
    """Type at the end of the field that has the keyboard."""
    field = QApplication.focusWidget()
    QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, words)


def cell_of(matrix: CellView, labels: Collection[str]) -> QModelIndex:
    """The cell of a confusion where these labels meet."""
    model, wanted = matrix.model(), frozenset(labels)
    places = [model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    return next(place for place in places if (cell := place.data(CELL)) and cell.which and cell.which.labels == wanted)


def _into_sight(matrix: CellView, place: QModelIndex) -> None:
    area = matrix.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    middle = matrix.viewport().mapTo(area.widget(), matrix.visualRect(place).center())
    area.ensureVisible(middle.x(), middle.y())
