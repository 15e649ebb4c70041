"""Line icons: SVG files whose one colour is filled in when they are painted."""

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.chrome import look

SIZE = 16


@lru_cache(maxsize=64)
def _renderer(name: str, color: str) -> QSvgRenderer:
    source = files("desktop").joinpath("resources", "icons", f"{name}.svg").read_text("utf-8")
    return QSvgRenderer(QByteArray(source.replace("currentColor", color).encode()))


def paint_icon(painter: QPainter, name: str, left: float, middle: float, color: str | None = None) -> None:
    """Paint an icon with its left edge and its vertical middle given; text-2 unless told otherwise."""
    side = look.px(SIZE)
    _renderer(name, color or look.theme().text_2).render(painter, QRectF(left, middle - side / 2, side, side))


def icon(name: str, color: str | None = None) -> QIcon:
    """An icon for a menu or a standard button, in the colours of now; asked for again when the theme changes."""
    made = QIcon()
    for ratio in (1, 2, 3):
        side = look.px(SIZE) * ratio
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        _renderer(name, color or look.theme().text_2).render(painter, QRectF(QPointF(0, 0), pixmap.size().toSizeF()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        made.addPixmap(pixmap)
    return made
