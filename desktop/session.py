"""Session: the open article of one annotator. The one road by which the window changes anything.

An edit is decided and shown at once; the store follows on its own thread, first in first out. What the store could not
keep stays in memory, the set turns read-only, and `retry` sends it again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotations.editing.acceptance import as_acceptance
from annotations.editing.change import Change, composed, with_change
from annotations.editing.decide import decide
from annotations.editing.edits import Edit
from annotations.editing.history import History, HistoryState, LogEntry, Step
from annotations.errors import EditRefused
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.article import Article
from annotations.model.ids import ArticleId, SuggestionId
from annotations.model.schema import Schema
from annotations.model.suggestion import Suggestion
from annotations.suggesters.ranking import pending
from desktop.errands import Errands
from desktop.keeping import Keeping, Kept, Saving
from desktop.tasks import Tasks

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that opening an article reads from the store."""

    article: Article
    annotation_set: AnnotationSet
    entries: tuple[LogEntry, ...]
    suggestions: tuple[Suggestion, ...]
    blind: bool = False


def utc_now() -> datetime:
    """The time that log entries are stamped with."""
    return datetime.now(UTC)


class Way(Enum):
    """Whether something was done, undone, or done again."""

    DONE = auto()
    UNDONE = auto()
    REDONE = auto()


@dataclass(frozen=True, slots=True)
class Act:
    """What was done last in the open article: by which edit, what it changed, and of how many steps it consisted."""

    way: Way
    edit_name: str
    change: Change
    steps: int = 1

    @property
    def is_notable(self) -> bool:
        """True if one gesture decided several things, or took one away: worth a word, with Undo beside it."""
        if self.edit_name in ("accept", "reject"):
            return len(self.change.decisions()) > 1
        return self.edit_name in ("everywhere", "link-all", "delete")


