"""How many articles, groups, spans and events are on which side of a split."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop import chrome
from desktop.chrome.paint import focus_ring, shows_focus
from desktop.models.counting import counted
from desktop.models.rows_model import ROW, RowsModel
from desktop.panels.export.words import PARTS, tr
from desktop.panels.mirrored import MirroredRow
from exporters.split import SplitRow

_HEAD, _HIGH, _SIDE = 24, 28, 16
# Where each column ends, in pixels from the far side at 100 %, and how wide it is.
_COLUMNS = ((296, 96), (192, 96), (104, 80), (16, 80))
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of the table: its name and its figures, which are words in the head of it."""

    name: str
    cells: tuple[str, ...]
    spoken: str
    kind: str = ""  # "head" or "sum"


def table_rows(rows: Sequence[SplitRow]) -> tuple[TableRow, ...]:
    """The lines of the table: a head, a line for each side, and all of them together."""
    heads = (tr("Articles"), tr("Duplicate groups"), tr("Spans"), tr("Events"))
    made = [TableRow("", heads, ", ".join(heads), "head")]
    figures = [(PARTS[row.part], (row.articles, row.groups, row.mentions + row.events, row.events)) for row in rows]
    together = [sum(column) for column in zip(*(each for _, each in figures), strict=True)]
    for name, values in figures:
        made.append(_row(tr(name), values))
    if together:
        made.append(_row(tr("Together"), together, "sum"))
    return tuple(made)


def _row(name: str, values: Sequence[int], kind: str = "") -> TableRow:
    counts = (
        ("1 article", "{0} articles"),
        ("1 duplicate group", "{0} duplicate groups"),
        ("1 span", "{0} spans"),
        ("1 event", "{0} events"),
    )
    said = [counted(value, *words) for value, words in zip(values, counts, strict=True)]
    spoken = f"{name}: {', '.join(said)}"
    return TableRow(name, tuple(chrome.number(value) for value in values), spoken, kind)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The head is lower than the lines."""
        return QSize(0, chrome.px(_HEAD if index.data(ROW).kind == "head" else _HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one line, with the separator above it."""
        row: TableRow = index.data(ROW)
        area, look = QRectF(option.rect), chrome.theme()
        if index.row():
            painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), QColor(look.line))
        line = MirroredRow(painter, area, option.direction)
        head = row.kind == "head"
        line.text(chrome.px(_SIDE), line.width * 0.4, row.name, "strong" if row.kind == "sum" else "body")
        use, color = ("meta", look.text_2) if head else ("body", look.text_1)
        for cell, (end, wide) in zip(row.cells, _COLUMNS, strict=True):
            near = line.width - chrome.px(end) - chrome.px(wide)
            line.text(near, chrome.px(wide), cell, use, color, at_end=True)
        if option.state & QStyle.StateFlag.State_HasFocus and shows_focus(option.widget):
            focus_ring(painter, area, 4)


class SplitTable(QListView):
    """To be read: the arrows go from line to line. As high as its lines."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = RowsModel[TableRow](self, tips=False)
        self.setAccessibleName(self.tr("Split"))
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """The lines as shown."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[SplitRow]) -> None:
        """Show other figures."""
        self._rows.show(table_rows(rows))
        self.setFixedHeight(chrome.px(_HEAD) + (len(self.rows) - 1) * chrome.px(_HIGH))
