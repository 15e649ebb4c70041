"""The actions of one window: QActions made from the table, their handlers, and which of them are enabled now."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.actions import ACTIONS, BY_ID, ActionSpec, is_plain, plain_keys
from desktop.keyboard import sequence_of


class ActionSet(QObject):
    """Binds handlers to the rows of the table and keeps `enabled` in step with what holds.

    Keys with Ctrl or Alt are ordinary shortcuts. Plain keys are dispatched only while the article has the focus, so
    that typing in a field stays typing.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._keys = plain_keys()
        self._targets: list[QWidget] = []
        for spec in ACTIONS:
            self._actions[spec.id] = self._make(spec, window)

    def _make(self, spec: ActionSpec, window: QWidget) -> QAction:
        action = QAction(spec.title(), window)
        action.setObjectName(spec.id)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcuts([QKeySequence(key) for key in spec.keys if not is_plain(key)])
        action.setEnabled(False)
        window.addAction(action)
        return action

    def bind(self, id_: str, handler: Callable[[], object]) -> None:
        """Let an action do something."""
        self._actions[id_].triggered.connect(lambda _checked=False: handler())

    def __getitem__(self, id_: str) -> QAction:
        return self._actions[id_]

    def set_state(self, holds: Iterable[str]) -> None:
        """Enable the actions whose conditions all hold."""
        state = set(holds)
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(state.issuperset(spec.when))

    def trigger_key(self, key: str) -> bool:
        """Do what that key means now; False if it means nothing."""
        for spec in self._keys.get(key, ()):
            action = self._actions[spec.id]
            if action.isEnabled():
                action.trigger()
                return True
        return False

    def listen_on(self, widget: QWidget) -> None:
        """Dispatch the keys pressed while this widget has the focus."""
        widget.installEventFilter(self)
        self._targets.append(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in self._targets and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self.trigger_key(sequence_of(event))
            if event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event):
                # Claimed, so that it arrives as a key press: the table decides by place, not by character.
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        return event.key() not in _MODIFIER_KEYS and sequence_of(event) in self._keys


def listed(actions: ActionSet) -> list[tuple[ActionSpec, QAction]]:
    """The actions a palette offers: listed ones that are enabled now."""
    return [(spec, actions[spec.id]) for spec in BY_ID.values() if spec.listed and actions[spec.id].isEnabled()]


_MODIFIER_KEYS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
