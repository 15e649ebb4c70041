"""How agreement changes from batch to batch of articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QComboBox, QStyleOptionViewItem

from annotations.agreement.estimate import Estimate
from annotations.agreement.trend import Batch, Series, Trend
from desktop import chrome
from desktop.agreement_report.charts import Axis, axis
from desktop.chrome.paint import width_of
from desktop.models import trend_words
from desktop.models.agreement_words import articles
from desktop.panels.agreement.card import ChartCard, foot
from desktop.panels.agreement.chart_model import Cell
from desktop.panels.agreement.chart_view import ChartDelegate, ChartView, Heads
from desktop.panels.agreement.figures import in_words
from desktop.panels.agreement.interval_rows import grid_pen, tick_in_words
from desktop.panels.mirrored import MirroredRow

_ABOVE, _PLOT, _BELOW = 20, 168, 8  # the guideline, the dots, the air under them
_SCALE, _NARROWEST, _WIDEST, _PADDING = 40, 64, 168, 12
_DOT, _CAP = 4, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A batch: its figure, those before and after it, its name, its articles, and a guideline that begins with it."""

    f1: Estimate
    before: Estimate | None
    after: Estimate | None
    name: str
    count: str
    guideline: str


class _Points(ChartDelegate):
    """Paints a dot with its interval, and the line to the dots beside it as far as the cell reaches."""

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
        """Paint one batch."""
        line: Any = option.widget
        row, point = MirroredRow(painter, area, option.direction), cell.drawn
        self._grid(painter, area, line)
        if point.guideline:
            self._guideline(painter, area, option.direction, point.guideline)
        if point.f1.value is not None:
            self._lines(painter, row, line, point)
            self._dot(painter, row, line, point.f1)
        look, top = chrome.theme(), area.top() + chrome.px(_ABOVE + _PLOT + _BELOW)
        for words, color in ((point.name, look.text_2), (point.count, look.text_3)):
            place = QRectF(area.left(), top, area.width(), chrome.line("meta"))
            chrome.text_line(painter, place, words, "meta", color, align=Qt.AlignmentFlag.AlignHCenter)
            top += place.height()

    def _grid(self, painter: QPainter, area: QRectF, line: Any) -> None:
        painter.setPen(grid_pen())
        for tick in line.axis.ticks():
            y = round(line.y_of(tick)) + 0.5
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _guideline(self, painter: QPainter, area: QRectF, direction: Qt.LayoutDirection, words: str) -> None:
        look = chrome.theme()
        pen = QPen(QColor(look.text_3), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        row = MirroredRow(painter, QRectF(area.left(), area.top(), area.width(), chrome.px(_ABOVE)), direction)
        x = round(row.place(0, 1).left()) + 0.5
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.top() + chrome.px(_ABOVE + _PLOT)))
        row.text(chrome.px(6), row.width - chrome.px(6), words, "meta", look.text_2)

    def _lines(self, painter: QPainter, row: MirroredRow, line: Any, point: Point) -> None:
        painter.setPen(QPen(QColor(chrome.theme().text_3), chrome.px(2)))
        middle = QPointF(row.place(row.width / 2, 0).left(), line.y_of(point.f1.value))
        for neighbour, near in ((point.before, 0.0), (point.after, row.width)):
            if neighbour is not None and neighbour.value is not None:
                half = (line.y_of(neighbour.value) + middle.y()) / 2
                painter.drawLine(middle, QPointF(row.place(near, 0).left(), half))

    def _dot(self, painter: QPainter, row: MirroredRow, line: Any, f1: Estimate) -> None:
        look = chrome.theme()
        x = row.place(row.width / 2, 0).left()
        painter.setPen(QPen(QColor(look.ink), chrome.px(2)))
        if f1.interval is not None:
            low, high = map(line.y_of, f1.interval)
            painter.drawLine(QPointF(x, low), QPointF(x, high))
            for end in (low, high):
                painter.drawLine(QPointF(x - chrome.px(_CAP), end), QPointF(x + chrome.px(_CAP), end))
        painter.setBrush(QColor(look.page if f1.interval is None else look.ink))
        painter.drawEllipse(QPointF(x, line.y_of(f1.value)), chrome.px(_DOT), chrome.px(_DOT))


