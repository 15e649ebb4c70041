"""MouseGestures: what presses, drags and clicks on the canvas mean. Speaks in tokens and marks, never in pixels."""

from typing import Protocol

from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtWidgets import QApplication

from annotations.model.span import Span
from desktop.canvas.caret import TokenCaret
from desktop.canvas.handles import Side
from desktop.canvas.hit import Hit

_AUTOSCROLL_MILLISECONDS = 30


class GestureTarget(Protocol):
    """What the gestures need of the canvas."""

    caret: TokenCaret

    def hit_at(self, point: QPointF) -> Hit: ...

    def clicked_mark(self, id_: str) -> None: ...

    def select_tokens(self, first: int, last: int) -> None: ...

    def put_caret(self, index: int, extend: bool) -> None: ...

    def sentence_at(self, code_point: int) -> Span | None: ...

    def scroll_by(self, pixels: int) -> None: ...

    def beyond(self, point: QPointF) -> float: ...

    def handle_at(self, point: QPointF) -> Side | None: ...

    def stretch(self, side: Side, code_point: int) -> None: ...

    def let_go(self) -> None: ...


class MouseGestures(QObject):
    """A press waits: released in place it is a click, moved to another token it becomes a selection."""

    def __init__(self, target: GestureTarget, parent: QObject) -> None:
        super().__init__(parent)
        self._target = target
        self._pressed: Hit | None = None
        self._from = (0, 0)
        self._start = QPointF()
        self._point = QPointF()
        self._doubled = QPointF()
        self._dragging = False
        self._side: Side | None = None
        self._autoscroll = QTimer(self)
        self._autoscroll.setInterval(_AUTOSCROLL_MILLISECONDS)
        self._autoscroll.timeout.connect(self._scroll_on)
        self._triple = QTimer(self)
        self._triple.setSingleShot(True)

    def press(self, point: QPointF, extend: bool) -> None:
        """The left button goes down."""
        hit = self._target.hit_at(point)
        caret = self._target.caret
        tokens = caret.around(hit.start, hit.end)
        self._start = self._point = point
        self._side = None if extend else self._target.handle_at(point)
        if self._side is not None:
            return
        third = self._triple.isActive() and _near(point, self._doubled)
        self._triple.stop()
        if third:
            sentence = self._target.sentence_at(hit.start)
            around = caret.indices(sentence) if sentence is not None else None
            if around is not None:
                self._target.select_tokens(*around)
            return
        if extend:
            self._target.put_caret(tokens[0], True)
            anchor = caret.anchor if caret.anchor is not None else tokens[0]
            self._from, self._dragging = (anchor, anchor), True
            return
        self._pressed, self._from = hit, tokens

    def double_press(self, point: QPointF) -> None:
        """The second press of a double click: the token, and the sentence if a third one follows at once."""
        hit = self._target.hit_at(point)
        self._start = self._point = self._doubled = point
        self._pressed, self._from = None, self._target.caret.around(hit.start, hit.end)
        self._target.select_tokens(*self._from)
        self._dragging = True
        self._triple.start(QApplication.doubleClickInterval())

    def move(self, point: QPointF) -> None:
        """The mouse moves with the button held."""
        self._point = point
        if self._side is None and not self._dragging:
            if self._pressed is None or _near(point, self._start):
                return
            self._dragging = True
        self._reach()
        if self._target.beyond(point):
            self._autoscroll.start()
        else:
            self._autoscroll.stop()

    def release(self) -> None:
        """The button goes up."""
        self._autoscroll.stop()
        pressed, dragged, side = self._pressed, self._dragging, self._side
        self._pressed, self._dragging, self._side = None, False, None
        if side is not None:
            self._target.let_go()
            return
        if pressed is None or dragged:
            return
        if pressed.mark is not None:
            self._target.clicked_mark(pressed.mark)
        else:
            self._target.put_caret(self._from[0], False)

    def _reach(self) -> None:
        """Stretch what is dragged to the grapheme under the mouse."""
        caret, hit = self._target.caret, self._target.hit_at(self._point)
        if self._side is not None:
            self._target.stretch(self._side, hit.start)
            return
        first, last = caret.around(hit.start, hit.end)
        wanted = (self._from[0], last) if last >= self._from[1] else (self._from[1], first)
        if wanted != (caret.anchor, caret.index):
            self._target.select_tokens(*wanted)

    def _scroll_on(self) -> None:
        self._target.scroll_by(round(self._target.beyond(self._point) / 2))
        self._reach()


def _near(point: QPointF, other: QPointF) -> bool:
    """True if the mouse did not really move between two points."""
    return (point - other).manhattanLength() < QApplication.startDragDistance()
