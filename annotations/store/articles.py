"""Articles: one, all in order, and the queue of one annotator."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, exists, func, select

from annotations.model.annotation_set import Status
from annotations.model.article import Article
from annotations.model.ids import ArticleId
from annotations.model.project import ArticleName, QueueRow
from annotations.model.project_settings import ProjectSettings
from annotations.model.split import TRAINING
from annotations.store import project_settings
from annotations.store.article_rows import article_from
from annotations.store.blindness import is_drawn
from annotations.store.engine import in_portions
from annotations.store.order import place
from annotations.store.search import matching
from annotations.store.tables import annotation_set, article, article_part, article_rank, prepared

_TEXTS_AT_ONCE = 50


def get(connection: Connection, article_id: ArticleId) -> Article:
    """The article of that id. Raises KeyError."""
    row = connection.execute(select(article).where(article.c.id == article_id)).one_or_none()
    if row is None:
        raise KeyError(article_id)
    return article_from(row)


def ids(connection: Connection) -> list[ArticleId]:
    """All ids in the order of import."""
    return [ArticleId(id_) for id_ in connection.scalars(select(article.c.id).order_by(article.c.position))]


def names(connection: Connection) -> list[ArticleName]:
    """What all articles are known by, in the order of import."""
    query = select(article.c.id, article.c.heading, article.c.file).order_by(article.c.position)
    return [ArticleName(ArticleId(row.id), row.heading, row.file) for row in connection.execute(query)]


def texts(connection: Connection) -> Iterator[tuple[ArticleId, str]]:
    """All articles with their texts, in the order of import."""
    query = select(article.c.id, article.c.text, article.c.position).order_by(article.c.position).limit(_TEXTS_AT_ONCE)
    after = -1
    while rows := connection.execute(query.where(article.c.position > after)).all():
        yield from ((ArticleId(row.id), row.text) for row in rows)
        after = rows[-1].position


def there(connection: Connection, article_ids: Collection[str]) -> set[str]:
    """Those of the ids that are articles; an import that is undone takes its own away."""
    query = select(article.c.id)
    return {id_ for some in in_portions(article_ids) for id_ in connection.scalars(query.where(article.c.id.in_(some)))}


def known_texts(connection: Connection, sha256s: Collection[str]) -> set[str]:
    """Those of the hashes whose text is that of an article."""
    return {
        sha256
        for some in in_portions(sha256s)
        for sha256 in connection.scalars(select(article.c.sha256).where(article.c.sha256.in_(some)))
    }


def queue(connection: Connection, annotator: str, *, search: str = "", undecided_only: bool = False) -> list[QueueRow]:
    """The articles as one annotator has them; `undecided_only` leaves out those with nothing left to decide.

    Of an article that is to be done blind there is nothing to decide until it is done.
    """
    mine = (annotation_set.c.article_id == article.c.id) & (annotation_set.c.annotator == annotator)
    of_split = (article_part.c.article_id == article.c.id) & (article_part.c.split == TRAINING)
    pinned = select(article_part.c.part).where(of_split, article_part.c.pinned).scalar_subquery()
    undecided = article.c.suggestion_count - func.coalesce(annotation_set.c.decided_count, 0)
    reason = select(article_rank.c.reason).where(article_rank.c.article_id == article.c.id).scalar_subquery()
    query = (
        select(
            article.c.id,
            article.c.heading,
            article.c.source,
            article.c.date,
            article.c.language,
            article.c.words,
            func.coalesce(annotation_set.c.status, Status.NEW.value).label("status"),
            func.coalesce(annotation_set.c.mention_count, 0).label("mentions"),
            article.c.suggestion_count,
            undecided.label("undecided"),
            exists().where(prepared.c.article_id == article.c.id).label("prepared"),
            reason.label("reason"),
            annotation_set.c.blind,
            pinned.label("pinned"),
        )
        .select_from(article.outerjoin(annotation_set, mine))
        .order_by(place(connection))
    )
    condition = matching(connection, search)
    if condition is not None:
        query = query.where(condition)
    if undecided_only:
        query = query.where(undecided > 0)
    settings = project_settings.load(connection)
    rows = [_queue_row(row, annotator, settings) for row in connection.execute(query)]
    return [row for row in rows if row.undecided] if undecided_only else rows


def _queue_row(row: Any, annotator: str, settings: ProjectSettings) -> QueueRow:
    blind = is_drawn(settings, row.id, annotator) if row.blind is None else bool(row.blind)
    return QueueRow(
        article_id=ArticleId(row.id),
        title=row.heading,
        source=row.source,
        date=row.date,
        language=row.language,
        words=row.words,
        status=row.status,
        mentions=row.mentions,
        suggestions=row.suggestion_count,
        undecided=0 if blind and row.status != Status.DONE else row.undecided,
        prepared=bool(row.prepared),
        reason=row.reason or "",
        blind=blind,
        pinned=row.pinned or "",
    )


def counts(connection: Connection) -> dict[str, int]:
    """Totals over the project."""
    done = annotation_set.c.status == Status.DONE.value
    totals = {
        "articles": select(func.count()).select_from(article),
        "words": select(func.coalesce(func.sum(article.c.words), 0)),
        "prepared": select(func.count(prepared.c.article_id.distinct())),
        "sets": select(func.count()).select_from(annotation_set),
        "done": select(func.count()).select_from(annotation_set).where(done),
        "mentions": select(func.coalesce(func.sum(annotation_set.c.mention_count), 0)),
    }
    return {name: int(connection.execute(query).scalar_one()) for name, query in totals.items()}
