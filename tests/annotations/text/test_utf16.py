import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.utf16 import Utf16Offsets, utf16_length


@given(st.text())
def test_offsets_are_those_of_the_encoded_text(text: str):
    offsets = Utf16Offsets(text)
    for code_point in range(len(text) + 1):
        unit = len(text[:code_point].encode("utf-16-le")) // 2
        assert offsets.to_utf16(code_point) == unit
        assert offsets.to_code_point(unit) == code_point
    assert offsets.length == utf16_length(text) == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("unit", [-1, 1, 4, 5])
def test_what_is_no_offset_is_refused(unit: int):
    with pytest.raises(ValueError, match=r"inside a character|outside the text"):
        Utf16Offsets("😀x").to_code_point(unit)
