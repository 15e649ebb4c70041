"""From the lines of an .ann file to mentions and arguments in the shape of the native format."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotations.importers.brat_folder import Names
from annotations.importers.brat_lines import AboutLine, EventLine, RelationLine, SpanLine, Standoff
from annotations.importers.lines import Line
from annotations.model.mention import Kind
from annotations.model.span import Span
from annotations.model.standoff import ANY_BASE, SAME, UNSURE, joined
from annotations.model.wire import Json

# What is done to a file, as counted in import reports.
TRIMMED = "mention trimmed of blanks"
SAID_TWICE = "mention or relation said twice"
EVENTS_JOINED = "events of one type on one trigger made one"
RELATION_AS_ROLE = "relation of an event made a role of it"
RELATION_AS_EVENT = "relation between entities made an event on the first"
LEFT_OUT = "line about something other than a mention left out"

ROLE, ATTRIBUTE, VALUE = "role", "attribute", "value"
_YES = "true"  # the value of an attribute that has none


@dataclass
class Said:
    """What a file says: its mentions and arguments, with incoming offsets. `rows` finds a mention by its id in brat."""

    mentions: list[Line] = field(default_factory=list)
    arguments: list[Line] = field(default_factory=list)
    clusters: list[Json] = field(default_factory=list)
    changes: Counter[str] = field(default_factory=Counter)
    rows: dict[str, Json] = field(default_factory=dict)


def said(found: Standoff, text: str, path: Path, names: Names) -> Said:
    """Bring the lines together. `text` is the one their offsets count in. Raises BadInput with the line at fault."""
    reader = _Reader(found, text, path, names)
    reader.spans()
    reader.events()
    reader.relations()
    reader.about()
    reader.clusters()
    return reader.out


def fits(found: Standoff, text: str) -> bool:
    """True if what the file says of each span is what stands there in this text."""
    return all(_cut(span, text).split() == span.surface.split() for span in found.spans)


def _cut(span: SpanLine, text: str) -> str:
    return " ".join(text[start:end] for start, end in span.pairs)


class _Reader:
    def __init__(self, found: Standoff, text: str, path: Path, names: Names) -> None:
        self._found, self._text, self._path, self._names = found, text, path, names
        self._claims: dict[tuple[object, ...], Json] = {}
        self._spans = {span.id: span for span in found.spans}
        self._filled: dict[str, set[tuple[str, str]]] = {}
        self.out = Said()

    def _line(self, number: int, name: str, value: Json | None = None) -> Line:
        return Line(value or {}, self._path, number, name)

    def spans(self) -> None:
        """Entity mentions, and triggers that no event is on."""
        for id_, count in Counter(span.id for span in self._found.spans).items():
            if count > 1:
                self._line(self._spans[id_].line, id_).refuse("the id is used twice")
        triggers = {event.trigger for event in self._found.events}
        for span in self._found.spans:
            if span.id not in triggers:
                kind = Kind.EVENT if span.label in self._names.event_types else Kind.ENTITY
                self.out.rows[span.id] = self._mention(span, kind, span.label)

    def _mention(self, span: SpanLine, kind: Kind, label: str) -> Json:
        """The row of a mention; another with the same claim is the same mention."""
        line = self._line(span.line, span.id)
        pieces = self._pieces(span, line)
        claim = kind, pieces, label
        if claim in self._claims:
            self.out.changes[EVENTS_JOINED if kind is Kind.EVENT else SAID_TWICE] += 1
            return self._claims[claim]
        places = [[piece.start, piece.end] for piece in pieces]
        row: Json = {"kind": kind.value, "start": places[0][0], "end": places[-1][1]}
        row["label"] = self._names(kind.value, label)
        if len(places) > 1:
            row["parts"] = places
        row["id"] = "m" + hashlib.sha256(f"{kind}\n{places}\n{label}".encode()).hexdigest()[:16]
        self._claims[claim] = row
        self.out.mentions.append(self._line(span.line, span.id, row))
        return row

    def _pieces(self, span: SpanLine, line: Line) -> tuple[Span, ...]:
        """The fragments without blanks at their edges. Refuses what leaves the text or has other words in it."""
        kept = []
        for start, end in span.pairs:
            if not start < end <= len(self._text):
                line.refuse(f"{start}..{end} is empty or outside the text, which has {len(self._text)} characters")
            surface = self._text[start:end]
            if surface != surface.strip():
                self.out.changes[TRIMMED] += 1
            if surface.strip():
                kept.append(Span(start + len(surface) - len(surface.lstrip()), start + len(surface.rstrip())))
        cut = _cut(span, self._text)
        if cut.split() != span.surface.split():
            line.refuse(f"says {span.surface!r}, but {cut!r} stands there")
        if not kept:
            line.refuse("holds nothing but blanks")
        return joined(self._text, kept)

    def events(self) -> None:
        """Event mentions, then their arguments, which may be other events."""
        for event in self._found.events:
            trigger = self._spans.get(event.trigger)
            if trigger is None:
                self._line(event.line, event.id).refuse(f"there is no trigger {event.trigger}")
            if event.id in self.out.rows:
                self._line(event.line, event.id).refuse("the id is used twice")
            row = self._mention(trigger, Kind.EVENT, event.type)
            self.out.rows[event.id] = row
            # Some tools link to the trigger where the event is meant.
            self.out.rows.setdefault(event.trigger, row)
        for event in self._found.events:
            written = {role for role, _target in event.arguments}
            for role, target in event.arguments:
                self._argument(event, _without_number(role, written), target)

    def _argument(self, line: EventLine | RelationLine, role: str, target: str, event: str = "") -> None:
        row, filler = self._row(line, event or line.id), self._row(line, target)
        argument = self._names(ROLE, role), filler["id"]
        filled = self._filled.setdefault(row["id"], set())
        if argument in filled:
            self.out.changes[SAID_TWICE] += 1
            return
        filled.add(argument)
        value = {"event": row["id"], "role": argument[0], "target": argument[1]}
        self.out.arguments.append(self._line(line.line, line.id, value))

    def _row(self, line: EventLine | RelationLine, target: str) -> Json:
        if target not in self.out.rows:
            self._line(line.line, line.id).refuse(f"there is no {target}")
        return self.out.rows[target]

    def relations(self) -> None:
        """Relations of events become roles; those between entities an event on the first, with both as its roles."""
        for relation in self._found.relations:
            ends = [self._row(relation, target) for _part, target in (relation.first, relation.second)]
            kinds = [end["kind"] for end in ends]
            if Kind.EVENT in kinds:
                event, other = (relation.first, relation.second) if kinds[0] == Kind.EVENT else _turned(relation)
                self.out.changes[RELATION_AS_ROLE] += 1
                self._argument(relation, relation.type, other[1], event[1])
            else:
                self._event_of(relation)

    def _event_of(self, relation: RelationLine) -> None:
        first = self._spans[relation.first[1]]
        known = len(self.out.mentions)
        row = self._mention(first, Kind.EVENT, relation.type)
        self.out.rows[relation.id] = row
        self.out.changes[RELATION_AS_EVENT] += 1
        # Another relation of the same type from the same mention is another filler, and no news.
        self.out.changes[EVENTS_JOINED] -= known == len(self.out.mentions)
        for part, target in (relation.first, relation.second):
            self._argument(relation, part, target)

    def about(self) -> None:
        """Attributes and notes."""
        for attribute in self._found.attributes:
            row = self._target(attribute)
            if row is not None and attribute.name == UNSURE and not attribute.value:
                row["unsure"] = True
            elif row is not None:
                name = self._names(ATTRIBUTE, attribute.name)
                row.setdefault("attributes", {})[name] = self._names(VALUE, attribute.value or _YES)
        for note in self._found.notes:
            row = self._target(note)
            if row is not None and note.value:
                row["note"] = f"{row['note']}\n{note.value}" if "note" in row else note.value

    def _target(self, about: AboutLine) -> Json | None:
        row = self.out.rows.get(about.target)
        self.out.changes[LEFT_OUT] += row is None
        return row

    def clusters(self) -> None:
        """Mentions of the same thing, and what it is called in a knowledge base."""
        for _number, type_, ids in self._found.groups:
            rows = [self.out.rows[id_] for id_ in ids if id_ in self.out.rows]
            self.out.changes[LEFT_OUT] += type_ != SAME or len(rows) < len(ids)
            if type_ == SAME and rows:
                self._same(rows)
        named: dict[str, Json] = {}
        for reference in self._found.references:
            row = self._target(reference)
            if row is None:
                continue
            if "cluster" not in row:
                self._same([row])
            if row["cluster"] in named:
                self.out.changes[LEFT_OUT] += 1
                continue
            known = reference.name.removeprefix(ANY_BASE)
            named[row["cluster"]] = {"id": row["cluster"], "name": reference.value, "knowledge_base": known}
        self.out.clusters = list(named.values())

    def _same(self, rows: Sequence[Json]) -> None:
        """Put mentions into one cluster, with all that are in one with any of them."""
        clusters = {row["cluster"] for row in rows if "cluster" in row}
        members = [line.values for line in self.out.mentions if line.values.get("cluster") in clusters]
        id_ = "c" + str(rows[0]["id"])[1:]
        for row in (*rows, *(members if clusters else ())):
            row["cluster"] = id_


def _turned(relation: RelationLine) -> tuple[tuple[str, str], tuple[str, str]]:
    return relation.second, relation.first


def _without_number(role: str, written: Iterable[str]) -> str:
    """The role of which this is "another of the same": brat numbers all but the first."""
    base = role.rstrip("0123456789")
    return base if base and base in written else role
