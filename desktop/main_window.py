"""The window: wires pages, panels, project and actions to each other. Owns no logic."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from annotations.model.project import again_name, is_again
from desktop import chrome
from desktop.action_set import ActionSet
from desktop.appearance import Appearance
from desktop.export_door import ExportDoor
from desktop.import_door import ImportDoor
from desktop.keeping import Saving
from desktop.keymap import KeyMap
from desktop.local_notes import LocalNotes, notes_folder
from desktop.messages import refusal
from desktop.metering import Metering
from desktop.page_tabs import PageTabs
from desktop.pages.annotate import AnnotatePage
from desktop.pages.article_pins import ArticlePins
from desktop.pages.drop_window import DropWindow
from desktop.pages.first_start import FirstStart, RecentProject
from desktop.pages.project_flow import ProjectFlow
from desktop.panels.notice import Notice
from desktop.panels.status_bar import StatusBar
from desktop.panels.top_bar import TopBar
from desktop.preparer import Preparer
from desktop.projects import Projects
from desktop.session import Session
from desktop.settings import Settings
from desktop.status_reporter import StatusReporter
from desktop.tasks import Tasks
from desktop.team_tabs import TeamTabs
from desktop.training_tab import TrainingTab
from desktop.version import program_version
from desktop.window_menus import WindowMenus

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace


class MainWindow(DropWindow):
    """Top bar, one page, status bar. `article_shown` follows every article that is put on the table."""

    article_shown = Signal()

    def __init__(self, tasks: Tasks, settings: Settings) -> None:
        super().__init__()
        self._tasks = tasks
        self._settings = settings
        self.session: Session | None = None
        self.preparer: Preparer | None = None
        self.keymap = KeyMap(settings, self)
        chrome.set_key_source(self.keymap.cap)
        self.actions_set = ActionSet(self, self.keymap)
        self._notes = LocalNotes(notes_folder())
        self.projects = Projects(tasks, self)
        self.flow = ProjectFlow(self, self.projects, tasks, settings, self._when_saved)
        self.imports = ImportDoor(self, self.projects, tasks, settings, self.actions_set)
        self.top = TopBar()
        self.status = StatusBar()
        self.notice = Notice()
        self.reporter = StatusReporter(self.status, self.notice, self)
        self.first = FirstStart()
        self.annotate = AnnotatePage(self.actions_set, tasks, settings, self._notes, self.reporter.fail)
        self.pins = ArticlePins(self.annotate, self.projects, tasks, self.actions_set, self.reporter.fail)
        self.training = TrainingTab(self, tasks, self.actions_set, self.annotate, self.reporter.fail)
        self.team = TeamTabs(self, tasks, settings, self.actions_set, self.status, self.reporter.fail)
        self.exports = ExportDoor(self, self.projects, tasks, settings, self.annotate, self.notice, self.reporter.fail)
        self.stack = QStackedWidget()
        self.appearance = Appearance(settings, self.annotate.canvas, self)
        self.metering = Metering(self, self.status, self._notes, self.annotate.title_of)
        self.menus = WindowMenus(self, self.actions_set, self.annotate, self.top)
        self._lay_out()
        self._connect()
        self._bind()
        self._settings_changed()
        self._show_first()

    def _lay_out(self) -> None:
        self.setMinimumSize(1100, 700)
        self.resize(1440, 900)
        self.stack.addWidget(self.first)
        chrome.hold(self, self.annotate, self.training.page)
        pages = (
            ("annotate", self.tr("Annotate"), lambda: self.annotate),
            ("agreement", self.tr("Agreement"), lambda: self.team.agreement),
            ("adjudicate", self.tr("Adjudicate"), lambda: self.team.adjudicate),
            ("training", self.tr("Training"), lambda: self.training.page),
        )
        self.tabs = PageTabs(self.top, self.stack, self.actions_set, pages)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.notice)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.keymap.changed.connect(partial(chrome.show_keys, self))
        self.tabs.turning.connect(self.status.turn_page)
        self.tabs.turning.connect(self.metering.turn_page)
        self.tabs.turned.connect(self._refresh_state)
        self.tabs.turned.connect(self.training.desk.refresh)
        for opener in (self.training, self.exports):
            opener.article_wanted.connect(partial(self.tabs.turn_to, "annotate"))
        self.exports.spans_changed.connect(self.team.articles_came)
        self.flow.files_taken.connect(self.imports.take)
        self.imports.taken_back.connect(self._take_turn)
        for speaker in (self.training.desk, self.team, self.flow, self.imports, self.pins):
            speaker.said.connect(self.reporter.say)
        self.team.canvas_made.connect(self.appearance.add)
        self.team.schema_changed.connect(lambda _: self.annotate.read_schema())
        self.projects.opened.connect(self._opened)
        self.projects.closed.connect(self._closed)
        self.projects.busy.connect(self.status.say)
        self.projects.busy.connect(lambda _: self._refresh_state())
        self.projects.import_ended.connect(lambda _: self._articles_came())
        self.flow.offer_read_only.connect(self._offer_read_only)
        self.flow.annotator_changed.connect(self._take_turn)
        self.top.export_clicked.connect(self.actions_set["export"].trigger)
        self.first.follow(self.actions_set)
        self.first.recent_chosen.connect(self.open_location)
        for dropped in (self.files_dropped, self.first.files_dropped):
            dropped.connect(self.flow.take_files)
        self.annotate.state_changed.connect(self._refresh_state)
        self.annotate.undecided_changed.connect(self.status.set_undecided)
        self.annotate.article_shown.connect(self._article_shown)
        self.annotate.said.connect(lambda words, undo: self.status.say(words, undo=undo))
        self.status.undo_clicked.connect(self.actions_set["undo"].trigger)
        self.status.save_now_clicked.connect(lambda: self.session.retry() if self.session is not None else None)

    def _bind(self) -> None:
        self.flow.bind(self.actions_set)
        self.appearance.bind(self.actions_set)
        for id_, handler in {
            "stop": self.projects.cancel,
            "close-project": self.close_project,
            "quit": self.close,
            "export": lambda: self._when_saved(self.exports.open),
            "settings": lambda: self.menus.open_settings(settings=self._settings, apply=self._settings_changed),
            "gestures": self.metering.open_chart,
            "focus-mode": lambda: self._set_focus_mode(not self.top.isHidden()),
        }.items():
            self.actions_set.bind(id_, handler)

    # -- projects -------------------------------------------------------------------------------------------------

    def open_location(self, location: str) -> None:
        """Open a project by its file or URL."""
        self.flow.open_location(location)

    def open_sample(self) -> None:
        """Open the sample project."""
        self.flow.open_sample()

    def close_project(self) -> None:
        """Back to the first screen, once everything is saved."""
        self._when_saved(self.projects.close)

    def _opened(self, workspace: "Workspace") -> None:
        self.notice.hide()
        annotator = self.flow.annotator_of(workspace)
        self.session = Session(workspace, self._tasks, annotator, parent=self)
        self.session.refused.connect(lambda error: self.reporter.say(refusal(error, chrome.key_name)))
        self.session.load_failed.connect(self.reporter.fail)
        self.session.history_changed.connect(partial(self.menus.show_history, self.session, self.status))
        self.preparer = Preparer(workspace, self._tasks, None, self)
        self.preparer.prepared.connect(self.annotate.refresh_row)
        self.preparer.working_on.connect(self.annotate.queue.set_preparing)
        self.preparer.failed.connect(self.reporter.fail)
        self.annotate.set_session(self.session)
        self.training.follow(workspace, self.projects.location, self.session, self.preparer)
        self.team.follow(workspace, self.projects.location, self.session)
        self.exports.follow(workspace, self.session)
        self.tabs.open()
        title = workspace.title or Path(workspace.location).stem
        self.top.set_project(again_name(title) if is_again(annotator) else title)
        self.top.set_export(True)
        self.setWindowTitle(f"{title} – Spandesk")
        self.reporter.follow(self.session, self.preparer)
        self.metering.follow(self.session)
        self._refresh_state()

    def _take_turn(self) -> None:
        """The same project under another name."""
        workspace = self.projects.workspace
        if workspace is not None:
            self._leave_project()
            self._opened(workspace)

    def _closed(self) -> None:
        self._leave_project()
        self._show_first()

    def _leave_project(self) -> None:
        if self.preparer is not None:
            self.preparer.stop()
            self.preparer.deleteLater()
        if self.session is not None:
            self.session.close()
            self.session.deleteLater()
        self.session = self.preparer = None
        for follower in (self.training, self.team, self.exports):
            follower.leave()
        self.notice.hide()
        self.annotate.set_session(None)
        self.metering.rest()

    def _show_first(self) -> None:
        if self.top.isHidden():
            self._set_focus_mode(False)
        self.stack.setCurrentWidget(self.first)
        self.first.set_recent([RecentProject(where, Path(where).stem, where) for where in self._settings.recent()])
        self.top.set_project("Spandesk")
        self.top.set_tabs([])
        self.top.set_export(False)
        self.setWindowTitle("Spandesk")
        self.reporter.rest()
        self.status.set_corner(self.tr("Version {0}").format(program_version()))
        self._refresh_state()

    def _articles_came(self) -> None:
        self.annotate.read_schema()
        self.annotate.reload_queue()
        self.team.articles_came()
        if self.session is not None and self.preparer is not None:
            self.session.catch_up()
            self.preparer.start(self.session.article.id if self.session.article is not None else None)

    def _article_shown(self) -> None:
        if self.preparer is not None and self.session is not None and self.session.article is not None:
            self.preparer.start(self.session.article.id)
            if not self.session.reopened:
                self.status.say(self._notes.news())
        self.article_shown.emit()

    def _offer_read_only(self, sentence: str, location: str) -> None:
        reading = partial(self.flow.open_location, location, read_only=True)
        self.notice.tell(sentence, act=self.tr("Open for reading"), run=reading)

    def _when_saved(self, act: Callable[[], object]) -> None:
        self.annotate.inspector.finish_note()
        self.reporter.when_saved(act)

    def _settings_changed(self) -> None:
        self.appearance.apply()
        self.annotate.read_settings()
        self.team.read_settings()

    # -- what can be done now -------------------------------------------------------------------------------------

    def _refresh_state(self) -> None:
        # What is done to an article is done while one sees it.
        holds = self.annotate.conditions() if self.tabs.shows("annotate") else set()
        workspace = self.projects.workspace
        if workspace is not None and self.session is not None:
            holds |= {"project", *(("ruling",) if self.tabs.shows("adjudicate") else ())}
            if not workspace.read_only:
                holds.add("writable")
            holds.add("working" if self.projects.working else "idle")
            if self.tabs.shows("annotate"):
                self.status.set_zoom(self.annotate.zoom)
        self.actions_set.set_state(holds)

    def _set_focus_mode(self, on: bool) -> None:
        self.top.setVisible(not on)
        self.annotate.set_focus_mode(on)

    # -- the window itself ----------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.annotate.fit(self.width(), self.height())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.annotate.inspector.finish_note()
        if self.session is not None and self.session.saving is not Saving.SAVED:
            event.ignore()
            self._when_saved(self.close)
            return
        super().closeEvent(event)

    def shut_down(self) -> None:
        """Leave the screen and the project; the store is drained by whoever owns it."""
        self.hide()
        self.annotate.keep_place()
        self.metering.stop()
        if self.preparer is not None:
            self.preparer.stop()
        self.projects.close()
