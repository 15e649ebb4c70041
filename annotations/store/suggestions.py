"""Suggestions: keeping those of a run, what is on offer now, and which articles still lack a run."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, func, or_, select, true

from annotations.model.ids import ArticleId, MentionId, RunId
from annotations.model.mention import EventMention, reading_order
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.store import articles, on_offer, order
from annotations.store.engine import in_portions, insert_missing, insert_rows, replace_row
from annotations.store.inserting import insert_values
from annotations.store.rows import now, run_row, suggestion_from, suggestion_values, to_time
from annotations.store.tables import annotation_set, article, decision, prepared, suggestion, suggestion_run


def of_articles(
    connection: Connection, article_ids: Iterable[ArticleId], *, with_hidden: bool = False
) -> dict[ArticleId, list[Suggestion]]:
    """What is on offer for each of these articles, in reading order; `with_hidden`: also what is not shown.

    A role filled by a suggestion that is hidden because another one says the same is filled by that other one.
    """
    found: dict[ArticleId, list[Suggestion]] = defaultdict(list)
    hidden: dict[ArticleId, list[Suggestion]] = defaultdict(list)
    query = select(suggestion, suggestion_run.c.suggester, suggestion_run.c.version, suggestion_run.c.settings)
    query = query.join(prepared, on_offer.LAST_RUN).join(suggestion_run, suggestion_run.c.id == suggestion.c.run_id)
    for portion in in_portions(article_ids):
        for row in connection.execute(query.where(suggestion.c.article_id.in_(portion))):
            into = found if row.shown or with_hidden else hidden
            into[ArticleId(row.article_id)].append(suggestion_from(row))
    for id_, many in found.items():
        standing = _standing(many, hidden.get(id_, ()))
        found[id_] = sorted(
            (_filled_by(each, standing) for each in many) if standing else many,
            key=lambda one: reading_order(one.mention),
        )
    return found


def _standing(shown: Iterable[Suggestion], hidden: Sequence[Suggestion]) -> dict[MentionId, MentionId]:
    """Which suggestion is shown in the place of a hidden one that says the same."""
    if not hidden:
        return {}
    said = {_claim(each): each.mention.id for each in shown}
    return {each.mention.id: said[_claim(each)] for each in hidden if _claim(each) in said}


def _claim(of: Suggestion) -> tuple[object, ...]:
    return (of.mention.kind, of.mention.span, of.mention.label)


def _filled_by(proposed: Suggestion, standing: Mapping[MentionId, MentionId]) -> Suggestion:
    mention = proposed.mention
    if not isinstance(mention, EventMention) or not any(each.target in standing for each in mention.arguments):
        return proposed
    filled = tuple(replace(each, target=standing.get(each.target, each.target)) for each in mention.arguments)
    return replace(proposed, mention=mention.with_arguments(filled))


def save(connection: Connection, run: SuggestionRun, by_article: Mapping[ArticleId, Sequence[Suggestion]]) -> None:
    """Put what a run found in place of what its suggester said before; what was decided on is kept.

    Articles that were taken away since the run looked at them are passed over.
    """
    on_offer.hold(connection, by_article)
    insert_missing(connection, suggestion_run, [run_row(run)])
    at, there = now(), articles.there(connection, by_article)
    for portion in in_portions(id_ for id_ in by_article if id_ in there):
        _clear(connection, run.suggester, portion)
        rows = [suggestion_values(id_, each) for id_ in portion for each in by_article[id_]]
        insert_values(connection, suggestion, rows, missing_only=True)
        replace_row(
            connection,
            prepared,
            [{"article_id": id_, "suggester": run.suggester, "run_id": run.id, "at": at} for id_ in portion],
        )
        on_offer.settle(connection, portion)


def save_new(
    connection: Connection,
    found: Sequence[tuple[ArticleId, Sequence[Suggestion]]],
    at: datetime,
    settled: Collection[ArticleId],
) -> None:
    """Keep suggestions, brought at that moment, of articles for which these suggesters have said nothing before.

    All suggestions for the articles that are `settled` are shown, and are counted already.
    """
    runs = {each.run.id: each.run for _, many in found for each in many}
    insert_missing(connection, suggestion_run, [run_row(run) for run in runs.values()])
    rows = [suggestion_values(id_, each) for id_, many in found for each in many]
    insert_values(connection, suggestion, rows, missing_only=True)
    looked = {(id_, each.run.suggester): each.run.id for id_, many in found for each in many}
    insert_rows(
        connection,
        prepared,
        [
            {"article_id": id_, "suggester": name, "run_id": run, "at": to_time(at)}
            for (id_, name), run in looked.items()
        ],
    )
    on_offer.settle(connection, [id_ for id_, _ in found if id_ not in settled])


def withdraw(connection: Connection, suggester: str) -> None:
    """Take all that a suggester said off offer; what was decided on is kept, as what it said once."""
    looked = prepared.c.suggester == suggester
    article_ids = _ids(connection, select(prepared.c.article_id).where(looked))
    on_offer.hold(connection, article_ids)
    for portion in in_portions(article_ids):
        _clear(connection, suggester, portion)
    connection.execute(prepared.delete().where(looked))
    on_offer.settle(connection, article_ids)


def _clear(connection: Connection, suggester: str, article_ids: Sequence[ArticleId]) -> None:
    runs = select(suggestion_run.c.id).where(suggestion_run.c.suggester == suggester)
    decided = (
        select(decision.c.suggestion_id)
        .join(annotation_set, annotation_set.c.id == decision.c.set_id)
        .where(
            annotation_set.c.article_id == suggestion.c.article_id,
            decision.c.suggestion_id == suggestion.c.id,
        )
        .correlate(suggestion)
        .exists()
    )
    connection.execute(
        suggestion.delete().where(suggestion.c.article_id.in_(article_ids), suggestion.c.run_id.in_(runs), ~decided)
    )


def unprepared(
    connection: Connection,
    run_ids: Sequence[RunId],
    limit: int,
    from_article: ArticleId | None,
    never_by: Collection[str] = (),
    *,
    spare_finished: bool = False,
) -> list[ArticleId]:
    """Articles that lack one of these runs, in the order of the queue: from the given one on, itself included, then
    those before it.

    With `never_by`: only those at which one of these suggesters has never looked, in whatever run. With
    `spare_finished`, what was on offer when an article was finished stays as it was: finished ones are left out, unless
    nobody ever looked at them.
    """
    if not run_ids or limit <= 0:
        return []
    where = [_looked(prepared.c.run_id.in_(set(run_ids))) < len(set(run_ids))]
    if never_by:
        where.append(_looked(prepared.c.suggester.in_(set(never_by))) < len(set(never_by)))
    if spare_finished:
        where.append(or_(~order.finished(), _looked(true()) == 0))
    place = order.place(connection)
    lacking = select(article.c.id).where(*where).order_by(place)
    if from_article is None:
        return _ids(connection, lacking.limit(limit))
    here = connection.scalar(select(place).where(article.c.id == from_article))
    first = _ids(connection, lacking.where(place >= here).limit(limit))
    if len(first) == limit:
        return first
    return first + _ids(connection, lacking.where(place < here).limit(limit - len(first)))


def _looked(condition: ColumnElement[bool]) -> ScalarSelect[int]:
    of_article = prepared.c.article_id == article.c.id
    return select(func.count()).select_from(prepared).where(of_article, condition).scalar_subquery()


def _ids(connection: Connection, query: Select[str]) -> list[ArticleId]:
    return [ArticleId(id_) for id_ in connection.scalars(query)]
