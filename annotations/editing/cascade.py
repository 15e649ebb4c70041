"""What else must change with a mention: the roles it fills, the roles its new label does not know, its suggestion."""

from dataclasses import replace

from annotations.editing.draft import Draft
from annotations.model.annotation_set import Decision
from annotations.model.ids import MentionId
from annotations.model.mention import Argument, EventMention, Kind, Mention, Outcome
from annotations.model.schema import Role, Schema


def allows(role: Role, filler: Mention) -> bool:
    """True if the role may be filled by a mention of that label."""
    return not role.fillers or filler.label in role.fillers


def remove_from_roles(draft: Draft, gone: MentionId) -> None:
    """Empty every role the mention fills."""
    for event in _events(draft):
        kept = tuple(argument for argument in event.arguments if argument.target != gone)
        if kept != event.arguments:
            draft.put(event.with_arguments(kept))


def keep_allowed_roles(draft: Draft, schema: Schema, relabelled: Mention) -> None:
    """Clear the arguments that the mention's new label rules out, on both ends of the link."""
    if isinstance(relabelled, EventMention):
        draft.put(relabelled.with_arguments(_allowed_arguments(draft, schema, relabelled)))
    for event in _events(draft):
        if any(argument.target == relabelled.id for argument in event.arguments):
            draft.put(event.with_arguments(_allowed_arguments(draft, schema, event)))


def _allowed_arguments(draft: Draft, schema: Schema, event: EventMention) -> tuple[Argument, ...]:
    label = schema.label(event.label, Kind.EVENT)
    kept = []
    for argument in event.arguments:
        role, filler = label.role(argument.role) if label else None, draft.get(argument.target)
        if role is not None and filler is not None and allows(role, filler):
            kept.append(argument)
    return tuple(kept)


def settle_decisions(draft: Draft, mention: Mention) -> Mention:
    """A mention that stands for a suggestion and now differs from it is a correction; says so in both places."""
    decided = draft.decided_on(mention.id)
    for suggestion in decided:
        draft.decide(suggestion, Decision(Outcome.CORRECTED, mention.id))
    if mention.origin.suggestion not in decided:
        return mention
    return replace(mention, origin=replace(mention.origin, outcome=Outcome.CORRECTED))


def reject_decisions(draft: Draft, gone: MentionId) -> None:
    """Deleting what stands for a suggestion is saying that the suggestion was wrong."""
    for suggestion in draft.decided_on(gone):
        draft.decide(suggestion, Decision(Outcome.REJECTED))


def _events(draft: Draft) -> list[EventMention]:
    return [mention for mention in draft.mentions() if isinstance(mention, EventMention)]
