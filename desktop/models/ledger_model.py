"""The ledger as a table: one row for each suggester, version and label, sorted and narrowed by the analyst."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from annotations.editing.ledger import SUGGESTED as ALL_SUGGESTED
from annotations.editing.ledger import LedgerRow, Side, Which
from annotations.model.fate import Fated
from annotations.model.mention import Kind
from desktop.chrome import number, percent

ROW = Qt.ItemDataRole.UserRole
SORT = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_NOTHING = "–"
_EVERY = -1  # sorts below every share


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, what it says at length, and for one that counts fates which ones and how many."""

    title: str
    meaning: str
    fated: tuple[Fated, ...] = ()
    count: Callable[[LedgerRow], int] | None = None
    side: Side | None = None


COLUMNS = (
    Column("Suggester", "What suggested, in which version"),
    Column("Label", "The suggested label"),
    Column(
        "Suggested", "Suggestions that were decided, or left in finished articles", ALL_SUGGESTED, lambda r: r.suggested
    ),
    Column("Accepted", "Accepted as they were, of those suggested", (Fated.ACCEPTED,), lambda r: r.accepted),
    Column("Relabelled", "Got another label", (Fated.RELABELLED,), lambda r: r.relabelled),
    Column("Start moved", "Begin elsewhere now", (Fated.REBOUNDED,), lambda r: r.start_moved, Side.START),
    Column("End moved", "End elsewhere now", (Fated.REBOUNDED,), lambda r: r.end_moved, Side.END),
    Column("Rejected", "Rejected", (Fated.REJECTED,), lambda r: r.rejected),
    Column("Left", "Undecided in finished articles", (Fated.LEFT,), lambda r: r.left),
    Column("Missed", "Marked by hand where nothing was suggested", (Fated.MISSED,), lambda r: r.missed),
)
SUGGESTER, LABEL, SUGGESTED, ACCEPTED = range(4)


def title_of(column: Column) -> str:
    """The head in the language of the interface."""
    return QCoreApplication.translate("LedgerModel", column.title)


class LedgerModel(QAbstractTableModel):
    """Rows as they were added up."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[LedgerRow, ...] = ()

    def set_rows(self, rows: Sequence[LedgerRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[LedgerRow, ...]:
        """All rows, shown or not."""
        return self._rows

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """The same for all."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads of the columns; the tooltip says at length what is counted."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title_of(column)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return QCoreApplication.translate("LedgerModel", column.meaning)
            case Qt.ItemDataRole.TextAlignmentRole:
                near = Qt.AlignmentFlag.AlignLeading if section < SUGGESTED else Qt.AlignmentFlag.AlignTrailing
                return near | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell in words, as a value to sort by, and its row as a value."""
        if not index.isValid():
            return None
        row, place = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(row, place)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.label}, {title_of(COLUMNS[place])}: {self._shown(row, place)}"
            case Qt.ItemDataRole.ToolTipRole if place == SUGGESTER:
                return self._shown(row, place)
            case value if value == ROW:
                return row
            case value if value == SORT:
                return self._sorted_by(row, place)
        return None

    def _shown(self, row: LedgerRow, place: int) -> str:
        if place == SUGGESTER:
            return f"{row.suggester} · {row.version}"
        if place == LABEL:
            return row.label
        if place == ACCEPTED:
            return percent(row.accepted, row.suggested) if row.suggested else _NOTHING
        return number(self._sorted_by(row, place))

    def _sorted_by(self, row: LedgerRow, place: int) -> Any:
        if place == ACCEPTED:
            return row.accepted_share if row.accepted_share is not None else _EVERY
        count = COLUMNS[place].count
        if count is not None:
            return count(row)
        return (f"{row.suggester} {row.version}" if place == SUGGESTER else row.label).casefold()


class LedgerTable(QSortFilterProxyModel):
    """The rows of one kind and one suggester, or of all, in the order of one column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = LedgerModel(self)
        self._kind: Kind | None = None
        self._suggester: tuple[str, str] | None = None
        self.setSourceModel(self.model)
        self.setSortRole(SORT)

    def narrow(self, kind: Kind | None, suggester: tuple[str, str] | None) -> None:
        """Show the rows of a kind, and of a suggester at a version; None for all."""
        self.beginFilterChange()
        self._kind, self._suggester = kind, suggester
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, place: int, parent: _Index) -> bool:
        """True for a row that is not narrowed away."""
        row = self.model.rows[place]
        versions = self._suggester in (None, (row.suggester, row.version))
        return versions and self._kind in (None, row.kind)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads; that of the column they are sorted by has an arrow."""
        words = super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.DisplayRole and section == self.sortColumn() and words:
            return f"{words} {'↓' if self.sortOrder() == Qt.SortOrder.DescendingOrder else '↑'}"
        return words

    def shown(self) -> list[LedgerRow]:
        """The rows in sight, in their order."""
        return [self.index(place, 0).data(ROW) for place in range(self.rowCount())]

    def which(self, index: _Index) -> Which | None:
        """The fates that a number counts; None for a cell that counts none."""
        if not index.isValid():
            return None
        column, row = COLUMNS[index.column()], index.data(ROW)
        if column.count is None or not column.count(row):
            return None
        return Which(
            kind=row.kind,
            label=row.label,
            fated=column.fated,
            versions=((row.suggester, row.version),),
            side=column.side,
        )
