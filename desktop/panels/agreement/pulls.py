"""The pull of suggestions: what annotators do when they see them, against what they do blind."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotations.agreement.pull import Contrast, Pull
from desktop import chrome
from desktop.chrome.paint import width_of
from desktop.models import pull_words
from desktop.panels.agreement.card import ChartCard, foot
from desktop.panels.agreement.chart_model import Cell
from desktop.panels.agreement.interval_rows import Figure, IntervalRows, figure_cell, heading_cell
from desktop.panels.mirrored import MirroredRow

_DOT, _AIR, _BETWEEN = 4, 6, 16


class DotKey(QWidget):
    """What the full dot and the hollow one are."""

    def __init__(self, full: str, hollow: str) -> None:
        super().__init__()
        self._words = (full, hollow)
        self.setAccessibleName(f"{full}, {hollow}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for dots and words."""
        each = chrome.px(2 * _DOT + _AIR + _BETWEEN)
        return QSize(int(sum(width_of("second", words) + each for words in self._words)) + 2, chrome.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them side by side."""
        look = chrome.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = MirroredRow(painter, QRectF(self.rect()), self.layoutDirection())
        near = float(chrome.px(_DOT))
        for number, words in enumerate(self._words):
            color = QColor(look.text_3 if number else look.text_1)
            painter.setPen(QPen(color, chrome.px(2)))
            painter.setBrush(QColor(look.page) if number else color)
            middle = row.place(near, chrome.px(2 * _DOT)).center()
            painter.drawEllipse(QPointF(middle.x(), middle.y()), chrome.px(_DOT), chrome.px(_DOT))
            near += chrome.px(2 * _DOT + _AIR)
            near += row.text(near, width_of("second", words) + 1, words, "second", look.text_2) + chrome.px(_BETWEEN)
        painter.end()


class PullsCard(ChartCard):
    """All annotators together, then each: two dots on each measure, and how far they lie apart."""

    def __init__(self) -> None:
        super().__init__(self.tr("How suggestions pull"))
        self.key = DotKey(self.tr("with suggestions"), self.tr("blind"))
        self.heading = foot()
        self.heading.set_kind("second-strong")
        self.rows = IntervalRows(self.tr("How suggestions pull"))
        self.foot = foot(
            self.tr(
                "At the end: how much higher it is with suggestions. Far apart means that they decide, not the text."
            )
        )
        self.empty = foot(
            self.tr("Not known yet. It takes articles finished with suggestions and articles finished blind.")
        )
        self.head.addWidget(self.key)
        self.column.addWidget(self.heading)
        self.add_chart(self.rows)
        self.column.addWidget(self.foot)
        self.column.addWidget(self.empty)

    def show_pulls(self, pulls: Sequence[Pull]) -> None:
        """Show the pull on each annotator."""
        groups = [(pull.annotator or self.tr("All analysts"), list(self._cells(pull))) for pull in pulls]
        first, *then = groups or [("", [])]
        self.heading.setText(first[0])
        self.rows.show_rows([*first[1], *(row for name, rows in then for row in (heading_cell(name), *rows))])
        for widget in (self.key, self.heading, self.rows, self.foot):
            widget.setVisible(bool(pulls))
        self.empty.setVisible(not pulls)

    def _cells(self, pull: Pull) -> Iterable[Cell]:
        for name, contrast in pull_words.measures(pull):
            yield self._contrast(name, contrast)
        name, kept = self.tr("Accepted unchanged"), pull.accepted_unchanged
        if kept.value is not None:
            said = pull_words.estimate_in_words(kept)
            yield figure_cell(Figure(name=name, dots=(kept,), beside=said), f"{name}: {said}")
        seen, blind = pull.median_seconds.suggested.value, pull.median_seconds.blind.value
        if seen is not None and blind is not None:
            name = self.tr("Time for a decision, median")
            said = self.tr("{0} s with suggestions, {1} s blind").format(f"{seen:.1f}", f"{blind:.1f}")
            yield figure_cell(Figure(name=name, instead=said), f"{name}: {said}")

    def _contrast(self, name: str, contrast: Contrast) -> Cell:
        seen, blind = contrast.suggested, contrast.blind
        difference = pull_words.difference_in_words(contrast)
        known = [each for each in (seen, blind) if each.value is not None]
        spoken = self.tr("{0}: with suggestions {1}, blind {2}. Difference: {3}").format(
            name, pull_words.estimate_in_words(seen), pull_words.estimate_in_words(blind), difference
        )
        if not known:
            return figure_cell(Figure(name=name, instead=difference), spoken)
        return figure_cell(Figure(name=name, dots=(seen, blind), beside=difference), spoken)
