"""A chart of the page with its heading."""

from PySide6.QtCore import Signal

from annotations.agreement.disagreements import Which
from desktop import chrome
from desktop.panels.agreement.chart_view import NEAR, CellView
from desktop.panels.section import Section


class ChartCard(Section):
    """A heading, at its end what the figures are, and the charts below it.

    `chosen` says which disagreements are behind the cell that was clicked or entered.
    """

    chosen = Signal(object)  # Which

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__(title, kind="strong")
        self.note = chrome.Label(note, "second")
        self.head.addWidget(self.note)
        # A widget without a parent that is told to be visible is a window for a moment.
        if not note:
            self.note.hide()
        self.head.setContentsMargins(chrome.px(NEAR), 0, chrome.px(NEAR), 0)
        self._charts: list[CellView] = []

    def add_chart(self, chart: CellView, stretch: int = 0) -> None:
        """Put a chart at the end; with a stretch it takes the height that is left."""
        self._charts.append(chart)
        chart.chosen.connect(self._choose)
        self.column.addWidget(chart, stretch)

    def _choose(self, which: Which) -> None:
        self.show_chosen(which)
        self.chosen.emit(which)

    def show_chosen(self, which: Which | None) -> None:
        """Mark the cells that lead there; None for nothing chosen."""
        for chart in self._charts:
            chart.show_chosen(which)


def foot(words: str = "") -> chrome.Label:
    """What is to know about a chart, below it."""
    made = chrome.Label(words, "second", wrap=True)
    made.setContentsMargins(chrome.px(NEAR), 0, chrome.px(NEAR), 0)
    return made
