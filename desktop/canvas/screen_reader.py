"""ScreenReader: tells assistive tools what happens on a canvas, and in words what a look would tell."""

from functools import cache
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleTextCursorEvent,
    QAccessibleTextSelectionEvent,
)

from annotations.model.annotation_set import AnnotationSet
from annotations.model.span import Span
from desktop.canvas.accessible import CanvasAccessible, VisibleMarks
from desktop.canvas.pointing import PointingSurface
from desktop.canvas.spoken import (
    article_in_words,
    edit_in_words,
    focus_in_words,
    selection_in_words,
    suggestion_count,
    word_in_words,
)
from desktop.canvas.text_mirror import TextMirror
from desktop.messages import tr


class ScreenReader(QObject):
    """One per canvas. Makes nothing and says nothing while no assistive tool listens."""

    def __init__(self, canvas: PointingSurface) -> None:
        super().__init__(canvas)
        _install_factory()
        marks = self.marks = VisibleMarks(canvas)
        self._canvas = canvas
        self._mirror: TextMirror | None = None
        self._set: AnnotationSet | None = None
        self._suggested = 0
        # One key may move caret, selection and focus; what came of it is told once.
        self._moved = QTimer(self)
        self._moved.setSingleShot(True)
        self._moved.setInterval(0)
        self._moved.timeout.connect(self._tell_place)
        for signal in (canvas.caret_moved, canvas.selection_changed, canvas.focus_changed):
            signal.connect(self._note_move)
        # No slot of this object: it goes with the canvas, and may be gone when the canvas says so.
        canvas.destroyed.connect(lambda: marks.forget(marks.made()))

    def announce(self, words: str) -> None:
        """Have words said when what is being said now has ended."""
        if words and QAccessible.isActive():
            _send(QAccessibleAnnouncementEvent(self._canvas, words))

    def show(self, annotation_set: AnnotationSet | None) -> None:
        """The canvas shows another article, or the same after an edit, or none."""
        before, self._set = self._set, annotation_set
        if not QAccessible.isActive():
            return
        self.marks.forget([id_ for id_ in self.marks.made() if not self.marks.knows(id_)])
        flow = self._canvas.flow
        if flow is None or annotation_set is None:
            return
        suggested, self._suggested = self._suggested, suggestion_count(flow)
        if before is None or before.id != annotation_set.id:
            self.announce(article_in_words(flow))
            self._moved.start()
        elif before is not annotation_set:
            self.announce(edit_in_words(before, annotation_set))
        elif not suggested and self._suggested:
            self.announce(tr("{0} suggestions").format(self._suggested))

    def mirror(self) -> TextMirror:
        """The text that is shown, with its caret and selection as they are now."""
        if self._mirror is None:
            self._mirror = TextMirror(self._canvas)
            self._mirror.moved.connect(self._go_to)
        flow = self._canvas.flow
        self._mirror.show_text(flow.text if flow is not None else None)
        self._mirror.follow(*self._anchor_and_caret())
        return self._mirror

    def _anchor_and_caret(self) -> tuple[int, int]:
        """In code points. The caret of the canvas is a whole token: it stands before it, or behind it at the end."""
        token, selection = self._canvas.caret.token, self._canvas.selection
        if token is None:
            return 0, 0
        if selection is None:
            return token.start, token.start
        ahead = token.end == selection.end
        return (selection.start, selection.end) if ahead else (selection.end, selection.start)

    def _note_move(self, _what: object) -> None:
        if QAccessible.isActive():
            self._moved.start()

    def _tell_place(self) -> None:
        canvas, flow, token = self._canvas, self._canvas.flow, self._canvas.caret.token
        if flow is None or token is None:
            return
        cursor = self.mirror().textCursor()
        if cursor.hasSelection():
            _send(QAccessibleTextSelectionEvent(canvas, cursor.selectionStart(), cursor.selectionEnd()))
        _send(QAccessibleTextCursorEvent(canvas, cursor.position()))
        if canvas.focused is not None:
            self.announce(focus_in_words(flow, canvas.focused))
        elif canvas.selection is not None:
            self.announce(selection_in_words(flow, canvas.selection))
        else:
            self.announce(word_in_words(flow, token))

    def _go_to(self, anchor: int, caret: int) -> None:
        """A screen reader or a braille line put the caret or the selection somewhere."""
        if anchor == caret:
            self._canvas.move_caret(self._canvas.caret.index_at(caret))
        else:
            self._canvas.select(Span(min(anchor, caret), max(anchor, caret)))


def _send(event: QAccessibleEvent) -> None:
    QAccessible.updateAccessibility(event)


@cache
def _install_factory() -> None:
    """Once per process: Qt asks it for every widget that an assistive tool looks at."""
    QAccessible.installFactory(_accessible_of)


def _accessible_of(class_name: str, widget: Any) -> CanvasAccessible | None:
    if class_name != "ArticleCanvas":
        return None
    reader = widget.findChild(ScreenReader)
    return CanvasAccessible(reader.marks, reader.mirror) if reader is not None else None
