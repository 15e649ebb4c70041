import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.dialogs.picker import Choice, Picker

NEAR = QRect(100, 100, 50, 20)
CHOICES = [Choice(f"v{n}", code, "blue", words) for n, (code, words) in enumerate(
    [("PERSON", "People"), ("ORG", "Organisations"), ("GPE", "Country, city"), ("LOC", "Other place"), ("PLEDGE", "")]
)]  # fmt: skip


@pytest.fixture
def picker(qtbot):
    page = QWidget()
    page.resize(1100, 700)
    elsewhere = QLineEdit(page)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    made = Picker(page)
    made.elsewhere = elsewhere
    made.answers = []
    made.picked.connect(made.answers.append)
    return made


def ask(picker, choices=CHOICES, near=NEAR):
    picker.ask("Label", choices, near)
    assert picker.isVisible()


def press(qtbot, picker, *keys):
    for key in keys:
        qtbot.keyClick(picker.field, key)


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ((Qt.Key.Key_Return,), "v0"),
        ((Qt.Key.Key_Enter,), "v0"),
        ((Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return), "v1"),
        ((Qt.Key.Key_Up, Qt.Key.Key_Return), "v0"),
        ((*[Qt.Key.Key_Down] * 9, Qt.Key.Key_Return), "v4"),
        ((Qt.Key.Key_3,), "v2"),
        ((Qt.Key.Key_P, Qt.Key.Key_2), "v4"),
    ],
)
def test_by_keys(qtbot, picker, keys, value):
    ask(picker)
    with qtbot.waitSignal(picker.closed):
        press(qtbot, picker, *keys)
    assert picker.answers == [value]
    assert not picker.isVisible()


def test_words_are_searched_too_and_codes_come_first(qtbot, picker):
    ask(picker)
    qtbot.keyClicks(picker.field, "pl")
    assert [picker.list.item(row).data(Qt.ItemDataRole.UserRole)[0].code for row in range(picker.list.count())] == [
        "PLEDGE",
        "PERSON",
        "LOC",
    ]


def test_by_mouse(qtbot, picker):
    ask(picker)
    place = picker.list.visualItemRect(picker.list.item(3)).center()
    qtbot.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picker.answers == ["v3"]


def test_nothing_to_choose_is_no_answer(qtbot, picker):
    ask(picker, ())
    press(qtbot, picker, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert picker.isVisible()
    ask(picker)
    qtbot.keyClicks(picker.field, "zzz")
    press(qtbot, picker, Qt.Key.Key_Return, Qt.Key.Key_7)
    assert picker.answers == []


def test_escape_and_a_click_elsewhere_change_nothing(qtbot, picker):
    ask(picker)
    with qtbot.waitSignal(picker.closed):
        press(qtbot, picker, Qt.Key.Key_Escape)
    ask(picker)
    with qtbot.waitSignal(picker.closed):
        picker.elsewhere.setFocus()
    assert picker.answers == []


@pytest.mark.parametrize("near", [QRect(1090, 690, 10, 10), QRect(-50, -50, 10, 10), QRect(500, 650, 10, 10)])
def test_it_stays_inside_the_page(qtbot, picker, near):
    ask(picker, near=near)
    assert picker.parentWidget().rect().contains(picker.geometry())
