"""The gestures of this session as a small chart over the status bar. Only the person who made them sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop import chrome
from desktop.chrome.paint import LEFT, RIGHT, width_of
from desktop.meter import Figures, count_words

WIDTH = 440
MOST = 20  # articles
_ROW_HEIGHT = 28
_ROWS_SHOWN = 10
_NAME_SHARE = 0.48
_BAR = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GestureBar:
    """One article: its title, and what was counted in it."""

    title: str
    figures: Figures


class _Bars(QAbstractListModel):
    """The articles as a list, and the average of earlier days."""

    def __init__(self) -> None:
        super().__init__()
        self.bars: tuple[GestureBar, ...] = ()
        self.earlier: float | None = None
        self.most = 1.0

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many articles there are."""
        return 0 if parent.isValid() else len(self.bars)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The article as a value, and in words."""
        if not index.isValid():
            return None
        bar = self.bars[index.row()]
        if role == _BAR:
            return bar
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{chrome.one_line(bar.title)}: {self.in_words(bar.figures)}"
        return None

    def show(self, bars: Sequence[GestureBar], earlier: Figures | None) -> None:
        """Show other articles, the last 20 of them."""
        self.beginResetModel()
        self.bars = tuple(bars)[-MOST:]
        self.earlier = earlier.per_decision if earlier is not None else None
        ratios = [bar.figures.per_decision for bar in self.bars]
        self.most = max((ratio for ratio in (*ratios, self.earlier) if ratio is not None), default=1.0)
        self.endResetModel()

    def in_words(self, figures: Figures) -> str:
        """What was counted: "46 gestures for 31 decisions: 1.5 each, 2.1 seconds each"."""
        each, seconds = figures.per_decision, figures.seconds_per_decision
        if each is None or seconds is None:
            return self.tr("{0}, nothing decided yet").format(count_words(figures))
        one = self.tr("{0} for 1 decision: {2} seconds")
        many = self.tr("{0} for {1} decisions: {3} each, {2} seconds each")
        return (one if figures.decisions == 1 else many).format(
            count_words(figures), chrome.number(figures.decisions), f"{seconds:.1f}", f"{each:.1f}"
        )


class _Delegate(QStyledItemDelegate):
    """The title, a bar as long as a decision is dear, and the figure; a dashed line where earlier days stand."""

    def __init__(self, parent: QWidget, bars: _Bars) -> None:
        super().__init__(parent)
        self._bars = bars

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The same for every row."""
        return QSize(0, chrome.px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one article."""
        bar, look, px = index.data(_BAR), chrome.theme(), chrome.px
        area = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(look.selected if selected else look.hover))
        area = area.adjusted(px(12), 0, -px(12), 0)
        row = _Sides(area, option.direction)
        name = row.part(0, area.width() * _NAME_SHARE)
        chrome.text_line(painter, name, chrome.one_line(bar.title), "second", look.text_1, align=row.near)
        self._paint_bar(painter, row, area.width() * _NAME_SHARE + px(12), bar.figures.per_decision, selected=selected)

    def _paint_bar(self, painter: QPainter, row: "_Sides", begin: float, each: float | None, *, selected: bool) -> None:
        look, px = chrome.theme(), chrome.px
        figure = f"{each:.1f}" if each is not None else "–"
        wide = row.area.width() - begin
        chrome.text_line(painter, row.part(begin, wide), figure, "second", look.text_2, align=row.far)
        wide -= width_of("second", "00.0") + px(12)
        if each is not None:
            long = max(px(2), wide * each / self._bars.most)
            thick = (row.area.height() - px(10)) / 2
            painter.fillRect(
                row.part(begin, long).adjusted(0, thick, 0, -thick), QColor(look.text_2 if selected else look.control)
            )
        if self._bars.earlier is not None:
            line = row.part(begin + wide * self._bars.earlier / self._bars.most, 1)
            x = round(line.left()) + 0.5
            painter.save()
            painter.setPen(QPen(QColor(look.text_1), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, line.top()), QPointF(x, line.bottom()))
            painter.restore()


@dataclass(frozen=True, slots=True)
class _Sides:
    """A row with its lengths counted from the side where reading begins."""

    area: QRectF
    direction: Qt.LayoutDirection

    @property
    def near(self) -> Qt.AlignmentFlag:
        """The side where reading begins."""
        return LEFT if self.direction == Qt.LayoutDirection.LeftToRight else RIGHT

    @property
    def far(self) -> Qt.AlignmentFlag:
        """The side where reading ends."""
        return RIGHT if self.near == LEFT else LEFT

    def part(self, begin: float, length: float) -> QRectF:
        """A stretch of the row, in pixels."""
        left = self.area.left() + begin if self.near == LEFT else self.area.right() - begin - length
        return QRectF(left, self.area.top(), length, self.area.height())


class _List(QListView):
    """Esc is for the popover around the rows."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class GestureChart(chrome.Surface):
    """Arrows go from article to article, Esc or a click elsewhere closes; the keyboard goes back to where it was."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("popup", parent=parent)
        self._over = parent
        self._before: QWidget | None = None
        self.setAccessibleName(self.tr("Gestures of this session"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sentence = chrome.Label("", "strong", wrap=True)
        self._bars = _Bars()
        self.list = _List()
        self.list.setAccessibleName(self.tr("Gestures per decision by article"))
        self.list.setModel(self._bars)
        self.list.setItemDelegate(_Delegate(self.list, self._bars))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.entered.connect(self._tell)
        self.list.selectionModel().currentChanged.connect(self._tell)
        self.list.left.connect(self._left)
        self.name = chrome.ElidedLabel("", "second", "text_1")
        self.detail = chrome.Label("", "second")
        self.earlier = chrome.Label("", "second", wrap=True)
        self.private = chrome.Label(self.tr("Only you see this; it stays on this machine."), "quiet", wrap=True)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, chrome.px(12), 0, chrome.px(12))
        column.setSpacing(chrome.px(8))
        column.addLayout(_inset(self.sentence))
        column.addWidget(self.list)  # from edge to edge
        column.addLayout(_inset(self.name, self.detail))
        column.addLayout(_inset(self.earlier, self.private))

    def ask(self, session: Figures, articles: Sequence[GestureBar], earlier: Figures | None, above: QWidget) -> None:
        """Open above the far end of a widget, the latest article last; `earlier` is the sum of earlier days, if any."""
        if (focused := QApplication.focusWidget()) not in (self, self.list):
            self._before = focused
        self._bars.show(articles, earlier)
        self._put_in_words(session, earlier)
        self.list.setCurrentIndex(self._bars.index(self._bars.rowCount() - 1))  # its words take room as well
        self._place(above)
        self.show()
        self.raise_()
        (self.list if articles else self).setFocus(Qt.FocusReason.PopupFocusReason)
        self._tell(self.list.currentIndex())  # not of the row that came to lie under the mouse

    def _put_in_words(self, session: Figures, earlier: Figures | None) -> None:
        nothing = self.tr("Nothing counted yet. Key presses, clicks and drags count while an article is open.")
        words = self.tr("In this session {0}.").format(self._bars.in_words(session))
        self.sentence.setText(words if session.gestures else nothing)
        each = earlier.per_decision if earlier is not None else None
        self.earlier.setText(self.tr("┆ Earlier days: {0} each on average").format(f"{each:.1f}") if each else "")
        for widget in (self.list, self.name, self.detail):
            widget.setVisible(bool(self._bars.bars))
        self.earlier.setVisible(each is not None)

    def _place(self, above: QWidget) -> None:
        parent = self._over
        wide = min(chrome.px(WIDTH), parent.width() - 16)
        corner = above.mapTo(parent, QPoint(0, 0))
        row, most = chrome.px(_ROW_HEIGHT), corner.y() - 8 - chrome.px(8)
        self.setFixedWidth(wide)
        self._column.activate()  # else what is inset would be measured as it was when last shown
        self.list.setFixedHeight(0)
        room = (most - self._column.totalHeightForWidth(wide)) // row
        self.list.setFixedHeight(row * max(1, min(_ROWS_SHOWN, self._bars.rowCount(), room)))
        high = min(self._column.totalHeightForWidth(wide), most)
        to_right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        left = max(8, min(corner.x() + (above.width() - wide) * to_right, parent.width() - 8 - wide))
        self.setGeometry(left, most + 8 - high, wide, high)

    def _tell(self, index: _Index) -> None:
        """Say of an article what its bar shows."""
        bar: GestureBar | None = index.data(_BAR)
        self.name.setText(chrome.one_line(bar.title) if bar is not None else "")
        self.detail.setText(self._bars.in_words(bar.figures) if bar is not None else "")

    def close_chart(self) -> None:
        """Close, and give the keyboard back."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None:
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def _left(self) -> None:
        if self.isVisible() and QApplication.focusWidget() not in (None, self, self.list):
            self._before = None
            self.close_chart()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_chart()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._left()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.close_chart()  # it stands by measures of the look it was opened in


def _inset(*widgets: QWidget) -> QVBoxLayout:
    lines = QVBoxLayout()
    lines.setSpacing(chrome.px(2))
    lines.setContentsMargins(chrome.px(12), 0, chrome.px(12), 0)
    for widget in widgets:
        lines.addWidget(widget)
    return lines
