"""What should be known before an export is written, line by line."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QMenu

from desktop import chrome
from desktop.models.rows_model import ROW, RowsModel
from desktop.panels.export.preflight_acts import Act
from desktop.panels.export.preflight_rows import HIGH, Line, LineDelegate
from exporters.preflight import PreflightRow

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Index = QModelIndex | QPersistentModelIndex


class _Lines(RowsModel[Line]):
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Besides, what the keys of a line do."""
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and index.isValid():
            return _keys_in_words(self.rows[index.row()])
        return super().data(index, role)


def _keys_in_words(line: Line) -> str:
    keys = {"see": "Enter", "fix": "Space"} if len(line.in_sight) > 1 else {"see": "Enter", "fix": "Enter"}
    return ", ".join(f"{keys['see' if act.fix is None else 'fix']}: {act.words}" for act in line.in_sight)


class PreflightList(QListView):
    """As high as its lines. Enter opens the places of a line, Space mends it; its menu has all that can be done."""

    act_wanted = Signal(object, object)  # PreflightRow, Act

    def __init__(self) -> None:
        super().__init__()
        self._lines = _Lines(self)
        self._delegate = LineDelegate(self)
        self.setAccessibleName(self.tr("Before writing"))
        self.setModel(self._lines)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines as shown."""
        return self._lines.rows

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the keyboard stays on the same line if it is there still, else near it."""
        was, at = self._current(), max(0, self.currentIndex().row())
        self._lines.show(lines)
        same = [number for number, line in enumerate(lines) if was is not None and line.row.reason == was.row.reason]
        if lines and (was is not None or self.hasFocus()):
            self.setCurrentIndex(self._lines.index(same[0] if same else min(at, len(lines) - 1)))
        self.updateGeometry()

    def set_frozen(self, frozen: bool) -> None:
        """Let nothing be done to the lines, for others are on their way."""
        self._delegate.frozen = frozen
        self.viewport().update()

    def _current(self) -> Line | None:
        index = self.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def sizeHint(self) -> QSize:
        """Room for all lines at the width we have."""
        high = sum(self._delegate.high(line, self.viewport().width()) for line in self.lines)
        return QSize(chrome.px(480), max(chrome.px(HIGH), high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words may need more lines now, or fewer."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Room for all lines, in a narrower window."""
        return QSize(chrome.px(320), self.sizeHint().height())

    # -- acts -----------------------------------------------------------------------------------------------------

    def _do(self, line: Line, act: Act) -> None:
        if not self._delegate.frozen:
            self.act_wanted.emit(line.row, act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the first thing in sight, Space the last."""
        line = self._current()
        entered, spaced = event.key() in _ENTER, event.key() == Qt.Key.Key_Space
        if line is not None and (entered or spaced):
            if line.in_sight:
                self._do(line, line.in_sight[0 if entered else -1])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a link or a button does it."""
        super().mouseReleaseEvent(event)
        line, act = self._at(event.position().toPoint())
        if line is not None and act >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._do(line, line.in_sight[act])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would do."""
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        line, act = self._at(at)
        self._delegate.pointed = (self.indexAt(at).row(), act) if line is not None and act >= 0 else None
        pointing = self._delegate.pointed is not None and not self._delegate.frozen
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def _at(self, at: QPoint) -> tuple[Line | None, int]:
        index = self.indexAt(at)
        if not index.isValid():
            return None, -1
        line: Line = index.data(ROW)
        return line, self._delegate.act_at(line, QRectF(self.visualRect(index)), self.layoutDirection(), at)

    def place_of(self, row: PreflightRow) -> QPoint:
        """Where a menu about a line opens, on the screen."""
        at = next(number for number, line in enumerate(self.lines) if line.row == row)
        area = self.visualRect(self._lines.index(at))
        return self.viewport().mapToGlobal(area.bottomLeft() + QPoint(chrome.px(88), 0))

    def menu(self) -> QMenu:
        """All that can be done about the current line."""
        menu, line = QMenu(self), self._current()
        for act in line.acts if line is not None else ():
            action = menu.addAction(act.words)
            action.setEnabled(not self._delegate.frozen)
            action.triggered.connect(lambda _=False, line=line, act=act: self._do(line, act))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _open_menu(self, at: QPoint) -> None:
        line = self._current()
        if line is not None and line.acts:
            self.menu().popup(self.viewport().mapToGlobal(at))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list begins with its first line when it gets the keyboard."""
        super().focusInEvent(event)
        if self.lines and not self.currentIndex().isValid():
            self.setCurrentIndex(self._lines.index(0))
