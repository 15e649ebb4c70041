"""The list of actions with their keys, in groups, as the settings show it."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop import chrome
from desktop.actions import ACTIONS, GROUPS, ActionSpec
from desktop.chrome.paint import LEFT, RIGHT, focus_ring, key_caps, key_caps_width, row_ground, shows_focus, width_of
from desktop.keymap import KeyMap

_ROW_HEIGHT = 30
_HEADING_HEIGHT = 36
_ITEM = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class KeyRows(QAbstractListModel):
    """A heading per group, then its actions. Rows follow the key map."""

    def __init__(self, keymap: KeyMap) -> None:
        super().__init__()
        self._keymap = keymap
        self._rows: list[str | ActionSpec] = []
        self._listening_at = ""
        keymap.changed.connect(self._changed)

    def narrow(self, typed: str) -> None:
        """Keep the actions whose words or keys have every word that was typed."""
        wanted = typed.casefold().split()
        self.beginResetModel()
        self._rows = []
        for group in GROUPS:
            found = [spec for spec in ACTIONS if spec.group == group and self._fits(spec, wanted)]
            if found:
                self._rows += [self.tr(group), *found]
        self.endResetModel()

    def _fits(self, spec: ActionSpec, wanted: list[str]) -> bool:
        keys = self._keymap.keys(spec.id)
        said = " ".join((self.tr(spec.group), spec.title(), *keys, *map(chrome.keys_in_words, keys))).casefold()
        return all(word in said for word in wanted)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Headings and actions."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        heading = index.isValid() and isinstance(self._rows[index.row()], str)
        return Qt.ItemFlag.NoItemFlags if heading else super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row as a value, and in words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == _ITEM:
            return row
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return row if isinstance(row, str) else self._in_words(row)

    def _in_words(self, spec: ActionSpec) -> str:
        keys = self.tr(" or ").join(chrome.keys_in_words(key) for key in self._keymap.keys(spec.id))
        words = f"{spec.title()}: {keys or self.tr('no key')}"
        return self.tr("{0}, changed").format(words) if self._keymap.is_changed(spec.id) else words

    def action_at(self, index: _Index) -> ActionSpec | None:
        """The action of a row; None for a heading."""
        row = index.data(_ITEM) if index.isValid() else None
        return row if isinstance(row, ActionSpec) else None

    def place_of(self, id_: str) -> QModelIndex:
        """The row of an action; an invalid one if it is not listed."""
        for place, row in enumerate(self._rows):
            if isinstance(row, ActionSpec) and row.id == id_:
                return self.index(place)
        return QModelIndex()

    def first(self) -> QModelIndex:
        """The first action."""
        return self.index(1)

    def listen_at(self, id_: str) -> None:
        """Show at this action, or at none, that a key is waited for."""
        self._listening_at = id_
        self._changed()

    def look(self, spec: ActionSpec) -> tuple[tuple[str, ...], str, bool]:
        """What the row of an action shows: its keys, those of the table if they differ, whether a key is waited for."""
        standard = " · ".join(map(chrome.keys_in_words, spec.keys)) or self.tr("no key")
        changed = self._keymap.is_changed(spec.id)
        return self._keymap.keys(spec.id), standard if changed else "", spec.id == self._listening_at

    def _changed(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))


class KeyRowDelegate(QStyledItemDelegate):
    """The words at one side, the keys as caps at the other."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """A heading has some room above it."""
        heading = isinstance(index.data(_ITEM), str)
        return QSize(0, chrome.px(_HEADING_HEIGHT if heading else _ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        row, area = index.data(_ITEM), QRectF(option.rect)
        inside = area.adjusted(chrome.px(16), 0, -chrome.px(16), 0)
        room = _Room(inside, option.direction == Qt.LayoutDirection.RightToLeft)
        if isinstance(row, str):
            chrome.text_line(painter, inside.adjusted(0, chrome.px(8), 0, 0), row, "strong", align=room.near)
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row_ground(painter, area, selected=selected, hovered=bool(option.state & QStyle.StateFlag.State_MouseOver))
        if option.state & QStyle.StateFlag.State_HasFocus and shows_focus(option.widget):
            focus_ring(painter, area, 4)
        model = index.model()
        assert isinstance(model, KeyRows)
        keys, standard, waited = model.look(row)
        if waited:
            self._waiting(painter, room)
        else:
            self._caps(painter, room, keys, standard)
        room.take(chrome.px(12))
        chrome.text_line(painter, room.area, row.title(), "body", bold=bool(standard), align=room.near)

    def _waiting(self, painter: QPainter, room: "_Room") -> None:
        words = self.tr("Press the new key")
        box = room.take(width_of("second", words) + chrome.px(16)).adjusted(0, chrome.px(4), 0, -chrome.px(4))
        focus_ring(painter, box, 4)
        chrome.text_line(painter, box, words, "second", align=Qt.AlignmentFlag.AlignHCenter)

    def _caps(self, painter: QPainter, room: "_Room", keys: tuple[str, ...], standard: str) -> None:
        quiet = chrome.theme().text_2
        if keys:
            key_caps(painter, room.take(key_caps_width(keys)), keys)
        else:
            room.take(chrome.text_line(painter, room.area, self.tr("no key"), "second", quiet, align=room.far))
        if standard:
            room.take(chrome.px(12))
            words = self.tr("standard: {0}").format(standard)
            room.take(chrome.text_line(painter, room.area, words, "meta", quiet, align=room.far))


@dataclass(slots=True)
class _Room:
    """What is left of a row after stretches at its far end were taken: the right one, or the left one mirrored."""

    area: QRectF
    mirrored: bool

    @property
    def near(self) -> Qt.AlignmentFlag:
        """The side where reading begins."""
        return RIGHT if self.mirrored else LEFT

    @property
    def far(self) -> Qt.AlignmentFlag:
        """The side where reading ends."""
        return LEFT if self.mirrored else RIGHT

    def take(self, wide: float) -> QRectF:
        """A stretch at the far end, in pixels; no longer part of the area."""
        area, at_left, at_right = self.area, wide * self.mirrored, wide * (not self.mirrored)
        self.area = area.adjusted(at_left, 0, -at_right, 0)
        return QRectF(area.left() if self.mirrored else self.area.right(), area.top(), wide, area.height())
