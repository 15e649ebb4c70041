"""What is still to decide in this article, in text order from the focus on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop import chrome
from desktop.chrome.paint import score_text, width_of
from desktop.panels.key_hints import KeyHints
from desktop.panels.mirrored import MirroredRow
from desktop.panels.queue_rows import paint_ground

_ROW = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 26
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """One suggestion: label code and hue, its words, and a score if the suggester gives one."""

    id: str
    code: str
    hue: str
    surface: str
    score: float | None = None


class _Rows(QAbstractListModel):
    """The suggestions as a list model."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[SuggestionRow, ...] = ()
        self.code_width = 0.0

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row as a value, and in words."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        return f"{row.code} {row.surface}" if role == Qt.ItemDataRole.DisplayRole else None

    def show(self, rows: Sequence[SuggestionRow]) -> None:
        """Show other rows; the same ones disturb nothing."""
        if tuple(rows) == self.rows:
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    """Paints a suggestion, 26 high: code, words, dashed score."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The same for every row."""
        return QSize(0, chrome.px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one suggestion."""
        row: SuggestionRow = index.data(_ROW)
        painter.save()
        selected = paint_ground(painter, option)
        line = MirroredRow(painter, QRectF(option.rect), option.direction)
        near, far = chrome.px(16), line.width - chrome.px(16)
        code = width_of("code", row.code) + (chrome.px(12) if selected else 0)
        chrome.label_code(painter, line.place(near, code + 1), row.code, row.hue, selected=selected)
        near += int(max(chrome.px(66), min(chrome.px(116), code + chrome.px(8))))
        score = chrome.px(12) if row.score is None else width_of("meta", score_text(row.score))
        chrome.dashed_score(painter, line.place(far - score, score), row.score)
        line.text(near, far - score - chrome.px(8) - near, chrome.one_line(row.surface), "body")
        painter.restore()


class _List(QListView):
    """The rows; Enter chooses like a click, the keyboard stays with the text after a click."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(self))
        self.clicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the suggestion."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(_ROW).id)

    def sizeHint(self) -> QSize:
        """Eight rows; fewer when the window is low."""
        return QSize(chrome.px(200), 8 * chrome.px(_ROW_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Three rows always."""
        return QSize(chrome.px(160), 3 * chrome.px(_ROW_HEIGHT))


class SuggestionList(QWidget):
    """Rows, and the keys that decide them."""

    suggestion_clicked = Signal(str)  # suggestion id

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Suggestions"))
        self._rows = _Rows()
        self.list = _List()
        self.list.setModel(self._rows)
        self.list.setAccessibleName(self.tr("Suggestions left"))
        self.list.chosen.connect(self.suggestion_clicked)
        self.empty = chrome.Label("", "quiet", wrap=True)
        self.empty.setContentsMargins(chrome.px(16), chrome.px(4), chrome.px(16), chrome.px(8))
        self.hints = KeyHints()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty)
        column.addSpacing(chrome.px(8))  # else half a row touches the keys
        column.addWidget(self.hints)
        column.addStretch(0)
        self.set_rows(())

    def set_rows(self, rows: Sequence[SuggestionRow], empty: str = "", current: str | None = None) -> None:
        """Show these rows. `empty` is said when there are none."""
        self._rows.show(rows)
        self.list.setVisible(bool(rows))
        self.empty.setText(empty or self.tr("Nothing suggested here. Select a word and press a label key."))
        self.empty.setVisible(not rows)
        self.hints.setVisible(bool(rows))
        place = next((number for number, row in enumerate(rows) if row.id == current), None)
        self.list.setCurrentIndex(self._rows.index(place) if place is not None else QModelIndex())
