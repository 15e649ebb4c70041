"""What was done in this article, newest first, with the place where undo and redo meet."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStackedLayout, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import chrome
from desktop.panels.mirrored import MirroredRow
from desktop.panels.queue_rows import paint_ground

_ROW = Qt.ItemDataRole.UserRole
_HIGH = 28
_TIME = 100
_BUTTON = 128  # room for the button of the selected row
_NOW = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One step: its number in the log, what was done and when, whether it is undone now, and how many mentions it
    touched.
    """

    seq: int
    words: str
    at: str
    undone: bool = False
    count: int = 1


class _Steps(QAbstractListModel):
    """The steps as a list model. `None` among them is the line between what is undone and what is done."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[HistoryRow | None, ...] = ()
        self.now = 0  # the row of the step done last

    def show(self, rows: Sequence[HistoryRow]) -> None:
        """Show other steps, newest first."""
        undone = next((place for place, row in enumerate(rows) if not row.undone), len(rows))
        self.beginResetModel()
        self.rows = (*rows[:undone], None, *rows[undone:]) if undone else tuple(rows)
        self.now = undone + 1 if undone else 0
        self.endResetModel()

    def place_of(self, seq: int | None) -> int | None:
        """The row of a step, or None."""
        return next((place for place, row in enumerate(self.rows) if row is not None and row.seq == seq), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are, the line included."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The step as a value, and in words."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role == _NOW:
            return index.row() == self.now
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tr("now") if row is None else self._in_words(row)
        if role == Qt.ItemDataRole.ToolTipRole and row is not None:
            # The words quote the article, and a tooltip reads marks.
            return f"<span>{html.escape(self._in_words(row))}</span>"
        return None

    def _in_words(self, row: HistoryRow) -> str:
        return ", ".join(part for part in (row.words, row.at, self.tr("undone") if row.undone else "") if part)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """The line cannot be selected, and the arrows pass it."""
        if index.isValid() and self.rows[index.row()] is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class _Delegate(QStyledItemDelegate):
    """Paints a step, 28 high: mark, words, how many, when."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The same for every row."""
        return QSize(0, chrome.px(_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one step, or the line."""
        step: HistoryRow | None = index.data(_ROW)
        row = MirroredRow(painter, QRectF(option.rect), option.direction)
        painter.save()
        if step is None:
            self._paint_now(painter, row, index.data(Qt.ItemDataRole.DisplayRole))
        else:
            selected = paint_ground(painter, option)
            if index.data(_NOW):
                chrome.dot(painter, row.place(chrome.px(14), chrome.px(10)).center(), "full", chrome.theme().ink)
            self._paint_step(painter, row, step, selected)
        painter.restore()

    def _paint_now(self, painter: QPainter, row: MirroredRow, words: str) -> None:
        look = chrome.theme()
        taken = row.text(chrome.px(32), row.width, words, "meta", look.text_2)
        near = chrome.px(32 + 8) + taken
        line = row.place(near, row.width - near - chrome.px(16))
        painter.setPen(QPen(QColor(look.line_strong), 1))
        middle = round(line.center().y()) + 0.5
        painter.drawLine(QPointF(line.left(), middle), QPointF(line.right(), middle))

    def _paint_step(self, painter: QPainter, row: MirroredRow, step: HistoryRow, selected: bool) -> None:
        look = chrome.theme()
        quiet = look.text_2 if selected else look.text_3
        near, far = chrome.px(32), row.width - chrome.px(16)
        # The button of the selected row takes the place of its time.
        if not selected:
            far -= row.text(far - chrome.px(_TIME), chrome.px(_TIME), step.at, "meta", quiet, at_end=True) + chrome.px(
                8
            )
            if step.count > 1:
                many = f"{chrome.number(step.count)}×"
                far -= row.text(far - chrome.px(50), chrome.px(50), many, "meta", quiet, at_end=True) + chrome.px(8)
        else:
            far -= chrome.px(_BUTTON)
        words = chrome.one_line(step.words)
        taken = row.text(near, far - near, words, "body", quiet if step.undone else look.text_1)
        if step.undone:
            struck = row.place(near, taken)
            painter.setPen(QPen(QColor(quiet), 1))
            middle = round(struck.center().y()) + 0.5
            painter.drawLine(QPointF(struck.left(), middle), QPointF(struck.right(), middle))


class _List(QListView):
    """The steps. A click or an arrow looks at one; Enter goes back, or on, to it."""

    looked_at = Signal(int)
    undo_to = Signal(int)

    def __init__(self, steps: _Steps) -> None:
        super().__init__()
        self.editable = True
        self.setModel(steps)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(self))
        self.button = chrome.KeyButton("", keys=chrome.keys_in_words("Return"), high=24)
        self.button.setParent(self.viewport())
        self.button.hide()
        self.button.clicked.connect(self._go)
        self.clicked.connect(self._look)
        self.verticalScrollBar().valueChanged.connect(self.place_button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the step; what the arrows reach is looked at."""
        before = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        else:
            super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._look(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stays at the end of its row."""
        super().resizeEvent(event)
        self.place_button()

    def selected(self) -> HistoryRow | None:
        """The step that is looked at."""
        index = self.currentIndex()
        return index.data(_ROW) if index.isValid() else None

    def place_button(self) -> None:
        """Show the button on the selected step, unless that is where we are."""
        step, index = self.selected(), self.currentIndex()
        offered = step is not None and not index.data(_NOW) and self.editable
        self.button.setVisible(offered)
        if step is None or not offered:
            return
        self.button.set_words(self.tr("Redo to here") if step.undone else self.tr("Undo to here"))
        row, size = self.visualRect(index), self.button.sizeHint()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = row.left() + chrome.px(8) if mirrored else row.right() - size.width() - chrome.px(8)
        self.button.setGeometry(left, row.top() + chrome.px(2), size.width(), size.height())

    def _look(self, index: QModelIndex) -> None:
        step = index.data(_ROW) if index.isValid() else None
        self.place_button()
        if step is not None:
            self.looked_at.emit(step.seq)

    def _go(self) -> None:
        step = self.selected()
        if step is not None and self.editable and not self.currentIndex().data(_NOW):
            self.undo_to.emit(step.seq)

    def sizeHint(self) -> QSize:
        """Eight rows; fewer when the window is low."""
        return QSize(chrome.px(200), 8 * chrome.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Three rows always."""
        return QSize(chrome.px(160), 3 * chrome.px(_HIGH))


class HistoryList(QWidget):
    """The steps, or a sentence when there are none. A row of number 0 may stand for the untouched article."""

    looked_at = Signal(int)  # number of a step
    undo_to = Signal(int)  # number of the step that is to be the one done last

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("History"))
        self._steps = _Steps()
        self.list = _List(self._steps)
        self.list.setAccessibleName(self.tr("What was done here"))
        self.list.looked_at.connect(self.looked_at)
        self.list.undo_to.connect(self.undo_to)
        self.empty = chrome.Label(self.tr("Nothing done here yet."), "quiet", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.empty.setContentsMargins(chrome.px(16), chrome.px(4), chrome.px(16), chrome.px(8))
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.list)

    def set_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show these steps, newest first; the one looked at stays selected."""
        before = self.list.selected()
        self._steps.show(rows)
        place = self._steps.place_of(before.seq) if before is not None else None
        self.list.setCurrentIndex(self._steps.index(place) if place is not None else QModelIndex())
        self.list.place_button()
        self._pages.setCurrentIndex(1 if rows else 0)

    def set_editable(self, editable: bool) -> None:
        """Offer to go back and on, or only show what was done."""
        self.list.editable = editable
        self.list.place_button()
