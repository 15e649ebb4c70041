"""Density, distance of lines, hidden codes, narrow columns and large text: nothing collides, nothing is cut off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint

from annotations.model.span import Span
from desktop.canvas.chips import ChipTexts
from desktop.canvas.marks import Segment
from desktop.canvas.metrics import READING_FAMILIES, Metrics
from desktop.canvas.view import ArticleCanvas
from tests.desktop.canvas import texts
from tests.desktop.canvas.conftest import Show, flush
from tests.factories import annotation_set, article, entity, event, span, suggestion

SHOWN = article("\n".join([texts.ENGLISH, texts.ARABIC] * 20))
NAME = SHOWN.tokens[0]
DEEP = [entity("ORG", Span(NAME.start, SHOWN.tokens[last].end), id=f"m{last}") for last in (0, 0, 1, 2, 3, 4)]
DEEP[1] = entity("PERSON", NAME, id="twin")


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    """Fonts need an application."""


def picture(canvas: ArticleCanvas) -> object:
    return canvas.screen().grabWindow(canvas.winId()).toImage()


def pitch(canvas: ArticleCanvas, number: int = 0) -> int:
    """The height of the first line of a paragraph."""
    layout = canvas.flow.laid(number).layout
    return layout.bottom(0) - layout.tops[0]


@given(st.integers(0, 2), st.integers(80, 200), st.booleans(), st.integers(0, 8), st.booleans())
def test_a_line_has_room_for_its_text_and_lanes(
    reserved: int, spacing: int, codes: bool, lanes: int, bidirectional: bool
) -> None:
    metrics = Metrics(percent=100, lanes=reserved, spacing=spacing, codes=codes)
    text = metrics.track + metrics.ascent(bidirectional) + metrics.descent(bidirectional)
    last_bar = (lanes - 1) * metrics.step + metrics.lane if lanes else 0
    assert metrics.line(lanes, bidirectional) >= text + last_bar
    assert metrics.line(lanes, bidirectional) <= metrics.line(lanes + 1, bidirectional)


def test_only_compact_lines_move_for_their_first_lane() -> None:
    assert [Metrics(lanes=lanes).line(1, False) - Metrics(lanes=lanes).line(0, False) for lanes in (0, 1, 2)] == [
        16,
        0,
        0,
    ]
    roomy, normal = Metrics(lanes=2), Metrics()
    assert roomy.line(2, False) == roomy.line(0, False) == normal.line(2, False) > normal.line(1, False)


def test_lines_stand_apart_as_chosen_and_the_place_is_kept(show: Show) -> None:
    canvas = show(SHOWN)
    normal = pitch(canvas)
    canvas.verticalScrollBar().setValue(1_000)

    def top_paragraph() -> int:
        return next(canvas._position.visible(0, 100))[0]

    place = top_paragraph()
    canvas.set_reading(spacing=150)
    assert pitch(canvas) == round(normal * 1.5)
    assert abs(top_paragraph() - place) <= 1
    canvas.set_reading(lanes=0)
    assert pitch(canvas) < normal * 1.5
    assert abs(top_paragraph() - place) <= 1
    canvas.set_reading(spacing=100)
    canvas.set_reading(lanes=1)
    assert pitch(canvas) == normal


def test_out_of_range_choices_are_the_nearest_ones(show: Show) -> None:
    canvas = show(SHOWN)
    canvas.set_reading(lanes=7)
    canvas.set_reading(spacing=1_000)
    assert pitch(canvas) == Metrics(lanes=2, spacing=200).line(0, False)


@pytest.mark.parametrize("families", [(), ("Noto Serif",), ("No Such Family",)])
def test_every_reading_font_has_the_arabic_ones_behind_it(show: Show, families: tuple[str, ...]) -> None:
    canvas = show(SHOWN)
    canvas.set_reading(families=families)
    chosen = canvas._metrics.font.families()
    assert chosen[: len(families)] == list(families)
    assert [family for family in chosen if family in READING_FAMILIES] == list(READING_FAMILIES)


def test_without_codes_lanes_are_bars_and_the_focused_mark_speaks(show: Show) -> None:
    canvas = show(SHOWN, annotation_set(SHOWN, *DEEP))
    assert canvas.flow.laid(0).decoration.lanes(0) == 6
    spoken, plain_pitch = pitch(canvas), pitch(canvas, 2)
    canvas.show_codes(False)
    assert canvas.flow.laid(0).decoration.lanes(0) == 6
    assert pitch(canvas) < spoken / 1.4
    assert pitch(canvas, 2) == plain_pitch  # lines with no more than one lane stay where they are
    canvas.focus(None)
    flush(canvas)
    silent = picture(canvas)
    canvas.focus("m1", reveal=False)
    flush(canvas)
    piecemeal = picture(canvas)
    assert piecemeal != silent
    canvas.viewport().update()
    flush(canvas)
    assert picture(canvas) == piecemeal


def test_a_bar_without_a_code_is_hit(show: Show) -> None:
    canvas = show(SHOWN, annotation_set(SHOWN, *DEEP))
    canvas.show_codes(False)
    layout, decoration = canvas.flow.laid(0).layout, canvas.flow.laid(0).decoration
    hit = {}
    for piece in decoration.lines[0]:
        y = canvas._position.origin + layout.lane_top(0, piece.lane) + 1
        x = canvas.column_left() + (piece.left + piece.right) / 2
        hit[piece.mark.id] = canvas.hit_at(QPoint(round(x), round(y)).toPointF()).mark
    assert hit == {mark.id: mark.id for mark in DEEP}
    below_all = canvas._position.origin + layout.lane_top(0, 5) + canvas._metrics.step + 1
    assert canvas.hit_at(QPoint(canvas.column_left() + 3, below_all).toPointF()).mark == "m4"


@pytest.mark.parametrize("percent", [100, 200, 300])
@pytest.mark.parametrize("width", [420, 764])
def test_no_chip_is_cut_off_at_an_edge(show: Show, percent: int, width: int) -> None:
    roles = [event("ASSAULT", token, ("RECIPIENT", DEEP[1]), id=f"e{n}") for n, token in enumerate(SHOWN.tokens[2:9])]
    pending = [suggestion(entity("PERSON", token), score=0.7) for token in SHOWN.tokens[10:30]]
    canvas = show(SHOWN, annotation_set(SHOWN, *DEEP, *roles), pending, size=(width, 500))
    canvas.set_reading(percent=percent)
    pieces = [piece for number in (0, 1) for line in canvas.flow.laid(number).decoration.lines for piece in line]
    assert len(pieces) > 30
    for piece in pieces:
        assert piece.chip_left >= 0
        assert piece.chip_right <= canvas.flow.width
        assert canvas.column_left() + piece.chip_right <= canvas.viewport().width()


def test_a_chip_too_wide_for_the_column_loses_its_end() -> None:
    chips = ChipTexts(Metrics())
    whole = (Segment("CONVENTIONAL_FORCES", "blue"), Segment("◇1", "olive"), Segment("◇2", "olive"))
    room = chips.chip_width(whole)
    assert chips.fitting((whole,), room) == (whole,)
    assert chips.fitting((whole,), room - 1) == (whole[:2],)
    ((only,),) = chips.fitting((whole,), 60)
    assert only.text.startswith("CONV")
    assert only.text.endswith("…")
    assert chips.width(only.text) <= 60


def test_marks_of_one_extent_lie_on_lanes_of_their_own(show: Show) -> None:
    canvas = show(SHOWN, annotation_set(SHOWN, *DEEP))
    pieces = canvas.flow.laid(0).decoration.lines[0]
    twins = {piece.lane for piece in pieces if piece.mark.id in ("m0", "twin")}
    assert twins == {0, 1}


def test_a_mark_in_parts_shows_what_it_leaves_out_and_that_it_goes_on_in_another_line(show: Show) -> None:
    first, near, far = span(SHOWN, "Sudani"), span(SHOWN, "Romanowski"), span(SHOWN, "office")
    whole = entity("ORG", Span(first.start, far.end), parts=(first, near, far), id="parts")
    canvas = show(SHOWN, annotation_set(SHOWN, whole))
    above, below = canvas.flow.laid(0).decoration.pieces_of("parts")
    em = canvas._metrics.em
    (gap_left, gap_right), (stub_left, stub_right) = above.joints
    assert (gap_left, gap_right) == (above.fragments[0][1], above.fragments[1][0])
    assert (stub_left, stub_right) == (above.right, pytest.approx(above.right + 0.9 * em))
    ((before, end),) = below.joints
    assert (before, end) == (pytest.approx(below.left - 0.9 * em), below.left)
