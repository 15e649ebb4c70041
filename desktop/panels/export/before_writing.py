"""What should be known before an export is written, with the way to each place and what mends it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotations.model.schema import Schema
from desktop import chrome
from desktop.panels.export.preflight_list import PreflightList
from desktop.panels.export.preflight_rows import line_of
from desktop.panels.page_sentence import PageSentence
from desktop.panels.quiet_button import QuietButton
from exporters.preflight import PreflightRow

_LINE = 16


class BeforeWriting(QWidget):
    """As high as its lines."""

    undo_clicked = Signal()

    def __init__(self, schema: Schema) -> None:
        super().__init__()
        self._schema = schema
        self.list = PreflightList()
        self.said = chrome.ElidedLabel("", "second", "text_3")
        self.undo = QuietButton(self.tr("Undo"))
        self.undo.clicked.connect(lambda _=False: self.undo_clicked.emit())
        self.folder = PageSentence("second", _LINE, color="text_2")
        self.nothing = chrome.Label(self.tr("Everything goes in as it is."), "quiet")
        head = QHBoxLayout()
        head.setSpacing(chrome.px(8))
        head.addWidget(chrome.Label(self.tr("Before writing"), "strong"))
        head.addStretch(1)
        head.addWidget(self.said)
        head.addWidget(self.undo)
        self._card = chrome.Surface("card")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.list)
        for part in (self, self._card, self.list):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(chrome.px(8))
        column.addLayout(head)
        column.addWidget(self.nothing)
        column.addWidget(self._card)
        column.addWidget(self.folder)
        self.tell_of_folder("")
        self.say("")
        self.hide()

    def show_rows(self, rows: Sequence[PreflightRow]) -> None:
        """Show these lines."""
        self.list.show_lines([line_of(row, self._schema) for row in rows])
        self._card.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.show()

    def tell_of_folder(self, title: str) -> None:
        """Say that an export of the format of that title is in the folder, and what becomes of it; "" if none is."""
        there = self.tr("The folder holds an export to {0}.").format(title)
        goes = self.tr("Its files go when this one is written; what somebody changed stays.")
        self.folder.show_text(f"{there} {goes}")
        self.folder.setVisible(bool(title))

    def say(self, sentence: str, *, undo: bool = False) -> None:
        """Say what was done to the spans, and offer to take it back; without a sentence, what the lines are for."""
        self.said.setText(sentence or self.tr("Every line opens its spans"))
        self.undo.setVisible(undo)
