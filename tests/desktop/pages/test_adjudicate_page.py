"""The Adjudicate page without a project: its keys, its panels, its widths."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.keymap import KeyMap
from desktop.pages.adjudicate import AdjudicatePage
from desktop.panels.docket_list import DocketFigures
from desktop.panels.docket_rows import DocketRow
from desktop.panels.version_panel import VersionView
from desktop.panels.version_rows import VersionLine, VersionRow
from desktop.settings import Settings

ROWS = (VersionRow("Hana", (VersionLine("ORG", "orange"),)), VersionRow("Marek", (VersionLine("GPE", "green"),)))


@pytest.fixture
def page(qtbot):
    page = AdjudicatePage(Settings(), KeyMap())
    page.resize(1440, 828)
    qtbot.addWidget(page)
    row = DocketRow(key="k", words="Rudaw", labels=(("ORG", "orange"),), count=1, articles=1)
    page.docket.show_figures(DocketFigures(open=1, shared=1))
    page.docket.show_rows([row])
    page.versions.show_view(VersionView(words="Rudaw", reason="", rows=ROWS))
    with qtbot.waitExposed(page):
        page.show()
    page.done = []
    page.acted.connect(page.done.append)
    return page


def press(widget, key, text="", place=0, modifiers=Qt.KeyboardModifier.NoModifier):
    """A key as a keyboard sends it: with its place."""
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, place, 0, 0, text))


def test_keys_are_acts(page):
    for key in (Qt.Key.Key_1, Qt.Key.Key_A, Qt.Key.Key_X, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(page.canvas, key)
    QTest.keyClick(page.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.done == ["take-1", "both", "neither", "next", "back", "confirm", "undo"]


@pytest.mark.skipif("not __import__('sys').platform.startswith('linux')", reason="places of keys differ")
def test_letters_are_meant_by_their_place(page):
    press(page.canvas, 0x0634, "ش", place=38)  # A on an Arabic keyboard
    press(page.canvas, 0x0661, "١", place=10)
    assert page.done == ["both", "take-1"]


def test_while_ends_are_moved_there_are_other_keys(page):
    page.set_moving(True)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_1, Qt.Key.Key_J, Qt.Key.Key_Return):
        QTest.keyClick(page.canvas, key)
    QTest.keyClick(page.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    page.set_moving(False)
    QTest.keyClick(page.canvas, Qt.Key.Key_Left)
    assert page.done == ["end-back", "keep", "start-forward"]


def test_keys_mean_the_same_on_the_versions_and_nothing_where_one_types(page):
    page.versions.card.buttons[0].setFocus()
    QTest.keyClick(page.versions.card.buttons[0], Qt.Key.Key_X)
    assert page.done == ["neither"]
    page.guideline.show_guideline(None)
    page.ask_note("")
    QTest.keyClicks(page.note.field, "a1x")
    QTest.keyClick(page.note.field, Qt.Key.Key_Down)
    QTest.keyClick(page.note.field, Qt.Key.Key_Return)
    assert page.done == ["neither"]
    assert page.note.field.text() == "a1x"


def test_keys_mean_the_same_on_the_list_and_in_the_header(page):
    for panel in (page.docket.list, page.header.hide_names):
        panel.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(panel, Qt.Key.Key_2)
        QTest.keyClick(panel, Qt.Key.Key_X)
    assert page.done == ["take-2", "neither"] * 2
    QTest.keyClick(page.docket.list, Qt.Key.Key_Down)
    QTest.keyClick(page.header.hide_names, Qt.Key.Key_Space)
    assert page.done == ["take-2", "neither"] * 2


def test_keys_rule_on_when_what_had_the_keyboard_goes_away(page):
    page.versions.card.buttons[0].setFocus()
    page.versions.card.show_versions((), None)
    assert page.canvas.hasFocus()
    page.header.hide_names.setFocus()
    page.header.hide_names.setEnabled(False)
    assert page.canvas.hasFocus()


def test_the_strip_says_the_same_acts(page):
    page.strip.acted.emit("defer")
    assert page.done == ["defer"]


def test_a_note_left_alone(page):
    page.ask_note("was")
    assert (page.note.isVisible(), page.strip.isVisible(), page.note.field.text()) == (True, False, "was")
    QTest.keyClick(page.note.field, Qt.Key.Key_Escape)
    assert (page.note.isVisible(), page.strip.isVisible()) == (False, True)
    assert page.canvas.hasFocus()


def test_the_keyboard_goes_round_the_panels(page):
    page.canvas.setFocus()
    stops = []
    for _ in range(4):
        page.next_panel()
        stops.append(QApplication.focusWidget())
    assert stops[0] is page.versions.card.buttons[0]
    assert stops[1] is page.docket.list
    assert stops[2] is page.canvas
    assert stops[3] is stops[0]


def test_panels_fold(page):
    page.fold_left()
    page.fold_right()
    assert not page.docket.isVisible()
    assert not page.versions.isVisible()
    page.next_panel()
    assert page.canvas.hasFocus()
    page.set_focus_mode(False)
    assert page.docket.isVisible()
    page.set_focus_mode(True)
    assert not page.header.isVisible()
    assert page.strip.isVisible()


def test_a_narrow_window_leaves_room_for_the_text(page):
    assert page.splitter.sizes()[0] == 272
    page.resize(1300, 700)
    assert page.splitter.sizes()[::2] == [240, 320]
    page.resize(1100, 628)
    assert page.splitter.sizes()[::2] == [200, 300]
    page.resize(1440, 828)
    assert page.splitter.sizes()[::2] == [272, 340]


def test_it_tells_when_it_comes_into_sight_and_leaves(page):
    told = []
    page.shown.connect(lambda: told.append("shown"))
    page.left.connect(lambda: told.append("left"))
    page.hide()
    page.show()
    assert told == ["left", "shown"]
