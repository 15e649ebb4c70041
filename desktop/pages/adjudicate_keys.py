"""The keys that rule. Letters by position, so that they are where the caps say under any keyboard layout."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.keyboard import is_modifier, sequence_of
from desktop.keymap import KeyMap
from desktop.panels.ruling_keys import ENDS_KEYS, act_of

_ENDS = {key: act for act, key in ENDS_KEYS.items()}


class RulingKeys(QObject):
    """Turns keys into acts: where it is installed as an event filter, and where `press` is asked.

    While ends are `moving` there are other keys, and none of the others.
    """

    def __init__(self, act: Callable[[str], object], keymap: KeyMap, parent: QWidget) -> None:
        super().__init__(parent)
        self._act = act
        self._keymap = keymap
        self.moving = False

    def act_of(self, event: QKeyEvent) -> str:
        """What a key press means now; "" for nothing."""
        key = sequence_of(event)
        if self.moving:
            return _ENDS.get(key, "")
        return next((act for spec in self._keymap.meanings(key) if (act := act_of(spec.id))), "")

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; False if it means nothing here."""
        act = self.act_of(event)
        if act:
            self._act(act)
        return bool(act)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Before the widget itself sees the key: its arrows would scroll."""
        if isinstance(event, QKeyEvent) and not is_modifier(event):
            if event.type() == QEvent.Type.KeyPress:
                return self.press(event)
            if event.type() == QEvent.Type.ShortcutOverride and self.act_of(event):
                event.accept()  # so that it arrives as a key press
                return True
        return super().eventFilter(watched, event)
