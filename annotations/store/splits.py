"""Splits: on which side each article is, under the name of a split."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy import Row as ResultRow

from annotations.model.ids import ArticleId
from annotations.model.project import Problem
from annotations.model.split import Part, Pinning, Placed
from annotations.store.articles import there
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


def pin(connection: Connection, name: str, article_ids: Collection[ArticleId], part: Part | None) -> Pinning:
    """Pin these articles to a side; with None, let those that are pinned go wherever the next split has them."""
    wanted = None if part is None else Placed(part, pinned=True)
    before = {id_: each for id_, each in _placed(connection, name, article_ids).items() if _differs(each, wanted)}
    if wanted is not None:
        _put(connection, name, dict.fromkeys(before, wanted))
    else:
        _let_go(connection, name, before)
    return Pinning(name, part, before)


def undo_pin(connection: Connection, pinning: Pinning) -> int:
    """Put articles back where they were before an act of pinning; how many. Who was pinned otherwise since stays so."""
    now = _placed(connection, pinning.split, pinning.before)
    back = {id_: pinning.before[id_] for id_, each in now.items() if pin_of(each) is pinning.part}
    _let_go(connection, pinning.split, [id_ for id_, each in back.items() if each is None])
    _put(connection, pinning.split, {id_: each for id_, each in back.items() if each is not None})
    return len(back)


def _differs(placed: Placed | None, wanted: Placed | None) -> bool:
    return pin_of(placed) is not None if wanted is None else placed != wanted


def pin_of(placed: Placed | None) -> Part | None:
    """The side that an article is pinned to."""
    return placed.part if placed is not None and placed.pinned else None


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


def _placed(connection: Connection, name: str, article_ids: Collection[ArticleId]) -> dict[ArticleId, Placed | None]:
    """Where each of these is, of those that there are."""
    articles = there(connection, article_ids)
    found: dict[ArticleId, Placed | None] = dict.fromkeys(id_ for id_ in article_ids if id_ in articles)
    for some in in_portions(found):
        query = select(article_part).where(article_part.c.split == name, article_part.c.article_id.in_(some))
        found |= {ArticleId(row.article_id): placed_from(row) for row in connection.execute(query)}
    return found


def _let_go(connection: Connection, name: str, article_ids: Collection[ArticleId]) -> None:
    for some in in_portions(article_ids):
        of_split = article_part.c.split == name
        connection.execute(article_part.delete().where(of_split, article_part.c.article_id.in_(some)))


def _put(connection: Connection, name: str, parts: Mapping[ArticleId, Placed]) -> None:
    articles = there(connection, parts)
    for some in in_portions(id_ for id_ in parts if id_ in articles):
        replace_row(connection, article_part, [_row(name, id_, parts[id_]) for id_ in some])


def _row(name: str, article_id: ArticleId, placed: Placed) -> Row:
    return {"split": name, "article_id": article_id, "part": placed.part.value, "pinned": placed.pinned}
