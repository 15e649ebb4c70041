"""The gesture meter: what deciding costs in key presses, clicks and drags, and in seconds. A private gauge."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollBar, QSplitterHandle, QTextEdit, QWidget

from annotations.editing.change import Change
from annotations.model.ids import ArticleId
from desktop import chrome

LONGEST_PAUSE = 30.0  # seconds; who is away longer is not deciding


@dataclass(frozen=True, slots=True)
class Figures:
    """Gestures made, decisions that came of them, and seconds of active time.

    `decisions` falls with undo, below zero where work of an earlier day is taken back.
    """

    gestures: int = 0
    decisions: int = 0
    seconds: float = 0.0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(self.gestures + other.gestures, self.decisions + other.decisions, self.seconds + other.seconds)

    def __sub__(self, other: "Figures") -> "Figures":
        return Figures(self.gestures - other.gestures, self.decisions - other.decisions, self.seconds - other.seconds)

    @property
    def per_decision(self) -> float | None:
        """Gestures for one decision; None while there is none."""
        return self.gestures / self.decisions if self.decisions > 0 else None

    @property
    def seconds_per_decision(self) -> float | None:
        """Seconds for one decision; None while there is none."""
        return self.seconds / self.decisions if self.decisions > 0 else None


def decisions_in(change: Change) -> int:
    """What a step decides: each mention it touches, and each suggestion decided without a mention, as by rejecting."""
    touched = {pair.id for pair in change.mentions()}
    alone = [
        pair
        for pair in change.decisions()
        if not any(decision is not None and decision.mention in touched for decision in (pair.before, pair.after))
    ]
    return len(touched) + len(alone)


def count_words(figures: Figures) -> str:
    """How many gestures: "118 gestures"."""
    one = QCoreApplication.translate("meter", "1 gesture")
    many = QCoreApplication.translate("meter", "{0} gestures").format(chrome.number(figures.gestures))
    return one if figures.gestures == 1 else many


def gesture_words(figures: Figures) -> str:
    """The figures for the status bar: "118 gestures, 1.3 per decision"; "" before the first gesture."""
    if not figures.gestures:
        return ""
    count, each = count_words(figures), figures.per_decision
    if each is None:
        return count
    return QCoreApplication.translate("meter", "{0}, {1} per decision").format(count, f"{each:.1f}")


class GestureMeter:
    """Counts per article while one is open. `clock` gives seconds from any start."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: ArticleId | None = None
        self._figures: dict[ArticleId, Figures] = {}
        self._taken: dict[ArticleId, Figures] = {}
        self._last = 0.0

    def article(self, id_: ArticleId | None) -> None:
        """From now on this article is open, or none. Reading it is active time from here on."""
        self._open, self._last = id_, self._clock()

    def gesture(self) -> None:
        """One key press, click or drag."""
        now = self._clock()
        pause, self._last = now - self._last, now
        self._count(Figures(gestures=1, seconds=min(pause, LONGEST_PAUSE)))

    def stepped(self, change: Change, undo: bool = False) -> None:
        """A step was made or made again; with `undo` it was taken back."""
        decided = decisions_in(change)
        self._count(Figures(decisions=-decided if undo else decided))

    def _count(self, more: Figures) -> None:
        if self._open is not None:
            # Taken out and put in again, so that the articles stand in the order they were last worked on.
            self._figures[self._open] = self._figures.pop(self._open, Figures()) + more

    def figures(self, article: ArticleId) -> Figures:
        """What was counted in an article since the program started."""
        return self._figures.get(article, Figures())

    @property
    def articles(self) -> list[ArticleId]:
        """The articles in which something was counted, the one last worked on at the end."""
        return list(self._figures)

    @property
    def session(self) -> Figures:
        """All articles together."""
        return sum(self._figures.values(), Figures())

    def take_new(self) -> dict[ArticleId, Figures]:
        """What was counted since this was last asked, for keeping."""
        new = {id_: figures - self._taken.get(id_, Figures()) for id_, figures in self._figures.items()}
        self._taken = dict(self._figures)
        return {id_: figures for id_, figures in new.items() if figures != Figures()}


