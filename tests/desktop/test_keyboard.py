"""Letters are read from the place of the key, whatever script the layout types."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from desktop.keyboard import digit_of, is_modifier, letter_of, sequence_of

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ARABIC_BEH = 0x628


def press(key: int, modifiers=NONE, scan: int = 0, virtual: int = 0, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, virtual, 0, text)


def test_an_arabic_layout_gives_the_letter_printed_there():
    assert letter_of(press(ARABIC_BEH, scan=41, text="ب"), "linux") == "F"
    assert letter_of(press(ARABIC_BEH, scan=33, text="ب"), "win32") == "F"
    assert letter_of(press(ARABIC_BEH, virtual=3, text="ب"), "darwin") == "F"


def test_the_role_row_goes_by_place_on_a_french_layout():
    assert letter_of(press(Qt.Key.Key_A, scan=24), "linux") == "Q"


def test_control_with_a_latin_letter_keeps_the_letter():
    assert letter_of(press(Qt.Key.Key_A, CONTROL, scan=24), "linux") == "A"


def test_control_with_an_arabic_letter_goes_by_place():
    assert letter_of(press(ARABIC_BEH, CONTROL, scan=40), "linux") == "D"


@pytest.mark.parametrize(
    ("event", "sequence"),
    [
        (press(Qt.Key.Key_F), "F"),
        (press(Qt.Key.Key_2), "2"),
        (press(Qt.Key.Key_Return, SHIFT), "Shift+Return"),
        (press(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier), "Return"),
        (press(Qt.Key.Key_Backtab, SHIFT), "Shift+Tab"),
        (press(Qt.Key.Key_Question, SHIFT), "?"),
        (press(Qt.Key.Key_D, CONTROL), "Ctrl+D"),
        (press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier | SHIFT), "Alt+Shift+Left"),
    ],
)
def test_sequences_read_like_the_actions_table(event, sequence):
    assert sequence_of(event) == sequence


def test_digits_go_by_place_where_they_need_shift():
    assert digit_of(press(Qt.Key.Key_Ampersand, scan=10, text="&"), "linux") == "1"
    assert digit_of(press(Qt.Key.Key_Ampersand, scan=2, text="&"), "win32") == "1"
    assert digit_of(press(Qt.Key.Key_Apostrophe, virtual=23, text="("), "darwin") == "5"


def test_digits_of_any_script_and_of_the_keypad():
    assert digit_of(press(0x0663, scan=12, text="٣"), "linux") == "3"
    assert digit_of(press(0x06F3, text="۳")) == "3"
    assert digit_of(press(Qt.Key.Key_7, Qt.KeyboardModifier.KeypadModifier, scan=79, text="7"), "linux") == "7"


@pytest.mark.parametrize(
    "event",
    [
        press(Qt.Key.Key_Exclam, SHIFT, scan=10, text="!"),
        press(Qt.Key.Key_1, CONTROL, scan=10),
        press(Qt.Key.Key_Left, Qt.KeyboardModifier.KeypadModifier, scan=83),
        press(Qt.Key.Key_Return, scan=36, text="\r"),
        press(0xB2, text="²"),
    ],
)
def test_what_is_no_digit(event):
    assert digit_of(event, "linux") is None


# Scan codes of a key on X11, on Windows, and its virtual code on a Mac.
PLACES = {
    "space": (65, 57, 49),
    "comma": (59, 51, 43),
    "slash": (61, 53, 44),
    "minus": (20, 12, 27),
    "equal": (21, 13, 24),
    "A": (38, 30, 0),
    "0": (19, 11, 29),
    "B": (56, 48, 11),
}


def press_at(place: str, platform: str, key: int, modifiers=NONE, text: str = "") -> QKeyEvent:
    linux, windows, mac = PLACES[place]
    if platform == "darwin":
        return press(key, modifiers, scan=0xFFFFFFFF, virtual=mac, text=text)
    return press(key, modifiers, scan=linux if platform == "linux" else windows, text=text)


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
@pytest.mark.parametrize(
    ("place", "key", "modifiers", "text", "sequence"),
    [
        ("slash", 0x61F, SHIFT, "؟", "?"),
        ("slash", 0x638, NONE, "ظ", "/"),
        ("comma", 0x648, CONTROL, "", "Ctrl+,"),
        ("comma", 0x648, NONE, "و", ","),
        ("space", 0x200C, SHIFT, "\u200c", "Shift+Space"),
        ("space", 0xA0, NONE, "\u00a0", "Space"),
        ("equal", 0x6D5, CONTROL, "", "Ctrl+="),
        ("minus", 0x640, CONTROL, "", "Ctrl+-"),
        ("0", 0x660, CONTROL, "", "Ctrl+0"),
        ("0", 0xC0, CONTROL, "", "Ctrl+0"),
        ("A", 0x634, NONE, "ش", "A"),
        ("B", 0, NONE, "لا", "B"),
        ("A", 0x634, CONTROL | SHIFT, "", "Ctrl+Shift+A"),
        ("A", Qt.Key.Key_Backslash, CONTROL | SHIFT, "", "Ctrl+Shift+A"),
    ],
)
def test_a_layout_without_the_sign_gives_the_one_printed_there(platform, place, key, modifiers, text, sequence):
    assert sequence_of(press_at(place, platform, key, modifiers, text), platform) == sequence


@pytest.mark.parametrize(
    ("event", "sequence"),
    [
        (press(Qt.Key.Key_Space, scan=65, text=" "), "Space"),
        (press(Qt.Key.Key_Space, SHIFT, scan=65, text=" "), "Shift+Space"),
        (press(Qt.Key.Key_Backspace, scan=22), "Backspace"),
        (press(Qt.Key.Key_Backspace, CONTROL | SHIFT, scan=22), "Ctrl+Shift+Backspace"),
        (press(Qt.Key.Key_Delete, scan=119), "Del"),
        (press(Qt.Key.Key_Plus, CONTROL | SHIFT, scan=21), "Ctrl++"),
        (press(Qt.Key.Key_Plus, CONTROL | Qt.KeyboardModifier.KeypadModifier, scan=86), "Ctrl++"),
        (press(Qt.Key.Key_Comma, CONTROL, scan=58), "Ctrl+,"),
        (press(Qt.Key.Key_Question, SHIFT, scan=20, text="?"), "?"),
        (press(Qt.Key.Key_Semicolon, NONE, scan=59, text=";"), ";"),
    ],
)
def test_signs_of_latin_layouts_keep_their_meaning(event, sequence):
    assert sequence_of(event, "linux") == sequence


def test_modifiers_alone_are_no_key():
    assert is_modifier(press(Qt.Key.Key_Shift, SHIFT))
    assert not is_modifier(press(Qt.Key.Key_F, SHIFT))
