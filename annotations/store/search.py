"""Search by words in headings and texts. What is typed is words, never the syntax of a search engine."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, and_, column, false, literal, or_, select, table, text

from annotations.model.ids import ArticleId
from annotations.store.engine import is_sqlite
from annotations.store.tables import article


def matching(connection: Connection, typed: str) -> ColumnElement[bool] | None:
    """A condition on `article`: all words are in it, the last one as a beginning. None if nothing was typed.

    On SQLite a word is a whole word; on PostgreSQL, which gets by without an index, any stretch of letters.
    """
    # Half a character pair and a NUL can be typed or pasted, but are in no article.
    words = typed.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8").split()
    if not words:
        return None
    return _in_index(words) if is_sqlite(connection) else _in_text(words)


def forget(connection: Connection, article_ids: Collection[ArticleId]) -> None:
    """Take articles out of the search, before their rows are removed: what the index has of them is read there."""
    if is_sqlite(connection):
        rows = select(literal("delete"), article.c.position, article.c.heading, article.c.text)
        rows = rows.where(article.c.id.in_(article_ids))
        index = table("article_search", *map(column, ("article_search", "rowid", "heading", "text")))
        connection.execute(index.insert().from_select(list(index.c), rows))


def _in_index(words: list[str]) -> ColumnElement[bool]:
    searchable = [word for word in words if any(character.isalnum() for character in word)]
    if not searchable:
        return false()
    quoted = " ".join('"' + word.replace('"', '""') + '"' for word in searchable) + " *"
    # The rows found decide what is read of `article`; joined, the index would be asked once for each article.
    found = text("SELECT rowid FROM article_search WHERE article_search MATCH :quoted").bindparams(quoted=quoted)
    return article.c.position.in_(found.columns(column("rowid")))


def _in_text(words: list[str]) -> ColumnElement[bool]:
    return and_(
        *(
            or_(article.c.heading.icontains(word, autoescape=True), article.c.text.icontains(word, autoescape=True))
            for word in words
        )
    )
