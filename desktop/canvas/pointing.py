"""PointingSurface: what the annotator points at, and the signals that tell."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotations.model.span import Span
from desktop.canvas.caret import TokenCaret
from desktop.canvas.emphasis import Emphasis
from desktop.canvas.marks import Mark
from desktop.canvas.overlay_surface import OverlaySurface

Pointed = tuple[str | None, int | None, int]  # the focus, the anchor of the selection, the token under the caret


class PointingSurface(OverlaySurface):
    """One of three things is pointed at: a focused mark, a selection of tokens, or the token under the caret."""

    focus_changed = Signal(object)  # the id of a mention or suggestion, or None
    caret_moved = Signal(int)  # the index of a token
    selection_changed = Signal(object)  # a Span on token boundaries, or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caret = TokenCaret(())
        self._focus: str | None = None
        self._stretch: Span | None = None
        self._extent: Span | None = None  # shown as a selection is, while the focus stays

    @property
    def focused(self) -> str | None:
        """The id of the focused mention or suggestion."""
        return self._focus

    @property
    def selection(self) -> Span | None:
        """The selected tokens as one span."""
        return self.caret.selection

    @property
    def caret_token(self) -> int:
        """The index of the token under the caret."""
        return self.caret.index

    @property
    def event_numbers(self) -> Mapping[str, int]:
        """The number that each event, decided or suggested, bears in this article."""
        return self.flow.spans.roles.numbers if self.flow is not None else {}

    def focus(self, id_: str | None, reveal: bool = True) -> None:
        """Focus a mention or suggestion, or none; the caret goes to its first token. An unknown id focuses none."""
        before, mark = self._state(), self._mark(id_)
        self._focus = mark.id if mark is not None else None
        self.caret.clear_selection()
        if mark is not None:
            self.caret.move(self.caret.index_from(mark.extent.start), False)
        self._announce(before)
        if mark is not None and reveal:
            self.reveal(mark.extent, mark.id)

    def select(self, span: Span | None, reveal: bool = False) -> None:
        """Select the tokens that a span touches, or nothing; with `reveal` they are scrolled into sight."""
        tokens = self.caret.indices(span) if span is not None else None
        if tokens is not None:
            self.select_tokens(*tokens)
            if reveal and self.selection is not None:
                self.reveal(self.selection)
        else:
            before = self._state()
            self.caret.clear_selection()
            self._announce(before)

    def select_tokens(self, first: int, last: int) -> None:
        """Select from one token to another; the caret stands on the last."""
        before = self._state()
        self._focus = None
        self.caret.select(first, last)
        self._announce(before)

    def put_caret(self, index: int, extend: bool) -> None:
        """Put the caret on a token; with `extend` the selection reaches to it."""
        before = self._state()
        self._focus = None
        self.caret.move(index, extend)
        self._announce(before)

    def move_caret(self, token_index: int, extend: bool = False) -> None:
        """Put the caret on a token and show it."""
        self.put_caret(token_index, extend)
        if self.caret.token is not None:
            self.reveal(self.caret.token)

    def standing(self) -> Pointed:
        """What is pointed at now, to come back to it with `stand`."""
        return self._focus, self.caret.anchor, self.caret.index

    def stand(self, pointed: Pointed) -> None:
        """Point at what was pointed at before; a mark that is gone since is not focused."""
        before = self._state()
        focus, anchor, index = pointed
        mark = self._mark(focus)
        self._focus = mark.id if mark is not None else None
        if anchor is not None:
            self.caret.select(anchor, index)
        else:
            self.caret.move(index, False)
        self._announce(before)

    def reading_place(self) -> int:
        """The code point that begins the first line fully in view; 0 at the top of the article."""
        return self._position.first_line() if self._position is not None else 0

    def go_to_place(self, code_point: int) -> None:
        """Show the line that holds a code point on top, or as near to it as the end of the article allows."""
        if self._position is not None:
            self._place = None
            self._position.show_line(code_point)
            self._follow_position()
            self.viewport().update()

    def _mark(self, id_: str | None) -> Mark | None:
        return self.flow.spans.mark(id_) if id_ is not None and self.flow is not None else None

    def _state(self) -> tuple[str | None, Span | None, int]:
        return self._focus, self.caret.selection, self.caret.index

    def _announce(self, before: tuple[str | None, Span | None, int]) -> None:
        focus, selection, index = self._state()
        alone = focus is None and selection is None
        shown = selection if self._extent is None else self._extent
        self._emphasize(Emphasis(focus, shown, self.caret.token if alone else None, self._stretch))
        if index != before[2]:
            self.caret_moved.emit(index)
        if selection != before[1]:
            self.selection_changed.emit(selection)
        if focus != before[0]:
            self.focus_changed.emit(focus)
