"""A row of keys with the word for what they do."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from desktop import chrome
from desktop.chrome.paint import cap_width, width_of
from desktop.panels.mirrored import MirroredRow, PlacedHeight
from desktop.panels.segments import in_lines

_HIGH = 26
_PADDING = 4  # of the ground below the mouse, at both sides of cap and word


class Hint(QPushButton):
    """A key and its word; a click does what the key does. The keyboard stays with the text."""

    def __init__(self, action: str, word: str) -> None:
        super().__init__()
        self.action, self.word = action, word
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(chrome.with_key(word, action, ", "))

    def sizeHint(self) -> QSize:
        """Cap, word, and the ground around them."""
        wide = self._before() + width_of("second", self.word) + chrome.px(_PADDING)
        return QSize(int(wide) + 1, chrome.px(_HIGH))

    def _before(self) -> float:
        key = chrome.key_of(self.action)
        return chrome.px(_PADDING) + (cap_width(key) + chrome.px(6) if key else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cap and word."""
        look, area = chrome.theme(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.isEnabled() and self.underMouse()
        if over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.selected if self.isDown() else look.hover))
            painter.drawRoundedRect(area, chrome.px(6), chrome.px(6))
        row = MirroredRow(painter, area, self.layoutDirection())
        row.cap(chrome.px(_PADDING), chrome.key_of(self.action))
        near = self._before()
        row.text(near, row.width - near, self.word, "second", look.text_1 if over else look.text_2)
        painter.end()


class KeyHints(PlacedHeight):
    """Caps and words, on as many lines as they need."""

    chosen = Signal(int)  # place among the hints

    def __init__(self) -> None:
        super().__init__()
        self.hints: list[Hint] = []

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show these (action, word) pairs."""
        if [(hint.action, hint.word) for hint in self.hints] != list(hints):
            self._rebuild(hints)

    def _rebuild(self, hints: Sequence[tuple[str, str]]) -> None:
        for hint in self.hints:
            hint.hide()
            hint.deleteLater()
        self.hints = [Hint(action, word) for action, word in hints]
        for place, hint in enumerate(self.hints):
            hint.setParent(self)
            hint.show()
            hint.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
        self.setAccessibleName(", ".join(f"{chrome.key_of(action)} {word}".strip() for action, word in hints))
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Other keys need other room."""
        super().changeEvent(event)
        if chrome.keys_changed(event):
            self._rebuild([(hint.action, hint.word) for hint in self.hints])

    def _places(self, width: int) -> list[QRect]:
        sizes = [hint.sizeHint() for hint in self.hints]
        room = width - 2 * chrome.px(12)
        places = in_lines([size.width() for size in sizes], room, chrome.px(4))
        pitch = chrome.px(_HIGH)
        return [
            QRect(chrome.px(12) + x, chrome.px(4) + line * pitch, size.width(), size.height())
            for size, (line, x) in zip(sizes, places, strict=True)
        ]

    def height_at(self, width: int) -> int:
        """Height in pixels; nothing when there is no hint."""
        places = self._places(width)
        return places[-1].bottom() + 1 + chrome.px(6) if places else 0

    def sizeHint(self) -> QSize:
        """Room at the width we have."""
        return QSize(chrome.px(200), self.height_at(max(self.width(), chrome.px(200))))

    def place_children(self) -> None:
        """Put the hints on their lines."""
        for hint, place in zip(self.hints, self._places(self.width()), strict=True):
            self.put(hint, place)
