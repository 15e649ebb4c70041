"""Cells of small tables: words with room around them, a ring where the keyboard is."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop import chrome
from desktop.chrome.paint import focus_ring, row_ground, shows_focus, width_of
from desktop.panels.mirrored import MirroredRow

_HIGH, _SIDE = 28, 8
_Index = QModelIndex | QPersistentModelIndex


class Cells(QStyledItemDelegate):
    """One line of plain words, cut where room is short."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Room for the words."""
        return QSize(int(width_of("second", str(index.data()))) + 2 * chrome.px(_SIDE) + 2, chrome.px(_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one cell."""
        area, side = QRectF(option.rect), chrome.px(_SIDE)
        row_ground(painter, area, selected=bool(option.state & QStyle.StateFlag.State_Selected))
        row = MirroredRow(painter, area, option.direction)
        row.text(side, row.width - 2 * side, str(index.data()), "second")
        if option.state & QStyle.StateFlag.State_HasFocus and shows_focus(option.widget):
            focus_ring(painter, area, 4)


class SmallTable(QTableWidget):
    """A table to be read: arrows go from cell to cell, Tab leaves."""

    def __init__(self, name: str, heads: list[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(heads), parent)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(heads)
        self.setItemDelegate(Cells(self))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(chrome.px(_HIGH))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Stretch)

    def show_cells(self, lines: Sequence[tuple[str, ...]]) -> None:
        """Show other words, line by line."""
        self.setRowCount(len(lines))
        for line, cells in enumerate(lines):
            for column, words in enumerate(cells):
                self.setItem(line, column, QTableWidgetItem(words))
