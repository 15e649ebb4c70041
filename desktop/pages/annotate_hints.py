"""Numbers on the marks, to choose one by a digit; and the letter of the word to go to."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.action_set import ActionSet
from desktop.actions import DIGITS
from desktop.canvas.overlay import Hint
from desktop.canvas.view import ArticleCanvas
from desktop.keyboard import digit_of, letter_of


class NumberedHints:
    """While numbers stand on marks a digit chooses; any other key takes them away and, but for Esc, acts as ever."""

    def __init__(self, actions: ActionSet, canvas: ArticleCanvas) -> None:
        self._actions = actions
        self._canvas = canvas
        self._chosen: dict[str, str] = {}
        self._take: Callable[[str], object] | None = None

    @property
    def numbers(self) -> Mapping[str, str]:
        """The mark on which each number stands, by digit."""
        return self._chosen

    def show(self, ids: Sequence[str], take: Callable[[str], object]) -> bool:
        """Number those of these marks that are in view, ten at most; False if there are none."""
        visible = set(self._canvas.visible_marks())
        self._chosen = dict(zip(DIGITS, (id_ for id_ in ids if id_ in visible), strict=False))
        self._take = take if self._chosen else None
        self._canvas.set_hints([Hint(id_, cap) for cap, id_ in self._chosen.items()])
        if self._chosen:
            self._actions.grab(self._key)
        else:
            self._actions.release()
        return bool(self._chosen)

    def hide(self) -> None:
        """Take the numbers away."""
        if self._chosen:
            self._chosen, self._take = {}, None
            self._canvas.set_hints(())
            self._actions.release()

    def _key(self, event: QKeyEvent) -> bool:
        take, digit = self._take, digit_of(event)
        chosen = self._chosen.get(digit) if digit is not None else None
        self.hide()
        if chosen is not None and take is not None:
            take(chosen)
        return chosen is not None or event.key() == Qt.Key.Key_Escape

    # -- a letter -------------------------------------------------------------------------------------------------

    def ask_letter(self) -> None:
        """The next key is the first letter of the word to go to."""
        self.hide()
        self._actions.grab(self._letter)

    def _letter(self, event: QKeyEvent) -> bool:
        self._actions.release()
        typed = event.text()
        if len(typed) != 1 or not typed.isalnum():
            typed = letter_of(event) or ""
        if typed:
            self._canvas.hop(typed)
        return bool(typed)
