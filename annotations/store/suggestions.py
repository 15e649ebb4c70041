"""Suggestions: keeping those of a run, what is on offer now, and which articles still lack a run."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, ScalarSelect, Select, func, select

from annotations.model.ids import ArticleId, RunId, SetId
from annotations.model.mention import reading_order
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.store.engine import in_portions, insert_missing, insert_rows, replace_row
from annotations.store.rows import run_row, suggestion_from, suggestion_row
from annotations.store.tables import annotation_set, article, decision, prepared, suggestion, suggestion_run

# A suggestion is on offer while its run is the last by which its suggester looked at the article.
_ON_OFFER = (prepared.c.article_id == suggestion.c.article_id) & (prepared.c.run_id == suggestion.c.run_id)


def of_articles(connection: Connection, article_ids: Iterable[ArticleId]) -> dict[ArticleId, list[Suggestion]]:
    """What is on offer for each of these articles, in reading order."""
    found: dict[ArticleId, list[Suggestion]] = defaultdict(list)
    query = select(suggestion, suggestion_run.c.suggester, suggestion_run.c.version, suggestion_run.c.settings)
    query = query.join(prepared, _ON_OFFER).join(suggestion_run, suggestion_run.c.id == suggestion.c.run_id)
    for portion in in_portions(article_ids):
        for row in connection.execute(query.where(suggestion.c.article_id.in_(portion))):
            found[ArticleId(row.article_id)].append(suggestion_from(row))
    for each in found.values():
        each.sort(key=lambda one: reading_order(one.mention))
    return found


def save(connection: Connection, run: SuggestionRun, by_article: Mapping[ArticleId, Sequence[Suggestion]]) -> None:
    """Put what a run found in place of what its suggester said before; what was decided on is kept."""
    hold(connection, by_article)
    insert_missing(connection, suggestion_run, [run_row(run)])
    for portion in in_portions(by_article):
        _clear(connection, run.suggester, portion)
        rows = [suggestion_row(id_, each) for id_ in portion for each in by_article[id_]]
        insert_missing(connection, suggestion, rows)
        replace_row(
            connection,
            prepared,
            [{"article_id": id_, "suggester": run.suggester, "run_id": run.id} for id_ in portion],
        )
        recount(connection, portion)


def save_new(connection: Connection, found: Sequence[tuple[ArticleId, Sequence[Suggestion]]]) -> None:
    """Keep suggestions of articles for which these suggesters have said nothing before."""
    runs = {each.run.id: each.run for _, many in found for each in many}
    insert_missing(connection, suggestion_run, [run_row(run) for run in runs.values()])
    insert_missing(connection, suggestion, [suggestion_row(id_, each) for id_, many in found for each in many])
    looked = {(id_, each.run.suggester): each.run.id for id_, many in found for each in many}
    insert_rows(
        connection,
        prepared,
        [{"article_id": id_, "suggester": name, "run_id": run} for (id_, name), run in looked.items()],
    )
    recount(connection, [id_ for id_, _ in found])


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


def on_offer() -> ScalarSelect[int]:
    """How many suggestions are on offer for the article of the row at hand."""
    return (
        select(func.count())
        .select_from(suggestion.join(prepared, _ON_OFFER))
        .where(suggestion.c.article_id == article.c.id)
        .scalar_subquery()
    )


def decided_on_offer() -> ScalarSelect[int]:
    """How many of the suggestions on offer are decided in the set of the row at hand."""
    return (
        select(func.count())
        .select_from(decision.join(suggestion, suggestion.c.id == decision.c.suggestion_id).join(prepared, _ON_OFFER))
        .where(decision.c.set_id == annotation_set.c.id, suggestion.c.article_id == annotation_set.c.article_id)
        .scalar_subquery()
    )


def hold(connection: Connection, article_ids: Iterable[ArticleId]) -> None:
    """Let nobody else decide on, or replace, what is on offer for these articles until the transaction ends.

    Comes before anything else a transaction locks, so that two of them never wait for each other.
    """
    for portion in in_portions(article_ids):
        held = select(article.c.id).where(article.c.id.in_(portion)).order_by(article.c.position)
        connection.execute(held.with_for_update())


def recount(connection: Connection, article_ids: Iterable[ArticleId]) -> None:
    """Bring the counters of these articles, and of the sets for them, in line with what is on offer."""
    for portion in in_portions(article_ids):
        connection.execute(article.update().where(article.c.id.in_(portion)).values(suggestion_count=on_offer()))
        sets = select(annotation_set.c.id).where(annotation_set.c.article_id.in_(portion))
        recount_decided(connection, [SetId(id_) for id_ in connection.scalars(sets)])


def recount_decided(connection: Connection, set_ids: Iterable[SetId]) -> None:
    """Count again how many of the suggestions on offer are decided in these sets."""
    for portion in in_portions(set_ids):
        of_these = annotation_set.update().where(annotation_set.c.id.in_(portion))
        connection.execute(of_these.values(decided_count=decided_on_offer()))


def unprepared(
    connection: Connection, run_ids: Sequence[RunId], limit: int, from_article: ArticleId | None
) -> list[ArticleId]:
    """Articles that lack one of these runs: from the given one on, itself included, then those before it."""
    if not run_ids or limit <= 0:
        return []
    wanted = set(run_ids)
    have = (
        select(func.count())
        .select_from(prepared)
        .where(prepared.c.article_id == article.c.id, prepared.c.run_id.in_(wanted))
        .scalar_subquery()
    )
    lacking = select(article.c.id).where(have < len(wanted)).order_by(article.c.position)
    if from_article is None:
        return _ids(connection, lacking.limit(limit))
    here = select(article.c.position).where(article.c.id == from_article).scalar_subquery()
    first = _ids(connection, lacking.where(article.c.position >= here).limit(limit))
    if len(first) == limit:
        return first
    return first + _ids(connection, lacking.where(article.c.position < here).limit(limit - len(first)))


def _ids(connection: Connection, query: Select[str]) -> list[ArticleId]:
    return [ArticleId(id_) for id_ in connection.scalars(query)]
