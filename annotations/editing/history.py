"""The log of a set, and what Undo and Redo mean now: a fold over its entries. Nothing is ever deleted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, takewhile
from operator import itemgetter

from annotations.editing.change import Change, composed
from annotations.editing.edits import EXTENT_CORRECTED, MoveBoundary
from annotations.model.ids import MentionId, SetId

# Keys that move an edge are pressed several times in a row. Each press is kept at once; all of them are one step back
# as long as none comes later than this after the one before.
SAME_MOVE = timedelta(seconds=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """The stored row of one change. `seq` counts from 1; `undoes` names the entry whose change this one inverts.

    An undo or redo keeps the edit name of the entry it inverts. `at` is UTC. Entries of one bulk act over several
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
class Step:
    """What one Undo or Redo takes back: one entry, or the entries of a boundary moved repeatedly, oldest first."""

    entries: tuple[LogEntry, ...]

    @property
    def edit_name(self) -> str:
        """What was done, by its first entry."""
        return self.entries[0].edit_name

    @property
    def at(self) -> datetime:
        """When the last of it was done (UTC)."""
        return self.entries[-1].at

    @property
    def seq(self) -> int:
        """The number of its last entry."""
        return self.entries[-1].seq

    @property
    def change(self) -> Change:
        """All that it changed, as one change."""
        return self.entries[0].change if len(self.entries) == 1 else composed(each.change for each in self.entries)

    @property
    def told(self) -> Change:
        """What to speak of: all that it changed or, if that is nothing in the end, what it changed last."""
        return self.change if self.change.pairs else self.entries[-1].change

    def inversion(self) -> tuple[tuple[Change, int], ...]:
        """What to append, in this order, to take the step back: each change with the number of the entry it undoes."""
        return tuple((each.change.inverted(), each.seq) for each in reversed(self.entries))


@dataclass(frozen=True, slots=True)
class HistoryState:
    """The steps that Undo and Redo would take back, or None."""

    undo: Step | None
    redo: Step | None


class History:
    """Two stacks folded from the log, advanced entry by entry. Entries keep their step on the way there and back."""

    def __init__(self, entries: Iterable[LogEntry] = ()) -> None:
        # Pairs of a step, named by the number of the entry that began it, and an entry of it.
        self._done: list[tuple[int, LogEntry]] = []
        self._undone: list[tuple[int, LogEntry]] = []
        for entry in entries:
            self.append(entry)

    def append(self, entry: LogEntry) -> None:
        """Take in one more entry. Raises ValueError if it undoes something that was not next in line."""
        if entry.undoes is None:
            goes_on = bool(self._done) and _goes_on(self._done[-1][1], entry)
            self._done.append((self._done[-1][0] if goes_on else entry.seq, entry))
            self._undone.clear()
        elif self._done and self._done[-1][1].seq == entry.undoes:
            self._undone.append((self._done.pop()[0], entry))
        elif self._undone and self._undone[-1][1].seq == entry.undoes:
            self._done.append((self._undone.pop()[0], entry))
        else:
            raise ValueError(f"entry {entry.seq} undoes {entry.undoes}, which is not next in line")

    @property
    def state(self) -> HistoryState:
        """What Undo and Redo would do now."""
        return HistoryState(undo=_last_step(self._done), redo=_last_step(self._undone))

    def steps(self) -> list[Step]:
        """All that Undo would take back, oldest first."""
        return _steps(self._done)

    def undone(self) -> list[Step]:
        """All that Redo would bring back, the next first."""
        return _steps(self._undone)[::-1]


def _steps(entries: list[tuple[int, LogEntry]]) -> list[Step]:
    return [Step(tuple(entry for _, entry in group)) for _, group in groupby(entries, key=itemgetter(0))]


def _last_step(entries: list[tuple[int, LogEntry]]) -> Step | None:
    if not entries:
        return None
    begun = entries[-1][0]
    last = [entry for _, entry in takewhile(lambda each: each[0] == begun, reversed(entries))]
    return Step(tuple(reversed(last)))


def _goes_on(last: LogEntry, entry: LogEntry) -> bool:
    """True if the entry moves on what the last one moved. An undo or redo in between ends a step."""
    moved = _moved(last)
    return (
        entry.edit_name == MoveBoundary.name
        and moved is not None
        and moved == _moved(entry)
        and last.undoes is None
        and last.seq + 1 == entry.seq
        and timedelta() <= entry.at - last.at <= SAME_MOVE
    )


def _moved(entry: LogEntry) -> MentionId | None:
    """The one mention whose extent the entry moved; None if it did anything else."""
    touched = entry.change.mentions()
    is_move = entry.edit_name in (MoveBoundary.name, EXTENT_CORRECTED)
    return touched[0].id if is_move and len(touched) == 1 else None
