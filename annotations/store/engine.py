"""Connections to SQLite and PostgreSQL. The only place, with `search`, where the two differ."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError, InterfaceError, ProgrammingError
from sqlalchemy.pool import QueuePool

from annotations.errors import StoreUnavailable
from annotations.store.inserting import insertion

_T = TypeVar("_T")
Row = dict[str, Any]

# SQLite allows 32,766 values in one statement, PostgreSQL 65,535.
IN_ONE_STATEMENT = 500
_BUSY_SECONDS = 5
_WAL_LIMIT_BYTES = 64 * 2**20

_PLAIN = (
    ("is full", "the disk is full"),
    ("readonly database", "it is write-protected"),
    ("database is locked", "another program is writing to it"),
    ("malformed", "it is damaged"),
    ("Could not decode to UTF-8", "it is damaged"),
    ("not a database", "it is not a Spandesk project, or is damaged"),
    ("unable to open", "it cannot be opened; is the folder write-protected?"),
    ("disk I/O error", "the disk reported an error"),
)


class DamagedRow(ValueError):
    """A row holds what no Spandesk wrote."""


class Database:
    """One project's connections: a single writer, and readers that never wait for it."""

    def __init__(self, location: str, writer: Engine | None, reader: Engine) -> None:
        self.location = location
        self._writer = writer
        self._reader = reader
        self._writing = threading.RLock()

    @property
    def read_only(self) -> bool:
        """True if nothing can be written through this object."""
        return self._writer is None

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, from the first statement alone with the database. Raises StoreUnavailable."""
        if self._writer is None:
            raise StoreUnavailable(self.location, "it was opened read-only")
        with self._writing, plain_errors(self.location), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A view of the last committed state that does not change while it is held. Raises StoreUnavailable."""
        with plain_errors(self.location), self._reader.connect() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection, the writer last: it folds the write-ahead log into the file."""
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()


@contextmanager
def plain_errors(location: str) -> Iterator[None]:
    """What the world did wrong becomes StoreUnavailable; broken rules and wrong SQL stay what they are."""
    try:
        yield
    except DamagedRow as error:
        raise StoreUnavailable(location, f"it is damaged ({error})") from error
    except UnicodeDecodeError as error:  # sqlite3 fails to quote the damage in its own message
        raise StoreUnavailable(location, "it is damaged") from error
    except (IntegrityError, ProgrammingError):
        raise
    except (DatabaseError, InterfaceError) as error:
        said = (str(error.orig).strip() or type(error.orig).__name__).splitlines()[0]
        why = next((plain for part, plain in _PLAIN if part in said), said)
        raise StoreUnavailable(location, why) from error


def is_sqlite(connection: Connection) -> bool:
    """True on SQLite, False on PostgreSQL."""
    return connection.dialect.name == "sqlite"


# -- SQLite -----------------------------------------------------------------------------------------------------------


def open_file(path: Path, *, read_only: bool) -> Database:
    """The database in that file, which exists. Raises StoreUnavailable."""
    location = str(path)
    if read_only:
        return Database(location, None, _reader_of(path))
    database = Database(location, _sqlite_engine(path, "mode=rw", _prepare_writer, "BEGIN IMMEDIATE"), _reader_of(path))
    # Connected from the start: what cannot be written to is known now, and the writer is there to close last.
    with database.write():
        return database


def new_file(path: Path, location: str) -> Database:
    """A database in a file that does not exist yet; errors name `location`. Nothing is made before it is written to."""
    writer = _sqlite_engine(path, "mode=rwc", _prepare_writer, "BEGIN IMMEDIATE")
    return Database(location, writer, _reader_of(path))


def copy_file(path: Path, target: Path) -> None:
    """A whole copy of the database in `path`, with what its write-ahead log holds. Raises StoreUnavailable."""
    try:
        source, copy = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True), sqlite3.connect(target)
        try:
            source.backup(copy)
        finally:
            copy.close()
            source.close()
    except sqlite3.Error as error:
        raise StoreUnavailable(str(target), f"the backup failed: {error}") from error


def _reader_of(path: Path) -> Engine:
    # A write-ahead log needs a file beside the database even for reading. Where that cannot be made and nothing waits
    # in the log, the file is complete by itself and nobody can be writing to it.
    def options() -> str:
        log = path.with_name(path.name + "-wal")
        alone = not log.exists() or log.stat().st_size == 0
        return "immutable=1" if alone and not _readable_with_log(path) else "mode=ro"

    return _sqlite_engine(path, options, _prepare_reader, "BEGIN")


def _readable_with_log(path: Path) -> bool:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return True  # damaged, which whoever reads on will say
    finally:
        connection.close()
    return True


def _sqlite_engine(
    path: Path, options: str | Callable[[], str], prepare: Callable[[sqlite3.Connection], None], begin: str
) -> Engine:
    def connect() -> sqlite3.Connection:
        chosen = options if isinstance(options, str) else options()
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?{chosen}",
            uri=True,
            timeout=_BUSY_SECONDS,
            check_same_thread=False,
            isolation_level=None,
        )
        try:
            prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=1, max_overflow=-1)
    # Python's sqlite3 would begin late and deferred; a write that starts as a read cannot be upgraded safely.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _prepare_writer(connection: sqlite3.Connection) -> None:
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"journal_size_limit={_WAL_LIMIT_BYTES}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_reader(connection: sqlite3.Connection) -> None:
    # Only the writer may checkpoint: SQLite before 3.51.3 can lose a commit that races another connection's one.
    for pragma in ("wal_autocheckpoint=0", "query_only=ON"):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def reading_damage(connection: Connection) -> Iterator[None]:
    """Text that is no longer UTF-8 reads with replacement characters, instead of failing the whole query."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        yield
        return
    raw.text_factory = lambda stored: stored.decode("utf-8", "replace")
    try:
        yield
    finally:
        raw.text_factory = str


