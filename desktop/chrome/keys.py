"""The keys of actions as they are now, for whatever shows one."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.chrome.words import keys_in_words, keys_named


class _Keys:
    """Where keys are asked for. One per process: all windows have the same."""

    source: ClassVar[Callable[[str], str]] = staticmethod(lambda _action: "")


def set_key_source(source: Callable[[str], str]) -> None:
    """Ask there for keys from now on: by the id of an action, for its key in portable form or "" if it has none."""
    _Keys.source = staticmethod(source)


def key_of(action: str) -> str:
    """The key of an action as the window shows it, like "Ctrl D"; "" if it has none, and for no action."""
    return keys_in_words(_Keys.source(action)) if action else ""


def key_name(action: str) -> str:
    """The key of an action as a sentence names it, like "Ctrl+Enter"; "" if it has none, and for no action."""
    return keys_named(_Keys.source(action)) if action else ""


def with_key(words: str, action: str, between: str = "  ") -> str:
    """Words with the key of an action behind them, if it has one."""
    key = key_of(action)
    return f"{words}{between}{key}" if key else words


def naming_key(action: str, sentence: str, otherwise: str) -> str:
    """A sentence that names the key of an action at {0}; another one while the action has none."""
    key = key_name(action)
    return sentence.format(key) if key else otherwise


def show_keys(window: QWidget) -> None:
    """Keys are others now: let everything in the window show them."""
    # Qt's own way to say that words are others, which reaches every widget and paints it anew.
    QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))


def hold(window: QWidget, *pages: QWidget) -> None:
    """Make pages part of the window before they are turned to: so they hear of other keys, and go with it."""
    for page in pages:
        page.setParent(window)
        page.hide()


def keys_changed(event: QEvent) -> bool:
    """True for the event by which a widget hears that it may have to name other keys."""
    return event.type() == QEvent.Type.LanguageChange
