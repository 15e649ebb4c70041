"""CanvasPainter: draws the visible paragraphs, pass by pass: tint, selection, text, bars and chips, rings, links."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from annotations.model.span import Span
from desktop.canvas.chips import ChipTexts
from desktop.canvas.decoration import MarkPiece
from desktop.canvas.emphasis import Emphasis
from desktop.canvas.layout_cache import LaidParagraph
from desktop.canvas.link_painter import LinkPainter
from desktop.canvas.marks import Stroke
from desktop.canvas.overlay import Overlay
from desktop.canvas.overlay_painter import OverlayPainter
from desktop.canvas.ring_painter import RingPainter
from desktop.canvas.scroll_position import ScrollPosition
from desktop.theme import Theme

_DASHES = {Stroke.DASHED: [3.0, 1.6], Stroke.DOTTED: [1.0, 1.2]}


class CanvasPainter:
    """Holds the colours of one theme as Qt wants them; makes no pen in a loop."""

    def __init__(self, theme: Theme) -> None:
        self.page = QColor(theme.page)
        self._text = QPen(QColor(theme.text_1))
        self._dim = QPen(QColor(theme.text_3))
        self._selection = QColor(theme.text_selection)
        self._inks = {name: QColor(hue.ink) for name, hue in theme.hues.items()}
        self._tints = {name: QColor(hue.tint) for name, hue in theme.hues.items()}
        self._chip_pens = {name: QPen(ink) for name, ink in self._inks.items()}
        self._on_pill = QPen(self.page)
        self._bar_pens: dict[tuple[str, Stroke, float], QPen] = {}
        self._links = LinkPainter(self._inks, self.page)
        self._rings = RingPainter(QColor(theme.ink), self._dim.color(), theme.ring)
        self._overlays = OverlayPainter(theme)

    def paint(
        self,
        painter: QPainter,
        dirty: QRectF,
        position: ScrollPosition,
        left: float,
        emphasis: Emphasis,
        overlay: Overlay,
    ) -> None:
        """Draw what `dirty` needs; `left` is the x of the text column in the viewport."""
        painter.fillRect(dirty, self.page)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        flow = position.flow
        seen = [(flow.laid(number), y) for number, y in position.visible(int(dirty.top()), int(dirty.bottom()) + 1)]
        painter.translate(left, 0)
        clip = dirty.translated(-left, 0)
        selected = (emphasis.selection, *emphasis.edited) if emphasis.selection is not None else emphasis.edited
        for laid, y in seen:
            self._paint_behind(painter, laid, y, clip, selected)
            if overlay.ghosts:
                self._overlays.paint_behind(painter, laid, y, overlay.ghosts)
        painter.setPen(self._text)
        for laid, y in seen:
            laid.layout.text_layout.draw(painter, QPointF(0, y), [], clip)
        painter.setFont(flow.metrics.chip_font)
        for laid, y in seen:
            self._paint_marks(painter, laid, y, clip, flow.chips, emphasis.focus)
            if laid.decoration.open_suggestions:
                self._paint_count(painter, laid, y, flow.chips)
        if emphasis.focus is not None:
            self._links.paint(painter, position, emphasis.focus)
        self._rings.paint(painter, seen, emphasis)
        self._overlays.paint(painter, seen, position, left, overlay)

    def _lines(self, laid: LaidParagraph, y: int, clip: QRectF) -> range:
        layout = laid.layout
        return range(layout.line_at_y(clip.top() - y), layout.line_at_y(clip.bottom() - y) + 1)

    def _paint_behind(
        self, painter: QPainter, laid: LaidParagraph, y: int, clip: QRectF, selected: Iterable[Span]
    ) -> None:
        layout = laid.layout
        painter.setPen(Qt.PenStyle.NoPen)
        radius = layout.metrics.radius
        for line in self._lines(laid, y, clip):
            top = y + layout.text_top(line)
            height = layout.text_bottom(line) - layout.text_top(line)
            for piece in laid.decoration.lines[line]:
                if piece.mark.tinted and not piece.mark.suggested:
                    painter.setBrush(self._tints.get(piece.mark.hue, self._tints["grey"]))
                    for x0, x1 in piece.fragments:
                        painter.drawRoundedRect(QRectF(x0, top, x1 - x0, height), radius, radius)
            for span in selected:
                for x0, x1 in layout.fragments(line, span.start, span.end):
                    painter.fillRect(QRectF(x0, top, x1 - x0, height), self._selection)

    def _paint_marks(
        self, painter: QPainter, laid: LaidParagraph, y: int, clip: QRectF, chips: ChipTexts, focus: str | None
    ) -> None:
        layout, metrics = laid.layout, laid.layout.metrics
        rise = metrics.bar + metrics.bar_gap + metrics.chip_capitals - metrics.chip_ascent
        for line in self._lines(laid, y, clip):
            below = y + layout.text_bottom(line)
            for piece in laid.decoration.lines[line]:
                top = below + piece.lane * metrics.step
                self._paint_bar(painter, piece, top, metrics.bar)
                focused = piece.mark.id == focus
                if not metrics.codes:
                    if not focused:
                        continue
                    top = below + (laid.decoration.lanes(line) - 1) * metrics.step
                if focused:
                    self._paint_pill(painter, piece, top + metrics.bar + metrics.bar_gap, metrics.chip_capitals)
                x = piece.chip_left
                for segment in piece.chip:
                    painter.setPen(self._on_pill if focused else self._chip_pens.get(segment.hue, self._dim))
                    painter.drawStaticText(QPointF(x, top + rise), chips.prepared(segment.text))
                    x += chips.width(segment.text) + chips.spacing

    def _paint_pill(self, painter: QPainter, piece: MarkPiece, capitals_top: float, capitals: float) -> None:
        box = QRectF(piece.chip_left, capitals_top, piece.chip_right - piece.chip_left, capitals)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._inks.get(piece.mark.hue, self._inks["grey"]))
        painter.drawRoundedRect(box.adjusted(-3, -2, 3, 2), 3, 3)

    def _paint_bar(self, painter: QPainter, piece: MarkPiece, top: float, thickness: float) -> None:
        mark = piece.mark
        ink = self._inks.get(mark.hue, self._inks["grey"])
        for x0, x1 in piece.fragments:
            if mark.event:
                for y in (top, top + thickness):
                    self._paint_rule(painter, mark.stroke, mark.hue, QRectF(x0, y, x1 - x0, thickness / 2))
            elif mark.stroke is Stroke.SOLID:
                painter.fillRect(QRectF(x0, top, x1 - x0, thickness), ink)
            else:
                self._paint_rule(painter, mark.stroke, mark.hue, QRectF(x0, top, x1 - x0, thickness))
        for left, right in piece.joints:
            joint = QRectF(left, top, right - left, max(1.0, thickness / 2))
            self._paint_rule(painter, Stroke.DOTTED, mark.hue, joint)

    def _paint_rule(self, painter: QPainter, stroke: Stroke, hue: str, box: QRectF) -> None:
        if stroke is Stroke.SOLID:
            painter.fillRect(box, self._inks.get(hue, self._inks["grey"]))
            return
        key = (hue, stroke, box.height())
        pen = self._bar_pens.get(key)
        if pen is None:
            pen = QPen(QBrush(self._inks.get(hue, self._inks["grey"])), box.height())
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern(_DASHES[stroke])
            self._bar_pens[key] = pen
        painter.setPen(pen)
        y = box.center().y()
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

    def _paint_count(self, painter: QPainter, laid: LaidParagraph, y: int, chips: ChipTexts) -> None:
        metrics = laid.layout.metrics
        base = y + laid.layout.baselines[0]
        radius = metrics.em * 0.15
        center = QPointF(-metrics.em * 0.98, base - metrics.em * 0.26)
        text = str(laid.decoration.open_suggestions)
        painter.setPen(self._dim)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(center, radius, radius)
        x = center.x() - 2.2 * radius - chips.width(text)
        painter.drawStaticText(QPointF(x, base - metrics.chip_ascent), chips.prepared(text))
