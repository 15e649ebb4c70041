import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.dialogs.command_palette import CommandPalette, PaletteItem, rank

# The invisible screen has no window manager to tell.


@pytest.fixture
def window(qtbot):
    made = QWidget()
    column = QVBoxLayout(made)
    made.anchor, made.text = QPushButton("anchor"), QLineEdit()
    column.addWidget(made.anchor)
    column.addWidget(made.text)
    column.addStretch(1)
    made.palette_box = CommandPalette(made)
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.text.setFocus()
    return made


def items(ran, *titles):
    return [PaletteItem(title, "Article", "", lambda title=title: ran.append(title)) for title in titles]


def open_palette(window, ran):
    titles = ("Undo", "Redo", "Done, next article", "Talks resume in Talas")
    window.palette_box.ask(items(ran, *titles), window.anchor)
    return window.palette_box


def test_typing_and_enter_run_the_best_fit_and_give_the_keyboard_back(qtbot, window):
    ran = []
    palette = open_palette(window, ran)
    assert palette.field.hasFocus()
    qtbot.keyClicks(palette.field, "talas")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == ["Talks resume in Talas"]
    assert not palette.isVisible()
    assert window.text.hasFocus()


def test_arrows_choose_and_stop_at_both_ends(qtbot, window):
    ran = []
    palette = open_palette(window, ran)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Up):
        qtbot.keyClick(palette.field, key)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == ["Done, next article"]


def test_escape_runs_nothing(qtbot, window):
    ran = []
    palette = open_palette(window, ran)
    with qtbot.waitSignal(palette.closed):
        qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert ran == []
    assert window.text.hasFocus()


def test_a_click_runs_and_a_click_elsewhere_closes(qtbot, window):
    ran = []
    palette = open_palette(window, ran)
    spot = palette.list.visualRect(palette.list.model().index(1)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert ran == ["Redo"]
    open_palette(window, ran)
    window.text.setFocus()
    assert not palette.isVisible()
    assert window.text.hasFocus()


def test_letters_that_fit_nothing_say_so_and_enter_does_nothing(qtbot, window):
    ran = []
    palette = open_palette(window, ran)
    qtbot.keyClicks(palette.field, "qqq")
    assert palette.nothing.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == []
    assert palette.isVisible()
    palette.close_palette()


def test_better_fits_come_first():
    titles = ["Show the undone", "Undo", "Large undertow", "Unite do"]
    ranked = sorted(titles, key=lambda title: rank("undo", title))
    assert ranked[:2] == ["Undo", "Show the undone"]
    assert rank("undo", "Unite do") == 4
    assert rank("next done", "Done, next article") == 3
    assert rank("xyz", "Undo") is None


@given(st.text(max_size=30))
def test_every_title_is_found_by_itself_and_by_nothing(title):
    assert rank(title, title) is not None
    assert rank("", title) == 0