class Session(Keeping):
    """`opened` follows a load, `changed(change)` every step (None: only suggestions changed), `saved(seq)` a commit."""

    opened = Signal()
    changed = Signal(object)
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
        super().__init__(workspace, Errands(tasks), clock, parent)
        self.annotator = annotator
        self.reopened = False  # the article on the table was on it before too
        self.article: Article | None = None
        self.annotation_set: AnnotationSet | None = None
        self.suggestions: tuple[Suggestion, ...] = ()
        self.blind = False
        self.pending: list[Suggestion] = []
        self.pending_by_id: dict[SuggestionId, Suggestion] = {}
        self.last_act: Act | None = None
        self._history = History()
        self._wanted: ArticleId | None = None

    @property
    def schema(self) -> Schema:
        """The labels and guidelines of the project, as they are now."""
        return self.workspace.schema

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

    def read_again(self) -> None:
        """The set on the table was changed beside this session."""
        if self.article is not None:
            self.open(self.article.id)

    def _load(self, article_id: ArticleId) -> Loaded:
        annotation_set = self.workspace.load_set(article_id, self.annotator)
        blind = self.workspace.is_blind(article_id, self.annotator)
        return Loaded(
            self.workspace.article(article_id),
            annotation_set,
            tuple(self.workspace.entries(annotation_set.id)),
            () if blind else tuple(self.workspace.suggestions(article_id)),
            blind,
        )

    def _show(self, article_id: ArticleId, loaded: Loaded) -> None:
        here = self.annotation_set
        ahead = here is not None and here.id == loaded.annotation_set.id and here.seq > loaded.annotation_set.seq
        # Ahead: steps were made in this article after its reading began, so what is in memory is newer.
        if self._wanted != article_id or ahead:
            return
        self.reopened = self.article is not None and self.article.id == article_id
        self.article, self.annotation_set = loaded.article, loaded.annotation_set
        self.suggestions, self.blind = loaded.suggestions, loaded.blind
        self.last_act = None
        self._history = History(loaded.entries)
        self._refresh_pending()
        self.opened.emit()
        self.history_changed.emit()

    def reload_suggestions(self, article_id: ArticleId) -> None:
        """New suggestions were stored for an article; take them in if it is the open one."""
        if self.article is not None and self.article.id == article_id and not self.blind:
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

    def steps(self) -> tuple[list[Step], list[Step]]:
        """What was done in the open article, oldest first, and what was undone, the next to redo first."""
        return self._history.steps(), self._history.undone()

    def apply(self, edit: Edit, offered: Sequence[Suggestion] | None = None) -> Change | None:
        """Decide the edit, show it, hand it to the store. A refused edit is signalled and changes nothing.

        Marking what is `offered` is accepting it; by default all that is pending.
        """
        if self.article is None or self.annotation_set is None or not self._may_edit():
            return None
        try:
            edit = as_acceptance(edit, self.pending if offered is None else offered)
            change = decide(edit, self.annotation_set, self.schema, self.article)
        except EditRefused as refusal:
            self.refused.emit(refusal)
            return None
        self._show_and_keep([self._evolve(edit.name, change, None)], Act(Way.DONE, edit.name, change))
        return change

    def undo(self) -> Change | None:
        """Take the last step back, across restarts; the step back is itself logged."""
        step = self._history.state.undo
        return self._invert([step], Way.UNDONE) if step is not None else None

    def redo(self) -> Change | None:
        """Take the last undo back."""
        step = self._history.state.redo
        return self._invert([step], Way.REDONE) if step is not None else None

    def go_to(self, seq: int) -> Change | None:
        """Undo or redo until the step with that number is the last one done; 0 is before all of them."""
        done, undone = self.steps()
        if seq == 0 or any(step.seq == seq for step in done):
            return self._invert([step for step in reversed(done) if step.seq > seq], Way.UNDONE)
        place = next((number for number, step in enumerate(undone) if step.seq == seq), None)
        return self._invert(undone[: place + 1], Way.REDONE) if place is not None else None

    def suggestion(self, id_: str) -> Suggestion | None:
        """The suggestion of that id, decided or not."""
        return next((suggestion for suggestion in self.suggestions if suggestion.id == id_), None)

    def _invert(self, steps: Sequence[Step], way: Way) -> Change | None:
        """Invert steps in this order, all or none of them; the answer is all that changed."""
        if not steps or self.annotation_set is None or not self._may_edit():
            return None
        names = [step.edit_name for step in steps]
        wanted = [(step.edit_name, *inverse) for step in steps for inverse in step.inversion()]
        kept = [self._evolve(*each) for each in wanted]
        change = composed([entry.change for entry, _after in kept])
        self._show_and_keep(kept, Act(way, names[-1], change, len(names)))
        return change

    def _may_edit(self) -> bool:
        reason = "read-only" if self.workspace.read_only else "not-saved" if self.saving is Saving.FAILED else None
        if reason is not None:
            self.refused.emit(EditRefused(reason))
        return reason is None

    def _evolve(self, name: str, change: Change, undoes: int | None) -> Kept:
        """The set after one more entry, which is in the history but neither shown nor stored yet."""
        assert self.annotation_set is not None
        after = with_change(self.annotation_set, change)
        entry = LogEntry(
            set_id=after.id,
            seq=after.seq,
            annotator=self.annotator,
            at=self._clock(),
            edit_name=name,
            change=change,
            undoes=undoes,
        )
        self.annotation_set = after
        self._history.append(entry)
        return entry, after

    def _show_and_keep(self, steps: list[Kept], act: Act) -> None:
        self.last_act = act
        self._refresh_pending()
        self.changed.emit(act.change)
        self.history_changed.emit()
        self.keep(steps)

    def _refresh_pending(self) -> None:
        self.pending = pending(self.suggestions, self.annotation_set) if self.annotation_set is not None else []
        self.pending_by_id = {suggestion.id: suggestion for suggestion in self.pending}

    @property
    def done(self) -> bool:
        """True if the annotator has finished the open article."""
        return self.annotation_set is not None and self.annotation_set.status is Status.DONE

    def discard(self) -> None:
        """Give up what could not be saved. Nothing is open until it is read again: no step may follow those."""
        self.annotation_set = None
        super().discard()

    def discard_and_reload(self) -> None:
        """Give up what could not be saved and read the open article again, as another program left it."""
        self.discard()
        if self.article is not None:
            self.open(self.article.id)
