"""The order of the queue: that of import, or one that was worked out, with a reason for each article."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from annotations.model.annotation_set import Status
from annotations.model.ids import ArticleId, RunId
from annotations.model.project import OrderFacts
from annotations.store.engine import insert_rows
from annotations.store.on_offer import LAST_RUN
from annotations.store.tables import annotation_set, article, article_rank, decision, prepared, suggestion

_UNRANKED = 1_000_000_000  # what no rank reaches
_SAMPLE = 2_000  # code points


def place(connection: Connection) -> ColumnElement[Any]:
    """What to sort articles by: their rank, those without one after all others. The order of import if none has one."""
    if connection.scalar(select(article_rank.c.rank).limit(1)) is None:
        return article.c.position
    rank = select(article_rank.c.rank).where(article_rank.c.article_id == article.c.id).scalar_subquery()
    return func.coalesce(rank, article.c.position + _UNRANKED)


def finished() -> ColumnElement[bool]:
    """True for the article of the row at hand if anybody has finished it."""
    done = annotation_set.c.status == Status.DONE.value
    return select(annotation_set.c.id).where(annotation_set.c.article_id == article.c.id, done).exists()


def upcoming(
    connection: Connection, from_article: ArticleId | None, limit: int, lacking: Collection[RunId] = ()
) -> list[ArticleId]:
    """The articles of the queue that nobody has finished, from the place of the given one on; for None from the first
    one on. With `lacking`: those of them at which one of these runs has not looked last."""
    here = place(connection)
    following = select(article.c.id).where(~finished()).order_by(here).limit(limit)
    if from_article is not None:
        following = following.where(here >= connection.scalar(select(here).where(article.c.id == from_article)))
    ids = [ArticleId(id_) for id_ in connection.scalars(following)]
    if not lacking:
        return ids
    looked = select(prepared.c.article_id, prepared.c.run_id).where(
        prepared.c.article_id.in_(ids), prepared.c.run_id.in_(set(lacking))
    )
    count = Counter(row.article_id for row in connection.execute(looked))
    return [id_ for id_ in ids if count[id_] < len(set(lacking))]


def save(connection: Connection, ranked: Sequence[tuple[ArticleId, str]]) -> None:
    """Keep an order. Articles that have a place already, and that somebody has finished, keep it, before all others;
    those that were taken away since the order was worked out are passed over."""
    done = select(annotation_set.c.article_id).where(annotation_set.c.status == Status.DONE.value)
    earlier = select(article_rank).where(article_rank.c.article_id.in_(done)).order_by(article_rank.c.rank)
    named = {id_ for id_, _ in ranked}
    kept = [(row.article_id, row.reason) for row in connection.execute(earlier) if row.article_id not in named]
    there = set(connection.scalars(select(article.c.id)))
    ordered = [(id_, why) for id_, why in (*kept, *ranked) if id_ in there]
    clear(connection)
    insert_rows(
        connection,
        article_rank,
        [{"article_id": id_, "rank": rank, "reason": why} for rank, (id_, why) in enumerate(ordered)],
    )


def clear(connection: Connection) -> None:
    """Go back to the order of import."""
    connection.execute(article_rank.delete())


def facts(connection: Connection, annotator: str) -> list[OrderFacts]:
    """What an order is worked out from, of every article, in the order of import."""
    mine = (annotation_set.c.article_id == article.c.id) & (annotation_set.c.annotator == annotator)
    query = (
        select(
            article.c.id,
            article.c.date,
            article.c.source,
            func.coalesce(annotation_set.c.status, Status.NEW.value).label("status"),
            func.substr(article.c.text, 1, _SAMPLE).label("sample"),
        )
        .select_from(article.outerjoin(annotation_set, mine))
        .order_by(article.c.position)
    )
    scores = _undecided_scores(connection, annotator)
    return [
        OrderFacts(
            article_id=ArticleId(row.id),
            date=row.date,
            source=row.source,
            status=row.status,
            scores=tuple(scores.get(row.id, ())),
            sample=row.sample,
        )
        for row in connection.execute(query)
    ]


def _undecided_scores(connection: Connection, annotator: str) -> dict[str, list[float]]:
    decided = (
        select(decision.c.suggestion_id)
        .join(annotation_set, annotation_set.c.id == decision.c.set_id)
        .where(
            annotation_set.c.annotator == annotator,
            annotation_set.c.article_id == suggestion.c.article_id,
            decision.c.suggestion_id == suggestion.c.id,
        )
        .correlate(suggestion)
        .exists()
    )
    query = (
        select(suggestion.c.article_id, suggestion.c.score)
        .join(prepared, LAST_RUN)
        .where(suggestion.c.shown, suggestion.c.score.is_not(None), ~decided)
        .order_by(suggestion.c.article_id, suggestion.c.start, suggestion.c.end, suggestion.c.id)
    )
    found: dict[str, list[float]] = {}
    for row in connection.execute(query):
        found.setdefault(row.article_id, []).append(row.score)
    return found
