"""How far a work is, as a thin bar."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.chrome import look
from desktop.chrome.paint import bar


class ProgressLine(QWidget):
    """A thin bar over "part of whole"; the words stand beside it."""

    def __init__(self, name: str, width: int | None = None) -> None:
        super().__init__()
        self._name, self._width, self._share = name, width, 0.0
        self.setSizePolicy(
            QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        )
        self.set_progress(0, 0)

    def set_progress(self, part: int, whole: int) -> None:
        """Show `part` of `whole`."""
        self._share = part / whole if whole else 0.0
        self.setAccessibleName(f"{self._name}: {part} / {whole}")
        self.update()

    def sizeHint(self) -> QSize:
        """Four pixels high."""
        return QSize(look.px(self._width or 60), look.px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar, mirrored with the layout."""
        painter = QPainter(self)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        bar(painter, QRectF(self.rect()), self._share)
        painter.end()
