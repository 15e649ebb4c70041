"""Splits: on which side each article is, under the name of a split."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy import Row as ResultRow

from annotations.model.ids import ArticleId
from annotations.model.project import Problem
from annotations.model.split import Part, Placed
from annotations.store.engine import DamagedRow, Row, in_portions, replace_row
from annotations.store.rows import reading
from annotations.store.tables import article, article_part


def load(connection: Connection, name: str) -> dict[ArticleId, Placed]:
    """The articles placed in this split, in the order of import. Raises DamagedRow."""
    query = (
        select(article_part)
        .join(article, article.c.id == article_part.c.article_id)
        .where(article_part.c.split == name)
        .order_by(article.c.position)
    )
    return {ArticleId(row.article_id): placed_from(row) for row in connection.execute(query)}


def save(connection: Connection, name: str, parts: Mapping[ArticleId, Placed]) -> None:
    """Place these articles; where others are, and what is pinned, stays. What is no article any more is left out."""
    of_split = article_part.c.split == name
    pins = set(connection.scalars(select(article_part.c.article_id).where(of_split, article_part.c.pinned)))
    _put(connection, name, {id_: placed for id_, placed in parts.items() if id_ not in pins})


def pin(connection: Connection, name: str, article_ids: Collection[ArticleId], part: Part | None) -> None:
    """Pin these articles to a side; with None let them stay where they are without a pin."""
    if part is not None:
        _put(connection, name, dict.fromkeys(article_ids, Placed(part, pinned=True)))
        return
    for some in in_portions(article_ids):
        of_split = article_part.c.split == name
        connection.execute(
            article_part.update().where(of_split, article_part.c.article_id.in_(some)).values(pinned=False)
        )


def forget(connection: Connection, name: str) -> None:
    """Forget where the articles of this split are, pins as well."""
    connection.execute(article_part.delete().where(article_part.c.split == name))


def problems(connection: Connection) -> Iterator[Problem]:
    """Articles that are on no side there is."""
    for row in connection.execute(select(article_part).order_by(article_part.c.split, article_part.c.article_id)):
        try:
            placed_from(row)
        except DamagedRow as error:
            yield Problem(f"split {row.split}, article {row.article_id}", str(error))


@reading
def placed_from(row: ResultRow[Any]) -> Placed:
    """The side in a row of the table `article_part`."""
    return Placed(Part(row.part), pinned=row.pinned)


def _put(connection: Connection, name: str, parts: Mapping[ArticleId, Placed]) -> None:
    for some in in_portions(parts):
        there = set(connection.scalars(select(article.c.id).where(article.c.id.in_(some))))
        replace_row(connection, article_part, [_row(name, id_, parts[id_]) for id_ in some if id_ in there])


def _row(name: str, article_id: ArticleId, placed: Placed) -> Row:
    return {"split": name, "article_id": article_id, "part": placed.part.value, "pinned": placed.pinned}
