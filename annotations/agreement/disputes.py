"""Disputes: the places of an article at which those who finished it differ, and how far each of them is settled."""

import hashlib
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from annotations.model.ids import ArticleId
from annotations.model.mark import Mark, Subject
from annotations.model.ruling import Ruling

Version = tuple[Mark, ...]
Extent = tuple[int, int]


class State(StrEnum):
    """How far a dispute is. A ruled one is open again once somebody's version of it has changed."""

    OPEN = "open"
    DEFERRED = "deferred"
    SETTLED = "settled"


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """One place at which annotators differ, or at which something stands that nobody has any more.

    `start` to before `end` (code points) is what all versions cover; `words` are those of the longest version, on one
    line. `versions` has what each annotator who finished the article has there, in order of name: () is nothing.
    `trigger` is that of the event of an argument, in the adjudicated set. `ruling` is the one that stands, or that
    stood before `changed`: before somebody's version changed.
    """

    article: ArticleId
    subject: Subject
    start: int
    end: int
    words: str
    versions: Mapping[str, Version] = field(hash=False)
    trigger: Mark | None = None
    state: State = State.OPEN
    changed: bool = False
    ruling: Ruling | None = None

    @cached_property
    def key(self) -> str:
        """The same as long as the place and everybody's version of it are."""
        place = (self.article, self.subject.value, self.trigger and tuple(self.trigger), self.start, self.end)
        versions = [(name, [tuple(mark) for mark in marks]) for name, marks in self.versions.items()]
        return "d" + hashlib.sha256(repr((place, versions)).encode()).hexdigest()[:16]

    @cached_property
    def contents(self) -> tuple[tuple[Version, tuple[str, ...]], ...]:
        """Each distinct version with those who have it, the most frequent first."""
        names: dict[Version, list[str]] = {}
        for name, version in self.versions.items():
            names.setdefault(version, []).append(name)
        ordered = sorted(names.items(), key=lambda each: (-len(each[1]), each[1]))
        return tuple((version, tuple(those)) for version, those in ordered)

    @property
    def group(self) -> tuple[Subject, str]:
        """What is the same of all disputes about the same words."""
        return self.subject, self.words

    @cached_property
    def alike(self) -> Hashable:
        """What is the same of all disputes that can be ruled the same way: the words, and how they can be read."""
        kind_of_event = self.trigger.label if self.trigger is not None else ""
        versions = frozenset(self.relative(version) for version in self.versions.values())
        return self.group, kind_of_event, self.end - self.start, versions

    def relative(self, version: Iterable[Mark]) -> Version:
        """A version counted from where the place starts."""
        return tuple(Mark(mark.start - self.start, mark.end - self.start, mark.label) for mark in version)

    @property
    def is_settled(self) -> bool:
        """True if nothing is left to rule."""
        return self.state is State.SETTLED

    def marks(self) -> set[Mark]:
        """All that anybody has there."""
        return {mark for version in self.versions.values() for mark in version}


def overlap(one: Mark | Extent, other: Mark | Extent) -> bool:
    """True if the two share a code point."""
    return one[0] < other[1] and other[0] < one[1]


def connected(marks: Iterable[Mark]) -> list[list[Mark]]:
    """Marks that overlap, or are joined by others that do, together; all in text order."""
    found: list[list[Mark]] = []
    reach = 0
    for mark in sorted(marks):
        if found and mark.start < reach:
            found[-1].append(mark)
        else:
            found.append([mark])
        reach = max(reach, mark.end)
    return found


def extent(marks: Iterable[Mark]) -> Extent:
    """From where the first of the marks starts to where the last ends."""
    each = list(marks)
    return min(mark.start for mark in each), max(mark.end for mark in each)


def words_of(versions: Iterable[Version], text: str) -> str:
    """The words of the longest version on one line; of as long ones, of the first in the text."""
    start, end = min((extent(version) for version in versions if version), key=lambda each: (each[0] - each[1], each))
    return " ".join(text[start:end].split())
