"""What decisions say: the fate of every suggestion, and which articles somebody decided about. Streamed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, cast, func, select
from sqlalchemy import Row as ResultRow

from annotations.editing.fates import Suggested, fates
from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.fate import Fate
from annotations.model.ids import ArticleId, SetId
from annotations.model.mention import Kind, Outcome
from annotations.model.project import ADJUDICATED, SetSummary, is_own_work
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.store import annotation_sets
from annotations.store.article_rows import article_from
from annotations.store.engine import in_portions
from annotations.store.on_offer import LAST_RUN, suggester_order
from annotations.store.rows import run_from, suggestion_from
from annotations.store.tables import annotation_set, article, decision, log_entry, prepared, suggestion, suggestion_run
from annotations.text.tokens import TokenIndex

_AT_ONCE = 50

# What these always look for, even where they found nothing.
_KINDS = {"entities": Kind.ENTITY, "events": Kind.EVENT}


@dataclass(frozen=True, slots=True)
class _Kept:
    """A stored suggestion. `looked_at` is when its run looked at the article; None if that was not the last to look."""

    suggestion: Suggestion
    shown: bool
    looked_at: str | None


def stream(connection: Connection, annotator: str | None) -> Iterator[Fate]:
    """The fates of all suggestions in the sets of one annotator, or in everybody's own work (None)."""
    who = annotation_set.c.annotator
    wanted = who == annotator if annotator is not None else who != ADJUDICATED
    for rows in _articles(connection, wanted):
        ids = [ArticleId(row.id) for row in rows]
        sets: dict[ArticleId, list[AnnotationSet]] = defaultdict(list)
        for each in annotation_sets.load_many(connection, ids, annotator):
            if annotator is not None or is_own_work(each.annotator):
                sets[each.article_id].append(each)
        kept = _ever(connection, ids)
        looked = _looked(connection, ids)
        facts = _facts(connection, ids)
        for row in rows:
            id_ = ArticleId(row.id)
            tokens = TokenIndex(article_from(row).tokens)
            for each in sets[id_]:
                blind, done_at = facts[each.id]
                suggested = _suggested(kept[id_], looked[id_], done_at)
                yield from fates(each, suggested, tokens, row.text, blind=blind)


def decided(connection: Connection, annotator: str) -> Iterator[tuple[Article, AnnotationSet, list[Suggestion]]]:
    """Each article that the annotator has begun, with the set and the suggestions rejected in it (one may
    come under several runs)."""
    for rows in _articles(connection, annotation_set.c.annotator == annotator):
        ids = [ArticleId(row.id) for row in rows]
        sets = {each.article_id: each for each in annotation_sets.load_many(connection, ids, annotator)}
        rejected = _rejected(connection, ids, annotator)
        for row in rows:
            yield article_from(row), sets[ArticleId(row.id)], rejected[ArticleId(row.id)]


def step_times(connection: Connection, set_ids: Iterable[SetId]) -> dict[SetId, list[datetime]]:
    """When the steps of these sets were made, in order; those of one batch are one."""
    found: dict[SetId, list[datetime]] = {}
    step = func.coalesce(log_entry.c.batch_id, cast(log_entry.c.seq, String))
    query = select(log_entry.c.set_id, func.min(log_entry.c.at).label("at")).group_by(log_entry.c.set_id, step)
    for portion in in_portions(set_ids):
        for set_id, at in connection.execute(query.where(log_entry.c.set_id.in_(portion)).order_by("at")):
            found.setdefault(SetId(set_id), []).append(datetime.fromisoformat(at))
    return found


def to_learn_from(summaries: Sequence[SetSummary]) -> str | None:
    """Whose sets are the best evidence: the rulings, else those of whoever finished most. None if nobody began."""
    if any(each.annotator == ADJUDICATED and each.done for each in summaries):
        return ADJUDICATED
    own = [each for each in summaries if is_own_work(each.annotator)]
    best = min(own, key=lambda each: (-each.done, -each.articles, -each.mentions, each.annotator), default=None)
    return best.annotator if best is not None else None