class _Scale(Heads):
    """The numbers beside the lines."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)

    def paint_head(self, painter: QPainter, area: QRectF, words: str, section: int) -> None:
        """Paint them at their lines."""
        line: Any = self.parent()
        high, look = chrome.line("meta"), chrome.theme()
        for tick in line.axis.ticks():
            row = MirroredRow(
                painter, QRectF(0, line.y_of(tick) - high / 2, area.width(), high), self.layoutDirection()
            )
            row.text(0, row.width - chrome.px(8), tick_in_words(tick), "meta", look.text_3, at_end=True)


class TrendLine(ChartView):
    """The batches side by side; where they need more width than there is, it scrolls."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _Points())
        self.axis: Axis = axis(())
        self.set_heads(None, _Scale())

    def y_of(self, value: float) -> float:
        """How far down a value stands, in pixels."""
        share = (value - self.axis.low) / (1 - self.axis.low)
        return chrome.px(_ABOVE) + (1 - share) * chrome.px(_PLOT)

    def show_points(self, cells: Sequence[Cell]) -> None:
        """Show these batches."""
        self.axis = axis(cell.drawn.f1 for cell in cells)
        self.show_cells([cells] if cells else [])

    def fit_sections(self, width: int) -> None:
        """Batches share the width."""
        points = [cell.drawn for cell in self.cells.every()]
        said = [words for point in points for words in (point.name, point.count, point.guideline)]
        self.verticalHeader().setFixedWidth(chrome.px(_SCALE))
        if not points:
            return
        high = chrome.px(_ABOVE + _PLOT + _BELOW) + 2 * chrome.line("meta") + chrome.px(4)
        self.verticalHeader().resizeSection(0, high)
        least = max(chrome.px(_NARROWEST), max(width_of("meta", each) for each in said) + chrome.px(_PADDING))
        each = max(least, min(chrome.px(_WIDEST), (width - chrome.px(_SCALE)) / len(points)))
        for column in range(len(points)):
            self.horizontalHeader().resizeSection(column, int(each))


class TrendCard(ChartCard):
    """All pairs, one pair or one label over time, and in words whether that changed."""

    def __init__(self) -> None:
        super().__init__(self.tr("Over time"))
        self.series = QComboBox(self)
        self.series.setAccessibleName(self.tr("Over time, of"))
        self.series.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.line = TrendLine(self.tr("Agreement over time"))
        self.drift = foot()
        self.drift.set_kind("body")
        self.others = foot()
        self.foot = foot(self.tr("Strict F1 with 95 % interval. A hollow dot: too few articles for an interval."))
        self.empty = foot(
            self.tr("Not known yet: it takes articles that two analysts finished, week after week or 25 by 25.")
        )
        self.head.addWidget(self.series)
        self.add_chart(self.line)
        for widget in (self.drift, self.others, self.foot, self.empty):
            self.column.addWidget(widget)
        self._trend: Trend | None = None
        self.series.currentIndexChanged.connect(lambda _: self._show())

    def show_trend(self, trend: Trend) -> None:
        """Show how agreement changed. The series that was chosen stays, if it is still there."""
        names = [trend_words.series_name(series) for series in trend.series]
        before = self.series.currentText()
        self._trend = trend
        blocked = self.series.blockSignals(True)
        self.series.clear()
        self.series.addItems(names)
        self.series.setCurrentIndex(names.index(before) if before in names else 0)
        self.series.blockSignals(blocked)
        self._show()

    def _show(self) -> None:
        trend = self._trend
        if trend is None:
            return
        place = max(0, self.series.currentIndex())
        series = trend.series[place] if trend.series else None
        batches = series.batches if series is not None else ()
        self.line.show_points([self._cell(trend, series, at) for at in range(len(batches))] if series else [])
        self.note.setText(trend_words.batches_in_words(trend.by))
        if series is not None:
            self.drift.setText(trend_words.drift_in_words(series, trend.by))
        others = self._others(trend) if place == 0 else ""
        self.others.setText(others)
        there = bool(batches)
        for widget in (self.note, self.series, self.line, self.drift, self.foot):
            widget.setVisible(there)
        self.others.setVisible(there and bool(others))
        self.empty.setVisible(not there)

    def _others(self, trend: Trend) -> str:
        """Which pairs and labels changed, when all are shown together."""
        changed = [
            f"{trend_words.series_name(series)} {trend_words.signed(series.drift.value)}"
            for series in trend_words.drifting(trend)
            if series.drift.value is not None
        ]
        return self.tr("Changed: {0}.").format(", ".join(changed)) if changed else ""

    def _cell(self, trend: Trend, series: Series, at: int) -> Cell:
        batches = series.batches
        batch, name = batches[at], trend_words.batch_name(batches[at], trend.by)
        known = max((max(each.schema_versions, default=0) for each in batches[:at]), default=0)
        newest = max(batch.schema_versions, default=0)
        point = Point(
            f1=batch.f1,
            before=batches[at - 1].f1 if at else None,
            after=batches[at + 1].f1 if at + 1 < len(batches) else None,
            name=name,
            count=articles(batch.articles),
            guideline=self.tr("guideline {0}").format(newest) if at and newest > known else "",
        )
        return Cell(drawn=point, spoken=_spoken(name, batch))


def _spoken(name: str, batch: Batch) -> str:
    said = in_words(name, batch.f1)
    return f"{said}, {trend_words.versions_in_words(batch)}" if batch.schema_versions else said
