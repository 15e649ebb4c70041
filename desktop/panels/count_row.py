"""A row of words with its count at the end, which is chosen or not."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop import chrome
from desktop.chrome.paint import focus_ring, row_ground, shows_focus, width_of
from desktop.panels.mirrored import MirroredRow

_HIGH, _SIDE = 24, 16


class CountRow(QPushButton):
    """24 high. A second click lets go of it. One that counts nothing cannot be chosen."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words, self._count = words, 0
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    @property
    def count(self) -> int:
        """What it counts."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show another count."""
        self._count = count
        self.setEnabled(bool(count) or self.isChecked())
        self.setAccessibleName(f"{self._words}, {chrome.number(count)}")
        chrome.plain_tooltip(self, self.tr("Show only these"))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for words and count."""
        wide = width_of("second", self._words, bold=True) + width_of("second", chrome.number(self._count), bold=True)
        return QSize(int(wide) + chrome.px(2 * _SIDE + 8) + 2, max(24, chrome.px(_HIGH)))

    def minimumSizeHint(self) -> QSize:
        """The count is never cut."""
        return QSize(chrome.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, words and count."""
        look, area = chrome.theme(), QRectF(self.rect())
        painter = QPainter(self)
        chosen = self.isChecked()
        row_ground(painter, area, selected=chosen, hovered=self.isEnabled() and self.underMouse())
        row = MirroredRow(painter, area, self.layoutDirection())
        if chosen:
            row.fill(0, 3, look.ink)
        side, counted = chrome.px(_SIDE), chrome.number(self._count)
        wide = width_of("second", counted, bold=chosen)
        ink = look.text_1 if self._count else look.text_3
        row.text(row.width - side - wide, wide + 1, counted, "second", ink, bold=chosen)
        room = row.width - 2 * side - wide - chrome.px(8)
        row.text(side, room, self._words, "second", look.text_1 if chosen else look.text_2, bold=chosen)
        if shows_focus(self):
            focus_ring(painter, area, 4)
        painter.end()
