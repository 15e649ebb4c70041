"""Wheel, ruler, window size and reading font: the canvas follows and keeps the reader's place."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotations.model.span import Span
from desktop.canvas.ruler import OverviewRuler
from desktop.canvas.view import ArticleCanvas
from desktop.theme import LIGHT
from tests.desktop.canvas import texts
from tests.desktop.canvas.conftest import Show, flush
from tests.factories import annotation_set, article, entity, suggestion

LONG = article("\n".join(f"{texts.ENGLISH} Line {number}." for number in range(300)))


def top_paragraph(canvas: ArticleCanvas) -> int:
    assert canvas._position is not None
    return next(canvas._position.visible(0, 100))[0]


def test_the_wheel_scrolls(show: Show) -> None:
    canvas = show(LONG)
    place = QPointF(300, 300)
    wheel = QWheelEvent(
        place,
        canvas.mapToGlobal(place),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas.viewport(), wheel)
    assert canvas.verticalScrollBar().value() == 120


def test_a_press_on_the_ruler_goes_there(show: Show) -> None:
    canvas = show(LONG)
    ruler = canvas.findChild(OverviewRuler)
    assert ruler is not None
    QTest.mousePress(ruler, Qt.MouseButton.LeftButton, pos=QPoint(6, ruler.height() // 2))
    assert 130 < top_paragraph(canvas) < 170
    QTest.mouseMove(ruler, QPoint(6, 0))
    assert top_paragraph(canvas) == 0
    QTest.mouseRelease(ruler, Qt.MouseButton.LeftButton, pos=QPoint(6, 0))


def test_the_ruler_shows_suggestions_left_and_decided_mentions_right(show: Show, qtbot: QtBot) -> None:
    decided, open_ = entity("ORG", LONG.tokens[0]), suggestion(entity("GPE", LONG.tokens[-1]))
    canvas = show(LONG, annotation_set(LONG, decided), [open_])
    ruler = canvas.findChild(OverviewRuler)
    assert ruler is not None
    orange, green = LIGHT.hue("orange").ink.lower(), LIGHT.hue("green").ink.lower()

    def columns(ink: str) -> set[tuple[int, bool]]:
        picture = ruler.grab().toImage()
        half = picture.height() // 2
        return {
            (x, y < half)
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixelColor(x, y).name() == ink
        }

    qtbot.waitUntil(lambda: bool(columns(orange) and columns(green)))
    assert all(x >= 6 and upper for x, upper in columns(orange))
    assert all(x < 6 and not upper for x, upper in columns(green))


def test_heights_out_of_sight_come_true_without_moving_the_text(show: Show, qtbot: QtBot) -> None:
    canvas = show(LONG)
    assert canvas.flow is not None
    canvas.verticalScrollBar().setValue(4_000)
    flush(canvas)
    before = dict(canvas._position.visible(0, 700))
    qtbot.waitUntil(lambda: next(canvas.flow.unmeasured(), None) is None)
    assert dict(canvas._position.visible(0, 700)) == before
    assert canvas.verticalScrollBar().maximum() == canvas._position.maximum


def test_another_height_breaks_no_line_anew_and_another_width_keeps_the_place(show: Show) -> None:
    canvas = show(LONG)
    canvas.verticalScrollBar().setValue(5_000)
    place = top_paragraph(canvas)
    layout = canvas.flow.laid(place).layout
    canvas.resize(900, 400)
    assert canvas.flow.laid(place).layout is layout
    canvas.resize(500, 400)
    QApplication.processEvents()
    assert canvas.flow.laid(place).layout is not layout
    assert abs(top_paragraph(canvas) - place) <= 1


def test_text_fits_beside_a_gutter_that_gives_way(show: Show) -> None:
    canvas = show(LONG, size=(420, 500))
    canvas.set_reading(percent=200)
    right = max(extents[-1][1] for extents in [canvas.flow.laid(0).layout.fragments(0, 0, 40)])
    assert canvas.column_left() + right <= canvas.viewport().width()


def test_another_reading_font_lays_out_anew(show: Show) -> None:
    canvas = show(LONG)
    before = canvas.flow.laid(0).layout.fragments(0, 0, 20)
    canvas.set_reading(families=["Noto Serif"])
    assert canvas.flow.laid(0).layout.fragments(0, 0, 20) != before


@pytest.mark.parametrize("codes", [True, False])
def test_the_label_of_a_focus_in_a_deep_lane_comes_into_view(show: Show, codes: bool) -> None:
    start = LONG.text.index("Line 100.") + len("Line 100.\n")
    words = [token for token in LONG.tokens if token.start >= start][:6]
    nested = [entity("ORG", Span(word.start, words[-1].end)) for word in words]
    canvas = show(LONG, annotation_set(LONG, *nested), size=(900, 260))
    canvas.show_codes(codes)
    outer = nested[0] if codes else nested[-1]  # the innermost bar, its label below all others
    position = canvas._position
    assert position is not None
    number = position.flow.text.paragraph_at(start)
    laid = position.flow.laid(number)
    piece = laid.decoration.pieces_of(outer.id)[-1]
    lane = piece.lane if codes else laid.decoration.lanes(piece.line) - 1
    assert lane >= 3
    canvas.go_to_place(start)
    # The words, one lane and the air below them just fit.
    needed = laid.layout.lane_top(piece.line, 0) + laid.layout.metrics.lane + position.height // 6
    canvas.scroll_by(position.y_of(number) + needed - position.height)
    canvas.focus(outer.id)
    bottom = position.y_of(number) + laid.layout.lane_top(piece.line, lane) + laid.layout.metrics.lane
    assert 0 < bottom <= position.height
