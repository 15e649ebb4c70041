"""The keys of every action as they are now: the table, and what the analyst made of it."""

import json
from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from desktop.actions import ACTIONS, BY_ID, ActionSpec, together
from desktop.settings import KEYS, Settings


class Unusable(StrEnum):
    """Why an action cannot have a key."""

    UNKNOWN = "unknown"
    CARET = "caret"
    FIELDS = "fields"
    LEAVES = "leaves"
    RECENT = "recent"


class KeyTaken(Exception):
    """A key means something else at the same time. `key` is in portable form, `specs` are what it means."""

    def __init__(self, key: str, specs: list[ActionSpec]) -> None:
        super().__init__(key)
        self.key = key
        self.specs = specs


_LEAVES = frozenset(("Esc", "Shift+Esc"))
_OF_FIELDS = frozenset(("Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A"))
_RECENT = frozenset(f"Ctrl+{number}" for number in range(1, 10))  # of the first screen, for its projects
_CARET = frozenset(
    f"{modifiers}{key}"
    for modifiers in ("", "Shift+", "Ctrl+", "Ctrl+Shift+")
    for key in ("Left", "Right", "Up", "Down", "Home", "End")
) | {f"{shift}{key}" for shift in ("", "Shift+") for key in ("PgUp", "PgDown")}


def unusable(id_: str, key: str) -> Unusable | None:
    """Why an action cannot have that key, or None. Those it has in the table it always can."""
    if key in BY_ID[id_].keys:
        return None
    sequence = QKeySequence(key)
    if sequence.count() != 1 or sequence.toString(QKeySequence.SequenceFormat.PortableText) != key:
        return Unusable.UNKNOWN
    if key in _LEAVES:
        return Unusable.LEAVES
    if key in _OF_FIELDS:
        return Unusable.FIELDS
    if key in _RECENT:
        return Unusable.RECENT
    return Unusable.CARET if key in _CARET else None


class KeyMap(QObject):
    """No key means two things at once: `rebind` refuses, unless it is told to take the key away there.

    What loses a key of the table to a change gets it back when that change is undone. Without settings the keys are
    those of the table and nothing is remembered.
    """

    changed = Signal()

    def __init__(self, settings: Settings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._changes: dict[str, tuple[str, ...]] = {}
        stored = {} if settings is None else _read(settings.get(KEYS))
        settled = _settle(stored)
        self._take({id_: settled[id_] for id_ in stored})

    def keys(self, id_: str) -> tuple[str, ...]:
        """The keys of an action in portable form, the one to learn first."""
        return self._keys[id_]

    def cap(self, id_: str) -> str:
        """The key to show for an action, in portable form; "" if it has none."""
        return next(iter(self._keys[id_]), "")

    def meanings(self, key: str) -> tuple[ActionSpec, ...]:
        """The actions that have a key, in the order of the table; never two of them are enabled at once."""
        return self._meanings.get(key, ())

    def is_changed(self, id_: str) -> bool:
        """True if the keys of an action are not those of the table."""
        return self._keys[id_] != BY_ID[id_].keys

    def clashes(self, id_: str, key: str) -> list[ActionSpec]:
        """The other actions that the key means while this one may be enabled."""
        spec = BY_ID[id_]
        return [other for other in self.meanings(key) if other is not spec and together(spec, other)]

    def rebind(self, id_: str, keys: Iterable[str], *, take: bool = False) -> None:
        """Give an action these keys in place of those it has. With `take` whoever has one of them loses it.

        Raises KeyTaken for a key that means something else at the same time, ValueError for one that cannot be used.
        """
        wanted = tuple(dict.fromkeys(keys))
        changes = dict(self._changes)
        for key in wanted:
            why = unusable(id_, key)
            if why is not None:
                raise ValueError(f"{key}: {why}")
            others = self.clashes(id_, key)
            if others and not take:
                raise KeyTaken(key, others)
            for other in (other for other in others if other.id in changes):
                changes[other.id] = tuple(each for each in changes[other.id] if each != key)
        changes[id_] = wanted
        self._take(changes)
        self._remember()

    def reset(self, id_: str, *, take: bool = False) -> None:
        """Give an action the keys of the table again. Raises KeyTaken as `rebind` does."""
        self.rebind(id_, BY_ID[id_].keys, take=take)

    def reset_all(self) -> None:
        """Give every action the keys of the table again."""
        self._take({})
        self._remember()

    def _take(self, changes: dict[str, tuple[str, ...]]) -> None:
        self._changes = {id_: keys for id_, keys in changes.items() if keys != BY_ID[id_].keys}
        self._keys = _settle(self._changes)
        self._meanings: dict[str, tuple[ActionSpec, ...]] = {}
        for spec in ACTIONS:
            for key in self._keys[spec.id]:
                self._meanings[key] = (*self.meanings(key), spec)

    def _remember(self) -> None:
        if self._settings is not None:
            self._settings.set(KEYS, json.dumps(self._changes) if self._changes else "")
        self.changed.emit()


def _settle(changes: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The keys of all actions when some are changed. A changed one keeps a key before one that has it by the table."""
    placed: dict[str, list[ActionSpec]] = {}
    out = {}
    for spec in sorted(ACTIONS, key=lambda spec: spec.id not in changes):
        wanted = changes.get(spec.id, spec.keys)
        free = [key for key in wanted if not any(together(spec, other) for other in placed.get(key, ()))]
        for key in free:
            placed.setdefault(key, []).append(spec)
        out[spec.id] = tuple(free)
    return out


def _read(stored: str) -> dict[str, tuple[str, ...]]:
    """What was remembered; rows that this version cannot use are left out."""
    try:
        rows = json.loads(stored or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(rows, dict):
        return {}
    return {id_: tuple(dict.fromkeys(keys)) for id_, keys in rows.items() if id_ in BY_ID and _usable(id_, keys)}


def _usable(id_: str, keys: object) -> bool:
    return isinstance(keys, list) and all(isinstance(key, str) and unusable(id_, key) is None for key in keys)
