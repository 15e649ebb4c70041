"""The learning curve: how right suggestions are on articles held back, against how many were learned from."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from annotations.model.learned import CurvePoint, Measure
from annotations.model.mention import Kind
from desktop import chrome
from desktop.models.verdict_words import curve_in_words, f1, interval
from desktop.panels.cells import SmallTable
from desktop.panels.curve_key import CurveKey
from desktop.panels.segments import Segments

Points = tuple[CurvePoint, ...]
_KINDS = (Kind.ENTITY, Kind.EVENT)
_LEAST, _MOST = 200, 360
_BAND = 40  # of 255: how strong the interval stands behind its line
_STEP = 0.1
_WORDS, _DRAWN, _TABLE = range(3)


class Curve(QWidget):
    """Drawn, or as a table. What draws it is loaded when it is first seen, since that takes half a second."""

    def __init__(self) -> None:
        super().__init__()
        self._curves: Mapping[Kind, Points] = {}
        self.plot: Any = None
        self.kinds = Segments(self.tr("Kind"), (self.tr("Names"), self.tr("Events")), wraps=False)
        self.forms = Segments(self.tr("Shown as"), (self.tr("Curve"), self.tr("Table")), wraps=False)
        self.words = chrome.Label("", "quiet", wrap=True)
        self.empty = chrome.Label(self.tr("No model of this kind has a curve yet."), "quiet", wrap=True)
        self.table = SmallTable(
            self.tr("Learning curve as a table"),
            [self.tr("Articles"), self.tr("F1 learned"), self.tr("95 %"), self.tr("F1 now"), self.tr("95 %")],
            self,
        )
        self.key = CurveKey((self.tr("learned"), self.tr("what suggests now")))
        self._pages = QStackedWidget()
        self._holder = QWidget()
        self._lay_out()
        self.kinds.show_chosen(0)
        self.forms.show_chosen(0)
        self.kinds.chosen.connect(lambda _: self._show())
        self.forms.chosen.connect(lambda _: self._show())
        self._show()

    def _lay_out(self) -> None:
        self.setMinimumHeight(chrome.px(_LEAST))
        self.setMaximumHeight(chrome.px(_MOST))
        nothing = QWidget()
        top = QVBoxLayout(nothing)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.empty)
        top.addStretch(1)
        self._drawn = QVBoxLayout(self._holder)
        self._drawn.setContentsMargins(0, 0, 0, 0)
        for page in (nothing, self._holder, self.table):
            self._pages.addWidget(page)
        head = QHBoxLayout()
        head.setSpacing(chrome.px(12))
        head.addWidget(self.kinds)
        head.addWidget(self.key)
        head.addStretch(1)
        head.addWidget(self.forms)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(chrome.px(8))
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addWidget(self.words)

    def show_curves(self, curves: Mapping[Kind, Points]) -> None:
        """Show the curve of each kind; a kind without one has no points."""
        self._curves = dict(curves)
        if not self._points() and any(self._curves.values()):
            self.kinds.show_chosen(next(place for place, kind in enumerate(_KINDS) if self._curves.get(kind)))
        self._show()

    def _points(self) -> Points:
        return tuple(self._curves.get(_KINDS[self.kinds.current()], ()))

    def showEvent(self, event: QShowEvent) -> None:
        """Draw once the page has been seen."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._draw)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.plot is not None:
            self._draw()

    def _show(self) -> None:
        points = self._points()
        as_table = self.forms.current() == 1
        self._pages.setCurrentIndex((_TABLE if as_table else _DRAWN) if points else _WORDS)
        self.key.setVisible(bool(points) and not as_table)
        self.forms.setVisible(any(self._curves.values()))
        self.kinds.setVisible(any(self._curves.values()))
        self.words.setText(curve_in_words(points))
        self.words.setVisible(bool(points))
        self._fill_table(points)
        if self.isVisible():
            self._draw()

    def _fill_table(self, points: Points) -> None:
        self.table.show_cells(
            [
                (
                    chrome.number(point.articles),
                    f1(point.new.f1),
                    interval(point.new),
                    f1(point.old.f1),
                    interval(point.old),
                )
                for point in points
            ]
        )

    # -- drawing --------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        points = self._points()
        if not points or not self.isVisible():
            return
        if self.plot is None:
            self.plot = self._make_plot()
            self._drawn.addWidget(self.plot)
        self._style()
        item = self.plot.getPlotItem()
        item.clear()
        look = chrome.theme()
        self._line(points, [point.old for point in points], look.text_3, dashed=True)
        self._line(points, [point.new for point in points], look.ink, dashed=False)
        low = min(min(point.new.low, point.old.low) for point in points)
        high = max(max(point.new.high, point.old.high) for point in points)
        item.setYRange(max(0.0, low // _STEP * _STEP), min(1.0, (high // _STEP + 1) * _STEP), padding=0.02)
        item.setXRange(0, points[-1].articles, padding=0.03)
        item.getAxis("bottom").setTicks([[(point.articles, chrome.number(point.articles)) for point in points]])
        self.plot.setAccessibleDescription(curve_in_words(points))

    def _make_plot(self) -> Any:
        import pyqtgraph

        plot = pyqtgraph.PlotWidget()
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setAccessibleName(self.tr("Learning curve"))
        plot.setFrameShape(plot.Shape.NoFrame)
        item = plot.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        item.getAxis("left").enableAutoSIPrefix(False)
        item.getAxis("bottom").enableAutoSIPrefix(False)
        item.getAxis("left").tickStrings = lambda values, _scale, _spacing: [f1(value) for value in values]
        return plot

    def _style(self) -> None:
        look = chrome.theme()
        self.plot.setBackground(QColor(look.page))
        item = self.plot.getPlotItem()
        item.showGrid(y=True, alpha=0.15)
        for side, words in (("left", self.tr("F1")), ("bottom", self.tr("Articles learned from"))):
            axis = item.getAxis(side)
            axis.setPen(QColor(look.line_strong))
            axis.setTextPen(QColor(look.text_2))
            axis.setTickFont(chrome.font("meta"))
            axis.setLabel(words, color=look.text_2)
            axis.label.setFont(chrome.font("meta"))

    def _line(self, points: Points, measures: list[Measure], color: str, *, dashed: bool) -> None:
        import pyqtgraph

        x = [point.articles for point in points]
        ground = QColor(color)
        ground.setAlpha(_BAND)
        edges = [
            pyqtgraph.PlotCurveItem(x, [getattr(measure, end) for measure in measures], pen=None)
            for end in ("low", "high")
        ]
        # A cosmetic pen is as wide as the screen has pixels.
        wide = chrome.px(2) * self.devicePixelRatioF()
        pen = QPen(QColor(color), wide, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
        pen.setCosmetic(True)
        line = pyqtgraph.PlotDataItem(
            x,
            [measure.f1 for measure in measures],
            pen=pen,
            symbol="s" if dashed else "o",
            symbolSize=chrome.px(6),
            symbolPen=None,
            symbolBrush=QColor(color),
            antialias=True,
        )
        item = self.plot.getPlotItem()
        for each in (*edges, pyqtgraph.FillBetweenItem(*edges, brush=ground), line):
            item.addItem(each)
