"""Sentences and paragraphs are found from any token, reading no more than is near, and selections go by them."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.span import Span
from annotations.text.paragraphs import paragraphs, sentences
from desktop.canvas import passages
from desktop.canvas.caret import TokenCaret
from desktop.canvas.display_text import CHUNK, DisplayText
from desktop.canvas.passages import Passages, passage_reach, passage_start
from tests.factories import tokens

WORDS = st.sampled_from(["Iraq", "said", "U.S.", ".", "!", "؟", '."', "”", ")", "(", "“", "وقال", "\n", "\n\n", " "])
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from(["", " "])), min_size=1, max_size=60).map(
    lambda pieces: "".join(word + blank for word, blank in pieces)
)


def found_in(text: str) -> tuple[Passages, TokenCaret]:
    caret = TokenCaret(tokens(text))
    return Passages(DisplayText(text), caret), caret


def runs(caret: TokenCaret, spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [run for span in spans if (run := caret.indices(span)) is not None]


@given(TEXTS, st.integers(1, 9))
def test_the_sentence_of_a_token_is_the_one_found_by_reading_all(text: str, reach: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passages, "_REACH", reach)
        found, caret = found_in(text)
        for first, last in runs(caret, sentences(text, caret.tokens)):
            for index in range(first, last + 1):
                assert found.sentence(index) == (first, last)


@given(TEXTS)
def test_the_paragraph_of_a_token_lies_between_two_separators(text: str) -> None:
    found, caret = found_in(text)
    for first, last in runs(caret, [Span(start, end) for start, end in paragraphs(text) if start < end]):
        for index in range(first, last + 1):
            assert found.paragraph(index) == (first, last)


def test_a_paragraph_cut_for_layout_is_one() -> None:
    text = "short\n" + "word " * CHUNK + "\nshort"
    found, caret = found_in(text)
    assert len(DisplayText(text)) > 5
    assert found.paragraph(CHUNK // 2) == (1, caret.last - 1)


@given(TEXTS, st.data())
def test_a_selection_drawn_on_and_back_is_the_same_again(text: str, data: st.DataObject) -> None:
    found, caret = found_in(text)
    if not caret.tokens:
        return
    around = data.draw(st.sampled_from([found.sentence, found.paragraph]))
    anchor = data.draw(st.integers(0, caret.last))
    index, way = anchor, [anchor]
    while index < caret.last:
        index = passage_reach(around, anchor, index, True, caret.last)
        assert index == around(index)[1]
        assert index > way[-1] or len(way) == 1
        way.append(index)
    for before in reversed(way[1:-1]):
        index = passage_reach(around, anchor, index, False, caret.last)
        assert index == before


@given(TEXTS)
def test_steps_go_to_every_beginning_and_back(text: str) -> None:
    found, caret = found_in(text)
    if not caret.tokens:
        return
    starts = [first for first, _last in runs(caret, sentences(text, caret.tokens))]
    there = [0]
    while (index := passage_start(found.sentence, there[-1], True)) <= caret.last:
        there.append(index)
    back = [there[-1]]
    while back[-1] > 0:
        back.append(passage_start(found.sentence, back[-1], False))
    assert there == starts == back[::-1]
