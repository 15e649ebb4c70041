from hypothesis import given
from hypothesis import strategies as st

from annotations.model.span import Span
from annotations.model.standoff import BREAKS, fragments, joined

_TEXTS = st.text(alphabet="ab \t\n\u2028\u00a0", min_size=1, max_size=12)


@given(_TEXTS)
def test_fragments_hold_no_break_and_no_blank_at_an_edge(text: str):
    for each in fragments(text, [Span(0, len(text))]):
        surface = each.of(text)
        assert surface == surface.strip()
        assert not BREAKS.search(surface)


@given(_TEXTS)
def test_fragments_of_one_piece_are_joined_again(text: str):
    whole = text.strip()
    if whole:
        start = text.index(whole)
        piece = Span(start, start + len(whole))
        assert joined(text, fragments(text, [piece])) == (piece,)


def test_parts_stay_apart_unless_a_line_break_alone_is_between_them():
    text = "old town\nof Basra"
    parts = (Span(0, 3), Span(4, 8), Span(12, 17))
    assert joined(text, fragments(text, parts)) == parts
    assert joined(text, [Span(9, 11), Span(4, 8)]) == (Span(4, 11),)
