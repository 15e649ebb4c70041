"""The card that says at a glance how things stand."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import chrome

# level -> icon, colour of icon and edge, ground; tokens of the theme
_LOOKS = {
    "ok": ("check", "ok", "ok_tint"),
    "warn": ("warning", "warn", "warn_tint"),
    "error": ("warning", "error", "error_tint"),
    "plain": ("info", "text_2", "window"),
}


class Headline(QWidget):
    """A sentence and what is to be known with it: green, amber, red, or "plain" while nobody can say yet."""

    def __init__(self) -> None:
        super().__init__()
        self.level = "plain"
        self.title = chrome.Label("", "subject", wrap=True)
        self.detail = chrome.Label("", "second", wrap=True)
        lines = QVBoxLayout()
        lines.setSpacing(chrome.px(2))
        lines.addWidget(self.title)
        lines.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(16), chrome.px(12), chrome.px(16), chrome.px(12))
        row.setSpacing(0)
        # Margins are not mirrored with the window, spaces are.
        row.addSpacing(chrome.px(30))
        row.addLayout(lines, 1)

    def tell(self, level: str, title: str, detail: str = "") -> None:
        """Say something else; `level` is "ok", "warn", "error" or "plain"."""
        self.level = level
        self.title.setText(title)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.setAccessibleName(f"{title} {detail}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and icon."""
        look = chrome.theme()
        icon, ink, ground = _LOOKS[self.level]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # In high contrast there are no tints.
        painter.setPen(QPen(QColor(getattr(look, ink)), 1) if look.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(look, ground)))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), chrome.px(8), chrome.px(8))
        left = (
            self.width() - chrome.px(32) if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else chrome.px(16)
        )
        chrome.paint_icon(painter, icon, left, self.height() / 2, getattr(look, ink))
        painter.end()
