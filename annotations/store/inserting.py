"""Inserting rows by the thousand, straight to the driver."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler

Values = tuple[Any, ...]  # one for each column of a table, in their order

# What columns with nothing to say are full of, as SQLite writes it. Much of the time that a row takes goes into handing
# over its values one by one, so these become part of the statement where all rows, if they are many, have the same.
_MANY = 100
_WRITTEN = {None: "NULL", False: "0", True: "1", "": "''", "{}": "'{}'", "hand": "'hand'"}


def insert_values(connection: Connection, table: Table, rows: Sequence[Values], *, missing_only: bool = False) -> None:
    """Insert the rows, if there are any; or those alone whose key is not there yet."""
    if not rows:
        return
    names, dialect = tuple(table.c.keys()), connection.dialect
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    written = _written(table, columns) if dialect.name == "sqlite" and len(rows) >= _MANY else ()
    others = tuple(name for name in names if name not in dict(written))
    statement, by_place = insertion(table, others, dialect, missing_only, written)
    given = zip(*map(columns.__getitem__, by_place or others), strict=True)
    values: list[Any] = list(given) if by_place else [dict(zip(others, row, strict=True)) for row in given]
    connection.exec_driver_sql(statement, values)


def _written(table: Table, columns: Mapping[str, Values]) -> tuple[tuple[str, str], ...]:
    """Columns, no keys among them, whose values become part of the statement, and how they are written there."""
    keys = table.primary_key.columns.keys()
    return tuple(
        (name, _WRITTEN[values[0]])
        for name, values in columns.items()
        if name not in keys and _is_writable(values[0]) and values.count(values[0]) == len(values)
    )


def _is_writable(value: Any) -> bool:
    return value is None or (isinstance(value, bool | str) and value in _WRITTEN)


@lru_cache(maxsize=128)
def insertion(
    table: Table,
    columns: tuple[str, ...],
    dialect: Dialect,
    missing_only: bool,
    written: tuple[tuple[str, str], ...] = (),
) -> tuple[str, Sequence[str] | None]:
    """The statement; for a driver that takes values by place, the columns in its order, of which there are several.

    `written` are other columns, and what SQL is written for their values.
    """
    insert = sqlite.insert if dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).values({name: literal_column(sql) for name, sql in written}) if written else insert(table)
    if missing_only:
        statement = statement.on_conflict_do_nothing()
    compiled = statement.compile(dialect=dialect, column_keys=list(columns))
    assert isinstance(compiled, SQLCompiler)
    return compiled.string, compiled.positiontup
