"""Rows come back as they were put in, whatever they have in common."""

import pytest
from sqlalchemy import Column, Float, Integer, MetaData, String, Table, create_engine, select

from annotations.store.inserting import insert_values

TABLE = Table(
    "thing",
    MetaData(),
    Column("id", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("note", String),
    Column("cluster", String),
    Column("by", String),
    Column("unsure", Integer),
    Column("score", Float),
)
MANY = 150


@pytest.fixture
def connection():
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        TABLE.create(connection)
        yield connection
    engine.dispose()


def kept(connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(select(TABLE))]


@pytest.mark.parametrize("count", [1, MANY])
@pytest.mark.parametrize(
    "rest",
    [
        lambda _: ("", None, "hand", 0, None),
        lambda _: ("{}", "", "suggestion", 1, 0.0),
        lambda number: ("'" if number == 7 else "", None, "hand", number % 2, number / 3),
        lambda number: ("", "hand" if number == MANY - 1 else None, "?", 0, 1.0),
        lambda number: (None if number else "", None, "%s", 0, None),
    ],
)
def test_rows_come_back(connection, count, rest):
    rows = [("hand", number, *rest(number)) for number in range(count)]
    insert_values(connection, TABLE, rows)
    assert kept(connection) == rows
    assert [list(map(type, row)) for row in kept(connection)] == [list(map(type, row)) for row in rows]


def test_truth_is_one_and_its_absence_nothing(connection):
    rows = [("a", number, "", None, "hand", number % 2 == 0, None) for number in range(MANY)]
    insert_values(connection, TABLE, rows)
    insert_values(connection, TABLE, [("b", number, "", None, "hand", True, None) for number in range(MANY)])
    assert [row[5] for row in kept(connection)] == [1, 0] * (MANY // 2) + [1] * MANY


@pytest.mark.parametrize("count", [2, MANY])
def test_only_what_is_missing(connection, count):
    first = ("a", 0, "first", None, "hand", 0, None)
    insert_values(connection, TABLE, [first])
    rows = [("a", number, "", None, "hand", 0, None) for number in range(count)]
    insert_values(connection, TABLE, rows, missing_only=True)
    assert kept(connection) == [first, *rows[1:]]


def test_no_rows(connection):
    insert_values(connection, TABLE, [])
    assert kept(connection) == []
