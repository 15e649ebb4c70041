"""The ways into a project: new, open, sample, adding articles. Dialogs here, work in `Projects`."""

import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from annotations.errors import ProjectLocked
from annotations.model.ids import ArticleId
from annotations.model.project import again_name
from annotations.model.starters import starter
from desktop import sample
from desktop.action_set import ActionSet
from desktop.dialogs.new_project import SUFFIX, NewProject, NewProjectDialog, article_filter
from desktop.messages import Message, failure
from desktop.projects import Projects
from desktop.settings import ANNOTATOR, Settings
from desktop.tasks import Tasks

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace


class ProjectFlow(QObject):
    """Asks what is needed, starts the work, tells how it ended. `said(Message)` goes to the status bar."""

    said = Signal(object)
    offer_read_only = Signal(str, str)
    annotator_changed = Signal()
    files_taken = Signal(object)  # paths, for the open project

    def __init__(
        self,
        window: QWidget,
        projects: Projects,
        tasks: Tasks,
        settings: Settings,
        when_saved: Callable[[Callable[[], object]], object],
    ) -> None:
        super().__init__(window)
        self._when_saved = when_saved
        self._window = window
        self._projects = projects
        self._tasks = tasks
        self._settings = settings
        self._again = False
        projects.opened.connect(self._opened)
        projects.failed.connect(self._failed)

    def bind(self, actions: ActionSet) -> None:
        """Let the actions do what is done here."""
        for id_, handler in {
            "new-project": self.new,
            "open-project": self.open,
            "open-sample": self.open_sample,
            "import": self.add_articles,
            "import-folder": self.add_folder,
            "check": self.check,
            "do-again": self.do_again,
        }.items():
            actions.bind(id_, handler)

    # -- in -------------------------------------------------------------------------------------------------------

    def new(self, articles: Sequence[Path] = ()) -> None:
        """Ask what the new project is made of, then make it."""
        dialog = NewProjectDialog(self._window, articles, self._settings.annotator())
        dialog.accepted.connect(lambda: self._create(dialog.result_value()))
        _open(dialog)

    def _create(self, wanted: NewProject) -> None:
        def fill() -> None:
            if wanted.articles:
                self.files_taken.emit(wanted.articles)

        self._settings.set(ANNOTATOR, wanted.annotator)
        title = Path(wanted.location).stem
        self._when_saved(lambda: self._projects.create(wanted.location, wanted.schema, title, fill))

    def open(self) -> None:
        """Ask for a project file and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a project"), "", f"Spandesk (*{SUFFIX});;All files (*)"
        )
        if name:
            self.open_location(name)

    def open_location(self, location: str, *, read_only: bool = False) -> None:
        """Open a project by its file or URL, once everything in the present one is saved."""
        self._when_saved(lambda: self._projects.open(location, read_only=read_only))

    def open_sample(self) -> None:
        """Open this user's copy of the sample, made on first use."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
        location = folder / sample.FILE_NAME
        self._when_saved(lambda: self._open_sample(location))

    def _open_sample(self, location: Path) -> None:
        if location.exists():
            self._projects.open(str(location), then=self._fill_sample)
        else:
            location.parent.mkdir(parents=True, exist_ok=True)
            self._projects.create(str(location), starter(sample.SCHEMA), sample.TITLE, self._fill_sample)

    def _fill_sample(self) -> None:
        """Also when it is there but empty: closed before its articles had come in."""
        workspace = self._projects.workspace
        if workspace is not None and not workspace.read_only:
            self._tasks.store(workspace.article_ids, lambda ids: self._add_sample(workspace, ids), self._say_failure)

    def _add_sample(self, workspace: object, present: Sequence[str]) -> None:
        if present or workspace is not self._projects.workspace:
            return
        unpacked = tempfile.TemporaryDirectory(prefix="spandesk-sample-")

        def ended() -> None:
            self._projects.import_ended.disconnect(ended)
            self._projects.closed.disconnect(ended)
            unpacked.cleanup()

        self._projects.import_ended.connect(ended)
        self._projects.closed.connect(ended)
        self._projects.add_articles(sample.unpack(Path(unpacked.name)), self._settings.annotator(), quiet=True)

    def do_again(self) -> None:
        """Do some finished articles a second time, blind; asked once more, go back to the others."""
        workspace = self._projects.workspace
        if workspace is None:
            return
        if self._again:
            self._set_again(False)
            return
        name, now = self.annotator_of(workspace), datetime.now(UTC)

        def begin(due: Sequence[ArticleId]) -> None:
            if workspace is not self._projects.workspace:
                return
            if due:
                self._set_again(True)
            else:
                words = self.tr("No article is due. One comes up 14 days after you finished it.")
                self.said.emit(Message(words))

        self._tasks.store(lambda: workspace.due_again(name, now), begin, self._say_failure)

    def _set_again(self, again: bool) -> None:
        def turn() -> None:
            self._again = again
            self.annotator_changed.emit()

        self._when_saved(turn)

    def annotator_of(self, workspace: "Workspace") -> str:
        """The name under which decisions are kept in a project: in the sample, that of its own desk; another one while
        articles are done again."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
        here = Path(workspace.location) == Path(folder) / sample.FILE_NAME
        name = sample.ANNOTATOR if here or workspace.title == sample.TITLE else self._settings.annotator()
        return again_name(name) if self._again else name

    def _opened(self, _workspace: object) -> None:
        self._again = False
        location = str(self._projects.workspace.location) if self._projects.workspace is not None else ""
        if "://" not in location:
            self._settings.remember(str(Path(location).resolve()))
        elif "***" not in location:
            # One with a password cannot be opened by what is shown of it, and is not kept.
            self._settings.remember(location)

    def _failed(self, error: Exception, location: str) -> None:
        if "://" not in location and not Path(location).exists():
            self._settings.forget(location)
        if isinstance(error, ProjectLocked):
            self.offer_read_only.emit(failure(error).text, location)
        else:
            self._say_failure(error)

    def _say_failure(self, error: Exception) -> None:
        self.said.emit(failure(error))

    def add_folder(self) -> None:
        """Ask for a folder and add the articles in it to the open project."""
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Add a folder of articles"))
        if folder:
            self.take_files([Path(folder)])

    def add_articles(self) -> None:
        """Ask for files and add them to the open project."""
        files, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Add articles"), "", article_filter())
        if files:
            self.take_files([Path(name) for name in files])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files that were chosen or dropped: a project is opened, articles are added or begin a new project."""
        projects = [path for path in paths if path.suffix == SUFFIX]
        if projects:
            self.open_location(str(projects[0]))
        elif self._projects.workspace is not None:
            self.files_taken.emit(paths)
        else:
            self.new(paths)

    def check(self) -> None:
        """Compare everything in the project with its log, and say what was found."""
        workspace = self._projects.workspace
        if workspace is not None:
            self.said.emit(Message(self.tr("Checking the project.")))
            self._tasks.store(workspace.check, self._checked, self._say_failure)

    def _checked(self, problems: Sequence[object]) -> None:
        if not problems:
            sound = self.tr("The project is sound: every text, mention and step agrees with its log.")
            self.said.emit(Message(sound))
        else:
            found = self.tr("{0} problems found. The first: {1}").format(len(problems), problems[0])
            self.said.emit(Message(found, "error"))


def _open(dialog: QDialog) -> None:
    from PySide6.QtCore import Qt

    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