def _articles(connection: Connection, wanted: ColumnElement[bool]) -> Iterator[Sequence[ResultRow[Any]]]:
    begun = select(annotation_set.c.id).where(annotation_set.c.article_id == article.c.id, wanted).exists()
    query = select(article).where(begun).order_by(article.c.position).limit(_AT_ONCE)
    after = -1
    while rows := connection.execute(query.where(article.c.position > after)).all():
        after = rows[-1].position
        yield rows


def _said(*more: ColumnElement[Any]) -> Select[Any]:
    """Stored suggestions with their runs."""
    run = (suggestion_run.c.suggester, suggestion_run.c.version, suggestion_run.c.settings)
    return select(suggestion, *run, *more).join(suggestion_run, suggestion_run.c.id == suggestion.c.run_id)


def _ever(connection: Connection, ids: Sequence[ArticleId]) -> dict[ArticleId, list[_Kept]]:
    """All that is stored of suggestions for these articles, the oldest run first."""
    query = (
        _said(prepared.c.at.label("looked_at"))
        .outerjoin(prepared, LAST_RUN)
        .where(suggestion.c.article_id.in_(ids))
        .order_by(suggestion_run.c.at, suggestion.c.run_id, suggestion.c.start, suggestion.c.end, suggestion.c.id)
    )
    found: dict[ArticleId, list[_Kept]] = defaultdict(list)
    for row in connection.execute(query):
        found[ArticleId(row.article_id)].append(_Kept(suggestion_from(row), bool(row.shown), row.looked_at))
    return found


def _rejected(connection: Connection, ids: Sequence[ArticleId], annotator: str) -> dict[ArticleId, list[Suggestion]]:
    query = (
        _said()
        .join(annotation_set, annotation_set.c.article_id == suggestion.c.article_id)
        .join(decision, decision.c.set_id == annotation_set.c.id)
        .where(
            suggestion.c.article_id.in_(ids),
            annotation_set.c.annotator == annotator,
            decision.c.suggestion_id == suggestion.c.id,
            decision.c.outcome == Outcome.REJECTED.value,
        )
    )
    found: dict[ArticleId, list[Suggestion]] = defaultdict(list)
    for row in connection.execute(query):
        found[ArticleId(row.article_id)].append(suggestion_from(row))
    return found


def _looked(connection: Connection, ids: Sequence[ArticleId]) -> dict[ArticleId, list[ResultRow[Any]]]:
    """The last run of each suggester at these articles, those first whose suggestions go first."""
    query = (
        select(prepared.c.article_id, prepared.c.at.label("looked_at"), suggestion_run)
        .join(suggestion_run, suggestion_run.c.id == prepared.c.run_id)
        .where(prepared.c.article_id.in_(ids))
    )
    found: dict[ArticleId, list[ResultRow[Any]]] = defaultdict(list)
    for row in sorted(connection.execute(query), key=lambda row: suggester_order(row.suggester)):
        found[ArticleId(row.article_id)].append(row)
    return found


def _facts(connection: Connection, ids: Sequence[ArticleId]) -> dict[str, tuple[bool, str | None]]:
    """Of each set for these articles: whether it is blind, and when it was finished."""
    query = select(annotation_set.c.id, annotation_set.c.blind, annotation_set.c.done_at)
    rows = connection.execute(query.where(annotation_set.c.article_id.in_(ids)))
    return {row.id: (bool(row.blind), row.done_at) for row in rows}


def _suggested(kept: Sequence[_Kept], looked: Sequence[ResultRow[Any]], done_at: str | None) -> Suggested:
    """What lay before somebody who finished at that time: nothing of runs that looked only later."""
    ever = tuple(each.suggestion for each in kept)
    if done_at is None:
        return Suggested(ever=ever)
    shown = tuple(
        each.suggestion for each in kept if each.shown and each.looked_at is not None and each.looked_at <= done_at
    )
    runs: dict[Kind, SuggestionRun] = {}
    for row in looked:
        if row.looked_at <= done_at:
            kinds = {each.mention.kind for each in shown if each.run.id == row.id}
            if row.suggester in _KINDS:
                kinds.add(_KINDS[row.suggester])
            for kind in kinds:
                runs.setdefault(kind, run_from(row, row.id))
    return Suggested(ever=ever, shown=shown, looked=runs)
