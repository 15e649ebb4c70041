"""What is on offer: which suggestions of the last runs are shown, and the counters that say how many are left.

A suggestion is on offer while its run is the last by which its suggester looked at the article, and while it is shown:
it reaches the threshold of its label, and no suggester that comes before its own says the same.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    and_,
    case,
    func,
    not_,
    or_,
    select,
    true,
    tuple_,
)

from annotations.model.annotation_set import Status
from annotations.model.ids import ArticleId, SetId
from annotations.store import project_settings
from annotations.store.engine import in_portions
from annotations.store.tables import annotation_set, article, decision, prepared, suggestion

LAST_RUN = (prepared.c.article_id == suggestion.c.article_id) & (prepared.c.run_id == suggestion.c.run_id)

# Of those that say the same, the first is shown; the others follow by name.
SUGGESTER_ORDER = ("entities", "events")


def suggester_order(suggester: str) -> tuple[int, str]:
    """Sort key of suggesters: whose suggestion is shown of those that say the same."""
    known = suggester in SUGGESTER_ORDER
    return (SUGGESTER_ORDER.index(suggester) if known else len(SUGGESTER_ORDER), suggester)


def settle(connection: Connection, article_ids: Sequence[ArticleId] | None = None) -> None:
    """Work out anew what is shown for these articles, and bring the counters in line with that.

    With None: for all that nobody has finished. What was shown when an article was finished stays as it was, or what
    became of it, and what another threshold would have done, would change with every threshold.
    """
    thresholds = dict(project_settings.load(connection).thresholds)
    if article_ids is None:
        done = annotation_set.c.status == Status.DONE.value
        finished = select(annotation_set.c.id).where(annotation_set.c.article_id == suggestion.c.article_id, done)
        _show(connection, _misshown(thresholds, ~finished.exists()))
        _recount(connection, true())
        return
    for portion in in_portions(article_ids):
        _show(connection, _misshown(thresholds, suggestion.c.article_id.in_(portion)))
        _recount(connection, article.c.id.in_(portion))


def _misshown(thresholds: dict[str, float], where: ColumnElement[bool]) -> Select[str, str, str]:
    """The keys of suggestions on offer that are shown and should not be, or the other way round."""
    reaches: ColumnElement[bool] = true()
    if thresholds:
        least = case(thresholds, value=suggestion.c.label, else_=0.0)
        reaches = or_(suggestion.c.score.is_(None), suggestion.c.score >= least)
    good_enough = case((reaches, 1), else_=0)
    claim = (suggestion.c.article_id, *(suggestion.c[name] for name in ("kind", "start", "end", "label")))
    names = {name: place for place, name in enumerate(SUGGESTER_ORDER)}
    order = (case(names, value=prepared.c.suggester, else_=len(names)), prepared.c.suggester)
    place = func.rank().over(partition_by=(*claim, good_enough), order_by=order)
    each = (
        select(
            suggestion.c.article_id,
            suggestion.c.run_id,
            suggestion.c.id,
            suggestion.c.shown,
            good_enough.label("good_enough"),
            place.label("place"),
        )
        .join(prepared, LAST_RUN)
        .where(where)
        .subquery()
    )
    wanted = and_(each.c.good_enough == 1, each.c.place == 1)
    wrong = case((wanted, not_(each.c.shown)), else_=each.c.shown)
    return select(each.c.article_id, each.c.run_id, each.c.id).where(wrong)


def _show(connection: Connection, misshown: Select[str, str, str]) -> None:
    key = tuple_(suggestion.c.article_id, suggestion.c.run_id, suggestion.c.id)
    connection.execute(suggestion.update().where(key.in_(misshown)).values(shown=not_(suggestion.c.shown)))


def on_offer() -> ScalarSelect[int]:
    """How many suggestions are on offer for the article of the row at hand."""
    return (
        select(func.count())
        .select_from(suggestion.join(prepared, LAST_RUN))
        .where(suggestion.c.article_id == article.c.id, suggestion.c.shown)
        .scalar_subquery()
    )


def decided_on_offer() -> ScalarSelect[int]:
    """How many of the suggestions on offer are decided in the set of the row at hand."""
    return (
        select(func.count())
        .select_from(decision.join(suggestion, suggestion.c.id == decision.c.suggestion_id).join(prepared, LAST_RUN))
        .where(
            decision.c.set_id == annotation_set.c.id,
            suggestion.c.article_id == annotation_set.c.article_id,
            suggestion.c.shown,
        )
        .scalar_subquery()
    )


def hold(connection: Connection, article_ids: Iterable[ArticleId] | None) -> None:
    """Let nobody else decide on, or replace, what is on offer for these articles (None: for all) until the transaction
    ends. Comes before anything else a transaction locks, so that two of them never wait for each other.
    """
    every = select(article.c.id).order_by(article.c.position).with_for_update()
    if article_ids is None:
        connection.execute(every)
        return
    for portion in in_portions(article_ids):
        connection.execute(every.where(article.c.id.in_(portion)))


def _recount(connection: Connection, where: ColumnElement[bool]) -> None:
    counted = on_offer()
    # Only rows that change: an article's row holds its text, and all of it would be written again.
    connection.execute(
        article.update().where(where, article.c.suggestion_count != counted).values(suggestion_count=counted)
    )
    of_articles = annotation_set.c.article_id.in_(select(article.c.id).where(where))
    _recount_decided(connection, of_articles)


def recount_decided(connection: Connection, set_ids: Iterable[SetId]) -> None:
    """Count again how many of the suggestions on offer are decided in these sets."""
    for portion in in_portions(set_ids):
        _recount_decided(connection, annotation_set.c.id.in_(portion))


def _recount_decided(connection: Connection, where: ColumnElement[bool]) -> None:
    counted = decided_on_offer()
    connection.execute(
        annotation_set.update().where(where, annotation_set.c.decided_count != counted).values(decided_count=counted)
    )
