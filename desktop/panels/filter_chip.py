"""What a list is narrowed to, with the cross that ends it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop import chrome
from desktop.chrome.icons import SIZE
from desktop.chrome.paint import focus_ring, shows_focus, width_of
from desktop.panels.mirrored import MirroredRow

_HIGH, _SIDE, _BETWEEN = 24, 8, 4


class FilterChip(QPushButton):
    """24 high; all of it is the cross. Words are cut where room is short, the tooltip has them whole.

    A click leaves the keyboard where it is.
    """

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """The words as shown."""
        return self._words

    def set_words(self, words: str) -> None:
        """Name what the list is narrowed to."""
        self._words = chrome.one_line(words)
        self.setAccessibleName(self.tr("Only {0}. Show all again").format(self._words))
        chrome.plain_tooltip(self, self.tr("{0}. Click to show all again").format(self._words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for words and cross."""
        wide = width_of("second", self._words) + chrome.px(2 * _SIDE + _BETWEEN + SIZE)
        return QSize(int(wide) + 2, chrome.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters and the cross."""
        return QSize(min(self.sizeHint().width(), chrome.px(80)), chrome.px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint edge, words and cross."""
        look, area = chrome.theme(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.control), 1))
        painter.setBrush(QColor(look.hover if self.underMouse() else look.page))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), chrome.px(6), chrome.px(6))
        row = MirroredRow(painter, area, self.layoutDirection())
        cross = row.width - chrome.px(_SIDE + SIZE)
        row.text(chrome.px(_SIDE), cross - chrome.px(_SIDE + _BETWEEN), self._words, "second")
        chrome.paint_icon(painter, "close", row.place(cross, chrome.px(SIZE)).left(), area.center().y())
        if shows_focus(self):
            focus_ring(painter, area)
        painter.end()
