"""LinkPainter: the lines from the focused event to what fills its roles."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from desktop.canvas.links import Anchor, Point, route, route_in, route_out
from desktop.canvas.marks import Mark
from desktop.canvas.scroll_position import ScrollPosition

_HALO = 0.26  # all in em
_LINE = 0.076
_CORNER = 0.24
_ARROW = 0.24


class LinkPainter:
    """Lines run in the tracks above the text and along the rail left of it, never across a word."""

    def __init__(self, inks: Mapping[str, QColor], page: QColor) -> None:
        self._inks = inks
        self._page = page

    def paint(self, painter: QPainter, position: ScrollPosition, focus: str) -> None:
        """Draw all lines of the event `focus`; nothing if it is no event or has no filler."""
        spans = position.flow.spans
        event = spans.mark(focus)
        if event is None or not event.event:
            return
        fillers = [mark for id_ in spans.roles.fillers.get(focus, ()) if (mark := spans.mark(id_)) is not None]
        visible = dict(position.visible(0, position.height))
        source = self._anchor(position, event, visible)
        rail = -position.flow.metrics.rail
        ways: list[tuple[tuple[Point, ...], bool]] = []
        for filler in fillers:
            target = self._anchor(position, filler, visible)
            edge = -4.0 if filler.extent.start < event.extent.start else position.height + 4.0
            if source is not None and target is not None:
                ways.append((route(source, target, rail), True))
            elif source is not None:
                ways.append((route_out(source, rail, edge), False))
            elif target is not None:
                ways.append((route_in(target, rail, position.height - edge), True))
            if filler.suggested:
                self._box(painter, position, filler, visible)
        self._draw(painter, ways, self._inks.get(event.hue, self._inks["grey"]), position.flow.metrics.em)

    def _draw(self, painter: QPainter, ways: list[tuple[tuple[Point, ...], bool]], ink: QColor, em: int) -> None:
        paths = [_rounded(points, _CORNER * em) for points, _arrow in ways]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._page, _HALO * em))
        for path in paths:
            painter.drawPath(path)
        painter.setPen(QPen(ink, _LINE * em))
        for path in paths:
            painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for points, arrow in ways:
            if arrow:
                x, y = points[-1]
                wing = _ARROW * em
                tip = [QPointF(x - wing, y - 1.1 * wing), QPointF(x + wing, y - 1.1 * wing), QPointF(x, y + 0.5)]
                painter.drawPolygon(QPolygonF(tip))

    def _anchor(self, position: ScrollPosition, mark: Mark, visible: Mapping[int, int]) -> Anchor | None:
        """Above the first piece of a mark, or None if its paragraph is out of sight."""
        number = position.flow.text.paragraph_at(mark.extent.start)
        if number not in visible:
            return None
        laid = position.flow.laid(number)
        pieces = laid.decoration.pieces_of(mark.id)
        if not pieces:
            return None
        piece, layout = pieces[0], laid.layout
        left, right = piece.fragments[-1 if layout.paragraph.right_to_left else 0]
        y = visible[number]
        top = y + layout.text_top(piece.line)
        return Anchor((left + right) / 2, top, y + layout.tops[piece.line] + layout.metrics.track * 0.35)

    def _box(self, painter: QPainter, position: ScrollPosition, mark: Mark, visible: Mapping[int, int]) -> None:
        """A dashed box round a filler that is only suggested."""
        pen = QPen(self._inks.get(mark.hue, self._inks["grey"]), 0.065 * position.flow.metrics.em)
        pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number in position.flow.spans.paragraphs_of(mark.id):
            if number not in visible:
                continue
            laid = position.flow.laid(number)
            for piece in laid.decoration.pieces_of(mark.id):
                top = visible[number] + laid.layout.text_top(piece.line)
                bottom = visible[number] + laid.layout.text_bottom(piece.line)
                for left, right in piece.fragments:
                    painter.drawRoundedRect(QRectF(left, top, right - left, bottom - top).adjusted(-1, 0, 1, -1), 3, 3)


def _rounded(points: tuple[Point, ...], radius: float) -> QPainterPath:
    """A path through the points, its corners rounded."""
    path = QPainterPath(QPointF(*points[0]))
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        path.lineTo(_towards(corner, before, radius))
        path.quadTo(QPointF(*corner), _towards(corner, after, radius))
    path.lineTo(QPointF(*points[-1]))
    return path


def _towards(corner: Point, other: Point, radius: float) -> QPointF:
    """A point near the corner, on the way to the other."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = max(abs(dx), abs(dy))
    share = min(radius, length / 2) / length if length else 0.0
    return QPointF(corner[0] + dx * share, corner[1] + dy * share)
