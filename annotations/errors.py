"""What callers may catch. Each error carries fields; sentences for people are made in `desktop.messages`."""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any


class SpandeskError(Exception):
    """Root of everything the world, and not the program, can do wrong. Crosses process borders whole."""

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions pickle by their positional arguments, of which one built with keywords has none.
        values = tuple(getattr(self, field.name) for field in fields(self)) if is_dataclass(self) else self.args
        return type(self), values


@dataclass
class EditRefused(SpandeskError):
    """The edit would break a rule of the schema or of the set; nothing was changed.

    `reason` is a short code (a row of `desktop.messages`), `detail` the words it needs.
    """

    reason: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}" if self.detail else self.reason


@dataclass
class BadInput(SpandeskError):
    """A file that cannot be taken as it is. `line` is 1-based, or None when the whole file is meant."""

    file: str
    line: int | None
    why: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.why}" if self.line is not None else f"{self.file}: {self.why}"


@dataclass
class StoreUnavailable(SpandeskError):
    """The project cannot be read or written now (disk full, no permission, server gone, not a project)."""

    location: str
    why: str

    def __str__(self) -> str:
        return f"{self.location}: {self.why}"


@dataclass
class ProjectLocked(StoreUnavailable):
    """Another running Spandesk holds the project for writing. It may still be opened read-only."""


@dataclass
class StoreTooNew(StoreUnavailable):
    """The project was written by a newer Spandesk. Nothing was touched."""


@dataclass
class StaleSet(SpandeskError):
    """Somebody else wrote to this set: `expected` was the last sequence number known here, `found` the stored one.

    Where somebody else ruled without changing the adjudicated set, they are numbers of rulings.
    """

    set_id: str
    expected: int
    found: int

    def __str__(self) -> str:
        return f"set {self.set_id}: expected entry {self.expected}, found {self.found}"


@dataclass
class StaleSchema(SpandeskError):
    """The schema was changed by somebody else: what was to follow version `expected` came when `found` stood."""

    expected: int
    found: int

    def __str__(self) -> str:
        return f"schema: expected version {self.expected}, found {self.found}"


@dataclass
class LabelRefused(SpandeskError):
    """The schema cannot take a label or role of that name."""

    name: str
    why: str

    def __str__(self) -> str:
        return f"{self.name}: {self.why}"


@dataclass
class FormatBroken(SpandeskError):
    """The program of somebody else that reads or writes a format cannot be used; `why` is what it said."""

    format_id: str
    why: str

    def __str__(self) -> str:
        return f"format {self.format_id}: {self.why}"


@dataclass
class SetUnclear(SpandeskError):
    """Whose annotations are meant cannot be told; `choices` are those there are.

    `missing` names the set that was asked for, where it is not there.
    """

    why: str
    choices: tuple[str, ...]
    missing: str = ""

    def __str__(self) -> str:
        return f"{self.why}: choose one of {', '.join(self.choices)}" if self.choices else self.why


@dataclass
class ProjectChanged(SpandeskError):
    """What was to be written is not what was looked at before: `article_id` came or was finished meanwhile."""

    article_id: str

    def __str__(self) -> str:
        return "the project was changed meanwhile, and nothing was written: try again"


@dataclass
class PipelineChanged(SpandeskError):
    """The files of a pipeline are not those that were trusted, so none of its code was run."""

    name: str

    def __str__(self) -> str:
        return f"pipeline {self.name}: its files changed since it was trusted"


@dataclass
class PipelineBroken(SpandeskError):
    """A pipeline of the user's own cannot be read or fails at its work; `why` is what it said."""

    name: str
    why: str

    def __str__(self) -> str:
        return f"pipeline {self.name}: {self.why}"


class Cancelled(SpandeskError):
    """Long work was stopped by the person who asked for it; the last good state stands."""
