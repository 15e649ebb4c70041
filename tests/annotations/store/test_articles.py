"""Articles come back as they went in; the queue is one query, however many there are."""

import pytest

from annotations.editing.edits import MarkDone
from annotations.model.article import Article, Meta, Region, text_sha256
from annotations.model.ids import ArticleId
from annotations.model.span import Span
from annotations.store.articles import queue
from tests.factories import article, edited, entity, span, suggestion


def test_an_article_comes_back_whole(workspace, record):
    text = "Erbil 🎯\u00a0— ئاڵا\n\tكردستان \u202eabc\u202c e\u0301\r"
    whole = Article(
        id=ArticleId("a 'quoted' id"),
        text=text,
        sha256=text_sha256(text),
        meta=Meta(title="T", source="s", url="u", date="yesterday", language="ckb", file="x/y.txt"),
        tokens=(Span(0, 5), Span(6, 7)),
        regions=(Region(Span(0, 3), "caption"),),
        source_sha256="0" * 64,
    )
    workspace.add([record(whole)])
    assert workspace.article(whole.id) == whole
    assert workspace.article_ids() == [whole.id]


def test_an_unknown_article_is_a_key_error(workspace):
    with pytest.raises(KeyError):
        workspace.article(ArticleId("none"))


def test_the_queue_shows_each_article_once_in_order(workspace, record):
    first, second = article("Ana met Ben.", title="Meeting", date="2024-01-02", source="desk"), article("\n  Later on")
    workspace.add([record(first, suggestions=(suggestion(entity("PERSON", span(first, "Ana"))),)), record(second)])
    workspace.append(*edited(workspace.load_set(second.id, "ana"), MarkDone(), second))
    rows = workspace.queue("ana")
    assert [(row.title, row.status, row.undecided, row.words) for row in rows] == [
        ("Meeting", "new", 1, 3),
        ("Later on", "done", 0, 2),
    ]
    assert (rows[0].date, rows[0].source, rows[0].language) == ("2024-01-02", "desk", "en")
    assert [row.article_id for row in workspace.queue("ana", undecided_only=True)] == [first.id]


def test_counts(workspace, record):
    assert workspace.counts() == dict.fromkeys(("articles", "words", "prepared", "sets", "done", "mentions"), 0)
    text = article("Ana met Ben.")
    workspace.add([record(text)])
    workspace.append(*edited(workspace.load_set(text.id, "ana"), MarkDone(), text))
    assert workspace.counts() == {"articles": 1, "words": 3, "prepared": 0, "sets": 1, "done": 1, "mentions": 0}


@pytest.mark.parametrize("search", ["", "met"])
def test_the_plan_of_the_queue(file_workspace, search):
    """Articles are walked by position, or found by the text search; nothing is scanned per article."""
    with file_workspace._database.read() as connection:
        asked: list[str] = []
        raw = connection.connection.driver_connection
        raw.set_trace_callback(asked.append)
        queue(connection, "ana", search=search)
        raw.set_trace_callback(None)
        (query,) = [sql for sql in asked if sql.startswith("SELECT article.id")]
        plan = [row[-1] for row in connection.exec_driver_sql("EXPLAIN QUERY PLAN " + query)]
    tables = [line for line in plan if line.startswith(("SCAN", "SEARCH"))]
    first = "SCAN article USING INDEX sqlite_autoindex_article_2"
    if search:
        assert tables[0] == "SEARCH article USING INDEX sqlite_autoindex_article_2 (position=?)"
        assert any(line.startswith("SCAN article_search VIRTUAL TABLE INDEX 0:M") for line in tables)
    else:
        assert tables[0] == first
    lookups = [line for line in tables[1:] if "VIRTUAL TABLE" not in line]
    assert lookups
    assert all(line.startswith("SEARCH") for line in lookups)
    assert not any("TEMP B-TREE FOR ORDER BY" in line for line in plan)
