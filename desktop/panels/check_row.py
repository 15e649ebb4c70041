"""A row that is checked or not, with a count at its end."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from desktop import chrome
from desktop.chrome.paint import focus_ring, shows_focus, width_of
from desktop.panels.mirrored import MirroredRow

_HIGH, _BOX, _BETWEEN = 26, 14, 8
_TICK = ((0.2, 0.5), (0.4, 0.7), (0.73, 0.26))  # shares of the box


class CheckRow(QCheckBox):
    """26 high; a click anywhere in it checks. Words are cut where room is short, the count never is. With a `hue` the
    words are a label code in its ink.
    """

    def __init__(self, words: str, count: str = "", *, hue: str = "", inset: int = 0) -> None:
        super().__init__()
        self._words, self._count, self._hue, self._inset = words, count, hue, inset
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._explain()

    @property
    def words(self) -> str:
        """The words as shown."""
        return self._words

    @property
    def count(self) -> str:
        """What stands at the end of the row."""
        return self._count

    def set_count(self, count: str) -> None:
        """Change what stands at the end of the row."""
        self._count = count
        self._explain()
        self.update()

    def _explain(self) -> None:
        self.setAccessibleName(f"{self._words}, {self._count}" if self._count else self._words)
        chrome.plain_tooltip(self, self._words)

    def sizeHint(self) -> QSize:
        """Room for box, words and count."""
        use = "code" if self._hue else "body"
        wide = chrome.px(2 * self._inset + _BOX + 2 * _BETWEEN)
        return QSize(
            int(wide + width_of(use, self._words) + width_of("second", self._count)) + 2, max(24, chrome.px(_HIGH))
        )

    def minimumSizeHint(self) -> QSize:
        """Room for box, a few letters and the count."""
        wide = chrome.px(2 * self._inset + _BOX + 2 * _BETWEEN + 30) + width_of("second", self._count)
        return QSize(int(wide), self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        """All of the row."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, words and count."""
        look, area = chrome.theme(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and self.underMouse():
            painter.fillRect(area, QColor(look.hover))
        row = MirroredRow(painter, area, self.layoutDirection())
        near, far = float(chrome.px(self._inset)), row.width - chrome.px(self._inset)
        self._paint_box(painter, row.place(near, chrome.px(_BOX)))
        near += chrome.px(_BOX + _BETWEEN)
        count = width_of("second", self._count)
        row.text(far - count, count, self._count, "second", look.text_2, at_end=True)
        room = far - count - chrome.px(_BETWEEN) - near
        ink = look.hue(self._hue).ink if self._hue and not self.underMouse() else look.text_1
        row.text(near, room, self._words, self._use(room), ink if self.isEnabled() else look.text_2)
        if shows_focus(self):
            focus_ring(painter, area, 4)
        painter.end()

    def _use(self, room: float) -> str:
        """Smaller type before words are cut."""
        if self._hue:
            return "code"
        return "body" if width_of("body", self._words) <= room else "second"

    def _paint_box(self, painter: QPainter, place: QRectF) -> None:
        look, side = chrome.theme(), chrome.px(_BOX)
        box = QRectF(place.left(), round(place.center().y() - side / 2), side, side).adjusted(0.5, 0.5, -0.5, -0.5)
        ink = look.ink if self.isEnabled() else look.control
        checked = self.isChecked()
        painter.setPen(QPen(QColor(ink if checked else look.control), 1))
        painter.setBrush(QColor(ink if checked else look.page))
        painter.drawRoundedRect(box, 3, 3)
        if checked:
            wide = max(1.6, side / 8)
            painter.setPen(QPen(QColor(look.on_ink), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPolyline([QPointF(box.left() + x * side, box.top() + y * side) for x, y in _TICK])
