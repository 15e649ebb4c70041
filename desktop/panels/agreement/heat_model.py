"""Articles by pairs of annotators: how well the two agree in each, sorted by any column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, QSortFilterProxyModel, Qt

from annotations.agreement.disagreements import Which
from annotations.agreement.documents import Pair
from annotations.agreement.report import ArticleRow
from desktop.models import agreement_words as words
from desktop.models.agreement_words import tr
from desktop.panels.agreement.chart_model import Cell, Index, said

SORT = Qt.ItemDataRole.UserRole + 1
TITLE, SOURCE, AGREEMENT, DISAGREEMENTS, FIRST_PAIR = range(5)


@dataclass(frozen=True, slots=True)
class Spot:
    """Two annotators in one article, or in all of one source: strict F1, None where nobody marked anything, and how
    many disagreements there are."""

    f1: float | None
    disagreements: int


@dataclass(frozen=True, slots=True)
class Mean:
    """The agreement of a row; None where nobody marked anything."""

    value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """An article, or a source with the mean over its articles. `article` is empty for a source."""

    title: str
    beside: str
    spots: dict[Pair, Spot]
    article: str = ""

    @property
    def agreement(self) -> float | None:
        """The mean over its pairs, each one vote."""
        return _mean(spot.f1 for spot in self.spots.values())

    @property
    def disagreements(self) -> int:
        """Those of all pairs."""
        return sum(spot.disagreements for spot in self.spots.values())


def of_articles(rows: Iterable[ArticleRow]) -> list[HeatRow]:
    """The articles that two finished."""
    return [
        HeatRow(
            title=row.title,
            beside=row.source,
            article=row.article,
            spots={pair: Spot(cell.f1, cell.disagreements) for pair, cell in row.cells.items()},
        )
        for row in rows
        if row.cells
    ]


def of_sources(rows: Iterable[ArticleRow]) -> list[HeatRow]:
    """The sources of those articles; each article has one vote in the mean of a pair."""
    by_source: dict[str, list[HeatRow]] = {}
    for row in of_articles(rows):
        by_source.setdefault(row.beside, []).append(row)
    return [
        HeatRow(
            title=source or tr("no source given"),
            beside=words.articles(len(those)),
            spots={pair: _together(those, pair) for pair in dict.fromkeys(pair for row in those for pair in row.spots)},
        )
        for source, those in by_source.items()
    ]


def _together(rows: Sequence[HeatRow], pair: Pair) -> Spot:
    spots = [row.spots[pair] for row in rows if pair in row.spots]
    return Spot(_mean(spot.f1 for spot in spots), sum(spot.disagreements for spot in spots))


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


class HeatModel(QAbstractTableModel):
    """One row for each article, or each source."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[HeatRow, ...] = ()
        self._pairs: tuple[Pair, ...] = ()
        self._heads: tuple[str, ...] = ()

    def set_rows(self, rows: Sequence[HeatRow], pairs: Sequence[Pair], first: str, second: str) -> None:
        """Show other rows; `first` and `second` stand over what they are called and what is beside that."""
        self.beginResetModel()
        self._rows, self._pairs = tuple(rows), tuple(pairs)
        self._heads = (first, second, tr("agreement"), tr("disagreements"), *("\n".join(pair) for pair in pairs))
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Four, and one for each pair."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Arrows pass over pairs that did not both finish the article."""
        there = index.isValid() and self._cell(self._rows[index.row()], index.column()) is not None
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if there else Qt.ItemFlag.NoItemFlags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads. Those of numbers of which few are bad begin with the worst."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._heads[section].replace("\n", ", ")
        if role == Qt.ItemDataRole.InitialSortOrderRole and section == DISAGREEMENTS:
            return Qt.SortOrder.DescendingOrder.value
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell, and what it is sorted by."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        return self._sorted_by(row, column) if role == SORT else said(self._cell(row, column), role)

    def _sorted_by(self, row: HeatRow, column: int) -> Any:
        match column:
            case 0 | 1:
                return (row.title if column == TITLE else row.beside).casefold()
            case 2:
                return row.agreement
            case 3:
                return row.disagreements
        spot = row.spots.get(self._pairs[column - FIRST_PAIR])
        return spot.f1 if spot is not None else None

    def _cell(self, row: HeatRow, column: int) -> Cell | None:
        article = Which(article=row.article) if row.article else None
        differ = tr("{0} disagreements").format(words.number(row.disagreements))
        match column:
            case 0:
                return Cell(drawn=row.title, spoken=row.title, which=article, hint=_leading(row.title, differ, article))
            case 1:
                return Cell(drawn=row.beside, spoken=row.beside or tr("no source given"))
            case 2:
                return Cell(drawn=Mean(row.agreement), spoken=words.figure(row.agreement))
            case 3:
                hint = _leading(row.title, differ, article)
                return Cell(drawn=row.disagreements, spoken=differ, which=article, hint=hint)
        return self._spot(row, self._pairs[column - FIRST_PAIR])

    def _spot(self, row: HeatRow, pair: Pair) -> Cell | None:
        spot = row.spots.get(pair)
        if spot is None:
            return None
        both = tr("{0} and {1}").format(*pair)
        figure = words.figure(spot.f1) if spot.f1 is not None else words.undefined("no_spans")
        spoken = tr("{0}: {1}, {2} disagreements").format(both, figure, words.number(spot.disagreements))
        which = Which(article=row.article, pair=pair) if row.article else None
        return Cell(drawn=spot, spoken=spoken, which=which, hint=_leading(row.title, spoken, which))


def _leading(title: str, said: str, which: Which | None) -> str:
    if which is None:
        return f"{title}. {said}"
    return tr("{0}. {1}. Click to see them.").format(title, said)


class HeatTable(QSortFilterProxyModel):
    """The rows in the order of one column. What is undefined comes last in either order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = HeatModel(self)
        self.setSourceModel(self.model)

    def lessThan(self, left: Index, right: Index) -> bool:
        """True if the left one comes first when the order is ascending."""
        one, other = left.data(SORT), right.data(SORT)
        if one is None or other is None:
            last = self.sortOrder() == Qt.SortOrder.DescendingOrder
            return (one is None) == last and one is not other
        return bool(one < other)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads; that of the column they are sorted by has an arrow."""
        said = super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.DisplayRole and section == self.sortColumn() and said:
            return f"{said} {'↓' if self.sortOrder() == Qt.SortOrder.DescendingOrder else '↑'}"
        return said
