"""Taking an import back: what it brought goes, but for what somebody worked on since."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Select, and_, select, tuple_
from sqlalchemy import Row as ResultRow

from annotations.model.ids import ArticleId
from annotations.model.project import Kept, UndoneImport
from annotations.store import import_batches, on_offer, search
from annotations.store.engine import alone, in_portions
from annotations.store.import_batches import IMPORTING
from annotations.store.rows import schema_from
from annotations.store.tables import (
    annotation_set,
    article,
    decision,
    import_batch,
    imported_article,
    log_entry,
    mention,
    metadata,
    prepared,
    ruling,
    schema_version,
    suggestion,
)

# Why something stays.
CHANGED = "changed since by {0}"
ANNOTATED = "annotated since by {0}"
IMPORTED = "a later import brought annotations of {0}"
RULED = "there are rulings in it"
DECIDED = "suggestions that it brought were decided on since"


def undo(connection: Connection, batch_id: str) -> UndoneImport:
    """Take an import back, within the caller's transaction. Raises KeyError if it is not one that can be undone."""
    alone(connection, IMPORTING)
    batch = connection.execute(select(import_batch).where(import_batch.c.id == batch_id)).one_or_none()
    if batch is None:
        raise KeyError(batch_id)
    whole = _brought(connection, batch_id)
    concerned = {**whole, **_added_to(connection, batch)}
    on_offer.hold(connection, concerned)
    undoing = _Undoing(connection, batch, concerned)
    for portion in in_portions(concerned):
        undoing.take_back([id_ for id_ in portion if id_ in whole], [id_ for id_ in portion if id_ not in whole])
    import_batches.forget(connection, batch_id)
    return UndoneImport(
        articles=undoing.articles,
        sets=undoing.sets,
        kept=tuple(undoing.kept),
        labels=tuple(label for label in _labels_before(connection, batch) if not _in_use(connection, label)),
    )


def _labels_before(connection: Connection, batch: ResultRow[Any]) -> list[str]:
    """The labels that the last change of the schema before an import brought."""
    query = select(schema_version.c.json).where(schema_version.c.at <= batch.at)
    stored = connection.scalars(query.order_by(schema_version.c.version.desc()).limit(2))
    last, *before = [[label.code for label in schema_from(json).labels] for json in stored]
    return [code for code in last if before and code not in before[0]]


def _in_use(connection: Connection, label: str) -> bool:
    there = (select(table.c.label).where(table.c.label == label).limit(1) for table in (mention, suggestion))
    return any(connection.scalar(query) is not None for query in there)


def _brought(connection: Connection, batch_id: str) -> dict[ArticleId, str]:
    """The articles that the import brought, with what each is called."""
    query = (
        select(article.c.id, article.c.heading)
        .join(imported_article, imported_article.c.article_id == article.c.id)
        .where(imported_article.c.batch_id == batch_id)
        .order_by(article.c.position)
    )
    return {ArticleId(row.id): row.heading for row in connection.execute(query)}


def _added_to(connection: Connection, batch: ResultRow[Any]) -> dict[ArticleId, str]:
    """The articles in which it brought sets or suggestions."""
    with_sets = (
        select(annotation_set.c.article_id)
        .join(log_entry, and_(log_entry.c.set_id == annotation_set.c.id, log_entry.c.seq == 1))
        .where(log_entry.c.batch_id == batch.id)
    )
    with_suggestions = select(prepared.c.article_id).where(prepared.c.at == batch.at)
    query = select(article.c.id, article.c.heading).order_by(article.c.position)
    return {
        ArticleId(row.id): row.heading
        for ids in (with_sets, with_suggestions)
        for row in connection.execute(query.where(article.c.id.in_(ids)))
    }


