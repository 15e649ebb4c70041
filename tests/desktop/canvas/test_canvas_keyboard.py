"""Real keys on the canvas: tokens in reading order, lines, screens, selection."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.model.span import Span
from desktop.canvas.view import ArticleCanvas
from desktop.theme import DARK
from tests.desktop.canvas import texts
from tests.desktop.canvas.conftest import Show
from tests.factories import annotation_set, article, entity, suggestion

Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LONG = article("\n".join(f"{texts.ENGLISH} Line {number}." for number in range(80)))


def press(canvas: ArticleCanvas, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(canvas, key, modifier)


def test_right_is_the_next_token(show: Show) -> None:
    canvas = show(LONG)
    moved: list[int] = []
    canvas.caret_moved.connect(moved.append)
    press(canvas, Key.Key_Right, Key.Key_Right, Key.Key_Left)
    assert moved == [1, 2, 1]


def test_left_is_the_next_token_where_text_runs_to_the_left(show: Show) -> None:
    canvas = show(article(texts.ARABIC))
    for expected in range(1, len(article(texts.ARABIC).tokens)):
        press(canvas, Key.Key_Left)
        assert canvas.caret_token == expected  # also through “ISIS” and “2023”, which run to the right
    press(canvas, Key.Key_Right)
    assert canvas.caret_token == expected - 1


def test_shift_takes_the_selection_along_in_both_directions(show: Show) -> None:
    canvas = show(LONG)
    canvas.move_caret(3)
    press(canvas, Key.Key_Right, Key.Key_Right, modifier=SHIFT)
    assert canvas.selection == Span(LONG.tokens[3].start, LONG.tokens[5].end)
    press(canvas, *[Key.Key_Left] * 4, modifier=SHIFT)
    assert canvas.selection == Span(LONG.tokens[1].start, LONG.tokens[3].end)
    press(canvas, Key.Key_Right)
    assert (canvas.selection, canvas.caret_token) == (None, 2)


def test_home_and_end_stay_on_the_line(show: Show) -> None:
    canvas = show(LONG)
    canvas.move_caret(4)
    press(canvas, Key.Key_End)
    layout = canvas.flow.laid(0).layout
    assert LONG.tokens[canvas.caret_token].start < layout.end(0) <= LONG.tokens[canvas.caret_token + 1].start
    press(canvas, Key.Key_Home)
    assert canvas.caret_token == 0
    press(canvas, Key.Key_End, modifier=CONTROL)
    assert canvas.caret_token == len(LONG.tokens) - 1
    assert canvas.verticalScrollBar().value() == canvas.verticalScrollBar().maximum()
    press(canvas, Key.Key_Home, modifier=CONTROL)
    assert (canvas.caret_token, canvas.verticalScrollBar().value()) == (0, 0)


def test_down_then_up_comes_back_to_the_line(show: Show) -> None:
    canvas = show(LONG)
    canvas.move_caret(3)
    lines = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Up, Key.Key_Up):
        press(canvas, key)
        start = LONG.tokens[canvas.caret_token].start
        number = canvas.flow.text.paragraph_at(start)
        lines.append((number, canvas.flow.laid(number).layout.line_at(start)))
    assert lines == [(0, 1), (1, 0), (1, 1), (1, 0), (0, 1), (0, 0)]


def test_up_and_down_skip_empty_paragraphs_and_stop_at_the_ends(show: Show) -> None:
    shown = article("first line\n\n \nlast line")
    canvas = show(shown)
    press(canvas, Key.Key_Down)
    assert shown.tokens[canvas.caret_token].of(shown.text) == "last"
    press(canvas, Key.Key_Down)
    assert canvas.caret_token == len(shown.tokens) - 1
    press(canvas, Key.Key_Up)
    assert shown.tokens[canvas.caret_token].of(shown.text) == "line"
    press(canvas, Key.Key_Up)
    assert canvas.caret_token == 0


def test_page_down_reaches_the_end_and_keeps_the_caret_in_sight(show: Show) -> None:
    canvas = show(LONG)
    for _page in range(40):
        press(canvas, Key.Key_PageDown)
        top, bottom = canvas.flow.lines_of(LONG.tokens[canvas.caret_token])
        assert top + canvas._position.origin >= 0
        assert bottom + canvas._position.origin <= canvas.viewport().height()
    assert canvas.caret_token > len(LONG.tokens) - 20
    press(canvas, *[Key.Key_PageUp] * 40, modifier=SHIFT)
    assert canvas.selection.start < 120


def test_escape_leaves_the_selection_then_the_focus_then_the_window_gets_it(show: Show) -> None:
    mention = entity("ORG", LONG.tokens[2])
    canvas = show(LONG, annotation_set(LONG, mention))
    canvas.select(LONG.tokens[5])
    press(canvas, Key.Key_Escape)
    assert canvas.selection is None
    canvas.focus(mention.id)
    press(canvas, Key.Key_Escape)
    assert canvas.focused is None
    assert canvas.leave() is False


def test_steps_from_mark_to_mark_start_at_the_caret(show: Show) -> None:
    marks = [entity("ORG", LONG.tokens[number]) for number in (2, 30, 400)]
    offered = suggestion(entity("GPE", LONG.tokens[31]))
    canvas = show(LONG, annotation_set(LONG, *marks), [offered])
    canvas.move_caret(10)
    heard: list[object] = []
    canvas.focus_changed.connect(heard.append)
    for _step in range(4):
        canvas.next_span()
    canvas.previous_span()
    assert heard == [marks[1].id, offered.id, marks[2].id, offered.id]


def test_a_far_mark_is_brought_into_sight_with_lines_around_it(show: Show) -> None:
    mention = entity("ORG", LONG.tokens[-40])
    canvas = show(LONG, annotation_set(LONG, mention))
    canvas.focus(mention.id)
    top, bottom = canvas.flow.lines_of(mention.span)
    assert canvas._position.origin + top > 0
    assert canvas._position.origin + bottom < canvas.viewport().height()
    value = canvas.verticalScrollBar().value()
    canvas.reveal(mention.span)
    assert canvas.verticalScrollBar().value() == value


def test_focus_selection_and_caret_exclude_one_another(show: Show) -> None:
    mention = entity("ORG", LONG.tokens[7])
    canvas = show(LONG, annotation_set(LONG, mention))
    canvas.select(LONG.tokens[3])
    canvas.focus(mention.id)
    assert (canvas.focused, canvas.selection, canvas.caret_token) == (mention.id, None, 7)
    canvas.select(Span(LONG.tokens[3].start + 1, LONG.tokens[4].start + 1))
    assert (canvas.focused, canvas.selection) == (None, Span(LONG.tokens[3].start, LONG.tokens[4].end))
    canvas.focus("unknown")
    assert canvas.focused is None


@pytest.mark.parametrize("percent", [50, 100, 150, 200])
def test_zoom_keeps_the_line_on_top(show: Show, percent: int) -> None:
    canvas = show(LONG)
    canvas.verticalScrollBar().setValue(3_000)
    top = next(canvas._position.visible(0, 1))[0]
    canvas.set_zoom(percent)
    canvas.set_theme(DARK)
    assert abs(next(canvas._position.visible(0, 1))[0] - top) <= 1


def test_keys_the_canvas_does_not_know_go_to_the_window(show: Show) -> None:
    canvas = show(LONG)
    press(canvas, Key.Key_1, Key.Key_Tab, Key.Key_F)
    press(canvas, Key.Key_Right, modifier=CONTROL)
    assert (canvas.caret_token, canvas.selection, canvas.focused) == (0, None, None)


def test_an_article_without_tokens_is_harmless(show: Show) -> None:
    canvas = show(article("   \n \n"))
    press(canvas, Key.Key_Right, Key.Key_Down, Key.Key_End, Key.Key_PageDown)
    canvas.select(Span(0, 2))
    canvas.next_span()
    assert (canvas.selection, canvas.caret_token) == (None, 0)
