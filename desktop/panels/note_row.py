"""Why a disagreement is put off, in one line, in the place of the keys that rule."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import chrome
from desktop.panels.note_line import TypedField


class NoteRow(chrome.Surface):
    """44 high: Enter defers, with a reason or without; Esc leaves things as they are."""

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "top", 44, parent)
        self.question = chrome.Label(self.tr("Defer, because"), "second")
        self.field = TypedField()
        self.field.setAccessibleName(self.tr("Why it is deferred"))
        self.field.setMaxLength(2000)
        self.keep = chrome.KeyButton(self.tr("Defer"), keys="⏎")
        self.leave = chrome.KeyButton(self.tr("Leave"), kind="plain", keys="Esc")
        self.field.returnPressed.connect(self._give)
        self.field.given_up.connect(self.left)
        self.keep.clicked.connect(lambda _=False: self._give())
        self.leave.clicked.connect(lambda _=False: self.left.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(16), 0, chrome.px(12), 0)
        row.setSpacing(chrome.px(8))
        row.addWidget(self.question)
        row.addWidget(self.field, 1)
        row.addWidget(self.keep)
        row.addWidget(self.leave)

    def ask(self, note: str = "") -> None:
        """Take the keyboard, with the note there was."""
        self.field.setText(note)
        self.field.edit()

    def _give(self) -> None:
        self.given.emit(self.field.text().strip())
