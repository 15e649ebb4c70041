"""How well each two annotators agree, and each of them with the others and with the rulings."""

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from annotations.agreement.disagreements import Which
from annotations.agreement.estimate import Estimate
from annotations.agreement.report import PairRow, Report
from annotations.model.mark import Subject
from annotations.model.project import ADJUDICATED
from desktop import chrome
from desktop.chrome.paint import LEFT, RIGHT, width_of
from desktop.models import agreement_words as words
from desktop.panels.agreement.card import ChartCard, foot
from desktop.panels.agreement.chart_model import Cell
from desktop.panels.agreement.chart_view import NEAR, ChartDelegate, ChartView, Heads, cell_frame
from desktop.panels.agreement.figures import in_words
from desktop.panels.agreement.interval_rows import Figure, IntervalRows, figure_cell, heading_cell
from desktop.panels.agreement.ramps import agreed

_FIGURE = "strict_f1"
_INSET, _NARROW_INSET, _GAP = 10, 6, 2
_WIDEST, _NAME, _SHORTEST_NAME = 124, 96, 64
_WIDE_HIGH, _NARROW_HIGH = 60, 72  # two lines, or three where cells are narrow
_SPANS = frozenset({Subject.SPAN})


class _Pairs(ChartDelegate):
    """Paints the figure, its interval and the articles of two annotators, or why there is no figure."""

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
        """Paint one pair."""
        matrix: Any = option.widget
        align = RIGHT if option.direction == Qt.LayoutDirection.RightToLeft else LEFT
        row: PairRow = cell.drawn
        estimate, look = row.figures[_FIGURE], chrome.theme()
        gap = chrome.px(_GAP) / 2
        ground = area.adjusted(gap, gap, -gap, -gap)
        low = estimate.interval[0] if estimate.interval is not None else None
        cell_frame(painter, ground, look.panel if low is None else agreed(low), is_chosen=is_chosen, is_over=is_over)
        inset = chrome.px(_NARROW_INSET if matrix.narrow else _INSET)
        inside = ground.adjusted(inset, chrome.px(8), -inset, -chrome.px(8))
        if estimate.value is None:
            self._undefined(painter, inside, words.undefined(estimate.reason), align)
            return
        lines = [(words.figure(estimate.value), "subject"), (words.interval(estimate), "second")]
        lines.append((words.articles(row.articles), "meta"))
        self._lines(painter, inside, lines, align, beside=not matrix.narrow)

    def _lines(
        self, painter: QPainter, area: QRectF, lines: list[tuple[str, str]], align: Qt.AlignmentFlag, *, beside: bool
    ) -> None:
        """One below the other, the second one beside the first where there is room."""
        look, top = chrome.theme(), area.top()
        for number, (text, use) in enumerate(lines):
            line = QRectF(area.left(), top, area.width(), chrome.line(use))
            if beside and number == 1:
                taken = width_of("subject", lines[0][0]) + chrome.px(6)
                line.adjust(0 if align == RIGHT else taken, 0, -taken if align == RIGHT else 0, 0)
                line.moveBottom(top - chrome.px(1))
            else:
                top += chrome.line(use)
            chrome.text_line(painter, line, text, use, look.text_1, align=align)

    def _undefined(self, painter: QPainter, area: QRectF, why: str, align: Qt.AlignmentFlag) -> None:
        look = chrome.theme()
        dash = QRectF(area.left(), area.top(), area.width(), chrome.line("second"))
        chrome.text_line(painter, dash, words.NOTHING, "second", look.text_1, bold=True, align=align)
        painter.setFont(chrome.font("meta"))
        painter.setPen(look.color(look.text_2))
        flags = int(align) | int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(area.adjusted(0, dash.height(), 0, chrome.px(6)), flags, why)


