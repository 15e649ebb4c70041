"""FlowSurface: shows a flow of paragraphs: scrolling, painting, zoom, and repainting no more than what changed."""

from collections.abc import Iterable, Sequence
from time import perf_counter

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
from desktop.canvas.dirty import Strip, edge_strips, emphasis_strips
from desktop.canvas.emphasis import Emphasis
from desktop.canvas.flow import ArticleFlow, Reflow
from desktop.canvas.metrics import READING_FAMILIES, Metrics
from desktop.canvas.overlay import Overlay
from desktop.canvas.painter import CanvasPainter
from desktop.canvas.ruler import WIDTH, OverviewRuler, Tick
from desktop.canvas.scroll_position import ScrollPosition
from desktop.theme import LIGHT, Theme

_WHEEL_STEP = 40  # pixels; a notch of the wheel is three
_SLICE_SECONDS = 0.006  # measuring unseen paragraphs never takes longer at a time
_SLICE_EVERY = 12  # milliseconds
_RULER_DELAY = 120  # milliseconds


class FlowSurface(QAbstractScrollArea):
    """Knows pixels and nothing of what the annotator does; `ArticleCanvas` adds that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._families: Sequence[str] = READING_FAMILIES
        self._percent = 100
        self._lanes = 1
        self._spacing = 100
        self._codes = True
        self._metrics = Metrics()
        self._painter = CanvasPainter(self._theme)
        self._position: ScrollPosition | None = None
        self._emphasis = Emphasis()
        self._overlay = Overlay()
        self._message = ""
        self._following = False
        self._place: int | None = None  # the code point on top since the reader scrolled last, once laid out anew
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._ruler = OverviewRuler(self._theme, self)
        self._ruler.dragged.connect(self._go_to)
        self.setViewportMargins(0, 0, WIDTH, 0)
        self._measuring = self._timer(_SLICE_EVERY, self._measure_some)
        self._ruler_due = self._timer(_RULER_DELAY, self._refresh_ruler)
        self._ruler_due.setSingleShot(True)

    def _timer(self, milliseconds: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    @property
    def flow(self) -> ArticleFlow | None:
        """The article as laid out, or None while none is shown."""
        return self._position.flow if self._position is not None else None

    def _show_flow(self, flow: ArticleFlow | None, message: str = "") -> None:
        """Show another article from its start, or a message in place of one."""
        self._message = message
        self._emphasis = Emphasis()
        self._place = None
        self._position = ScrollPosition(flow, self.viewport().height()) if flow is not None else None
        self._follow_position()
        self._ruler.set_ticks(())
        self._ruler.setVisible(flow is not None)
        self._ruler_due.start()
        self._measuring.stop()
        self.viewport().update()

    def _gutter(self) -> int:
        """The room left of the text: less where the text would be squeezed."""
        spare = self.viewport().width() - self._metrics.margin_right - self._metrics.narrow_column
        return min(self._metrics.gutter, max(self._metrics.narrow_gutter, spare))

    def _column_width(self) -> int:
        room = self.viewport().width() - self._gutter() - self._metrics.margin_right
        return max(4 * self._metrics.em, min(self._metrics.column, room))

    def column_left(self) -> int:
        """The x of the text column in the viewport."""
        return max(self._gutter(), (self.viewport().width() - self._column_width()) // 2)

    def set_theme(self, theme: Theme) -> None:
        """Other colours; nothing moves."""
        self._theme = theme
        self._painter = CanvasPainter(theme)
        self._ruler.set_theme(theme)
        self.viewport().update()

    def set_reading(
        self,
        families: Sequence[str] | None = None,
        percent: int | None = None,
        lanes: int | None = None,
        spacing: int | None = None,
    ) -> None:
        """Change what is given and lay out once; the line that was on top stays there.

        Font families in order of preference, none for the usual ones; body text of 17 px times `percent` / 100; lanes
        kept free under every line, 0 to 2; the distance of lines in percent of normal, 80 to 200.
        """
        if families is not None:
            self._families = tuple(families) or READING_FAMILIES
        if percent is not None:
            self._percent = percent
        if lanes is not None:
            self._lanes = min(max(lanes, 0), 2)
        if spacing is not None:
            self._spacing = min(max(spacing, 80), 200)
        self._restyle()

    def show_codes(self, shown: bool) -> None:
        """Whether bars say their label; the focused mark always does."""
        self._codes = shown
        self._restyle()

    def _restyle(self) -> None:
        self._metrics = Metrics(self._families, self._percent, self._lanes, self._spacing, self._codes)
        self._relayout()

    def _relayout(self) -> None:
        if self._position is not None:
            flow = self._position.flow
            # Read once: each layout begins that line a little earlier, and several would walk the text back.
            self._place = self._position.first_line() if self._place is None else self._place
            flow.restyle(self._metrics, self._column_width())
            self._position = ScrollPosition(flow, self.viewport().height())
            self._position.show_line(self._place)
            self._follow_position()
            self._ruler_due.start()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower column is laid out anew; a mere change of height is not."""
        self._ruler.setGeometry(self.width() - WIDTH, 0, WIDTH, self.height())
        if self._position is None:
            return
        if self._column_width() != self._position.flow.width:
            self._relayout()
        else:
            self._position.resize(self.viewport().height())
            self._follow_position()
            self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Move the painted pixels and paint only what comes into view."""
        if self._position is None or self._following:
            return
        self._place = None
        number, before = next(self._position.visible(0, self._position.height), (0, 0))
        self._position.scroll_to(self.verticalScrollBar().value())
        moved = self._position.y_of(number) - before
        self._follow_position()
        if abs(moved) < self.viewport().height():
            self.viewport().scroll(0, moved)
            if self._emphasis.focus is not None:
                self._repaint(edge_strips(self._position, self._emphasis.focus, moved))
        else:
            self.viewport().update()

    def _follow_position(self) -> None:
        """Let scroll bar and ruler show where the position is."""
        bar, position = self.verticalScrollBar(), self._position
        self._following = True
        bar.setRange(0, position.maximum if position is not None else 0)
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(_WHEEL_STEP)
        bar.setValue(position.value if position is not None else 0)
        self._following = False
        if position is not None:
            whole = max(1, position.maximum + position.height)
            self._ruler.set_seen(position.value / whole, (position.value + position.height) / whole)

    def _go_to(self, share: float) -> None:
        if self._position is not None:
            whole = self._position.maximum + self._position.height
            self.verticalScrollBar().setValue(round(share * whole - self._position.height / 2))

    def reveal(self, span: Span, id_: str | None = None) -> None:
        """Scroll until a span and the label of its mark are seen, with some lines around; not at all if they are."""
        position = self._position
        if position is None:
            return
        for _attempt in range(4):  # heights near the goal may come true on the way and move it
            top, bottom = position.flow.lines_of(span, id_)
            position.settle()
            y, end = top + position.origin, bottom + position.origin
            slack = min(self._metrics.line(1, False), position.height // 6)
            if (y >= slack and end <= position.height - slack) or (y == slack and end > position.height):
                break
            near = -position.height / 2 < y < position.height * 1.5
            if not near:
                wanted = y - position.height // 3
            elif y < slack or end - y > position.height - 2 * slack:
                wanted = y - slack
            else:
                wanted = end - position.height + slack
            self._follow_position()
            before = position.value
            self.verticalScrollBar().setValue(position.value + wanted)
            if position.value == before:
                break
        self._follow_position()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the region that is due, and begin to measure what is out of sight."""
        painter = QPainter(self.viewport())
        if self._position is None:
            self._paint_message(painter, event.rect())
        else:
            self._paint_article(painter, QRectF(event.region().boundingRect()), self._position)
            if not self._measuring.isActive() and next(self._position.flow.unmeasured(), None) is not None:
                self._measuring.start()
        painter.end()

    def _paint_article(self, painter: QPainter, dirty: QRectF, position: ScrollPosition) -> None:
        self._painter.paint(painter, dirty, position, self.column_left(), self._emphasis, self._overlay)

    def _paint_message(self, painter: QPainter, dirty: QRect) -> None:
        painter.fillRect(dirty, QColor(self._theme.page))
        font = QFont(self.font())
        font.setPixelSize(13)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.text_2))
        box = QRect(self.column_left(), self._metrics.margin_top, self._column_width(), self.viewport().height())
        painter.drawText(box, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), self._message)

    def _measure_some(self) -> None:
        """Find true heights of unseen paragraphs for a few milliseconds, while the canvas is on the screen."""
        if self._position is None or not self.isVisible():
            self._measuring.stop()
            return
        flow, deadline = self._position.flow, perf_counter() + _SLICE_SECONDS
        for number in flow.unmeasured():
            flow.measure(number)
            if perf_counter() > deadline:
                break
        else:
            self._measuring.stop()
            self._ruler_due.start()
        self._position.settle()
        self._follow_position()

    def _refresh_ruler(self) -> None:
        if self.flow is not None:
            self._ruler.set_ticks(self._ticks(self.flow))

    def _ticks(self, flow: ArticleFlow) -> Iterable[Tick]:
        items = [item for _paragraph, item in flow.spans.places()]
        spans = [item.mention.span if isinstance(item, Suggestion) else item.span for item in items]
        for item, share in zip(items, flow.shares(span.start for span in spans), strict=True):
            yield Tick(share, flow.spans.hue(item), isinstance(item, Suggestion))

    def _apply_reflows(self, reflows: Sequence[Reflow]) -> None:
        """Repaint paragraphs that were drawn anew; what lies below one that grew is moved, not painted."""
        position = self._position
        if position is None or not reflows:
            return
        anchor, anchored_at = position.anchor
        position.settle()
        height, width = position.height, self.viewport().width()
        seen = [each for each in reflows if position.y_of(each.number) < height and each.number >= anchor]
        grown = [each for each in seen if each.after != each.before]
        if position.y_of(anchor) != anchored_at:
            self._repaint([(0, height)])
        elif len(grown) == 1:
            top = position.y_of(grown[0].number) + min(grown[0].before, grown[0].after)
            shift = grown[0].after - grown[0].before
            self.viewport().scroll(0, shift, QRect(0, top, width, max(0, height - top)))
        elif grown:
            self._repaint([(position.y_of(grown[0].number), height)])
        self._repaint((position.y_of(each.number), position.y_of(each.number) + each.after) for each in seen)
        self._follow_position()

    def _repaint(self, strips: Iterable[Strip]) -> None:
        for top, bottom in strips:
            self.viewport().update(QRect(0, top, self.viewport().width(), bottom - top))

    def _emphasize(self, emphasis: Emphasis) -> None:
        """Point at something else."""
        old, self._emphasis = self._emphasis, emphasis
        if self._position is not None and old != emphasis:
            self._repaint(list(emphasis_strips(self._position, old, emphasis)))
