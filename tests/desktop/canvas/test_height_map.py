"""Sums and searches over paragraph heights agree with counting them one by one."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.canvas.height_map import HeightMap

HEIGHTS = st.lists(st.integers(1, 200), min_size=1, max_size=70)


@given(HEIGHTS, st.lists(st.tuples(st.integers(0, 69), st.integers(1, 400)), max_size=20))
def test_sums_stay_right_after_changes(heights: list[int], changes: list[tuple[int, int]]) -> None:
    heights = list(heights)
    tested = HeightMap(heights)
    for index, height in changes:
        if index < len(heights):
            assert tested.set(index, height) == height - heights[index]
            heights[index] = height
    assert tested.total == sum(heights)
    assert [tested.before(index) for index in range(len(heights) + 1)] == [
        sum(heights[:index]) for index in range(len(heights) + 1)
    ]


@given(HEIGHTS, st.integers(-10, 20_000))
def test_the_paragraph_found_covers_the_pixel(heights: list[int], y: int) -> None:
    tested = HeightMap(heights)
    index = tested.find(y)
    if y < 0:
        assert index == 0
    elif y >= tested.total:
        assert index == len(heights) - 1
    else:
        assert tested.before(index) <= y < tested.before(index + 1)
