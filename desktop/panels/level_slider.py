"""A slider over a share, 0 to 100 %."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QStyle, QStyleOptionSlider

from desktop import chrome
from desktop.chrome.paint import focus_ring, shows_focus

_PAGE = 10


class LevelSlider(QSlider):
    """In per cent. Arrows move it by one, Page Up and Page Down by ten. What is left of the handle is not shown."""

    def __init__(self, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(name)
        self.setRange(0, 100)
        self.setPageStep(_PAGE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """24 high."""
        return QSize(chrome.px(160), chrome.px(24))

    def minimumSizeHint(self) -> QSize:
        """Wide enough to be moved by a mouse."""
        return QSize(chrome.px(80), chrome.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track, the part above the handle darker, and the handle."""
        look = chrome.theme()
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        style, slider = self.style(), QStyle.ComplexControl.CC_Slider
        handle = QRectF(style.subControlRect(slider, option, QStyle.SubControl.SC_SliderHandle, self))
        at, middle = handle.center().x(), self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        near, far = chrome.px(6), self.width() - chrome.px(6)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        enabled = self.isEnabled()
        # A separator is as dark as the rest in high contrast.
        quiet = QColor(look.selected if look.high_contrast else look.line_strong)
        strong = QColor(look.text_2) if enabled else quiet
        for begin, end, color in ((near, at, strong if mirrored else quiet), (at, far, quiet if mirrored else strong)):
            painter.setPen(QPen(color, chrome.px(4), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(begin, middle), QPointF(end, middle))
        painter.setPen(QPen(QColor(look.ink if enabled else look.control), 1.5))
        painter.setBrush(QColor(look.ink if enabled else look.raised))
        painter.drawEllipse(QPointF(at, middle), chrome.px(6), chrome.px(6))
        if shows_focus(self):
            focus_ring(painter, QRectF(self.rect()), 6)
        painter.end()
