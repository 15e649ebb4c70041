"""How a line of the pre-flight looks: icon, count, words over words, a link and a button."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.model.schema import Schema
from desktop import chrome
from desktop.chrome.paint import focus_ring, row_ground, text_line, width_of
from desktop.models.preflight_words import second_line, title
from desktop.models.rows_model import ROW
from desktop.panels.export.preflight_acts import Act, acts_of
from desktop.panels.mirrored import MirroredRow
from desktop.panels.queue_rows import broken_lines
from exporters.preflight import PreflightRow
from exporters.reasons import RowKind

HIGH = 46
_SIDE, _COUNT_END, _WORDS, _LINE, _BUTTON, _PADDING, _BETWEEN, _GAP = 16, 76, 88, 17, 28, 12, 24, 12
_LOWEST, _MOST = 2, 4  # lines of words for which a row has room anyway, and those that each part may take
# kind of line -> icon, and the token of its colour
_ICONS = {
    RowKind.FIXED: ("check", "ok"),
    RowKind.NEEDS_YOU: ("warning", "warn"),
    RowKind.INFORMATION: ("info", "text_2"),
}
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the pre-flight in words, with what can be done about it. In sight are the first two acts."""

    row: PreflightRow
    first: str
    second: str
    acts: tuple[Act, ...] = ()

    @property
    def in_sight(self) -> tuple[Act, ...]:
        """A link to the places and a button that mends it, where there are such."""
        see = [act for act in self.acts if act.fix is None]
        return (*see[:1], *[act for act in self.acts if act.fix is not None][:1])

    @property
    def spoken(self) -> str:
        """The line in one sentence, as a screen reader says it."""
        return f"{chrome.number(self.row.count)} {self.first}. {self.second}".strip()


def line_of(row: PreflightRow, schema: Schema) -> Line:
    """A line in words."""
    return Line(row, title(row), second_line(row, schema), acts_of(row))


class LineDelegate(QStyledItemDelegate):
    """46 high, and higher where the words need more lines, for none of them may be missed.

    `frozen` lines are those of a choice that does not stand any more: their buttons do nothing.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.frozen = False
        self.pointed: tuple[int, int] | None = None  # row and act below the mouse

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as its words."""
        view: Any = option.widget
        return QSize(0, self.high(index.data(ROW), view.viewport().width()))

    def high(self, line: Line, width: int) -> int:
        """Height of a line at a width, both in pixels."""
        more = max(0, len(self.broken(line, width)) - _LOWEST)
        return chrome.px(HIGH) + more * chrome.px(_LINE)

    def broken(self, line: Line, width: float) -> list[tuple[str, str]]:
        """The words of a line at a width in pixels, broken into lines, each with its use of type."""
        taken = sum(self._wide(act) + chrome.px(_BETWEEN) for act in line.in_sight) or chrome.px(_SIDE)
        room = width - chrome.px(_WORDS) - taken - chrome.px(_GAP)
        return [
            (part, use)
            for words, use in ((line.first, "body"), (line.second, "second"))
            if words
            for part in broken_lines(words, chrome.font(use), room, _MOST)
        ]

    def _wide(self, act: Act) -> float:
        return width_of("button", act.words) + (0 if act.fix is None else 2 * chrome.px(_PADDING)) + 1

    def act_at(self, line: Line, area: QRectF, direction: Qt.LayoutDirection, at: QPoint) -> int:
        """Which of the acts in sight is there; -1 for none."""
        places = self._places(line, area, direction)
        return next((number for number, place in enumerate(places) if place.contains(at)), -1)

    def _places(self, line: Line, area: QRectF, direction: Qt.LayoutDirection) -> list[QRectF]:
        near, places = float(chrome.px(_SIDE)), []
        high = chrome.px(_BUTTON)
        for act in reversed(line.in_sight):
            wide = self._wide(act)
            left = area.left() + near if direction == Qt.LayoutDirection.RightToLeft else area.right() - near - wide
            places.append(QRectF(left, area.center().y() - high / 2, wide, high))
            near += wide + chrome.px(_BETWEEN)
        return places[::-1]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one line, with the separator above it."""
        line: Line = index.data(ROW)
        area, look = QRectF(option.rect), chrome.theme()
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and bool(
            option.state & QStyle.StateFlag.State_HasFocus
        )
        row_ground(painter, area, selected=selected)
        if index.row():
            painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), QColor(look.line))
        places = self._places(line, area, option.direction)
        self._paint_words(painter, line, area, option.direction, selected=selected)
        for number, (act, place) in enumerate(zip(line.in_sight, places, strict=True)):
            over = self.pointed == (index.row(), number) and not self.frozen
            self._paint_act(painter, act, place, over=over)
        if selected and option.state & QStyle.StateFlag.State_KeyboardFocusChange:
            focus_ring(painter, area, 4)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, line: Line, area: QRectF, direction: Qt.LayoutDirection, *, selected: bool
    ) -> None:
        look, kind = chrome.theme(), line.row.kind
        whole = MirroredRow(painter, area, direction)
        icon, ink = _ICONS[kind]
        place = whole.place(chrome.px(_SIDE), chrome.px(16))
        chrome.paint_icon(painter, icon, place.left(), area.center().y(), getattr(look, ink))
        fixed = kind is RowKind.FIXED
        color = look.text_2 if fixed else look.text_1
        near = chrome.px(_SIDE + 16)
        whole.text(near, chrome.px(_COUNT_END) - near, chrome.number(line.row.count), "strong", color, at_end=True)
        broken, quiet = self.broken(line, area.width()), look.text_2 if selected else look.text_3
        below = QRectF(area.left(), 0, area.width(), chrome.px(_LINE))
        below.moveTop(area.center().y() - len(broken) * chrome.px(_LINE) / 2)
        for words, use in broken:
            shown = color if use == "body" else quiet
            MirroredRow(painter, below, direction).text(chrome.px(_WORDS), area.width(), words, use, shown)
            below.translate(0, chrome.px(_LINE))

    def _paint_act(self, painter: QPainter, act: Act, place: QRectF, *, over: bool) -> None:
        look = chrome.theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = look.text_3 if self.frozen else look.text_1
        middle = Qt.AlignmentFlag.AlignHCenter
        if act.fix is None:
            text_line(painter, place, act.words, "button", ink, align=middle)
            painter.setPen(QPen(QColor(ink), 2 if over else 1))
            base = round(place.center().y() + chrome.px(8)) + 0.5
            painter.drawLine(int(place.left()), int(base), int(place.right()), int(base))
            return
        painter.setPen(QPen(QColor(look.line_strong), 1))
        painter.setBrush(QColor(look.panel if self.frozen else look.hover if over else look.raised))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), chrome.px(6), chrome.px(6))
        text_line(painter, place, act.words, "button", ink, align=middle)
