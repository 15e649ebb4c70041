"""The newsroom's articles can be trusted as gold: they load whole, fit the schema, and no two are alike."""

from itertools import combinations, pairwise
from pathlib import Path

import pytest

from annotations.importers import read
from annotations.importers.base import ImportedArticle
from annotations.model.annotation_set import Status
from annotations.model.mention import EntityMention, EventMention
from annotations.model.schema import Schema
from annotations.model.starters import starter
from annotations.text.tokens import tokenize

FILE = Path(__file__).resolve().parents[2] / "benchmarks" / "newsroom" / "articles.jsonl"
LEARN = 20


@pytest.fixture(scope="module")
def articles() -> list[ImportedArticle]:
    taken = list(read([FILE], annotator=None))
    assert all(isinstance(each, ImportedArticle) for each in taken), taken
    return taken


@pytest.fixture(scope="module")
def schema() -> Schema:
    return starter("political-events")


def mentions(article):
    (annotated,) = article.sets
    return annotated.mentions


def names(article):
    return {
        mention.span.of(article.article.text) for mention in mentions(article) if isinstance(mention, EntityMention)
    }


def test_one_finished_set_each(articles):
    assert len(articles) == 32
    assert len({each.article.id for each in articles}) == 32
    for each in articles:
        (annotated,) = each.sets
        assert (annotated.annotator, annotated.status) == ("Desk", Status.DONE)
        assert 90 <= len(each.article.text.split()) <= 160


def test_days_follow_each_other(articles):
    """The tested articles come after those learned from, as at a desk."""
    days = [each.article.meta.date for each in articles]
    assert days == sorted(days)
    assert days[LEARN - 1] < days[LEARN]


def test_spans_begin_and_end_with_words(articles):
    """Nothing in the file had to be put right, and no span cuts a token."""
    for each in articles:
        text = each.article.text
        assert not each.changes
        assert each.article.tokens == tokenize(text, "en")
        starts = {token.start for token in each.article.tokens}
        ends = {token.end for token in each.article.tokens}
        for mention in mentions(each):
            assert mention.span.start in starts, mention.span.of(text)
            assert mention.span.end in ends, mention.span.of(text)


def test_the_schema_knows_all_of_it(articles, schema):
    labels = {label.code: label for label in schema.labels}
    for each in articles:
        by_id = {mention.id: mention for mention in mentions(each)}
        for mention in by_id.values():
            label = labels[mention.label]
            assert label.kind == mention.kind
            values = {kind.name: kind.values[1:] for kind in label.attributes}
            assert all(value in values[name] for name, value in mention.attributes)
            for argument in mention.arguments if isinstance(mention, EventMention) else ():
                role = label.role(argument.role)
                assert role is not None
                assert by_id[argument.target].label in role.fillers


def test_every_event_type_occurs(articles, schema):
    found = {mention.label for each in articles for mention in mentions(each)}
    assert found == {label.code for label in schema.labels}


def test_no_entities_overlap(articles):
    for each in articles:
        spans = sorted(mention.span for mention in mentions(each))
        assert all(before.end <= after.start for before, after in pairwise(spans))


def test_no_two_articles_are_alike(articles):
    phrases = []
    for each in articles:
        words = each.article.text.split()
        phrases.append(set(zip(words, words[1:], words[2:], words[3:], strict=False)))
    assert max(len(one & two) for one, two in combinations(phrases, 2)) < 10


def test_names_come_back(articles):
    """What is learned from the first articles has something to do in the last ones."""
    learned = set().union(*(names(each) for each in articles[:LEARN]))
    tested = [names(each) for each in articles[LEARN:]]
    assert all(len(each & learned) >= 5 for each in tested)
