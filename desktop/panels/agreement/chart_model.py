"""The cells of a chart: what is painted of each, what a screen reader says, and where it leads."""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotations.agreement.disagreements import Which

CELL = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: what the delegate of the chart paints, what a screen reader says, and where it leads.

    `which` is None where nothing stands behind it. `hint` says what choosing it does.
    """

    drawn: Any
    spoken: str
    which: Which | None = None
    hint: str = ""


def tooltip(text: str) -> str:
    """A tooltip of a view, shown as it is whatever marks the text contains."""
    return f"<span>{html.escape(text)}</span>" if "<" in text or "&" in text or len(text) > 80 else text


def said(cell: Cell | None, role: int) -> Any:
    """What a model has of a cell in a role."""
    if cell is None:
        return None
    match role:
        case Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken
        case Qt.ItemDataRole.AccessibleDescriptionRole:
            return cell.hint
        case Qt.ItemDataRole.ToolTipRole:
            return tooltip(cell.hint or cell.spoken)
        case value if value == CELL:
            return cell
    return None


class ChartModel(QAbstractTableModel):
    """Cells in rows and columns; None where there is none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cells: tuple[tuple[Cell | None, ...], ...] = ()
        self._heads: dict[Qt.Orientation, tuple[str, ...]] = {}

    def set_cells(
        self, cells: Sequence[Sequence[Cell | None]], across: Sequence[str] = (), down: Sequence[str] = ()
    ) -> None:
        """Show other cells, under the heads of the columns and beside those of the rows."""
        self.beginResetModel()
        self._cells = tuple(map(tuple, cells))
        self._heads = {Qt.Orientation.Horizontal: tuple(across), Qt.Orientation.Vertical: tuple(down)}
        self.endResetModel()

    def cell(self, row: int, column: int = 0) -> Cell | None:
        """The cell in that place."""
        return self._cells[row][column]

    def every(self) -> Iterator[Cell]:
        """All cells, row by row."""
        return (cell for row in self._cells for cell in row if cell is not None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many as in the first row."""
        return 0 if parent.isValid() or not self._cells else len(self._cells[0])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Arrows pass over what is no cell."""
        there = index.isValid() and self.cell(index.row(), index.column()) is not None
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if there else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell, its words and its hint."""
        return said(self.cell(index.row(), index.column()), role) if index.isValid() else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads."""
        heads = self._heads.get(orientation, ())
        return heads[section] if role == Qt.ItemDataRole.DisplayRole and section < len(heads) else None
