"""The code of a label in its ink, with its title beside it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotations.model.schema import Label
from desktop import chrome
from desktop.chrome.paint import label_code, width_of
from desktop.panels.mirrored import MirroredRow

_BETWEEN = 8


class LabelName(QWidget):
    """One line, 24 high. The code is never cut."""

    def __init__(self, label: Label) -> None:
        super().__init__()
        self._label = label
        self.setAccessibleName(f"{label.code}, {label.title}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for code and title."""
        wide = width_of("code", self._label.code) + chrome.px(_BETWEEN) + width_of("second", self._title())
        return QSize(int(wide) + 2, chrome.px(24))

    def _title(self) -> str:
        # A title that only repeats the code tells nothing.
        return "" if self._label.title.casefold() == self._label.code.casefold() else self._label.title

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint code and title."""
        painter = QPainter(self)
        row = MirroredRow(painter, QRectF(self.rect()), self.layoutDirection())
        code = width_of("code", self._label.code) + 1
        label_code(painter, row.place(0, code), self._label.code, self._label.hue)
        near = code + chrome.px(_BETWEEN)
        row.text(near, row.width - near, self._title(), "second", chrome.theme().text_2)
        painter.end()
