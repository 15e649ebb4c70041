"""Labels of which some are kept and some get another name: in sets, and in the schema."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from annotations.model.ids import MentionId
from annotations.model.mention import Argument, EventMention, Mention, reading_order
from annotations.model.schema import AttributeType, Label, Role, Schema
from exporters.voting import claim_of


def schema_with(schema: Schema, kept: Collection[str], names: Mapping[str, str]) -> Schema:
    """The schema of what is written: the labels in `kept` (all when it is empty) under their new names.

    Labels that get one name are one: what is said of a label is that of the one that had the name before, else of the
    first; roles, fillers and attributes are those of all. A role that nothing could fill any more goes.
    """
    found: dict[tuple[str, str], list[Label]] = {}
    for label in schema.labels:
        if not kept or label.code in kept:
            found.setdefault((label.kind.value, names.get(label.code, label.code)), []).append(label)
    return replace(schema, labels=tuple(_joined(code, some, kept, names) for (_kind, code), some in found.items()))


def _joined(code: str, some: Sequence[Label], kept: Collection[str], names: Mapping[str, str]) -> Label:
    speaks = next((each for each in some if each.code == code), some[0])
    roles: dict[str, Role] = {}
    attributes: dict[str, AttributeType] = {}
    for label in some:
        for role in _fillable(label.roles, kept, names):
            roles[role.name] = _either(roles[role.name], role) if role.name in roles else role
        for kind in label.attributes:
            known = attributes.setdefault(kind.name, kind)
            attributes[kind.name] = replace(known, values=_all(known.values, kind.values))
    return replace(
        speaks,
        code=code,
        active=any(label.active for label in some),
        roles=tuple(roles.values()),
        attributes=tuple(attributes.values()),
    )


def _fillable(roles: Iterable[Role], kept: Collection[str], names: Mapping[str, str]) -> Iterable[Role]:
    for role in roles:
        fillers = tuple(dict.fromkeys(names.get(each, each) for each in role.fillers if not kept or each in kept))
        if fillers or not role.fillers:
            yield replace(role, fillers=fillers)


def _either(one: Role, other: Role) -> Role:
    """A role that takes what either takes. Without fillers it takes any."""
    fillers = _all(one.fillers, other.fillers) if one.fillers and other.fillers else ()
    return replace(one, fillers=fillers, required=one.required and other.required)


def _all(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def renamed(mentions: Iterable[Mention], names: Mapping[str, str]) -> list[Mention]:
    """The mentions under their new labels."""
    return [replace(each, label=names[each.label]) if each.label in names else each for each in mentions]


def without_twins(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions that say the same as one, with the arguments of all; the first in reading order stays as it is.

    Arguments that become the same are one; none is of an event itself.
    """
    stays: dict[object, Mention] = {}
    stands_for: dict[MentionId, MentionId] = {}
    in_order = sorted(mentions, key=reading_order)
    for mention in in_order:
        stands_for[mention.id] = stays.setdefault(claim_of(mention), mention).id
    arguments: dict[MentionId, dict[Argument, None]] = {}
    for mention in in_order:
        if isinstance(mention, EventMention):
            event = stands_for[mention.id]
            found = [Argument(each.role, stands_for[each.target]) for each in mention.arguments]
            arguments.setdefault(event, {}).update({each: None for each in found if each.target != event})
    return [
        each.with_arguments(tuple(arguments[each.id])) if isinstance(each, EventMention) else each
        for each in stays.values()
    ]


def closed(mentions: Sequence[Mention]) -> tuple[list[Mention], list[tuple[EventMention, Argument]]]:
    """The mentions, their events with those arguments whose fillers are among them; and the other arguments."""
    ids = {mention.id for mention in mentions}
    kept: list[Mention] = []
    dropped: list[tuple[EventMention, Argument]] = []
    for mention in mentions:
        if isinstance(mention, EventMention) and any(each.target not in ids for each in mention.arguments):
            dropped += [(mention, each) for each in mention.arguments if each.target not in ids]
            mention = mention.with_arguments(tuple(each for each in mention.arguments if each.target in ids))
        kept.append(mention)
    return kept, dropped
