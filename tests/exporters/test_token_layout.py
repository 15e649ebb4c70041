from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.project import AnnotatedArticle
from annotations.model.span import Span
from exporters.token_layout import UNSEEN, Layout, lay_out
from tests.exporters.drawn import annotated_articles
from tests.exporters.hard import far_apart, hard_articles, over_a_newline, unannotated
from tests.factories import annotation_set, article, entity, event, span


def written(layout: Layout) -> list[str]:
    return [" ".join(layout.words[number] for number in sentence) for sentence in layout.sentences]


def annotated(text: str, *mentions: str) -> AnnotatedArticle:
    of = article(text)
    made = annotation_set(of, *(entity("ORG", span(of, surface)) for surface in mentions))
    return AnnotatedArticle(article=of, sets=(made,))


@given(annotated_articles(), st.booleans(), st.integers(1, 3), st.none() | st.integers(1, 6))
def test_sentences_hold_each_word_once_and_each_mention_whole(
    made: AnnotatedArticle, whole_events: bool, shortest: int, longest: int | None
):
    layout = lay_out(made, whole_events=whole_events, shortest=shortest, longest=longest)
    assert list(chain(*layout.sentences)) == list(range(len(layout.words)))
    assert "".join(layout.words) == "".join(made.article.text.split())
    assert layout.lost == ()
    for mention, numbers in layout.mentions:
        assert layout.span(numbers) == mention.span
        sentence = layout.sentences[layout.sentence_of(numbers)]
        assert numbers[0] in sentence
        assert numbers[-1] in sentence


@given(annotated_articles(off_tokens=True))
def test_words_are_words_to_every_reader(made: AnnotatedArticle):
    layout = lay_out(made)
    for word in layout.words:
        assert word.split() == [word]
        assert word.splitlines() == [word]
        assert not word.startswith("-DOCSTART-")
    assert len(layout.mentions) + sum(":" not in each.reason for each in layout.lost) == sum(
        len(each.mentions) for each in made.sets
    )


def test_the_hard_project_fits_its_words():
    assert [layout.lost for layout in map(lay_out, hard_articles())] == [()] * len(hard_articles())


def test_sentences_that_a_mention_reaches_over_are_joined():
    assert written(lay_out(over_a_newline())) == [
        "Officials of the Ministry of Water Resources met Elders of Tikrit .",
        "Karim Saleh of Rafidain Bank was sacked by the Council of Elders",
    ]


def test_sentences_of_an_event_are_joined_when_asked():
    apart, together = lay_out(far_apart()), lay_out(far_apart(), whole_events=True)
    assert [len(layout.sentences) for layout in (apart, together)] == [3, 1]
    assert written(apart)[2] == "Mr. Omar Hadi blamed Yahoo ! News of Cairo ."


def test_a_blank_inside_a_token_parts_it_and_keeps_the_mention():
    of = article("Bank of 1\u00a0000 dinars")
    merged = replace(of, tokens=(Span(0, 4), Span(5, 7), Span(8, 13), Span(14, 20)))
    made = AnnotatedArticle(article=merged, sets=(annotation_set(merged, entity("ORG", Span(8, 13))),))
    layout = lay_out(made)
    assert layout.words == ("Bank", "of", "1", "000", "dinars")
    assert [numbers for _mention, numbers in layout.mentions] == [range(2, 4)]


def test_a_character_without_width_is_joined_to_its_word_unless_a_mention_begins_there():
    assert lay_out(annotated("Ana\u200d ran")).words == ("Ana\u200d", "ran")
    assert lay_out(annotated("Ana\u200d ran", "\u200d ran")).words == ("Ana", "\u200d", "ran")


def test_what_is_joined_over_a_sentence_end_stays_with_its_word():
    assert written(lay_out(annotated("He left.\u200d She stayed."))) == ["He left .\u200d", "She stayed ."]


def test_a_short_sentence_is_joined_to_its_neighbour():
    made = annotated("—\nHe left.\n—\nShe stayed.")
    assert written(lay_out(made, shortest=2)) == ["— He left . —", "She stayed ."]
    assert written(lay_out(annotated("Alone"), shortest=2)) == ["Alone"]


def test_a_long_sentence_is_cut_where_no_mention_is():
    made = annotated("one two three four five six seven", "three four", "six seven")
    assert written(lay_out(made, longest=3)) == ["one two", "three four five", "six seven"]
    assert written(lay_out(made, longest=1)) == ["one", "two", "three four", "five", "six seven"]


def test_an_article_that_nobody_looked_at_is_said_to_be_one():
    (note,) = lay_out(unannotated()).notes()
    assert (note.reason, note.surface, note.label) == (UNSEEN, "Nobody", "")
    assert note.surface == unannotated().article.text[note.start : note.end]
    assert list(lay_out(far_apart()).notes()) == []


@pytest.mark.parametrize("kind", [entity, event])
def test_a_mention_inside_a_word_is_lost(kind):
    of = article("Antigovernment rallies")
    made = AnnotatedArticle(article=of, sets=(annotation_set(of, kind("ORG", span(of, "government"))),))
    assert [each.surface for each in lay_out(made).lost] == ["government"]
