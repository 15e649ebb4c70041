"""Spans, mentions, sets, schemas, articles and their names."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.article import Article, Meta, text_sha256
from annotations.model.ids import article_id_for, new_mention_id, set_id_for, suggestion_id_for
from annotations.model.mention import Kind, reading_order
from annotations.model.span import Span
from tests.annotations.strategies import spans
from tests.factories import annotation_set, article, entity, event, small_schema, span


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (4, 3), (-1, 2)])
def test_an_empty_or_backward_span_cannot_be_made(start: int, end: int):
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@given(spans, spans)
def test_overlap_is_sharing_a_code_point(left: Span, right: Span):
    shared = set(range(left.start, left.end)) & set(range(right.start, right.end))
    assert left.overlaps(right) == right.overlaps(left) == bool(shared)


@given(spans, spans)
def test_covering_is_holding_every_code_point(outer: Span, inner: Span):
    inside = set(range(inner.start, inner.end)) <= set(range(outer.start, outer.end))
    assert outer.covers(inner) == inside


def test_a_surface_is_counted_in_code_points():
    text = "👩🏽‍🏫 met 𝒜nna"
    assert span(text, "met").of(text) == "met"
    assert span(text, "𝒜nna") == Span(9, 13)


@given(st.lists(st.tuples(spans, st.sampled_from(("ORG", "GPE"))), unique=True, max_size=6))
def test_reading_order_puts_outer_before_inner(drawn: list[tuple[Span, str]]):
    ordered = sorted((entity(label, where) for where, label in drawn), key=reading_order)
    for before, after in pairwise(ordered):
        assert before.span.start <= after.span.start
        if before.span.start == after.span.start:
            assert before.span.covers(after.span)


def test_a_set_tells_entities_from_events():
    text = article("Ann met Bo.")
    ann, bo = entity("PERSON", span(text, "Ann")), entity("PERSON", span(text, "Bo"))
    met = event("CONSULT", span(text, "met"), ("ACTOR", ann))
    said = annotation_set(text, met, bo, ann)
    assert said.in_order() == [ann, met, bo]
    assert said.entities() == [ann, bo]
    assert said.events() == [met]
    assert met.trigger == span(text, "met")


def test_pieces_are_the_parts_or_the_whole():
    parts = (Span(0, 4), Span(9, 12))
    assert entity("ORG", Span(0, 12), parts=parts).pieces == parts
    assert entity("ORG", Span(0, 12)).pieces == (Span(0, 12),)


def test_a_schema_tells_labels_apart_by_kind():
    schema = small_schema()
    assert schema.label("ASSAULT", Kind.ENTITY) is None
    assault = schema.label("ASSAULT", Kind.EVENT)
    assert assault is not None
    assert [role.name for role in assault.roles] == ["ACTOR", "RECIPIENT", "PLACE", "INSTRUMENT"]
    assert assault.role("CAUSE") is None


def test_a_label_switched_off_is_known_but_not_offered():
    schema = small_schema()
    assert schema.label("LAW", Kind.ENTITY) is not None
    assert "LAW" not in [label.code for label in schema.active(Kind.ENTITY)]


@pytest.mark.parametrize(
    ("text", "given", "title"),
    [
        ("\n  \nFirst words\nSecond", "", "First words"),
        ("First words", "Given", "Given"),
        ("x" * 300, "", "x" * 200),
    ],
)
def test_the_title_of_an_article(text: str, given: str, title: str):
    assert article(text, title=given).title == title


def test_an_article_of_blanks_is_called_by_its_id():
    blank = Article(id=article_id_for("0" * 64), text=" \n", sha256="0" * 64, meta=Meta())
    assert blank.title == blank.id


def test_a_lone_surrogate_has_no_hash():
    with pytest.raises(UnicodeEncodeError):
        text_sha256("a\ud800")


def test_names_follow_from_what_they_name():
    sha256 = text_sha256("text")
    assert article_id_for(sha256) == "a" + sha256[:16]
    assert set_id_for(article_id_for(sha256), "ana") != set_id_for(article_id_for(sha256), "bo")
    same = [suggestion_id_for("names", "entity", 0, 3, "ORG") for _ in range(2)]
    assert same[0] == same[1] != suggestion_id_for("rules", "entity", 0, 3, "ORG")
    assert new_mention_id() != new_mention_id()
