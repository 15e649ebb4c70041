"""Articles as people name them on the command line: by id, by title, or by the file they came from."""

from collections.abc import Collection, Sequence
from pathlib import PurePath

from annotations.model.ids import ArticleId
from annotations.model.project import ArticleName
from desktop.commands.base import CommandRefused

_NAMED = 5


def articles_named(words: Sequence[str], known: Collection[ArticleName]) -> list[ArticleId]:
    """The article of each word. Raises CommandRefused where none is called so, or several are."""
    return list(dict.fromkeys(_named(word, known) for word in words))


def _named(word: str, known: Collection[ArticleName]) -> ArticleId:
    ways = (
        [each for each in known if each.article_id == word],
        [each for each in known if _plain(each.title) == _plain(word)],
        [each for each in known if each.file and each.file == PurePath(word).name],
    )
    found = next(filter(None, ways), [])
    if not found:
        raise CommandRefused(f"no article {word} in this project: name it by its title, its file or its id")
    if len(found) > 1:
        ids = ", ".join(each.article_id for each in found[:_NAMED])
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        raise CommandRefused(f"{len(found):,} articles are called {word}: name one by its id, {ids}{more}")
    return found[0].article_id


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()
