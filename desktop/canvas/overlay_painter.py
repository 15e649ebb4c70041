"""OverlayPainter: key caps over marks, previewed occurrences, and the line that the mouse draws."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import atan2, cos, pi, sin

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from desktop.canvas.layout import Extent
from desktop.canvas.layout_cache import LaidParagraph
from desktop.canvas.link_painter import place_of
from desktop.canvas.links import Anchor, Beyond
from desktop.canvas.overlay import DragLine, Ghost, Hint, Overlay
from desktop.canvas.ring_painter import Seen, ring
from desktop.canvas.scroll_position import ScrollPosition
from desktop.theme import Theme

_HALO = 4.5 / 17  # all in em
_LINE = 1.6 / 17
_ARROW = 0.7


class OverlayPainter:
    """Caps stand above their word; they may cover the end of what the line above says of its marks, never a word."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._page = QColor(theme.page)
        self._ink = QColor(theme.ink)
        self._left_out = QColor(theme.text_3)

    def paint_behind(self, painter: QPainter, laid: LaidParagraph, y: int, ghosts: Iterable[Ghost]) -> None:
        """The tint behind words that would be marked."""
        painter.setPen(Qt.PenStyle.NoPen)
        radius = laid.layout.metrics.radius
        for ghost in ghosts:
            if not ghost.excluded:
                painter.setBrush(QColor(self._theme.hue(ghost.hue).tint))
                for line, left, right in _extents(laid, ghost):
                    painter.drawRoundedRect(_box(laid, y, line, (left, right)), radius, radius)

    def paint(self, painter: QPainter, seen: Seen, position: ScrollPosition, left: float, overlay: Overlay) -> None:
        """All else, over text and marks."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for laid, y in seen if overlay.ghosts else ():
            for ghost in overlay.ghosts:
                self._paint_ghost(painter, laid, y, ghost)
        if overlay.drag is not None:
            self._paint_drag(painter, seen, position, left, overlay.drag)
        if overlay.hints:
            self._paint_hints(painter, position, overlay.hints)

    def _paint_ghost(self, painter: QPainter, laid: LaidParagraph, y: int, ghost: Ghost) -> None:
        metrics = laid.layout.metrics
        ink = self._left_out if ghost.excluded else QColor(self._theme.hue(ghost.hue).ink)
        pen = QPen(ink, metrics.caret_ring)
        if not ghost.solid:
            pen.setDashPattern([1.0, 1.6] if ghost.excluded else [3.0, 2.0])
        for line, left, right in _extents(laid, ghost):
            box = _box(laid, y, line, (left, right))
            painter.setPen(pen)
            painter.drawRoundedRect(box.adjusted(-1, 0, 1, -1), metrics.radius, metrics.radius)
            if ghost.excluded:
                painter.setPen(QPen(ink, metrics.caret_ring))
                middle = y + laid.layout.baselines[line] - 0.27 * metrics.em
                painter.drawLine(QLineF(left, middle, right, middle))
            if ghost.current:
                painter.setPen(QPen(self._ink, max(metrics.ring, self._theme.ring)))
                ring(painter, laid, y, line, [(left - 2, right + 2)])

    def _paint_drag(self, painter: QPainter, seen: Seen, position: ScrollPosition, left: float, drag: DragLine) -> None:
        metrics = position.flow.metrics
        if drag.to_id is not None:
            painter.setPen(QPen(self._ink, max(metrics.ring, self._theme.ring)))
            for laid, y in seen:
                for piece in laid.decoration.pieces_of(drag.to_id):
                    ring(painter, laid, y, piece.line, piece.fragments)
        start, mark = drag_start(position, drag), position.flow.spans.mark(drag.from_id)
        if start is None or mark is None:
            return
        end = QPointF(drag.point.x() - left, drag.point.y())
        ink = QColor(self._theme.hue(mark.hue).ink)
        shaft = QLineF(start, end)
        if shaft.length() > _ARROW * metrics.em:
            shaft.setLength(shaft.length() - 0.6 * _ARROW * metrics.em)
        head = _arrowhead(start, end, _ARROW * metrics.em)
        painter.setPen(QPen(self._page, (_HALO - _LINE) * metrics.em))
        painter.drawPolygon(head)
        for color, width in ((self._page, _HALO), (ink, _LINE)):
            painter.setPen(QPen(color, width * metrics.em, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(shaft)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(head)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_hints(self, painter: QPainter, position: ScrollPosition, hints: Sequence[Hint]) -> None:
        """Caps of marks that begin at one place stand side by side."""
        metrics = position.flow.metrics
        painter.setFont(metrics.cap_font)
        measure = QFontMetricsF(metrics.cap_font)
        visible = dict(position.visible(-metrics.line(2, True), position.height + metrics.cap))
        taken: dict[int, list[QRectF]] = {}
        for hint in hints:
            place = _cap_place(position, hint.id, visible)
            if place is None:
                continue
            x, top, backwards = place
            width = max(metrics.cap, round(measure.horizontalAdvance(hint.cap) + 0.5 * metrics.em))
            left = round(x + 0.3 * metrics.em) - width if backwards else round(x - 0.3 * metrics.em)
            box = QRectF(left, top, width, metrics.cap)
            row = taken.setdefault(top, [])
            while (other := next((other for other in row if other.intersects(box)), None)) is not None:
                box.moveLeft(other.left() - width - 2 if backwards else other.right() + 2)
            row.append(box)
            painter.setPen(QPen(self._ink, 1))
            painter.setBrush(self._page)
            radius = 4 * metrics.em / 17
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, hint.cap)


def cap_top(position: ScrollPosition, id_: str) -> int | None:
    """The y of the cap over a mark, or None if the mark is out of sight."""
    place = _cap_place(position, id_, dict(position.visible(0, position.height)))
    return place[1] if place is not None else None


def _cap_place(position: ScrollPosition, id_: str, visible: Mapping[int, int]) -> tuple[float, int, bool] | None:
    """Where a mark begins, the y of a cap over it, and whether the text runs to the left there."""
    mark = position.flow.spans.mark(id_)
    number = position.flow.text.paragraph_at(mark.extent.start) if mark is not None else -1
    if mark is None or number not in visible:
        return None
    laid = position.flow.laid(number)
    line = laid.layout.line_at(mark.extent.start)
    piece = next((piece for piece in laid.decoration.lines[line] if piece.mark.id == id_), None)
    if piece is None:
        return None
    text_top, backwards = visible[number] + laid.layout.text_top(line), laid.layout.paragraph.right_to_left
    top = text_top - position.flow.metrics.cap
    if text_top >= 0:
        top = max(top, 1)
    return piece.right if backwards else piece.left, top, backwards


def drag_start(position: ScrollPosition, drag: DragLine) -> QPointF | None:
    """Where the line begins, in the text column: above or below its mark, or at the edge that hides it."""
    mark = position.flow.spans.mark(drag.from_id)
    if mark is None:
        return None
    place = place_of(position, mark, dict(position.visible(0, position.height)))
    if isinstance(place, Anchor):
        layout = position.flow.laid(position.flow.text.paragraph_at(mark.extent.start)).layout
        height = layout.text_bottom(0) - layout.text_top(0)
        return QPointF(place.x, place.top if drag.point.y() < place.top + height / 2 else place.top + height)
    return QPointF(-position.flow.metrics.rail, -4.0 if place is Beyond.ABOVE else position.height + 4.0)


def drag_rect(position: ScrollPosition, drag: DragLine, left: int) -> QRect:
    """The part of the viewport that the line being drawn may touch."""
    start = drag_start(position, drag)
    if start is None:
        return QRect()
    pad = position.flow.metrics.em
    box = QRectF(start + QPointF(left, 0), drag.point).normalized()
    return box.adjusted(-pad, -pad, pad, pad).toAlignedRect()


def _extents(laid: LaidParagraph, ghost: Ghost) -> Iterator[tuple[int, float, float]]:
    """Line, left and right of the words of a ghost in a paragraph."""
    layout, span = laid.layout, ghost.span
    if span.start < layout.paragraph.end and span.end > layout.paragraph.start:
        for line in range(layout.line_at(span.start), layout.line_at(span.end - 1) + 1):
            for left, right in layout.fragments(line, span.start, span.end):
                yield line, left, right


def _box(laid: LaidParagraph, y: int, line: int, extent: Extent) -> QRectF:
    top, bottom = laid.layout.text_top(line), laid.layout.text_bottom(line)
    return QRectF(extent[0], y + top, extent[1] - extent[0], bottom - top)


def _arrowhead(start: QPointF, end: QPointF, size: float) -> QPolygonF:
    """A triangle whose tip is the end of a line."""
    angle = atan2(end.y() - start.y(), end.x() - start.x())
    wings = [
        QPointF(end.x() + size * cos(angle + turn), end.y() + size * sin(angle + turn))
        for turn in (pi - 0.45, pi + 0.45)
    ]
    return QPolygonF([end, *wings])
