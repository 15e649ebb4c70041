"""Menu, palette and sheet name the keys as they are now."""

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QMenu, QWidget

from desktop.action_set import ActionSet
from desktop.keymap import KeyMap
from desktop.panels.top_bar import TopBar
from desktop.window_menus import WindowMenus


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.keymap = KeyMap()
    made.actions_set = ActionSet(made, made.keymap)
    made.ran = []
    made.actions_set.bind("note", lambda: made.ran.append("note"))
    made.actions_set.set_state(("project", "article", "mention", "editable"))
    page = SimpleNamespace(queue=SimpleNamespace(model=SimpleNamespace(rows=lambda: [])))
    top = TopBar()
    top.setParent(made)
    made.menus = WindowMenus(made, made.actions_set, page, top)
    return made


def row(window, words):
    """The menu's row, as it is when its menu opens."""
    for submenu in window.findChildren(QMenu):
        submenu.aboutToShow.emit()
    rows = [action for menu in window.findChildren(QMenu) for action in menu.actions()]
    return next(action for action in rows if action.text().split("\t")[0] == words)


def test_a_menu_names_keys_and_does_the_same(window):
    note = row(window, "Write a note")
    assert note.text() == "Write a note\tN"
    note.trigger()
    assert window.ran == ["note"]
    assert row(window, "Done, next article").text() == "Done, next article\tCtrl D"
    assert row(window, "Check the project").isEnabled()
    assert not row(window, "Accept, go to the next").isEnabled()


def test_a_menu_follows_the_keys(window):
    window.keymap.rebind("note", ("Shift+L",))
    assert row(window, "Write a note").text() == "Write a note\t⇧ L"
    window.keymap.rebind("note", ())
    assert row(window, "Write a note").text() == "Write a note"


def test_the_palette_and_the_sheet_follow_the_keys(window):
    window.keymap.rebind("note", ("F9",))
    window.menus.open_palette()
    found = [index.data() for index in map(window.menus.palette.list.model().index, range(200)) if index.data()]
    assert "Write a note, Mention, F9" in found
    window.menus.palette.close_palette()
    window.menus.open_sheet()
    assert "Write a note: F9" in [child.accessibleName() for child in window.menus.sheet.findChildren(QWidget)]
    window.menus.sheet.close()
