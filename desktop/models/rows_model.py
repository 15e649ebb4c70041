"""Rows that say themselves, as a list model: for lists that are short enough to be given anew whenever they change."""

import html
from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

ROW = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class Spoken(Protocol):
    """A row of a list."""

    @property
    def spoken(self) -> str:
        """All of it in one sentence, as a screen reader says it. It begins with the letters that find it by typing."""


Row = TypeVar("Row", bound=Spoken)


class RowsModel(QAbstractListModel, Generic[Row]):
    """The role `ROW` has the row itself. With `tips` the pointer shows all of a row where it is cut."""

    def __init__(self, parent: QObject, rows: Sequence[Row] = (), *, tips: bool = True) -> None:
        super().__init__(parent)
        self._tips = tips
        self.rows: tuple[Row, ...] = tuple(rows)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row as a value, and in words."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole and self._tips:
            # Rows quote articles and files, and a tooltip reads marks.
            return f"<span>{html.escape(row.spoken)}</span>"
        return None

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows; none is marked then."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def renew(self, rows: Sequence[Row]) -> None:
        """Show what the rows say now. As many as before keep what is marked."""
        if len(rows) != len(self.rows):
            self.show(rows)
        elif rows:
            self.rows = tuple(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
