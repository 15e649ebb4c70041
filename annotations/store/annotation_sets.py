"""Annotation sets as rows: reading them, and bringing rows in line with a change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, bindparam, func, select
from sqlalchemy import Row as ResultRow

from annotations.editing.change import Change
from annotations.editing.history import LogEntry
from annotations.model.annotation_set import AnnotationSet, Decision, Status
from annotations.model.cluster import Cluster
from annotations.model.ids import ArticleId, ClusterId, MentionId, SetId, SuggestionId, set_id_for
from annotations.model.mention import Argument, Mention
from annotations.model.project import SetFacts, SetSummary
from annotations.store.engine import Row, in_portions, insert_rows
from annotations.store.rows import (
    argument_rows,
    cluster_from,
    cluster_row,
    decision_from,
    decision_row,
    entry_from,
    mention_from,
    mention_row,
    set_from,
)
from annotations.store.tables import annotation_set, argument, article, cluster, decision, log_entry, mention

_V = TypeVar("_V")


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


def apply_changes(connection: Connection, changes: Iterable[tuple[SetId, Change]]) -> None:
    """Make the rows say what the changes say, in their order."""
    mentions, decisions, clusters = _Rows[Mention](), _Rows[Decision](), _Rows[Cluster]()
    for set_id, change in changes:
        for pair in change.mentions():
            mentions.take(set_id, pair.id, pair.before, pair.after)
        for choice in change.decisions():
            decisions.take(set_id, choice.id, choice.before, choice.after)
        for written in change.clusters():
            clusters.take(set_id, written.id, written.before, written.after)
    for table, key, rows in (
        (argument, argument.c.event_id, mentions),
        (mention, mention.c.id, mentions),
        (decision, decision.c.suggestion_id, decisions),
        (cluster, cluster.c.id, clusters),
    ):
        if rows.replaced:
            statement = table.delete().where(table.c.set_id == bindparam("of_set"), key == bindparam("of_id"))
            connection.execute(statement, [{"of_set": set_id, "of_id": id_} for set_id, id_ in rows.replaced])
    standing = list(mentions.standing())
    insert_rows(connection, mention, [mention_row(set_id, each) for set_id, _, each in standing])
    filled: list[Row] = [row for set_id, _, each in standing for row in argument_rows(set_id, each)]
    insert_rows(connection, argument, filled)
    insert_rows(connection, decision, [decision_row(*made) for made in decisions.standing()])
    insert_rows(connection, cluster, [cluster_row(set_id, each) for set_id, _, each in clusters.standing()])


class _Rows(Generic[_V]):
    """What the rows of one table are to say in the end, and which of them are there already."""

    def __init__(self) -> None:
        self._after: dict[tuple[SetId, str], _V | None] = {}
        self.replaced: set[tuple[SetId, str]] = set()

    def take(self, set_id: SetId, id_: str, before: _V | None, after: _V | None) -> None:
        """Take in one more change of a row."""
        self._after[set_id, id_] = after
        if before is not None:
            self.replaced.add((set_id, id_))

    def standing(self) -> Iterator[tuple[SetId, str, _V]]:
        """What is there in the end."""
        return ((set_id, id_, each) for (set_id, id_), each in self._after.items() if each is not None)
