"""Keys by position. A command must work under any keyboard layout, an Arabic one too, so letters are read from the
place of the key and not from the character it types; so are signs and the space where a layout has another script.
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
_LAST_ASCII = 0x7E
_DIGITS = "1234567890"
_MAC_DIGITS = dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29), _DIGITS, strict=True))
_DIGIT_TABLES = {"linux": _rows(((10, _DIGITS),)), "win32": _rows(((2, _DIGITS),)), "darwin": _MAC_DIGITS}

# Signs and the space of a Latin keyboard, and the same keys with Shift.
_SIGNS, _SHIFTED_SIGNS = "-=[];'`\\,./ ", '_+{}:"~|<>? '
_LINUX_SIGNS = (20, 21, 34, 35, 47, 48, 49, 51, 59, 60, 61, 65)
_WINDOWS_SIGNS = (12, 13, 26, 27, 39, 40, 41, 43, 51, 52, 53, 57)
_MAC_SIGNS = (27, 24, 33, 30, 41, 39, 50, 42, 43, 47, 44, 49)
_SIGN_TABLES = {
    platform: {code: pair for code, *pair in zip(codes, _SIGNS, _SHIFTED_SIGNS, strict=True)}
    for platform, codes in (("linux", _LINUX_SIGNS), ("win32", _WINDOWS_SIGNS), ("darwin", _MAC_SIGNS))
}

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_OF_THE_DEVICE = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
_MODIFIER_KEYS = frozenset(
    (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock,
     Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_Hyper_L,
     Qt.Key.Key_Hyper_R, Qt.Key.Key_Mode_switch, Qt.Key.Key_Multi_key)
)  # fmt: skip


def is_modifier(event: QKeyEvent) -> bool:
    """True for a key that does nothing by itself: Shift, Ctrl, a lock, the start of a composed letter."""
    return event.key() in _MODIFIER_KEYS


def _place(event: QKeyEvent, platform: str) -> int | None:
    """Where the key is; None for a press that a program made."""
    if platform != "darwin":
        return event.nativeScanCode() or None
    # The code of A is 0 there; a real press has a scan code too, though always the same.
    known = event.nativeVirtualKey() or event.nativeScanCode()
    return event.nativeVirtualKey() if known else None


def digit_of(event: QKeyEvent, platform: str = sys.platform) -> str | None:
    """The digit of a key press without modifiers, or None: by its character, in whatever script, else by its place.

    On a French keyboard the digits need Shift.
    """
    if event.modifiers() & ~_OF_THE_DEVICE:
        return None
    typed = event.text() or _character(event)
    value = unicodedata.decimal(typed, None) if len(typed) == 1 else None
    return _digit_at(event, platform) if value is None else str(value)


def _character(event: QKeyEvent) -> str:
    return chr(event.key()) if 0 < event.key() < _FIRST_SPECIAL_KEY else ""


def _digit_at(event: QKeyEvent, platform: str) -> str | None:
    place = _place(event, platform)
    return None if place is None else _DIGIT_TABLES.get(platform, {}).get(place)


def letter_of(event: QKeyEvent, platform: str = sys.platform) -> str | None:
    """The letter printed at that place of a Latin keyboard, or None if the key is no letter.

    With Ctrl, what a Latin layout types keeps its own meaning; without modifiers, and on other scripts, the place
    decides. Events made by programs carry no place: then the key itself.
    """
    by_key = _LETTER_KEYS.get(event.key())
    place = _place(event, platform)
    by_place = None if place is None else _TABLES.get(platform, {}).get(place)
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | _SHIFT)
    control_only = held == Qt.KeyboardModifier.ControlModifier
    # An Arabic layout has signs on the letters with Shift, so there a sign says nothing.
    typed_latin = by_key is not None or (control_only and 0 < event.key() <= _LAST_ASCII)
    if held & Qt.KeyboardModifier.ControlModifier and typed_latin:
        return by_key
    return by_place or by_key


def sign_of(event: QKeyEvent, platform: str = sys.platform) -> str | None:
    """The sign, digit or space of a Latin keyboard at the place of a key that types another script; None for others.

    An Arabic layout has its own question mark, a letter where the comma is, and a joiner on Shift and space.
    """
    typed, place = _character(event), _place(event, platform)
    if place is None or event.key() >= _FIRST_SPECIAL_KEY or (typed and event.key() <= _LAST_ASCII):
        return None
    value = unicodedata.decimal(typed, None) if typed else None
    digit = str(value) if value is not None else _digit_at(event, platform)
    pair = _SIGN_TABLES.get(platform, {}).get(place)
    return digit if pair is None else pair[bool(event.modifiers() & _SHIFT)]


def sequence_of(event: QKeyEvent, platform: str = sys.platform) -> str:
    """The key press in the form of the actions table: "F", "Shift+Return", "Ctrl+D", "1"."""
    found = letter_of(event, platform) or digit_of(event, platform) or sign_of(event, platform)
    key = Qt.Key(event.key()) if found is None else Qt.Key(ord(found))
    modifiers = event.modifiers() & ~_OF_THE_DEVICE
    if key == Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    if key == Qt.Key.Key_Backtab:
        key = Qt.Key.Key_Tab
    if _is_sign(key):
        # Shift was needed to type it, and on another layout it is not.
        modifiers &= ~_SHIFT
    return QKeySequence(QKeyCombination(modifiers, key)).toString(QKeySequence.SequenceFormat.PortableText)


def _is_sign(key: Qt.Key) -> bool:
    return key.value <= _LAST_ASCII and not chr(key.value).isalnum() and key != Qt.Key.Key_Space
