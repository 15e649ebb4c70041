"""The formats there are, one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import chrome
from desktop.panels.mirrored import MirroredRow
from desktop.panels.queue_rows import paint_ground

_ROW = Qt.ItemDataRole.UserRole
_ONE_LINE, _TWO_LINES, _SIDE = 34, 49, 16
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FormatRow:
    """A format: its id, what it is called, and what it is for where the name does not say it."""

    id: str
    title: str
    second: str = ""


class _Formats(QAbstractListModel):
    def __init__(self, parent: QWidget, rows: Sequence[FormatRow]) -> None:
        super().__init__(parent)
        self.rows = tuple(rows)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row as a value, and in words."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole and row.second:
            return f"{row.title}, {row.second}"
        # The first letters of what is displayed find a row by typing.
        return row.title if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Higher where there is a second line."""
        return QSize(0, chrome.px(_TWO_LINES if index.data(_ROW).second else _ONE_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one format."""
        row: FormatRow = index.data(_ROW)
        selected = paint_ground(painter, option)
        side, first, second = chrome.px(_SIDE), chrome.line("body"), chrome.line("meta")
        area = QRectF(option.rect)
        high = first + (second if row.second else 0)
        top = QRectF(area.left(), area.top() + (area.height() - high) / 2, area.width(), first)
        upper = MirroredRow(painter, top, option.direction)
        upper.text(side, upper.width - 2 * side, row.title, "body" if not selected else "strong")
        below = QRectF(area.left(), top.bottom(), area.width(), second)
        lower = MirroredRow(painter, below, option.direction)
        quiet = chrome.theme().text_2 if selected else chrome.theme().text_3
        lower.text(side, lower.width - 2 * side, row.second, "meta", quiet)


class FormatList(QListView):
    """The arrows and letters choose; `chosen` gives the id. Enter is left to the main button."""

    chosen = Signal(str)

    def __init__(self, rows: Sequence[FormatRow]) -> None:
        super().__init__()
        self._formats = _Formats(self, rows)
        self.setAccessibleName(self.tr("Formats"))
        self.setModel(self._formats)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda now, _: self.chosen.emit(now.data(_ROW).id))

    @property
    def rows(self) -> tuple[FormatRow, ...]:
        """The formats as shown."""
        return self._formats.rows

    def choose(self, format_id: str) -> None:
        """Mark a format; `chosen` says so if it was another."""
        at = next((at for at, row in enumerate(self.rows) if row.id == format_id), -1)
        if at >= 0:
            self.setCurrentIndex(self._formats.index(at))

    def title_of(self, format_id: str) -> str:
        """What a format is called here."""
        return next((row.title for row in self.rows if row.id == format_id), format_id)
