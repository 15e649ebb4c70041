"""The line on top is found again: after opening anew, at another size of letters, at another width."""

import random

import pytest
from PySide6.QtWidgets import QApplication

from desktop.canvas.layout import ParagraphLayout
from desktop.canvas.view import ArticleCanvas
from tests.desktop.canvas import texts
from tests.desktop.canvas.conftest import Show, flush
from tests.factories import annotation_set, article, entity, small_schema

LONG = article("\n".join([texts.ENGLISH, texts.ARABIC * 4, "", texts.EMOJI, texts.MIXED * 9] * 50))


def line_with(canvas: ArticleCanvas, code_point: int) -> int:
    assert canvas.flow is not None
    layout = canvas.flow.laid(canvas.flow.text.paragraph_at(code_point)).layout
    return layout.starts[layout.line_at(code_point)]


def test_the_top_is_nought(show: Show) -> None:
    canvas = show(LONG)
    assert canvas.reading_place() == 0
    canvas.verticalScrollBar().setValue(500)
    assert canvas.reading_place() > 0
    canvas.go_to_place(0)
    assert (canvas.reading_place(), canvas.verticalScrollBar().value()) == (0, 0)


def test_an_article_opened_anew_shows_the_same_line_on_top(show: Show) -> None:
    canvas, chance = show(LONG), random.Random(4)
    marked = annotation_set(LONG, *(entity("ORG", token) for token in LONG.tokens[::3]))
    for _time in range(20):
        canvas.verticalScrollBar().setValue(chance.randint(0, canvas.verticalScrollBar().maximum()))
        place = canvas.reading_place()
        canvas.show_article(LONG, marked, [], small_schema())
        canvas.go_to_place(place)
        flush(canvas)
        assert canvas.reading_place() == place


@pytest.mark.parametrize("percent", [60, 150, 300])
def test_the_same_line_stays_on_top_at_another_zoom_and_width(show: Show, percent: int) -> None:
    canvas, chance = show(LONG), random.Random(percent)
    for _time in range(10):
        canvas.set_reading(percent=100)
        canvas.resize(900, 700)
        canvas.go_to_place(chance.randint(1, len(LONG.text) // 2))
        place = canvas.reading_place()
        canvas.set_reading(percent=percent)
        assert canvas.reading_place() == line_with(canvas, place)
        canvas.resize(600, 700)
        QApplication.processEvents()
        assert canvas.reading_place() == line_with(canvas, place)


def test_larger_and_smaller_again_and_again_ends_where_it_began(show: Show) -> None:
    canvas = show(LONG)
    canvas.go_to_place(len(LONG.text) // 2)
    place = canvas.reading_place()
    for _time in range(6):
        for percent in (110, 125, 150, 125, 110, 100):
            canvas.set_reading(percent=percent)
    assert canvas.reading_place() == place


def test_after_scrolling_another_line_stays_on_top(show: Show) -> None:
    canvas = show(LONG)
    canvas.go_to_place(len(LONG.text) // 2)
    canvas.set_reading(percent=150)
    canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().value() + 2_000)
    place = canvas.reading_place()
    canvas.set_reading(percent=100)
    assert canvas.reading_place() == line_with(canvas, place) > len(LONG.text) // 2


def test_the_end_shows_as_much_as_there_is(show: Show) -> None:
    canvas = show(LONG)
    canvas.go_to_place(len(LONG.text))
    assert canvas.verticalScrollBar().value() == canvas.verticalScrollBar().maximum()
    place = canvas.reading_place()
    canvas.go_to_place(place)
    assert canvas.reading_place() == place


def test_a_place_in_a_megabyte_lays_out_what_is_seen(show: Show, built: list[ParagraphLayout]) -> None:
    shown = article("\n".join([texts.ENGLISH] * 9_000))
    canvas = show(shown)
    built.clear()
    canvas.go_to_place(len(shown.text) // 2)
    flush(canvas)
    assert 0 < len(built) < 40


def test_without_an_article_there_is_no_place(show: Show) -> None:
    canvas = show(LONG)
    canvas.clear()
    canvas.go_to_place(50)
    assert canvas.reading_place() == 0
