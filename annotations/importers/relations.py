"""Spans and relations of other tools, made mentions, events and arguments.

Such tools have one kind of span. What a relation starts from is taken for an event, its label for the type and the name
of the relation for the role; spans with that label are events all through the file. Names of people, places and other
well known entities stay what they are, and relations between them are left out and counted.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from annotations.importers.fields import Refused
from annotations.importers.offsets import Offsets
from annotations.model.mention import Kind
from annotations.model.span import Span
from annotations.model.starters import starter, starter_names
from annotations.model.wire import Json

# What is done to a record, as counted in import reports.
TRIMMED = "mention trimmed of blanks"
SAID_TWICE = "mention or relation said twice"
BETWEEN_ENTITIES = "relation between entities left out"
TO_ITSELF = "relation of a mention to itself left out"

# Names of entity labels in common use that no schema of ours has.
_OTHER_ENTITIES = ("PER", "LOC", "MISC")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSpan:
    """A span of a record in incoming code points. `key` is what relations call it, `place` where in the record it
    stands, `details` what is said of it beside."""

    key: Hashable
    place: str
    start: int
    end: int
    label: str
    details: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation between two spans of a record, named by their keys."""

    place: str
    head: Hashable
    child: Hashable
    role: str


class Kinds:
    """Which labels of a file are event types, learned from all its records before any is taken."""

    def __init__(self) -> None:
        self._heads: set[str] = set()
        self._said: dict[str, Kind] = {}

    def learn(self, spans: Iterable[LabelledSpan], links: Iterable[Link]) -> None:
        """Take note of a record."""
        labels = {span.key: span.label for span in spans}
        self._heads |= {labels[link.head] for link in links if link.head in labels}

    def learn_said(self, rows: Iterable[Json]) -> None:
        """Take note of mentions whose kind is said beside. A label of both kinds is an event type."""
        for row in rows:
            if row["kind"] == Kind.EVENT or row["label"] not in self._said:
                self._said[row["label"]] = Kind.EVENT if row["kind"] == Kind.EVENT else Kind.ENTITY

    def of(self, label: str) -> Kind:
        """The kind of a span with that label."""
        if label in self._said:
            return self._said[label]
        return Kind.EVENT if label in self._heads and label.upper() not in _entities() else Kind.ENTITY


@lru_cache(maxsize=1)
def _entities() -> frozenset[str]:
    labels = [label for name in starter_names() for label in starter(name).labels]
    types = {label.code for label in labels if label.kind is Kind.EVENT}
    return frozenset((*(label.code for label in labels), *_OTHER_ENTITIES)) - types


@dataclass(frozen=True, slots=True)
class Resolved:
    """Mentions and arguments in the shape of the native format, with offsets of the fixed text."""

    mentions: list[Json]
    arguments: list[Json]
    changes: Counter[str]


IdFor = Callable[[str, int, int, str], str]


def mention_id_for(kind: str, start: int, end: int, label: str) -> str:
    """The same claim about the same text gets the same id, whenever it is read."""
    return "m" + hashlib.sha256(f"{kind}\n{start}\n{end}\n{label}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Resolver:
    """What spans are resolved with: the fixed text, the way there, and what is known of the labels of the file."""

    text: str
    offsets: Offsets
    kinds: Kinds


def resolve(
    spans: Sequence[LabelledSpan], links: Iterable[Link], by: Resolver, id_for: IdFor = mention_id_for
) -> Resolved:
    """Make mentions of the spans of one set. Raises Refused where a span leaves the text or holds nothing."""
    out = Resolved([], [], Counter())
    row_of: dict[Hashable, Json] = {}
    rows: dict[tuple[object, ...], Json] = {}
    for span in spans:
        row = _row(span, by, id_for, out.changes)
        claim = (row["kind"], row["start"], row["end"], row["label"], str(row.get("parts")))
        out.changes[SAID_TWICE] += claim in rows
        row_of[span.key] = rows.setdefault(claim, row)
    out.mentions.extend(rows.values())
    seen: set[tuple[str, str, str]] = set()
    for link in links:
        event, filler = _end(link, link.head, row_of), _end(link, link.child, row_of)
        argument = event["id"], link.role, filler["id"]
        why = _objection(event, filler, argument in seen)
        if why:
            out.changes[why] += 1
        else:
            seen.add(argument)
            out.arguments.append({"event": event["id"], "role": link.role, "target": filler["id"]})
    return out


def _end(link: Link, key: Hashable, row_of: dict[Hashable, Json]) -> Json:
    if key not in row_of:
        raise Refused(f"{link.place}: there is no span {key}")
    return row_of[key]


def _objection(event: Json, filler: Json, repeated: bool) -> str:
    if event["kind"] != Kind.EVENT:
        return BETWEEN_ENTITIES
    if event["id"] == filler["id"]:
        return TO_ITSELF
    return SAID_TWICE if repeated else ""


def _row(span: LabelledSpan, by: Resolver, id_for: IdFor, changes: Counter[str]) -> Json:
    try:
        given = by.offsets.within(span.start, span.end)
    except Refused as error:
        raise Refused(f"{span.place}: {error}") from error
    surface = given.of(by.text)
    if not surface.strip():
        raise Refused(f"{span.place}: {span.start}..{span.end} holds nothing but blanks")
    start = given.start + len(surface) - len(surface.lstrip())
    place = Span(start, start + len(surface.strip()))
    changes[TRIMMED] += place != given
    kind = span.details.get("kind") or by.kinds.of(span.label).value
    id_ = span.details.get("id") or id_for(kind, place.start, place.end, span.label)
    return {
        **span.details,
        "id": id_,
        "kind": kind,
        "start": place.start,
        "end": place.end,
        "label": span.label,
    }
