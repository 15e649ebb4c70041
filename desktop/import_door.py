"""The way into the open project: what files hold is looked at, and asked about if there is something to decide."""

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from annotations.errors import SpandeskError
from annotations.model.project import ImportBatch, ImportReport, UndoneImport
from desktop.action_set import ActionSet
from desktop.errands import Errands
from desktop.jobs import Reading
from desktop.messages import Message, failure
from desktop.models.counting import counted, tr
from desktop.projects import Projects
from desktop.settings import Settings
from desktop.tasks import Job, Tasks

if TYPE_CHECKING:
    # Bring much with them, which must not be imported before the first paint.
    from annotations.workspace import Workspace
    from desktop.dialogs.importing import Asked, ImportDialog
    from desktop.imports import Looked


class ImportDoor(QObject):
    """`said(Message)` goes to the status bar; after `taken_back` nothing on the screen need still be in the project."""

    said = Signal(object)
    taken_back = Signal()

    def __init__(
        self, window: QWidget, projects: Projects, tasks: Tasks, settings: Settings, actions: ActionSet
    ) -> None:
        super().__init__(window)
        self._window, self._projects, self._tasks, self._settings = window, projects, tasks, settings
        self._errands = Errands(tasks)
        self._job: Job | None = None
        self._waiting: deque[Callable[[], None]] = deque()
        self.dialog: ImportDialog | None = None
        projects.opened.connect(lambda _: self._follow())
        projects.closed.connect(self._leave)
        projects.imported.connect(self._imported)
        projects.import_failed.connect(self._failed)
        actions.bind("undo-import", self.undo_last)

    def _follow(self) -> None:
        self._errands = Errands(self._tasks)

    def _leave(self) -> None:
        self._errands.close()
        self._job = None
        self._waiting.clear()
        if self.dialog is not None:
            self.dialog.close()

    # -- looking ----------------------------------------------------------------------------------------------------

    def take(self, paths: Sequence[Path]) -> None:
        """Add files and folders to the open project: at once if there is nothing to decide."""

        def decide(looked: "Looked | None") -> None:
            self._projects.busy.emit("")
            if self.dialog is not None:
                # One window at a time; this one follows.
                self._waiting.append(lambda: decide(looked))
            elif looked is None or not self._ask(paths, looked):
                self._projects.add_articles(paths, self._settings.annotator())

        def progress(count: int) -> None:
            self._projects.busy.emit(self.tr("Looking at the files, {0} records so far").format(count))

        self._projects.busy.emit(self.tr("Looking at the files"))
        self._look((tuple(paths), {}, None, False), decide, progress)

    def _look(self, how: tuple[object, ...], then: Callable[..., None], progress: Callable[[int], None]) -> Job:
        from desktop.imports import look

        return self._projects.run_files(look, how, then, self._failed, progress)

    def _stop(self) -> None:
        if self._job is not None:
            job, self._job = self._job, None
            self._projects.cancel(job)

    # -- asking -----------------------------------------------------------------------------------------------------

    def _ask(self, paths: Sequence[Path], looked: "Looked") -> bool:
        """Open the window if it is needed."""
        from desktop.dialogs.importing import ImportDialog
        from desktop.panels.importing.survey_words import needs_deciding

        found, known = looked
        workspace = self._projects.workspace
        if workspace is None or not needs_deciding(found):
            return False
        dialog = ImportDialog(self._window, paths, workspace.schema, self._settings.annotator(), title=workspace.title)
        dialog.show_survey(found, known)
        dialog.survey_requested.connect(self._look_again)
        dialog.import_requested.connect(self._import)
        dialog.cancelled.connect(self._cancel)
        self._open(dialog)
        return True

    def _open(self, dialog: "ImportDialog") -> None:
        dialog.finished.connect(lambda _: self._closed(dialog))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.open()

    def _closed(self, dialog: "ImportDialog") -> None:
        if self.dialog is dialog:
            self.dialog = None
            if self._waiting:
                self._waiting.popleft()()

    def _look_again(self, asked: "Asked") -> None:
        self._stop()
        self._job = self._look((asked.paths, dict(asked.format_ids), asked.columns, True), self._show, self._read)

    def _show(self, looked: "Looked") -> None:
        if self.dialog is not None:
            self.dialog.show_survey(*looked)

    def _read(self, count: int) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(count, adding=False)

    def _cancel(self) -> None:
        self._job = None
        self._projects.cancel()

    # -- adding -----------------------------------------------------------------------------------------------------

    def _import(self, asked: "Asked") -> None:
        self._stop()
        self._projects.add_articles(
            asked.paths,
            asked.annotator or self._settings.annotator(),
            reading=Reading(formats=dict(asked.format_ids), columns=asked.columns, labels=asked.labels),
            on_progress=self._added,
        )

    def _added(self, count: int) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(count, adding=True)

    def _imported(self, report: ImportReport, quiet: bool) -> None:
        if self.dialog is not None and self.dialog.adding:
            self.dialog.finished_with(report)
        elif report.rejected:
            self._report(report)
        if not quiet:
            undo = (lambda: self.undo(report.batch_id)) if report.batch_id else None
            self.said.emit(Message(in_words(report), undo=undo))

    def _report(self, report: ImportReport) -> None:
        from desktop.dialogs.importing import ImportDialog

        workspace = self._projects.workspace
        assert workspace is not None
        dialog = ImportDialog(self._window, (), workspace.schema, self._settings.annotator(), title=workspace.title)
        dialog.finished_with(report)
        self._open(dialog)

    def _failed(self, error: Exception) -> None:
        if self.dialog is not None:
            self.dialog.show_error(failure(error).text)
            if not isinstance(error, SpandeskError):
                raise error  # a defect: for the report window
        else:
            self.said.emit(failure(error))

    # -- and back ---------------------------------------------------------------------------------------------------

    def undo_last(self) -> None:
        """Take the last import back."""
        self._with_workspace(lambda workspace: workspace.imports(), self._undo_newest)

    def _undo_newest(self, imports: Sequence[ImportBatch]) -> None:
        if imports:
            self.undo(imports[0].id)
        else:
            self.said.emit(Message(self.tr("There is no import that could be taken back.")))

    def undo(self, batch_id: str) -> None:
        """Take an import back, but for what somebody worked on since."""
        self._with_workspace(lambda workspace: workspace.undo_import(batch_id), self._undone)

    def _with_workspace(self, work: "Callable[[Workspace], object]", then: Callable[..., object]) -> None:
        workspace = self._projects.workspace
        if workspace is not None:
            self._errands.store(lambda: work(workspace), then, self._failed)

    def _undone(self, undone: UndoneImport) -> None:
        words = counted(undone.articles, "1 article taken back.", "{0} articles taken back.")
        if undone.kept:
            first = undone.kept[0]
            words += (
                " " + counted(len(undone.kept), "1 stays:", "{0} stay, the first:") + f" {first.title}, {first.why}."
            )
        self.taken_back.emit()
        self.said.emit(Message(words, over_article=True))


def in_words(report: ImportReport) -> str:
    """An import as one sentence."""
    if not (report.articles or report.duplicates or report.sets or report.rejected):
        return tr("There is nothing to read there. Nothing was added.")
    parts = [counted(report.articles, "1 article added", "{0} articles added")]
    if report.duplicates:
        parts.append(counted(report.duplicates, "1 was here already", "{0} were here already"))
    if report.sets:
        parts.append(counted(report.sets, "1 set of decisions taken", "{0} sets of decisions taken"))
    if report.rejected:
        parts.append(counted(len(report.rejected), "1 record not read", "{0} records not read"))
    return ", ".join(parts) + "."
