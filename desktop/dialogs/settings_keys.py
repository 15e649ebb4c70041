"""Settings, page Keys: the keys of every action, changed by pressing the new one in place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from desktop import chrome
from desktop.actions import ActionSpec
from desktop.dialogs.key_rows import KeyRowDelegate, KeyRows
from desktop.keyboard import is_modifier, sequence_of
from desktop.keymap import KeyMap, KeyTaken, Unusable, unusable

Rebinding = Callable[..., None]


class KeysPage(QWidget):
    """A list of actions; below it what can be done with the one chosen, or what has to be decided about its new key."""

    def __init__(self, keymap: KeyMap) -> None:
        super().__init__()
        self._keymap = keymap
        self._listening = False
        self._adding = False
        self._asked: Rebinding | None = None
        self.field = chrome.SearchField(self.tr("Search actions and keys"))
        self.rows = KeyRows(keymap)
        self.list = QListView(self)
        self.list.setAccessibleName(self.tr("Actions and their keys"))
        self.list.setModel(self.rows)
        self.list.setItemDelegate(KeyRowDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sentence = chrome.Label(wrap=True)
        self.change = self._button(self.tr("Change…"), "⏎", partial(self._listen, False))
        self.add = self._button(self.tr("Add a key…"), "", partial(self._listen, True))
        self.clear = self._button(self.tr("No key"), "⌫", self._clear)
        self.standard = self._button(self.tr("Back to standard"), "", self._reset)
        self.take = self._button(self.tr("Take it away there"), "⏎", self._take_away, "main")
        self.leave = self._button(self.tr("Leave it"), "Esc", self._rest)
        self.standard_all = self._button(self.tr("All keys back to standard"), "", self._reset_all, "link")
        self._lay_out()
        self.field.textChanged.connect(self._narrow)
        self.field.left.connect(self.list.setFocus)
        self.list.installEventFilter(self)
        self.list.doubleClicked.connect(lambda _: self._listen(False))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._rest())
        self.rows.modelReset.connect(self._rest)
        keymap.changed.connect(self._rest)
        self._narrow("")

    def _button(self, words: str, key: str, act: Callable[[], None], kind: str = "raised") -> chrome.KeyButton:
        button = chrome.KeyButton(words, kind=kind, keys=key)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: act())
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(chrome.px(16), chrome.px(16), chrome.px(16), chrome.px(8))
        head.setSpacing(chrome.px(16))
        head.addWidget(self.field, 1)
        head.addWidget(self.standard_all)
        bar = chrome.Surface("panel", "top", 76)
        inside = QVBoxLayout(bar)
        inside.setContentsMargins(chrome.px(16), chrome.px(8), chrome.px(16), chrome.px(8))
        inside.setSpacing(chrome.px(4))
        inside.addWidget(self.sentence, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(chrome.px(8))
        for button in (self.change, self.add, self.clear, self.standard, self.take, self.leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(bar)

    def chosen(self) -> ActionSpec | None:
        """The action the buttons act on."""
        return self.rows.action_at(self.list.currentIndex())

    def choose(self, id_: str) -> None:
        """Go to the row of an action, if it is listed."""
        self.list.setCurrentIndex(self.rows.place_of(id_))

    def _narrow(self, typed: str) -> None:
        before = self.chosen()
        self.rows.narrow(typed)
        place = self.rows.place_of(before.id) if before is not None else None
        self.list.setCurrentIndex(place if place is not None and place.isValid() else self.rows.first())
        self._rest()

    # -- the state of the bar -------------------------------------------------------------------------------------

    def _show(self, sentence: str, *, kind: str = "body", listening: bool = False, asking: bool = False) -> None:
        spec = self.chosen()
        self._listening = listening
        self.rows.listen_at(spec.id if spec is not None and listening else "")
        self.sentence.set_kind(kind)
        self.sentence.setText(sentence)
        idle = spec is not None and not listening and not asking
        acts, answers = (self.change, self.add, self.clear, self.standard), (self.take, self.leave)
        # Hidden before others are shown: all at once would widen the window.
        for button in (*acts, *answers):
            button.hide()
        for button in answers if asking else acts if idle else ():
            button.show()
        self.clear.setEnabled(spec is not None and bool(self._keymap.keys(spec.id)))
        self.standard.setEnabled(spec is not None and self._keymap.is_changed(spec.id))

    def _rest(self) -> None:
        asked, self._asked = self._asked, None
        spec = self.chosen()
        self._show(spec.title() if spec is not None else self.tr("No action with these letters."))
        if asked is not None:
            self.list.setFocus()

    def _listen(self, adding: bool) -> None:
        if self.chosen() is not None:
            self._adding = adding
            self._show(self.tr("Press the new key. Esc leaves things as they are."), listening=True)
            self.list.setFocus()

    def _ask(self, clash: KeyTaken, again: Rebinding) -> None:
        self._asked = again
        names = self.tr(" and ").join(f"“{spec.title()}”" for spec in clash.specs)
        words = self.tr("{0} is {1}. Take it away there?").format(chrome.keys_named(clash.key), names)
        self._show(words, kind="warn", asking=True)
        self.take.setFocus(Qt.FocusReason.TabFocusReason)

    # -- what the buttons do --------------------------------------------------------------------------------------

    def _try(self, rebinding: Rebinding) -> None:
        try:
            rebinding()
        except KeyTaken as clash:
            self._ask(clash, rebinding)
        else:
            self.list.setFocus()

    def _take_away(self) -> None:
        if self._asked is not None:
            self._asked(take=True)

    def _clear(self) -> None:
        spec = self.chosen()
        if spec is not None:
            self._try(partial(self._keymap.rebind, spec.id, ()))

    def _reset(self) -> None:
        spec = self.chosen()
        if spec is not None:
            self._try(partial(self._keymap.reset, spec.id))

    def _reset_all(self) -> None:
        self._keymap.reset_all()
        self.list.setFocus()

    # -- the new key ----------------------------------------------------------------------------------------------

    def _press(self, event: QKeyEvent) -> None:
        spec, key = self.chosen(), sequence_of(event)
        # A key still held down from choosing the row is no new one.
        if spec is None or event.isAutoRepeat() or is_modifier(event):
            return
        if key == "Esc":
            self._rest()
            return
        why = unusable(spec.id, key)
        if why is not None:
            self._show(self._refusal(why, key), kind="error", listening=True)
            return
        keys = (*self._keymap.keys(spec.id), key) if self._adding else (key,)
        self._try(partial(self._keymap.rebind, spec.id, keys))

    def _refusal(self, why: Unusable, key: str) -> str:
        sentence = {
            Unusable.UNKNOWN: self.tr("This key has no name by which it could be kept. Press another, or Esc."),
            Unusable.CARET: self.tr("{0} moves in the article. Press another key, or Esc."),
            Unusable.FIELDS: self.tr("{0} copies and pastes in every field. Press another key, or Esc."),
            Unusable.LEAVES: self.tr("{0} always leaves what is open. Press another key, or Esc."),
            Unusable.RECENT: self.tr("{0} opens a project on the first screen. Press another key, or Esc."),
        }[why]
        return sentence.format(chrome.keys_named(key))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent):
            if self._listening and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        if watched is self.list and self._listening and event.type() == QEvent.Type.FocusOut:
            self._rest()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if self._listening:
            self._press(event)
            return True
        act = {Qt.Key.Key_Return: self.change, Qt.Key.Key_Enter: self.change, Qt.Key.Key_Backspace: self.clear}
        button = act.get(Qt.Key(event.key()))
        if button is None or not button.isEnabled() or not button.isVisible():
            return False
        button.click()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc answers the question first; only then it closes the window."""
        if event.key() == Qt.Key.Key_Escape and self._asked is not None:
            self._rest()
        else:
            super().keyPressEvent(event)
