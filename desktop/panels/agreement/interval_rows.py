"""Figures as dots with their intervals, row below row, on one axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from annotations.agreement.disagreements import Which
from annotations.agreement.estimate import Estimate
from desktop import chrome
from desktop.agreement_report.charts import Axis, axis
from desktop.chrome.paint import row_ground, width_of
from desktop.panels.agreement.chart_model import Cell
from desktop.panels.agreement.chart_view import NEAR, ChartDelegate, ChartView, Heads
from desktop.panels.mirrored import MirroredRow

_HIGH, _LOW, _GAP, _HEADING = 27, 24, 8, 32
_BETWEEN = 12  # between name, axis and figures
_INSET = 12  # of the axis, so that a dot at its end is whole
_NARROWEST = 96  # of the axis
_BAR = 3
_DOT, _CAP = 4, 4
_APART = 5  # how far two dots of one row are from its middle


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row: a name, dots on the axis (the second one hollow), a figure and what stands beside it.

    `instead` is said where there is no dot. With `hue` the name is a label code in its ink.
    """

    name: str
    dots: tuple[Estimate, ...] = ()
    value: str = ""
    beside: str = ""
    instead: str = ""
    hue: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Words over the rows of a group, and over what stands at their end."""

    name: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """Where things stand in a row, in pixels from its near side."""

    axis: float
    axis_width: float
    value: float
    value_width: float
    beside: float
    beside_width: float

    def at(self, value: float, low: float) -> float:
        """Where a value stands when the axis begins at `low`."""
        inset = chrome.px(_INSET)
        return self.axis + inset + (value - low) / (1 - low) * (self.axis_width - 2 * inset)


def figure_cell(figure: Figure, spoken: str, which: Which | None = None, hint: str = "") -> Cell:
    """A row as a cell."""
    return Cell(drawn=figure, spoken=spoken, which=which, hint=hint)


def heading_cell(name: str, beside: str = "") -> Cell:
    """A heading as a cell, so that it is read too."""
    return Cell(drawn=Heading(name=name, beside=beside), spoken=name)


def grid_pen() -> QPen:
    """The lines of an axis; in high contrast, where lines are as strong as dots, of points."""
    look = chrome.theme()
    return QPen(QColor(look.line), 1, Qt.PenStyle.DotLine if look.high_contrast else Qt.PenStyle.SolidLine)


def tick_in_words(tick: float) -> str:
    """A number of an axis: ".4", "−.2", "1"."""
    return f"{tick:g}".replace("0.", ".").replace("-", "−")


class _Scale(Heads):
    """The numbers over the lines of the axis."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)

    def paint_head(self, painter: QPainter, area: QRectF, words: str, section: int) -> None:
        """Paint them over all rows."""
        rows: Any = self.parent()
        if not rows.has_dots:
            return
        place, wide, look = MirroredRow(painter, area, self.layoutDirection()), chrome.px(40), chrome.theme()
        for tick in rows.axis.ticks():
            middle = place.place(rows.room.at(tick, rows.axis.low) - wide / 2, wide)
            centre = Qt.AlignmentFlag.AlignHCenter
            chrome.text_line(painter, middle, tick_in_words(tick), "meta", look.text_3, align=centre)


