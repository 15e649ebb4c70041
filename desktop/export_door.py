"""The export window on the open project: what it asks for is done here, and where it points one goes."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QWidget

from annotations.editing.repair import How
from annotations.errors import ProjectChanged, SpandeskError
from annotations.model.ids import ArticleId
from annotations.model.span import Span
from desktop.errands import Errands
from desktop.mending import Mended, PutBack, mend, put_back
from desktop.messages import failure
from desktop.pages.annotate import AnnotatePage
from desktop.panels.notice import Notice
from desktop.per_project import PerProject
from desktop.projects import Projects
from desktop.session import Session
from desktop.settings import EXPORTS, Settings
from desktop.tasks import Job, OnError, Tasks

if TYPE_CHECKING:
    # Bring much with them, which must not be imported before the first paint.
    from annotations.model.project import SetSummary
    from annotations.workspace import Workspace
    from desktop.dialogs.export import ExportDialog
    from exporters.preflight import Place, PreflightRow
    from exporters.profile import Profile
    from exporters.reasons import Fix
    from exporters.run import Written


class ExportDoor(QObject):
    """One export window at a time.

    `article_wanted` says that the Annotate page shows what was asked for, `spans_changed` that sets were mended.
    """

    article_wanted = Signal()
    spans_changed = Signal()

    def __init__(
        self,
        window: QWidget,
        projects: Projects,
        tasks: Tasks,
        settings: Settings,
        annotate: AnnotatePage,
        notice: Notice,
        on_error: OnError,
    ) -> None:
        super().__init__(window)
        self._window, self._projects, self._tasks = window, projects, tasks
        self._annotate, self._notice, self._on_error = annotate, notice, on_error
        self._kept = PerProject(settings, EXPORTS)
        self._session: Session | None = None
        self._workspace: Workspace | None = None
        self._errands = Errands(tasks)
        self._job: Job | None = None
        self._asking = False
        self._written: Written | None = None
        self._mended: Mended | None = None
        self.dialog: ExportDialog | None = None

    def follow(self, workspace: "Workspace", session: Session) -> None:
        """Work on another project."""
        self._workspace, self._session = workspace, session
        self._errands = Errands(self._tasks)

    def leave(self) -> None:
        """No project is open."""
        self._errands.close()
        if self.dialog is not None:
            self.dialog.close()
        self._workspace = self._session = None
        self._asking = False

    def open(self) -> None:
        """Ask what is to be written."""
        workspace = self._workspace
        if workspace is None or self._asking or self.dialog is not None:
            return
        self._asking = True

        def ask(found: tuple[list["SetSummary"], dict[str, Any]]) -> None:
            self._asking = False
            self._show(workspace, *found)

        def fail(error: Exception) -> None:
            self._asking = False
            self._on_error(error)

        self._errands.store(lambda: (workspace.set_summaries(), workspace.export_profiles()), ask, fail)

    def _show(self, workspace: "Workspace", summaries: list["SetSummary"], profiles: dict[str, Any]) -> None:
        from desktop.dialogs.export import ExportDialog

        session = self._session
        assert session is not None
        kept = self._kept.of(workspace.location)
        kept = kept if isinstance(kept, dict) else {}
        known = {name: read for name, each in profiles.items() if (read := _profile(each)) is not None}
        dialog = ExportDialog(
            self._window,
            summaries,
            session.annotator,
            workspace.schema,
            known,
            folder=str(kept.get("folder") or _usual_folder(workspace.location)),
            title=workspace.title,
            start=_profile(kept.get("profile")),
        )
        dialog.trial_requested.connect(self._try)
        dialog.write_requested.connect(self._write)
        dialog.cancelled.connect(self._stop)
        dialog.place_wanted.connect(lambda place: self._go((place,)))
        dialog.places_wanted.connect(self._go)
        dialog.fix_wanted.connect(self._mend)
        dialog.undo_fix_wanted.connect(self._put_back)
        dialog.profile_saved.connect(self._save_profile)
        dialog.profile_removed.connect(self._remove_profile)
        dialog.finished.connect(self._closed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    # -- writing --------------------------------------------------------------------------------------------------

    def _try(self, profile: "Profile") -> None:
        from desktop.exports import trial

        workspace, session = self._workspace, self._session
        assert workspace is not None
        assert session is not None

        def show(written: "Written") -> None:
            self._written = written
            self._tell("show_trial", written)

        # What is open for reading only cannot be mended.
        self._run(trial, (profile, "" if workspace.read_only else session.annotator), show)

    def _write(self, profile: "Profile", folder: str) -> None:
        """Where articles go is kept first, so that the next export has them on the same sides."""
        workspace, where = self._workspace, self._written.split if self._written is not None else None
        assert workspace is not None
        self._kept.keep(workspace.location, {"profile": _plain(profile), "folder": folder})
        if where is None or workspace.read_only:
            self._export(profile, folder)
        else:
            self._errands.store(
                lambda: workspace.save_split(where.parts), lambda _: self._export(profile, folder), self._fail
            )

    def _export(self, profile: "Profile", folder: str) -> None:
        from desktop.exports import export

        session, where = self._session, self._written.split if self._written is not None else None
        if session is not None and self.dialog is not None and self.dialog.writing:
            self._run(
                export, (profile, session.annotator, where, folder), lambda written: self._tell("show_written", written)
            )

    def _run(self, function: Callable[..., Any], arguments: tuple[Any, ...], show: Callable[[Any], None]) -> None:
        self._stop()

        def progress(value: tuple[int, int, bool]) -> None:
            self._tell("show_progress", *value)

        self._job = self._projects.run_files(function, arguments, show, self._fail, progress)

    def _stop(self) -> None:
        if self._job is not None:
            job, self._job = self._job, None
            self._projects.cancel(job)

    def _tell(self, what: str, *values: Any) -> None:
        if self.dialog is not None:
            getattr(self.dialog, what)(*values)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, ProjectChanged):
            # What the last trial found does not stand any more.
            self._tell("show_fixed", 0, failure(error).text)
            return
        known = isinstance(error, SpandeskError | ValueError)
        self._tell("show_error", failure(error).text if isinstance(error, SpandeskError) else str(error))
        if not known:
            raise error  # a defect: for the report window

    # -- profiles -------------------------------------------------------------------------------------------------

    def _save_profile(self, profile: "Profile") -> None:
        workspace = self._workspace
        assert workspace is not None
        kept = _plain(profile)
        self._errands.store(lambda: workspace.save_export_profile(profile.name, kept), lambda _: None, self._fail)

    def _remove_profile(self, name: str) -> None:
        workspace = self._workspace
        assert workspace is not None
        self._errands.store(lambda: workspace.remove_export_profile(name), lambda _: None, self._fail)

    # -- what the lines of the pre-flight lead to -------------------------------------------------------------------

    def _go(self, places: Sequence["Place"], at: int = 0) -> None:
        """To one place after the other; a row atop the page leads on."""
        place = places[at]
        self._annotate.open_at(ArticleId(place.article_id), Span(place.start, max(place.end, place.start + 1)))
        self.article_wanted.emit()
        if at + 1 < len(places):
            words = self.tr("Place {0} of {1} from the export window.").format(at + 1, len(places))
            self._notice.tell(words, act=self.tr("Next"), run=lambda: self._go(places, at + 1))
        elif at:
            self._notice.tell(self.tr("The last of {0} places from the export window.").format(len(places)))

    def _mend(self, row: "PreflightRow", fix: "Fix") -> None:
        workspace, session = self._workspace, self._session
        assert workspace is not None
        assert session is not None
        annotator, how = session.annotator, How(fix.value)

        def done(mended: Mended) -> None:
            self._mended = mended
            words = self.tr("{0} spans fitted.").format(mended.moved + mended.merged)
            if mended.merged:
                words += " " + self.tr("{0} became one with what was there.").format(mended.merged)
            if mended.left:
                words += " " + self.tr("{0} cannot be fitted so.").format(mended.left)
            self._tell("show_fixed", mended.moved + mended.merged, words)
            self._spans_changed()

        self._errands.store(lambda: mend(workspace, annotator, row.places, how), done, self._fail)

    def _spans_changed(self) -> None:
        """Beside the session, which has to hear of it."""
        if self._session is not None:
            self._session.read_again()
        self._annotate.reload_queue()
        self.spans_changed.emit()

    def _put_back(self) -> None:
        workspace, session, mended = self._workspace, self._session, self._mended
        assert workspace is not None
        assert session is not None
        assert mended is not None

        def done(back: PutBack) -> None:
            words = self.tr("Put back as it was.")
            if back.kept:
                words = self.tr("Put back, but for {0} articles in which somebody went on.").format(back.kept)
            self._tell("show_fixed", 0, words)
            self._spans_changed()

        self._errands.store(
            lambda: put_back(workspace, session.annotator, mended.articles, mended.batch_id), done, self._fail
        )


def _usual_folder(location: str) -> str:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return str(Path(documents) / f"{Path(location).stem}-export")


def _plain(profile: "Profile") -> dict[str, Any]:
    from exporters.profile import to_json

    return to_json(profile)


def _profile(kept: Any) -> "Profile | None":
    """What was kept; None if it is of a format or a form that this program does not have."""
    from exporters.profile import from_json

    try:
        return from_json(kept) if kept is not None else None
    except ValueError:
        return None
