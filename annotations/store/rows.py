"""Rows to values and back; nothing else. Every `..._from` raises DamagedRow when the row holds no such value."""

import functools
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar

import orjson
from sqlalchemy import Row as ResultRow

from annotations.editing.change import change_from_json, change_text
from annotations.editing.history import LogEntry
from annotations.model.annotation_set import AnnotationSet, Decision, Status
from annotations.model.cluster import Cluster
from annotations.model.ids import ArticleId, ClusterId, MentionId, RunId, SetId, SuggestionId
from annotations.model.mention import (
    BY_HAND,
    Argument,
    EntityMention,
    EventMention,
    Kind,
    Mention,
    Origin,
    Outcome,
)
from annotations.model.project import ADJUDICATED
from annotations.model.schema import Schema
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.model.wire import full_mention_from_json, full_mention_text, json_text, schema_from_json
from annotations.store.engine import DamagedRow, Row
from annotations.store.inserting import Values

_P = ParamSpec("_P")
_V = TypeVar("_V")

_ENTITY, _EVENT = Kind.ENTITY.value, Kind.EVENT.value
_KINDS = {kind.value: kind for kind in Kind}

to_json = json_text


def to_time(at: datetime) -> str:
    """A moment as stored: ISO 8601 in UTC, so that text order is time order."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def now() -> str:
    """This moment as stored."""
    return to_time(datetime.now(UTC))


def reading(read: Callable[_P, _V]) -> Callable[_P, _V]:
    """What cannot be read becomes DamagedRow."""

    @functools.wraps(read)
    def read_whole(*args: _P.args, **kwargs: _P.kwargs) -> _V:
        try:
            return read(*args, **kwargs)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise DamagedRow(f"{read.__name__.partition('_')[0]}: {error}") from error

    return read_whole


def annotator_row(name: str) -> Row:
    """A name under which sets are kept or steps made. That of the rulings is nobody's."""
    return {"name": name, "kind": "rulings" if name == ADJUDICATED else "person"}


def mention_values(set_id: SetId, mention: Mention) -> Values:
    """A mention but for its arguments: a value for each column of `mention`."""
    span, origin = mention.span, mention.origin
    return (
        set_id,
        mention.id,
        _EVENT if isinstance(mention, EventMention) else _ENTITY,
        span.start,
        span.end,
        mention.label,
        to_json([[part.start, part.end] for part in mention.parts]) if mention.parts else None,
        to_json(dict(mention.attributes)) if mention.attributes else "{}",
        mention.cluster,
        mention.note,
        mention.unsure,
        origin.by,
        origin.run,
        origin.suggestion,
        origin.score,
        origin.outcome.value if origin.outcome is not None else None,
    )


@reading
def mention_from(row: ResultRow[Any], arguments: Sequence[Argument]) -> Mention:
    """The mention in a row, which has the columns of `mention` in their order: projects have so many that taking each
    by its name would take most of the time."""
    values: Sequence[Any] = row
    _, id_, kind, start, end, label, parts, attributes, cluster, note, unsure, *origin = values
    common: dict[str, Any] = {
        "id": MentionId(id_),
        "span": Span(start, end),
        "label": label,
        "parts": tuple(Span(start, end) for start, end in orjson.loads(parts)) if parts else (),
        "attributes": tuple(sorted(orjson.loads(attributes).items())) if attributes != "{}" else (),
        "cluster": ClusterId(cluster) if cluster is not None else None,
        "note": note,
        "unsure": bool(unsure),
        "origin": _origin_from(*origin),
    }
    if _KINDS[kind] is Kind.EVENT:
        return EventMention(**common, arguments=tuple(arguments))
    return EntityMention(**common)


def _origin_from(by: Any, run: Any, suggestion: Any, score: Any, outcome: Any) -> Origin:
    if by == BY_HAND.by and run is suggestion is score is outcome is None:
        return BY_HAND
    given = Outcome(outcome) if outcome is not None else None
    return Origin(by=by, run=run, suggestion=suggestion, score=score, outcome=given)


