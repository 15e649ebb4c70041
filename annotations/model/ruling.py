"""Rulings: how a disagreement was settled, by whom, when and why. Kept for ever; a later one stands over an earlier."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from annotations.model.ids import ArticleId, MentionId, SuggestionId
from annotations.model.mark import Mark, Subject

RulingId = NewType("RulingId", str)


def new_ruling_id() -> RulingId:
    """A fresh random id. One of the same make names the act by which several places are settled at once."""
    return RulingId("r" + secrets.token_hex(8))


class Verdict(StrEnum):
    """What was ruled. Deferred leaves the place open; withdrawn takes another ruling back."""

    UNANIMOUS = "unanimous"
    TAKEN = "taken"
    BOTH = "both"
    NEITHER = "neither"
    EDITED = "edited"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


class Cause(StrEnum):
    """Why annotators differed, as the adjudicator sees it."""

    GUIDELINE = "guideline"  # it does not say
    SLIP = "slip"
    TEXT = "text"  # it can be read both ways


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceVersion:
    """What one annotator had there when it was ruled: `marks` (none is a version too), the ids of these mentions in
    the annotator's set (of an argument: its event and its filler), and the suggestions they came from."""

    annotator: str
    marks: tuple[Mark, ...] = ()
    mentions: tuple[MentionId, ...] = ()
    suggestions: tuple[SuggestionId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One place settled.

    `start` to before `end` (code points) is what the versions cover; `trigger` is that of the event of an argument.
    `taken` names those whose version it is. `result` is what stands there now, `mentions` these in the adjudicated set
    (of an argument: its event). `at` is UTC. `schema_version` is that of the guidelines it was ruled under,
    `text_sha256` that of the text. Rulings of one act share a `batch`; `step` is the log entry of the adjudicated set
    that went with it, if it changed anything. `withdraws` names the ruling that one of `WITHDRAWN` takes back.
    """

    id: RulingId
    article_id: ArticleId
    subject: Subject
    start: int
    end: int
    verdict: Verdict
    adjudicator: str
    at: datetime
    batch: RulingId
    schema_version: int
    text_sha256: str
    trigger: Mark | None = None
    taken: tuple[str, ...] = ()
    versions: tuple[SourceVersion, ...] = ()
    result: tuple[Mark, ...] = ()
    mentions: tuple[MentionId, ...] = ()
    cause: Cause | None = None
    note: str = ""
    step: int | None = None
    withdraws: RulingId | None = None
