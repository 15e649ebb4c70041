"""LinkPainter: the lines from the focused event to what fills its roles."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from desktop.canvas.links import Anchor, Beyond, Point, route, route_in, route_out, route_past
from desktop.canvas.marks import Mark
from desktop.canvas.metrics import Metrics
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
        source = place_of(position, event, visible)
        rail = -position.flow.metrics.rail
        edges = {Beyond.ABOVE: -4.0, Beyond.BELOW: position.height + 4.0}
        ways: list[tuple[tuple[Point, ...], bool]] = []
        beyond: Counter[Beyond] = Counter()
        for filler in fillers:
            target = place_of(position, filler, visible)
            if isinstance(source, Anchor) and isinstance(target, Anchor):
                ways.append((route(source, target, rail), True))
            elif isinstance(source, Anchor) and isinstance(target, Beyond):
                ways.append((route_out(source, rail, edges[target]), False))
                beyond[target] += 1
            elif isinstance(source, Beyond) and isinstance(target, Anchor):
                ways.append((route_in(target, rail, edges[source]), True))
            elif isinstance(target, Beyond) and target is not source:
                ways.append((route_past(rail, edges[Beyond.ABOVE], edges[Beyond.BELOW]), False))
                beyond[target] += 1
            if filler.suggested:
                self._box(painter, position, filler, visible)
        ink = self._inks.get(event.hue, self._inks["grey"])
        self._draw(painter, ways, ink, position.flow.metrics.em)
        said = {side: str(count) for side, count in beyond.items()}
        if isinstance(source, Beyond) and ways:
            said[source] = f"◆{event.event}"
        for side, text in said.items():
            self._draw_edge(painter, position, side, text, ink)

    def _draw_edge(self, painter: QPainter, position: ScrollPosition, side: Beyond, text: str, ink: QColor) -> None:
        """An arrow out of sight, and what lies there: so many fillers, or the event itself."""
        metrics, chips = position.flow.metrics, position.flow.chips
        em, height = metrics.em, edge_height(metrics)
        top = 0.0 if side is Beyond.ABOVE else float(position.height - height)
        rail, width = -metrics.rail, chips.width(text)
        left = rail - 0.5 * em - width
        painter.fillRect(QRectF(left - 0.2 * em, top, rail + 0.4 * em - left + 0.2 * em, height), self._page)
        tip, base = (0.2 * em, 0.85 * em) if side is Beyond.ABOVE else (height - 0.2 * em, height - 0.85 * em)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        wing = 0.36 * em
        points = [QPointF(rail - wing, top + base), QPointF(rail + wing, top + base), QPointF(rail, top + tip)]
        painter.drawPolygon(QPolygonF(points))
        end = height if side is Beyond.ABOVE else 0.0
        painter.fillRect(QRectF(rail - _LINE * em / 2, top + min(base, end), _LINE * em, abs(end - base)), ink)
        painter.setPen(ink)
        middle = top + (tip + base) / 2
        baseline = middle + metrics.chip_capitals / 2
        painter.drawStaticText(QPointF(left, baseline - metrics.chip_ascent), chips.prepared(text))

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


def edge_height(metrics: Metrics) -> int:
    """How far from an edge of the viewport an arrow out of sight reaches."""
    return round(1.2 * metrics.em)


def place_of(position: ScrollPosition, mark: Mark, visible: Mapping[int, int]) -> Anchor | Beyond:
    """Above the first piece of a mark, or where that lies if it is out of sight."""
    number = position.flow.text.paragraph_at(mark.extent.start)
    if number not in visible:
        return Beyond.ABOVE if position.y_of(number) < 0 else Beyond.BELOW
    laid, y = position.flow.laid(number), visible[number]
    layout = laid.layout
    line = layout.line_at(mark.extent.start)
    pieces = [piece for piece in laid.decoration.lines[line] if piece.mark.id == mark.id]
    left, right = pieces[0].fragments[-1 if layout.paragraph.right_to_left else 0] if pieces else (0.0, 0.0)
    top, track = y + layout.text_top(line), y + layout.tops[line] + layout.metrics.track * 0.35
    if top < 0:
        return Beyond.ABOVE
    return Anchor((left + right) / 2, top, track) if track <= position.height else Beyond.BELOW


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
