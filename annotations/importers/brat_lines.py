"""The lines of brat's .ann files, taken apart. What they mean is for `annotations.importers.brat`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotations.errors import BadInput

_ID = r"[^\s:]+"
_SPAN = re.compile(rf"(T{_ID})\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
_EVENT = re.compile(rf"(E{_ID})\t(\S+:{_ID}(?:\s+\S+:{_ID})*)\s*")
_RELATION = re.compile(rf"(R{_ID})\t(\S+) ([^\s:]+):({_ID}) ([^\s:]+):({_ID})\s*")
_ATTRIBUTE = re.compile(rf"[AM]{_ID}\t(?P<name>\S+) (?P<target>{_ID})(?: (?P<value>.*))?")
_NOTE = re.compile(rf"#\S*\t(?P<name>\S+) (?P<target>{_ID})(?:\t(?P<value>.*))?")
_REFERENCE = re.compile(rf"N{_ID}\t\S+ (?P<target>{_ID}) (?P<name>\S+?:\S+)(?:\t(?P<value>.*))?")
_GROUP = re.compile(rf"\*\t(\S+)((?: {_ID})+)\s*")

# Digits enough for any place in a text; int() refuses thousands of them.
_LONGEST_NUMBER = 12
_QUOTED = 60  # characters of a line that cannot be read


@dataclass(frozen=True, slots=True)
class SpanLine:
    """A labelled stretch of text, in one or more fragments; `surface` is what the file says that stands there."""

    line: int
    id: str
    label: str
    pairs: tuple[tuple[int, int], ...]
    surface: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event with its trigger and the roles, as written."""

    line: int
    id: str
    type: str
    trigger: str
    arguments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relation of two things, each by its part in it."""

    line: int
    id: str
    type: str
    first: tuple[str, str]
    second: tuple[str, str]


@dataclass(frozen=True, slots=True)
class AboutLine:
    """Something said of a thing: an attribute (name, value), a note (type, words), a reference (base:id, name)."""

    line: int
    target: str
    name: str
    value: str


@dataclass
class Standoff:
    """All lines of one file, in its order. `groups` are those of Equiv, each with the type."""

    spans: list[SpanLine] = field(default_factory=list)
    events: list[EventLine] = field(default_factory=list)
    relations: list[RelationLine] = field(default_factory=list)
    attributes: list[AboutLine] = field(default_factory=list)
    notes: list[AboutLine] = field(default_factory=list)
    references: list[AboutLine] = field(default_factory=list)
    groups: list[tuple[int, str, tuple[str, ...]]] = field(default_factory=list)


def standoff(text: str, path: Path) -> Standoff:
    """The content of an .ann file. Raises BadInput with the first line that is none of brat's."""
    found = Standoff()
    for number, line in _lines(text):
        take = _TAKERS.get(line[0])
        if take is None or not take(line, number, found):
            raise BadInput(str(path), number, f"not a line of brat's: {line[:_QUOTED]!r}")
    return found


def is_standoff(head: str) -> bool:
    """True if there are spans, and all lines but the last, which may be cut, are brat's."""
    found, lines = Standoff(), list(_lines(head))
    whole = lines if head.endswith("\n") else lines[:-1]
    return all(line[0] in _TAKERS and _TAKERS[line[0]](line, 0, found) for _number, line in whole) and bool(found.spans)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if line.strip():
            yield number, line.removesuffix("\r")


def _span(line: str, number: int, found: Standoff) -> bool:
    match = _SPAN.fullmatch(line)
    if match is None:
        return False
    id_, label, where, surface = match.groups()
    edges = [pair.split() for pair in where.split(";")]
    if any(len(edge) > _LONGEST_NUMBER for pair in edges for edge in pair):
        return False
    pairs = tuple((int(start), int(end)) for start, end in edges)
    found.spans.append(SpanLine(number, id_, label, pairs, surface))
    return True


def _event(line: str, number: int, found: Standoff) -> bool:
    match = _EVENT.fullmatch(line)
    if match is None:
        return False
    (type_, trigger), *arguments = (_divided(word) for word in match[2].split())
    found.events.append(EventLine(number, match[1], type_, trigger, tuple(arguments)))
    return True


def _divided(word: str) -> tuple[str, str]:
    name, _colon, id_ = word.rpartition(":")
    return name, id_


def _relation(line: str, number: int, found: Standoff) -> bool:
    match = _RELATION.fullmatch(line)
    if match is not None:
        id_, type_, *parts = match.groups()
        found.relations.append(RelationLine(number, id_, type_, (parts[0], parts[1]), (parts[2], parts[3])))
    return match is not None


def _attribute(line: str, number: int, found: Standoff) -> bool:
    match = _ATTRIBUTE.fullmatch(line)
    return match is not None and _about(found.attributes, number, match)


def _note(line: str, number: int, found: Standoff) -> bool:
    match = _NOTE.fullmatch(line)
    return match is not None and _about(found.notes, number, match)


def _reference(line: str, number: int, found: Standoff) -> bool:
    match = _REFERENCE.fullmatch(line)
    return match is not None and _about(found.references, number, match)


def _about(found: list[AboutLine], number: int, match: re.Match[str]) -> bool:
    found.append(AboutLine(number, match["target"], match["name"], (match["value"] or "").strip()))
    return True


def _group(line: str, number: int, found: Standoff) -> bool:
    match = _GROUP.fullmatch(line)
    if match is not None:
        found.groups.append((number, match[1], tuple(match[2].split())))
    return match is not None


_TAKERS: dict[str, Callable[[str, int, Standoff], bool]] = {
    "T": _span,
    "E": _event,
    "R": _relation,
    "A": _attribute,
    "M": _attribute,
    "#": _note,
    "N": _reference,
    "*": _group,
}
