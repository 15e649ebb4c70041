"""Annotation sets as rows: reading them, and bringing rows in line with a change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy import Row as ResultRow

from annotations.editing.change import Change
from annotations.editing.history import LogEntry
from annotations.model.annotation_set import AnnotationSet, Decision, Status
from annotations.model.ids import ArticleId, MentionId, SetId, SuggestionId, set_id_for
from annotations.model.mention import Argument, Mention
from annotations.model.project import SetSummary
from annotations.store.engine import Row, in_portions, insert_rows
from annotations.store.rows import (
    argument_rows,
    decision_from,
    decision_row,
    entry_from,
    mention_from,
    mention_row,
    set_from,
)
from annotations.store.tables import annotation_set, argument, decision, log_entry, mention


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
    sets: list[AnnotationSet] = []
    for portion in in_portions(article_ids):
        query = select(annotation_set).where(annotation_set.c.article_id.in_(portion))
        if annotator is not None:
            query = query.where(annotation_set.c.annotator == annotator)
        if done_only:
            query = query.where(annotation_set.c.status == Status.DONE.value)
        sets += _filled(connection, connection.execute(query.order_by(annotation_set.c.annotator)).all())
    return sets


def _filled(connection: Connection, found: Sequence[ResultRow[Any]]) -> list[AnnotationSet]:
    arguments: dict[tuple[str, str], list[Argument]] = defaultdict(list)
    mentions: dict[str, dict[MentionId, Mention]] = defaultdict(dict)
    decisions: dict[str, dict[SuggestionId, Decision]] = defaultdict(dict)
    for portion in in_portions(row.id for row in found):
        filled = select(argument).where(argument.c.set_id.in_(portion)).order_by(argument.c.position)
        for row in connection.execute(filled):
            arguments[row.set_id, row.event_id].append(Argument(row.role, MentionId(row.target_id)))
        for row in connection.execute(select(mention).where(mention.c.set_id.in_(portion))):
            mentions[row.set_id][MentionId(row.id)] = mention_from(row, arguments.get((row.set_id, row.id), ()))
        for row in connection.execute(select(decision).where(decision.c.set_id.in_(portion))):
            decisions[row.set_id][SuggestionId(row.suggestion_id)] = decision_from(row)
    return [set_from(row, mentions.get(row.id, {}), decisions.get(row.id, {})) for row in found]


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


def apply_changes(connection: Connection, changes: Iterable[tuple[SetId, Change]]) -> None:
    """Make the rows say what the changes say, in their order."""
    mentions: dict[tuple[SetId, MentionId], Mention | None] = {}
    decisions: dict[tuple[SetId, SuggestionId], Decision | None] = {}
    replaced: set[tuple[SetId, MentionId]] = set()
    withdrawn: set[tuple[SetId, SuggestionId]] = set()
    for set_id, change in changes:
        for pair in change.mentions():
            mentions[set_id, pair.id] = pair.after
            if pair.before is not None:
                replaced.add((set_id, pair.id))
        for choice in change.decisions():
            decisions[set_id, choice.id] = choice.after
            if choice.before is not None:
                withdrawn.add((set_id, choice.id))
    _delete(connection, replaced, withdrawn)
    _insert(connection, mentions, decisions)


def _delete(
    connection: Connection,
    mentions: set[tuple[SetId, MentionId]],
    decisions: set[tuple[SetId, SuggestionId]],
) -> None:
    for table, key, gone in (
        (argument, argument.c.event_id, mentions),
        (mention, mention.c.id, mentions),
        (decision, decision.c.suggestion_id, decisions),
    ):
        if gone:
            statement = table.delete().where(table.c.set_id == bindparam("of_set"), key == bindparam("of_id"))
            connection.execute(statement, [{"of_set": set_id, "of_id": id_} for set_id, id_ in gone])


def _insert(
    connection: Connection,
    mentions: Mapping[tuple[SetId, MentionId], Mention | None],
    decisions: Mapping[tuple[SetId, SuggestionId], Decision | None],
) -> None:
    standing = [(set_id, each) for (set_id, _), each in mentions.items() if each is not None]
    insert_rows(connection, mention, [mention_row(set_id, each) for set_id, each in standing])
    filled: list[Row] = [row for set_id, each in standing for row in argument_rows(set_id, each)]
    insert_rows(connection, argument, filled)
    insert_rows(
        connection,
        decision,
        [decision_row(set_id, id_, made) for (set_id, id_), made in decisions.items() if made is not None],
    )
