"""One intent over many spans of an article: what it would do at each, and the one step that does it."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from annotations.editing.acceptance import bare
from annotations.editing.edits import (
    AcceptSuggestions,
    AddEntity,
    AddEvent,
    CorrectSuggestion,
    Edit,
    Relabel,
    Together,
)
from annotations.model.annotation_set import AnnotationSet
from annotations.model.ids import MentionId
from annotations.model.mention import Kind, Mention, reading_order
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion


class Standing(StrEnum):
    """What a span is before the same is said of it as of a mention."""

    NEW = "new"  # nothing of that kind on just this extent
    SUGGESTED = "suggested"  # an undecided suggestion of the same label
    OTHER_LABEL = "other-label"  # marked, or suggested, with another label
    THERE = "there"  # marked with the same label


def standings(
    mention: Mention, spans: Sequence[Span], annotation_set: AnnotationSet, pending: Sequence[Suggestion]
) -> list[Standing]:
    """What each of the spans is to the mention now, in the same order."""
    extents = _Extents(mention.kind, annotation_set, pending)
    return [extents.standing(span, mention.label) for span in spans]


def everywhere(
    mention: Mention,
    spans: Sequence[Span],
    annotation_set: AnnotationSet,
    pending: Sequence[Suggestion],
    new_id: Callable[[], MentionId],
) -> Together | None:
    """The label of the mention on all of the spans, in one step; None if that changes nothing.

    What is suggested there is accepted or corrected, what is marked with another label is relabelled. A mention that
    is itself undecided is accepted with it. The roles of events stay on offer.
    """
    own = [each for each in pending if each.mention.id == mention.id and mention.id not in annotation_set.mentions]
    accepted = dict.fromkeys(bare(each) for each in own)
    extents = _Extents(mention.kind, annotation_set, pending)
    others: list[Edit] = []
    for span in dict.fromkeys(spans):
        if mention.pieces == (span,):
            continue
        edit = extents.edit(span, mention.label, new_id)
        if isinstance(edit, AcceptSuggestions):
            accepted.update(dict.fromkeys(edit.suggestions))
        elif edit is not None:
            others.append(edit)
    edits = tuple(others) + ((AcceptSuggestions(tuple(accepted)),) if accepted else ())
    return Together("everywhere", edits) if edits else None


class _Extents:
    """What is marked and what is suggested of one kind, by extent."""

    def __init__(self, kind: Kind, annotation_set: AnnotationSet, pending: Iterable[Suggestion]) -> None:
        self._kind = kind
        self._marked: dict[tuple[Span, ...], list[Mention]] = {}
        self._suggested: dict[tuple[Span, ...], list[Suggestion]] = {}
        for mention in sorted(annotation_set.mentions.values(), key=reading_order):
            if mention.kind is kind:
                self._marked.setdefault(mention.pieces, []).append(mention)
        for suggestion in pending:
            if suggestion.mention.kind is kind and suggestion.id not in annotation_set.decisions:
                self._suggested.setdefault(suggestion.mention.pieces, []).append(suggestion)

    def standing(self, span: Span, label: str) -> Standing:
        marked, suggested = self._marked.get((span,), []), self._suggested.get((span,), [])
        if any(each.label == label for each in marked):
            return Standing.THERE
        if marked:
            return Standing.OTHER_LABEL
        if any(each.mention.label == label for each in suggested):
            return Standing.SUGGESTED
        return Standing.OTHER_LABEL if suggested else Standing.NEW

    def edit(self, span: Span, label: str, new_id: Callable[[], MentionId]) -> Edit | None:
        """What gives the span the label, or None if it has it."""
        marked, suggested = self._marked.get((span,), []), self._suggested.get((span,), [])
        match self.standing(span, label):
            case Standing.THERE:
                return None
            case Standing.SUGGESTED:
                return AcceptSuggestions(tuple(bare(each) for each in suggested if each.mention.label == label)[:1])
            case Standing.OTHER_LABEL if marked:
                return Relabel(marked[0].id, label)
            case Standing.OTHER_LABEL:
                return CorrectSuggestion(suggestion=bare(suggested[0]), label=label)
            case Standing.NEW:
                add = AddEntity if self._kind is Kind.ENTITY else AddEvent
                return add(id=new_id(), span=span, label=label)
