"""Opening, making and filling projects: everything that happens before an article is on the table."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from annotations.errors import Cancelled
from annotations.importers.in_bulk import Belt
from annotations.model.project import ImportReport
from annotations.model.schema import Schema
from desktop.jobs import PLAINLY, Reading, read_files
from desktop.tasks import Job, Lane, OnError, Tasks, always

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
        self._imports: list[_Import] = []  # those that the store thread takes or is about to take
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
        for one in tuple(self._imports):
            if job in (None, one.job):
                self._imports.remove(one)
                one.belt.stop(Cancelled())
                self.busy.emit("")

    @property
    def working(self) -> bool:
        """True while an import or export runs or waits for its turn."""
        return bool(self._jobs or self._imports)

    def add_articles(
        self,
        paths: Sequence[Path],
        annotator: str,
        *,
        quiet: bool = False,
        reading: Reading = PLAINLY,
        on_progress: Callable[[int], object] = lambda count: None,
    ) -> None:
        """Read files and folders in the files process, and add them in one transaction; one import after another.

        `on_progress` is told how many records were read.
        """
        workspace = self.workspace
        if workspace is None:
            return
        self.busy.emit(self.tr("Reading articles"))
        one = _Import(workspace, annotator, quiet, reading)

        def collect(batch: tuple[int, bytes]) -> None:
            one.take(*batch)
            self.busy.emit(self.tr("Reading articles, {0} so far").format(one.count))
            on_progress(one.count)
            if one.belt.full:
                self._add(one)

        def whole() -> None:
            one.belt.end()
            self._add(one)
            self.busy.emit(self.tr("Adding {0} articles").format(one.count))

        def broken(error: Exception) -> None:
            one.belt.stop(error)
            if not one.adding:
                self._import_error(workspace, error)

        one.job = self._run(
            read_files, (tuple(paths), annotator, reading), collect, whole, broken, has_room=lambda: not one.belt.full
        )

    def _run(
        self,
        function: Callable[..., Iterator[Any]],
        arguments: tuple[Any, ...],
        on_value: Callable[[Any], None],
        on_done: Callable[[], None],
        on_error: OnError,
        has_room: Callable[[], bool] = always,
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
            has_room=has_room,
        )
        self._jobs.append(job)
        return job

    def _add(self, one: "_Import") -> None:
        if not one.adding:
            one.adding = True
            self._imports.append(one)
            self._tasks.store(
                lambda: one.workspace.add(one.belt.records(), annotator=one.annotator, schema=one.schema),
                lambda report: self._added(one, report),
                lambda error: self._not_added(one, error),
            )

    def _added(self, one: "_Import", report: ImportReport) -> None:
        self._forget(one)
        if one.workspace is self.workspace:
            self.busy.emit("")
            self.import_ended.emit(None)
            self.imported.emit(report, one.quiet)

    def _forget(self, one: "_Import") -> None:
        if one in self._imports:  # not where it was told to stop
            self._imports.remove(one)

    def _not_added(self, one: "_Import", error: Exception) -> None:
        self._forget(one)
        if not isinstance(error, Cancelled):
            self._import_error(one.workspace, error)

    def _import_error(self, workspace: "Workspace", error: Exception) -> None:
        if workspace is self.workspace:
            self.busy.emit("")
            self.import_ended.emit(error)
            self.import_failed.emit(error)

    def run_files(
        self,
        function: Callable[..., Iterator[Any]],
        arguments: tuple[Any, ...],
        on_done: Callable[[Any], None],
        on_error: OnError,
        on_progress: Callable[[Any], None],
    ) -> Job:
        """Run what reads or writes files of the open project; `on_done` receives the last thing it says, the others are
        progress."""
        said: list[Any] = []

        def receive(value: Any) -> None:
            if said:
                on_progress(said.pop())
            said.append(value)

        return self._run(function, (self._location, *arguments), receive, lambda: on_done(said[-1]), on_error)


class _Import:
    """One import on its way: what was read waits on the belt until the store thread takes it."""

    def __init__(self, workspace: "Workspace", annotator: str, quiet: bool, reading: Reading) -> None:
        self.workspace = workspace
        self._reading = reading
        self.annotator = annotator
        self.quiet = quiet
        self.belt = Belt()
        self.count = 0
        self.adding = False
        self.job: Job | None = None

    @property
    def schema(self) -> Schema | None:
        """That of the project with the labels that are to be added; None if there are none."""
        from annotations.importers.additions import extended

        labels = self._reading.labels
        return extended(self.workspace.schema, labels.additions) if labels is not None and labels.additions else None

    def take(self, count: int, records: bytes) -> None:
        """Put so many packed records on the belt."""
        self.count += count
        self.belt.put(records)


def _open(location: str, read_only: bool) -> "Workspace":
    from annotations.workspace import Workspace

    return Workspace.open(location, read_only=read_only)


def _create(location: str, schema: Schema, title: str) -> "Workspace":
    from annotations.workspace import Workspace

    return Workspace.create(location, schema, title=title)
