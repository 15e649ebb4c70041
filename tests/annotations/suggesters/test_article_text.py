import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.article import Region
from annotations.model.ids import ArticleId
from annotations.model.span import Span
from annotations.suggesters.article_text import LONGEST_STRETCH, ArticleText, is_english, stretches

PROSE = "The council met for two days and then voted on the road. "


def cut(text: str, *furniture: Span) -> list[str]:
    article = ArticleText(
        article_id=ArticleId("a1"), text=text, tokens=(), regions=tuple(Region(span, "furniture") for span in furniture)
    )
    return [stretch.of(text) for stretch in stretches(article)]


def test_lines_are_read_one_by_one():
    assert cut("Title\n\nFirst story.\nSecond story.\n - \n") == ["Title", "First story.", "Second story."]


def test_lines_wrapped_by_hand_are_read_together():
    wrapped = (
        "The council met for two days in the town hall, and\nthen it voted on the road to the north of the\nriver."
    )
    assert cut(f"Title\n\n{wrapped}\n\nEnd.") == ["Title", wrapped, "End."]


def test_furniture_is_cut_out_of_a_paragraph():
    text = "Read more. The council met. Share this."
    assert cut(text, Span(0, 10), Span(28, 39)) == [" The council met. "]
    assert cut(text, Span(0, len(text))) == []


@given(st.text(alphabet="ab .\n\u2028é😀", max_size=200), st.lists(st.tuples(st.integers(0, 150), st.integers(1, 60))))
def test_stretches_are_in_order_apart_and_leave_out_no_word(text: str, holes: list[tuple[int, int]]):
    furniture = [Span(start, start + length) for start, length in holes]
    article = ArticleText(
        article_id=ArticleId("a1"), text=text, tokens=(), regions=tuple(Region(span, "furniture") for span in furniture)
    )
    found = list(stretches(article))
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
    read = {at for stretch in found for at in range(stretch.start, stretch.end)}
    hidden = {at for span in furniture for at in range(span.start, span.end)}
    assert not read & hidden
    assert {at for at, char in enumerate(text) if char.isalnum()} <= read | hidden


@pytest.mark.parametrize("unit", [PROSE, "word ", "x"])
def test_a_megabyte_on_one_line_is_cut_without_loss(unit: str):
    text = unit * (1_000_000 // len(unit))
    found = cut(text)
    assert "".join(found) == text
    assert max(map(len, found)) <= LONGEST_STRETCH


def test_long_prose_is_cut_between_sentences():
    assert all(stretch.startswith("The council") for stretch in cut(PROSE * 1000))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "", True),
        ("en-GB", "", True),
        ("en_US", "", True),
        ("ar", "The council met.", False),
        ("", "The council met in السليمانية.", True),
        ("", "اجتمع المجلس في London.", False),
    ],
)
def test_language(language: str, text: str, expected: bool):
    assert is_english(ArticleText(article_id=ArticleId("a1"), text=text, tokens=(), language=language)) is expected
