"""The sheet of keys, made from the table of actions: groups in columns, a key and what it does on each line."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import chrome
from desktop.chrome.controls import FittedHeight
from desktop.chrome.paint import key_caps, key_caps_width, width_of

_COLUMNS = 3


Line = tuple[str, str, Sequence[str]]


_ROWS = ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")


def folded(lines: Sequence[Line]) -> list[Line]:
    """Lines on keys that lie side by side and differ only in that key ("Label 1", "Label 2") as one, first to last key.

    The two keys of such a line are joined by an ellipsis.
    """
    out: list[Line] = []
    before: tuple[str, str, str] | None = None  # words and modifiers without the key, and the key
    for group, words, keys in lines:
        ends = len(keys) == 1 and words.endswith(f" {keys[0][-1]}")
        now = (words[:-2], keys[0][:-1], keys[0][-1]) if ends else None
        if now and before and now[:2] == before[:2] and _beside(before[2], now[2]) and out[-1][0] == group:
            first = out[-1][2][0].split("…")[0]
            out[-1] = (group, now[0], (f"{first}…{keys[0]}",))
        else:
            out.append((group, words, keys))
        before = now
    return out


def _beside(left: str, right: str) -> bool:
    return any(f"{left}{right}" in row for row in _ROWS)


class _KeyLine(FittedHeight):
    """Words, and caps beside them; below them where there is no room."""

    def __init__(self, words: str, keys: Sequence[str]) -> None:
        super().__init__()
        self._words, self._keys = words, tuple(keys)
        self.setAccessibleName(f"{words}: {', '.join(keys)}")

    def sizeHint(self) -> QSize:
        """As high as at the width of a column."""
        return QSize(chrome.px(290), self.height_at(max(self.width(), chrome.px(290))))

    def height_at(self, width: int) -> int:
        """One line, or two."""
        return chrome.px(26 if self._fits(width) else 46)

    def _fits(self, width: int) -> bool:
        return width_of("body", self._words) + chrome.px(8) + key_caps_width(self._keys) <= width

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words and caps."""
        painter = QPainter(self)
        high = chrome.px(26)
        top = 0 if self._fits(self.width()) else self.height() - high
        key_caps(painter, QRectF(0, top, self.width(), high), self._keys)
        chrome.text_line(painter, QRectF(0, 0, self.width(), high), self._words, "body")
        painter.end()


class ShortcutSheet(QDialog):
    """Opened by `?`; any of Esc, `?` and F1 closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys of this page"))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(self.windowTitle())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def ask(self, lines: Sequence[tuple[str, str, Sequence[str]]]) -> None:
        """Open with these lines: (group, text, keys in portable form), in the order of the table."""
        groups: dict[str, list[_KeyLine]] = {}
        for group, words, keys in folded(lines):
            if keys:
                groups.setdefault(group, []).append(_KeyLine(words, keys))
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(chrome.px(16), chrome.px(16), chrome.px(16), chrome.px(24))
        row.setSpacing(chrome.px(24))
        for members in _columns(groups):
            column = QVBoxLayout()
            column.setSpacing(0)
            for name in members:
                column.addWidget(chrome.Label(name, "strong"))
                column.addSpacing(chrome.px(4))
                for line in groups[name]:
                    column.addWidget(line)
                column.addSpacing(chrome.px(16))
            column.addStretch(1)
            row.addLayout(column, 1)
        self.area.setWidget(inside)
        self.area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.resize(chrome.px(1080), chrome.px(650))
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that opened it close it."""
        if event.key() in (Qt.Key.Key_Question, Qt.Key.Key_F1, Qt.Key.Key_Escape):
            self.accept()
        else:
            super().keyPressEvent(event)


def _columns(groups: dict[str, list[_KeyLine]]) -> list[list[str]]:
    """The groups dealt to columns in order, none much longer than its share."""
    total = sum(len(lines) + 2 for lines in groups.values())
    out: list[list[str]] = [[]]
    filled = 0
    for name, lines in groups.items():
        if out[-1] and filled + (len(lines) + 2) / 2 > total * len(out) / _COLUMNS and len(out) < _COLUMNS:
            out.append([])
        out[-1].append(name)
        filled += len(lines) + 2
    return out
