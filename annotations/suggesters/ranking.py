"""Which suggestions are still to be decided, and the way from one to the next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotations.model.annotation_set import AnnotationSet
from annotations.model.ids import MentionId
from annotations.model.mention import Argument, EventMention, reading_order
from annotations.model.suggestion import Suggestion


def pending(suggestions: Iterable[Suggestion], annotation_set: AnnotationSet) -> list[Suggestion]:
    """The suggestions that wait for a decision, in the order given: reading order, as the workspace gives them.

    Left out are those decided, and those on an extent that the set has labelled already, with whatever label: whoever
    marked it has said what it is. Arguments of suggested events point to what stands for their fillers now.
    """
    labelled = {(mention.kind, mention.pieces): mention.id for mention in annotation_set.mentions.values()}
    stands_for: dict[MentionId, MentionId | None] = {}
    left = []
    for suggestion in suggestions:
        decision = annotation_set.decisions.get(suggestion.id)
        mention = suggestion.mention
        if decision is not None:
            stands_for[mention.id] = decision.mention
        elif (mention.kind, mention.pieces) in labelled:
            stands_for[mention.id] = labelled[mention.kind, mention.pieces]
        else:
            left.append(suggestion)
    return [_retargeted(suggestion, stands_for) for suggestion in left] if stands_for else left


def _retargeted(suggestion: Suggestion, stands_for: Mapping[MentionId, MentionId | None]) -> Suggestion:
    event = suggestion.mention
    if not isinstance(event, EventMention) or not any(argument.target in stands_for for argument in event.arguments):
        return suggestion
    targets = ((argument.role, stands_for.get(argument.target, argument.target)) for argument in event.arguments)
    arguments = dict.fromkeys(Argument(role, target) for role, target in targets if target is not None)
    return replace(suggestion, mention=event.with_arguments(tuple(arguments)))


def next_undecided(left: Sequence[Suggestion], position: Suggestion | int) -> Suggestion | None:
    """The first pending suggestion after this one, or starting at or after this code point; None at the end."""
    after = _place(position)
    return next((suggestion for suggestion in left if _place(suggestion) > after), None)


def previous_undecided(left: Sequence[Suggestion], position: Suggestion | int) -> Suggestion | None:
    """The last pending suggestion before this one, or starting before this code point; None at the start."""
    before = _place(position)
    return next((suggestion for suggestion in reversed(left) if _place(suggestion) < before), None)


_Place = tuple[int, int, str, str]


def _place(position: Suggestion | int) -> _Place:
    if isinstance(position, int):
        # Sorts before every mention that starts there: the second field of those is the end, negated.
        return (position, -(2**63), "", "")
    return reading_order(position.mention)
