"""RingPainter: the ring round what the annotator stands on, and the handles at the ends of the focused mark."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotations.model.span import Span
from desktop.canvas.emphasis import Emphasis
from desktop.canvas.handles import handle_points, has_handles
from desktop.canvas.layout import Extent
from desktop.canvas.layout_cache import LaidParagraph

Seen = list[tuple[LaidParagraph, int]]


class RingPainter:
    """Rings are drawn in the strongest neutral colour, so that no hue competes with them."""

    def __init__(self, ink: QColor, kin: QColor, thinnest: float) -> None:
        self._ink = ink
        self._kin = kin
        self._thinnest = thinnest

    def paint(self, painter: QPainter, seen: Seen, emphasis: Emphasis) -> None:
        """Ring what is edited, or the focus (or where it would reach), else the caret's token."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for laid, y in seen:
            metrics = laid.layout.metrics
            if emphasis.kin and emphasis.focus is not None:
                self._ring_kin(painter, laid, y, emphasis.kin - {emphasis.focus})
            if emphasis.edited:
                painter.setPen(QPen(self._ink, max(metrics.ring, self._thinnest)))
                for span in emphasis.edited:
                    self._ring_edited(painter, laid, y, span)
            elif emphasis.stretch is not None:
                painter.setPen(QPen(self._ink, max(metrics.ring, self._thinnest)))
                self._ring_span(painter, laid, y, emphasis.stretch)
            elif emphasis.focus is not None:
                painter.setPen(QPen(self._ink, max(metrics.ring, self._thinnest)))
                self._ring_mark(painter, laid, y, emphasis.focus)
            elif emphasis.caret is not None:
                painter.setPen(QPen(self._ink, max(metrics.caret_ring, self._thinnest)))
                self._ring_span(painter, laid, y, emphasis.caret)

    def _ring_kin(self, painter: QPainter, laid: LaidParagraph, y: int, kin: frozenset[str]) -> None:
        pen = QPen(self._kin, max(laid.layout.metrics.caret_ring, self._thinnest))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.1, 2.2])
        painter.setPen(pen)
        for line in laid.decoration.lines:
            for piece in line:
                if piece.mark.id in kin:
                    ring(painter, laid, y, piece.line, piece.fragments)

    def _ring_mark(self, painter: QPainter, laid: LaidParagraph, y: int, id_: str) -> None:
        pieces = laid.decoration.pieces_of(id_)
        for piece in pieces:
            ring(painter, laid, y, piece.line, piece.fragments)
        if pieces and has_handles(pieces[0].mark):
            for x, line in handle_points(laid.layout, pieces, pieces[0].mark.extent).values():
                self._paint_handle(painter, laid, y, line, x, x > pieces[0].left)

    def _ring_edited(self, painter: QPainter, laid: LaidParagraph, y: int, span: Span) -> None:
        """The ring round words whose ends are being moved, and a handle at each end."""
        layout, backwards = laid.layout, laid.layout.paragraph.right_to_left
        self._ring_span(painter, laid, y, span)
        for code_point, to_right in ((span.start, backwards), (span.end - 1, not backwards)):
            if layout.paragraph.start <= code_point < layout.paragraph.end:
                line = layout.line_at(code_point)
                extents = layout.fragments(line, span.start, span.end)
                x = extents[-1][1] if to_right else extents[0][0]
                self._paint_handle(painter, laid, y, line, x, to_right)

    def _paint_handle(
        self, painter: QPainter, laid: LaidParagraph, y: int, line: int, x: float, to_right: bool
    ) -> None:
        """A dot half-way up the words, a little outside of them."""
        painter.setBrush(self._ink)
        radius = laid.layout.metrics.ring * 1.1
        middle = (laid.layout.text_top(line) + laid.layout.text_bottom(line)) / 2
        painter.drawEllipse(QPointF(x + (0.8 if to_right else -0.8), y + middle), radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _ring_span(self, painter: QPainter, laid: LaidParagraph, y: int, span: Span) -> None:
        layout = laid.layout
        if span.start < layout.paragraph.end and span.end > layout.paragraph.start:
            for line in range(layout.line_at(span.start), layout.line_at(span.end - 1) + 1):
                ring(painter, laid, y, line, layout.fragments(line, span.start, span.end))


def ring(painter: QPainter, laid: LaidParagraph, y: int, line: int, extents: Iterable[Extent]) -> None:
    """Draw round some words of a line with the pen that is set."""
    layout = laid.layout
    top, bottom = y + layout.text_top(line), y + layout.text_bottom(line)
    outset = 0.5 * layout.metrics.ring  # the blanks beside the words stay visible
    for left, right in extents:
        box = QRectF(left, top, right - left, bottom - top).adjusted(-outset, -0.5, outset, -0.5)
        painter.drawRoundedRect(box, layout.metrics.radius, layout.metrics.radius)
