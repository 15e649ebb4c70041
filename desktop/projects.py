"""Opening, making and filling projects: everything that happens before an article is on the table."""

from collections.abc import Callable, Iterator, Sequence
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
        self._jobs: list[Job] = []
        self._location = ""
        self._opening: str | None = None
        self.workspace: Workspace | None = None

    @property
    def location(self) -> str:
        """Where the open project is, as it was given, for a child process to open it too."""
        return self._location

    def open(self, location: str, *, read_only: bool = False, then: Callable[[], object] | None = None) -> None:
        """Open a project in place of the present one; `then` follows `opened`."""
        self._replace(location, lambda: _open(location, read_only), then)

    def create(self, location: str, schema: Schema, title: str = "", then: Callable[[], object] | None = None) -> None:
        """Make an empty project and open it; `then` follows `opened`."""
        self._replace(location, lambda: _create(location, schema, title), then)

    def _replace(self, location: str, make: Callable[[], "Workspace"], then: Callable[[], object] | None) -> None:
        if self._opening == location:
            # Asked for twice, as by a double click: a second opening would find the lock of the first.
            return
        self.close()
        # As it was given: a workspace names its location without the password of a server.
        self._location = self._opening = location
        self.busy.emit(self.tr("Opening {0}").format(Path(location).name))
        self._tasks.store(
            make,
            lambda workspace: self._take(workspace, location, then),
            lambda error: self._refuse(error, location),
        )

    def _take(self, workspace: "Workspace", location: str, then: Callable[[], object] | None) -> None:
        if self._opening != location:
            # Another project was asked for in the meantime.
            self._tasks.store(workspace.close)
            return
        self._opening = None
        self.workspace = workspace
        self.busy.emit("")
        self.opened.emit(workspace)
        if then is not None:
            then()

    def _refuse(self, error: Exception, location: str) -> None:
        if self._opening == location:
            self._opening = None
            self.busy.emit("")
            self.failed.emit(error, location)

    def close(self) -> None:
        """Close the project after everything given to the store before."""
        self.cancel()
        self._opening = None
        if self.workspace is not None:
            workspace, self.workspace = self.workspace, None
            self._tasks.store(workspace.close)
            self.closed.emit()

    def cancel(self, job: Job | None = None) -> None:
        """Stop one import or export, or all that are under way; the last good state stands."""
        for each in tuple(self._jobs):
            if job in (None, each):
                self._jobs.remove(each)
                each.cancel()
                self.busy.emit("")

    @property
    def working(self) -> bool:
        """True while an import or export runs or waits for its turn."""
        return bool(self._jobs)

    def add_articles(self, paths: Sequence[Path], annotator: str, *, quiet: bool = False) -> None:
        """Read files and folders in the files process, then add them in one transaction; one import after another."""
        workspace = self.workspace
        if workspace is None:
            return
        records: list[Any] = []
        self.busy.emit(self.tr("Reading articles"))

        def collect(batch: list[Any]) -> None:
            records.extend(batch)
            self.busy.emit(self.tr("Reading articles, {0} so far").format(len(records)))

        self._run(
            read_files,
            (tuple(paths), None, annotator),
            collect,
            lambda: self._add(workspace, records, annotator, quiet),
            lambda error: self._import_error(workspace, error),
        )

    def _run(
        self,
        function: Callable[..., Iterator[Any]],
        arguments: tuple[Any, ...],
        on_value: Callable[[Any], None],
        on_done: Callable[[], None],
        on_error: OnError,
    ) -> Job:
        def ended(then: Callable[[], object]) -> None:
            self._jobs.remove(job)
            self.busy.emit("")
            then()

        job = self._tasks.compute(
            Lane.FILES,
            function,
            arguments,
            on_value=on_value,
            on_done=lambda: ended(on_done),
            on_error=lambda error: ended(lambda: on_error(error)),
        )
        self._jobs.append(job)
        return job

    def _add(self, workspace: "Workspace", records: list[Any], annotator: str, quiet: bool) -> None:
        self.busy.emit(self.tr("Adding {0} articles").format(len(records)))
        self._tasks.store(
            lambda: workspace.add(records, annotator=annotator),
            lambda report: self._added(workspace, report, quiet),
            lambda error: self._import_error(workspace, error),
        )

    def _added(self, workspace: "Workspace", report: ImportReport, quiet: bool) -> None:
        if workspace is self.workspace:
            self.busy.emit("")
            self.import_ended.emit(None)
            self.imported.emit(report, quiet)

    def _import_error(self, workspace: "Workspace", error: Exception) -> None:
        if workspace is self.workspace:
            self.busy.emit("")
            self.import_ended.emit(error)
            self.import_failed.emit(error)

    def export(
        self, format_id: str, folder: Path, which: str | None, on_done: Callable[[Any], None], on_error: OnError
    ) -> Job:
        """Write the open project in one format; `on_done` receives the ExportReport."""
        self.busy.emit(self.tr("Exporting"))
        reports: list[Any] = []

        def receive(value: Any) -> None:
            if isinstance(value, int):
                self.busy.emit(self.tr("Exporting, {0} articles so far").format(value))
            else:
                reports.append(value)

        return self._run(
            export, (self._location, format_id, str(folder), which), receive, lambda: on_done(reports[-1]), on_error
        )


def _open(location: str, read_only: bool) -> "Workspace":
    from annotations.workspace import Workspace

    return Workspace.open(location, read_only=read_only)


def _create(location: str, schema: Schema, title: str) -> "Workspace":
    from annotations.workspace import Workspace

    return Workspace.create(location, schema, title=title)
