"""ArticleCanvas: the article with its mentions and suggestions, to read, point at, select and click."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.ids import SuggestionId
from annotations.model.schema import Schema
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
from annotations.text.paragraphs import sentences
from desktop.canvas.caret import TokenCaret
from desktop.canvas.dirty import link_strips
from desktop.canvas.flow import ArticleFlow
from desktop.canvas.gestures import MouseGestures
from desktop.canvas.handles import Side, boundary_edit, handle_at, stretched
from desktop.canvas.hit import Hit, hit_test
from desktop.canvas.keyboard import KeyboardSurface


class ArticleCanvas(KeyboardSurface):
    """Takes values in and gives signals out; knows neither where they are kept nor what an edit does."""

    edit_requested = Signal(object)  # an Edit, made by the mouse
    mention_clicked = Signal(str, bool)  # id, and whether it is a suggestion
    context_requested = Signal(QPoint, object, object)  # place on the screen, the selected Span or None, an id or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Asked before a clicked mark is focused; True if the click filled a role: then the event keeps the focus.
        self.claims_click: Callable[[str], bool] = lambda _id: False
        self._gestures = MouseGestures(self, self)
        self.setAccessibleName(self.tr("Article text"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setMouseTracking(True)

    def show_article(
        self, article: Article, annotation_set: AnnotationSet, pending: Sequence[Suggestion], schema: Schema
    ) -> None:
        """Show an article from its beginning, with nothing focused or selected."""
        before = self._state()
        flow = ArticleFlow(article, schema, self._metrics, self._column_width())
        flow.update(annotation_set, pending)
        self.caret, self._focus = TokenCaret(article.tokens), None
        self._show_flow(flow)
        self._announce(before)

    def show_set(self, annotation_set: AnnotationSet, pending: Sequence[Suggestion]) -> None:
        """Show the annotations after an edit. Place and focus stay; the focus follows an accepted suggestion."""
        if self._position is None:
            return
        before, position, spans = self._state(), self._position, self._position.flow.spans
        if self._focus is not None:
            self._repaint(list(link_strips(position, self._focus)))
        self._apply_reflows(position.flow.update(annotation_set, pending))
        self._ruler_due.start()
        if self._focus is not None and self._focus not in spans:
            decision = annotation_set.decisions.get(SuggestionId(self._focus))
            became = decision.mention if decision is not None else None
            self._focus = became if became in spans else None
        if self._focus is not None:
            self._repaint(list(link_strips(position, self._focus)))
        self._announce(before)

    def clear(self, message: str = "") -> None:
        """Show no article, and `message` in its place."""
        before = self._state()
        self.caret, self._focus = TokenCaret(()), None
        self._show_flow(None, message)
        self._announce(before)

    # What the mouse does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click, or the beginning of a drag; with Shift the selection reaches to here."""
        if event.button() == Qt.MouseButton.LeftButton and self._position is not None:
            self._gestures.press(event.position(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a token; once more, its sentence."""
        if event.button() == Qt.MouseButton.LeftButton and self._position is not None:
            self._gestures.double_press(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a selection or an end of the focused mark; tokens snap at once."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._position is not None:
            self._gestures.move(event.position())
        elif not event.buttons():
            over_handle = self.handle_at(event.position()) is not None
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if over_handle else Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a click or drag."""
        if event.button() == Qt.MouseButton.LeftButton and self._position is not None:
            self._gestures.release()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu about the selection, or about the mark under the mouse, which is focused."""
        if self._position is None:
            return
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

    def hit_at(self, point: QPointF) -> Hit:
        """What lies under a point of the viewport."""
        assert self._position is not None
        return hit_test(self._position.flow, point.x() - self.column_left(), point.y() - self._position.origin)

    def clicked_mark(self, id_: str) -> None:
        """Tell what was clicked, even if it is focused already, and focus it unless the click is claimed."""
        mark = self._mark(id_)
        if mark is not None:
            self.mention_clicked.emit(id_, mark.suggested)
            if not self.claims_click(id_):
                self.focus(id_, reveal=False)

    def handle_at(self, point: QPointF) -> Side | None:
        """The end of the focused mark under a point."""
        if self._position is None or self._focus is None:
            return None
        return handle_at(self._position, self._focus, point.x() - self.column_left(), point.y())

    def stretch(self, side: Side, code_point: int) -> None:
        """Show how far the focused mark would reach with one end at a code point."""
        mark = self._mark(self._focus)
        if mark is not None:
            before = self._state()
            self._stretch = stretched(self.caret, mark.extent, side, code_point)
            self._announce(before)

    def let_go(self) -> None:
        """Ask for the extent that was shown."""
        before, mark, span = self._state(), self._mark(self._focus), self._stretch
        self._stretch = None
        self._announce(before)
        item = self.flow.spans.item(mark.id) if mark is not None and self.flow is not None else None
        if item is not None and mark is not None and span is not None and span != mark.extent:
            self.edit_requested.emit(boundary_edit(item, span))

    def focus_area(self) -> QRect:
        """The lines of what is focused, selected or under the caret, in the viewport's coordinates."""
        mark = self._mark(self._focus)
        span = mark.extent if mark is not None else self.selection or self.caret.token
        if self._position is None or span is None:
            return QRect(0, 0, self.viewport().width(), 0)
        top, bottom = (y + self._position.origin for y in self._position.flow.lines_of(span))
        return QRect(self.column_left(), top, self._column_width(), bottom - top)

    def sentence_at(self, code_point: int) -> Span | None:
        """The sentence round a code point, within its paragraph."""
        flow = self.flow
        if flow is None:
            return None
        number = flow.text.paragraph_at(code_point)
        tokens = self.caret.inside(flow.text.starts[number], flow.text.ends[number])
        within = [span for span in sentences(flow.article.text, tokens) if span.start <= code_point]
        return within[-1] if within else None

    def scroll_by(self, pixels: int) -> None:
        """Scroll, down if positive."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def beyond(self, point: QPointF) -> float:
        """How many pixels a point lies above (negative) or below the viewport."""
        return min(0.0, point.y()) + max(0.0, point.y() - self.viewport().height())
