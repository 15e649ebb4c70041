"""The first screen: what the program is for, three acts, and the projects worked on before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop import chrome
from desktop.chrome.paint import RIGHT, bar, focus_ring, shows_focus, text_line

_WIDTH = 760


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project opened before. `location` opens it, `path` is how that is shown; figures are None when unknown."""

    location: str
    title: str
    path: str
    when: str = ""
    done: int | None = None
    total: int | None = None


class ActCard(chrome.Surface):
    """One act: icon, what it does, and its button."""

    def __init__(self, icon: str, title: str, words: str, button: chrome.KeyButton) -> None:
        super().__init__("card")
        self._icon = icon
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(chrome.Label(title, "strong"))
        text.addWidget(chrome.Label(words, "second", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(50), chrome.px(16), chrome.px(16), chrome.px(16))
        row.setSpacing(chrome.px(16))
        row.addLayout(text, 1)
        row.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint card and icon."""
        super().paintEvent(event)
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - chrome.px(34) if mirrored else chrome.px(18)
        chrome.paint_icon(painter, self._icon, left, self.height() / 2)
        painter.end()


class RecentRow(QPushButton):
    """56 high: name and place, how far it is, when it was open, its key."""

    def __init__(self, project: RecentProject, key: str, first: bool, last: bool) -> None:
        super().__init__()
        self.project, self._key, self._first, self._last = project, key, first, last
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(chrome.px(56))
        self.setAccessibleName(", ".join(part for part in (project.title, project.path, self._progress()) if part))
        chrome.plain_tooltip(self, f"{project.path}  {key}".strip())

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(chrome.px(400), chrome.px(56))

    def _progress(self) -> str:
        if self.project.done is None or self.project.total is None:
            return ""
        return self.tr("{0} of {1}").format(chrome.number(self.project.done), chrome.number(self.project.total))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint one stretch of the list's card."""
        look, area = chrome.theme(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area)
        column = QRectF(area.right() - chrome.px(312), 0, chrome.px(150), area.height())
        words = QRectF(chrome.px(16), 0, column.left() - chrome.px(40), area.height())
        upper, lower = chrome.px(10), chrome.px(28)
        high, low = chrome.line("body"), chrome.line("second")
        text_line(painter, QRectF(words.left(), upper, words.width(), high), self.project.title, "button")
        text_line(painter, QRectF(words.left(), lower, words.width(), low), self.project.path, "second", look.text_3)
        if self.project.done is not None and self.project.total is not None:
            top = QRectF(column.left(), chrome.px(13), column.width(), low)
            text_line(painter, top, self._progress(), "second", look.text_2)
            share = chrome.percent(self.project.done, self.project.total)
            text_line(painter, top, share, "second", look.text_3, align=RIGHT)
            thin = QRectF(column.left(), chrome.px(36), column.width(), chrome.px(4))
            bar(painter, thin, self.project.done / self.project.total if self.project.total else 0)
        end = area.adjusted(0, 0, -chrome.px(18), 0)
        text_line(painter, end, self._key, "meta", look.text_3, align=RIGHT)
        text_line(painter, end.adjusted(0, 0, -chrome.px(46), 0), self.project.when, "second", look.text_2, align=RIGHT)
        if shows_focus(self):
            focus_ring(painter, area)
        painter.end()

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        look, radius = chrome.theme(), chrome.px(8)
        # Drawn taller than the row where the card goes on, so that only its outer corners are round.
        shape = area.adjusted(0.5, 0.5 if self._first else -20, -0.5, -0.5 if self._last else 20)
        path = QPainterPath()
        path.addRoundedRect(shape, radius, radius)
        painter.fillPath(path, QColor(look.hover if self.underMouse() or self.isDown() else look.page))
        painter.setPen(QPen(QColor(look.line), 1))
        painter.drawPath(path)
        if not self._last:
            painter.fillRect(QRectF(1, area.bottom() - 1, area.width() - 2, 1), QColor(look.line))


class ProblemRow(chrome.Surface):
    """One amber row: what happened, and at most one way on. It stays until the next act."""

    def __init__(self) -> None:
        super().__init__("warn")
        self.words = chrome.Label("", "body", wrap=True)
        self.words.setContentsMargins(chrome.px(34), 0, 0, 0)
        self.button = chrome.KeyButton(self.tr("Open for reading only"))
        self.button.clicked.connect(self._act)
        self._way_on: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(12), chrome.px(10), chrome.px(12), chrome.px(10))
        row.setSpacing(chrome.px(12))
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def show_problem(self, sentence: str, way_on: Callable[[], object] | None) -> None:
        """Show another problem."""
        self._way_on = way_on
        self.words.setText(sentence)
        self.button.setVisible(way_on is not None)
        self.setAccessibleName(sentence)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and icon."""
        super().paintEvent(event)
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - chrome.px(32) if mirrored else chrome.px(16)
        chrome.paint_icon(painter, "warning", left, self.height() / 2, chrome.theme().warn)
        painter.end()

    def _act(self) -> None:
        self.hide()
        if self._way_on is not None:
            self._way_on()


class FirstStart(chrome.Surface):
    """Shown while no project is open. Files and folders may be dropped anywhere on it."""

    new_clicked = Signal()
    open_clicked = Signal()
    sample_clicked = Signal()
    recent_chosen = Signal(str)  # location
    files_dropped = Signal(object)  # list[Path]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self.setAccessibleName(self.tr("First screen"))
        self.setAcceptDrops(True)
        self.new = chrome.KeyButton(self.tr("New project…"), chrome.keys_in_words("Ctrl+N"), "main")
        self.new.clicked.connect(self.new_clicked)
        self.open = chrome.KeyButton(self.tr("Open…"), chrome.keys_in_words("Ctrl+O"))
        self.open.clicked.connect(self.open_clicked)
        self.sample = chrome.KeyButton(self.tr("Open sample"))
        self.sample.clicked.connect(self.sample_clicked)
        self.problem = ProblemRow()
        for signal in (self.new_clicked, self.open_clicked, self.sample_clicked, self.recent_chosen):
            signal.connect(self.problem.hide)
        self.rows: list[RecentRow] = []
        self._heading = chrome.Label(self.tr("Recent projects"), "strong")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._lay_out()
        self.set_recent(())

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, chrome.px(48), 0, chrome.px(32))
        column.setSpacing(0)
        column.addWidget(self.problem)
        headline = chrome.Label(self.tr("Turn news articles into labelled data you can trust."), "headline")
        headline.setContentsMargins(0, chrome.px(16), 0, 0)
        column.addWidget(headline)
        column.addSpacing(chrome.px(8))
        lead = chrome.Label(
            self.tr(
                "Spandesk suggests people, places and events in your articles. You accept, correct or reject each one, "
                "and export the result for training."
            ),
            "lead",
            wrap=True,
        )
        lead.setMaximumWidth(chrome.px(640))
        column.addWidget(lead)
        column.addSpacing(chrome.px(28))
        for card in self._cards():
            column.addWidget(card)
            column.addSpacing(chrome.px(10))
        column.addSpacing(chrome.px(20))
        column.addWidget(self._heading)
        column.addSpacing(chrome.px(8))
        column.addLayout(self._recent)
        column.addStretch(1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(chrome.px(24), 0, chrome.px(24), 0)
        inside.setMaximumWidth(chrome.px(_WIDTH))
        row.addStretch(1)
        row.addWidget(inside, 1000)
        row.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(middle)
        area.viewport().setAutoFillBackground(False)
        middle.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _cards(self) -> list[ActCard]:
        return [
            ActCard(
                "plus",
                self.tr("New project from articles"),
                self.tr("Choose a folder or files, or drop them on this window. Text files, folders and JSONL."),
                self.new,
            ),
            ActCard(
                "folder", self.tr("Open a project"), self.tr("A project is one file, ending in .spandesk."), self.open
            ),
            ActCard(
                "play",
                self.tr("Try the sample"),
                self.tr("A few short articles, some already decided. Nothing to set up."),
                self.sample,
            ),
        ]

    def set_recent(self, projects: Sequence[RecentProject]) -> None:
        """Show the projects opened before, latest first."""
        for row in self.rows:
            self._recent.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for place, project in enumerate(projects):
            key = chrome.keys_in_words(f"Ctrl+{place + 1}") if place < 9 else ""
            row = RecentRow(project, key, place == 0, place == len(projects) - 1)
            row.clicked.connect(lambda _=False, location=project.location: self.recent_chosen.emit(location))
            self._recent.addWidget(row)
            self.rows.append(row)
        self._heading.setVisible(bool(projects))

    def show_problem(self, sentence: str, read_only: Callable[[], object] | None) -> None:
        """Say what went wrong atop the page; with `read_only`, offer to open the project for reading only."""
        self.problem.show_problem(sentence, read_only)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders are welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._mark_drop(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self._mark_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """They are here."""
        self._mark_drop(False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def _mark_drop(self, over: bool) -> None:
        self.setProperty("drop", over)
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()
