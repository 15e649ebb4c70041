"""Metering: joins the gesture meter to the open article, the status bar, the chart and the private notes."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from annotations.model.ids import ArticleId
from desktop.local_notes import LocalNotes
from desktop.meter import Figures, GestureMeter, MeterFilter, gesture_words
from desktop.panels.status_bar import StatusBar
from desktop.session import Session, Way

if TYPE_CHECKING:
    from desktop.dialogs.gesture_chart import GestureChart


class Metering(QObject):
    """Counts while an article is open. `title` gives the headline of an article of the open project."""

    def __init__(self, window: QWidget, bar: StatusBar, notes: LocalNotes, title: Callable[[ArticleId], str]) -> None:
        super().__init__(window)
        self.meter = GestureMeter()
        self.chart: GestureChart | None = None
        self._window = window
        self._bar = bar
        self._notes = notes
        self._title = title
        self._session: Session | None = None
        self._annotating = True
        self._filter = MeterFilter(window, self._gesture)
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(0)
        self._due.timeout.connect(self._show)
        bar.gestures_clicked.connect(self.open_chart)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self._filter)

    def follow(self, session: Session) -> None:
        """Count for another project."""
        self.rest()
        self._session = session
        self.meter = GestureMeter()
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)

    def rest(self) -> None:
        """No project is open: keep what was counted."""
        self._keep()
        self._session = None
        self.meter.article(None)
        self._bar.set_gestures("")

    def stop(self) -> None:
        """The window is going."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self._filter)
        self.rest()

    def turn_page(self, page: str) -> None:
        """Another page comes into sight: what is done on the others is not done to the open article."""
        self._annotating = page == "annotate"

    def _opened(self) -> None:
        self._keep()
        if self._session is not None and self._session.article is not None:
            self.meter.article(self._session.article.id)

    def _changed(self, change: object) -> None:
        act = self._session.last_act if self._session is not None else None
        if change is not None and act is not None:
            # An undone step arrives as its inverse, which touches the same mentions.
            self.meter.stepped(act.change, undo=act.way is Way.UNDONE)
            self._due.start()

    def _gesture(self) -> None:
        if self._annotating:
            self.meter.gesture()
            self._due.start()

    def _show(self) -> None:
        if self._session is not None:
            self._bar.set_gestures(gesture_words(self.meter.session))

    def _keep(self) -> None:
        if self._session is not None:
            for article, figures in self.meter.take_new().items():
                self._notes.add_figures(self._session.workspace.location, article, date.today(), figures)
        self._notes.save()

    def open_chart(self) -> None:
        """Show what the articles of this session cost, above the figure in the status bar; shown, take it away."""
        if self._session is None:
            return
        if self.chart is not None and self.chart.isVisible():
            self.chart.close_chart()
            return
        self._keep()
        today = date.today()
        earlier = [day.figures for day in self._notes.figures(self._session.workspace.location) if day.day != today]
        # Read when it is wanted: the window must be there first.
        from desktop.dialogs.gesture_chart import GestureBar, GestureChart

        if self.chart is None:
            self.chart = GestureChart(self._window)
        bars = [GestureBar(self._title(id_), self.meter.figures(id_)) for id_ in self.meter.articles]
        figure = self._bar.gestures
        above = figure if figure.isVisible() else self._bar
        self.chart.ask(self.meter.session, bars, sum(earlier, Figures()) if earlier else None, above)
