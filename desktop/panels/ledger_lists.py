"""The two lists below the ledger: what to fix, and the examples behind a number."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.editing.ledger import Finding
from annotations.model.fate import Fate
from desktop import chrome
from desktop.chrome.paint import focus_ring, row_ground, shows_focus
from desktop.models.ledger_words import fate_in_words, finding_in_words, surface_of
from desktop.panels.mirrored import MirroredRow, quoted

_ROW = Qt.ItemDataRole.UserRole
_LINE, _SIDE = 18, 8
_ONE_LINE, _TWO_LINES = 28, 44
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A fate, and the title of the article it is from."""

    title: str
    fate: Fate


class Rows(QAbstractListModel):
    """Values in a list, each with two lines of words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[Any, str, str], ...] = ()

    def show(self, rows: Sequence[tuple[Any, str, str]]) -> None:
        """Show other ones: (value, first words, second words)."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row as a value, and in words."""
        if not index.isValid():
            return None
        _value, first, second = self._rows[index.row()]
        if role == _ROW:
            return self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{first} {second}"
        if role == Qt.ItemDataRole.ToolTipRole:
            # The words quote the article, and a tooltip reads marks.
            return f"<span>{html.escape(f'{first} {second}')}</span>"
        return None


class _Paint(QStyledItemDelegate):
    """Two lines below each other, or side by side."""

    def __init__(self, parent: QWidget, *, stacked: bool) -> None:
        super().__init__(parent)
        self._stacked = stacked

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The same for every row."""
        return QSize(0, chrome.px(_TWO_LINES if self._stacked else _ONE_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        area, look, side = QRectF(option.rect), chrome.theme(), chrome.px(_SIDE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row_ground(painter, area, selected=selected, hovered=bool(option.state & QStyle.StateFlag.State_MouseOver))
        _value, first, second = index.data(_ROW)
        if self._stacked:
            high = chrome.px(_LINE)
            top = QRectF(area.left(), area.top() + chrome.px(4), area.width(), high)
            upper, lower = (MirroredRow(painter, top.translated(0, down), option.direction) for down in (0, high))
            upper.text(side, upper.width - 2 * side, first, "body")
            lower.text(side, lower.width - 2 * side, second, "second", look.text_2)
        else:
            row = MirroredRow(painter, area, option.direction)
            near = row.width * 0.42
            row.text(side, near - side, first, "body")
            row.text(near + side, row.width - near - 2 * side, second, "second", look.text_2)
        if option.state & QStyle.StateFlag.State_HasFocus and shows_focus(option.widget):
            focus_ring(painter, area, 4)


class RowList(QListView):
    """A list whose rows are chosen by a click, Enter or Space. Says `empty` where there are none."""

    chosen = Signal(object)

    def __init__(self, name: str, empty: str, *, stacked: bool) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows = Rows(self)
        self._empty = empty
        self.setModel(self.rows)
        self.setItemDelegate(_Paint(self, stacked=stacked))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(chrome.px(_TWO_LINES))
        self.clicked.connect(self._choose)

    def _choose(self, index: _Index) -> None:
        self.chosen.emit(index.data(_ROW)[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose."""
        if event.key() in _CHOOSE and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: Any) -> None:
        """Paint the rows, or the sentence in their place."""
        super().paintEvent(event)
        if not self.rows.rowCount():
            painter = QPainter(self.viewport())
            area = QRectF(0, 0, self.viewport().width(), chrome.px(_ONE_LINE))
            MirroredRow(painter, area, self.layoutDirection()).text(
                0, area.width(), self._empty, "second", chrome.theme().text_2
            )
            painter.end()


class FindingList(RowList):
    """What to fix, dearest first."""

    def __init__(self, name: str) -> None:
        super().__init__(name, self.tr("Nothing came up three times or more."), stacked=True)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these."""
        self.rows.show([(finding, *finding_in_words(finding)) for finding in findings])


class ExampleList(RowList):
    """Surfaces with what became of them and their article. `chosen` gives the fate."""

    def __init__(self, name: str) -> None:
        super().__init__(name, self.tr("Choose a number above, or a finding."), stacked=False)

    def show_rows(self, rows: Sequence[ExampleRow]) -> None:
        """Show these."""
        self.rows.show(
            [
                (row.fate, quoted(surface_of(row.fate)), f"{fate_in_words(row.fate)} · {chrome.one_line(row.title)}")
                for row in rows
            ]
        )
