"""Articles by pairs of annotators, or sources by pairs: where it goes wrong."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem, QWidget

from annotations.agreement.report import Report
from desktop import chrome
from desktop.chrome.paint import row_ground, width_of
from desktop.models import agreement_words as words
from desktop.panels.agreement.card import ChartCard, foot
from desktop.panels.agreement.chart_model import Cell
from desktop.panels.agreement.chart_view import NEAR, CellView, ChartDelegate, Heads, cell_frame
from desktop.panels.agreement.heat_model import (
    AGREEMENT,
    DISAGREEMENTS,
    FIRST_PAIR,
    SOURCE,
    TITLE,
    HeatTable,
    Mean,
    Spot,
    of_articles,
    of_sources,
)
from desktop.panels.agreement.ramps import agreed
from desktop.panels.mirrored import MirroredRow
from desktop.panels.segments import Segments

_HIGH, _HEAD, _GAP = 28, 36, 2
_TITLE, _SOURCE, _NARROWEST, _WIDEST = 240, 140, 48, 80
_ROWS = 8  # in sight at least


class _Spots(ChartDelegate):
    """Paints titles, sources and counts as words, agreement on blue-grey."""

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
        """Paint one cell."""
        look, drawn = chrome.theme(), cell.drawn
        if isinstance(drawn, Spot):
            gap = chrome.px(_GAP) / 2
            inside = area.adjusted(gap, gap, -gap, -gap)
            ground = look.panel if drawn.f1 is None else agreed(drawn.f1)
            cell_frame(painter, inside, ground, is_chosen=is_chosen, is_over=is_over)
            middle = Qt.AlignmentFlag.AlignHCenter
            chrome.text_line(painter, inside, words.figure(drawn.f1), "second", look.text_1, align=middle)
            return
        row_ground(painter, area, selected=is_chosen, hovered=is_over)
        row, near = MirroredRow(painter, area, option.direction), chrome.px(NEAR)
        wide = row.width - 2 * near
        if isinstance(drawn, str):
            row.text(near, wide, chrome.one_line(drawn), "body" if cell.which else "second", look.text_1)
        elif isinstance(drawn, Mean):
            row.text(near, wide, words.figure(drawn.value), "strong", look.text_1, at_end=True)
        else:
            row.text(near, wide, words.number(drawn), "body", look.text_1, at_end=True)


class _Names(Heads):
    """Heads to sort by. Over a pair the two names stand on two lines."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal, "meta")
        self.setSectionsClickable(True)

    def paint_head(self, painter: QPainter, area: QRectF, words: str, section: int) -> None:
        """Words stand over words, numbers over numbers."""
        color, high = chrome.theme().text_2, chrome.line("meta")
        lines = words.split("\n")
        top = area.bottom() - chrome.px(4) - high * len(lines)
        for number, line in enumerate(lines):
            place = QRectF(area.left(), top + number * high, area.width(), high)
            if section < FIRST_PAIR:
                row, near = MirroredRow(painter, place, self.layoutDirection()), chrome.px(NEAR)
                at_end = section in (AGREEMENT, DISAGREEMENTS)
                row.text(near, row.width - 2 * near, line, "meta", color, at_end=at_end)
            else:
                inside = place.adjusted(chrome.px(_GAP), 0, -chrome.px(_GAP), 0)
                chrome.text_line(painter, inside, line, "meta", color, align=Qt.AlignmentFlag.AlignHCenter)


class HeatView(CellView):
    """A thousand articles are painted as fast as ten. A click on a head sorts, and so does S, by the column."""

    def __init__(self, name: str) -> None:
        table = HeatTable()
        super().__init__(name, table, _Spots())
        self.table = table
        self.set_heads(_Names(), None)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicatorShown(False)
        self.sortByColumn(DISAGREEMENTS, Qt.SortOrder.DescendingOrder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # Qt paints an edge of its own where two scroll bars meet.
        self.setCornerWidget(QWidget(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """S sorts by the column, so that no mouse is needed; once more turns it round."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_S and not event.modifiers() and index.isValid():
            self._sort_by(index.column())
        else:
            super().keyPressEvent(event)

    def _sort_by(self, column: int) -> None:
        header = self.horizontalHeader()
        order = Qt.SortOrder.DescendingOrder if column == DISAGREEMENTS else Qt.SortOrder.AscendingOrder
        if header.sortIndicatorSection() == column:
            turned = header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            order = Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder
        self.sortByColumn(column, order)
        self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The titles take the width that is left."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scale."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.fit()

    def fit(self) -> None:
        """Give columns and rows their sizes."""
        header, model = self.horizontalHeader(), self.model()
        header.setFixedHeight(chrome.px(_HEAD))
        self.verticalHeader().setDefaultSectionSize(chrome.px(_HIGH))
        self.setMinimumHeight(chrome.px(_HEAD + _ROWS * _HIGH))
        widths = {SOURCE: 0 if self.isColumnHidden(SOURCE) else chrome.px(_SOURCE)}
        for column in range(AGREEMENT, model.columnCount()):
            head = str(model.headerData(column, Qt.Orientation.Horizontal))
            # With room for the arrow of the one it is sorted by.
            needed = max(width_of("meta", f"{line} ↓") for line in head.split("\n")) + 2 * chrome.px(NEAR)
            most = chrome.px(_WIDEST) if column >= FIRST_PAIR else needed
            widths[column] = int(max(chrome.px(_NARROWEST), min(needed, most)))
        free = self.viewport().width() - sum(widths.values())
        widths[TITLE] = max(chrome.px(_TITLE), free)
        for column in range(model.columnCount()):
            if not self.isColumnHidden(column):
                header.resizeSection(column, widths[column])


class HeatCard(ChartCard):
    """Articles, or their sources; a cell leads to what the two differ in there."""

    def __init__(self) -> None:
        super().__init__(self.tr("Articles"))
        self.by = Segments(self.tr("Shown by"), (self.tr("by article"), self.tr("by source")), wraps=False)
        self.view = HeatView(self.tr("Agreement by article"))
        self.foot = foot()
        self.empty = foot(self.tr("No article is finished by two analysts yet."))
        self.head.addWidget(self.by)
        self.add_chart(self.view, 1)
        self.column.addWidget(self.foot)
        self.column.addWidget(self.empty)
        self._report: Report | None = None
        self.by.show_chosen(0)
        self.by.chosen.connect(lambda _: self._show())

    def show_report(self, report: Report) -> None:
        """Show the articles that two finished."""
        self._report = report
        self._show()

    def _show(self) -> None:
        if self._report is None:
            return
        by_source = self.by.current() == 1
        rows = (of_sources if by_source else of_articles)(self._report.by_article)
        pairs = [row.pair for row in self._report.pairs]
        first, second = (self.tr("source"), "") if by_source else (self.tr("article"), self.tr("source"))
        self.view.table.model.set_rows(rows, pairs, first, second)
        # Articles without a source leave the room to the titles.
        self.view.setColumnHidden(SOURCE, not any(row.beside for row in rows))
        self.view.fit()
        self.foot.setText(
            self.tr("Bluer = they agree better: same span and label, each article one vote.")
            if by_source
            else self.tr(
                "Bluer = they agree better: same span and label. Click a cell to see where they differ; S sorts."
            )
        )
        for widget in (self.view, self.by, self.foot):
            widget.setVisible(bool(rows))
        self.empty.setVisible(not rows)
