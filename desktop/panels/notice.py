"""One row atop the page for what needs the annotator: a sentence that stays, and at most one button that ends it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import chrome


class Notice(chrome.Surface):
    """Amber or red, never over the text. Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warn", parent=parent)
        self.words = chrome.Label("", "body", wrap=True)
        self.words.setContentsMargins(chrome.px(34), 0, 0, 0)
        self.act = chrome.KeyButton("")
        self.act.clicked.connect(self._act)
        self.dismiss = chrome.KeyButton(self.tr("Close"))
        self.dismiss.clicked.connect(self.hide)
        self._run: Callable[[], object] | None = None
        self._error = False
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(12), chrome.px(8), chrome.px(12), chrome.px(8))
        row.setSpacing(chrome.px(12))
        row.addWidget(self.words, 1)
        row.addWidget(self.act)
        row.addWidget(self.dismiss)
        self.hide()

    def tell(self, words: str, *, error: bool = False, act: str = "", run: Callable[[], object] | None = None) -> None:
        """Show a sentence; with `act`, a button of that name that runs something and closes the row."""
        self._error, self._run = error, run
        self.setAccessibleName(words)
        self.words.setText(words)
        self.act.set_words(act)
        self.act.setVisible(bool(act))
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and icon."""
        super().paintEvent(event)
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - chrome.px(32) if mirrored else chrome.px(16)
        ink = chrome.theme().error if self._error else chrome.theme().warn
        chrome.paint_icon(painter, "warning", left, self.height() / 2, ink)
        painter.end()

    def _act(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()
