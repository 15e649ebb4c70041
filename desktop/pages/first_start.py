"""The first screen: what the program is for, three acts, and the projects worked on before."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import chrome
from desktop.action_set import ActionSet
from desktop.panels.recent_row import RecentProject, RecentRow

_WIDTH = 760

__all__ = ["FirstStart", "RecentProject"]


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
        self.new = chrome.KeyButton(self.tr("New project…"), "new-project", "main")
        self.new.clicked.connect(self.new_clicked)
        self.open = chrome.KeyButton(self.tr("Open…"), "open-project")
        self.open.clicked.connect(self.open_clicked)
        self.sample = chrome.KeyButton(self.tr("Open sample"))
        self.sample.clicked.connect(self.sample_clicked)
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
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._centred(inside))

    @staticmethod
    def _centred(inside: QWidget) -> QScrollArea:
        """A column in the middle, which scrolls where the window is low."""
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
        return area

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

    def follow(self, actions: ActionSet) -> None:
        """Let its buttons do what the actions do."""
        for clicked, id_ in (
            (self.new_clicked, "new-project"),
            (self.open_clicked, "open-project"),
            (self.sample_clicked, "open-sample"),
        ):
            clicked.connect(actions[id_].trigger)

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
            if place < 9:
                # Belongs to the row, so it is gone with the row and silent while another page is shown.
                QShortcut(QKeySequence(f"Ctrl+{place + 1}"), row).activated.connect(row.click)
            self._recent.addWidget(row)
            self.rows.append(row)
        self._heading.setVisible(bool(projects))

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
