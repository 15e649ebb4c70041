"""Making, opening and bringing up to date of a project: a file, or a database on a server."""

import os
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, inspect, select

from annotations.errors import StaleSchema, StoreTooNew, StoreUnavailable
from annotations.model.schema import Schema
from annotations.model.wire import schema_to_json
from annotations.store.engine import (
    DamagedRow,
    Database,
    alone,
    copy_file,
    new_file,
    open_file,
    open_server,
    server_url,
)
from annotations.store.lock import ProjectLock
from annotations.store.rows import now, schema_from, to_json
from annotations.store.tables import project, schema_version

# Revisions of `migrations`, oldest first. Kept here so that opening a project need not import Alembic.
REVISIONS = ("0001", "0002", "0003", "0004", "0005")
MIGRATIONS = Path(__file__).with_name("migrations")
_FILE_HEADER = b"SQLite format 3\x00"
_MAKING, _CHANGING_SCHEMA = 1, 4  # for `alone`


class Project:
    """An open project: its database, and the lock while it may be written to."""

    def __init__(self, database: Database, lock: ProjectLock | None = None) -> None:
        self.database = database
        self._lock = lock

    def close(self) -> None:
        """Close the connections, then let others write."""
        self.database.close()
        if self._lock is not None:
            self._lock.release()


def is_server(location: str | Path) -> bool:
    """True for a database URL, False for a path."""
    return isinstance(location, str) and "://" in location


def create(location: str | Path, schema: Schema, title: str) -> Project:
    """Make a project where there is none. Raises StoreUnavailable, and never overwrites."""
    if is_server(location):
        return _create_on_server(str(location), schema, title)
    path = Path(location)
    try:
        if not path.absolute().parent.is_dir():
            raise StoreUnavailable(str(path), "there is no such folder")
        lock = ProjectLock(path)
        lock.acquire()
        try:
            if path.exists():
                raise StoreUnavailable(str(path), "there is a file of that name already")
            _create_file(path, schema, title or path.stem)
            return Project(open_file(path, read_only=False), lock)
        except BaseException:
            lock.release()
            raise
    except (OSError, ValueError) as error:
        raise StoreUnavailable(str(path), _reason(error)) from error


def _create_file(path: Path, schema: Schema, title: str) -> None:
    # Made under another name and renamed when complete: a project is there whole or not at all.
    making = path.with_name(path.name + ".new")
    _remove(making)
    try:
        database = new_file(making, str(path))
        try:
            _fill(database, schema, title)
        finally:
            database.close()
        # A log left by a project of that name, deleted by hand after a crash, would be read into this one.
        _remove_logs(path)
        _rename(making, path)
    finally:
        _remove(making)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    _remove_logs(path)


def _remove_logs(path: Path) -> None:
    for name in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + name).unlink(missing_ok=True)


