"""What becomes of the labels of files whose labels are not those of the project."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from annotations.importers.base import ImportedArticle, ImportedSet, Record
from annotations.model.annotation_set import Decision
from annotations.model.ids import MentionId, SuggestionId
from annotations.model.mention import Argument, EntityMention, EventMention, Kind, Mention, reading_order
from annotations.model.project import Rejected
from annotations.model.suggestion import Suggestion

# What is done to a record, as counted in import reports.
MERGED = "mention or role that is another one under the label it was given"


@dataclass(frozen=True, slots=True)
class LabelName:
    """An entity label or an event type; a code may be of both."""

    kind: Kind
    code: str


@dataclass(frozen=True, slots=True)
class RoleName:
    """A role of an event type."""

    event_type: str
    role: str

    def __str__(self) -> str:
        return f"{self.event_type}/{self.role}"


class Otherwise(StrEnum):
    """What becomes of a label or role that is made no other one."""

    LEFT_OUT = "left out"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Additions:
    """Labels, and roles of event types, that a schema is to have as well."""

    labels: tuple[LabelName, ...] = ()
    roles: tuple[RoleName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelMap:
    """What becomes of labels and roles, by what they are called in the files: another one, or otherwise.

    Those not named here stay what they are. An event that becomes an entity has no arguments, and an entity that
    becomes an event none yet. A role is that of the event type which its own becomes.
    """

    labels: Mapping[LabelName, LabelName | Otherwise] = field(default_factory=dict)
    roles: Mapping[RoleName, str | Otherwise] = field(default_factory=dict)

    @property
    def additions(self) -> Additions:
        """What the schema must be extended by before records can be taken that went through this map."""
        labels = [name for name, choice in self.labels.items() if choice is Otherwise.ADDED]
        roles = [
            RoleName(becomes.code, role.role)
            for role, choice in self.roles.items()
            if choice is Otherwise.ADDED and (becomes := self.event_type(role.event_type)) is not None
        ]
        return Additions(tuple(labels), tuple(dict.fromkeys(roles)))

    def event_type(self, code: str) -> LabelName | None:
        """The event type that one of the files becomes, None if it becomes none."""
        becomes = self.becomes(LabelName(Kind.EVENT, code))
        return becomes if becomes is not None and becomes.kind is Kind.EVENT else None

    def becomes(self, name: LabelName) -> LabelName | None:
        """The label that one of the files becomes, which may be itself; None if it is left out."""
        choice = self.labels.get(name, name)
        if choice is Otherwise.LEFT_OUT:
            return None
        return name if choice is Otherwise.ADDED else choice


def apply(record: Record, label_map: LabelMap) -> Record:
    """The record with the labels that the map gives, and with counts of what it did.

    What is left out takes along the arguments that it fills, and the decisions that led to it. Of mentions that become
    the same the first stays, with the arguments of all.
    """
    if isinstance(record, Rejected) or not _concerns(label_map, record):
        return record
    mapping = _Mapping(label_map)
    offered = mapping.mentions((each.run.id, each.mention) for each in record.suggestions)
    suggestions = tuple(_suggestions(record.suggestions, offered))
    sets = tuple(_set(each, mapping, offered) for each in record.sets)
    changes = Counter(record.changes) + Counter({MERGED: mapping.merged})
    return replace(
        record,
        sets=sets,
        suggestions=suggestions,
        changes=dict(changes),
        mapped=dict(mapping.mapped),
        dropped=dict(mapping.dropped),
    )


def _concerns(label_map: LabelMap, record: ImportedArticle) -> bool:
    said = [mention for each in record.sets for mention in each.mentions]
    for mention in (*said, *(each.mention for each in record.suggestions)):
        if LabelName(mention.kind, mention.label) in label_map.labels:
            return True
        if isinstance(mention, EventMention):
            roles = (RoleName(mention.label, argument.role) for argument in mention.arguments)
            if any(role in label_map.roles for role in roles):
                return True
    return False


@dataclass(frozen=True, slots=True)
class _Mapped:
    """Mentions after mapping by their ids, and which of them each of those before became (None: it was left out)."""

    mentions: dict[MentionId, Mention]
    became: dict[MentionId, MentionId | None]

    def in_order(self) -> tuple[Mention, ...]:
        return tuple(sorted(self.mentions.values(), key=reading_order))


def _suggestions(before: Iterable[Suggestion], mapped: _Mapped) -> Iterator[Suggestion]:
    for each in before:
        mention = mapped.mentions.get(each.mention.id)
        if mention is not None:
            yield replace(each, mention=mention)


def _set(before: ImportedSet, mapping: "_Mapping", offered: _Mapped) -> ImportedSet:
    mapped = mapping.mentions((None, mention) for mention in before.mentions)
    named = {mention.cluster for mention in mapped.mentions.values()}
    return replace(
        before,
        mentions=mapped.in_order(),
        decisions=_decisions(before.decisions, mapped, offered),
        clusters=tuple(cluster for cluster in before.clusters if cluster.id in named),
    )


def _decisions(
    before: Mapping[SuggestionId, Decision], mapped: _Mapped, offered: _Mapped
) -> dict[SuggestionId, Decision]:
    decisions: dict[SuggestionId, Decision] = {}
    for suggestion, decision in before.items():
        mention = mapped.became.get(decision.mention, decision.mention) if decision.mention is not None else None
        about = offered.became.get(MentionId(suggestion), MentionId(suggestion))
        if mention is None and (decision.mention is not None or about is None):
            continue
        # A mention that was corrected to a label that stays keeps what is said of the suggestion, which is gone.
        decisions.setdefault(SuggestionId(about or suggestion), replace(decision, mention=mention))
    return decisions


class _Mapping:
    """The mapping of one record: what the map says, and what came of it so far."""

    def __init__(self, label_map: LabelMap) -> None:
        self._map = label_map
        self.mapped = Counter[str]()
        self.dropped = Counter[str]()
        self.merged = 0

    def mentions(self, given: Iterable[tuple[Hashable, Mention]]) -> _Mapped:
        """Mentions that may be the arguments of one another. Only those of the same group can become one."""
        before = list(given)
        out = _Mapped({}, {})
        first: dict[tuple[Any, ...], MentionId] = {}
        for group, mention in before:
            relabelled = self._relabelled(mention)
            if relabelled is None:
                out.became[mention.id] = None
                continue
            claim = (group, relabelled.kind, relabelled.span, relabelled.parts, relabelled.label)
            kept = first.setdefault(claim, mention.id)
            out.became[mention.id] = kept
            out.mentions[kept] = relabelled if kept == mention.id else _merged(out.mentions[kept], relabelled)
            self.merged += kept != mention.id
        arguments = self._arguments([mention for _group, mention in before], out)
        for id_, filled in arguments.items():
            event = out.mentions[id_]
            assert isinstance(event, EventMention)
            out.mentions[id_] = event.with_arguments(tuple(filled))
        return out

    def _relabelled(self, mention: Mention) -> Mention | None:
        """The mention under its new label, if it is an event without arguments yet; None if it is left out."""
        name = LabelName(mention.kind, mention.label)
        becomes = self._map.becomes(name)
        if becomes is None:
            self.dropped[mention.label] += 1
            return None
        if becomes != name:
            said = f"{name.code} → {becomes.code}"
            self.mapped[said if becomes.kind is name.kind else f"{said} ({becomes.kind})"] += 1
        made = EntityMention if becomes.kind is Kind.ENTITY else EventMention
        return made(
            id=mention.id,
            span=mention.span,
            label=becomes.code,
            parts=mention.parts,
            attributes=mention.attributes,
            cluster=mention.cluster,
            note=mention.note,
            unsure=mention.unsure,
            origin=mention.origin,
        )

    def _arguments(self, before: Sequence[Mention], out: _Mapped) -> dict[MentionId, dict[Argument, None]]:
        filled: dict[MentionId, dict[Argument, None]] = {}
        for event in before:
            kept = out.became[event.id]
            if not isinstance(event, EventMention):
                continue
            for argument in event.arguments:
                role, target = self._role(event.label, argument.role), out.became.get(argument.target)
                if kept is None or role is None or target is None or target == kept:
                    self.dropped[str(RoleName(event.label, argument.role))] += 1
                    continue
                if role != argument.role:
                    self.mapped[f"{RoleName(event.label, argument.role)} → {role}"] += 1
                of_event = filled.setdefault(kept, {})
                self.merged += Argument(role, target) in of_event
                of_event[Argument(role, target)] = None
        return filled

    def _role(self, event_type: str, role: str) -> str | None:
        """What a role becomes; None if it is left out, or its event no event any more."""
        choice = self._map.roles.get(RoleName(event_type, role), role)
        if choice is Otherwise.LEFT_OUT or self._map.event_type(event_type) is None:
            return None
        return role if choice is Otherwise.ADDED else choice


def _merged(first: Mention, other: Mention) -> Mention:
    """The first with what the other says beyond it."""
    notes = dict.fromkeys(note for note in (first.note, other.note) if note)
    return replace(
        first,
        attributes=tuple(sorted({**dict(other.attributes), **dict(first.attributes)}.items())),
        cluster=first.cluster or other.cluster,
        note="; ".join(notes),
        unsure=first.unsure and other.unsure,
    )
