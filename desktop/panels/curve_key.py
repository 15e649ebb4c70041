"""What the two lines of the learning curve are."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import chrome
from desktop.chrome.paint import width_of
from desktop.panels.mirrored import MirroredRow

_STROKE, _AIR, _BETWEEN = 24, 6, 16


class CurveKey(QWidget):
    """A stroke and its words for each line: the first is whole, the others are dashed."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._words = tuple(words)
        self.setAccessibleName(", ".join(words))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for strokes and words."""
        each = chrome.px(_STROKE) + chrome.px(_AIR) + chrome.px(_BETWEEN)
        return QSize(int(sum(width_of("second", words) + each for words in self._words)) + 2, chrome.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them side by side."""
        look = chrome.theme()
        painter = QPainter(self)
        row = MirroredRow(painter, QRectF(self.rect()), self.layoutDirection())
        near = 0.0
        for number, words in enumerate(self._words):
            area = row.place(near, chrome.px(_STROKE))
            style = Qt.PenStyle.DashLine if number else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(look.text_3 if number else look.ink), chrome.px(2), style))
            middle = area.center().y()
            painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))
            near += chrome.px(_STROKE) + chrome.px(_AIR)
            near += row.text(near, width_of("second", words) + 1, words, "second", look.text_2) + chrome.px(_BETWEEN)
        painter.end()
