"""The part of a workspace that knows what was imported, and takes it back."""

from collections.abc import Callable, Collection, Iterable, Iterator

from annotations.errors import Cancelled
from annotations.model.project import ArticleName, ImportBatch, ImportReport, Rejected, UndoneImport
from annotations.model.schema import Schema
from annotations.store import articles, import_batches, undoing
from annotations.store.engine import Database
from annotations.store.foretelling import foretell
from annotations.store.intake import Incoming


class ImportWorkspace:
    """What `Workspace` does for imports besides taking them in. Every method may raise StoreUnavailable."""

    _database: Database
    _schema: Schema

    def foretell(
        self,
        records: Iterable[Incoming | Rejected],
        *,
        annotator: str | None = None,
        schema: Schema | None = None,
        on_progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ImportReport:
        """What `add` would do with records, told as it does: articles, duplicates, sets, and what it would reject in
        the order of the records. Takes nothing. Raises Cancelled.
        """

        def watched() -> Iterator[Incoming | Rejected]:
            for number, record in enumerate(records, start=1):
                if cancelled is not None and cancelled():
                    raise Cancelled
                yield record
                if on_progress is not None:
                    on_progress(number)

        with self._database.read() as connection:
            return foretell(connection, watched(), self._schema if schema is None else schema, annotator)

    def imports(self) -> list[ImportBatch]:
        """The imports that can still be undone, the newest first."""
        with self._database.read() as connection:
            return import_batches.batches(connection)

    def undo_import(self, batch_id: str) -> UndoneImport:
        """Take back what an import brought, as one step; labels that were added for it stay in the schema.

        An article on which anybody worked since stays, with all that is in it; so does a set that was changed since or
        ruled on, and what was suggested where somebody decided about it. Raises KeyError if no such import can be
        undone.
        """
        with self._database.write() as connection:
            return undoing.undo(connection, batch_id)

    def article_names(self) -> list[ArticleName]:
        """What all articles are known by, in the order of import."""
        with self._database.read() as connection:
            return articles.names(connection)

    def known_texts(self, sha256s: Collection[str]) -> set[str]:
        """Those of the hashes of texts whose article is in the project."""
        with self._database.read() as connection:
            return articles.known_texts(connection, sha256s)
