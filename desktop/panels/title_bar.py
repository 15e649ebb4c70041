"""The bar atop a dialog without a frame of the system, and the shade over the window behind it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import chrome

_HIGH = 44
_OPACITY = {False: 0.36, True: 0.5}  # by whether the theme is dark


class TitleBar(chrome.Surface):
    """44 high: what the dialog is for, on what, and the way out. Dragging it moves the dialog."""

    closed = Signal()

    def __init__(self, title: str, about: str = "") -> None:
        super().__init__("window", "bottom", _HIGH)
        self.close_button = chrome.KeyButton("", kind="plain", icon="close", keys="Esc")
        self.close_button.set_name(self.tr("Close"))
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(16), 0, chrome.px(16), 0)
        row.setSpacing(chrome.px(8))
        row.addWidget(chrome.Label(title, "subject"))
        row.addWidget(chrome.ElidedLabel(chrome.one_line(about), "body", "text_2"), 1)
        row.addWidget(self.close_button)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let the window system move the dialog, as it does by a frame of its own."""
        handle = self.window().windowHandle()
        if event.button() == Qt.MouseButton.LeftButton and handle is not None:
            handle.startSystemMove()
        super().mousePressEvent(event)


class Shade(QWidget):
    """Lies over all of a window as long as a dialog is open before it. Not there in high contrast."""

    def __init__(self, window: QWidget, dialog: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._window, self._dialog = window, dialog
        self.hide()
        for watched in (window, dialog):
            watched.installEventFilter(self)
        dialog.destroyed.connect(self.deleteLater)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size, and come and go with the dialog."""
        if watched is self._dialog:
            if event.type() == QEvent.Type.Show and not chrome.theme().high_contrast:
                self.setGeometry(self._window.rect())
                self.show()
                self.raise_()
            elif event.type() == QEvent.Type.Hide:
                self.hide()
        elif event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shade."""
        look = chrome.theme()
        color = QColor(look.page if look.dark else look.text_1)
        color.setAlphaF(_OPACITY[look.dark])
        painter = QPainter(self)
        painter.fillRect(self.rect(), color)
        painter.end()
