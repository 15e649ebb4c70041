"""MouseGestures: what presses, drags and clicks on the canvas mean. Speaks in tokens and marks, never in pixels."""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotations.model.span import Span
from desktop.canvas.drags import Drag, DragTarget, EndDrag, LinkDrag, PartDrag, SelectionDrag
from desktop.canvas.handles import Side

_AUTOSCROLL_MILLISECONDS = 30


class GestureTarget(DragTarget, Protocol):
    """What the gestures need of the canvas."""

    def handle_at(self, point: QPointF) -> Side | None: ...

    def starts_link(self, point: QPointF) -> bool: ...

    def select(self, span: Span | None) -> None: ...

    def sentence_at(self, code_point: int) -> Span | None: ...

    def paragraph_at(self, code_point: int) -> Span | None: ...

    def scroll_by(self, pixels: int) -> None: ...

    def beyond(self, point: QPointF) -> float: ...


class MouseGestures(QObject):
    """A press waits: released in place it is a click, moved it becomes a drag. Escape cancels either."""

    def __init__(self, target: GestureTarget, canvas: QObject) -> None:
        super().__init__(canvas)
        self._target = target
        self._canvas = canvas
        self._drag: Drag | None = None
        self._moved = False
        self._start = QPointF()
        self._point = QPointF()
        self._clicks = 0
        self._autoscroll = QTimer(self)
        self._autoscroll.setInterval(_AUTOSCROLL_MILLISECONDS)
        self._autoscroll.timeout.connect(self._scroll_on)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)

    def press(self, point: QPointF, extend: bool, add: bool) -> None:
        """The left button goes down: to select, with `extend` from where the caret is, with `add` another part."""
        self.cancel()
        target, third = self._target, self._follows(2, point)
        if third:
            self._count(3, point)
            target.select(target.sentence_at(target.hit_at(point).start))
        elif add and target.focused is not None:
            self._begin(PartDrag(target, point), point)
        elif extend:
            self._begin(SelectionDrag(target, point, extend=True), point, moved=True)
        elif (side := target.handle_at(point)) is not None:
            self._begin(EndDrag(target, point, side), point)
        elif target.starts_link(point):
            self._begin(LinkDrag(target, point), point)
        else:
            self._begin(SelectionDrag(target, point), point)

    def double_press(self, point: QPointF, add: bool) -> None:
        """The second press of a double click: the token; a third one its sentence, a fourth its paragraph."""
        self.cancel()
        target = self._target
        if self._follows(3, point):
            target.select(target.paragraph_at(target.hit_at(point).start))
        elif not (add and target.focused is not None):  # then the first of the two presses has said it all
            self._count(2, point)
            drag = SelectionDrag(target, point)
            self._begin(drag, point, moved=True)
            target.select_tokens(*drag.tokens)

    def move(self, point: QPointF) -> None:
        """The mouse moves with the button held."""
        self._point = point
        if self._drag is None or not (self._moved or not _near(point, self._start)):
            return
        self._moved = True
        self._drag.reach(point)
        if self._target.beyond(point):
            self._autoscroll.start()
        else:
            self._autoscroll.stop()

    def scrolled(self) -> None:
        """The text moved under the mouse: what counts is what lies there now."""
        if self._drag is not None and self._moved:
            self._drag.reach(self._point)

    def release(self) -> None:
        """The button goes up."""
        drag, moved = self._drag, self._moved
        self.forget()
        if drag is not None:
            if moved:
                drag.drop()
            else:
                drag.click()

    def cancel(self) -> None:
        """What is going on has never been."""
        drag, moved = self._drag, self._moved
        self.forget()
        if drag is not None and moved:
            drag.cancel()

    def forget(self) -> None:
        """End what is going on without a word: the canvas shows something else now."""
        self._autoscroll.stop()
        self._drag, self._moved = None, False
        self._canvas.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape, while the button is down, is meant for the mouse and reaches nobody else."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self._drag is not None:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.cancel()
                return True
        return super().eventFilter(watched, event)

    def _begin(self, drag: Drag, point: QPointF, moved: bool = False) -> None:
        self._drag, self._moved = drag, moved
        self._start = self._point = point
        # Installed anew each time, as the filter installed last is asked first.
        self._canvas.installEventFilter(self)

    def _count(self, clicks: int, point: QPointF) -> None:
        self._clicks, self._start = clicks, point
        self._soon.start(QApplication.doubleClickInterval())

    def _follows(self, clicks: int, point: QPointF) -> bool:
        """True if the press is the next one, at once and in place, after so many clicks."""
        follows = self._clicks == clicks and self._soon.isActive() and _near(point, self._start)
        self._clicks = 0
        return follows

    def _scroll_on(self) -> None:
        self._target.scroll_by(round(self._target.beyond(self._point) / 2))
        self.scrolled()


def _near(point: QPointF, other: QPointF) -> bool:
    """True if the mouse did not really move between two points."""
    return (point - other).manhattanLength() < QApplication.startDragDistance()
