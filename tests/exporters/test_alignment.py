from hypothesis import given
from hypothesis import strategies as st

from annotations.model.mention import Kind
from annotations.model.schema import Label, Schema
from annotations.model.span import Span
from annotations.text.tokens import TokenIndex
from exporters.alignment import (
    BLANK_EDGE,
    EVENT_LOST,
    FILLER_LOST,
    OFF_TOKENS,
    OUTSIDE,
    align,
    layer_chooser,
    priority,
    without_overlap,
)
from exporters.choices import LAYERS
from tests.exporters.samples import misaligned
from tests.factories import article, entity


def test_each_loss_has_its_reason():
    sample = misaligned()
    aligned = align(sample.article, TokenIndex(sample.article.tokens), sample.sets[0].mentions.values())
    assert [(lost.surface, lost.label, lost.reason) for lost in aligned.lost] == [
        ("government", "ORG", OFF_TOKENS),
        ("rall", "ASSAULT", OFF_TOKENS),
        ("rall", "ASSAULT", f"PLACE: {EVENT_LOST}"),
        ("spread", "PROTEST", f"ACTOR: {FILLER_LOST}"),
    ]
    assert [mention.span.of(sample.article.text) for mention, _numbers in aligned.mentions] == ["spread", "Basra"]


def test_a_mention_with_a_blank_edge_is_lost():
    of = article("Basra\u00a0city")
    (lost,) = align(of, TokenIndex((Span(0, 5), Span(5, 6))), [entity("GPE", Span(0, 6))]).lost
    assert (lost.surface, lost.reason) == ("Basra\u00a0", BLANK_EDGE)


def test_a_mention_beyond_the_text_is_lost_too():
    of = article("Basra")
    (lost,) = align(of, TokenIndex(of.tokens), [entity("GPE", Span(0, 9))]).lost
    assert (lost.surface, lost.reason) == ("Basra", OUTSIDE)


def test_longest_first_then_leftmost():
    a, b, c = entity("A", Span(0, 5)), entity("B", Span(4, 12)), entity("C", Span(13, 14))
    entities = [(a, range(0, 2)), (b, range(1, 4)), (c, range(4, 5))]
    assert without_overlap(entities) == ([(b, range(1, 4)), (c, range(4, 5))], [a])
    assert without_overlap(entities, layer="shortest") == ([(a, range(0, 2)), (c, range(4, 5))], [b])


def test_by_priority_the_first_label_of_the_schema_wins_whatever_its_length():
    labels = [Label(code=code, kind=Kind.ENTITY, title=code) for code in ("PERSON", "ORG")]
    schema = Schema(name="s", title="S", labels=(Label(code="ORG", kind=Kind.EVENT, title="x"), *labels))
    assert priority(schema) == {"PERSON": 1, "ORG": 2}
    person, org, unknown = entity("PERSON", Span(3, 5)), entity("ORG", Span(0, 5)), entity("X", Span(0, 9))
    entities = [(org, range(0, 2)), (unknown, range(0, 3)), (person, range(1, 2))]
    assert layer_chooser("priority", schema)(entities) == ([(person, range(1, 2))], [unknown, org])
    assert layer_chooser("priority", schema)(entities[:2]) == ([(org, range(0, 2))], [unknown])
    long, short = entity("PERSON", Span(0, 5)), entity("PERSON", Span(0, 2))
    assert layer_chooser("priority", schema)([(long, range(0, 2)), (short, range(0, 1))])[1] == [short]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 5)), max_size=10), st.sampled_from(LAYERS.split("|")))
def test_a_layer_is_free_of_overlap_and_full(shape: list[tuple[int, int]], layer: str):
    entities = [
        (entity("AB"[number % 2], Span(start, start + size), id=f"m{number}"), range(start, start + size))
        for number, (start, size) in enumerate(shape)
    ]
    chosen, left_out = without_overlap(entities, layer=layer, rank={"B": 0})
    assert len(chosen) + len(left_out) == len(entities)
    taken = [number for _mention, numbers in chosen for number in numbers]
    assert len(taken) == len(set(taken))
    assert taken == sorted(taken)
    for mention in left_out:
        assert not set(range(mention.span.start, mention.span.end)).isdisjoint(taken)
