"""Numbers on the marks, to choose one by a digit; and the letter of the word to go to."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.action_set import ActionSet
from desktop.actions import DIGITS
from desktop.canvas.overlay import Hint
from desktop.canvas.view import ArticleCanvas
from desktop.keyboard import digit_of, letter_of, sequence_of

_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class NumberedHints:
    """While numbers stand on marks a digit chooses; any other key takes them away and, but for Esc, acts as ever."""

    def __init__(self, actions: ActionSet, canvas: ArticleCanvas, say: Callable[[str, str], object]) -> None:
        self._say = say
        self._actions = actions
        self._canvas = canvas
        self._chosen: dict[str, str] = {}
        self._take: Callable[[str], object] | None = None
        self._let_go: Callable[[], object] = lambda: None
        self._ids: tuple[str, ...] = ()
        self._asked_of: str | None = None
        self._gone_by = ""

    @property
    def numbers(self) -> Mapping[str, str]:
        """The mark on which each number stands, by digit."""
        return self._chosen

    def show(
        self, ids: Sequence[str], take: Callable[[str], object], let_go: Callable[[], object] = lambda: None
    ) -> bool:
        """Number those of these marks that are in view, ten at most; False if there are none.

        `take` gets the one that is chosen, `let_go` follows Esc.
        """
        self._ids, self._take, self._let_go = tuple(ids), take, let_go
        self._asked_of, self._gone_by = self._canvas.focused, ""
        self._number()
        if not self._chosen:
            self.hide()  # nor may numbers come up later, when the text is scrolled
            return False
        self._actions.grab(self._key)
        return True

    def _number(self) -> None:
        visible = set(self._canvas.visible_marks())
        self._chosen = dict(zip(DIGITS, (id_ for id_ in self._ids if id_ in visible), strict=False))
        self._canvas.set_hints([Hint(id_, cap) for cap, id_ in self._chosen.items()])

    def hide(self) -> None:
        """Take the numbers away, and wait for no letter."""
        if self._chosen:
            self._chosen = {}
            self._canvas.set_hints(())
        self._take = None
        self._actions.release()

    def follow_focus(self) -> None:
        """Take the numbers away once something else is focused than what they were about."""
        if self._take is not None and self._canvas.focused != self._asked_of:
            self.hide()

    def follow_scrolling(self) -> None:
        """Other marks are in view: they bear the numbers now."""
        if self._take is not None:
            self._number()

    def taken_away_by(self, action: str) -> bool:
        """True if a key of that action took the numbers away just now."""
        return self._gone_by in self._actions.keymap.keys(action)

    def _key(self, event: QKeyEvent) -> bool:
        take, let_go, digit = self._take, self._let_go, digit_of(event)
        chosen = self._chosen.get(digit) if digit is not None else None
        if digit is not None and chosen is None:
            self._say("no-number", digit)
            return True
        self.hide()
        self._gone_by = sequence_of(event)
        if chosen is not None and take is not None:
            take(chosen)
        elif event.key() == Qt.Key.Key_Escape:
            let_go()
            return True
        return chosen is not None

    # -- a letter -------------------------------------------------------------------------------------------------

    def ask_letter(self) -> None:
        """The next key is the first letter of the word to go to."""
        self.hide()
        self._actions.grab(self._letter)
        self._say("type-a-letter", "")

    def _letter(self, event: QKeyEvent) -> bool:
        self._actions.release()
        if event.modifiers() & _COMMANDING:
            return False
        typed = event.text()
        if len(typed) != 1 or not typed.isalnum():
            typed = letter_of(event) or ""
        if typed and not self._canvas.hop(typed):
            self._say("no-such-word", typed)
        return bool(typed) or event.key() == Qt.Key.Key_Escape
