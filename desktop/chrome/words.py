"""Figures, keys and tooltips in the form the window shows them."""

import html
import sys

from PySide6.QtWidgets import QWidget

_LONG = 80  # letters of a tooltip that stands on one line
_THIN = "\u202f"  # the no-break thin space, so that a figure stays on one line
_KEY_SIGNS = {
    "Shift": "⇧",
    "Return": "⏎",
    "Backspace": "⌫",
    "Tab": "⇥",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "PgDown": "PgDn",
    "Delete": "Del",
}
_KEY_NAMES = {"Return": "Enter", "PgDown": "Page Down", "PgUp": "Page Up", "Del": "Delete"}
_MAC_NAMES = {"Ctrl": "Command", "Alt": "Option", "Meta": "Control"}
_MAC_SIGNS = {"Ctrl": "⌘", "Alt": "⌥", "Meta": "⌃"}


def number(value: int) -> str:
    """A count with thin spaces between the thousands."""
    return f"{value:,}".replace(",", _THIN)


def percent(part: int, whole: int) -> str:
    """A share as "25 %"; rounded down, so 100 % means all. Nothing of nothing is all of it."""
    return f"{part * 100 // whole if whole else 100}{_THIN}%"


def keys_in_words(portable: str) -> str:
    """A key in portable form as the window shows it: "Ctrl+Shift+Return" is "Ctrl ⇧ ⏎"."""
    signs = _KEY_SIGNS | (_MAC_SIGNS if sys.platform == "darwin" else {})
    return " ".join(signs.get(part, part) for part in _parts(portable))


def keys_named(portable: str) -> str:
    """A key in portable form as a sentence names it: "Ctrl+Shift+Return" is "Ctrl+Shift+Enter"."""
    names = _KEY_NAMES | (_MAC_NAMES if sys.platform == "darwin" else {})
    return "+".join(names.get(part, part) for part in _parts(portable))


def _parts(portable: str) -> list[str]:
    if portable.endswith("++"):
        return [*portable[:-2].split("+"), "+"]
    return portable.split("+") if len(portable) > 1 else [portable]


def one_line(text: str) -> str:
    """Article text for a row: line ends and runs of blanks become one space."""
    return " ".join(text.split())


def plain_tooltip(widget: QWidget, text: str) -> None:
    """Give a tooltip that is shown as it is, whatever marks the text contains. A long one is broken into lines."""
    read = len(text) > _LONG or "<" in text or "&" in text
    widget.setToolTip(f"<span>{html.escape(text)}</span>" if read else text)
    # A screen reader that finds no description says the tooltip, marks and all.
    widget.setAccessibleDescription(text if read else "")
