"""Real keys on the canvas: tokens in reading order, lines, screens, selection."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.model.article import Article
from annotations.model.span import Span
from annotations.text.paragraphs import sentences
from desktop.canvas import passages
from desktop.canvas.layout import ParagraphLayout
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
    canvas.set_reading(percent=percent)
    canvas.set_theme(DARK)
    assert abs(next(canvas._position.visible(0, 1))[0] - top) <= 1


def test_keys_the_canvas_does_not_know_go_to_the_window(show: Show) -> None:
    canvas = show(LONG)
    press(canvas, Key.Key_1, Key.Key_Tab, Key.Key_F)
    press(canvas, Key.Key_Right, Key.Key_PageDown, modifier=Qt.KeyboardModifier.AltModifier)
    press(canvas, Key.Key_PageDown, modifier=CONTROL)
    assert (canvas.caret_token, canvas.selection, canvas.focused) == (0, None, None)


NEWS = article(
    "First it rained. Then it “stopped.” Nobody knew why.\nA new day began. It rained.\n\n \nThe end. So it was."
)
NEWS_ARABIC = article("هاجمت فصائل قاعدة. لم يصب أحد! هل صمت الجميع؟\nبدأ يوم جديد. نزل المطر.\n\n \nانتهى. هكذا كان.")
BOTH = pytest.mark.parametrize(
    ("shown", "on", "back"),
    [(NEWS, Key.Key_Right, Key.Key_Left), (NEWS_ARABIC, Key.Key_Left, Key.Key_Right)],
    ids=["left to right", "right to left"],
)


def sentence_starts(shown: Article) -> list[int]:
    return [
        shown.tokens.index(next(t for t in shown.tokens if t.start == s.start))
        for s in sentences(shown.text, shown.tokens)
    ]


@BOTH
def test_control_and_an_arrow_go_by_sentence_in_reading_direction(
    show: Show, shown: Article, on: Qt.Key, back: Qt.Key
) -> None:
    canvas, starts = show(shown), sentence_starts(shown)
    assert len(starts) == 7
    there = []
    for _press in starts:
        press(canvas, on, modifier=CONTROL)
        there.append(canvas.caret_token)
    assert there == [*starts[1:], len(shown.tokens) - 1]
    for start in reversed(starts):
        press(canvas, back, modifier=CONTROL)
        assert canvas.caret_token == start
    press(canvas, back, modifier=CONTROL)
    assert canvas.caret_token == 0


@BOTH
def test_shift_with_them_selects_whole_sentences(show: Show, shown: Article, on: Qt.Key, back: Qt.Key) -> None:
    canvas, found = show(shown), sentences(shown.text, shown.tokens)
    press(canvas, on, on, modifier=SHIFT | CONTROL)
    assert canvas.selection == Span(found[0].start, found[1].end)
    press(canvas, back, modifier=SHIFT | CONTROL)
    assert canvas.selection == found[0]
    press(canvas, *[on] * 9, modifier=SHIFT | CONTROL)
    assert canvas.selection == Span(0, found[-1].end)
    canvas.move_caret(sentence_starts(shown)[2] + 1)
    press(canvas, back, back, modifier=SHIFT | CONTROL)
    assert canvas.selection == Span(found[1].start, shown.tokens[sentence_starts(shown)[2] + 1].end)


@BOTH
def test_control_up_and_down_go_by_paragraph(show: Show, shown: Article, on: Qt.Key, back: Qt.Key) -> None:
    canvas, starts = show(shown), [sentence_starts(shown)[number] for number in (0, 3, 5)]
    canvas.move_caret(2)
    there = []
    for key in (Key.Key_Up, Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Down, Key.Key_Down):
        press(canvas, key, modifier=CONTROL)
        there.append(canvas.caret_token)
    assert there == [starts[0], starts[1], starts[2], starts[1], starts[2], len(shown.tokens) - 1]
    canvas.move_caret(starts[1])
    press(canvas, Key.Key_Down, modifier=SHIFT | CONTROL)
    assert canvas.selection == Span(shown.tokens[starts[1]].start, shown.tokens[starts[2] - 1].end)
    press(canvas, Key.Key_Up, Key.Key_Up, modifier=SHIFT | CONTROL)
    assert canvas.selection == Span(0, shown.tokens[starts[1]].end)


def test_moving_by_sentence_in_a_megabyte_reads_little_and_lays_out_what_is_seen(
    show: Show, built: list[ParagraphLayout], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = article(" ".join([texts.ENGLISH + "."] * 9_000))
    canvas = show(shown)
    read: list[int] = []

    def counting(text: str, tokens: Sequence[Span]) -> list[Span]:
        read.append(len(tokens))
        return sentences(text, tokens)

    monkeypatch.setattr(passages, "sentences", counting)
    canvas.move_caret(len(shown.tokens) // 2)
    built.clear()
    press(canvas, Key.Key_Right, Key.Key_Left, modifier=CONTROL)
    press(canvas, Key.Key_Right, Key.Key_Left, modifier=CONTROL | SHIFT)
    assert 0 < max(read) < 300
    assert sum(read) < 2_000
    assert len(built) <= 2


def test_hop_goes_to_the_next_word_with_that_letter_and_once_round(show: Show) -> None:
    canvas = show(NEWS)
    there = []
    for _hop in range(6):
        assert canvas.hop("I")
        there.append(canvas.caret_token)
    surfaces = [token.of(NEWS.text) for token in NEWS.tokens]
    its = [number for number, surface in enumerate(surfaces) if surface.lower() == "it"]
    assert there == [*its, *its][:6]
    assert canvas.hop("i", forward=False)
    assert canvas.caret_token == there[-2]
    canvas.move_caret(2)
    assert canvas.hop("i", forward=False)
    assert canvas.caret_token == its[0]
    assert canvas.hop("i", forward=False)
    assert canvas.caret_token == its[-1]


def test_a_hop_to_no_word_stays(show: Show) -> None:
    canvas = show(NEWS)
    canvas.move_caret(3)
    assert not canvas.hop("x")
    assert not canvas.hop("")
    assert canvas.caret_token == 3
    assert canvas.hop("s")
    stopped = canvas.caret_token
    assert canvas.hop("s")  # to “So”, then round to “stopped”
    assert canvas.hop("s")
    assert canvas.caret_token == stopped
    canvas.clear()
    assert not canvas.hop("s")


def test_a_hop_takes_all_alefs_for_one_and_shows_where_it_went(show: Show) -> None:
    shown = article(texts.KURDISH + "\n" + "و\n" * 80 + "في الأنبار أمس")
    canvas = show(shown)
    assert canvas.hop("إ")
    assert shown.tokens[canvas.caret_token].of(shown.text) == "الأنبار"
    assert canvas.verticalScrollBar().value() > 0
    assert canvas.hop("ا")
    assert shown.tokens[canvas.caret_token].of(shown.text) == "أمس"


def test_a_selection_far_away_is_shown_when_asked(show: Show) -> None:
    canvas = show(LONG)
    canvas.select(LONG.tokens[-1])
    assert canvas.verticalScrollBar().value() == 0
    canvas.select(LONG.tokens[-1], reveal=True)
    assert canvas.verticalScrollBar().value() == canvas.verticalScrollBar().maximum()


def test_an_article_without_tokens_is_harmless(show: Show) -> None:
    canvas = show(article("   \n \n"))
    press(canvas, Key.Key_Right, Key.Key_Down, Key.Key_End, Key.Key_PageDown)
    press(canvas, Key.Key_Right, Key.Key_Left, Key.Key_Up, Key.Key_Down, modifier=CONTROL)
    press(canvas, Key.Key_Right, Key.Key_Left, Key.Key_Up, Key.Key_Down, modifier=CONTROL | SHIFT)
    assert not canvas.hop("a")
    canvas.select(Span(0, 2))
    canvas.next_span()
    assert (canvas.selection, canvas.caret_token) == (None, 0)
