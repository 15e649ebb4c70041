"""The actions of one window: QActions made from the table, their handlers, and which of them are enabled now."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.actions import ACTIONS, BY_ID, ActionSpec, is_of_text
from desktop.keyboard import is_modifier, sequence_of
from desktop.keymap import KeyMap

KeyTaker = Callable[[QKeyEvent], bool]


class ActionSet(QObject):
    """Binds handlers to the rows of the table and keeps `enabled` in step with what holds, and keys with the key map.

    Keys with Ctrl or Alt are ordinary shortcuts. Plain keys are dispatched only while the article has the focus, so
    that typing in a field stays typing.
    """

    def __init__(self, window: QWidget, keymap: KeyMap | None = None) -> None:
        super().__init__(window)
        self.keymap = KeyMap(parent=self) if keymap is None else keymap
        self._actions: dict[str, QAction] = {}
        self._targets: list[QWidget] = []
        self._taker: KeyTaker | None = None
        self.pressed = ""  # the key whose action runs now; "" for one chosen from a menu
        for spec in ACTIONS:
            self._actions[spec.id] = self._make(spec, window)
        self._set_shortcuts()
        self.keymap.changed.connect(self._set_shortcuts)

    def _make(self, spec: ActionSpec, window: QWidget) -> QAction:
        action = QAction(spec.title(), window)
        action.setObjectName(spec.id)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setEnabled(False)
        window.addAction(action)
        return action

    def _set_shortcuts(self) -> None:
        for id_, action in self._actions.items():
            action.setShortcuts([QKeySequence(key) for key in self.keymap.keys(id_) if not is_of_text(BY_ID[id_], key)])

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
        for spec in self.keymap.meanings(key):
            action = self._actions[spec.id]
            if action.isEnabled():
                self.pressed = key
                try:
                    action.trigger()
                finally:
                    self.pressed = ""
                return True
        return False

    def listen_on(self, widget: QWidget) -> None:
        """Dispatch the keys pressed while this widget has the focus."""
        widget.installEventFilter(self)
        self._targets.append(widget)

    def grab(self, taker: KeyTaker) -> None:
        """Let every key press on the widgets listened to go to `taker` first; what it returns True for is taken.

        Modifiers alone never reach it. A second grab takes the place of the first.
        """
        self._taker = taker

    def release(self) -> None:
        """End the grab."""
        self._taker = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in self._targets and isinstance(event, QKeyEvent) and not is_modifier(event):
            if event.type() == QEvent.Type.KeyPress:
                taken = self._taker is not None and self._taker(event)
                return taken or self.trigger_key(sequence_of(event))
            if event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event):
                # Claimed, so that it arrives as a key press: the table decides by place, not by character.
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        return self._taker is not None or bool(self.keymap.meanings(sequence_of(event)))


def listed(actions: ActionSet) -> list[tuple[ActionSpec, QAction]]:
    """The actions a palette offers: listed ones that are enabled now."""
    return [(spec, actions[spec.id]) for spec in BY_ID.values() if spec.listed and actions[spec.id].isEnabled()]
