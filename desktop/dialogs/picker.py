"""Picker: a short list to choose from by digit, by typing, by arrows or by mouse. Labels, event types, fillers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop import chrome
from desktop.chrome.paint import row_ground
from desktop.keyboard import digit_of

ROW_HEIGHT = 28
ROWS_SHOWN = 10
WIDTH = 320
DIGITS = "1234567890"
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what it gives, the code in its hue, and the words beside it."""

    value: str
    code: str
    hue: str
    words: str = ""


class _RowDelegate(QStyledItemDelegate):
    """A key cap, the code in its hue, the words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(chrome.px(WIDTH), chrome.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, px = chrome.theme(), chrome.px
        choice, digit = index.data(Qt.ItemDataRole.UserRole)
        area = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row_ground(painter, area, selected=selected)
        if digit:
            chrome.key_cap(painter, area.left() + px(8), area.center().y(), digit)
        code = area.adjusted(px(36), 0, -px(8), 0)
        taken = chrome.label_code(painter, code, choice.code, choice.hue, selected=selected)
        words = code.adjusted(max(taken + px(12), px(104)), 0, 0, 0)
        chrome.text_line(painter, words, choice.words, "body", theme.text_1)


class Picker(chrome.Surface):
    """Floats over the text while open; Esc or a click elsewhere closes it and changes nothing."""

    picked = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("popup", parent=parent)
        self._parent = parent
        self._choices: Sequence[Choice] = ()
        self.field = QLineEdit(self)
        self.field.setAccessibleName(self.tr("Type to narrow the list"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Choices"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_RowDelegate(self))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self._pick(item.data(Qt.ItemDataRole.UserRole)[0]))
        self.hide()

    def ask(self, prompt: str, choices: Sequence[Choice], near: QRect, likely: str | None = None) -> None:
        """Open below `near` (in the parent's coordinates), or above it where there is no room below.

        Enter takes the row of the value `likely`, or the first.
        """
        self._choices = choices
        self.field.clear()
        self.field.setPlaceholderText(prompt)
        self._narrow("")
        values = [choice.value for choice in choices]
        self.list.setCurrentRow(values.index(likely) if likely in values else 0)
        rows = max(1, min(ROWS_SHOWN, len(choices)))
        self.setFixedSize(chrome.px(WIDTH + 16), chrome.px(rows * ROW_HEIGHT + 28 + 3 * 8 + 2))
        area = self._parent.rect()
        top = max(area.top() + 8, near.bottom() + 8)
        if top + self.height() > area.bottom():
            top = max(area.top() + 8, near.top() - 8 - self.height())
        left = max(8, min(near.left(), area.right() - self.width() - 8))
        self.move(QPoint(left, top))
        self.show()
        self.raise_()
        self.field.setFocus()

    def dismiss(self) -> None:
        """Close without a choice."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(event)
            if event.type() == QEvent.Type.FocusOut:
                self.dismiss()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Escape:
                self.dismiss()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                item = self.list.currentItem()
                if item is not None:
                    self._pick(item.data(Qt.ItemDataRole.UserRole)[0])
            case Qt.Key.Key_Down:
                self.list.setCurrentRow(min(self.list.count() - 1, self.list.currentRow() + 1))
            case Qt.Key.Key_Up:
                self.list.setCurrentRow(max(0, self.list.currentRow() - 1))
            case _:
                digit = digit_of(event)
                if digit is None:
                    return False
                self._pick_digit(digit)
        return True

    def _pick_digit(self, digit: str) -> None:
        row = DIGITS.index(digit)
        if row < self.list.count():
            self._pick(self.list.item(row).data(Qt.ItemDataRole.UserRole)[0])

    def _narrow(self, typed: str) -> None:
        self.list.clear()
        wanted = typed.strip().casefold()
        starting = [choice for choice in self._choices if choice.code.casefold().startswith(wanted)]
        inside = [
            choice
            for choice in self._choices
            if choice not in starting and wanted in f"{choice.code} {choice.words}".casefold()
        ]
        for row, choice in enumerate([*starting, *inside]):
            item = QListWidgetItem(f"{choice.code} {choice.words}")
            item.setData(Qt.ItemDataRole.UserRole, (choice, DIGITS[row] if row < len(DIGITS) else ""))
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _pick(self, choice: Choice) -> None:
        self.hide()
        self.picked.emit(choice.value)
        self.closed.emit()