_MODIFIERS = frozenset(
    key.value
    for key in (
        Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_Hyper_L,
        Qt.Key.Key_Hyper_R, Qt.Key.Key_Mode_switch, Qt.Key.Key_unknown,
    )
)  # fmt: skip
_ERASING = frozenset((Qt.Key.Key_Backspace.value, Qt.Key.Key_Delete.value))
# Every key press is announced by this event, also where a shortcut then swallows the press itself.
_KEY = QEvent.Type.ShortcutOverride
_PRESS, _DOUBLE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick
_RELEASES = frozenset((QEvent.Type.KeyRelease, QEvent.Type.MouseButtonRelease))
_WATCHED = frozenset((_KEY, _PRESS, _DOUBLE, QEvent.Type.FocusOut)) | _RELEASES
_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)


@dataclass(frozen=True, slots=True)
class _Click:
    """A press of a mouse button, perhaps the second of a double click; `at` in milliseconds, `place` on the screen."""

    double: bool
    at: int
    place: QPointF

    def goes_on(self, before: "_Click | None") -> bool:
        """True for what makes a double or a triple click of the press before."""
        if before is None or self.double == before.double:
            return False
        hints = QGuiApplication.styleHints()
        near = (self.place - before.place).manhattanLength() <= hints.mouseDoubleClickDistance()
        return near and self.at - before.at <= hints.mouseDoubleClickInterval()


class MeterFilter(QObject):
    """Installed on the application; calls `gesture` for each gesture that `window` takes, dialogs apart.

    A held key, a double or triple click and a drag are one gesture each. Text typed into a field is one when it is
    finished; in a list that is narrowed by typing each key chooses. Scrolling is none.
    """

    def __init__(self, window: QWidget, gesture: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._gesture = gesture
        self._goes_to: QWidget | None = None
        self._wrote = False
        self._clicked: _Click | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what passes and let it pass."""
        kind = event.type()
        if kind not in _WATCHED:
            return False
        if isinstance(watched, QWindow) or kind in _RELEASES:
            self._goes_to = None
        elif isinstance(watched, QWidget):
            self._seen(watched, event)
        return False

    def _seen(self, widget: QWidget, event: QEvent) -> None:
        if event.type() == QEvent.Type.FocusOut:
            self._finish_text(widget)
            return
        # What a widget does not take goes on to its parent: the same press once more.
        again, self._goes_to = widget is self._goes_to, widget.parentWidget()
        if again or not self._belongs(widget):
            return
        if isinstance(event, QKeyEvent):
            self._key(widget, event)
        elif isinstance(event, QMouseEvent):
            self._mouse(widget, event)

    def _belongs(self, widget: QWidget) -> bool:
        """True in the window and in its menus."""
        own = widget.window()
        if own.windowType() == Qt.WindowType.Popup:
            above = own.parentWidget()
            return above is not None and self._belongs(above)
        return own is self._window

    def _key(self, widget: QWidget, event: QKeyEvent) -> None:
        if event.isAutoRepeat() or event.key() in _MODIFIERS:
            return
        if not _is_written_in(widget):
            self._gesture()
        elif (event.text().isprintable() and event.text()) or event.key() in _ERASING:
            self._wrote = True

    def _finish_text(self, widget: QWidget) -> None:
        if self._wrote and _is_written_in(widget):
            self._wrote = False
            self._gesture()

    def _mouse(self, widget: QWidget, event: QMouseEvent) -> None:
        before, self._clicked = (
            self._clicked,
            _Click(event.type() == _DOUBLE, event.timestamp(), event.globalPosition()),
        )
        scrolls = isinstance(widget, QScrollBar | QSplitterHandle) or bool(widget.property("scrolls"))
        if not scrolls and not self._clicked.goes_on(before):
            self._gesture()


def _is_written_in(widget: QWidget) -> bool:
    """True for a field of text; not for one that narrows a list floating over the window."""
    above: QWidget | None = widget
    while above is not None and above.property("surface") != "popup":
        above = above.parentWidget()
    return isinstance(widget, _FIELDS) and above is None
