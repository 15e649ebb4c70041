"""Opening, making and filling projects: everything that happens before an article is on the table."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from annotations.model.project import ImportReport
from annotations.model.schema import Schema
from desktop.jobs import export, read_files
from desktop.tasks import Job, Lane, OnError, Tasks

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace


class Projects(QObject):
    """At most one project is open. Long work goes to the store thread or the files process and can be stopped.

    `opened(workspace)`, `closed()`; `failed(error, location)` when a project cannot be opened; `busy(words)` while
    something runs, "" when it is over; `imported(report, quiet)`, and
    `import_ended(error or None)` however an import ended.
    """

    opened = Signal(object)
    closed = Signal()
    failed = Signal(object, str)
    busy = Signal(str)
    imported = Signal(object, bool)
    import_ended = Signal(object)
    import_failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._job: Job | None = None
        self._location = ""
        self.workspace: Workspace | None = None

    def open(self, location: str, *, read_only: bool = False) -> None:
        """Open a project in place of the present one."""
        self._replace(location, lambda: _open(location, read_only))

    def create(self, location: str, schema: Schema, title: str = "") -> None:
        """Make an empty project and open it."""
        self._replace(location, lambda: _create(location, schema, title))

    def _replace(self, location: str, make: Any) -> None:
        self.close()
        # As it was given: a workspace names its location without the password of a server.
        self._location = location
        self.busy.emit(self.tr("Opening {0}").format(Path(location).name))
        self._tasks.store(make, self._take, lambda error: self._refuse(error, location))

    def _take(self, workspace: "Workspace") -> None:
        self.workspace = workspace
        self.busy.emit("")
        self.opened.emit(workspace)

    def _refuse(self, error: Exception, location: str) -> None:
        self.busy.emit("")
        self.failed.emit(error, location)

    def close(self) -> None:
        """Close the project after everything given to the store before."""
        self.cancel()
        if self.workspace is not None:
            workspace, self.workspace = self.workspace, None
            self._tasks.store(workspace.close)
            self.closed.emit()

    def cancel(self) -> None:
        """Stop the import or export under way; the last good state stands."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.busy.emit("")

    @property
    def working(self) -> bool:
        """True while an import or export runs."""
        return self._job is not None

    def add_articles(self, paths: Sequence[Path], annotator: str, *, quiet: bool = False) -> None:
        """Read files and folders in the files process, then add them in one transaction."""
        if self.workspace is None or self._job is not None:
            return
        records: list[Any] = []
        self.busy.emit(self.tr("Reading articles"))

        def collect(batch: list[Any]) -> None:
            records.extend(batch)
            self.busy.emit(self.tr("Reading articles, {0} so far").format(len(records)))

        self._job = self._tasks.compute(
            Lane.FILES,
            read_files,
            (tuple(paths), None, annotator),
            on_value=collect,
            on_done=lambda: self._add(records, annotator, quiet),
            on_error=self._import_error,
        )

    def _add(self, records: list[Any], annotator: str, quiet: bool) -> None:
        self._job = None
        workspace = self.workspace
        if workspace is None:
            return
        self.busy.emit(self.tr("Adding {0} articles").format(len(records)))
        self._tasks.store(
            lambda: workspace.add(records, annotator=annotator),
            lambda report: self._added(report, quiet),
            self._import_error,
        )

    def _added(self, report: ImportReport, quiet: bool) -> None:
        self.busy.emit("")
        self.import_ended.emit(None)
        self.imported.emit(report, quiet)

    def _import_error(self, error: Exception) -> None:
        self._job = None
        self.busy.emit("")
        self.import_ended.emit(error)
        self.import_failed.emit(error)

    def export(self, format_id: str, folder: Path, which: str | None, on_done: Any, on_error: OnError) -> None:
        """Write the project in one format; `on_done` receives the ExportReport."""
        if self.workspace is None or self._job is not None:
            return
        self.busy.emit(self.tr("Exporting"))

        def finish(outcome: Any) -> None:
            self._job = None
            self.busy.emit("")
            on_done(outcome)

        def fail(error: Exception) -> None:
            self._job = None
            self.busy.emit("")
            on_error(error)

        reports: list[Any] = []

        def receive(value: Any) -> None:
            if isinstance(value, int):
                self.busy.emit(self.tr("Exporting, {0} articles so far").format(value))
            else:
                reports.append(value)

        self._job = self._tasks.compute(
            Lane.FILES,
            export,
            (self._location, format_id, str(folder), which),
            on_value=receive,
            on_done=lambda: finish(reports[-1]),
            on_error=fail,
        )


def _open(location: str, read_only: bool) -> "Workspace":
    from annotations.workspace import Workspace

    return Workspace.open(location, read_only=read_only)


def _create(location: str, schema: Schema, title: str) -> "Workspace":
    from annotations.workspace import Workspace

    return Workspace.create(location, schema, title=title)
