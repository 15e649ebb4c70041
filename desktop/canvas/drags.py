"""What a press of the mouse becomes when the mouse moves before it is let go: one class per meaning."""

from abc import ABC, abstractmethod
from typing import Protocol

from PySide6.QtCore import QPointF

from annotations.model.span import Span
from desktop.canvas.caret import TokenCaret
from desktop.canvas.handles import Side
from desktop.canvas.hit import Hit
from desktop.canvas.pointing import Pointed


class DragTarget(Protocol):
    """What drags need of the canvas."""

    caret: TokenCaret

    @property
    def focused(self) -> str | None: ...

    def hit_at(self, point: QPointF) -> Hit: ...

    def token_at(self, point: QPointF) -> Span | None: ...

    def holds(self, point: QPointF) -> bool: ...

    def clicked_mark(self, id_: str) -> None: ...

    def put_caret(self, index: int, extend: bool) -> None: ...

    def select_tokens(self, first: int, last: int) -> None: ...

    def standing(self) -> Pointed: ...

    def stand(self, pointed: Pointed) -> None: ...

    def show_extent(self, extent: Span | None) -> None: ...

    def add_part(self, part: Span) -> None: ...

    def stretch(self, side: Side, code_point: int) -> None: ...

    def let_go(self) -> None: ...

    def put_back(self) -> None: ...

    def set_drag_line(self, from_id: str | None, point: QPointF | None, to_id: str | None = None) -> None: ...

    def link(self, from_id: str, to: str | Span) -> None: ...


class Drag(ABC):
    """Begins where the button went down. It ends in exactly one of `click`, `drop` and `cancel`."""

    def __init__(self, target: DragTarget, point: QPointF) -> None:
        self._target = target
        self._point = point
        self._hit = target.hit_at(point)
        self.tokens = target.caret.around(self._hit.start, self._hit.end)

    def click(self) -> None:
        """The mouse never moved: a mark is clicked, or the caret put."""
        if self._hit.mark is not None:
            self._target.clicked_mark(self._hit.mark)
        else:
            self._target.put_caret(self.tokens[0], False)

    @abstractmethod
    def reach(self, point: QPointF) -> None:
        """The mouse is there now: show what letting go would do."""

    @abstractmethod
    def drop(self) -> None:
        """The mouse lets go."""

    @abstractmethod
    def cancel(self) -> None:
        """Leave everything as it was."""

    def _reached(self, point: QPointF) -> tuple[int, int]:
        """The tokens from where the drag began to the mouse, the one under the mouse last."""
        hit = self._target.hit_at(point)
        first, last = self._target.caret.around(hit.start, hit.end)
        return (self.tokens[0], last) if last >= self.tokens[1] else (self.tokens[1], first)


class SelectionDrag(Drag):
    """Selects from the token pressed to the one under the mouse; with `extend` from where the selection begins."""

    def __init__(self, target: DragTarget, point: QPointF, extend: bool = False) -> None:
        super().__init__(target, point)
        self._before = target.standing()
        if extend:
            target.put_caret(self.tokens[0], True)
            anchor = target.caret.anchor if target.caret.anchor is not None else self.tokens[0]
            self.tokens = (anchor, anchor)

    def reach(self, point: QPointF) -> None:
        """Select up to the mouse; tokens snap at once."""
        wanted, caret = self._reached(point), self._target.caret
        if wanted != (caret.anchor, caret.index):
            self._target.select_tokens(*wanted)

    def drop(self) -> None:
        """The selection stands."""

    def cancel(self) -> None:
        """Back to what was selected or focused before."""
        self._target.stand(self._before)


class PartDrag(Drag):
    """Chooses another part for the focused mark, which keeps the focus."""

    def __init__(self, target: DragTarget, point: QPointF) -> None:
        super().__init__(target, point)
        self._focus = target.focused
        self._part: Span | None = None

    def click(self) -> None:
        """The word pressed is the part; beside the text there is none."""
        self._part = self._target.token_at(self._point)
        self.drop()

    def reach(self, point: QPointF) -> None:
        """Show the part as a selection is shown."""
        first, last = sorted(self._reached(point))
        tokens = self._target.caret.tokens
        self._part = Span(tokens[first].start, tokens[last].end) if tokens else None
        self._target.show_extent(self._part)

    def drop(self) -> None:
        """Ask for the part, unless the mark lost the focus meanwhile."""
        self._target.show_extent(None)
        if self._part is not None and self._target.focused == self._focus:
            self._target.add_part(self._part)

    def cancel(self) -> None:
        """Show no part."""
        self._target.show_extent(None)


class EndDrag(Drag):
    """Draws one end of the focused mark to another token."""

    def __init__(self, target: DragTarget, point: QPointF, side: Side) -> None:
        super().__init__(target, point)
        self._side = side
        self._focus = target.focused

    def reach(self, point: QPointF) -> None:
        """Show how far the mark would reach; nothing once it lost the focus."""
        if self._target.focused == self._focus:
            self._target.stretch(self._side, self._target.hit_at(point).start)
        else:
            self._target.put_back()

    def drop(self) -> None:
        """Ask for that extent, unless the mark lost the focus meanwhile."""
        if self._target.focused == self._focus:
            self._target.let_go()
        else:
            self._target.put_back()

    def cancel(self) -> None:
        """The end goes back to where it was."""
        self._target.put_back()


class LinkDrag(Drag):
    """Draws a line from the focused mark to another mark, or to a word that is none yet."""

    def __init__(self, target: DragTarget, point: QPointF) -> None:
        super().__init__(target, point)
        self._from = target.focused
        self._to: str | Span | None = None

    def reach(self, point: QPointF) -> None:
        """Show the line, and the mark or the word at its end."""
        mark, word = None, None
        if self._target.holds(point):
            mark = self._target.hit_at(point).mark
            word = self._target.token_at(point) if mark is None else None
        if mark == self._from:
            mark = None
        self._to = mark or word
        self._target.set_drag_line(self._from, point, mark)
        self._target.show_extent(word)

    def drop(self) -> None:
        """Ask for the link, if the line ends anywhere and begins where it did."""
        self.cancel()
        if self._from is not None and self._to is not None and self._target.focused == self._from:
            self._target.link(self._from, self._to)

    def cancel(self) -> None:
        """Show no line."""
        self._target.set_drag_line(None, None)
        self._target.show_extent(None)
