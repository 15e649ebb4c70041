"""The part of a workspace that settles disagreements: what there is to rule on, the rulings, and the guidelines."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from annotations.agreement.cases import Case, Outcome
from annotations.errors import StaleSchema
from annotations.model.annotation_set import AnnotationSet
from annotations.model.ids import ArticleId
from annotations.model.ruling import Ruling
from annotations.model.schema import Schema
from annotations.store import projects, rulings
from annotations.store.engine import Database


class RulingWorkspace:
    """What `Workspace` does for the adjudicator. Every method may raise StoreUnavailable, also for what is damaged."""

    _database: Database
    _schema: Schema

    def __init__(self) -> None:
        # How many rulings were there in the cases read: who rules on one is told if somebody else did meanwhile.
        self._known_rulings: dict[ArticleId, int] = {}

    def cases(self, article_ids: Sequence[ArticleId]) -> Iterator[Case]:
        """What there is to rule on in these articles, in this order: all as it is at the first one.

        A few articles are in memory at a time. Raises KeyError for an article that is not there.
        """
        with self._database.read() as connection:
            for case in rulings.cases(connection, self._schema, article_ids):
                self._known_rulings[case.article.id] = len(case.rulings)
                yield case

    def rulings(self, article_id: ArticleId | None = None) -> list[Ruling]:
        """The rulings in an article, or in all (None), oldest first."""
        with self._database.read() as connection:
            if article_id is None:
                return rulings.load(connection)
            return rulings.of_articles(connection, [article_id]).get(article_id, [])

    def rule(self, outcomes: Sequence[Outcome], schema: Schema | None = None) -> None:
        """Keep what was ruled on cases read through here, with the steps it led to: all or none.

        `schema` is a changed one that it was ruled under; it is put in place of that of now, as by `change_schema`.
        Raises StaleSet if somebody else ruled in one of the articles since it was read, or wrote to its adjudicated
        set, and StaleSchema.
        """
        under = self._schema if schema is None else replace(schema, version=schema.version + 1)
        stamped = [replace(each, after=replace(each.after, schema_version=under.version)) for each in outcomes]
        with self._reading_schema_if_stale():
            self._known_rulings |= rulings.keep(self._database, stamped, self._known_rulings, schema)
        self._schema = under

    def change_schema(self, schema: Schema) -> Schema:
        """Put a changed schema in place of that of now, as its next version; work done under older ones stays as it is.

        Returns it under its new version, or that of now if nothing differs. Raises StaleSchema unless `schema` was made
        of the version that stands; `self.schema` is that one then.
        """
        with self._reading_schema_if_stale(), self._database.write() as connection:
            self._schema = projects.change_schema(connection, schema)
        return self._schema

    @contextmanager
    def _reading_schema_if_stale(self) -> Iterator[None]:
        try:
            yield
        except StaleSchema:
            with self._database.read() as connection:
                _, self._schema = projects.title_and_schema(connection)
            raise

    def _stamped(self, after: AnnotationSet) -> AnnotationSet:
        """The set as one that was edited last under the schema of now."""
        return replace(after, schema_version=self._schema.version)