class _Undoing:
    """An undo that is going on: what went so far, and what stays."""

    def __init__(self, connection: Connection, batch: ResultRow[Any], titles: dict[ArticleId, str]) -> None:
        self._connection = connection
        self._batch = batch
        self._titles = titles
        self.articles = self.sets = 0
        self.kept: list[Kept] = []

    def take_back(self, whole: Sequence[ArticleId], added_to: Sequence[ArticleId]) -> None:
        """Some articles that it brought, and some in which it brought something."""
        sets, ruled = self._sets((*whole, *added_to)), self._ruled((*whole, *added_to))
        self._take_back_articles({id_: sets[id_] for id_ in whole}, ruled)
        mine = [each for id_ in added_to for each in sets[id_] if each.batch_id == self._batch.id]
        self._take_back_sets(mine, ruled)
        self._take_back_suggestions(added_to)

    def _take_back_articles(self, with_sets: Mapping[ArticleId, Sequence[ResultRow[Any]]], ruled: set[str]) -> None:
        going = []
        for id_, sets in with_sets.items():
            why = RULED if id_ in ruled else next(filter(None, map(self._work, sets)), None)
            if why is None:
                going.append(id_)
                self.sets += len(sets)
            else:
                self._keep(id_, why)
        _remove_articles(self._connection, going)
        self.articles += len(going)

    def _take_back_sets(self, sets: Sequence[ResultRow[Any]], ruled: set[str]) -> None:
        going = []
        for each in sets:
            why = RULED if each.article_id in ruled else self._work(each)
            if why is None:
                going.append(each.id)
            else:
                self._keep(each.article_id, why)
        for portion in in_portions(going):
            _remove_sets(self._connection, portion)
        self.sets += len(going)

    def _keep(self, article_id: ArticleId, why: str) -> None:
        self.kept.append(Kept(self._titles[article_id], why))

    def _sets(self, article_ids: Sequence[ArticleId]) -> dict[ArticleId, list[ResultRow[Any]]]:
        """All sets of these articles, each with the import that began it."""
        first = and_(log_entry.c.set_id == annotation_set.c.id, log_entry.c.seq == 1)
        columns = [annotation_set.c[name] for name in ("id", "article_id", "annotator", "seq")]
        query: Select[Any] = (
            select(*columns, log_entry.c.batch_id, log_entry.c.edit_name)
            .join(log_entry, first)
            .where(annotation_set.c.article_id.in_(article_ids))
            .order_by(annotation_set.c.annotator)
        )
        found: dict[ArticleId, list[ResultRow[Any]]] = defaultdict(list)
        for row in self._connection.execute(query):
            found[ArticleId(row.article_id)].append(row)
        return found

    def _ruled(self, article_ids: Sequence[ArticleId]) -> set[str]:
        query = select(ruling.c.article_id).where(ruling.c.article_id.in_(article_ids)).distinct()
        return set(self._connection.scalars(query))

    def _work(self, of: ResultRow[Any]) -> str | None:
        """What is in a set that this import did not bring, or None."""
        if of.batch_id != self._batch.id:
            imported = of.edit_name == "import" and of.seq == 1
            return (IMPORTED if imported else ANNOTATED).format(of.annotator)
        return CHANGED.format(of.annotator) if of.seq > 1 else None

    def _take_back_suggestions(self, article_ids: Sequence[ArticleId]) -> None:
        """Those that it brought for articles that were there, unless they are behind what somebody decided or finished
        since."""
        at = self._batch.at
        query = select(prepared).where(prepared.c.article_id.in_(article_ids), prepared.c.at == at)
        looked = {(row.article_id, row.run_id): row for row in self._connection.execute(query)}
        if not looked:
            return
        done_since = annotation_set.c.article_id.in_(article_ids), annotation_set.c.done_at >= at
        finished = set(self._connection.scalars(select(annotation_set.c.article_id).where(*done_since)))
        decided = self._decided(article_ids)
        going = []
        for key, row in looked.items():
            if row.article_id in finished or key in decided:
                self._keep(ArticleId(row.article_id), DECIDED)
            else:
                going.append(key)
        for table in (prepared, suggestion):
            of_run = tuple_(table.c.article_id, table.c.run_id)
            for portion in in_portions(going):
                self._connection.execute(table.delete().where(of_run.in_(portion)))
        on_offer.settle(self._connection, [ArticleId(id_) for id_ in dict.fromkeys(id_ for id_, _ in going)])

    def _decided(self, article_ids: Sequence[ArticleId]) -> set[tuple[str, str]]:
        """The articles and runs of which somebody decided about a suggestion."""
        query = (
            select(suggestion.c.article_id, suggestion.c.run_id)
            .join(annotation_set, annotation_set.c.article_id == suggestion.c.article_id)
            .join(
                decision,
                and_(decision.c.set_id == annotation_set.c.id, decision.c.suggestion_id == suggestion.c.id),
            )
            .where(suggestion.c.article_id.in_(article_ids))
            .distinct()
        )
        return {(row.article_id, row.run_id) for row in self._connection.execute(query)}


def _remove_articles(connection: Connection, ids: Collection[ArticleId]) -> None:
    """Remove articles with every row that belongs to them."""
    search.forget(connection, ids)
    _remove_sets(connection, select(annotation_set.c.id).where(annotation_set.c.article_id.in_(ids)))
    for column in _columns_naming(article.c.id):
        connection.execute(column.table.delete().where(column.in_(ids)))
    connection.execute(article.delete().where(article.c.id.in_(ids)))


def _remove_sets(connection: Connection, ids: Collection[str] | Select[str]) -> None:
    """Remove sets with every row that belongs to them."""
    for column in _columns_naming(annotation_set.c.id):
        connection.execute(column.table.delete().where(column.in_(ids)))
    connection.execute(annotation_set.delete().where(annotation_set.c.id.in_(ids)))


def _columns_naming(key: Column[str]) -> list[Column[Any]]:
    """The columns of other tables that refer to this one."""
    return [column for table in metadata.sorted_tables for column in table.c if column.references(key)]
