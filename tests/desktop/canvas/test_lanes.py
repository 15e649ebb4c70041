"""Bars and chips never collide, and inner mentions lie nearest to the text."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.canvas.lanes import LaneSolver, Piece, Placement

COLUMN = (0.0, 600.0)
GAP = 5.0


@st.composite
def pieces(draw: st.DrawFn) -> list[Piece]:
    made = []
    for _ in range(draw(st.integers(0, 12))):
        left = draw(st.integers(0, 560))
        right = min(600, left + draw(st.integers(1, 300)))
        widths = sorted(draw(st.lists(st.integers(10, 120), min_size=1, max_size=4)), reverse=True)
        made.append(Piece(float(left), float(right), tuple(map(float, widths))))
    return made


@given(pieces(), st.booleans())
def test_nothing_overlaps_and_chips_stay_in_the_column(given_pieces: list[Piece], right_to_left: bool) -> None:
    placed = LaneSolver(COLUMN, GAP, right_to_left).solve(given_pieces)
    both = list(zip(given_pieces, placed, strict=True))
    for number, (piece, place) in enumerate(both):
        chip_right = place.chip_left + piece.widths[place.level]
        assert COLUMN[0] <= place.chip_left
        assert chip_right <= COLUMN[1]
        for other, other_place in both[:number]:
            if other_place.lane == place.lane:
                assert other.right + 1 <= piece.left or piece.right + 1 <= other.left
                other_right = other_place.chip_left + other.widths[other_place.level]
                assert other_right + GAP <= place.chip_left or chip_right + GAP <= other_place.chip_left


def solve(*given_pieces: Piece, right_to_left: bool = False) -> list[Placement]:
    return LaneSolver(COLUMN, GAP, right_to_left).solve(given_pieces)


def test_the_inner_piece_lies_nearest_to_the_text() -> None:
    outer, inner = solve(Piece(100, 300, (40,)), Piece(150, 200, (40,)))
    assert (inner.lane, outer.lane) == (0, 1)


def test_six_deep_takes_six_lanes() -> None:
    nested = [Piece(100.0, 150.0 + 40 * depth, (30.0,)) for depth in range(6)]
    assert [place.lane for place in solve(*nested)] == [0, 1, 2, 3, 4, 5]


def test_a_chip_says_less_to_leave_its_neighbour_in_the_lane() -> None:
    first, second = solve(Piece(100, 130, (90, 60, 30)), Piece(170, 200, (90, 60, 30)))
    assert (first.lane, first.level) == (0, 1)
    assert (second.lane, second.level) == (0, 0)


def test_a_chip_says_less_before_the_edge_pushes_it_under_another_word() -> None:
    (narrow,) = solve(Piece(570, 590, (120, 60, 30)))
    assert (narrow.level, narrow.chip_left) == (2, 570)
    (wide,) = solve(Piece(500, 590, (120, 60, 30)))
    assert (wide.level, wide.chip_left) == (0, 480)


def test_room_is_counted_from_the_right_where_text_runs_to_the_left() -> None:
    left, right = solve(Piece(100, 130, (90, 60, 30)), Piece(170, 200, (90, 60, 30)), right_to_left=True)
    assert (left.level, left.chip_left) == (0, 40)
    assert (right.level, right.chip_left) == (1, 140)
