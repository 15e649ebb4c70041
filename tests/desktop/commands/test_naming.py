"""Articles are named by id, by title or by file."""

import pytest

from annotations.model.ids import ArticleId
from annotations.model.project import ArticleName
from desktop.commands.base import CommandRefused
from desktop.commands.naming import articles_named

KNOWN = [
    ArticleName(ArticleId("a1"), "Raid on Basra", "001.txt"),
    ArticleName(ArticleId("a2"), "Rain", "002.txt"),
    ArticleName(ArticleId("a3"), "Rain", ""),
    ArticleName(ArticleId("Rain"), "a1", "news.jsonl"),
    *(ArticleName(ArticleId(f"b{number}"), f"Story {number}", "news.jsonl") for number in range(6)),
]


@pytest.mark.parametrize(
    ("word", "id_"),
    [
        ("a1", "a1"),
        ("Rain", "Rain"),
        ("raid  ON basra", "a1"),
        ("002.txt", "a2"),
        ("articles/001.txt", "a1"),
        ("Story 3", "b3"),
    ],
)
def test_an_article_is_found(word: str, id_: str):
    assert articles_named([word], KNOWN) == [id_]


def test_one_named_twice_is_one():
    assert articles_named(["a1", "001.txt", "a2"], KNOWN) == ["a1", "a2"]


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("Snow", "no article Snow in this project: name it by its title, its file or its id"),
        ("", "no article  in this project: name it by its title, its file or its id"),
        ("rain", "2 articles are called rain: name one by its id, a2, a3"),
        ("news.jsonl", "7 articles are called news.jsonl: name one by its id, Rain, b0, b1, b2, b3 and 2 more"),
    ],
)
def test_what_names_no_single_article_is_refused(word: str, why: str):
    with pytest.raises(CommandRefused) as refused:
        articles_named([word], KNOWN)
    assert refused.value.why == why
