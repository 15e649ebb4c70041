"""Keys by position. A letter command must work under any keyboard layout, an Arabic one too, so letters are read from
the place of the key and not from the character it types.
"""

import sys
import unicodedata

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

# Rows of a keyboard as (first scan code, letters). X11 and Wayland codes are Linux input codes plus eight.
_LINUX_ROWS = ((24, "QWERTYUIOP"), (38, "ASDFGHJKL"), (52, "ZXCVBNM"))
_WINDOWS_ROWS = ((16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
# macOS virtual key codes follow no row.
_MAC_CODES = dict(
    zip((12, 13, 14, 15, 17, 16, 32, 34, 31, 35, 0, 1, 2, 3, 5, 4, 38, 40, 37, 6, 7, 8, 9, 11, 45, 46),
        "QWERTYUIOPASDFGHJKLZXCVBNM", strict=True)
)  # fmt: skip


def _rows(rows: tuple[tuple[int, str], ...]) -> dict[int, str]:
    return {first + offset: letter for first, letters in rows for offset, letter in enumerate(letters)}


_TABLES = {"linux": _rows(_LINUX_ROWS), "win32": _rows(_WINDOWS_ROWS), "darwin": _MAC_CODES}
_LETTER_KEYS = {getattr(Qt.Key, f"Key_{letter}").value: letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


_FIRST_SPECIAL_KEY = Qt.Key.Key_Escape.value  # Escape, arrows and the like; below are characters
_DIGITS = "1234567890"
_MAC_DIGITS = dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29), _DIGITS, strict=True))
_DIGIT_TABLES = {"linux": _rows(((10, _DIGITS),)), "win32": _rows(((2, _DIGITS),)), "darwin": _MAC_DIGITS}


def _place(event: QKeyEvent, platform: str) -> int:
    return event.nativeVirtualKey() if platform == "darwin" else event.nativeScanCode()


def digit_of(event: QKeyEvent, platform: str = sys.platform) -> str | None:
    """The digit of a key press without modifiers, or None: by its character, in whatever script, else by its place.

    On a French keyboard the digits need Shift.
    """
    if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier):
        return None
    typed = event.text() or (chr(event.key()) if event.key() < _FIRST_SPECIAL_KEY else "")
    value = unicodedata.decimal(typed, None) if len(typed) == 1 else None
    by_place = _DIGIT_TABLES.get(platform, {}).get(_place(event, platform))
    return by_place if value is None else str(value)


def letter_of(event: QKeyEvent, platform: str = sys.platform) -> str | None:
    """The letter printed at that place of a Latin keyboard, or None if the key is no letter.

    A Latin letter typed on a Latin layout keeps its own meaning for Ctrl shortcuts; without modifiers, and on other
    scripts, the place decides. Events made by programs carry no place: then the key itself.
    """
    by_key = _LETTER_KEYS.get(event.key())
    code = _place(event, platform)
    by_place = _TABLES.get(platform, {}).get(code) if code else None
    if by_key is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return by_key
    return by_place or by_key


def sequence_of(event: QKeyEvent) -> str:
    """The key press in the form of the actions table: "F", "Shift+Return", "Ctrl+D", "1"."""
    letter = letter_of(event) or digit_of(event)
    key = Qt.Key(event.key()) if letter is None else getattr(Qt.Key, f"Key_{letter}")
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    if key == Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    if key == Qt.Key.Key_Backtab:
        key = Qt.Key.Key_Tab
    if key == Qt.Key.Key_Question:
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(modifiers, key)).toString(QKeySequence.SequenceFormat.PortableText)
