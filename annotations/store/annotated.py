"""Articles with their sets, streamed to whoever writes them out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy import Row as ResultRow

from annotations.model.annotation_set import AnnotationSet
from annotations.model.ids import ArticleId, set_id_for
from annotations.model.mention import EventMention, Origin
from annotations.model.project import SUGGESTIONS, AnnotatedArticle
from annotations.model.suggestion import Suggestion
from annotations.store import annotation_sets, suggestions
from annotations.store.article_rows import article_from
from annotations.store.tables import annotation_set, article, prepared

_AT_ONCE = 50


def stream(
    connection: Connection,
    schema_version: int,
    annotator: str | None,
    *,
    done_only: bool,
    with_suggestions: bool,
    suggestions_as_set: bool,
) -> Iterator[AnnotatedArticle]:
    """Articles in the order of import, a few in memory at a time.

    Of one annotator: the articles that have a set. Of all (None): every article, unless `done_only`. With
    `suggestions_as_set`: the articles that suggesters looked at, with a set of what they say.
    """
    query = select(article).order_by(article.c.position).limit(_AT_ONCE)
    of_article = annotation_set.c.article_id == article.c.id
    if suggestions_as_set:
        query = query.where(select(prepared).where(prepared.c.article_id == article.c.id).exists())
    elif annotator is not None or done_only:
        wanted = select(annotation_set.c.id).where(of_article)
        if annotator is not None:
            wanted = wanted.where(annotation_set.c.annotator == annotator)
        if done_only:
            wanted = wanted.where(annotation_set.c.status == "done")
        query = query.where(wanted.exists())
    after = -1
    while rows := connection.execute(query.where(article.c.position > after)).all():
        after = rows[-1].position
        ids = [ArticleId(row.id) for row in rows]
        offered = suggestions.of_articles(connection, ids) if with_suggestions or suggestions_as_set else {}
        sets: dict[ArticleId, list[AnnotationSet]] = {}
        if suggestions_as_set:
            sets = {id_: [as_set(id_, offered.get(id_, ()), schema_version)] for id_ in ids}
        else:
            for each in annotation_sets.load_many(connection, ids, annotator, done_only=done_only):
                sets.setdefault(each.article_id, []).append(each)
        closed = {id_: _closed(many) for id_, many in offered.items()} if with_suggestions else {}
        for row in rows:
            yield _annotated(row, sets, closed, schema_version)


def _annotated(
    row: ResultRow[Any],
    sets: dict[ArticleId, list[AnnotationSet]],
    offered: dict[ArticleId, list[Suggestion]],
    schema_version: int,
) -> AnnotatedArticle:
    id_ = ArticleId(row.id)
    own = tuple(sets.get(id_, ()))
    return AnnotatedArticle(
        article=article_from(row),
        sets=own,
        suggestions=tuple(offered.get(id_, ())),
        schema_version=own[0].schema_version if own else schema_version,
    )


def _closed(offered: Sequence[Suggestion]) -> list[Suggestion]:
    """What is on offer, with roles filled only by what is on offer too, and by no event itself."""
    ids = {each.mention.id for each in offered}
    closed = []
    for each in offered:
        mention = each.mention
        if isinstance(mention, EventMention):
            kept = tuple(each for each in mention.arguments if each.target in ids and each.target != mention.id)
            each = replace(each, mention=mention.with_arguments(kept))
        closed.append(each)
    return closed


def as_set(article_id: ArticleId, offered: Sequence[Suggestion], schema_version: int) -> AnnotationSet:
    """What suggesters say about an article, in the shape of a set. Roles keep only fillers that are on offer too."""
    mentions = {}
    for each in _closed(offered):
        origin = Origin(by="suggestion", suggestion=each.id, run=each.run.id, score=each.score)
        mentions[each.mention.id] = replace(each.mention, origin=origin)
    return AnnotationSet(
        id=set_id_for(article_id, SUGGESTIONS),
        article_id=article_id,
        annotator=SUGGESTIONS,
        schema_version=schema_version,
        mentions=MappingProxyType(mentions),
    )
