"""Fate: what became of one suggestion, or that a mention was never suggested. The rows of the ledger."""

from dataclasses import dataclass
from enum import StrEnum

from annotations.model.ids import ArticleId, RunId
from annotations.model.mention import Kind
from annotations.model.span import Span


class Fated(StrEnum):
    """What became of a suggestion in one annotator's set."""

    ACCEPTED = "accepted"  # as it was
    RELABELLED = "relabelled"  # same extent, another label
    REBOUNDED = "re-bounded"  # another extent
    REJECTED = "rejected"
    LEFT = "left"  # undecided in a finished article
    MISSED = "missed"  # marked by hand, nothing suggested there


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """One line of the ledger.

    `label` is the suggested label, `given` the label it has now (None when rejected or left). Of a missed one both are
    the given label, and `run`, `suggester` and `version` are those whose suggestions were on offer. `start_tokens` and
    `end_tokens` say how far the annotator moved each side, in tokens; negative is towards the start of the text.
    """

    article_id: ArticleId
    annotator: str
    kind: Kind
    span: Span
    surface: str
    label: str
    given: str | None
    fated: Fated
    suggester: str
    version: str
    run: RunId
    score: float | None = None
    start_tokens: int = 0
    end_tokens: int = 0
