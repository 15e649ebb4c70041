"""DisputeCanvas: the article once, with a lane per analyst where they differ, to read, point at and click."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from annotations.model.article import Article
from annotations.model.mark import Mark
from annotations.model.mention import Mention
from annotations.model.schema import Schema
from annotations.model.span import Span
from annotations.text.direction import reads_right_to_left
from desktop.canvas.dirty import span_strips
from desktop.canvas.dispute_flow import DisputeFlow
from desktop.canvas.emphasis import Emphasis
from desktop.canvas.flow import ArticleFlow
from desktop.canvas.lane_painter import LanePainter
from desktop.canvas.metrics import BODY_PIXELS
from desktop.canvas.place_words import place_in_words, version_in_words
from desktop.canvas.places import Lane, Place, hue_of, version_id
from desktop.canvas.ruler import Tick
from desktop.canvas.scroll_position import ScrollPosition
from desktop.canvas.surface import FlowSurface
from desktop.theme import Theme

_GUTTER = 96 / BODY_PIXELS  # em, with names in it
_NARROW_GUTTER = 4.0  # em: a few letters of a name


class DisputeCanvas(FlowSurface):
    """Takes values in and gives signals out. Knows neither what a ruling is nor how places come about."""

    place_clicked = Signal(str, object)  # the key of a place, and the lane (from 0) whose bar or chip it was, or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lane_painter = LanePainter(self._theme)
        self._disputes: DisputeFlow | None = None
        self._mirrored = False
        self._key: str | None = None
        self._picked: int | None = None
        self._edited: tuple[Mark, ...] = ()
        self._pointed: tuple[Span, ...] = ()  # what `_emphasis` makes stand out
        self.setAccessibleName(self.tr("Article text"))
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def show_article(
        self,
        article: Article,
        schema: Schema,
        agreed: Iterable[Mention],
        lanes: Sequence[Lane],
        places: Iterable[Place],
    ) -> None:
        """Show an article from its beginning, with no place in focus.

        `agreed` is all that stands in the adjudicated set, or only what nobody had to rule.
        """
        self._mirrored = reads_right_to_left(article.text)
        flow = DisputeFlow(article, schema, self._metrics, self._column_width())
        flow.show(agreed, places, lanes)
        self._disputes = flow
        self._forget_focus()
        self._show_flow(flow)
        self.setAccessibleDescription(article.title)

    def show_places(
        self, places: Iterable[Place], agreed: Iterable[Mention], lanes: Sequence[Lane] | None = None
    ) -> None:
        """Show the article after a ruling, or with other names beside its lanes. The lines in sight stay where they
        are, and so does the focus while its place is there."""
        flow, position = self._disputes, self._position
        if flow is None or position is None:
            return
        line = position.first_line()
        before = self._y_of(flow, position, line)
        self._apply_reflows(flow.show(agreed, places, flow.lanes if lanes is None else lanes))
        if moved := self._y_of(flow, position, line) - before:
            self.verticalScrollBar().setValue(position.value + moved)
        self._ruler_due.start()
        if self._key not in flow.places:
            self._forget_focus()
        self._point()
        self._describe(flow)

    def set_focus(self, key: str | None, picked: int | None = None) -> None:
        """Put a place in focus and bring it into the upper half of the screen; `picked` is the lane whose version is
        chosen. An unknown key, or None, leaves none in focus."""
        flow = self._disputes
        if flow is None:
            return
        before = self._key, self._picked
        place = flow.places.get(key) if key is not None else None
        self._key, self._picked, self._edited = (place.key if place is not None else None), picked, ()
        if place is not None and place.key != before[0]:
            self._bring_up(flow, place)
        self._point()
        self._describe(flow)
        if place is not None and (place.key, picked) != before:
            version = place.versions[picked] if picked is not None and place.key == before[0] else None
            if picked is None or version is None:
                self.announce(self.accessibleDescription())
            else:
                self.announce(version_in_words(flow.article, place, flow.lanes[picked], version, flow.schema))

    def set_edit(self, marks: Iterable[Mark] | None) -> None:
        """Show the ends of these marks as being moved; None shows the place in focus as it is."""
        self._edited = tuple(marks or ())
        self._point()

    def clear(self, message: str = "") -> None:
        """Show no article, and `message` in its place."""
        self._disputes = None
        self._forget_focus()
        self._show_flow(None, message)
        self.setAccessibleDescription(message)
        self.announce(message)

    def focus_area(self) -> QRect:
        """What is in sight of the lines of the place in focus, with their lanes, in the viewport's coordinates."""
        flow, position = self._disputes, self._position
        if flow is None or position is None or self._key is None:
            return QRect(0, 0, self.viewport().width(), 0)
        edges = (y + position.origin for y in flow.room_of(flow.places[self._key].reach))
        top, bottom = (max(0, min(y, position.height)) for y in edges)
        return QRect(self.column_left(), top, self._column_width(), bottom - top)

    def announce(self, words: str) -> None:
        """Have words said by a screen reader, if one listens."""
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    # What stands out

    def _forget_focus(self) -> None:
        self._key, self._picked, self._edited, self._pointed = None, None, (), ()

    def _point(self) -> None:
        """Let the place in focus stand out: by a ring, the chip of what is picked, and the event a role belongs to."""
        flow, position = self._disputes, self._position
        if flow is None or position is None:
            return
        place = flow.places.get(self._key) if self._key is not None else None
        old, emphasis, pointed = self._emphasis, Emphasis(), ()
        if place is not None:
            trigger = flow.trigger_of(place)
            edited = tuple(Span(mark.start, mark.end) for mark in self._edited)
            emphasis = Emphasis(
                focus=version_id(place.key, self._picked),
                stretch=place.reach,
                kin=frozenset() if trigger is None else frozenset({trigger}),
                edited=edited,
            )
            named = () if place.trigger is None else (Span(place.trigger.start, place.trigger.end),)
            pointed = (place.reach, *edited, *named)
        if emphasis != old or pointed != self._pointed:
            for span in (*self._pointed, *pointed):
                self._repaint(span_strips(position, span, lanes=True))
        self._emphasis, self._pointed = emphasis, pointed

    def _bring_up(self, flow: DisputeFlow, place: Place) -> None:
        """Scroll unless the place is whole in sight and begins in the upper half already."""
        position, bar = self._position, self.verticalScrollBar()
        assert position is not None
        slack = self._metrics.line(1, False) // 2
        for _attempt in range(4):  # heights near the goal may come true on the way and move it
            top, bottom = flow.room_of(place.reach)
            position.settle()
            self._follow_position()
            y, end = top + position.origin, bottom + position.origin
            if slack <= y <= position.height // 2 and end <= position.height:
                break
            before = position.value
            bar.setValue(before + y - position.height // 4)
            if position.value == before:
                break

    def _describe(self, flow: DisputeFlow) -> None:
        place = flow.places.get(self._key) if self._key is not None else None
        words = place_in_words(flow.article, place, flow.lanes, flow.schema) if place is not None else ""
        self.setAccessibleDescription(words or flow.article.title)

    def _y_of(self, flow: DisputeFlow, position: ScrollPosition, code_point: int) -> int:
        number = flow.text.paragraph_at(code_point)
        layout = flow.laid(number).layout
        return position.y_of(number) + layout.tops[layout.line_at(code_point)]

    # Pixels

    def _gutter(self) -> int:
        em = self._metrics.em
        spare = self.viewport().width() - self._metrics.margin_right - self._metrics.narrow_column
        return min(round(_GUTTER * em), max(round(_NARROW_GUTTER * em), spare))

    def column_left(self) -> int:
        """The x of the text column in the viewport; the gutter lies right of it where the article reads leftwards."""
        if not self._mirrored:
            return super().column_left()
        beside = self.viewport().width() - self._column_width()
        return min(beside - self._gutter(), beside // 2)

    def set_theme(self, theme: Theme) -> None:
        """Other colours; nothing moves."""
        super().set_theme(theme)
        self._lane_painter = LanePainter(theme)

    def _paint_article(self, painter: QPainter, dirty: QRectF, position: ScrollPosition) -> None:
        painter.save()
        super()._paint_article(painter, dirty, position)
        painter.restore()
        if self._disputes is not None:
            left, width = self.column_left(), self._gutter()
            gutter = QRectF(left + self._column_width() if self._mirrored else left - width, 0, width, position.height)
            self._lane_painter.paint(painter, dirty, position, self._disputes, left, gutter)

    def _ticks(self, flow: ArticleFlow) -> Iterable[Tick]:
        """One for each open place."""
        if self._disputes is None:
            return
        open_ = [place for place in self._disputes.places.values() if place.settled is None]
        for place, share in zip(open_, flow.shares(place.start for place in open_), strict=True):
            yield Tick(share, hue_of(place, self._disputes.schema), suggested=False)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which place was clicked, and whose version."""
        found = self._place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.place_clicked.emit(*found)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """All is said when the button goes down."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would take."""
        found = self._place_at(event.position())
        shape = Qt.CursorShape.ArrowCursor if found is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    def _place_at(self, point: QPointF) -> tuple[str, int | None] | None:
        if self._disputes is None or self._position is None:
            return None
        return self._disputes.place_at(point.x() - self.column_left(), point.y() - self._position.origin)
