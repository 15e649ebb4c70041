"""A field that opens a list of choices, in a row among many."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from desktop import chrome

WIDE = 216
_LEAST = 96

Offer = tuple[str, Any] | None  # words and what they stand for; None is a line between


class ChoiceBox(QComboBox):
    """As wide in every row, unless there is no room. The wheel scrolls what is around it and chooses nothing."""

    def __init__(self, name: str = "", wide: int = WIDE) -> None:
        super().__init__()
        self._values: list[Any] = []
        self.setAccessibleName(name)
        self._wide = wide
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(16)

    def sizeHint(self) -> QSize:
        """The same whatever is in it."""
        return QSize(chrome.px(self._wide), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Narrower where room is short."""
        return QSize(chrome.px(_LEAST), super().minimumSizeHint().height())

    def offer(self, offers: Sequence[Offer], chosen: Any) -> None:
        """Show other choices; the first that stands for `chosen` is marked, silently."""
        with QSignalBlocker(self):
            self.clear()
            self._values = []
            for each in offers:
                if each is None:
                    self.insertSeparator(self.count())
                else:
                    self.addItem(each[0])
                self._values.append(None if each is None else each[1])
            self.mark(chosen)

    def mark(self, chosen: Any) -> None:
        """Choose what stands for that, silently."""
        places = [place for place, value in enumerate(self._values) if value == chosen and self.itemText(place)]
        with QSignalBlocker(self):
            self.setCurrentIndex(places[0] if places else -1)

    @property
    def value(self) -> Any:
        """What is chosen; None where nothing is."""
        place = self.currentIndex()
        return self._values[place] if place >= 0 else None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to what scrolls."""
        event.ignore()
