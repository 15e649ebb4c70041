"""The log of a set, and what Undo and Redo mean now: a fold over its entries. Nothing is ever deleted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from annotations.editing.change import Change
from annotations.model.ids import SetId


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """The stored row of one step. `seq` counts from 1; `undoes` names the entry whose change this one inverts.

    An undo or redo keeps the edit name of the step it inverts. `at` is UTC. Entries of one bulk act over several
    articles share a `batch_id`.
    """

    set_id: SetId
    seq: int
    annotator: str
    at: datetime
    edit_name: str
    change: Change
    undoes: int | None = None
    batch_id: str | None = None


@dataclass(frozen=True, slots=True)
class HistoryState:
    """The entries that Undo and Redo would invert, or None."""

    undo: LogEntry | None
    redo: LogEntry | None


class History:
    """Two stacks folded from the log, advanced entry by entry."""

    def __init__(self, entries: Iterable[LogEntry] = ()) -> None:
        self._done: list[LogEntry] = []
        self._undone: list[LogEntry] = []
        for entry in entries:
            self.append(entry)

    def append(self, entry: LogEntry) -> None:
        """Take in one more entry. Raises ValueError if it undoes something that was not next in line."""
        if entry.undoes is None:
            self._done.append(entry)
            self._undone.clear()
        elif self._done and self._done[-1].seq == entry.undoes:
            self._done.pop()
            self._undone.append(entry)
        elif self._undone and self._undone[-1].seq == entry.undoes:
            self._undone.pop()
            self._done.append(entry)
        else:
            raise ValueError(f"entry {entry.seq} undoes {entry.undoes}, which is not next in line")

    @property
    def state(self) -> HistoryState:
        """What Undo and Redo would do now."""
        return HistoryState(
            undo=self._done[-1] if self._done else None, redo=self._undone[-1] if self._undone else None
        )
