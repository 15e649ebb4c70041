"""KeyboardSurface: the commands that keys are bound to, and the keys that are always there."""

from collections.abc import Callable
from functools import partial
from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.canvas.first_letters import first_letter, folded
from desktop.canvas.navigation import Navigator
from desktop.canvas.passages import Around, Passages, passage_reach, passage_start
from desktop.canvas.pointing import PointingSurface
from desktop.canvas.span_index import SpanIndex


class KeyboardSurface(PointingSurface):
    """Moves by token, line, screen, passage and mark. With `extend` a move takes the selection along."""

    def caret_next(self, extend: bool = False) -> None:
        """To the next token in reading order."""
        self.move_caret(self.caret.index + 1, extend)

    def caret_previous(self, extend: bool = False) -> None:
        """To the previous token in reading order."""
        self.move_caret(self.caret.index - 1, extend)

    def caret_left(self, extend: bool = False) -> None:
        """The left arrow: back, or on where the paragraph reads from right to left."""
        (self.caret_next if self.reads_right_to_left() else self.caret_previous)(extend)

    def caret_right(self, extend: bool = False) -> None:
        """The right arrow: on, or back where the paragraph reads from right to left."""
        (self.caret_previous if self.reads_right_to_left() else self.caret_next)(extend)

    def caret_up(self, extend: bool = False) -> None:
        """To the line above."""
        self._travel(Navigator.line_above, extend)

    def caret_down(self, extend: bool = False) -> None:
        """To the line below."""
        self._travel(Navigator.line_below, extend)

    def caret_line_start(self, extend: bool = False) -> None:
        """To the first token of the line."""
        self._travel(Navigator.line_start, extend)

    def caret_line_end(self, extend: bool = False) -> None:
        """To the last token of the line."""
        self._travel(Navigator.line_end, extend)

    def caret_page_up(self, extend: bool = False) -> None:
        """One screen up, less a line."""
        self._travel(lambda navigator: navigator.screens_away(-self._screen()), extend)

    def caret_page_down(self, extend: bool = False) -> None:
        """One screen down, less a line."""
        self._travel(lambda navigator: navigator.screens_away(self._screen()), extend)

    def caret_article_start(self, extend: bool = False) -> None:
        """To the first token."""
        self.move_caret(0, extend)

    def caret_article_end(self, extend: bool = False) -> None:
        """To the last token."""
        self.move_caret(self.caret.last, extend)

    def caret_sentence_left(self, extend: bool = False) -> None:
        """To the sentence on the left: back, or on where the paragraph reads from right to left."""
        self._step_by(Passages.sentence, self.reads_right_to_left(), extend)

    def caret_sentence_right(self, extend: bool = False) -> None:
        """To the sentence on the right: on, or back where the paragraph reads from right to left."""
        self._step_by(Passages.sentence, not self.reads_right_to_left(), extend)

    def caret_paragraph_up(self, extend: bool = False) -> None:
        """To the beginning of the paragraph, or of the one above."""
        self._step_by(Passages.paragraph, False, extend)

    def caret_paragraph_down(self, extend: bool = False) -> None:
        """To the beginning of the paragraph below; with `extend` to the end of this one, or of the one below."""
        self._step_by(Passages.paragraph, True, extend)

    def hop(self, letter: str, forward: bool = True) -> bool:
        """To the next (or previous) token that begins with a letter, once round the article; False if none does."""
        if self.flow is None or not letter:
            return False
        text, tokens, here, wanted = self.flow.article.text, self.caret.tokens, self.caret.index, folded(letter[0])
        ahead, behind = range(here + 1, len(tokens)), range(min(here + 1, len(tokens)))
        order = chain(ahead, behind) if forward else chain(reversed(behind[:-1]), reversed(ahead), behind[-1:])
        found = next((index for index in order if first_letter(text, tokens[index]) == wanted), None)
        if found is not None:
            self.move_caret(found)
        return found is not None

    def next_span(self) -> None:
        """Focus the next mark in reading order, from the focus or the caret on."""
        self._step(SpanIndex.after)

    def previous_span(self) -> None:
        """Focus the previous mark in reading order."""
        self._step(SpanIndex.before)

    def leave(self) -> bool:
        """Select nothing, else focus nothing; False if there was nothing to leave."""
        if self.selection is not None:
            self.select(None)
        elif self._focus is not None:
            self.focus(None)
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End, Page Up and Down, with Shift to select; Escape leaves. All else goes to the window."""
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        move = _MOVES.get((Qt.Key(event.key()), modifiers))
        if move is not None:
            move(self, extend)
        elif event.key() != Qt.Key.Key_Escape or not self.leave():
            event.ignore()

    def _travel(self, way: Callable[[Navigator], int], extend: bool) -> None:
        if self.flow is not None:
            self.move_caret(way(Navigator(self.flow, self.caret)), extend)

    def _step_by(self, passage: Callable[[Passages, int], tuple[int, int]], forward: bool, extend: bool) -> None:
        if self.flow is None or self.caret.token is None:
            return
        around: Around = partial(passage, Passages(self.flow.text, self.caret))
        index, anchor = self.caret.index, self.caret.anchor
        if extend:
            goal = passage_reach(around, anchor if anchor is not None else index, index, forward, self.caret.last)
        else:
            goal = passage_start(around, index, forward)
        self.move_caret(goal, extend)

    def reads_right_to_left(self) -> bool:
        """True if the paragraph at the caret is read from right to left."""
        return self.flow is not None and Navigator(self.flow, self.caret).reads_right_to_left()

    def _screen(self) -> int:
        return max(1, self.viewport().height() - self._metrics.line(1, False))

    def _step(self, way: Callable[[SpanIndex, str | None, int], str | None]) -> None:
        token = self.caret.token
        if self.flow is not None and token is not None:
            found = way(self.flow.spans, self._focus, token.start)
            if found is not None:
                self.focus(found)


_PLAIN, _CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
_MOVES: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[KeyboardSurface, bool], None]] = {
    (Qt.Key.Key_Left, _PLAIN): KeyboardSurface.caret_left,
    (Qt.Key.Key_Right, _PLAIN): KeyboardSurface.caret_right,
    (Qt.Key.Key_Up, _PLAIN): KeyboardSurface.caret_up,
    (Qt.Key.Key_Down, _PLAIN): KeyboardSurface.caret_down,
    (Qt.Key.Key_Home, _PLAIN): KeyboardSurface.caret_line_start,
    (Qt.Key.Key_End, _PLAIN): KeyboardSurface.caret_line_end,
    (Qt.Key.Key_PageUp, _PLAIN): KeyboardSurface.caret_page_up,
    (Qt.Key.Key_PageDown, _PLAIN): KeyboardSurface.caret_page_down,
    (Qt.Key.Key_Left, _CONTROL): KeyboardSurface.caret_sentence_left,
    (Qt.Key.Key_Right, _CONTROL): KeyboardSurface.caret_sentence_right,
    (Qt.Key.Key_Up, _CONTROL): KeyboardSurface.caret_paragraph_up,
    (Qt.Key.Key_Down, _CONTROL): KeyboardSurface.caret_paragraph_down,
    (Qt.Key.Key_Home, _CONTROL): KeyboardSurface.caret_article_start,
    (Qt.Key.Key_End, _CONTROL): KeyboardSurface.caret_article_end,
}
