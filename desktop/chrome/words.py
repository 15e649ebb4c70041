"""Figures, keys and tooltips in the form the window shows them."""

import html
import sys

from PySide6.QtWidgets import QWidget

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
_MAC_SIGNS = {"Ctrl": "⌘", "Alt": "⌥", "Meta": "⌃"}


def number(value: int) -> str:
    """A count with thin spaces between the thousands."""
    return f"{value:,}".replace(",", _THIN)


def percent(part: int, whole: int) -> str:
    """A share as "25 %"; rounded down, so 100 % means all. Nothing of nothing is all of it."""
    return f"{part * 100 // whole if whole else 100}{_THIN}%"


def keys_in_words(portable: str) -> str:
    """A key in portable form as the window shows it: "Ctrl+Shift+Return" is "Ctrl ⇧ ⏎"."""
    if portable.endswith("++"):
        parts = [*portable[:-2].split("+"), "+"]
    else:
        parts = portable.split("+") if len(portable) > 1 else [portable]
    signs = _KEY_SIGNS | (_MAC_SIGNS if sys.platform == "darwin" else {})
    return " ".join(signs.get(part, part) for part in parts)


def one_line(text: str) -> str:
    """Article text for a row: line ends and runs of blanks become one space."""
    return " ".join(text.split())


def plain_tooltip(widget: QWidget, text: str) -> None:
    """Give a tooltip that is shown as it is, whatever marks the text contains."""
    widget.setToolTip(f"<span>{html.escape(text)}</span>" if text else "")
