"""Which suggestions are still to be decided, and the way from one to the next."""

from collections.abc import Iterable, Sequence

from annotations.model.annotation_set import AnnotationSet
from annotations.model.mention import Kind, Mention, reading_order
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion


def pending(suggestions: Iterable[Suggestion], annotation_set: AnnotationSet) -> list[Suggestion]:
    """The suggestions without a decision that say something the set does not say yet, in reading order."""
    said = {_says(mention) for mention in annotation_set.mentions.values()}
    left = [
        suggestion
        for suggestion in suggestions
        if suggestion.id not in annotation_set.decisions and _says(suggestion.mention) not in said
    ]
    return sorted(left, key=lambda suggestion: reading_order(suggestion.mention))


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


def _says(mention: Mention) -> tuple[Kind, tuple[Span, ...], str]:
    return (mention.kind, mention.pieces, mention.label)