class _Rows(ChartDelegate):
    """Paints figures, headings and the lines of the axis."""

    def paint_cell(
        self,
        painter: QPainter,
        area: QRectF,
        cell: Cell,
        option: QStyleOptionViewItem,
        *,
        is_chosen: bool,
        is_over: bool,
    ) -> None:
        """Paint one row."""
        rows: Any = option.widget
        row = MirroredRow(painter, area, option.direction)
        if isinstance(cell.drawn, Heading):
            self._heading(row, cell.drawn, rows.room)
            return
        row_ground(painter, area, selected=is_chosen, hovered=is_over)
        if is_chosen:
            row.fill(0, chrome.px(_BAR), chrome.theme().ink)
        self._words(painter, row, cell.drawn, rows.room, is_chosen)
        if cell.drawn.dots and not cell.drawn.instead:
            self._grid(painter, row, rows)
            apart = chrome.px(_APART) * (len(cell.drawn.dots) - 1)
            for number, estimate in enumerate(cell.drawn.dots):
                down = apart if number else -apart
                self._dot(painter, row, rows, estimate, down, hollow=number > 0)

    def _heading(self, row: MirroredRow, heading: Heading, room: Room) -> None:
        look, near = chrome.theme(), chrome.px(NEAR)
        row.text(near, room.value - near, heading.name, "second", look.text_1, bold=True)
        wide = room.beside + room.beside_width - room.value
        row.text(room.value, wide, heading.beside, "second", look.text_2, at_end=True)

    def _words(self, painter: QPainter, row: MirroredRow, figure: Figure, room: Room, is_chosen: bool) -> None:
        look, near = chrome.theme(), chrome.px(NEAR)
        wide = room.axis - near - chrome.px(_BETWEEN)
        if figure.hue:
            chrome.label_code(painter, row.place(near, wide), figure.name, figure.hue, selected=is_chosen)
        else:
            row.text(near, wide, figure.name, "body", look.text_1, bold=figure.bold)
        if figure.instead:
            begin = room.axis + chrome.px(_INSET)
            free = room.beside + room.beside_width - begin
            if figure.value or figure.beside:
                free = room.value + room.value_width - width_of("strong", figure.value) - chrome.px(_BETWEEN) - begin
            row.text(begin, free, figure.instead, "second", look.text_2)
        row.text(room.value, room.value_width, figure.value, "strong", look.text_1, at_end=True)
        row.text(room.beside, room.beside_width, figure.beside, "second", look.text_2, at_end=True)

    def _grid(self, painter: QPainter, row: MirroredRow, rows: Any) -> None:
        painter.setPen(grid_pen())
        for tick in rows.axis.ticks():
            line = row.place(rows.room.at(tick, rows.axis.low), 0)
            x = round(line.left()) + 0.5
            painter.drawLine(QPointF(x, line.top()), QPointF(x, line.bottom()))

    def _dot(
        self, painter: QPainter, row: MirroredRow, rows: Any, estimate: Estimate, down: float, *, hollow: bool
    ) -> None:
        if estimate.value is None:
            return
        look = chrome.theme()
        color = QColor(look.text_3 if hollow else look.text_1)
        painter.setPen(QPen(color, chrome.px(1.5)))
        at = [
            row.place(rows.room.at(value, rows.axis.low), 0).left()
            for value in (estimate.value, *(estimate.interval or ()))
        ]
        middle = row.place(0, 0).center().y() + down
        if len(at) > 1:
            painter.drawLine(QPointF(at[1], middle), QPointF(at[2], middle))
            for end in at[1:]:
                painter.drawLine(QPointF(end, middle - chrome.px(_CAP)), QPointF(end, middle + chrome.px(_CAP)))
        painter.setBrush(QColor(look.page) if hollow else color)
        painter.drawEllipse(QPointF(at[0], middle), chrome.px(_DOT), chrome.px(_DOT))


class IntervalRows(ChartView):
    """Rows of figures. The axis goes from .4 to 1, or from below where one of them needs it."""

    def __init__(self, name: str, *, high: int = _HIGH) -> None:
        super().__init__(name, _Rows())
        self._high = high
        self.axis: Axis = axis(())
        self.has_dots = False
        self.room = Room(0, 0, 0, 0, 0, 0)
        self.set_heads(_Scale(), None)

    def show_rows(self, rows: Sequence[Cell | None]) -> None:
        """Show these rows; None is a gap."""
        figures = [row.drawn for row in rows if row is not None and isinstance(row.drawn, Figure)]
        dots = [dot for figure in figures if not figure.instead for dot in figure.dots]
        self.axis, self.has_dots = axis(dots), bool(dots)
        self.show_cells([[row] for row in rows])

    def fit_sections(self, width: int) -> None:
        """Names and figures take what they need, the axis the rest."""
        cells = [self.cells.cell(row) for row in range(self.cells.rowCount())]
        self.room = _room([cell.drawn for cell in cells if cell is not None and isinstance(cell.drawn, Figure)], width)
        needed = int(self.room.beside + self.room.beside_width) + chrome.px(NEAR)
        self.horizontalHeader().setFixedHeight(chrome.line("meta") + chrome.px(2))
        if cells:
            self.horizontalHeader().resizeSection(0, max(width, needed))
        for number, cell in enumerate(cells):
            high = _GAP if cell is None else _HEADING if isinstance(cell.drawn, Heading) else self._high
            self.verticalHeader().resizeSection(number, chrome.px(high))


def _room(figures: Sequence[Figure], width: int) -> Room:
    near, between = chrome.px(NEAR), chrome.px(_BETWEEN)
    value = max([width_of("strong", each.value) for each in figures], default=0) + 1
    beside = max([width_of("second", each.beside) for each in figures], default=0) + 1
    name = max([_name_width(each) for each in figures], default=0) + 1
    fixed = near + 3 * between + value + beside + chrome.px(NEAR)
    # A name that leaves no room for the axis is cut.
    name = min(name, max(width - fixed - chrome.px(_NARROWEST), chrome.px(_NARROWEST)))
    left = max(chrome.px(_NARROWEST), width - fixed - name)
    axis_at = near + name + between
    value_at = axis_at + left + between
    return Room(axis_at, left, value_at, value, value_at + value + between, beside)


def _name_width(figure: Figure) -> float:
    if figure.hue:  # with the square that stands before the code of a chosen row
        return width_of("code", figure.name) + chrome.px(12)
    return width_of("body", figure.name, bold=figure.bold)