def _rename(made: Path, path: Path) -> None:
    """Give a finished file its name, so that it survives a power cut."""
    made.rename(path)
    if os.name == "posix":
        folder = os.open(path.absolute().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _create_on_server(location: str, schema: Schema, title: str) -> Project:
    url = server_url(location)
    database = open_server(url, read_only=False)
    try:
        _fill(database, schema, title or str(url.database))
    except BaseException:
        database.close()
        raise
    return Project(database)


def _fill(database: Database, schema: Schema, title: str) -> None:
    with database.write() as connection:
        alone(connection, _MAKING)
        if inspect(connection).has_table("project"):
            raise StoreUnavailable(database.location, "there is a project already")
        _upgrade(connection)
        at = now()
        connection.execute(
            project.insert(), {"id": 1, "title": title, "created_at": at, "schema_version": schema.version}
        )
        connection.execute(
            schema_version.insert(),
            {"version": schema.version, "json": to_json(schema_to_json(schema)), "at": at},
        )


def open_existing(location: str | Path, *, read_only: bool) -> Project:
    """Open a project, bringing an older one up to date after a backup. Raises StoreUnavailable or one of its kinds."""
    if is_server(location):
        return _open_on_server(str(location), read_only=read_only)
    path = Path(location)
    try:
        _check_is_database(path)
        if read_only:
            return _open_to_read(path)
        if not os.access(path, os.W_OK):
            raise StoreUnavailable(str(path), "the file is write-protected; it can still be opened read-only")
        lock = ProjectLock(path)
        lock.acquire()
        try:
            return _open_to_write(path, lock)
        except BaseException:
            lock.release()
            raise
    except OSError as error:
        raise StoreUnavailable(str(path), _reason(error)) from error


def _check_is_database(path: Path) -> None:
    if not path.exists():
        raise StoreUnavailable(str(path), "there is no such file")
    if path.is_dir():
        raise StoreUnavailable(str(path), "it is a folder, not a project")
    with path.open("rb") as file:
        header = file.read(len(_FILE_HEADER))
    if not header:
        raise StoreUnavailable(str(path), "the file is empty")
    if header != _FILE_HEADER:
        raise StoreUnavailable(str(path), "it is not a Spandesk project")


def _open_to_read(path: Path) -> Project:
    database = open_file(path, read_only=True)
    try:
        if _revision(database) != REVISIONS[-1]:
            raise StoreUnavailable(
                str(path), "it is from an older Spandesk; open it once for writing to bring it up to date"
            )
    except BaseException:
        database.close()
        raise
    return Project(database)


def _open_to_write(path: Path, lock: ProjectLock) -> Project:
    # Looked at read-only first: what cannot be opened is left as it is, to the byte.
    looking = open_file(path, read_only=True)
    try:
        revision = _revision(looking)
    finally:
        looking.close()
    database = open_file(path, read_only=False)
    try:
        if revision != REVISIONS[-1]:
            _back_up(path, revision)
            with database.write() as connection:
                _upgrade(connection)
        return Project(database, lock)
    except BaseException:
        database.close()
        raise


def _open_on_server(location: str, *, read_only: bool) -> Project:
    url = server_url(location)
    database = open_server(url, read_only=read_only)
    try:
        if _revision(database) != REVISIONS[-1]:
            with database.write() as connection:
                alone(connection, _MAKING)
                _upgrade(connection)
        return Project(database)
    except BaseException:
        database.close()
        raise


def _revision(database: Database) -> str:
    """The revision a project has. Raises StoreUnavailable if it is no project, StoreTooNew if we do not know it."""
    with database.read() as connection:
        tables = set(inspect(connection).get_table_names())
        if not {"project", "alembic_version"} <= tables:
            raise StoreUnavailable(database.location, "it is not a Spandesk project")
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    if len(found) != 1:
        raise StoreUnavailable(database.location, "it is damaged (revision)")
    if found[0] not in REVISIONS:
        why = f"it was written by a newer Spandesk (revision {found[0]}; this one reads up to {REVISIONS[-1]})"
        raise StoreTooNew(database.location, why)
    return str(found[0])


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _back_up(path: Path, revision: str) -> None:
    name, number = f"{path.name}.backup-{revision}", 1
    target = path.with_name(name)
    while target.exists():  # one left by an attempt that did not end well is kept
        number += 1
        target = path.with_name(f"{name}-{number}")
    making = target.with_name(target.name + ".new")
    _remove(making)
    try:
        copy_file(path, making)
        _rename(making, target)
    finally:
        _remove(making)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return "it is not a usable file name"


def title_and_schema(connection: Connection) -> tuple[str, Schema]:
    """The project's title and its current schema."""
    current = schema_version.c.version == project.c.schema_version
    row = connection.execute(select(project.c.title, schema_version.c.json).where(current)).one_or_none()
    if row is None:
        raise DamagedRow("it has lost its title or schema")
    return row.title, schema_from(row.json)


def change_schema(connection: Connection, changed: Schema) -> Schema:
    """The next version of the schema, which stands from now; that of now if nothing differs. Raises StaleSchema unless
    `changed` was made of the version that stands."""
    alone(connection, _CHANGING_SCHEMA)
    _, current = title_and_schema(connection)
    if changed.version != current.version:
        raise StaleSchema(changed.version, current.version)
    if changed == current:
        return current
    new = replace(changed, version=current.version + 1)
    row = {"version": new.version, "json": to_json(schema_to_json(new)), "at": now()}
    connection.execute(schema_version.insert(), row)
    connection.execute(project.update().values(schema_version=new.version))
    return new
