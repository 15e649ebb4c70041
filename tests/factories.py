"""Short ways to make the values that tests speak of. No spaCy: tokens are runs of word characters, or single signs."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from annotations.editing.change import Change, with_change
from annotations.editing.decide import decide
from annotations.editing.edits import Edit
from annotations.editing.history import LogEntry
from annotations.model.annotation_set import AnnotationSet, Decision, Status
from annotations.model.article import Article, Meta, Region, text_sha256
from annotations.model.ids import (
    ArticleId,
    MentionId,
    RunId,
    SuggestionId,
    article_id_for,
    set_id_for,
    suggestion_id_for,
)
from annotations.model.mention import Argument, EntityMention, EventMention, Kind, Mention
from annotations.model.schema import AttributeType, Label, Role, Schema
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion, SuggestionRun

ANNOTATOR = "ana"
RUN = SuggestionRun(id=RunId("run-1"), suggester="entities", version="1")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_MORNING = datetime(2024, 5, 1, 8, tzinfo=UTC)


def tokens(text: str) -> tuple[Span, ...]:
    """Token boundaries good enough for tests."""
    return tuple(Span(*match.span()) for match in _TOKEN.finditer(text))


def article(text: str, *, id: str | None = None, regions: Iterable[Region] = (), **meta: str) -> Article:
    """An article of that text; keyword arguments such as `title` and `date` go to its source data."""
    sha256 = text_sha256(text)
    return Article(
        id=ArticleId(id) if id is not None else article_id_for(sha256),
        text=text,
        sha256=sha256,
        meta=Meta(**{"language": "en", **meta}),
        tokens=tokens(text),
        regions=tuple(regions),
        source_sha256=sha256,
    )


def span(where: Article | str, surface: str, nth: int = 1) -> Span:
    """The nth occurrence of a surface in a text, counted from 1."""
    text = where if isinstance(where, str) else where.text
    start = -1
    for _ in range(nth):
        start = text.index(surface, start + 1)
    return Span(start, start + len(surface))


def entity(label: str, where: Span, *, id: str | None = None, **more: Any) -> EntityMention:
    """An entity mention made by hand; its id follows from label and span unless given."""
    return EntityMention(id=_mention_id(id, Kind.ENTITY, label, where), span=where, label=label, **more)


def event(
    label: str, trigger: Span, *arguments: tuple[str, Mention], id: str | None = None, **more: Any
) -> EventMention:
    """An event mention made by hand: `event("ASSAULT", span(...), ("ACTOR", militias), ("PLACE", erbil))`."""
    return EventMention(
        id=_mention_id(id, Kind.EVENT, label, trigger),
        span=trigger,
        label=label,
        arguments=tuple(Argument(role, filler.id) for role, filler in arguments),
        **more,
    )


def _mention_id(given: str | None, kind: Kind, label: str, where: Span) -> MentionId:
    digest = hashlib.sha256(f"{kind} {label} {where.start} {where.end}".encode()).hexdigest()
    return MentionId(given if given is not None else "m" + digest[:16])


def annotation_set(
    of: Article,
    *mentions: Mention,
    annotator: str = ANNOTATOR,
    status: Status | None = None,
    seq: int | None = None,
    decisions: Mapping[SuggestionId, Decision] = MappingProxyType({}),
) -> AnnotationSet:
    """One annotator's set for an article: new when there is nothing in it, else open after one entry."""
    empty = not mentions and not decisions
    return AnnotationSet(
        id=set_id_for(of.id, annotator),
        article_id=of.id,
        annotator=annotator,
        seq=seq if seq is not None else int(not empty),
        status=status if status is not None else Status.NEW if empty else Status.OPEN,
        mentions=MappingProxyType({mention.id: mention for mention in mentions}),
        decisions=MappingProxyType(dict(decisions)),
    )


def suggestion(
    mention: Mention, *, run: SuggestionRun = RUN, score: float | None = None, explanation: str = ""
) -> Suggestion:
    """A suggestion of that mention, whose id becomes the suggestion's.

    Arguments stay as given, so the fillers of an event are the `.mention` of suggestions made before it.
    """
    id_ = suggestion_id_for(run.suggester, mention.kind.value, mention.span.start, mention.span.end, mention.label)
    return Suggestion(
        id=id_, run=run, mention=replace(mention, id=MentionId(id_)), score=score, explanation=explanation
    )


def entry(before: AnnotationSet, change: Change, *, name: str = "add-entity", undoes: int | None = None) -> LogEntry:
    """The log entry that this change becomes in this set; a minute later than the one before it."""
    return LogEntry(
        set_id=before.id,
        seq=before.seq + 1,
        annotator=before.annotator,
        at=_MORNING + timedelta(minutes=before.seq),
        edit_name=name,
        change=change,
        undoes=undoes,
    )


def edited(
    before: AnnotationSet, edit: Edit, of: Article, schema: Schema | None = None
) -> tuple[LogEntry, AnnotationSet]:
    """What an edit comes to: its log entry, and the set after it."""
    change = decide(edit, before, schema if schema is not None else small_schema(), of)
    return entry(before, change, name=edit.name), with_change(before, change)


def small_schema() -> Schema:
    """Four entity labels (one switched off) and three event types, ASSAULT with roles, one with an attribute."""
    actors = ("PERSON", "ORG", "GPE")
    assault = (
        Role(name="ACTOR", title="Actor", fillers=actors, required=True, part="subject", key="Q"),
        Role(name="RECIPIENT", title="Recipient", fillers=actors, part="object", key="W"),
        Role(name="PLACE", title="Place", fillers=("GPE",), phrase="in", key="E"),
        Role(name="INSTRUMENT", title="Instrument", phrase="with", key="R"),
    )
    consult = (
        Role(name="ACTOR", title="Actor", fillers=actors, required=True, part="subject", key="Q"),
        Role(name="CAUSE", title="Cause", fillers=("ASSAULT",), phrase="after", key="W"),
    )
    modality = AttributeType(name="modality", title="Modality", values=("asserted", "denied"))
    return Schema(
        name="small",
        title="Small",
        labels=(
            Label(code="PERSON", kind=Kind.ENTITY, title="Person", short="PER", hue="blue", key="1"),
            Label(code="ORG", kind=Kind.ENTITY, title="Organisation", short="ORG", hue="orange", key="2"),
            Label(code="GPE", kind=Kind.ENTITY, title="Place with a government", short="GPE", hue="green", key="3"),
            Label(code="LAW", kind=Kind.ENTITY, title="Law", short="LAW", active=False),
            Label(code="ASSAULT", kind=Kind.EVENT, title="Assault", hue="magenta", verb="attacked", roles=assault),
            Label(
                code="CONSULT",
                kind=Kind.EVENT,
                title="Consult",
                hue="petrol",
                verb="met",
                roles=consult,
                attributes=(modality,),
            ),
            Label(code="PROTEST", kind=Kind.EVENT, title="Protest", hue="olive", verb="protested"),
        ),
    )
