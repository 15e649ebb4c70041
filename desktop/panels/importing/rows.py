"""Rows of two lines behind an icon: the files, the first records, what cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import chrome
from desktop.chrome.paint import width_of
from desktop.models.rows_model import ROW, RowsModel
from desktop.panels.mirrored import MirroredRow
from desktop.panels.queue_rows import paint_ground

HIGH = 46
FEW = 6
_SIDE, _GAP = 12, 12
_END_SHARE = 0.4  # of the width, at most, for the words at the end
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoLines:
    """What a row says. `icon` and its `color`, a token of the theme, are left out where they are empty."""

    first: str
    second: str = ""
    end: str = ""
    icon: str = ""
    color: str = "text_2"

    @property
    def spoken(self) -> str:
        """All of it in one line."""
        return ", ".join(words for words in (self.first, self.end, self.second) if words)


class _Delegate(QStyledItemDelegate):
    def __init__(self, parent: QWidget, *, ruled: bool) -> None:
        super().__init__(parent)
        self._ruled = ruled

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, chrome.px(HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: TwoLines = index.data(ROW)
        look, area = chrome.theme(), QRectF(option.rect)
        painter.save()
        selected = paint_ground(painter, option)
        if self._ruled and index.row() + 1 < index.model().rowCount():
            painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), QColor(look.line))
        whole = MirroredRow(painter, area, option.direction)
        near = float(chrome.px(_SIDE))
        if row.icon:
            place = whole.place(near, chrome.px(16))
            chrome.paint_icon(painter, row.icon, place.left(), place.center().y(), getattr(look, row.color))
            near += chrome.px(16 + _GAP)
        far = whole.width - chrome.px(_SIDE)
        end = min(width_of("second", row.end) + 2, whole.width * _END_SHARE) if row.end else 0.0
        top = area.adjusted(0, chrome.px(5), 0, 0)
        top.setHeight(chrome.line("body"))
        if not row.second:
            top.moveCenter(area.center())
        upper = MirroredRow(painter, top, option.direction)
        upper.text(near, far - near - (end + chrome.px(_GAP) if end else 0), row.first, "body", bold=selected)
        upper.text(far - end, end, row.end, "second", look.text_2, at_end=True)
        bottom = QRectF(area.left(), top.bottom(), area.width(), chrome.line("second"))
        quiet = look.text_2 if selected else look.text_3
        MirroredRow(painter, bottom, option.direction).text(near, far - near, row.second, "second", quiet)
        painter.restore()


class RowList(QListView):
    """One stop for Tab; arrows go from row to row. `ruled` has lines between rows that are there to be read only, and
    with `whole` it is as high as its rows and never scrolls.
    """

    def __init__(self, name: str, *, ruled: bool = False, whole: bool = False) -> None:
        super().__init__()
        self._whole = whole
        self._rows = RowsModel[TwoLines](self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self, ruled=ruled))
        self.setAccessibleName(name)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        if ruled:
            self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.show_rows(())

    @property
    def rows(self) -> tuple[TwoLines, ...]:
        """What it shows."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[TwoLines]) -> None:
        """Show other rows. As many as before keep what is selected."""
        self._rows.renew(rows)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scale."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def sizeHint(self) -> QSize:
        """Room for a few rows."""
        return QSize(super().sizeHint().width(), min(len(self.rows), FEW) * chrome.px(HIGH) + 2)

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        if self._whole:
            self.setFixedHeight(len(self.rows) * chrome.px(HIGH) + 2)
