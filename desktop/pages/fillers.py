"""Which mentions may fill a role, in the order an annotator would try them. Values only."""

from collections.abc import Sequence

from annotations.editing.cascade import allows
from annotations.model.annotation_set import AnnotationSet
from annotations.model.mention import EventMention, Mention
from annotations.model.schema import Label, Role
from annotations.model.suggestion import Suggestion

MOST = 40
NEAR = 1_500  # code points


def free_roles(event: EventMention, label: Label) -> list[Role]:
    """The roles of the type that nothing fills yet, in order."""
    filled = {argument.role for argument in event.arguments}
    return [role for role in label.roles if role.name not in filled]


def without(event: EventMention, role: Role, target: str | None) -> EventMention:
    """The event with that role emptied, or with one filler taken out of it."""
    kept = (each for each in event.arguments if each.role != role.name or target not in (None, each.target))
    return event.with_arguments(tuple(kept))


def nearby(
    event: EventMention, annotation_set: AnnotationSet, pending: Sequence[Suggestion]
) -> list[tuple[Mention, bool]]:
    """Mentions and undecided suggestions near the trigger, nearest first; True marks what is only suggested.

    Those within 1,500 code points, or all where there are none: in a very long article nobody fills a role from afar.
    """
    found: list[tuple[Mention, bool]] = [(mention, False) for mention in annotation_set.mentions.values()]
    found += [(suggestion.mention, True) for suggestion in pending]
    start = event.span.start
    near = [pair for pair in found if -NEAR < pair[0].span.start - start < NEAR and pair[0].id != event.id]
    if not near:
        near = [pair for pair in found if pair[0].id != event.id]
    return sorted(near, key=lambda pair: (_distance(event, pair[0]), pair[0].id))


def fillers_for(event: EventMention, role: Role, near: Sequence[tuple[Mention, bool]]) -> list[tuple[Mention, bool]]:
    """Those of `nearby` that the role allows and that do not fill it yet, the likeliest first, at most 40."""
    taken = {argument.target for argument in event.arguments if argument.role == role.name}
    fitting = [pair for pair in near if pair[0].id not in taken and allows(role, pair[0])]
    used = {argument.target for argument in event.arguments}
    # What fills another role already is a poor guess, and so is an event where a name would do.
    fitting.sort(key=lambda pair: (pair[0].id in used, isinstance(pair[0], EventMention)))
    return fitting[:MOST]


def _distance(event: EventMention, mention: Mention) -> int:
    if mention.span.start >= event.span.end:
        return mention.span.start - event.span.end
    return max(0, event.span.start - mention.span.end)
