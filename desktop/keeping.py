"""Keeping: what was decided goes to the store, first in first out, and stays in memory until the store confirms it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotations.editing.history import LogEntry
from annotations.model.annotation_set import AnnotationSet
from desktop.errands import Errands

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace

Kept = tuple[LogEntry, AnnotationSet]  # an entry and the set after it


class Saving(Enum):
    """How what was decided stands with the store."""

    SAVED = auto()
    SAVING = auto()
    FAILED = auto()


class Keeping(QObject):
    """`saved(seq)` follows every commit, `save_failed(error)` the first one that failed."""

    saved = Signal(int)
    saving_changed = Signal(object)
    save_failed = Signal(object)

    def __init__(
        self, workspace: "Workspace", errands: Errands, clock: Callable[[], datetime], parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.saving = Saving.SAVED
        self.saved_at: datetime | None = None
        self._errands = errands
        self._clock = clock
        self._unsaved: list[tuple[Kept, ...]] = []
        self._when_saved: list[Callable[[], object]] = []

    @property
    def unsaved(self) -> int:
        """Steps that the store has not confirmed."""
        return sum(len(steps) for steps in self._unsaved)

    def keep(self, steps: Sequence[Kept]) -> None:
        """Store these steps in one transaction, after all that were handed over before."""
        together = tuple(steps)
        self._unsaved.append(together)
        self._send(together)

    def retry(self) -> None:
        """Send again what could not be saved, oldest first."""
        if self.saving is Saving.FAILED:
            for steps in self._unsaved:
                self._send(steps)

    def discard(self) -> None:
        """Give up what could not be saved."""
        self._unsaved = []
        self._set_saving(Saving.SAVED)

    def when_saved(self, act: Callable[[], object]) -> None:
        """Do something once the store has confirmed every step; forget it if one cannot be kept."""
        if self.saving is Saving.SAVING:
            self._when_saved.append(act)
        elif self.saving is Saving.SAVED:
            act()

    def _send(self, steps: tuple[Kept, ...]) -> None:
        self._set_saving(Saving.SAVING)
        self._errands.store(
            lambda: self.workspace.append_many(steps),
            lambda _: self._kept(steps),
            lambda error: self._not_kept(steps, error),
        )

    def _kept(self, steps: tuple[Kept, ...]) -> None:
        self._unsaved = [other for other in self._unsaved if other is not steps]
        self.saved_at = self._clock()
        if not self._unsaved:
            self._set_saving(Saving.SAVED)
        self.saved.emit(steps[-1][0].seq)
        while self._when_saved and self.saving is Saving.SAVED:
            self._when_saved.pop(0)()

    def _not_kept(self, steps: tuple[Kept, ...], error: Exception) -> None:
        if all(other is not steps for other in self._unsaved):
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
