"""Code points and UTF-16 units name the same characters."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.canvas.offsets import Utf16Offsets

TEXT = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("😀𝒳👩\u200d🇮🇶ابa\u0301\ufeff")), max_size=60)


@given(TEXT.filter(lambda text: not any("\ud800" <= character <= "\udfff" for character in text)))
def test_every_code_point_comes_back(text: str) -> None:
    offsets = Utf16Offsets(text)
    assert offsets.length == len(text.encode("utf-16-le")) // 2
    for position in range(len(text) + 1):
        unit = offsets.to_utf16(position)
        assert unit == len(text[:position].encode("utf-16-le")) // 2
        assert offsets.to_code_point(unit) == position


def test_the_second_half_of_a_pair_belongs_to_its_character() -> None:
    offsets = Utf16Offsets("a😀b😀")
    assert [offsets.to_code_point(unit) for unit in range(7)] == [0, 1, 1, 2, 3, 3, 4]
