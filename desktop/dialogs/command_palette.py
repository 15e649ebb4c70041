"""The command palette: articles and commands by a few letters, under the command field."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop import chrome
from desktop.chrome.paint import RIGHT, row_ground, width_of

WIDTH = 480
_ROW_HEIGHT = 30
_ROWS_SHOWN = 12
_MOST = 200
_ITEM = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """One thing to find. `hint` says what it is, `keys` in portable form; `run` does it."""

    title: str
    hint: str
    keys: str
    run: Callable[[], None]


def rank(typed: str, title: str) -> int | None:
    """How well a title fits what was typed: 0 best, None not at all. Letters must come in order.

    Whole words win over their beginnings, those over letters inside, those over scattered letters.
    """
    wanted, found = typed.casefold().strip(), title.casefold()
    if not wanted or found.startswith(wanted):
        return 0
    if f" {wanted}" in found:
        return 1
    if wanted in found:
        return 2
    if all(f" {word}" in f" {found}" for word in wanted.split()):
        return 3
    rest = iter(found)
    return 4 if all(letter in rest for letter in wanted if not letter.isspace()) else None


class _Found(QAbstractListModel):
    """The items that fit, best first, at most 200."""

    def __init__(self) -> None:
        super().__init__()
        self.all: tuple[PaletteItem, ...] = ()
        self.shown: list[PaletteItem] = []

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many fit."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The item as a value, and in words."""
        if not index.isValid():
            return None
        item = self.shown[index.row()]
        if role == _ITEM:
            return item
        return (
            ", ".join(part for part in (item.title, item.hint, item.keys) if part)
            if role == Qt.ItemDataRole.DisplayRole
            else None
        )

    def narrow(self, typed: str) -> None:
        """Keep what fits; equal fits stay in the order given."""
        self.beginResetModel()
        ranked = [(place, item) for item in self.all if (place := rank(typed, item.title)) is not None]
        self.shown = [item for _, item in sorted(ranked, key=lambda pair: pair[0])][:_MOST]
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    """Title at one side, what it is and its key at the other."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The same for every row."""
        return QSize(0, chrome.px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one item."""
        item, look = index.data(_ITEM), chrome.theme()
        area = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row_ground(painter, area, selected=selected, hovered=bool(option.state & QStyle.StateFlag.State_MouseOver))
        area = area.adjusted(chrome.px(12), 0, -chrome.px(12), 0)
        quiet = look.text_2 if selected else look.text_3
        keys = chrome.keys_in_words(item.keys)
        chrome.text_line(painter, area, keys, "meta", quiet, align=RIGHT)
        right = width_of("meta", keys) + chrome.px(12) if keys else 0
        rest = area.adjusted(0, 0, -right, 0)
        chrome.text_line(painter, rest, item.hint, "second", quiet, align=RIGHT)
        right = width_of("second", item.hint) + chrome.px(12) if item.hint else 0
        chrome.text_line(painter, rest.adjusted(0, 0, -right, 0), chrome.one_line(item.title), "body", look.text_1)


class CommandPalette(chrome.Surface):
    """Enter or a click runs, Esc or a click elsewhere closes; the keyboard goes back to where it was."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("popup", parent=parent)
        self._over = parent
        self.setAccessibleName(self.tr("Find or run a command"))
        self._before: QWidget | None = None
        self._found = _Found()
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find or run a command"))
        self.field.setAccessibleName(self.tr("Find or run a command"))
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Articles and commands"))
        self.list.setModel(self._found)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._run)
        self.nothing = chrome.Label(self.tr("Nothing with these letters."), "quiet")
        self.nothing.setContentsMargins(chrome.px(12), 0, 0, chrome.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(chrome.px(8), chrome.px(8), chrome.px(8), chrome.px(8))
        column.setSpacing(chrome.px(8))
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self.nothing)
        self.hide()

    def ask(self, items: Sequence[PaletteItem], under: QWidget) -> None:
        """Open with these items, its far edge in line with that of `under`."""
        self._before = QApplication.focusWidget()
        self._found.all = tuple(items)
        parent = self._over
        below = under.mapTo(parent, QPoint(under.width(), under.height() + chrome.px(4)))
        wide = min(chrome.px(WIDTH), parent.width() - 16)
        high = min(chrome.px(_ROWS_SHOWN * _ROW_HEIGHT + 28 + 24), parent.height() - below.y() - 8)
        self.setGeometry(max(8, min(below.x(), parent.width() - 8) - wide), below.y(), wide, high)
        self.field.clear()
        self._narrow("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_palette(self) -> None:
        """Close without running anything."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc act on the list while the field has the keyboard."""
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and QApplication.focusWidget() is not None:
            self._before = None
            self.close_palette()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event.key())
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif key in steps:
            row = self.list.currentIndex().row() + steps[Qt.Key(key)]
            self._select(max(0, min(row, self._found.rowCount() - 1)))
        else:
            return key == Qt.Key.Key_Tab
        return True

    def _narrow(self, typed: str) -> None:
        self._found.narrow(typed)
        self._select(0)
        self.list.setVisible(self._found.rowCount() > 0)
        self.nothing.setVisible(self._found.rowCount() == 0)

    def _select(self, row: int) -> None:
        index = self._found.index(row)
        self.list.setCurrentIndex(index)
        if index.isValid():
            self.list.scrollTo(index)

    def _run(self, index: QModelIndex) -> None:
        if index.isValid():
            item: PaletteItem = index.data(_ITEM)
            self.close_palette()
            item.run()
