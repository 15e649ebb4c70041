"""Walking through the cells of a chart, and the room it takes."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout

from desktop import chrome
from desktop.panels.agreement.chart_model import CELL
from desktop.panels.agreement.confusion import ConfusionCard
from desktop.panels.agreement.pairs import PairsCard
from tests.desktop.panels.agreement.samples import SCHEMA, SIX, desk

KEYS = {
    "left": Qt.Key.Key_Left,
    "right": Qt.Key.Key_Right,
    "up": Qt.Key.Key_Up,
    "down": Qt.Key.Key_Down,
}


def shown(qtbot, card, width=460):
    ground = chrome.Surface("page")
    qtbot.addWidget(ground)
    column = QVBoxLayout(ground)
    column.addWidget(card)
    column.addStretch(1)
    ground.resize(width, 700)
    with qtbot.waitExposed(ground):
        ground.show()
    card.page = ground
    return card


@pytest.fixture
def confusion(qtbot):
    card = ConfusionCard()
    card.set_schema(SCHEMA)
    card.show_report(desk())
    return shown(qtbot, card)


@pytest.fixture
def pairs(qtbot):
    card = PairsCard()
    card.show_report(desk(SIX))
    return shown(qtbot, card)


def walked(qtbot, view, *keys):
    for key in keys:
        qtbot.keyClick(view, KEYS[key])
    index = view.currentIndex()
    return index.row(), index.column()


def test_the_keyboard_begins_at_the_first_cell(qtbot, confusion):
    confusion.matrix.setFocus(Qt.FocusReason.TabFocusReason)
    assert walked(qtbot, confusion.matrix) == (0, 0)
    assert confusion.matrix.currentIndex().data(CELL).spoken == "PERSON for both: 1\u202f650"


def test_arrows_stay_in_the_triangle(qtbot, confusion):
    view = confusion.matrix
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert walked(qtbot, view, "right") == (0, 0)
    assert walked(qtbot, view, "down", "right") == (1, 1)
    assert walked(qtbot, view, "up") == (1, 1)
    assert walked(qtbot, view, "down", "left") == (2, 0)


def test_arrows_follow_the_eye_in_a_mirrored_window(qtbot, confusion):
    view = confusion.matrix
    confusion.page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert walked(qtbot, view, "down", "left") == (1, 1)
    first, second = (view.visualRect(view.cells.index(1, column)).left() for column in (0, 1))
    assert second < first


def test_a_cell_without_places_leads_nowhere(qtbot, confusion):
    view, asked = confusion.matrix, []
    confusion.chosen.connect(asked.append)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    walked(qtbot, view, "down", "down")
    assert view.currentIndex().data(CELL).drawn.many == 0
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked == []
    assert view.currentIndex().data(CELL).spoken == "PERSON for one, GPE for the other: none"


def test_the_cell_with_the_keyboard_has_a_ring(qtbot, confusion):
    view = confusion.matrix
    confusion.same_ends.setFocus()
    qtbot.keyClick(confusion.same_ends, Qt.Key.Key_Tab)
    qtbot.waitUntil(view.hasFocus)
    walked(qtbot, view, "down")
    area = view.visualRect(view.cells.index(1, 0)).translated(view.viewport().pos())
    image = view.grab().toImage()
    edge = image.pixelColor(area.center().x(), area.top() + 1)
    assert edge.name() == chrome.theme().ink.lower()
    assert image.pixelColor(area.center().x(), area.top() + 5) != edge


def test_tab_leaves_the_chart(qtbot, pairs):
    pairs.matrix.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(pairs.matrix, Qt.Key.Key_Tab)
    assert pairs.each.hasFocus()


def test_the_keyboard_keeps_its_place_when_the_numbers_change(qtbot, confusion):
    view = confusion.matrix
    view.setFocus(Qt.FocusReason.TabFocusReason)
    walked(qtbot, view, "down", "right")
    confusion.show_report(desk())
    assert walked(qtbot, view) == (1, 1)


def test_it_is_as_high_as_its_cells_and_scrolls_sideways_only(qtbot, pairs):
    matrix = pairs.matrix
    assert matrix.horizontalScrollBar().maximum() > 0
    assert matrix.verticalScrollBar().maximum() == 0
    matrix.setFocus(Qt.FocusReason.TabFocusReason)
    walked(qtbot, matrix, *["right"] * 4)
    assert matrix.horizontalScrollBar().value() == matrix.horizontalScrollBar().maximum()
    pairs.page.resize(1000, 700)
    qtbot.waitUntil(lambda: matrix.horizontalScrollBar().maximum() == 0)


def test_a_screen_reader_finds_a_table_of_cells(confusion):
    table = QAccessible.queryAccessibleInterface(confusion.matrix)
    assert table.role() == QAccessible.Role.Table
    names = [table.child(place).text(QAccessible.Text.Name) for place in range(table.childCount())]
    assert "ORG for one, GPE for the other: 148" in names
    assert {"PERSON", "PER"} <= set(names)


def test_hovering_says_what_a_click_does(qtbot, confusion):
    view = confusion.matrix
    spot = view.visualRect(view.cells.index(2, 1)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, spot, view.viewport().mapToGlobal(spot))
    QApplication.sendEvent(view.viewport(), event)
    qtbot.waitUntil(QToolTip.isVisible)
    assert QToolTip.text() == "ORG for one, GPE for the other: 148. Click to see them."
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
