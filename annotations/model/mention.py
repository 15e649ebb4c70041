"""Mentions: labelled claims about spans of one article."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from annotations.model.ids import ClusterId, MentionId, RunId, SuggestionId
from annotations.model.span import Span


class Kind(StrEnum):
    """What a mention is of."""

    ENTITY = "entity"
    EVENT = "event"


class Outcome(StrEnum):
    """What became of a suggestion. Pending is the absence of an outcome."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a mention came from: the annotator's hand, or a suggestion (then with its run and score, if any)."""

    by: Literal["hand", "suggestion"] = "hand"
    suggestion: SuggestionId | None = None
    run: RunId | None = None
    score: float | None = None
    outcome: Outcome | None = None


BY_HAND = Origin()


@dataclass(frozen=True, slots=True)
class Argument:
    """The link from an event to the mention that fills one of its roles. A role may be filled more than once."""

    role: str
    target: MentionId


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """What both kinds share. `span` is the extent; `parts` names the pieces of a discontinuous mention, in order,
    else it is empty. `attributes` are (name, value) pairs sorted by name. `cluster` names the thing in the world."""

    id: MentionId
    span: Span
    label: str
    parts: tuple[Span, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    cluster: ClusterId | None = None
    note: str = ""
    unsure: bool = False
    origin: Origin = BY_HAND

    @property
    def pieces(self) -> tuple[Span, ...]:
        """The parts, or the whole extent when the mention is in one piece."""
        return self.parts or (self.span,)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMention(_Mention):
    """A mention of a person, place, organisation, date ..."""

    @property
    def kind(self) -> Kind:
        """Always `Kind.ENTITY`."""
        return Kind.ENTITY


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention(_Mention):
    """A mention of something that happens. `span` is its trigger; `arguments` are in the order they were filled."""

    arguments: tuple[Argument, ...] = ()

    @property
    def kind(self) -> Kind:
        """Always `Kind.EVENT`."""
        return Kind.EVENT

    @property
    def trigger(self) -> Span:
        """The span that evokes the event."""
        return self.span

    def with_arguments(self, arguments: tuple[Argument, ...]) -> "EventMention":
        """The same event with other arguments."""
        return replace(self, arguments=arguments)


Mention = EntityMention | EventMention


def reading_order(mention: Mention) -> tuple[int, int, str, str]:
    """Sort key: by start, outer before inner, then label and id, so that every list and file has one order."""
    return (mention.span.start, -mention.span.end, mention.label, mention.id)
