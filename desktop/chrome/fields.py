"""The search field of the queue and the palette."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from desktop.chrome import look
from desktop.chrome.icons import paint_icon
from desktop.chrome.keys import key_of
from desktop.chrome.paint import text_line


class SearchField(QLineEdit):
    """A field with a magnifying glass and the key of its action. Esc empties it; Down, Enter and Esc in an empty
    field leave it.
    """

    left = Signal()

    def __init__(self, placeholder: str, action: str = "") -> None:
        super().__init__()
        self._action = action
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the direction of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._make_room()

    def _make_room(self) -> None:
        """The words stand beside the glass, also where words and window read in different directions."""
        glass = look.px(20)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            self.setTextMargins(0, 0, glass, 0)
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        else:
            self.setTextMargins(glass, 0, 0, 0)
            self.setAlignment(Qt.AlignmentFlag.AlignLeft)

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
            text_line(painter, area, key_of(self._action), "meta", look.theme().text_3, align=align)
        painter.end()
