"""The article is cut into paragraphs that Qt shows at full length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.direction import reads_right_to_left
from desktop.canvas.display_text import CHUNK, DisplayText

ANY = st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("\r\n\u2028\u2029\ufeff\x00 ")))


@given(ANY)
def test_paragraphs_hold_every_character_but_the_separators(source: str) -> None:
    text = DisplayText(source)
    left_out = "".join(
        source[end:start] for end, start in zip([0, *text.ends], [*text.starts, len(source)], strict=True)
    )
    assert set(left_out) <= set("\r\n\u2028\u2029")
    for number in range(len(text)):
        paragraph = text.paragraph(number)
        assert len(paragraph.text) == paragraph.end - paragraph.start
        assert not set(paragraph.text) & set("\r\n\u2028\u2029\ufeff\x00")


@given(ANY.filter(bool), st.data())
def test_a_paragraph_is_found_by_any_code_point_of_it(source: str, data: st.DataObject) -> None:
    text = DisplayText(source)
    at = data.draw(st.integers(0, len(source) - 1))
    number = text.paragraph_at(at)
    assert text.starts[number] <= at
    assert number + 1 == len(text) or at < text.starts[number + 1]


def test_two_separator_characters_are_one_break() -> None:
    text = DisplayText("one\r\ntwo\rthree\u2028four\u2029five\n\nsix")
    assert [text.paragraph(number).text for number in range(len(text))] == [
        "one",
        "two",
        "three",
        "four",
        "five",
        "",
        "six",
    ]
    assert text.starts[1] == 5


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("\ufeffBaghdad", "\u2060Baghdad"),
        ("\ufffeBaghdad", "\ufffdBaghdad"),
        ("a\x0cb\x07", "a\u240cb\u2407"),
        ("\x7f", "\u2421"),
        ("a\tb", "a\tb"),
    ],
)
def test_characters_that_qt_would_drop_get_a_stand_in(source: str, shown: str) -> None:
    assert DisplayText(source).paragraph(0).text == shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Baghdad", False),
        ("بغداد and Erbil", True),
        ("2023: بغداد", True),
        ("CNN بغداد", False),
        ("12:30", False),
        ("", False),
    ],
)
def test_the_first_letter_gives_the_direction(text: str, expected: bool) -> None:
    assert reads_right_to_left(text) is expected


def test_a_very_long_paragraph_is_cut_after_blanks_and_keeps_its_direction() -> None:
    source = "بغداد " + "word " * 4_000 + "\nnext"
    text = DisplayText(source)
    assert len(text) > 3
    assert max(end - start for start, end in zip(text.starts, text.ends, strict=True)) <= CHUNK
    chunks = [text.paragraph(number) for number in range(len(text) - 1)]
    assert "".join(chunk.text for chunk in chunks) == source[: source.index("\n")]
    assert all(chunk.right_to_left and chunk.text.endswith(" ") for chunk in chunks)
    assert [chunk.ends for chunk in chunks] == [False] * (len(chunks) - 1) + [True]


def test_a_cut_without_blanks_tears_no_cluster() -> None:
    family = "👨\u200d👩\u200d👧"
    text = DisplayText("a" * (CHUNK - 3) + family + "b" * CHUNK)
    assert any(family in text.paragraph(number).text for number in range(len(text)))
