"""What is written of a cluster: its name, and the id of the thing in a knowledge base."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import chrome
from desktop.panels.note_line import TypedField

_LONGEST_NAME = 200
_LONGEST_ID = 60


class ClusterNames(QWidget):
    """Two fields. Both are given together, on Enter and when one is left, if either differs."""

    cluster_named = Signal(str, str)  # name, knowledge-base id
    left = Signal()  # the keyboard may go back to the text

    def __init__(self) -> None:
        super().__init__()
        self._given = ("", "")
        self.name, self.id = TypedField(), TypedField()
        self.name.setMaxLength(_LONGEST_NAME)
        self.id.setPlaceholderText(self.tr("Knowledge-base id"))
        self.id.setAccessibleName(self.tr("Knowledge-base id"))
        self.id.setMaxLength(_LONGEST_ID)
        for field in (self.name, self.id):
            field.editingFinished.connect(self._give)
            field.returnPressed.connect(self.left)
            field.given_up.connect(self._give_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(16), chrome.px(4), chrome.px(16), chrome.px(4))
        row.setSpacing(chrome.px(8))
        row.addWidget(self.name, 4)
        row.addWidget(self.id, 3)

    def show_names(self, name: str, shown_name: str, knowledge_base: str, *, editable: bool, same: bool) -> None:
        """Show what is written of a cluster. What is being typed stays if it is the `same` one, unchanged."""
        self.name.setPlaceholderText(chrome.with_key(chrome.one_line(shown_name), "name-cluster"))
        self.name.setAccessibleName(chrome.with_key(self.tr("Name of the thing"), "name-cluster", ", "))
        if not same or (name, knowledge_base) != self._given or not self._typing():
            self._given = (name, knowledge_base)
            self._restore()
        for field in (self.name, self.id):
            field.setReadOnly(not editable)

    def edit(self) -> None:
        """Take the keyboard to the name."""
        self.name.edit()

    def finish(self) -> None:
        """Give what is still being typed."""
        if self._typing():
            self._give()

    def _typing(self) -> bool:
        return any(field.hasFocus() and field.isModified() for field in (self.name, self.id))

    def _give(self) -> None:
        typed = (self.name.text().strip(), self.id.text().strip())
        if typed != self._given and not self.name.isReadOnly():
            self._given = typed
            self.cluster_named.emit(*typed)

    def _give_up(self) -> None:
        self._restore()
        self.left.emit()

    def _restore(self) -> None:
        for field, words in zip((self.name, self.id), self._given, strict=True):
            field.setText(words)
            field.setCursorPosition(0)
