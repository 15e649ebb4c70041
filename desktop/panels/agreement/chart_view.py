"""A chart as a table of cells: painted by its own delegate, walked by arrows, read cell by cell by screen readers."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from annotations.agreement.disagreements import Which
from desktop import chrome
from desktop.chrome.paint import focus_ring, shows_focus
from desktop.panels.agreement.chart_model import CELL, Cell, ChartModel, Index
from desktop.panels.mirrored import MirroredRow

# What a press of Enter or Space chooses; the same keys everywhere on the page.
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
CHOOSE = (*ENTER, Qt.Key.Key_Space)
NEAR = 8  # how far in a card its words begin, so that the ground of a chosen row reaches beyond them


class ChartDelegate(QStyledItemDelegate):
    """Who inherits paints a cell in `paint_cell`; the ring around the one with the keyboard is painted here."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        cell: Cell | None = index.data(CELL)
        if cell is None:
            return
        view: Any = option.widget
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        over = cell.which is not None and bool(option.state & QStyle.StateFlag.State_MouseOver)
        self.paint_cell(painter, area, cell, option, is_chosen=view.is_chosen(cell), is_over=over)
        if option.state & QStyle.StateFlag.State_HasFocus and shows_focus(view):
            focus_ring(painter, area, 4)
        painter.restore()

    def paint_cell(
        self,
        painter: QPainter,
        area: QRectF,
        cell: Cell,
        option: QStyleOptionViewItem,
        *,
        is_chosen: bool,
        is_over: bool,
    ) -> None:
        """Paint what the cell shows."""


class Heads(QHeaderView):
    """Words over columns or beside rows, on the ground of the page."""

    def __init__(self, orientation: Qt.Orientation, use: str = "second", *, bold: bool = False) -> None:
        super().__init__(orientation)
        self._use, self._bold = use, bold
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Qt fills it with the ground of buttons.
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heads; there are no lines between them."""
        painter = QPainter(self.viewport())
        flat = self.orientation() == Qt.Orientation.Horizontal
        for section in range(self.count()):
            start, size = self.sectionViewportPosition(section), self.sectionSize(section)
            area = QRectF(start, 0, size, self.height()) if flat else QRectF(0, start, self.width(), size)
            if not size:  # hidden
                continue
            self.paint_head(painter, area, str(self.model().headerData(section, self.orientation()) or ""), section)
        painter.end()

    def paint_head(self, painter: QPainter, area: QRectF, words: str, section: int) -> None:
        """Words in the middle over a column, at the near side beside a row."""
        color = chrome.theme().text_1 if self._bold else chrome.theme().text_2
        if self.orientation() == Qt.Orientation.Horizontal:
            chrome.text_line(painter, area, words, self._use, color, align=Qt.AlignmentFlag.AlignHCenter)
        else:
            row = MirroredRow(painter, area, self.layoutDirection())
            row.text(chrome.px(NEAR), row.width - chrome.px(NEAR), words, self._use, color, bold=self._bold)


class CellView(QTableView):
    """Arrows go from cell to cell, Enter, Space or a click chooses one, Tab leaves."""

    chosen = Signal(object)  # Which

    def __init__(self, name: str, cells: QAbstractItemModel, delegate: ChartDelegate) -> None:
        super().__init__()
        self._which: Which | None = None
        self.setAccessibleName(name)
        self.setModel(cells)
        cells.setParent(self)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._choose)

    def set_heads(self, across: Heads | None, down: Heads | None) -> None:
        """What stands over the columns and beside the rows, if anything does."""
        for head, put, plain in (
            (across, self.setHorizontalHeader, self.horizontalHeader()),
            (down, self.setVerticalHeader, self.verticalHeader()),
        ):
            if head is not None:
                put(head)
            else:
                plain.hide()
                plain.setMinimumSectionSize(1)

    def show_chosen(self, which: Which | None) -> None:
        """Mark the cells that lead there, or none."""
        self._which = which
        self.viewport().update()

    def is_chosen(self, cell: Cell) -> bool:
        """True if the cell leads to what was chosen."""
        return cell.which is not None and cell.which == self._which

    def _choose(self, index: Index) -> None:
        cell: Cell | None = index.data(CELL)
        if cell is not None and cell.which is not None:
            self.show_chosen(cell.which)
            self.chosen.emit(cell.which)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose the cell. Enter on the chosen one is for whoever is above, who can do more with it."""
        cell: Cell | None = self.currentIndex().data(CELL)
        if event.key() in ENTER and cell is not None and self.is_chosen(cell):
            event.ignore()
        elif event.key() in CHOOSE and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at the first cell."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            places = [
                self.model().index(row, column)
                for row in range(min(1, self.model().rowCount()))
                for column in range(self.model().columnCount())
            ]
            self.setCurrentIndex(next((place for place in places if place.data(CELL) is not None), QModelIndex()))

    def updateGeometries(self) -> None:
        """Qt paints a button where both heads meet; here it would do nothing."""
        super().updateGeometries()
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            corner.hide()


class ChartView(CellView):
    """As high as its cells; where they need more width than there is, it scrolls sideways.

    Who inherits says in `fit_sections` how wide and how high its cells are.
    """

    def __init__(self, name: str, delegate: ChartDelegate) -> None:
        cells = ChartModel()
        super().__init__(name, cells, delegate)
        self.cells = cells
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cells(
        self, cells: Sequence[Sequence[Cell | None]], across: Sequence[str] = (), down: Sequence[str] = ()
    ) -> None:
        """Show other cells; the keyboard stays in its place."""
        current = self.currentIndex()
        self.cells.set_cells(cells, across, down)
        self.fit()
        self.setCurrentIndex(self.cells.index(current.row(), current.column()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cells share the width."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scale."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.fit()

    def fit_sections(self, width: int) -> None:
        """Give rows and columns their sizes when there is so much width for all, in pixels."""

    def fit(self) -> None:
        """Take the height that is needed now."""
        self.fit_sections(self.width())
        across, down = self.horizontalHeader(), self.verticalHeader()
        high = down.length() + (0 if across.isHidden() else across.height())
        wide = across.length() + (0 if down.isHidden() else down.width())
        if wide > self.width():
            high += self.horizontalScrollBar().sizeHint().height()
        if high != self.height() or self.minimumHeight() != high:
            self.setFixedHeight(high)


def cell_frame(painter: QPainter, area: QRectF, ground: QColor | str, *, is_chosen: bool, is_over: bool) -> None:
    """The ground of a cell of a matrix; the chosen one is framed in ink, the one below the mouse more finely."""
    look = chrome.theme()
    painter.fillRect(area, QColor(ground))
    if is_chosen or is_over or look.high_contrast:
        # Where every cell has an edge, the chosen one needs a stronger one.
        wide = chrome.px(3 if look.high_contrast else 2) if is_chosen else 1
        painter.setPen(QPen(QColor(look.ink if is_chosen or is_over else look.line), wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2))