def argument_values(set_id: SetId, event: EventMention) -> list[Values]:
    """The filled roles of an event, in order: of each a value for each column of `argument`."""
    return [
        (set_id, event.id, position, argument.role, argument.target)
        for position, argument in enumerate(event.arguments)
    ]


def decision_row(set_id: SetId, suggestion_id: str, decision: Decision) -> Row:
    """What an annotator made of a suggestion."""
    return {
        "set_id": set_id,
        "suggestion_id": suggestion_id,
        "outcome": decision.outcome.value,
        "mention_id": decision.mention,
    }


@reading
def decision_from(row: ResultRow[Any]) -> Decision:
    """The decision in a row."""
    return Decision(Outcome(row.outcome), MentionId(row.mention_id) if row.mention_id is not None else None)


def cluster_row(set_id: SetId, cluster: Cluster) -> Row:
    """What is written of a cluster."""
    return {"set_id": set_id, "id": cluster.id, "name": cluster.name, "knowledge_base": cluster.knowledge_base}


@reading
def cluster_from(row: ResultRow[Any]) -> Cluster:
    """The cluster in a row."""
    return Cluster(id=ClusterId(row.id), name=row.name, knowledge_base=row.knowledge_base)


@reading
def set_from(
    row: ResultRow[Any],
    mentions: Mapping[MentionId, Mention],
    decisions: Mapping[SuggestionId, Decision],
    clusters: Mapping[ClusterId, Cluster],
) -> AnnotationSet:
    """The set in a row of `annotation_set`, with what other rows say belongs to it."""
    return AnnotationSet(
        id=SetId(row.id),
        article_id=ArticleId(row.article_id),
        annotator=row.annotator,
        schema_version=row.schema_version,
        seq=row.seq,
        status=Status(row.status),
        mentions=MappingProxyType(mentions),
        decisions=MappingProxyType(decisions),
        clusters=MappingProxyType(clusters),
    )


def log_row(entry: LogEntry) -> Row:
    """A log entry but for its hash."""
    return {
        "set_id": entry.set_id,
        "seq": entry.seq,
        "annotator": entry.annotator,
        "at": to_time(entry.at),
        "edit_name": entry.edit_name,
        "change": change_text(entry.change),
        "undoes": entry.undoes,
        "batch_id": entry.batch_id,
    }


@reading
def entry_from(row: ResultRow[Any]) -> LogEntry:
    """The log entry in a row."""
    return LogEntry(
        set_id=SetId(row.set_id),
        seq=row.seq,
        annotator=row.annotator,
        at=datetime.fromisoformat(row.at),
        edit_name=row.edit_name,
        change=change_from_json(orjson.loads(row.change)),
        undoes=row.undoes,
        batch_id=row.batch_id,
    )


def run_row(run: SuggestionRun) -> Row:
    """A run, as first seen now."""
    return {
        "id": run.id,
        "suggester": run.suggester,
        "version": run.version,
        "settings": run.settings,
        "at": now(),
    }


def suggestion_values(article_id: ArticleId, suggestion: Suggestion) -> Values:
    """A suggestion for an article, which is shown: a value for each column of `suggestion`."""
    mention = suggestion.mention
    span = mention.span
    return (
        article_id,
        suggestion.run.id,
        suggestion.id,
        _EVENT if isinstance(mention, EventMention) else _ENTITY,
        span.start,
        span.end,
        mention.label,
        suggestion.score,
        True,
        full_mention_text(mention),
        suggestion.explanation,
    )


def run_from(row: ResultRow[Any], run_id: str) -> SuggestionRun:
    """The run in a row that has the columns of `suggestion_run`; its id may stand under another name."""
    return SuggestionRun(id=RunId(run_id), suggester=row.suggester, version=row.version, settings=row.settings)


@reading
def suggestion_from(row: ResultRow[Any]) -> Suggestion:
    """The suggestion in a row of `suggestion` joined with `suggestion_run`."""
    return Suggestion(
        id=SuggestionId(row.id),
        run=run_from(row, row.run_id),
        mention=full_mention_from_json(orjson.loads(row.mention)),
        score=row.score,
        explanation=row.explanation,
    )


@reading
def schema_from(json: str) -> Schema:
    """The schema in a row of `schema_version`."""
    return schema_from_json(orjson.loads(json))
