"""Is the project whole? Texts, mentions and logs are checked against each other and against their hashes.

The databases' own checks do not see a changed byte inside a value; these do.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import orjson
from sqlalchemy import BindParameter, Connection, bindparam, select
from sqlalchemy import Row as ResultRow
from sqlalchemy.exc import DatabaseError

from annotations.editing.change import with_change
from annotations.editing.history import History
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.article import text_sha256
from annotations.model.ids import ArticleId, ClusterId, MentionId, SetId, SuggestionId, set_id_for
from annotations.model.mention import Argument, EventMention, Mention
from annotations.model.project import Problem
from annotations.model.wire import full_mention_from_json
from annotations.store import export_profiles, learned_models, project_settings, splits
from annotations.store.article_rows import record_sha256
from annotations.store.edit_log import entry_hash
from annotations.store.engine import DamagedRow, is_sqlite, reading_damage
from annotations.store.on_offer import decided_on_offer, on_offer
from annotations.store.rows import cluster_from, decision_from, entry_from, mention_from
from annotations.store.ruling_health import ruling_problems
from annotations.store.tables import (
    annotation_set,
    argument,
    article,
    cluster,
    decision,
    learned_model,
    log_entry,
    mention,
    suggestion,
)

# What reading a damaged row may raise.
_DAMAGE = (KeyError, TypeError, ValueError, AttributeError)
_AT_ONCE = 50

# Built once: making a statement costs more than running it.
_OF: BindParameter[str] = bindparam("of")
_SETS = select(annotation_set, decided_on_offer().label("decided")).where(annotation_set.c.article_id == _OF)
_SUGGESTIONS = select(suggestion).where(suggestion.c.article_id == _OF)
_LOG = select(log_entry).where(log_entry.c.set_id == _OF).order_by(log_entry.c.seq)
_MENTIONS = select(mention).where(mention.c.set_id == _OF)
_ARGUMENTS = select(argument).where(argument.c.set_id == _OF).order_by(argument.c.position)
_DECISIONS = select(decision).where(decision.c.set_id == _OF)
_CLUSTERS = select(cluster).where(cluster.c.set_id == _OF)
_NONE = object()
_K = TypeVar("_K", bound=str)
_V = TypeVar("_V")


def problems(connection: Connection) -> Iterator[Problem]:
    """Everything that is not as it was written. Goes on after damage wherever it can."""
    with reading_damage(connection):
        try:
            if is_sqlite(connection):
                yield from _file_problems(connection)
            yield from _learning_problems(connection)
            yield from _export_problems(connection)
            after = -1
            while rows := _next_articles(connection, after):
                after = rows[-1].position
                for row in rows:
                    yield from _article_problems(connection, row)
        except DatabaseError as error:
            yield Problem("database", f"cannot be read on: {error.orig}")


def _file_problems(connection: Connection) -> Iterator[Problem]:
    # Not quick_check: that one does not see an entry missing from an index, which hides a whole article.
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield Problem("database", said)
    for table, _, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Problem(f"table {table}", f"a row belongs to no {parent}")


def _learning_problems(connection: Connection) -> Iterator[Problem]:
    try:
        project_settings.load(connection)
    except DamagedRow as error:
        yield Problem("settings", f"cannot be read: {error}")
    for id_ in connection.scalars(select(learned_model.c.id).order_by(learned_model.c.id)).all():
        try:
            learned_models.check(connection, id_)
        except DamagedRow as error:
            yield Problem(f"model {id_}", str(error))


def _export_problems(connection: Connection) -> Iterator[Problem]:
    try:
        export_profiles.load(connection)
    except DamagedRow as error:
        yield Problem("export profiles", f"cannot be read: {error}")
    yield from splits.problems(connection)


def _next_articles(connection: Connection, after: int) -> Sequence[ResultRow[Any]]:
    query = (
        select(article, on_offer().label("on_offer"))
        .where(article.c.position > after)
        .order_by(article.c.position)
        .limit(_AT_ONCE)
    )
    return connection.execute(query).all()


def _article_problems(connection: Connection, row: ResultRow[Any]) -> Iterator[Problem]:
    where = f"article {row.id}"
    if text_sha256(row.text) != row.sha256:
        yield Problem(where, "the text is not the one that was imported")
    try:
        if record_sha256(dict(row._mapping)) != row.record_sha256:
            yield Problem(where, "its title, source data, tokens or regions are not those that were imported")
    except _DAMAGE as error:
        yield Problem(where, f"its row cannot be read: {error}")
    if row.suggestion_count != row.on_offer:
        yield Problem(where, f"counts {row.suggestion_count} suggestions, has {row.on_offer}")
    yield from _suggestion_problems(connection, row)
    for set_row in connection.execute(_SETS, {"of": row.id}).all():
        what = f"set {set_row.id} of {set_row.annotator} for article {row.id}"
        for said in _set_problems(connection, set_row, row.text):
            yield Problem(what, said)
    yield from ruling_problems(connection, row)


def _suggestion_problems(connection: Connection, row: ResultRow[Any]) -> Iterator[Problem]:
    for each in connection.execute(_SUGGESTIONS, {"of": row.id}):
        where = f"suggestion {each.id} for article {row.id}"
        try:
            proposed = full_mention_from_json(orjson.loads(each.mention))
        except _DAMAGE as error:
            yield Problem(where, f"cannot be read: {error}")
            continue
        said = (each.id, each.kind, each.start, each.end, each.label)
        if said != (proposed.id, proposed.kind, proposed.span.start, proposed.span.end, proposed.label):
            yield Problem(where, "its columns and its mention differ")
        elif _misplaced(proposed, row.text):
            yield Problem(where, f"lies outside the text: {each.start}..{each.end}")


def _set_problems(connection: Connection, row: ResultRow[Any], text: str) -> Iterator[str]:
    if row.id != set_id_for(row.article_id, row.annotator):
        yield "its annotator or article is not the one it was made for"
    if row.decided_count != row.decided:
        yield f"counts {row.decided_count} decided suggestions, has {row.decided}"
    logged = connection.execute(_LOG, {"of": row.id}).all()
    yield from _chain_problems(logged)
    try:
        folded, started_at, done_at = _fold(row, logged)
    except _DAMAGE as error:
        yield f"its log cannot be replayed: {error}"
        return
    if (row.seq, row.status) != (folded.seq, folded.status):
        yield f"stands at entry {row.seq}, {row.status}; its log at {folded.seq}, {folded.status}"
    if (row.started_at, row.done_at) != (started_at, done_at):
        yield "its times of start or end are not those of its log"
    if row.mention_count != len(folded.mentions):
        yield f"counts {row.mention_count} mentions; its log has {len(folded.mentions)}"
    yield from _row_problems(connection, folded)
    yield from _mention_problems(folded, text)


def _chain_problems(logged: Sequence[ResultRow[Any]]) -> Iterator[str]:
    previous = ""
    for number, row in enumerate(logged, start=1):
        if row.seq != number:
            yield f"log entry {number} is missing"
            return
        try:
            right = row.hash == entry_hash(previous, dict(row._mapping))
        except _DAMAGE:
            right = False
        if not right:
            yield f"log entry {row.seq} is not as it was written"
        previous = row.hash


def _fold(row: ResultRow[Any], logged: Sequence[ResultRow[Any]]) -> tuple[AnnotationSet, str, str | None]:
    """The set that the log makes, and when it was started and done."""
    folded = AnnotationSet(
        id=SetId(row.id),
        article_id=ArticleId(row.article_id),
        annotator=row.annotator,
        schema_version=row.schema_version,
    )
    history, done_at = History(), None
    for each in logged:
        entry = entry_from(each)
        history.append(entry)
        folded = with_change(folded, entry.change)
        done_at = (done_at or each.at) if folded.status is Status.DONE else None
    return folded, logged[0].at if logged else "", done_at


def _row_problems(connection: Connection, folded: AnnotationSet) -> Iterator[str]:
    """Where the rows of now differ from what the log says."""
    filled: dict[str, list[Argument]] = defaultdict(list)
    for row in connection.execute(_ARGUMENTS, {"of": folded.id}):
        filled[row.event_id].append(Argument(row.role, MentionId(row.target_id)))
    stored = {}
    for row in connection.execute(_MENTIONS, {"of": folded.id}):
        stored[MentionId(row.id)] = _readable(mention_from, row, filled.get(row.id, ()))
    for id_ in _differing(stored, folded.mentions):
        yield f"mention {id_} is not what the log says"
    for event_id in sorted(filled, key=str):
        if not isinstance(folded.mentions.get(MentionId(event_id)), EventMention):
            yield f"mention {event_id} has arguments, but is no event"
    decided = {}
    for row in connection.execute(_DECISIONS, {"of": folded.id}):
        decided[SuggestionId(row.suggestion_id)] = _readable(decision_from, row)
    for made in _differing(decided, folded.decisions):
        yield f"the decision on suggestion {made} is not what the log says"
    written = {
        ClusterId(row.id): _readable(cluster_from, row) for row in connection.execute(_CLUSTERS, {"of": folded.id})
    }
    for named in _differing(written, folded.clusters):
        yield f"what is written of cluster {named} is not what the log says"


def _readable(read: Callable[..., _V], *row: Any) -> _V | None:
    try:
        return read(*row)
    except _DAMAGE:
        return None  # differs from whatever the log says


def _differing(stored: Mapping[_K, _V | None], wanted: Mapping[_K, _V]) -> list[_K]:
    ids = stored.keys() | wanted.keys()
    return sorted((id_ for id_ in ids if id_ not in stored or stored[id_] != wanted.get(id_, _NONE)), key=str)


def _mention_problems(folded: AnnotationSet, text: str) -> Iterator[str]:
    for each in folded.in_order():
        if _misplaced(each, text):
            yield f"mention {each.id} covers no words of the text: {each.span.start}..{each.span.end}"
        if isinstance(each, EventMention):
            for filled in each.arguments:
                if filled.target not in folded.mentions:
                    yield f"role {filled.role} of event {each.id} is filled by no mention: {filled.target}"


def _misplaced(each: Mention, text: str) -> bool:
    return any(piece.end > len(text) or not piece.of(text).strip() for piece in each.pieces)
