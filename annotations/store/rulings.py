"""Rulings as rows, kept together with the steps they led to, and what there is to rule on in each article."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, func, select
from sqlalchemy import Row as ResultRow
from sqlalchemy.exc import IntegrityError

from annotations.agreement.cases import Case, Outcome
from annotations.errors import StaleSet
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.article import Article
from annotations.model.ids import ArticleId, set_id_for
from annotations.model.mark import Mark, Subject
from annotations.model.project import ADJUDICATED, SUGGESTIONS, is_own_work
from annotations.model.ruling import Cause, Ruling, RulingId, SourceVersion, Verdict
from annotations.model.schema import Schema
from annotations.store import annotation_sets, articles, edit_log, projects
from annotations.store.article_rows import article_from
from annotations.store.engine import Database, Row, alone, in_portions, insert_missing, insert_rows
from annotations.store.rows import annotator_row, reading, to_json, to_time
from annotations.store.tables import annotation_set, annotator, article, ruling

_RULING = 3  # for `alone`
_AT_ONCE = 50


# -- rows -------------------------------------------------------------------------------------------------------------


def ruling_row(number: int, made: Ruling) -> Row:
    """A ruling under its number."""
    return {
        "number": number,
        "id": made.id,
        "article_id": made.article_id,
        "subject": made.subject.value,
        "start": made.start,
        "end": made.end,
        "verdict": made.verdict.value,
        "adjudicator": made.adjudicator,
        "at": to_time(made.at),
        "batch": made.batch,
        "schema_version": made.schema_version,
        "text_sha256": made.text_sha256,
        "trigger": None if made.trigger is None else to_json(list(made.trigger)),
        "taken": to_json(made.taken),
        "versions": to_json([_version_to_json(each) for each in made.versions]),
        "result": to_json([list(mark) for mark in made.result]),
        "mentions": to_json(made.mentions),
        "cause": None if made.cause is None else made.cause.value,
        "note": made.note,
        "step": made.step,
        "withdraws": made.withdraws,
    }


def _version_to_json(version: SourceVersion) -> dict[str, Any]:
    return {
        "annotator": version.annotator,
        "marks": [list(mark) for mark in version.marks],
        "mentions": version.mentions,
        "suggestions": version.suggestions,
    }


@reading
def ruling_from(row: ResultRow[Any]) -> Ruling:
    """The ruling in a row, which has the columns of `ruling` in their order: what all agree on makes so many that
    taking each by its name would take most of the time."""
    values: Sequence[Any] = row
    _, id_, article_id, subject, start, end, verdict, adjudicator, at, batch, *more = values
    schema_version, text_sha256, trigger, taken, versions, result, mentions, cause, note, step, withdraws = more
    return Ruling(
        id=RulingId(id_),
        article_id=ArticleId(article_id),
        subject=Subject(subject),
        start=start,
        end=end,
        verdict=Verdict(verdict),
        adjudicator=adjudicator,
        at=datetime.fromisoformat(at),
        batch=RulingId(batch),
        schema_version=schema_version,
        text_sha256=text_sha256,
        trigger=None if trigger is None else Mark(*orjson.loads(trigger)),
        taken=tuple(orjson.loads(taken)),
        versions=tuple([_version_from_json(each) for each in orjson.loads(versions)]),
        result=_marks(orjson.loads(result)),
        mentions=tuple(orjson.loads(mentions)),
        cause=None if cause is None else Cause(cause),
        note=note,
        step=step,
        withdraws=None if withdraws is None else RulingId(withdraws),
    )


def _version_from_json(value: dict[str, Any]) -> SourceVersion:
    return SourceVersion(
        annotator=value["annotator"],
        marks=_marks(value["marks"]),
        mentions=tuple(value["mentions"]),
        suggestions=tuple(value["suggestions"]),
    )


def _marks(values: Sequence[Any]) -> tuple[Mark, ...]:
    return tuple([Mark(*value) for value in values])


# -- reading ----------------------------------------------------------------------------------------------------------


def load(connection: Connection) -> list[Ruling]:
    """All rulings, oldest first."""
    return [ruling_from(row) for row in connection.execute(select(ruling).order_by(ruling.c.number))]


def of_articles(connection: Connection, article_ids: Iterable[ArticleId]) -> dict[ArticleId, list[Ruling]]:
    """The rulings in these articles, oldest first; nothing where there is none."""
    found: dict[ArticleId, list[Ruling]] = defaultdict(list)
    for some in in_portions(article_ids):
        query = select(ruling).where(ruling.c.article_id.in_(some)).order_by(ruling.c.number)
        for row in connection.execute(query):
            found[ArticleId(row.article_id)].append(ruling_from(row))
    return found


def cases(connection: Connection, schema: Schema, article_ids: Sequence[ArticleId]) -> Iterator[Case]:
    """What there is to rule on in these articles, in this order, a few in memory at a time.

    Raises KeyError for an article that is not there.
    """
    names = connection.scalars(select(annotator.c.name)).all()
    own = [name for name in names if is_own_work(name) and name != SUGGESTIONS]
    done = annotation_set.c.status == Status.DONE.value
    counting = (annotation_set.c.annotator == ADJUDICATED) | (done & annotation_set.c.annotator.in_(own))
    for at in range(0, len(article_ids), _AT_ONCE):
        ids = article_ids[at : at + _AT_ONCE]
        rows = connection.execute(select(article).where(article.c.id.in_(ids)))
        articles = {ArticleId(row.id): article_from(row) for row in rows}
        sets: dict[ArticleId, list[AnnotationSet]] = defaultdict(list)
        for each in annotation_sets.load_where(connection, ids, counting):
            sets[each.article_id].append(each)
        ruled = of_articles(connection, ids)
        for id_ in ids:
            yield _case(articles[id_], schema, sets[id_], ruled.get(id_, ()))


def _case(of: Article, schema: Schema, sets: Iterable[AnnotationSet], ruled: Iterable[Ruling]) -> Case:
    by_name = {each.annotator: each for each in sets}
    empty = AnnotationSet(
        id=set_id_for(of.id, ADJUDICATED), article_id=of.id, annotator=ADJUDICATED, schema_version=schema.version
    )
    adjudicated = by_name.pop(ADJUDICATED, empty)
    return Case(article=of, schema=schema, sets=tuple(by_name.values()), adjudicated=adjudicated, rulings=tuple(ruled))


# -- writing ----------------------------------------------------------------------------------------------------------


def keep(
    database: Database, outcomes: Sequence[Outcome], known: Mapping[ArticleId, int], schema: Schema | None = None
) -> dict[ArticleId, int]:
    """Keep what was ruled, with the steps it led to, in one transaction. Returns how many rulings each article has now.

    `known` is how many each had when it was read, where it had any; `schema` is the next one, if it was ruled under
    that. Raises StaleSet if somebody ruled in one of the articles since, or wrote to its adjudicated set, and
    StaleSchema. Outcomes that are stored already are kept: whoever lost the line before hearing so may send them again.
    """
    try:
        with database.write() as connection:
            return _keep(connection, outcomes, known, schema)
    except IntegrityError:
        # On a server somebody may have begun one of the sets at the same moment. Now that it is there, it is seen.
        with database.write() as connection:
            return _keep(connection, outcomes, known, schema)


def _keep(
    connection: Connection, outcomes: Sequence[Outcome], known: Mapping[ArticleId, int], schema: Schema | None
) -> dict[ArticleId, int]:
    alone(connection, _RULING)
    fresh = [each for each in outcomes if not _is_stored(connection, each)]
    _check_not_stale(connection, fresh, known)
    if schema is not None and fresh:
        projects.change_schema(connection, schema)
    made = [each for outcome in fresh for each in outcome.rulings]
    insert_missing(connection, annotator, [annotator_row(name) for name in {each.adjudicator for each in made}])
    steps = [(outcome.entry, outcome.after) for outcome in fresh if outcome.entry is not None]
    if steps:
        edit_log.append_all(connection, steps)
    first = (connection.scalar(select(func.max(ruling.c.number))) or 0) + 1
    insert_rows(connection, ruling, [ruling_row(number, each) for number, each in enumerate(made, start=first)])
    return _counts(connection, {each.after.article_id for each in outcomes})


def _is_stored(connection: Connection, outcome: Outcome) -> bool:
    ids = [each.id for each in outcome.rulings]
    count = select(func.count()).select_from(ruling)
    found = sum(connection.scalar(count.where(ruling.c.id.in_(some))) or 0 for some in in_portions(ids))
    return found == len(ids) and (outcome.entry is None or edit_log.is_stored(connection, outcome.entry))


def _check_not_stale(connection: Connection, outcomes: Sequence[Outcome], known: Mapping[ArticleId, int]) -> None:
    counts = _counts(connection, {each.after.article_id for each in outcomes})
    stands: dict[str, int] = {}
    for portion in in_portions({each.after.id for each in outcomes}):
        query = select(annotation_set.c.id, annotation_set.c.seq).where(annotation_set.c.id.in_(portion))
        stands.update({row.id: row.seq for row in connection.execute(query)})
    there = articles.there(connection, {each.after.article_id for each in outcomes})
    for each in outcomes:
        id_, article_id = each.after.id, each.after.article_id
        if article_id not in there:
            raise StaleSet(id_, each.after.seq - (each.entry is not None), 0)
        expected, found = known.get(article_id, 0), counts.get(article_id, 0)
        if found != expected:
            raise StaleSet(id_, expected, found)
        expected, found = each.after.seq - (each.entry is not None), stands.get(id_, 0)
        if found != expected:
            raise StaleSet(id_, expected, found)
        stands[id_] = each.after.seq


def _counts(connection: Connection, article_ids: Iterable[ArticleId]) -> dict[ArticleId, int]:
    """How many rulings there are in each of these articles that has any."""
    found: dict[ArticleId, int] = {}
    query = select(ruling.c.article_id, func.count()).group_by(ruling.c.article_id)
    for some in in_portions(article_ids):
        for id_, count in connection.execute(query.where(ruling.c.article_id.in_(some))):
            found[ArticleId(id_)] = count
    return found
