import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.suggesters.names.words import fold
from tests.annotations.suggesters.names.helpers import words


@given(st.text(min_size=1))
def test_starts_and_ends_are_those_of_the_tokens(text: str):
    read = words(text)
    assert read.text == text
    for token, (start, surface) in enumerate(zip(read.starts, read.texts, strict=True)):
        assert text[start : read.end(token)] == surface


@pytest.mark.parametrize(
    ("text", "expected"), [("Türkiye", "turkiye"), ("Erdog\u0306an", "erdogan"), ("Shi’ite", "shi'ite")]
)
def test_folding_forgets_case_diacritics_and_the_kind_of_apostrophe(text: str, expected: str):
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister Tells Parliament Harvest Plan Failed", True),
        ("The minister told parliament that the harvest plan had failed in Shalan.", False),
        ("Shalan", False),
    ],
)
def test_a_headline_in_capitals_is_known_as_one(text: str, expected: bool):
    assert words(text).is_title is expected
