"""The phrase list of a project: what is on it, and how it grows."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotations.model.project_settings import Phrase, PhraseSource
from annotations.model.schema import Label
from desktop import chrome
from desktop.panels.mirrored import quoted

_PHRASE = Qt.ItemDataRole.UserRole
_ROW, _ROWS = 24, 6


class _List(QListWidget):
    """Backspace and Delete take the selected phrase away."""

    taken_away = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the button below."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self.currentRow() >= 0:
            self.taken_away.emit()
        else:
            super().keyPressEvent(event)


class PhraseList(QWidget):
    """Type a phrase, choose its label, press Enter."""

    added = Signal(object)  # Phrase
    removed = Signal(object)  # Phrase
    file_requested = Signal()
    grow_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._labels: tuple[Label, ...] = ()
        self.field = QLineEdit(self)
        self.label = QComboBox(self)
        self.add = chrome.KeyButton(self.tr("Add"), keys="⏎")
        self.file = chrome.KeyButton(self.tr("Add a file…"))
        self.count = chrome.Label("", "second")
        self.list = _List(self)
        self.remove = chrome.KeyButton(self.tr("Remove"), keys="⌫")
        self.grow = QCheckBox(self.tr("Let the list grow from what is accepted"), self)
        self._prepare()
        self._lay_out()
        self.show_phrases((), (), grow=True)

    def _prepare(self) -> None:
        self.field.setAccessibleName(self.tr("New phrase"))
        self.field.setPlaceholderText(self.tr("A name, or a word that tells of an event"))
        self.label.setAccessibleName(self.tr("Label of the new phrase"))
        self.list.setAccessibleName(self.tr("Phrases"))
        self.list.setUniformItemSizes(True)
        for button in (self.add, self.file, self.remove):
            button.setAutoDefault(False)
        self.field.returnPressed.connect(self._add)
        self.field.textChanged.connect(lambda _: self._offer())
        self.add.clicked.connect(lambda _=False: self._add())
        self.file.clicked.connect(lambda _=False: self.file_requested.emit())
        self.remove.clicked.connect(lambda _=False: self._remove())
        self.list.taken_away.connect(self._remove)
        self.list.currentRowChanged.connect(lambda _: self._offer())
        self.grow.clicked.connect(self.grow_changed)

    def _lay_out(self) -> None:
        typed, below = QHBoxLayout(), QHBoxLayout()
        for row in (typed, below):
            row.setSpacing(chrome.px(8))
        typed.addWidget(self.field, 1)
        typed.addWidget(self.label)
        typed.addWidget(self.add)
        typed.addWidget(self.file)
        below.addWidget(self.count, 1)
        below.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(chrome.px(8))
        column.addLayout(typed)
        column.addWidget(self.list)
        column.addLayout(below)
        column.addWidget(self.grow)

    def show_phrases(self, phrases: Sequence[Phrase], labels: Sequence[Label], *, grow: bool) -> None:
        """Show these phrases; a new one may have one of these labels."""
        if tuple(labels) != self._labels:
            self._labels = tuple(labels)
            self.label.clear()
            for label in labels:
                self.label.addItem(label.code, label)
        place = self.list.currentRow()
        self.list.clear()
        for phrase in phrases:
            item = QListWidgetItem(f"{quoted(phrase.text)}  {phrase.label}{self._origin(phrase)}", self.list)
            item.setData(_PHRASE, phrase)
            item.setSizeHint(QSize(0, chrome.px(_ROW)))
        self.list.setCurrentRow(min(place, len(phrases) - 1))
        self.list.setVisible(bool(phrases))
        self.list.setFixedHeight(min(len(phrases), _ROWS) * chrome.px(_ROW) + 2)
        self.remove.setVisible(bool(phrases))
        self.count.setText(self._in_words(phrases))
        self.grow.setChecked(grow)
        self._offer()

    def _origin(self, phrase: Phrase) -> str:
        words = {PhraseSource.FILE: self.tr("from a file"), PhraseSource.ACCEPTED: self.tr("accepted")}
        return f"  · {words[phrase.source]}" if phrase.source in words else ""

    def _in_words(self, phrases: Sequence[Phrase]) -> str:
        if not phrases:
            return self.tr("No phrases yet. Type one, or add a CSV file: phrase, label.")
        grown = sum(phrase.source is PhraseSource.ACCEPTED for phrase in phrases)
        words = self.tr("1 phrase") if len(phrases) == 1 else self.tr("{0} phrases").format(chrome.number(len(phrases)))
        if grown == len(phrases):
            return self.tr("{0}, all of them from what was accepted").format(words)
        some = self.tr("{0}, {1} of them from what was accepted").format(words, chrome.number(grown))
        return some if grown else words

    def _offer(self) -> None:
        self.add.setEnabled(bool(self.field.text().strip()) and self.label.count() > 0)
        self.remove.setEnabled(self.list.currentRow() >= 0)

    def _add(self) -> None:
        label: Label | None = self.label.currentData()
        words = chrome.one_line(self.field.text())
        if words and label is not None:
            self.field.clear()
            self.field.setFocus()
            self.added.emit(Phrase(text=words, kind=label.kind, label=label.code))

    def _remove(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.removed.emit(item.data(_PHRASE))
