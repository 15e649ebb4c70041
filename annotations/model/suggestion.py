"""Suggestion: a mention proposed by a suggester. Never in a set until an annotator accepts it."""

from dataclasses import dataclass

from annotations.model.ids import RunId, SuggestionId
from annotations.model.mention import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionRun:
    """One suggester, at one version, with one setting. `id` names all three, so running again is the same run."""

    id: RunId
    suggester: str
    version: str
    settings: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """`mention.id` equals `id`. Arguments of a suggested event target other suggestions of the same article.

    `score` is a probability in 0..1, or None where the suggester gives none. `explanation` says why, in words.
    """

    id: SuggestionId
    run: SuggestionRun
    mention: Mention
    score: float | None = None
    explanation: str = ""
