"""Imports, each kept with what it brought, so that it can be undone as one step."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

import orjson
from sqlalchemy import Connection, func, select
from sqlalchemy import Row as ResultRow

from annotations.model.ids import ArticleId
from annotations.model.project import ImportBatch
from annotations.store.engine import insert_rows, replace_row
from annotations.store.rows import reading, to_json, to_time
from annotations.store.tables import import_batch, imported_article, project_setting

IMPORTING = 2  # for `alone`
_FILES_KEPT = 20
# Where the greatest number of an import that is gone is kept.
LAST_NUMBER = "last_import"


class Batch:
    """One import, within its transaction. All that it writes bears its moment `at`, and its sets bear its `id`.

    It is kept once it has brought something, and must be the only one that is going on.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.id = "i" + secrets.token_hex(8)
        self.at = datetime.now(UTC)
        self._files: dict[str, None] = {}
        self._articles = 0
        self._kept = False

    def brought(self, article_ids: Sequence[ArticleId], files: Iterable[str]) -> None:
        """Something new came out of these files: these articles, or sets and suggestions of articles that were there.

        The articles are written already.
        """
        for name in (PurePath(file).name for file in files):
            if name and len(self._files) < _FILES_KEPT:
                self._files[name] = None
        if not self._kept:
            number = _last_number(self._connection) + 1
            row = {"id": self.id, "number": number, "at": to_time(self.at), "files": "[]", "articles": 0, "sets": 0}
            insert_rows(self._connection, import_batch, [row])
            self._kept = True
        self._articles += len(article_ids)
        rows = [{"article_id": id_, "batch_id": self.id} for id_ in article_ids]
        insert_rows(self._connection, imported_article, rows)

    def finish(self, sets: int) -> str:
        """Keep how much it was. Returns the id under which it can be undone, or nothing if it brought nothing."""
        if not self._kept:
            return ""
        statement = import_batch.update().where(import_batch.c.id == self.id)
        self._connection.execute(statement.values(files=to_json(list(self._files)), articles=self._articles, sets=sets))
        return self.id


def forget(connection: Connection, batch_id: str) -> None:
    """Let go of an import that was taken back. Its number is not given again: somebody may have written it down."""
    last = to_json(_last_number(connection))
    replace_row(connection, project_setting, [{"key": LAST_NUMBER, "json": last}])
    connection.execute(imported_article.delete().where(imported_article.c.batch_id == batch_id))
    connection.execute(import_batch.delete().where(import_batch.c.id == batch_id))


def _last_number(connection: Connection) -> int:
    """The greatest number that any import has or had."""
    gone = connection.scalar(select(project_setting.c.json).where(project_setting.c.key == LAST_NUMBER))
    there = connection.scalar(select(func.max(import_batch.c.number)))
    return max(there or 0, orjson.loads(gone) if gone is not None else 0)


def batches(connection: Connection) -> list[ImportBatch]:
    """The imports that can still be undone, the newest first."""
    return [_batch_from(row) for row in connection.execute(select(import_batch).order_by(import_batch.c.number.desc()))]


@reading
def _batch_from(row: ResultRow[Any]) -> ImportBatch:
    return ImportBatch(
        id=row.id,
        number=row.number,
        at=datetime.fromisoformat(row.at),
        files=tuple(orjson.loads(row.files)),
        articles=row.articles,
        sets=row.sets,
    )
