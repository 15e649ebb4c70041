"""Real key presses on a widget that stands in for the article, beside a field where typing stays typing."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from desktop.action_set import ActionSet
from desktop.actions import ACTIONS, is_plain
from desktop.keymap import KeyMap

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class Window(QWidget):
    """An article and a field, with all actions bound to a list of what ran."""

    def __init__(self) -> None:
        super().__init__()
        self.keymap = KeyMap()
        self.actions_set = ActionSet(self, self.keymap)
        self.ran = []
        for spec in ACTIONS:
            self.actions_set.bind(spec.id, lambda id_=spec.id: self.ran.append(id_))
        self.article, self.field = QWidget(), QLineEdit()
        self.article.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.addWidget(self.article)
        column.addWidget(self.field)
        self.actions_set.listen_on(self.article)

    def press(self, *keys, into=None):
        target = into or self.article
        target.setFocus()
        for key in keys:
            pressed = QKeySequence(key)[0]
            QTest.keyClick(target, pressed.key(), pressed.keyboardModifiers())


@pytest.fixture
def window(qtbot):
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.actions_set.set_state(("project", "article", "editable", "mention", "focus", "idle"))
    return made


def test_plain_keys_act_on_the_article_and_type_in_a_field(window):
    window.press("N", "1", "Shift+S")
    window.press("N", "1", into=window.field)
    assert window.ran == ["note", "label-1"]
    assert window.field.text() == "n1"


def test_keys_with_control_act_everywhere(window):
    window.press("Ctrl+D")
    window.press("Ctrl+D", into=window.field)
    assert window.ran == ["done-next", "done-next"]


def test_new_keys_count_at_once(window):
    window.keymap.rebind("note", ("J",), take=True)
    window.press("N", "J")
    assert window.ran == ["note"]
    window.keymap.rebind("done-next", ("Ctrl+J", "F9"))
    window.press("Ctrl+D", "Ctrl+J", "F9")
    window.press("Ctrl+J", "Ctrl+D", into=window.field)
    assert window.ran == ["note", "done-next", "done-next", "done-next"]
    window.keymap.reset_all()
    window.press("Ctrl+J", "Ctrl+D", "N")
    assert window.ran[4:] == ["done-next", "note"]


def test_shortcuts_are_the_keys_that_are_not_plain(window):
    window.keymap.rebind("guideline", ("G", "Ctrl+J"))
    assert [key.toString() for key in window.actions_set["guideline"].shortcuts()] == ["Ctrl+J"]


def test_what_is_done_to_the_text_is_done_only_while_it_has_the_keyboard(window):
    assert window.actions_set["accept-article"].shortcuts() == []
    assert window.actions_set["end-forward"].shortcuts() == []
    assert not is_plain("Shift+F9")
    assert is_plain("Shift+F")


def test_a_grab_gets_keys_first_and_leaves_what_it_does_not_take(window):
    seen = []

    def take(event: QKeyEvent) -> bool:
        seen.append(event.key())
        return event.text().isdigit()

    window.actions_set.grab(take)
    window.press("1", "N", "Ctrl+D")
    assert seen == [Qt.Key.Key_1, Qt.Key.Key_N, Qt.Key.Key_D]
    assert window.ran == ["note", "done-next"]
    window.press("Ctrl+D", "7", into=window.field)
    assert len(seen) == 3
    window.actions_set.release()
    window.press("1")
    assert (len(seen), window.ran[-1]) == (3, "label-1")


def test_a_grab_may_take_shortcuts_and_never_sees_modifiers_alone(window):
    seen = []
    window.actions_set.grab(lambda event: not seen.append(event.key()))
    for key in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
        QTest.keyClick(window.article, key)
    window.press("Ctrl+D", "Ctrl+J", "Esc")
    assert seen == [Qt.Key.Key_D, Qt.Key.Key_J, Qt.Key.Key_Escape]
    assert window.ran == []


def test_a_taker_may_end_its_own_grab(window):
    def once(event: QKeyEvent) -> bool:
        window.actions_set.release()
        return True

    window.actions_set.grab(once)
    window.press("N", "N")
    assert window.ran == ["note"]


@pytest.mark.skipif("sys.platform != 'linux'", reason="scan codes of X11")
def test_an_arabic_layout_presses_the_same_keys(window):
    for key, scan, modifiers, text in (
        (0x649, 57, NONE, "ى"),  # where N is
        (0x61F, 61, SHIFT, "؟"),
        (0x648, 59, Qt.KeyboardModifier.ControlModifier, ""),
        (0x200C, 65, SHIFT, "\u200c"),
        (Qt.Key.Key_Space, 65, NONE, " "),
        (Qt.Key.Key_Backspace, 22, NONE, "\b"),
    ):
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, 0, 0, text)
        QApplication.sendEvent(window.article, event)
    assert window.ran == ["note", "shortcuts", "settings", "previous-name", "next-name", "delete"]
