"""MouseSurface: the mouse on the article, and what it asks for."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from annotations.model.span import Span
from desktop.canvas.gestures import MouseGestures
from desktop.canvas.handles import Side, boundary_edit, handle_at, stretched, takes_line, token_under
from desktop.canvas.hit import Hit, hit_test
from desktop.canvas.keyboard import KeyboardSurface
from desktop.canvas.passages import Passages, Tokens

_MODIFIERS = Qt.KeyboardModifier


class MouseSurface(KeyboardSurface):
    """Turns mouse events into gestures and does what they mean; what is asked for goes out by signals."""

    edit_requested = Signal(object)  # an Edit, made by the mouse
    mention_clicked = Signal(str, bool)  # id, and whether it is a suggestion
    context_requested = Signal(QPoint, object, object)  # place on the screen, the selected Span or None, an id or None
    part_requested = Signal(object)  # a Span on token boundaries, for the focused mention or suggestion
    link_dragged = Signal(str, str)  # from the focused mention or suggestion, to the one the mouse let go on
    link_dropped = Signal(str, object)  # from the focused mention or suggestion, to the Span of a word

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Asked before a clicked mark is focused; True if the click filled a role: then the event keeps the focus.
        self.claims_click: Callable[[str], bool] = lambda _id: False
        self._gestures = MouseGestures(self, self)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setMouseTracking(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click, or the beginning of a drag; Shift draws the selection to here, Ctrl adds a part to the focus."""
        if event.button() == Qt.MouseButton.LeftButton and self._position is not None:
            held = event.modifiers()
            extend, add = bool(held & _MODIFIERS.ShiftModifier), bool(held & _MODIFIERS.ControlModifier)
            self._gestures.press(event.position(), extend, add)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a token; once more its sentence, and once more its paragraph."""
        if event.button() == Qt.MouseButton.LeftButton and self._position is not None:
            self._gestures.double_press(event.position(), bool(event.modifiers() & _MODIFIERS.ControlModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with what the press began; without a button, show by the cursor what a press would take hold of."""
        if self._position is None:
            return
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._gestures.move(event.position())
        elif not event.buttons():
            self._gestures.cancel()  # the button may have gone up outside
            self.viewport().setCursor(self._cursor_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a click or drag."""
        if event.button() == Qt.MouseButton.LeftButton and self._position is not None:
            self._gestures.release()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What a drag has reached changes with the text under the mouse."""
        super().scrollContentsBy(dx, dy)
        self._gestures.scrolled()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu about the selection, or about the mark under the mouse, which is focused."""
        if self._position is None:
            return
        self._gestures.cancel()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.context_requested.emit(event.globalPos(), self.selection, self.focused)
            return
        hit = self.hit_at(QPointF(event.pos()))
        selected = self.selection
        if selected is None or not selected.start <= hit.start < selected.end:
            selected = None
            if hit.mark is not None:
                self.focus(hit.mark, reveal=False)
            else:
                self.put_caret(self.caret.index_at(hit.start), False)
        self.context_requested.emit(event.globalPos(), selected, hit.mark)

    # What lies where

    def hit_at(self, point: QPointF) -> Hit:
        """What lies under a point of the viewport."""
        assert self._position is not None
        return hit_test(self._position.flow, *self._in_flow(point))

    def token_at(self, point: QPointF) -> Span | None:
        """The token under a point, or None beside the text."""
        assert self._position is not None
        return token_under(self._position.flow, self.caret, *self._in_flow(point))

    def handle_at(self, point: QPointF) -> Side | None:
        """The end of the focused mark under a point."""
        if self._position is None or self._focus is None:
            return None
        return handle_at(self._position, self._focus, point.x() - self.column_left(), point.y())

    def starts_link(self, point: QPointF) -> bool:
        """True if a line can be drawn from there: from a focused event's trigger, from the chip of any focused mark."""
        if self._position is None or self._focus is None:
            return False
        return takes_line(self._position.flow, self._focus, *self._in_flow(point))

    def sentence_at(self, code_point: int) -> Span | None:
        """The sentence round a code point; None in an empty paragraph."""
        return self._passage_at(code_point, Passages.sentence)

    def paragraph_at(self, code_point: int) -> Span | None:
        """The paragraph round a code point, from its first token to its last; None if it is empty."""
        return self._passage_at(code_point, Passages.paragraph)

    def _passage_at(self, code_point: int, passage: Callable[[Passages, int], Tokens]) -> Span | None:
        flow = self.flow
        if flow is None or flow.text.is_blank(flow.text.paragraph_at(code_point)):
            return None
        index = self.caret.index_at(code_point)
        if self.caret.token_at(index).end <= flow.text.starts[flow.text.paragraph_at(code_point)]:
            index = self.caret.index_from(code_point)
        first, last = passage(Passages(flow.text, self.caret), index)
        return Span(self.caret.token_at(first).start, self.caret.token_at(last).end)

    def holds(self, point: QPointF) -> bool:
        """True for a point inside the viewport."""
        return self.viewport().rect().contains(point.toPoint())

    def beyond(self, point: QPointF) -> float:
        """How many pixels a point lies above (negative) or below the viewport."""
        return min(0.0, point.y()) + max(0.0, point.y() - self.viewport().height())

    def scroll_by(self, pixels: int) -> None:
        """Scroll, down if positive."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def _in_flow(self, point: QPointF) -> tuple[float, float]:
        assert self._position is not None
        return point.x() - self.column_left(), point.y() - self._position.origin

    def _cursor_at(self, point: QPointF) -> Qt.CursorShape:
        if self.handle_at(point) is not None:
            return Qt.CursorShape.SizeHorCursor
        return Qt.CursorShape.OpenHandCursor if self.starts_link(point) else Qt.CursorShape.IBeamCursor

    # What gestures do

    def clicked_mark(self, id_: str) -> None:
        """Tell what was clicked, even if it is focused already, and focus it unless the click is claimed."""
        mark = self._mark(id_)
        if mark is not None:
            self.mention_clicked.emit(id_, mark.suggested)
            if not self.claims_click(id_):
                self.focus(id_, reveal=False)

    def stretch(self, side: Side, code_point: int) -> None:
        """Show how far the focused mark would reach with one end at a code point."""
        mark = self._mark(self._focus)
        if mark is not None:
            self._stretch_to(stretched(self.caret, mark.extent, side, code_point))

    def put_back(self) -> None:
        """Show the focused mark as it is."""
        self._stretch_to(None)

    def let_go(self) -> None:
        """Ask for the extent that was shown."""
        mark, span = self._mark(self._focus), self._stretch
        self._stretch_to(None)
        item = self.flow.spans.item(mark.id) if mark is not None and self.flow is not None else None
        if item is not None and mark is not None and span is not None and span != mark.extent:
            self.edit_requested.emit(boundary_edit(item, span))

    def show_extent(self, extent: Span | None) -> None:
        """Show words as selected while the focus stays; None shows none."""
        before = self._state()
        self._extent = extent
        self._announce(before)

    def add_part(self, part: Span) -> None:
        """Ask for another part of the focused mark."""
        self.part_requested.emit(part)

    def link(self, from_id: str, to: str | Span) -> None:
        """Ask for a link to another mark, or to a word."""
        if isinstance(to, Span):
            self.link_dropped.emit(from_id, to)
        else:
            self.link_dragged.emit(from_id, to)

    def _forget_gesture(self) -> None:
        """What was pressed on is about to be gone."""
        self._gestures.forget()
        self._extent = self._stretch = None

    def _stretch_to(self, span: Span | None) -> None:
        before = self._state()
        self._stretch = span
        self._announce(before)
