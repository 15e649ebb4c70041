"""Annotation sets as rows: reading them, and bringing rows in line with a change."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, bindparam, func, select
from sqlalchemy import Row as ResultRow

from annotations.editing.change import Change, ClusterPair, DecisionPair, MentionPair, composed
from annotations.editing.history import LogEntry
from annotations.model.annotation_set import AnnotationSet, Decision, Status
from annotations.model.cluster import Cluster
from annotations.model.ids import ArticleId, ClusterId, MentionId, SetId, SuggestionId, set_id_for
from annotations.model.mention import Argument, EventMention, Mention
from annotations.model.project import SetFacts, SetSummary
from annotations.store.engine import in_portions, insert_rows
from annotations.store.inserting import insert_values
from annotations.store.rows import (
    argument_values,
    cluster_from,
    cluster_row,
    decision_from,
    decision_row,
    entry_from,
    mention_from,
    mention_values,
    set_from,
)
from annotations.store.tables import annotation_set, argument, article, cluster, decision, log_entry, mention


def load(connection: Connection, article_id: ArticleId, annotator: str, schema_version: int) -> AnnotationSet:
    """The annotator's set for the article; a fresh one when nothing is stored."""
    found = load_many(connection, [article_id], annotator)
    if found:
        return found[0]
    return AnnotationSet(
        id=set_id_for(article_id, annotator),
        article_id=article_id,
        annotator=annotator,
        schema_version=schema_version,
    )


def load_many(
    connection: Connection, article_ids: Iterable[ArticleId], annotator: str | None = None, *, done_only: bool = False
) -> list[AnnotationSet]:
    """The stored sets of these articles, of one annotator or of all, by annotator's name."""
    wanted = []
    if annotator is not None:
        wanted.append(annotation_set.c.annotator == annotator)
    if done_only:
        wanted.append(annotation_set.c.status == Status.DONE.value)
    return load_where(connection, article_ids, *wanted)


def load_where(
    connection: Connection, article_ids: Iterable[ArticleId], *wanted: ColumnElement[bool]
) -> list[AnnotationSet]:
    """The stored sets of these articles for which these conditions on their rows hold, by annotator's name."""
    sets: list[AnnotationSet] = []
    for portion in in_portions(article_ids):
        query = select(annotation_set).where(annotation_set.c.article_id.in_(portion), *wanted)
        sets += _filled(connection, connection.execute(query.order_by(annotation_set.c.annotator)).all())
    return sets


def _filled(connection: Connection, found: Sequence[ResultRow[Any]]) -> list[AnnotationSet]:
    arguments: dict[tuple[str, str], list[Argument]] = defaultdict(list)
    mentions: dict[str, dict[MentionId, Mention]] = defaultdict(dict)
    decisions: dict[str, dict[SuggestionId, Decision]] = defaultdict(dict)
    clusters: dict[str, dict[ClusterId, Cluster]] = defaultdict(dict)
    for portion in in_portions(row.id for row in found):
        filled = select(argument).where(argument.c.set_id.in_(portion)).order_by(argument.c.position)
        for row in connection.execute(filled):
            arguments[row.set_id, row.event_id].append(Argument(row.role, MentionId(row.target_id)))
        for row in connection.execute(select(mention).where(mention.c.set_id.in_(portion))):
            set_id, id_ = row[:2]
            mentions[set_id][MentionId(id_)] = mention_from(row, arguments.get((set_id, id_), ()))
        for row in connection.execute(select(decision).where(decision.c.set_id.in_(portion))):
            decisions[row.set_id][SuggestionId(row.suggestion_id)] = decision_from(row)
        for row in connection.execute(select(cluster).where(cluster.c.set_id.in_(portion))):
            clusters[row.set_id][ClusterId(row.id)] = cluster_from(row)
    return [
        set_from(row, mentions.get(row.id, {}), decisions.get(row.id, {}), clusters.get(row.id, {})) for row in found
    ]


