"""The vocabulary of intents: everything an annotator can do to a set, as values.

An edit says what is wanted; `decide` says what that changes. New ids are made by whoever builds the edit, so that
deciding stays pure.
"""

from dataclasses import dataclass
from typing import ClassVar

from annotations.model.ids import ClusterId, MentionId
from annotations.model.mention import Argument
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion

# The name of a correction that keeps the label, as moving an edge of a suggestion makes it.
EXTENT_CORRECTED = "correct-extent"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEntity:
    """Mark an entity. `parts` only when the mention is discontinuous."""

    name: ClassVar[str] = "add-entity"
    id: MentionId
    span: Span
    label: str
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEvent:
    """Mark an event by its trigger, with the arguments known so far."""

    name: ClassVar[str] = "add-event"
    id: MentionId
    span: Span
    label: str
    parts: tuple[Span, ...] = ()
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Relabel:
    """Give a mention another label of its kind. Roles the new label does not allow are cleared with it."""

    name: ClassVar[str] = "relabel"
    mention: MentionId
    label: str


@dataclass(frozen=True, slots=True)
class MoveBoundary:
    """Give a mention another extent."""

    name: ClassVar[str] = "move-boundary"
    mention: MentionId
    span: Span


@dataclass(frozen=True, slots=True)
class SetPieces:
    """Give a mention these pieces: one is the whole extent, more make it discontinuous.

    Pieces that overlap, or between which no word is skipped, become one.
    """

    name: ClassVar[str] = "pieces"
    mention: MentionId
    pieces: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DeleteMention:
    """Take a mention away, and out of every role it fills. A suggestion it came from counts as rejected."""

    name: ClassVar[str] = "delete"
    mention: MentionId


@dataclass(frozen=True, slots=True)
class FillRole:
    """Let `target` fill a role of an event, besides whatever fills it already."""

    name: ClassVar[str] = "fill-role"
    event: MentionId
    role: str
    target: MentionId


@dataclass(frozen=True, slots=True)
class ClearRole:
    """Empty a role of an event, or take just `target` out of it."""

    name: ClassVar[str] = "clear-role"
    event: MentionId
    role: str
    target: MentionId | None = None


@dataclass(frozen=True, slots=True)
class SetNote:
    """Write a note on a mention; an empty one takes it away."""

    name: ClassVar[str] = "note"
    mention: MentionId
    note: str


@dataclass(frozen=True, slots=True)
class SetUnsure:
    """Flag a mention as doubtful, or clear the flag."""

    name: ClassVar[str] = "unsure"
    mention: MentionId
    unsure: bool


@dataclass(frozen=True, slots=True)
class SetAttribute:
    """Give an attribute of a mention a value its label allows; None or the first, the default, takes it away."""

    name: ClassVar[str] = "attribute"
    mention: MentionId
    attribute: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """Say that two mentions of one kind are of the same thing. Whole clusters join; `cluster` is for two without one.

    The cluster of `target` stays; what was written of the other one is taken over where that says nothing.
    """

    name: ClassVar[str] = "link"
    mention: MentionId
    target: MentionId
    cluster: ClusterId


@dataclass(frozen=True, slots=True)
class Unlink:
    """Take a mention out of its cluster. A last one left behind in a bare cluster is no longer in one either."""

    name: ClassVar[str] = "unlink"
    mention: MentionId


@dataclass(frozen=True, slots=True)
class NameCluster:
    """Write the canonical name and the knowledge-base id of a cluster; empty takes them away."""

    name: ClassVar[str] = "name-cluster"
    cluster: ClusterId
    canonical: str
    knowledge_base: str = ""


@dataclass(frozen=True, slots=True)
class AcceptSuggestions:
    """Accept suggestions as they are. Fillers of a suggested event must be among them, or decided before."""

    name: ClassVar[str] = "accept"
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectSuggestion:
    """Accept a suggestion with another label, another extent, or both: one decision, one step."""

    suggestion: Suggestion
    label: str | None = None
    span: Span | None = None

    @property
    def name(self) -> str:
        """Says whether the label stayed, which the change alone does not tell."""
        return EXTENT_CORRECTED if self.label in (None, self.suggestion.mention.label) else "correct"


@dataclass(frozen=True, slots=True)
class RejectSuggestions:
    """Say of suggestions that they are wrong."""

    name: ClassVar[str] = "reject"
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class MarkDone:
    """Say that nothing is left to do in this article."""

    name: ClassVar[str] = "done"


@dataclass(frozen=True, slots=True)
class Reopen:
    """Take up a finished article again."""

    name: ClassVar[str] = "reopen"


@dataclass(frozen=True, slots=True)
class Together:
    """Several edits in order as one undoable step, named after what the annotator meant."""

    name: str
    edits: tuple["Edit", ...]


Edit = (
    AddEntity
    | AddEvent
    | Relabel
    | MoveBoundary
    | SetPieces
    | DeleteMention
    | FillRole
    | ClearRole
    | SetNote
    | SetUnsure
    | SetAttribute
    | Link
    | Unlink
    | NameCluster
    | AcceptSuggestions
    | CorrectSuggestion
    | RejectSuggestions
    | MarkDone
    | Reopen
    | Together
)
