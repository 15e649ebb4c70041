"""The settings, used with the keyboard alone: every change counts at once."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)
from shiboken6 import isValid

from desktop.dialogs.settings import SettingsDialog
from desktop.dialogs.settings_reading import reading_families
from desktop.keymap import KeyMap
from desktop.settings import (
    ANNOTATOR,
    APPEARANCE,
    CONTRAST,
    DENSITY,
    LINE_SPACING,
    READING_FONT,
    ZOOM,
    Settings,
)

READING, KEYS, YOU = range(3)


class Open:
    """The open dialog, and how often it said that something has to be applied."""

    def __init__(self, qtbot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.settings = Settings()
        self.keymap = KeyMap(self.settings)
        self.applied = 0
        self.dialog = SettingsDialog(self.window, self.settings, self.keymap, self.apply)
        self.dialog.open()
        self.keys = self.dialog.keys

    def apply(self) -> None:
        self.applied += 1

    def close(self) -> None:
        if isValid(self.dialog):
            self.dialog.close()

    def turn_to(self, page: int) -> None:
        QTest.keyClick(self.dialog.names, Qt.Key.Key_Home)
        for _ in range(page):
            QTest.keyClick(self.dialog.names, Qt.Key.Key_Down)
        assert self.dialog.pages.currentIndex() == page

    def press(self, *keys: str) -> None:
        """Press keys wherever the keyboard is."""
        for key in keys:
            pressed = QKeySequence(key)[0]
            QTest.keyClick(self.dialog.focusWidget(), pressed.key(), pressed.keyboardModifiers())

    def at(self, id_: str) -> None:
        self.turn_to(KEYS)
        self.keys.choose(id_)
        self.keys.list.setFocus()

    def says(self) -> str:
        return self.keys.sentence.text()

    def row(self, id_: str) -> str:
        return self.keys.rows.place_of(id_).data()


@pytest.fixture
def opened(qtbot):
    made = Open(qtbot)
    yield made
    made.close()


def test_reading_counts_at_once(opened):
    page = opened.dialog.reading
    for choice, setting, place, value in (
        (page.appearance, APPEARANCE, 2, "dark"),
        (page.contrast, CONTRAST, 2, "high"),
        (page.density, DENSITY, 0, 0),
    ):
        choice._group.button(place).setFocus()
        opened.press("Space")
        assert opened.settings.get(setting) == value
    for box, setting, typed in ((page.zoom, ZOOM, "150"), (page.spacing, LINE_SPACING, "120")):
        box.setFocus()
        box.selectAll()
        QTest.keyClicks(box, typed)
        QTest.keyClick(box, Qt.Key.Key_Up)
        assert opened.settings.get(setting) == int(typed) + 10
    page.family.setFocus()
    opened.press("Down")
    assert opened.settings.get(READING_FONT) == reading_families()[0]
    assert opened.applied >= 6


def test_reading_goes_back_to_standard(opened):
    changed = {APPEARANCE: "dark", CONTRAST: "high", ZOOM: 200, LINE_SPACING: 150, DENSITY: 2, READING_FONT: "x"}
    for setting, value in changed.items():
        opened.settings.set(setting, value)
    opened.dialog.reading.standard.setFocus()
    opened.press("Return")
    assert [opened.settings.get(setting) for setting in changed] == [setting.default for setting in changed]
    assert opened.applied == 1
    assert opened.dialog.reading.zoom.value() == 100


def test_what_is_set_is_shown(qtbot):
    for setting, value in {APPEARANCE: "purple", DENSITY: 2, ZOOM: 5000, READING_FONT: "no such font"}.items():
        Settings().set(setting, value)
    opened = Open(qtbot)
    page = opened.dialog.reading
    assert page.appearance._group.checkedId() == 0
    assert page.density._group.checkedId() == 2
    assert (page.zoom.value(), page.family.currentText()) == (300, "Standard")
    assert opened.applied == 0
    opened.close()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_keys_stand_at_the_far_end_of_their_row(opened, direction):
    opened.at("note")
    opened.dialog.setLayoutDirection(direction)
    rows = opened.keys.list
    area = rows.visualRect(opened.keys.rows.place_of("note"))
    pictures = []
    for key in ("Ctrl+J", "Ctrl+Shift+J"):
        opened.keymap.rebind("note", (key,))
        pictures.append(rows.viewport().grab(area).toImage())
    before, after = pictures
    y = range(area.height())
    changed = {x for x in range(area.width()) for row in y if before.pixelColor(x, row) != after.pixelColor(x, row)}
    far = range(area.width() // 3)
    if direction == Qt.LayoutDirection.LeftToRight:
        far = range(area.width() - area.width() // 3, area.width())
    assert changed
    assert changed <= set(far)


def test_a_new_key_is_pressed_in_place(opened):
    opened.at("note")
    opened.press("Return", "Ctrl+J")
    assert opened.keymap.keys("note") == ("Ctrl+J",)
    assert opened.row("note") == "Write a note: Ctrl J, changed"
    assert opened.applied == 0  # keys change nothing of how the article is shown
    assert opened.dialog.focusWidget() is opened.keys.list
    assert KeyMap(Settings()).keys("note") == ("Ctrl+J",)


def test_a_key_can_be_added_and_all_taken_away(opened):
    opened.at("note")
    opened.keys.add.setFocus()
    opened.press("Return", "Tab", "Esc")
    opened.keys.add.setFocus()
    opened.press("Return", "F9")
    assert opened.keymap.keys("note") == ("N", "F9")
    opened.press("Backspace")
    assert opened.keymap.keys("note") == ()
    assert opened.row("note") == "Write a note: no key, changed"


def test_a_clash_is_named_and_settled_with_one_key(opened):
    opened.at("reject")
    opened.press("Return", "Return")
    assert opened.says() == "Enter is “Accept, go to the next”. Take it away there?"
    assert opened.keymap.keys("reject") == ("Backspace",)
    opened.press("Return")
    assert opened.keymap.keys("reject") == ("Return",)
    assert opened.row("accept") == "Accept, go to the next: no key, changed"


def test_a_clash_can_be_left(opened):
    opened.at("reject")
    opened.press("Return", "Return", "Esc")
    assert opened.keymap.keys("reject") == ("Backspace",)
    assert opened.says() == "Reject, go to the next"
    assert opened.dialog.isVisible()
    assert opened.applied == 0
    opened.press("Return", "Return", "Tab", "Return")
    assert opened.keymap.keys("reject") == ("Backspace",)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("Left", "Left moves in the article. Press another key, or Esc."),
        ("Ctrl+C", "Ctrl+C copies and pastes in every field. Press another key, or Esc."),
        ("Ctrl+3", "Ctrl+3 opens a project on the first screen. Press another key, or Esc."),
        ("Shift+Esc", "Shift+Esc always leaves what is open. Press another key, or Esc."),
    ],
)
def test_a_key_that_cannot_be_used_is_refused_in_words(opened, key, words):
    opened.at("note")
    opened.press("Return", key)
    assert opened.says() == words
    opened.press("Ctrl+J")
    assert opened.keymap.keys("note") == ("Ctrl+J",)


def test_modifiers_and_a_key_held_down_are_waited_out(opened):
    opened.at("note")
    opened.press("Return")
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(opened.keys.list, held)
    QTest.keyClick(opened.keys.list, Qt.Key.Key_Shift)
    assert opened.says() == "Press the new key. Esc leaves things as they are."
    opened.press("Esc")
    assert (opened.says(), opened.keymap.keys("note")) == ("Write a note", ("N",))


def test_leaving_the_list_ends_the_waiting(opened):
    opened.at("note")
    opened.press("Return")
    opened.keys.field.setFocus()
    assert opened.says() == "Write a note"


def test_back_to_standard_for_one_and_for_all(opened):
    opened.keymap.rebind("reject", ("Return",), take=True)
    opened.keymap.rebind("note", ("F9",))
    opened.at("accept")
    opened.keys.standard.setFocus()
    opened.press("Return")
    assert opened.says() == "Enter is “Reject, go to the next”. Take it away there?"
    opened.press("Return")
    assert (opened.keymap.keys("accept"), opened.keymap.keys("reject")) == (("Return",), ())
    opened.keys.standard_all.setFocus()
    opened.press("Space")
    assert not any(opened.keymap.is_changed(id_) for id_ in ("accept", "reject", "note"))
    assert not opened.keys.standard.isEnabled()


def test_actions_are_found_by_words_and_by_keys(opened):
    opened.turn_to(KEYS)
    opened.keys.field.setFocus()
    for typed, found in (("write note", "note"), ("ctrl pgdn", "next-article"), ("project quit", "quit")):
        opened.keys.field.selectAll()
        QTest.keyClicks(opened.keys.field, typed)
        assert opened.keys.chosen().id == found
    QTest.keyClicks(opened.keys.field, "zzz")
    assert (opened.keys.chosen(), opened.says()) == (None, "No action with these letters.")
    opened.press("Esc", "Esc")
    assert opened.dialog.focusWidget() is opened.keys.list


def test_a_double_click_waits_for_a_key_too(qtbot, opened):
    opened.at("note")
    view = opened.keys.list.viewport()
    place = lambda: opened.keys.list.visualRect(opened.keys.rows.place_of("note"))  # noqa: E731
    qtbot.waitUntil(lambda: view.rect().contains(place()))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place().center())
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place().center())
    opened.press("F9")
    assert opened.keymap.keys("note") == ("F9",)


def test_the_window_keeps_its_size_whatever_is_asked(opened):
    opened.at("reject")
    before = opened.dialog.size()
    opened.press("Return", "Return", "Return")
    assert opened.dialog.size() == before


def test_your_name(opened):
    opened.turn_to(YOU)
    assert opened.dialog.you.name.placeholderText() == opened.settings.account()
    QTest.keyClicks(opened.dialog.you.name, "  Layla   Amin ")
    assert Settings().get(ANNOTATOR) == "Layla Amin"
    assert opened.applied == 0


def test_a_name_that_stands_for_something_else_is_not_taken(opened):
    opened.turn_to(YOU)
    you = opened.dialog.you
    QTest.keyClicks(you.name, "adjudicated")
    assert Settings().get(ANNOTATOR) == ""
    assert you.problem.isVisible()
    assert you.problem.text().startswith("adjudicated stands for rulings")
    QTest.keyClicks(you.name, " by Hana")
    assert Settings().get(ANNOTATOR) == "adjudicated by Hana"
    assert not you.problem.isVisible()


def test_escape_closes_it(qtbot, opened):
    with qtbot.waitSignal(opened.dialog.destroyed):
        opened.press("Esc")


def test_everything_one_can_reach_has_a_name_and_no_label_reads_marks(opened):
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView, QComboBox, QSpinBox)
    reachable = [child for kind in kinds for child in opened.dialog.findChildren(kind)]
    unnamed = [
        child
        for child in reachable
        if not (child.accessibleName() or (isinstance(child, QAbstractButton) and child.text()))
        and not isinstance(child.parent(), QSpinBox | QComboBox)
        and child.parent().metaObject().className() != "QComboBoxPrivateContainer"
    ]
    assert unnamed == []
    labels = opened.dialog.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
