"""The ways into and out of a project: new, open, sample, adding articles, export. Dialogs here, work in `Projects`."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from annotations.errors import ProjectLocked
from annotations.model.project import ImportReport, SetSummary
from annotations.model.starters import starter
from desktop import sample
from desktop.dialogs.export import ExportDialog
from desktop.dialogs.import_report import ImportReportDialog
from desktop.dialogs.new_project import SUFFIX, NewProject, NewProjectDialog, article_filter
from desktop.messages import Message, failure
from desktop.projects import Projects
from desktop.settings import ANNOTATOR, Settings
from desktop.tasks import Tasks


class ProjectFlow(QObject):
    """Asks what is needed, starts the work, tells how it ended. `said(Message)` goes to the status bar."""

    said = Signal(object)
    offer_read_only = Signal(str, str)

    def __init__(self, window: QWidget, projects: Projects, tasks: Tasks, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._projects = projects
        self._tasks = tasks
        self._settings = settings
        self._after_opening: list[Callable[[], None]] = []
        self.dialog: ExportDialog | None = None
        projects.opened.connect(self._opened)
        projects.failed.connect(self._failed)
        projects.imported.connect(self._imported)
        projects.import_failed.connect(lambda error: self.said.emit(failure(error)))

    # -- in -------------------------------------------------------------------------------------------------------

    def new(self, articles: Sequence[Path] = ()) -> None:
        """Ask what the new project is made of, then make it."""
        dialog = NewProjectDialog(self._window, articles, self._settings.annotator())
        dialog.accepted.connect(lambda: self._create(dialog.result_value()))
        _open(dialog)

    def _create(self, wanted: NewProject) -> None:
        self._settings.set(ANNOTATOR, wanted.annotator)
        if wanted.articles:
            self._after_opening.append(lambda: self._projects.add_articles(wanted.articles, wanted.annotator))
        self._projects.create(wanted.location, wanted.schema, Path(wanted.location).stem)

    def open(self) -> None:
        """Ask for a project file and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a project"), "", f"Spandesk (*{SUFFIX});;All files (*)"
        )
        if name:
            self._projects.open(name)

    def open_sample(self) -> None:
        """Open this user's copy of the sample, made on first use."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
        location = folder / sample.FILE_NAME
        if location.exists():
            self._projects.open(str(location))
            return
        folder.mkdir(parents=True, exist_ok=True)
        unpacked = tempfile.TemporaryDirectory(prefix="spandesk-sample-")
        articles, decisions = sample.unpack(Path(unpacked.name))
        self._after_opening.append(lambda: self._fill_sample(articles, decisions, unpacked.cleanup))
        self._projects.create(str(location), starter(sample.SCHEMA), sample.TITLE)

    def _fill_sample(self, articles: Path, decisions: Path, cleanup: Callable[[], None]) -> None:
        def ended(_: object) -> None:
            self._projects.import_ended.disconnect(ended)
            cleanup()

        self._projects.import_ended.connect(ended)
        self._projects.add_articles((articles, decisions), self._settings.annotator(), quiet=True)

    def _opened(self, workspace: object) -> None:
        self._settings.remember(str(self._projects.workspace.location) if self._projects.workspace else "")
        waiting, self._after_opening = self._after_opening, []
        for act in waiting:
            act()

    def _failed(self, error: Exception, location: str) -> None:
        self._after_opening.clear()
        message = failure(error)
        if isinstance(error, ProjectLocked):
            self.offer_read_only.emit(message.text, location)
        else:
            self.said.emit(message)

    def add_articles(self) -> None:
        """Ask for files and add them to the open project."""
        files, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Add articles"), "", article_filter())
        if files:
            self.take_files([Path(name) for name in files])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files that were chosen or dropped: a project is opened, articles are added or begin a new project."""
        projects = [path for path in paths if path.suffix == SUFFIX]
        if projects:
            self._projects.open(str(projects[0]))
        elif self._projects.workspace is not None:
            self._projects.add_articles(paths, self._settings.annotator())
        else:
            self.new(paths)

    def _imported(self, report: ImportReport, quiet: bool) -> None:
        if report.rejected:
            _open(ImportReportDialog(self._window, report))
        elif not quiet:
            self.said.emit(Message(in_words(report)))

    # -- out ------------------------------------------------------------------------------------------------------

    def export(self) -> None:
        """Ask for format, set and folder; the dialog shows the report."""
        workspace = self._projects.workspace
        if workspace is not None:
            self._tasks.store(workspace.set_summaries, self._ask_export, lambda error: self.said.emit(failure(error)))

    def _ask_export(self, summaries: list[SetSummary]) -> None:
        dialog = ExportDialog(self._window, summaries, self._settings.annotator())
        dialog.write_requested.connect(
            lambda format_id, folder, which: self._projects.export(
                format_id, Path(folder), which, dialog.show_report, lambda error: dialog.show_error(failure(error).text)
            )
        )
        dialog.cancelled.connect(self._projects.cancel)
        dialog.finished.connect(lambda _: setattr(self, "dialog", None))
        self.dialog = dialog
        _open(dialog)


def in_words(report: ImportReport) -> str:
    """An import as one sentence."""
    parts = [f"{report.articles} articles added"]
    if report.duplicates:
        parts.append(f"{report.duplicates} were here already")
    if report.sets:
        parts.append(f"{report.sets} sets of decisions taken")
    if report.rejected:
        parts.append(f"{len(report.rejected)} records not read")
    return ", ".join(parts) + "."


def _open(dialog: QDialog) -> None:
    from PySide6.QtCore import Qt

    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
