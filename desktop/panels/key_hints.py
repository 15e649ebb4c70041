"""A row of keys with the word for what they do."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from desktop import chrome
from desktop.chrome.controls import FittedHeight
from desktop.chrome.paint import cap_width, text_line, width_of


class KeyHints(FittedHeight):
    """Caps and words, on as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[tuple[str, str], ...] = ()

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show these (key, word) pairs."""
        self._hints = tuple(hints)
        self.setAccessibleName(", ".join(f"{key} {word}" for key, word in hints))
        self.fit()
        self.update()

    def height_at(self, width: int) -> int:
        """Height in pixels; nothing when there is no hint."""
        places = self._places(width)
        return int(places[-1][0].bottom()) + chrome.px(8) if places else 0

    def sizeHint(self) -> QSize:
        """Room at the width we have."""
        return QSize(chrome.px(200), self.height_at(max(self.width(), chrome.px(200))))

    def _places(self, width: int) -> list[tuple[QRectF, str, str]]:
        out: list[tuple[QRectF, str, str]] = []
        left, top, high = float(chrome.px(16)), float(chrome.px(6)), chrome.px(20)
        for key, word in self._hints:
            wide = cap_width(key) + chrome.px(6) + width_of("second", word)
            if out and left + wide > width - chrome.px(12):
                left, top = float(chrome.px(16)), top + high + chrome.px(4)
            out.append((QRectF(left, top, wide + 1, high), key, word))
            left += wide + chrome.px(14)
        return out

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint caps and words."""
        painter = QPainter(self)
        for area, key, word in self._places(self.width()):
            cap = chrome.key_cap(painter, area.left(), area.center().y(), key)
            rest = area.adjusted(cap + chrome.px(6), 0, 0, 0)
            text_line(painter, rest, word, "second", chrome.theme().text_2)
        painter.end()
