"""What the schema says about a label: three lines that are always there, because glancing is cheaper than asking."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotations.model.schema import Label
from desktop import chrome


class _Quote(chrome.Label):
    """An example, with a bar at the side where its reading begins."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "second", wrap=True)
        self.setContentsMargins(chrome.px(10), chrome.px(1), 0, chrome.px(1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text and the bar."""
        super().paintEvent(event)
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - 2 if mirrored else 0
        painter.fillRect(QRectF(left, 0, 2, self.height()), QColor(chrome.theme().line_strong))
        painter.end()


class Guideline(chrome.Surface):
    """Heading, paragraph, examples; folds to the heading."""

    folded_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "top", parent=parent)
        self.setAccessibleName(self.tr("Guideline"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._folded = False
        self.button = chrome.KeyButton("", "", "plain", "guideline")
        self.button.set_bold(True)
        self.button.clicked.connect(self.toggle)
        self.version = chrome.Label("", "second")
        self.key = chrome.Label("", "meta")
        self.words = chrome.Label("", "second", wrap=True)
        self._examples: list[_Quote] = []
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(chrome.px(16), 0, chrome.px(16), chrome.px(12))
        self._column.setSpacing(chrome.px(8))
        self._column.addWidget(self.words)
        self._column.addStretch(1)
        self.body = QScrollArea()
        self.body.setWidget(inside)
        self.body.setWidgetResizable(True)
        self.body.setSizeAdjustPolicy(QScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.body.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.body.setAccessibleName(self.tr("Guideline text"))
        head = QHBoxLayout()
        head.setContentsMargins(chrome.px(10), chrome.px(8), chrome.px(16), chrome.px(2))
        head.setSpacing(chrome.px(8))
        head.addWidget(self.button)
        head.addStretch(1)
        head.addWidget(self.version)
        head.addWidget(self.key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, chrome.px(4))
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.body, 1)
        self.set_label(None, 1)

    def set_label(self, label: Label | None, version: int) -> None:
        """Show the guideline of another label; without one the panel says where guidelines appear."""
        self.button.set_words(label.title if label is not None else self.tr("Guideline"))
        self.key.setText(chrome.key_of("guideline"))
        self.version.setText(self.tr("Guideline v{0}").format(version) if label is not None else "")
        nothing = self.tr("The guideline of a label appears here when you select a mention.")
        missing = self.tr("This label has no guideline yet.")
        self.words.setText(nothing if label is None else label.guideline or missing)
        for quote in self._examples:
            self._column.removeWidget(quote)
            quote.hide()
            quote.deleteLater()
        self._examples = [_Quote(example) for example in (label.examples if label is not None else ())]
        for place, quote in enumerate(self._examples):
            self._column.insertWidget(place + 1, quote)
        self.body.verticalScrollBar().setValue(0)

    def changeEvent(self, event: QEvent) -> None:
        """The key may be another one."""
        super().changeEvent(event)
        if chrome.keys_changed(event):
            self.key.setText(chrome.key_of("guideline"))

    @property
    def folded(self) -> bool:
        """True while only the heading shows."""
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Fold to the heading, or unfold."""
        if folded != self._folded:
            self._folded = folded
            self.body.setVisible(not folded)
            self.folded_changed.emit(folded)

    def toggle(self) -> None:
        """Fold, or unfold."""
        self.set_folded(not self._folded)