# -- PostgreSQL -------------------------------------------------------------------------------------------------------


def server_url(location: str) -> URL:
    """The address with our driver filled in. Raises StoreUnavailable if it is not one of a PostgreSQL server."""
    hidden = location.partition("://")[0] + "://..."
    try:
        url = make_url(location)
    except ArgumentError as error:
        raise StoreUnavailable(hidden, "it is not a database address") from error
    if url.drivername not in ("postgres", "postgresql", "postgresql+psycopg"):
        raise StoreUnavailable(hidden, "only PostgreSQL servers are known")
    return url.set(drivername="postgresql+psycopg")


def open_server(url: URL, *, read_only: bool) -> Database:
    """A project on a server. Connections are made when they are needed. Raises StoreUnavailable."""
    location = url.render_as_string(hide_password=True)
    try:
        reader = create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True)
        writer = None if read_only else create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StoreUnavailable(location, "PostgreSQL needs the package psycopg (extra `team`)") from error
    return Database(location, writer, reader)


def alone(connection: Connection, purpose: int) -> None:
    """Wait until nobody else does the same to this database, until the transaction ends."""
    if not is_sqlite(connection):  # SQLite has one writer anyway
        connection.execute(text("SELECT pg_advisory_xact_lock(5395, :purpose)"), {"purpose": purpose})


# -- what every query needs -------------------------------------------------------------------------------------------


def insert_missing(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert the rows whose key is not there yet. All have the same columns, with values the drivers know."""
    _insert(connection, table, rows, missing_only=True)


def replace_row(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert the rows, or overwrite those of the same key."""
    if rows:
        keys = [column.name for column in table.primary_key]
        insert = sqlite.insert if is_sqlite(connection) else postgresql.insert
        statement = insert(table)
        others = {name: statement.excluded[name] for name in rows[0] if name not in keys}
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others), list(rows))


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows, if there are any. All have the same columns, with values the drivers know."""
    _insert(connection, table, rows, missing_only=False)


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, missing_only: bool) -> None:
    if not rows:
        return
    # Straight to the driver: SQLAlchemy would look at each value, which takes longer than to write it.
    statement, names = insertion(table, tuple(rows[0]), connection.dialect, missing_only)
    values: list[Any] = list(map(itemgetter(*names), rows)) if names else list(map(dict, rows))
    connection.exec_driver_sql(statement, values)


def in_portions(values: Iterable[_T]) -> Iterator[list[_T]]:
    """The values in lists short enough for one statement."""
    everything = list(values)
    for start in range(0, len(everything), IN_ONE_STATEMENT):
        yield everything[start : start + IN_ONE_STATEMENT]


def sqlite_version() -> str:
    """The version of SQLite built into this Python."""
    return sqlite3.sqlite_version
