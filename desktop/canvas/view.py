"""ArticleCanvas: the article with its mentions and suggestions, to read, point at, select and click."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.ids import SuggestionId
from annotations.model.schema import Schema
from annotations.model.suggestion import Suggestion
from desktop.canvas.caret import TokenCaret
from desktop.canvas.dirty import link_strips
from desktop.canvas.flow import ArticleFlow
from desktop.canvas.mouse import MouseSurface
from desktop.canvas.screen_reader import ScreenReader


class ArticleCanvas(MouseSurface):
    """Takes values in and gives signals out; knows neither where they are kept nor what an edit does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen_reader = ScreenReader(self)
        self.setAccessibleName(self.tr("Article text"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def show_article(
        self, article: Article, annotation_set: AnnotationSet, pending: Sequence[Suggestion], schema: Schema
    ) -> None:
        """Show an article from its beginning, with nothing focused or selected."""
        before = self._state()
        self._forget_gesture()
        flow = ArticleFlow(article, schema, self._metrics, self._column_width())
        flow.update(annotation_set, pending)
        self.caret, self._focus = TokenCaret(article.tokens), None
        self._show_flow(flow)
        self.setAccessibleDescription(article.title)
        self._screen_reader.show(annotation_set)
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
        self._screen_reader.show(annotation_set)
        self._announce(before)

    def clear(self, message: str = "") -> None:
        """Show no article, and `message` in its place."""
        before = self._state()
        self._forget_gesture()
        self.caret, self._focus = TokenCaret(()), None
        self._show_flow(None, message)
        self.setAccessibleDescription(message)
        self._screen_reader.show(None)
        self.announce(message)
        self._announce(before)

    def announce(self, words: str) -> None:
        """Have words said by a screen reader, if one listens."""
        self._screen_reader.announce(words)

    def focus_area(self) -> QRect:
        """The lines of what is focused, selected or under the caret, in the viewport's coordinates."""
        mark = self._mark(self._focus)
        span = mark.extent if mark is not None else self.selection or self.caret.token
        if self._position is None or span is None:
            return QRect(0, 0, self.viewport().width(), 0)
        top, bottom = (y + self._position.origin for y in self._position.flow.lines_of(span, self._focus))
        return QRect(self.column_left(), top, self._column_width(), bottom - top)
