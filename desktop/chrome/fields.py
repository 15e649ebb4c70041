"""The search field of the queue and the palette."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from desktop.chrome import look
from desktop.chrome.icons import paint_icon
from desktop.chrome.paint import text_line


class SearchField(QLineEdit):
    """A field with a magnifying glass and its key. Esc empties it; Down, Enter and Esc in an empty field leave it."""

    left = Signal()

    def __init__(self, placeholder: str, keys: str) -> None:
        super().__init__()
        self._keys = keys
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setTextMargins(look.px(20), 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field first and leaves it then."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, the glass and, while it is empty, the key."""
        super().paintEvent(event)
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        glass = self.width() - look.px(24) if mirrored else look.px(8)
        paint_icon(painter, "search", glass, self.height() / 2)
        if not self.text():
            area = QRectF(look.px(10), 0, self.width() - look.px(20), self.height())
            align = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
            text_line(painter, area, self._keys, "meta", look.theme().text_3, align=align)
        painter.end()
