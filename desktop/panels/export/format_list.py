"""The formats there are, one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop import chrome
from desktop.models.rows_model import ROW, RowsModel
from desktop.panels.mirrored import MirroredRow
from desktop.panels.queue_rows import paint_ground

_ONE_LINE, _TWO_LINES, _SIDE = 34, 49, 16
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FormatRow:
    """A format: its id, what it is called, and what it is for where the name does not say it."""

    id: str
    title: str
    second: str = ""

    @property
    def spoken(self) -> str:
        """Its name first, so that letters find it."""
        return f"{self.title}, {self.second}" if self.second else self.title


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Higher where there is a second line."""
        return QSize(0, chrome.px(_TWO_LINES if index.data(ROW).second else _ONE_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one format."""
        row: FormatRow = index.data(ROW)
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
        self._formats = RowsModel(self, rows, tips=False)
        self.setAccessibleName(self.tr("Formats"))
        self.setModel(self._formats)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda now, _: self.chosen.emit(now.data(ROW).id))

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
