"""What an annotator adds to a mention: a note, and whether it is in doubt."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from desktop import chrome


class TypedField(QLineEdit):
    """A field whose words are given when it is left. Esc leaves it with the words as they were."""

    given_up = Signal()

    def edit(self) -> None:
        """Take the keyboard, with all that is there selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class NoteLine(QWidget):
    """A note field and the unsure box. A note is given on Enter and when the field is left, if it differs."""

    note_changed = Signal(str)
    unsure_changed = Signal(bool)
    left = Signal()  # the keyboard may go back to the text

    def __init__(self) -> None:
        super().__init__()
        self._note = ""
        self.field = TypedField()
        self.field.setAccessibleName(self.tr("Note"))
        self.field.setMaxLength(2000)
        self.field.editingFinished.connect(self._give)
        self.field.returnPressed.connect(self.left)
        self.field.given_up.connect(self._give_up)
        self.box = QCheckBox()
        self.box.setProperty("kind", "second")
        self.box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.box.clicked.connect(self.unsure_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(16), chrome.px(4), chrome.px(16), chrome.px(8))
        row.setSpacing(chrome.px(12))
        row.addWidget(self.field, 1)
        row.addWidget(self.box)
        self._name_keys()

    def show_note(self, note: str, unsure: bool, *, editable: bool) -> None:
        """Show another mention's note and flag; what is being typed into the note stays."""
        if note != self._note or not (self.field.hasFocus() and self.field.isModified()):
            self._note = note
            self.field.setText(note)
        self.box.setChecked(unsure)
        self._name_keys()
        self.field.setReadOnly(not editable)
        self.box.setEnabled(editable)

    def _name_keys(self) -> None:
        self.field.setPlaceholderText(chrome.with_key(self.tr("Note"), "note"))
        self.box.setText(chrome.with_key(self.tr("Unsure"), "unsure"))

    def edit(self) -> None:
        """Take the keyboard to the note."""
        self.field.edit()

    def finish(self) -> None:
        """Give the note if it is still being typed."""
        if self.field.hasFocus():
            self._give()

    def _give(self) -> None:
        note = self.field.text().strip()
        if note != self._note and not self.field.isReadOnly():
            self._note = note
            self.note_changed.emit(note)

    def _give_up(self) -> None:
        self.field.setText(self._note)
        self.left.emit()
