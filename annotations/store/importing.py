"""The part of a workspace that knows what was imported, and takes it back."""

from collections.abc import Collection

from annotations.model.project import ImportBatch, UndoneImport
from annotations.store import articles, import_batches, undoing
from annotations.store.engine import Database


class ImportWorkspace:
    """What `Workspace` does for imports besides taking them in. Every method may raise StoreUnavailable."""

    _database: Database

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

    def known_texts(self, sha256s: Collection[str]) -> set[str]:
        """Those of the hashes of texts whose article is in the project."""
        with self._database.read() as connection:
            return articles.known_texts(connection, sha256s)
