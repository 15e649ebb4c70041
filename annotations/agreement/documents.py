"""Documents as agreement is measured on them: who finished each of them, and what they marked there. Pure values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations
from typing import NamedTuple

from annotations.model.mark import Mark


class ArgumentMark(NamedTuple):
    """What fills a role of an event: code points `start` to before `end`."""

    start: int
    end: int
    role: str


class EventMark(NamedTuple):
    """An event: where its trigger is, in code points, its type, and who and what took part."""

    start: int
    end: int
    type: str
    arguments: frozenset[ArgumentMark] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document by `id`. `marks` and `events` are by annotator.

    An annotator who has not finished the document is absent from both; one who finished it and marked nothing has an
    empty set. `length` is in code points, `units` are the code points each token covers, in order; without tokens
    (None) each code point is a unit.
    """

    id: str
    length: int
    marks: Mapping[str, frozenset[Mark]] = field(default_factory=dict)
    events: Mapping[str, frozenset[EventMark]] = field(default_factory=dict)
    units: tuple[tuple[int, int], ...] | None = None

    def annotators(self) -> frozenset[str]:
        """Who finished it."""
        return frozenset(self.marks) | frozenset(self.events)


class Finished(NamedTuple):
    """When an annotator finished a document (UTC), and under which version of the schema."""

    at: datetime
    schema_version: int


Pair = tuple[str, str]


def annotators(documents: Iterable[Document]) -> tuple[str, ...]:
    """Everyone who finished one of the documents, by name."""
    return tuple(sorted({name for document in documents for name in document.annotators()}))


def pairs(names: Iterable[str]) -> tuple[Pair, ...]:
    """Every two of the names once, in order."""
    return tuple(combinations(sorted(names), 2))
