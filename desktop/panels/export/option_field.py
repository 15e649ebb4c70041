"""One option of a format: its name and what can be chosen."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from desktop import chrome
from desktop.panels.export.words import choice_name, option_name
from desktop.panels.segments import Segments

# As many choices as stand side by side.
_IN_SIGHT = 3
_MOST = 999_999_999


def number_field(name: str, most: int, least: int = 0) -> QSpinBox:
    """A field for a whole number, which counts once it is left or a key steps it."""
    field = QSpinBox()
    field.setRange(least, most)
    field.setKeyboardTracking(False)
    field.setAccessibleName(name)
    field.setFixedWidth(chrome.px(64))
    field.setAlignment(Qt.AlignmentFlag.AlignTrailing)
    return field


def in_tab_order(stops: Sequence[QWidget]) -> None:
    """Let Tab come to these one after the other, also to those that it passes by for now."""
    policies = [stop.focusPolicy() for stop in stops]
    for stop in stops:
        # Qt gives no place to what cannot have the keyboard.
        stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
    for stop, policy in zip(stops, policies, strict=True):
        stop.setFocusPolicy(policy)


class OptionField(QWidget):
    """Segments for a few choices, a list for many, a number where one is asked."""

    chosen = Signal(str, str)  # option, choice

    def __init__(self, option: str, choices: str) -> None:
        super().__init__()
        self.option = option
        self._choices = choices.split("|")
        self._prices: Mapping[tuple[str, str], int] = {}
        name = option_name(option)
        self.number = number_field(name, _MOST, 1) if choices.isdecimal() else None
        self.list = QComboBox() if self.number is None and len(self._choices) > _IN_SIGHT else None
        self.segments = Segments(name, wraps=False) if self.number is None and self.list is None else None
        if self.number is not None:
            self.number.valueChanged.connect(lambda value: self.chosen.emit(option, str(value)))
        if self.list is not None:
            self.list.setAccessibleName(name)
            self.list.addItems([choice_name(option, choice) for choice in self._choices])
            self.list.activated.connect(self._choose)
        if self.segments is not None:
            self.segments.chosen.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(chrome.px(8))
        row.addWidget(chrome.Label(name, "quiet"))
        row.addWidget(self.control)
        self.show_prices({})
        self.show_choice(self.default)

    @property
    def control(self) -> QWidget:
        """What takes the keyboard."""
        return next(each for each in (self.number, self.list, self.segments) if each is not None)

    @property
    def default(self) -> str:
        """What is chosen unless something else is."""
        return self._choices[0]

    def others(self) -> tuple[str, ...]:
        """The choices beside the one that stands; none where a number is asked."""
        return () if self.number is not None else tuple(each for each in self._choices if each != self._now)

    def stops(self) -> list[QWidget]:
        """What Tab may come to, now or after another choice, in order."""
        return [*self.segments.buttons] if self.segments is not None else [self.control]

    def take_keyboard(self) -> None:
        """Let the keyboard choose."""
        inner = self.segments.buttons[max(0, self.segments.current())] if self.segments is not None else self.control
        inner.setFocus(Qt.FocusReason.TabFocusReason)

    def show_choice(self, choice: str) -> None:
        """Show what is chosen."""
        self._now = choice
        if self.number is not None:
            with QSignalBlocker(self.number):
                self.number.setValue(int(choice))
            return
        place = self._choices.index(choice)
        if self.list is not None:
            self.list.setCurrentIndex(place)
        if self.segments is not None:
            self.segments.show_chosen(place)

    def show_prices(self, prices: Mapping[tuple[str, str], int]) -> None:
        """Show what each choice would lose, as far as it is known."""
        words = [choice_name(self.option, each, prices.get((self.option, each), 0)) for each in self._choices]
        if self.segments is not None:
            self.segments.set_words(words)
        if self.list is not None:
            for place, each in enumerate(words):
                self.list.setItemText(place, each)

    def _choose(self, place: int) -> None:
        self._now = self._choices[place]
        self.chosen.emit(self.option, self._now)
