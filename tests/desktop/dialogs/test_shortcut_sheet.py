import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from desktop.actions import ACTIONS, key_lines
from desktop.dialogs.about import About
from desktop.dialogs.shortcut_sheet import ShortcutSheet, folded
from desktop.keymap import KeyMap

# The invisible screen has no window manager to tell.

LINES = [(spec.group, spec.title(), spec.keys) for spec in ACTIONS if spec.keys]


def test_every_key_of_the_table_is_on_the_sheet_or_inside_a_range(qtbot):
    sheet = ShortcutSheet()
    qtbot.addWidget(sheet)
    sheet.ask(LINES)
    named = [child.accessibleName() for child in sheet.findChildren(QWidget)]
    for group, words, keys in folded(LINES):
        assert f"{words}: {', '.join(keys)}" in named, group
    headings = {label.text() for label in sheet.findChildren(QLabel)}
    assert {group for group, _, _ in LINES} <= headings


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Question, Qt.Key.Key_F1])
def test_it_closes_by_the_key_that_opened_it(qtbot, key):
    sheet = ShortcutSheet()
    qtbot.addWidget(sheet)
    sheet.ask(LINES)
    assert sheet.isVisible()
    qtbot.keyClick(sheet, key)
    assert not sheet.isVisible()


def test_runs_of_keys_become_one_line():
    lines = [("M", f"Label {key}", (key,)) for key in "1234567890"]
    lines += [("E", f"Clear role {key}", (f"Shift+{key}",)) for key in "QW"]
    lines += [("E", "Undo", ("Ctrl+Z", "U")), ("V", "Role Q", ("Q",))]
    assert folded(lines) == [
        ("M", "Label", ("1…0",)),
        ("E", "Clear role", ("Shift+Q…Shift+W",)),
        ("E", "Undo", ("Ctrl+Z", "U")),
        ("V", "Role Q", ("Q",)),
    ]


def test_only_keys_that_lie_side_by_side_become_one_line():
    lines = [("E", f"Role {key}", (key,)) for key in "QWERTYV"]
    lines += [("M", f"Label {digit}", (f"Ctrl+{digit}" if digit == "3" else digit,)) for digit in "12345"]
    assert folded(lines) == [
        ("E", "Role", ("Q…Y",)),
        ("E", "Role V", ("V",)),
        ("M", "Label", ("1…2",)),
        ("M", "Label 3", ("Ctrl+3",)),
        ("M", "Label", ("4…5",)),
    ]


def test_a_changed_key_is_on_the_sheet(qtbot):
    keymap, sheet = KeyMap(), ShortcutSheet()
    qtbot.addWidget(sheet)
    keymap.rebind("note", ("F9", "Ctrl+J"))
    sheet.ask(key_lines(keymap.keys))
    assert "Write a note: F9, Ctrl+J" in [child.accessibleName() for child in sheet.findChildren(QWidget)]


def test_about_names_versions_and_copies_them(qtbot):
    about = About(None, [("SQLite", "3.45.1")])
    qtbot.addWidget(about)
    about.show()
    assert "SQLite 3.45.1" in about.as_text()
    assert "spaCy 3." in about.as_text()
    qtbot.mouseClick(about.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == about.as_text()
    qtbot.mouseClick(about.done_button, Qt.MouseButton.LeftButton)
    assert not about.isVisible()
