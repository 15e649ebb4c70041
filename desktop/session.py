"""Session: the open article of one annotator. The one road by which the window changes anything.

An edit is decided and shown at once; the store follows on its own thread, first in first out. What the store could not
keep stays in memory, the set turns read-only, and `retry` sends it again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotations.editing.acceptance import as_acceptance, with_fillers
from annotations.editing.change import Change, with_change
from annotations.editing.decide import decide
from annotations.editing.edits import AcceptSuggestions, Edit
from annotations.editing.history import History, HistoryState, LogEntry
from annotations.errors import EditRefused
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.article import Article
from annotations.model.ids import ArticleId, SuggestionId
from annotations.model.suggestion import Suggestion
from annotations.suggesters.ranking import pending
from desktop.tasks import Errands, Tasks

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace


class Saving(Enum):
    """How the open set stands with the store."""

    SAVED = auto()
    SAVING = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that opening an article reads from the store."""

    article: Article
    annotation_set: AnnotationSet
    entries: tuple[LogEntry, ...]
    suggestions: tuple[Suggestion, ...]


def utc_now() -> datetime:
    """The time that log entries are stamped with."""
    return datetime.now(UTC)


class Session(QObject):
    """`opened` follows a load, `changed(change)` every step (None: only suggestions changed), `saved(seq)` a commit."""

    opened = Signal()
    changed = Signal(object)
    saved = Signal(int)
    saving_changed = Signal(object)
    save_failed = Signal(object)
    load_failed = Signal(object)
    refused = Signal(object)
    history_changed = Signal()

    def __init__(
        self,
        workspace: "Workspace",
        tasks: Tasks,
        annotator: str,
        *,
        clock: Callable[[], datetime] = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.annotator = annotator
        self.schema = workspace.schema
        self.article: Article | None = None
        self.annotation_set: AnnotationSet | None = None
        self.suggestions: tuple[Suggestion, ...] = ()
        self.pending: list[Suggestion] = []
        self.pending_by_id: dict[SuggestionId, Suggestion] = {}
        self.saving = Saving.SAVED
        self.saved_at: datetime | None = None
        self._errands = Errands(tasks)
        self._clock = clock
        self._history = History()
        self._wanted: ArticleId | None = None
        self._unsaved: list[tuple[LogEntry, AnnotationSet]] = []
        self._when_saved: list[Callable[[], object]] = []

    def close(self) -> None:
        """The project is left: what the store answers from now on is for nobody."""
        self._errands.close()

    # -- opening --------------------------------------------------------------------------------------------------

    def open(self, article_id: ArticleId) -> None:
        """Load an article; `opened` follows, unless another one was asked for in the meantime.

        While something is not saved the open article stays: what is in memory must not be left behind.
        """
        if self.saving is Saving.FAILED:
            self.save_failed.emit(None)
            return
        self._wanted = article_id
        self._errands.store(
            lambda: self._load(article_id), lambda loaded: self._show(article_id, loaded), self.load_failed.emit
        )

    def catch_up(self) -> None:
        """Articles came, perhaps with decisions of this annotator for the open one if there were none."""
        if self.annotation_set is not None and self.annotation_set.seq == 0:
            self.open(self.annotation_set.article_id)

    def _load(self, article_id: ArticleId) -> Loaded:
        annotation_set = self.workspace.load_set(article_id, self.annotator)
        return Loaded(
            self.workspace.article(article_id),
            annotation_set,
            tuple(self.workspace.entries(annotation_set.id)),
            tuple(self.workspace.suggestions(article_id)),
        )

    def _show(self, article_id: ArticleId, loaded: Loaded) -> None:
        here = self.annotation_set
        ahead = here is not None and here.id == loaded.annotation_set.id and here.seq > loaded.annotation_set.seq
        # Ahead: steps were made in this article after its reading began, so what is in memory is newer.
        if self._wanted != article_id or ahead:
            return
        self.article, self.annotation_set = loaded.article, loaded.annotation_set
        self.suggestions = loaded.suggestions
        self._history = History(loaded.entries)
        self._refresh_pending()
        self.opened.emit()
        self.history_changed.emit()

    def reload_suggestions(self, article_id: ArticleId) -> None:
        """New suggestions were stored for an article; take them in if it is the open one."""
        if self.article is not None and self.article.id == article_id:
            self._errands.store(
                lambda: tuple(self.workspace.suggestions(article_id)),
                lambda suggestions: self._take_suggestions(article_id, suggestions),
                self.load_failed.emit,
            )

    def _take_suggestions(self, article_id: ArticleId, suggestions: tuple[Suggestion, ...]) -> None:
        if self.article is not None and self.article.id == article_id:
            self.suggestions = suggestions
            self._refresh_pending()
            self.changed.emit(None)

    # -- changing -------------------------------------------------------------------------------------------------

    @property
    def editable(self) -> bool:
        """True if an edit could be taken now."""
        return self.annotation_set is not None and not self.workspace.read_only and self.saving is not Saving.FAILED

    @property
    def history(self) -> HistoryState:
        """What Undo and Redo would take back."""
        return self._history.state

    def apply(self, edit: Edit) -> Change | None:
        """Decide the edit, show it, hand it to the store. A refused edit is signalled and changes nothing."""
        if self.article is None or self.annotation_set is None or not self._may_edit():
            return None
        try:
            edit = as_acceptance(edit, self.pending, self.pending_by_id)
            change = decide(edit, self.annotation_set, self.schema, self.article)
        except EditRefused as refusal:
            self.refused.emit(refusal)
            return None
        self._step(edit.name, change, undoes=None)
        return change

    def accept(self, suggestions: list[Suggestion]) -> Change | None:
        """Accept suggestions whole: a suggested event brings the fillers it needs."""
        return self.apply(AcceptSuggestions(with_fillers(suggestions, self.pending_by_id)))

    def undo(self) -> Change | None:
        """Take the last step back, across restarts; the step back is itself logged."""
        return self._invert(self._history.state.undo)

    def redo(self) -> Change | None:
        """Take the last undo back."""
        return self._invert(self._history.state.redo)

    def suggestion(self, id_: str) -> Suggestion | None:
        """The suggestion of that id, decided or not."""
        return next((suggestion for suggestion in self.suggestions if suggestion.id == id_), None)

    def _invert(self, entry: LogEntry | None) -> Change | None:
        if entry is None or self.annotation_set is None or not self._may_edit():
            return None
        change = entry.change.inverted()
        self._step(entry.edit_name, change, undoes=entry.seq)
        return change

    def _may_edit(self) -> bool:
        reason = "read-only" if self.workspace.read_only else "not-saved" if self.saving is Saving.FAILED else None
        if reason is not None:
            self.refused.emit(EditRefused(reason))
        return reason is None

    def _step(self, name: str, change: Change, undoes: int | None) -> None:
        assert self.annotation_set is not None
        after = with_change(self.annotation_set, change)
        at = self._clock()
        entry = LogEntry(
            set_id=after.id,
            seq=after.seq,
            annotator=self.annotator,
            at=at,
            edit_name=name,
            change=change,
            undoes=undoes,
        )
        self.annotation_set = after
        self._history.append(entry)
        self._refresh_pending()
        self.changed.emit(change)
        self.history_changed.emit()
        self._unsaved.append((entry, after))
        self._keep(entry, after)

    def _refresh_pending(self) -> None:
        self.pending = pending(self.suggestions, self.annotation_set) if self.annotation_set is not None else []
        self.pending_by_id = {suggestion.id: suggestion for suggestion in self.pending}

    @property
    def done(self) -> bool:
        """True if the annotator has finished the open article."""
        return self.annotation_set is not None and self.annotation_set.status is Status.DONE

    # -- keeping --------------------------------------------------------------------------------------------------

    @property
    def unsaved(self) -> int:
        """Steps that the store has not confirmed."""
        return len(self._unsaved)

    def retry(self) -> None:
        """Send again what could not be saved, oldest first."""
        if self.saving is Saving.FAILED:
            for entry, after in self._unsaved:
                self._keep(entry, after)

    def discard(self) -> None:
        """Give up what could not be saved. Nothing is open until it is read again: no step may follow those."""
        self._unsaved, self.annotation_set = [], None
        self._set_saving(Saving.SAVED)

    def discard_and_reload(self) -> None:
        """Give up what could not be saved and read the open article again, as another program left it."""
        self.discard()
        if self.article is not None:
            self.open(self.article.id)

    def when_saved(self, act: Callable[[], object]) -> None:
        """Do something once the store has confirmed every step; forget it if one cannot be kept."""
        if self.saving is Saving.SAVING:
            self._when_saved.append(act)
        elif self.saving is Saving.SAVED:
            act()

    def _keep(self, entry: LogEntry, after: AnnotationSet) -> None:
        self._set_saving(Saving.SAVING)
        self._errands.store(
            lambda: self.workspace.append(entry, after),
            lambda _: self._kept(entry),
            lambda error: self._not_kept(entry, error),
        )

    def _kept(self, entry: LogEntry) -> None:
        self._unsaved = [(other, after) for other, after in self._unsaved if other is not entry]
        self.saved_at = self._clock()
        if not self._unsaved:
            self._set_saving(Saving.SAVED)
        self.saved.emit(entry.seq)
        while self._when_saved and self.saving is Saving.SAVED:
            self._when_saved.pop(0)()

    def _not_kept(self, entry: LogEntry, error: Exception) -> None:
        if all(other is not entry for other, _ in self._unsaved):
            return  # given up in the meantime
        self._when_saved.clear()
        # Entries that were queued behind the failed one fail too (their number does not follow); one word is enough.
        if self.saving is not Saving.FAILED:
            self._set_saving(Saving.FAILED)
            self.save_failed.emit(error)

    def _set_saving(self, saving: Saving) -> None:
        if saving is not self.saving:
            self.saving = saving
            self.saving_changed.emit(saving)
