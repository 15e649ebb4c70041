"""What is on the screen stays put while guessed heights come true."""

import random

import pytest

from desktop.canvas.flow import ArticleFlow
from desktop.canvas.layout_cache import CAPACITY
from desktop.canvas.metrics import Metrics
from desktop.canvas.scroll_position import ScrollPosition
from tests.factories import annotation_set, article, small_schema

HEIGHT = 600


@pytest.fixture
def flow(qapp: object) -> ArticleFlow:
    chance = random.Random(3)
    paragraphs = ["word " * chance.randint(0, 120) + f"paragraph {number}" for number in range(900)]
    shown = ArticleFlow(article("\n".join(paragraphs)), small_schema(), Metrics(), 646)
    shown.update(annotation_set(shown.article), ())
    return shown


def seen(position: ScrollPosition) -> dict[int, int]:
    return dict(position.visible(0, HEIGHT))


def assert_true(position: ScrollPosition) -> None:
    """What is seen fills the screen without gaps, and the value is where it should be."""
    places, guessed = seen(position), set(position.flow.unmeasured())
    heights = position.flow.heights.heights
    for number, y in places.items():
        assert number not in guessed
        if number + 1 in places:
            assert places[number + 1] == y + heights[number]
    assert 0 <= position.value <= position.maximum
    assert position.y_of(0) == position.origin


def test_scrolling_up_into_unmeasured_text_moves_what_was_seen_by_the_same_amount(flow: ArticleFlow) -> None:
    position = ScrollPosition(flow, HEIGHT)
    position.scroll_to(position.maximum // 2)
    for _step in range(60):
        before = seen(position)
        position.scroll_to(position.value - 100)
        after = seen(position)
        shared = before.keys() & after.keys()
        assert shared
        assert {after[number] - before[number] for number in shared} == {100}
        assert_true(position)


def test_random_jumps_always_land_in_a_filled_screen(flow: ArticleFlow) -> None:
    position, chance = ScrollPosition(flow, HEIGHT), random.Random(5)
    for _jump in range(60):
        position.scroll_to(chance.choice([0, position.maximum, chance.randint(0, position.maximum)]))
        assert_true(position)


def test_measuring_out_of_sight_does_not_move_the_screen(flow: ArticleFlow) -> None:
    position = ScrollPosition(flow, HEIGHT)
    position.scroll_to(position.maximum // 2)
    before = seen(position)
    for number in list(flow.unmeasured()):
        flow.measure(number)
    position.settle()
    assert seen(position) == before
    assert_true(position)
    assert next(flow.unmeasured(), None) is None


def test_memory_is_bounded_while_reading_to_the_end(flow: ArticleFlow) -> None:
    position = ScrollPosition(flow, HEIGHT)
    while position.value < position.maximum:
        position.scroll_to(position.value + HEIGHT)
    assert len(flow._cache) <= CAPACITY
    assert position.flow.text.paragraph(list(seen(position))[-1]).text.endswith("paragraph 899")
