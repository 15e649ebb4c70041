"""LanePainter: what lanes have that marks elsewhere have not: names in the gutter, and a box round what is deferred."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from desktop.canvas.decoration import MarkPiece
from desktop.canvas.dispute_flow import DisputeFlow
from desktop.canvas.metrics import BODY_PIXELS
from desktop.canvas.scroll_position import ScrollPosition
from desktop.theme import Theme

_APART = 14 / BODY_PIXELS  # em between a name and the text
_EDGE = 8 / BODY_PIXELS  # em between a name and the edge of the canvas


class LanePainter:
    """Bars and chips of versions are painted like all others; this goes over them."""

    def __init__(self, theme: Theme) -> None:
        self._pen = QPen(QColor(theme.text_2))
        self._box = QPen(QColor(theme.text_3), 1)

    def paint(
        self, painter: QPainter, dirty: QRectF, position: ScrollPosition, flow: DisputeFlow, left: int, gutter: QRectF
    ) -> None:
        """Draw what `dirty` needs; `left` is the x of the text column. Names stand at the side of the text, and are cut
        where the gutter is narrower."""
        metrics = flow.metrics
        apart = _APART * metrics.em
        measure = QFontMetricsF(metrics.cap_font)
        room = gutter.width() - apart - _EDGE * metrics.em
        names = [measure.elidedText(lane.annotator, Qt.TextElideMode.ElideRight, room) for lane in flow.lanes]
        if gutter.left() < left:
            starts = [gutter.right() - apart - measure.horizontalAdvance(name) for name in names]
        else:
            starts = [gutter.left() + apart] * len(names)
        base = metrics.bar + metrics.bar_gap + metrics.chip_capitals
        painter.setFont(metrics.cap_font)
        for number, y in position.visible(int(dirty.top()), int(dirty.bottom()) + 1):
            painter.setPen(self._pen)
            for lane, top in flow.rows(number):
                painter.drawText(QPointF(starts[lane], y + top + base), names[lane])
            for piece, top in flow.deferred(number):
                self._paint_box(painter, piece, flow, left, y + top)

    def _paint_box(self, painter: QPainter, piece: MarkPiece, flow: DisputeFlow, left: int, top: int) -> None:
        metrics, width = flow.metrics, flow.chips.width(piece.chip[-1].text)
        box = QRectF(left + piece.chip_right - width, top + metrics.bar + metrics.bar_gap, width, metrics.chip_capitals)
        painter.setPen(self._box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 3, 3)
