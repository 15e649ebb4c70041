"""How the Annotate page is laid out: queue, article, inspector; what folds, and how large the text is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop import chrome
from desktop.canvas.view import ArticleCanvas
from desktop.pages.inspector import Inspector
from desktop.panels.article_header import ArticleHeader
from desktop.panels.article_queue import ArticleQueue
from desktop.panels.label_strip import LabelStrip
from desktop.panels.preview_bar import PreviewBar
from desktop.settings import (
    DENSITY,
    GUIDELINE_OPEN,
    INSPECTOR_WIDTH,
    LINE_SPACING,
    QUEUE_WIDTH,
    READING_FONT,
    ZOOM,
    Settings,
)

ZOOM_STEPS = (70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
NARROW = 1280


class AnnotateLayout(QWidget):
    """The parts in their places. Knows nothing of what they show."""

    zoomed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._narrow = False
        self._zoom = 100
        self.queue = ArticleQueue()
        self.header = ArticleHeader()
        self.canvas = ArticleCanvas()
        self.strip = LabelStrip()
        self.preview_bar = PreviewBar()
        self.preview_bar.hide()
        self.inspector = Inspector()
        self.splitter = self._lay_out()
        self._set_widths(1440)
        self.read_settings()

    def read_settings(self) -> None:
        """Show the article as the settings say."""
        font: str = self._settings.get(READING_FONT)
        self._zoom = _bounded(self._settings.get(ZOOM))
        self.canvas.set_reading(
            families=(font,) if font else (),
            percent=self._zoom,
            lanes=self._settings.get(DENSITY),
            spacing=self._settings.get(LINE_SPACING),
        )
        self.zoomed.emit()

    def set_density(self, lanes: int) -> None:
        """Keep so many lanes free under every line."""
        self._settings.set(DENSITY, lanes)
        self.canvas.set_reading(lanes=lanes)

    def _lay_out(self) -> QSplitter:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.strip)
        column.addWidget(self.preview_bar)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for panel in (self.queue, centre, self.inspector):
            splitter.addWidget(panel)
        splitter.setStretchFactor(1, 1)
        self.inspector.setMinimumWidth(chrome.px(300))
        self.inspector.setMaximumWidth(chrome.px(480))
        self.queue.set_rail(False)
        splitter.splitterMoved.connect(lambda _place, _index: self._remember_widths())
        self.inspector.guideline.set_folded(not self._settings.get(GUIDELINE_OPEN))
        self.inspector.guideline.folded_changed.connect(lambda folded: self._settings.set(GUIDELINE_OPEN, not folded))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)
        return splitter

    def _set_widths(self, width: int) -> None:
        queue, inspector = self._settings.get(QUEUE_WIDTH), self._settings.get(INSPECTOR_WIDTH)
        self.splitter.setSizes([queue, max(1, width - queue - inspector), inspector])

    def _remember_widths(self) -> None:
        queue, _centre, inspector = self.splitter.sizes()
        self._settings.set(INSPECTOR_WIDTH, inspector)
        if not self._narrow:
            self._settings.set(QUEUE_WIDTH, queue)

    def fit(self, width: int, height: int) -> None:
        """Fold the queue to its rail in a narrow window, and what may fold of the inspector in a low one."""
        self.inspector.fit(height)
        narrow = width < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self.queue.set_rail(narrow)
            if not narrow:
                self._set_widths(width)

    def fold_left(self) -> None:
        """Hide or show the list of articles."""
        if self._narrow:
            self.queue.toggle_overlay()
        else:
            self.queue.setVisible(not self.queue.isVisible())

    def fold_right(self) -> None:
        """Hide or show the inspector."""
        self.inspector.setVisible(not self.inspector.isVisible())

    def set_focus_mode(self, on: bool) -> None:
        """Text and label strip only, or everything again."""
        for panel in (self.queue, self.inspector, self.header):
            panel.setVisible(not on)

    def next_panel(self) -> None:
        """Take the keyboard from list to text to inspector and round again."""
        stops = [self.queue.body.list, self.canvas, self.inspector]
        shown = [stop for stop in stops if stop.isVisible()]
        focused = QApplication.focusWidget()
        inside = [stop is focused or (focused is not None and stop.isAncestorOf(focused)) for stop in shown]
        here = inside.index(True) if True in inside else -1
        shown[(here + 1) % len(shown)].setFocus(Qt.FocusReason.OtherFocusReason)

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller by steps of the zoom."""
        nearest = min(range(len(ZOOM_STEPS)), key=lambda index: abs(ZOOM_STEPS[index] - self._zoom))
        self.set_zoom(ZOOM_STEPS[min(max(nearest + steps, 0), len(ZOOM_STEPS) - 1)])

    def set_zoom(self, percent: int) -> None:
        """Show the article text at that size."""
        self._zoom = _bounded(percent)
        self._settings.set(ZOOM, self._zoom)
        self.canvas.set_reading(percent=self._zoom)
        self.zoomed.emit()

    @property
    def zoom(self) -> int:
        """Size of the article text in percent."""
        return self._zoom


def _bounded(percent: int) -> int:
    """A size that can be read, whatever a settings file says."""
    return min(max(percent, ZOOM_STEPS[0]), ZOOM_STEPS[-1])
