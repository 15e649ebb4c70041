"""How a mention stands: one row of choices for each attribute of its label."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotations.model.schema import AttributeType
from desktop import chrome
from desktop.actions import on_slot
from desktop.chrome.paint import width_of
from desktop.panels.mirrored import MirroredRow, PlacedHeight, cap_room
from desktop.panels.quiet_button import QuietButton
from desktop.panels.segments import HIGH, Segments

_SIDE = 16
_UNSTATED = "unstated"  # a value that claims nothing
_AIR = 6  # above and below the segments together, so that one line makes a row of 30


class AttributeRow(PlacedHeight):
    """30 high: key cap, title, and the values side by side. Higher where they need a second line."""

    value_chosen = Signal(str, object)  # attribute, value or None for the default

    def __init__(self, attribute: AttributeType, name_width: int) -> None:
        super().__init__()
        self.attribute = attribute
        self._name_width = name_width
        self._action = on_slot("attribute", attribute.key)
        self._cap_room = cap_room((self._action,))
        titles = [attribute.title_of(value) for value in attribute.values]
        self.segments = Segments(attribute.title, titles)
        self.segments.setParent(self)
        self.segments.chosen.connect(self._choose)

    @property
    def action(self) -> str:
        """The action that steps through the values; "" if the schema gives no key."""
        return self._action

    def name_key(self, room: int) -> None:
        """Tell the key as it is now, with so much room before the title, in pixels."""
        self._cap_room = room
        self.setAccessibleName(chrome.with_key(self.attribute.title, self._action, ", "))
        chrome.plain_tooltip(self, chrome.with_key(self.attribute.title, self._action))
        self.fit()
        self.update()

    def show_value(self, value: str | None, *, suggested: bool) -> None:
        """Mark a value; None is the default, the first one."""
        values = self.attribute.values
        place = 0 if value is None else values.index(value) if value in values else -1
        self.segments.show_chosen(place, dashed=suggested)

    def _choose(self, place: int) -> None:
        self.value_chosen.emit(self.attribute.name, self.attribute.values[place] if place else None)

    def _before(self) -> int:
        return chrome.px(_SIDE) + self._cap_room + self._name_width

    def _room(self, width: int) -> int:
        return width - self._before() - chrome.px(12)

    def height_at(self, width: int) -> int:
        """As high as the values need, in pixels."""
        return self.segments.height_at(self._room(width)) + chrome.px(_AIR)

    def place_children(self) -> None:
        """The values stand after the title."""
        room = self._room(self.width())
        self.put(self.segments, QRect(self._before(), chrome.px(_AIR) // 2, room, self.segments.height_at(room)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cap and title beside the first line of values."""
        painter = QPainter(self)
        row = MirroredRow(painter, QRectF(0, 0, self.width(), chrome.px(HIGH + _AIR)), self.layoutDirection())
        row.cap(chrome.px(_SIDE), chrome.key_of(self._action))
        name = self._name_width - chrome.px(8)
        row.text(chrome.px(_SIDE) + self._cap_room, name, self.attribute.title, "second", chrome.theme().text_2)
        painter.end()


class AttributeRows(QWidget):
    """All attributes of one mention; folds to one line that says how it stands."""

    value_chosen = Signal(str, object)  # attribute, value or None for the default
    folded_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Attributes"))
        self._attributes: tuple[AttributeType, ...] = ()
        self._folded = False
        self.rows: list[AttributeRow] = []
        self.summary = QuietButton(inset=_SIDE)
        self.summary.clicked.connect(lambda: self.set_folded(False))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, chrome.px(4), 0, chrome.px(4))
        self._column.setSpacing(0)
        self._column.addWidget(self.summary)
        self._fold()

    def show_values(
        self, attributes: Sequence[AttributeType], values: Mapping[str, str], *, suggested: bool, editable: bool
    ) -> None:
        """Show these attributes with the values that differ from their default."""
        if tuple(attributes) != self._attributes:
            self._rebuild(tuple(attributes))
        room = cap_room(row.action for row in self.rows)
        for row in self.rows:
            row.name_key(room)
            row.show_value(values.get(row.attribute.name), suggested=suggested)
            row.segments.setEnabled(editable)
        self.summary.set_words(self._in_words(values))
        self._fold()

    def _in_words(self, values: Mapping[str, str]) -> str:
        chosen = [(attribute, values.get(attribute.name, attribute.values[0])) for attribute in self._attributes]
        words = [attribute.title_of(value).lower() for attribute, value in chosen if value != _UNSTATED]
        joined = ", ".join(words) or self.tr("Nothing stated")
        return joined[:1].upper() + joined[1:]

    def _rebuild(self, attributes: tuple[AttributeType, ...]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._attributes = attributes
        titles = [width_of("second", attribute.title) for attribute in attributes]
        widest = min(int(max(titles, default=0)) + 1, chrome.px(82)) + chrome.px(8)
        self.rows = [AttributeRow(attribute, widest) for attribute in attributes]
        for row in self.rows:
            row.value_chosen.connect(self.value_chosen)
            self._column.addWidget(row)

    @property
    def folded(self) -> bool:
        """True while only the line in words shows."""
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Fold to the line in words, or unfold."""
        if folded != self._folded:
            self._folded = folded
            self._fold()
            self.folded_changed.emit(folded)

    def _fold(self) -> None:
        self.summary.setVisible(self._folded)
        for row in self.rows:
            row.setVisible(not self._folded)
        self.setVisible(bool(self._attributes))
