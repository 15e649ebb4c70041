"""Which mentions may fill a role, in the order an annotator would try them. Values only."""

from collections.abc import Sequence

from annotations.editing.cascade import allows
from annotations.model.annotation_set import AnnotationSet
from annotations.model.mention import EventMention, Mention
from annotations.model.schema import Label, Role
from annotations.model.suggestion import Suggestion

MOST = 40


def free_roles(event: EventMention, label: Label) -> list[Role]:
    """The roles of the type that nothing fills yet, in order."""
    filled = {argument.role for argument in event.arguments}
    return [role for role in label.roles if role.name not in filled]


def fillers_for(
    event: EventMention, role: Role, annotation_set: AnnotationSet, pending: Sequence[Suggestion]
) -> list[tuple[Mention, bool]]:
    """Mentions and undecided suggestions the role allows, nearest to the trigger first, at most 40.

    True marks what is only suggested. Left out: the event itself and what fills the role already.
    """
    taken = {argument.target for argument in event.arguments if argument.role == role.name} | {event.id}
    found: list[tuple[Mention, bool]] = [(mention, False) for mention in annotation_set.mentions.values()]
    found += [(suggestion.mention, True) for suggestion in pending]
    fitting = [(mention, open_) for mention, open_ in found if mention.id not in taken and allows(role, mention)]
    used = {argument.target for argument in event.arguments}
    # What fills another role already is a poor guess, and so is an event where a name would do.
    fitting.sort(
        key=lambda pair: (
            pair[0].id in used,
            isinstance(pair[0], EventMention),
            _distance(event, pair[0]),
            pair[0].id,
        )
    )
    return fitting[:MOST]


def _distance(event: EventMention, mention: Mention) -> int:
    if mention.span.start >= event.span.end:
        return mention.span.start - event.span.end
    return max(0, event.span.start - mention.span.end)