class PairMatrix(ChartView):
    """A triangle: each two annotators once."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _Pairs())
        self.narrow = False
        self.set_heads(Heads(Qt.Orientation.Horizontal), Heads(Qt.Orientation.Vertical))

    def fit_sections(self, width: int) -> None:
        """Cells share the width, each with room for what it says; where there is little, names give way first."""
        across, down = self.horizontalHeader(), self.verticalHeader()
        names = [self.cells.headerData(at, Qt.Orientation.Vertical) for at in range(self.cells.rowCount())]
        beside = max((width_of("second", name) for name in names), default=0) + chrome.px(NEAR + 12)
        named = min(beside, chrome.px(_NAME))
        across.setFixedHeight(chrome.line("second") + chrome.px(6))
        columns = self.cells.columnCount()
        counted = max((width_of("meta", words.articles(cell.drawn.articles)) for cell in self.cells.every()), default=0)
        full = width_of("subject", ".88") + width_of("second", ".88–.88") + 2 * chrome.px(_INSET) + chrome.px(_GAP + 8)
        self.narrow = width - named < columns * full
        least = counted + 2 * chrome.px(_NARROW_INSET if self.narrow else _INSET) + chrome.px(_GAP + 2)
        named = min(named, max(chrome.px(_SHORTEST_NAME), width - columns * least))
        down.setFixedWidth(int(named))
        each = int(max(least, min((width - named) / max(1, columns), chrome.px(_WIDEST))))
        high = chrome.px(_NARROW_HIGH if self.narrow else _WIDE_HIGH)
        for column in range(columns):
            across.resizeSection(column, each)
        for row in range(self.cells.rowCount()):
            down.resizeSection(row, high)


class PairsCard(ChartCard):
    """The triangle, and below it each annotator against the others and against the rulings."""

    def __init__(self) -> None:
        super().__init__(self.tr("Pairs"), self.tr("same span and label"))
        self.matrix = PairMatrix(self.tr("Pairs of analysts"))
        self.each = IntervalRows(self.tr("Each analyst"), high=24)
        self.foot = foot(self.tr("Bluer = higher lower bound. Click a pair to see its spans."))
        self.empty = foot(self.tr("Two analysts make a pair. So far there is one at most."))
        self.add_chart(self.matrix)
        self.column.addWidget(self.foot)
        self.heading = foot()
        self.heading.set_kind("second-strong")
        self.column.addWidget(self.heading)
        self.add_chart(self.each)
        self.column.addWidget(self.empty)

    def show_report(self, report: Report) -> None:
        """Show all pairs."""
        by_pair = {row.pair: row for row in report.pairs}
        down, across = report.annotators[:-1], report.annotators[1:]
        cells = [
            [self._cell(by_pair[one, other]) if (one, other) in by_pair else None for other in across] for one in down
        ]
        self.matrix.show_cells(cells, across, down)
        against = self._against_others(report), self._against_rulings(report)
        first, *then = [(name, rows) for name, rows in against if rows] or [("", [])]
        self.heading.setText(first[0])
        self.each.show_rows([*first[1], *(row for name, rows in then for row in (heading_cell(name), *rows))])
        for widget in (self.matrix, self.foot):
            widget.setVisible(bool(cells))
        for part in (self.heading, self.each):
            part.setVisible(bool(first[1]))
        self.empty.setVisible(not cells)

    def _cell(self, row: PairRow) -> Cell:
        spoken = in_words(self.tr("{0} and {1}").format(*row.pair), row.figures[_FIGURE])
        differ = sum(many for reason, many in row.counts.items() if reason not in ("nA", "nB", "match"))
        hint = self.tr("{0}. Click to see the {1} places in which they differ.").format(spoken, words.number(differ))
        return Cell(drawn=row, spoken=spoken, which=Which(subjects=_SPANS, pair=row.pair), hint=hint)

    def _against_others(self, report: Report) -> tuple[str, list[Cell]]:
        """Of two annotators the triangle says it already."""
        said = report.others.items() if len(report.annotators) > 2 else ()
        cells = [figure_cell(_figure(name, estimate), in_words(name, estimate)) for name, estimate in said]
        return self.tr("Each against the others, mean of the pairs"), cells

    def _against_rulings(self, report: Report) -> tuple[str, list[Cell]]:
        cells = []
        for row in report.rulings:
            name = next(each for each in row.pair if each != ADJUDICATED)
            estimate = row.figures[_FIGURE]
            cells.append(figure_cell(_figure(name, estimate), in_words(name, estimate)))
        return self.tr("Each against the rulings"), cells


def _figure(name: str, estimate: Estimate) -> Figure:
    return Figure(
        name=name,
        dots=(estimate,),
        value=words.figure(estimate.value),
        beside=words.interval(estimate),
        instead=words.undefined(estimate.reason) if estimate.value is None else "",
    )
