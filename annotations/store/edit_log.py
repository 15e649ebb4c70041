"""The log of edits, and the rows of now that follow from it: one transaction writes both.

Each entry carries a hash over itself and the hash of the entry before it in its set, so that a change to a stored
entry, by hand or by a failing disk, is found.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.exc import IntegrityError

from annotations.editing.history import LogEntry
from annotations.errors import StaleSet
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.ids import SetId
from annotations.store import articles, blindness, on_offer
from annotations.store.annotation_sets import apply_changes
from annotations.store.engine import Database, Row, in_portions, insert_missing, insert_rows
from annotations.store.rows import annotator_row, log_row, to_json, to_time
from annotations.store.tables import annotation_set, annotator, log_entry

Step = tuple[LogEntry, AnnotationSet]

_HASHED = ("set_id", "seq", "annotator", "at", "edit_name", "change", "undoes", "batch_id")


def entry_hash(previous: str, row: Row) -> str:
    """SHA-256 over the previous hash and the canonical JSON of the row; the first entry follows on ""."""
    return hashlib.sha256((previous + to_json([row[name] for name in _HASHED])).encode()).hexdigest()


@dataclass(slots=True)
class _Head:
    """Where a set stands: its last entry, and the row that sums it up."""

    seq: int = 0
    hash: str = ""
    stored: bool = False
    row: Row | None = None


def keep(database: Database, steps: Sequence[Step]) -> None:
    """Append steps in one transaction. Raises StaleSet if somebody else wrote to one of the sets, or took its article
    away, StoreUnavailable.

    Steps that are stored already are kept: whoever lost the line before hearing so may send them again.
    """
    try:
        with database.write() as connection:
            append_all(connection, steps)
    except (StaleSet, IntegrityError) as error:
        # On a server two writers can pass the check at once; the unique keys stop the second one.
        with database.read() as connection:
            stored = all(is_stored(connection, entry) for entry, _ in steps)
            heads = _heads(connection, steps)
            there = articles.there(connection, {after.article_id for _, after in steps})
        if stored:
            return
        if isinstance(error, IntegrityError):
            for entry, after in steps:
                if heads[entry.set_id].seq >= entry.seq or after.article_id not in there:
                    raise StaleSet(entry.set_id, entry.seq - 1, heads[entry.set_id].seq) from error
        raise


def is_stored(connection: Connection, entry: LogEntry) -> bool:
    """True if the log has this very entry."""
    wanted = log_row(entry)
    query = select(log_entry).where(log_entry.c.set_id == entry.set_id, log_entry.c.seq == entry.seq)
    found = connection.execute(query).one_or_none()
    return found is not None and all(found._mapping[name] == wanted[name] for name in wanted)


def append(connection: Connection, entry: LogEntry, after: AnnotationSet) -> None:
    """Append one step, within the caller's transaction. Raises StaleSet."""
    append_all(connection, [(entry, after)])


def append_all(connection: Connection, steps: Sequence[Step], *, imported: bool = False) -> None:
    """Append steps of any sets, those of one set in order, within the caller's transaction. Raises StaleSet.

    A set that begins here is blind or not from now on; one that was `imported` is not.
    """
    on_offer.hold(connection, {after.article_id for entry, after in steps if entry.change.decisions()})
    heads = _heads(connection, steps, locking=True)
    beginning = [(after.article_id, after.annotator) for entry, after in steps if not heads[entry.set_id].stored]
    blind = set() if imported else blindness.drawn(connection, beginning)
    logged: list[Row] = []
    for entry, after in steps:
        if (after.id, after.seq) != (entry.set_id, entry.seq):
            raise ValueError(f"entry {entry.seq} of {entry.set_id} does not lead to {after.id} at {after.seq}")
        head = heads[entry.set_id]
        if head.seq != entry.seq - 1:
            raise StaleSet(entry.set_id, entry.seq - 1, head.seq)
        row = log_row(entry)
        row["hash"] = entry_hash(head.hash, row)
        logged.append(row)
        set_row = _set_row(entry, after, head.row, blind=(after.article_id, after.annotator) in blind)
        head.seq, head.hash, head.row = entry.seq, row["hash"], set_row
    names = {name for _, name in beginning} | {
        each.annotator for each, after in steps if each.annotator != after.annotator
    }
    insert_missing(connection, annotator, [annotator_row(name) for name in sorted(names)])
    _write_sets(connection, heads)
    insert_rows(connection, log_entry, logged)
    apply_changes(connection, [(entry.set_id, entry.change) for entry, _ in steps])
    on_offer.recount_decided(connection, {entry.set_id for entry, _ in steps if entry.change.decisions()})


def _heads(connection: Connection, steps: Sequence[Step], *, locking: bool = False) -> dict[SetId, _Head]:
    heads = {entry.set_id: _Head() for entry, _ in steps}
    last = (log_entry.c.set_id == annotation_set.c.id) & (log_entry.c.seq == annotation_set.c.seq)
    query = select(annotation_set, log_entry.c.hash).select_from(annotation_set.outerjoin(log_entry, last))
    if locking:
        query = query.with_for_update(of=annotation_set)
    for portion in in_portions(heads):
        for row in connection.execute(query.where(annotation_set.c.id.in_(portion))):
            values: dict[str, Any] = dict(row._mapping)
            heads[SetId(row.id)] = _Head(row.seq, values.pop("hash") or "", stored=True, row=values)
    return heads


def _set_row(entry: LogEntry, after: AnnotationSet, before: Row | None, *, blind: bool) -> Row:
    at = to_time(entry.at)
    was_done = before["done_at"] if before is not None else None
    return {
        "id": after.id,
        "article_id": after.article_id,
        "annotator": after.annotator,
        "schema_version": after.schema_version,
        "seq": after.seq,
        "status": after.status.value,
        "blind": before["blind"] if before is not None else blind,
        "mention_count": len(after.mentions),
        "decided_count": before["decided_count"] if before is not None else 0,
        "started_at": before["started_at"] if before is not None else at,
        "done_at": (was_done or at) if after.status is Status.DONE else None,
    }


def _write_sets(connection: Connection, heads: dict[SetId, _Head]) -> None:
    new = [head.row for head in heads.values() if head.row is not None and not head.stored]
    old = [head.row for head in heads.values() if head.row is not None and head.stored]
    insert_rows(connection, annotation_set, new)
    if old:
        changing = ("schema_version", "seq", "status", "mention_count", "done_at")
        statement = (
            annotation_set.update()
            .where(annotation_set.c.id == bindparam("of_set"))
            .values({name: bindparam(f"new_{name}") for name in changing})
        )
        connection.execute(
            statement,
            [{"of_set": row["id"], **{f"new_{name}": row[name] for name in changing}} for row in old],
        )
