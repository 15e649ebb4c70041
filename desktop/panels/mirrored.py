"""Painting and placing from the side where the reading of the window begins."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QWidget

from desktop import chrome
from desktop.chrome.controls import FittedHeight
from desktop.chrome.paint import LEFT, RIGHT, cap_width, text_line


def quoted(words: str) -> str:
    """Words of the article in quotation marks, so that their direction leaves the sentence around them in order."""
    return f"“\u2068{words}\u2069”"


def cap_room(actions: Iterable[str]) -> int:
    """Room for the widest key of these actions and the air after it, in pixels; for one letter at least."""
    return int(max([chrome.px(18), *(cap_width(chrome.key_of(action)) for action in actions)])) + chrome.px(8)


def in_direction(sentence: str, direction: Qt.LayoutDirection) -> str:
    """A sentence of the window that begins with words of the article, read in the direction of the window."""
    return ("\u200f" if direction == Qt.LayoutDirection.RightToLeft else "\u200e") + sentence


class MirroredRow:
    """Distances count from the near side of `area`: its left one, or its right one in a mirrored window."""

    def __init__(self, painter: QPainter, area: QRectF, direction: Qt.LayoutDirection) -> None:
        self._painter, self._area = painter, area
        self._mirrored = direction == Qt.LayoutDirection.RightToLeft
        self.width = area.width()

    def place(self, near: float, width: float) -> QRectF:
        """The stretch of the row that begins `near` pixels in."""
        left = self._area.right() - near - width if self._mirrored else self._area.left() + near
        return QRectF(left, self._area.top(), max(0.0, width), self._area.height())

    def text(
        self,
        near: float,
        width: float,
        words: str,
        use: str = "body",
        color: str | None = None,
        *,
        bold: bool = False,
        at_end: bool = False,
    ) -> float:
        """Words at the near or the far end of a stretch; returns the width they took."""
        align = RIGHT if at_end != self._mirrored else LEFT
        return text_line(self._painter, self.place(near, width), words, use, color, bold=bold, align=align)

    def cap(self, near: float, key: str) -> float:
        """A key cap, if there is a key; returns its width."""
        area = self.place(near, cap_width(key))
        return chrome.key_cap(self._painter, area.left(), area.center().y(), key)

    def fill(self, near: float, width: float, color: str) -> None:
        """A ground or a bar."""
        self._painter.fillRect(self.place(near, width), QColor(color))


class PlacedHeight(FittedHeight):
    """As high as its children need at the width it has. Who inherits puts them there in `place_children`."""

    def place_children(self) -> None:
        """Put the children where they belong now; by default there are none."""

    def put(self, child: QWidget, place: QRect) -> None:
        """Put a child at a place counted from the near side."""
        child.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def fit(self) -> None:
        """Take the height that is needed now, and place the children in it."""
        super().fit()
        self.place_children()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the direction of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.place_children()
