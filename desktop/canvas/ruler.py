"""OverviewRuler: the whole article in twelve pixels. Suggestions on the left half, decided mentions on the right."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.theme import Theme

WIDTH = 12


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark: how far down the article it stands (0 to 1), its hue, and whether it is a suggestion."""

    place: float
    hue: str
    suggested: bool


class OverviewRuler(QWidget):
    """Also the scroll bar: press or drag to go there. The ticks are painted once into a picture."""

    dragged = Signal(float)  # the middle of the screen, 0 to 1 of the article

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Overview of the article"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setProperty("scrolls", True)  # by which the meter of gestures knows it
        self._theme = theme
        self._ticks: tuple[Tick, ...] = ()
        self._picture: QPixmap | None = None
        self._seen = (0.0, 1.0)

    def sizeHint(self) -> QSize:
        """Twelve pixels wide, as tall as there is room."""
        return QSize(WIDTH, 100)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self._forget()

    def set_ticks(self, ticks: Iterable[Tick]) -> None:
        """Other marks, or the same ones elsewhere."""
        self._ticks = tuple(ticks)
        self._forget()

    def set_seen(self, start: float, end: float) -> None:
        """Which part of the article is on the screen, 0 to 1."""
        if (start, end) != self._seen:
            self._seen = (start, end)
            self.update()

    def _forget(self) -> None:
        self._picture = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The ticks spread over the new height."""
        super().resizeEvent(event)
        self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ticks, and a frame round what is on the screen."""
        painter = QPainter(self)
        if self._picture is None:
            self._picture = self._painted()
        painter.drawPixmap(0, 0, self._picture)
        start, end = self._seen
        if end - start < 1.0:
            top, bottom = start * self.height(), end * self.height()
            frame = QRectF(0.5, top + 0.5, WIDTH - 1, max(8.0, bottom - top) - 1)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.control), 1))
            painter.drawRoundedRect(frame, 2, 2)
        painter.end()

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(QSize(round(WIDTH * ratio), max(1, round(self.height() * ratio))))
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(self._theme.panel))
        painter = QPainter(picture)
        painter.fillRect(0, 0, 1, self.height(), QColor(self._theme.line))
        rows = {(int(tick.place * (self.height() - 2)), tick.hue, tick.suggested) for tick in self._ticks}
        for row, hue, suggested in rows:
            side = QRect(2, row, 4, 2) if suggested else QRect(6, row, 5, 2)
            painter.fillRect(side, QColor(self._theme.hue(hue).ink))
        painter.end()
        return picture

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the mouse points."""
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        self._go(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay where the mouse let go."""
        event.accept()

    def _go(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.position().y() / max(1, self.height()))