def entries(connection: Connection, set_id: SetId) -> list[LogEntry]:
    """The log of a set, oldest first."""
    query = select(log_entry).where(log_entry.c.set_id == set_id).order_by(log_entry.c.seq)
    return [entry_from(row) for row in connection.execute(query)]


def summaries(connection: Connection) -> list[SetSummary]:
    """What each annotator has in this project."""
    done = func.count().filter(annotation_set.c.status == Status.DONE.value)
    query = (
        select(
            annotation_set.c.annotator,
            func.count().label("articles"),
            done.label("done"),
            func.sum(annotation_set.c.mention_count).label("mentions"),
        )
        .group_by(annotation_set.c.annotator)
        .order_by(annotation_set.c.annotator)
    )
    return [
        SetSummary(annotator=row.annotator, articles=row.articles, done=row.done, mentions=int(row.mentions))
        for row in connection.execute(query)
    ]


def facts(connection: Connection) -> list[SetFacts]:
    """How each set came about, by article in the order of import, then by annotator."""
    wanted = ("article_id", "annotator", "status", "schema_version", "blind", "started_at", "done_at")
    query = (
        select(*(annotation_set.c[name] for name in wanted))
        .join(article, article.c.id == annotation_set.c.article_id)
        .order_by(article.c.position, annotation_set.c.annotator)
    )
    return [
        SetFacts(
            article_id=ArticleId(row.article_id),
            annotator=row.annotator,
            status=Status(row.status),
            schema_version=row.schema_version,
            blind=bool(row.blind),
            started_at=datetime.fromisoformat(row.started_at),
            done_at=None if row.done_at is None else datetime.fromisoformat(row.done_at),
        )
        for row in connection.execute(query)
    ]


def newest_decision(connection: Connection) -> datetime | None:
    """When anybody decided anything last; None where nobody did."""
    found = connection.scalar(select(func.max(log_entry.c.at)))
    return None if found is None else datetime.fromisoformat(found)


def apply_changes(connection: Connection, changes: Iterable[tuple[SetId, Change]]) -> None:
    """Make the rows say what the changes say, in their order."""
    of_set: dict[SetId, Change] = {}
    for set_id, change in changes:
        of_set[set_id] = composed((of_set[set_id], change)) if set_id in of_set else change
    mentions = [(set_id, pair) for set_id, change in of_set.items() for pair in change.mentions()]
    decisions = [(set_id, pair) for set_id, change in of_set.items() for pair in change.decisions()]
    clusters = [(set_id, pair) for set_id, change in of_set.items() for pair in change.clusters()]
    _delete_replaced(connection, argument.c.set_id, argument.c.event_id, mentions)
    _delete_replaced(connection, mention.c.set_id, mention.c.id, mentions)
    _delete_replaced(connection, decision.c.set_id, decision.c.suggestion_id, decisions)
    _delete_replaced(connection, cluster.c.set_id, cluster.c.id, clusters)
    standing = [(set_id, pair.after) for set_id, pair in mentions if pair.after is not None]
    insert_values(connection, mention, [mention_values(set_id, each) for set_id, each in standing])
    events = [(set_id, each) for set_id, each in standing if isinstance(each, EventMention)]
    insert_values(connection, argument, [row for set_id, each in events for row in argument_values(set_id, each)])
    insert_rows(
        connection,
        decision,
        [decision_row(set_id, pair.id, pair.after) for set_id, pair in decisions if pair.after is not None],
    )
    insert_rows(
        connection, cluster, [cluster_row(set_id, pair.after) for set_id, pair in clusters if pair.after is not None]
    )


def _delete_replaced(
    connection: Connection,
    of_set: Column[str],
    of_id: Column[str],
    pairs: Iterable[tuple[SetId, MentionPair | DecisionPair | ClusterPair]],
) -> None:
    replaced = [{"of_set": set_id, "of_id": pair.id} for set_id, pair in pairs if pair.before is not None]
    if replaced:
        statement = of_set.table.delete().where(of_set == bindparam("of_set"), of_id == bindparam("of_id"))
        connection.execute(statement, replaced)
