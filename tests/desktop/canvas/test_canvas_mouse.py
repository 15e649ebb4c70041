"""Real mouse events on the viewport: click, drag, double and triple click, handles."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.editing.edits import CorrectSuggestion, MoveBoundary
from annotations.model.article import Article
from annotations.model.ids import MentionId
from annotations.model.span import Span
from desktop.canvas.view import ArticleCanvas
from tests.desktop.canvas import texts
from tests.desktop.canvas.conftest import Show, flush, point_of, word
from tests.factories import annotation_set, article, entity, span, suggestion

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
TEXT = article(
    "Militias struck the bases of the coalition in Anbar. Nobody was hurt.\n"
    "Sudani and Romanowski discussed the attack.\n" + "More words follow here.\n" * 60
)


def drag(canvas: ArticleCanvas, start: QPoint, end: QPoint) -> None:
    viewport = canvas.viewport()
    QTest.mousePress(viewport, LEFT, NO_KEY, start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT, NO_KEY, end)


def at(canvas: ArticleCanvas, surface: str, nth: int = 1, offset: int = 0) -> QPoint:
    assert canvas.flow is not None
    return point_of(canvas, word(canvas.flow.article, surface, nth) + offset)


def token_of(of: Article, surface: str) -> int:
    return of.tokens.index(span(of, surface))


def test_a_click_on_plain_text_puts_the_caret(show: Show) -> None:
    canvas = show(TEXT)
    moved: list[int] = []
    canvas.caret_moved.connect(moved.append)
    QTest.mouseClick(canvas.viewport(), LEFT, NO_KEY, at(canvas, "Romanowski", offset=4))
    assert moved == [token_of(TEXT, "Romanowski")]
    assert canvas.selection is None


def test_a_click_in_nested_spans_focuses_the_shortest(show: Show) -> None:
    outer = entity("ORG", span(TEXT, "the bases of the coalition"))
    inner = entity("GPE", span(TEXT, "the coalition"))
    canvas = show(TEXT, annotation_set(TEXT, outer, inner))
    clicked: list[tuple[str, bool]] = []
    canvas.mention_clicked.connect(lambda id_, suggested: clicked.append((id_, suggested)))
    QTest.mouseClick(canvas.viewport(), LEFT, NO_KEY, at(canvas, "coalition"))
    assert canvas.focused == inner.id
    QTest.mouseClick(canvas.viewport(), LEFT, NO_KEY, at(canvas, "bases"))
    assert canvas.focused == outer.id
    assert clicked == [(inner.id, False), (outer.id, False)]


def test_a_click_on_the_focused_mention_is_told_again(show: Show) -> None:
    offered = suggestion(entity("ORG", span(TEXT, "Militias")))
    canvas = show(TEXT, annotation_set(TEXT), [offered])
    clicked: list[tuple[str, bool]] = []
    canvas.mention_clicked.connect(lambda id_, suggested: clicked.append((id_, suggested)))
    for _ in range(2):
        QTest.mouseClick(canvas.viewport(), LEFT, NO_KEY, at(canvas, "Militias", offset=3))
        QTest.mouseClick(canvas.viewport(), LEFT, NO_KEY, QPoint(2, 690))
        QTest.mouseRelease(canvas.viewport(), LEFT)
        canvas.focus(offered.id)
    assert clicked == [(offered.id, True)] * 2


def test_a_click_can_leave_the_focus_with_the_event(show: Show) -> None:
    first, second = entity("ORG", span(TEXT, "Militias")), entity("GPE", span(TEXT, "Anbar"))
    canvas = show(TEXT, annotation_set(TEXT, first, second))
    canvas.focus(first.id)
    clicked: list[str] = []

    def claim(id_: str) -> bool:
        clicked.append(id_)
        return True

    canvas.claims_click = claim
    QTest.mouseClick(canvas.viewport(), LEFT, NO_KEY, at(canvas, "Anbar", offset=2))
    assert (canvas.focused, clicked) == (first.id, [second.id])


@pytest.mark.parametrize("name", texts.ALL)
def test_every_chip_and_bar_is_hit(show: Show, name: str) -> None:
    shown = article(texts.ALL[name])
    marks = [entity("ORG", token) for token in shown.tokens[::2]]
    marks += [entity("GPE", Span(a.start, b.end)) for a, b in zip(shown.tokens[::3], shown.tokens[2::3], strict=False)]
    canvas = show(shown, annotation_set(shown, *marks))
    flow = canvas.flow
    assert flow is not None
    laid = flow.laid(0)
    layout, metrics = laid.layout, laid.layout.metrics
    probed = set()
    for line in laid.decoration.lines:
        for piece in line:
            top = canvas._position.origin + layout.text_bottom(piece.line) + piece.lane * metrics.step
            chip_y = top + metrics.bar + metrics.bar_gap + metrics.chip_capitals / 2
            middle = [(left + right) / 2 for left, right in piece.fragments]
            probes = [(piece.chip_left + 1, chip_y), (piece.chip_right - 1, chip_y), *((x, top + 1) for x in middle)]
            for x, y in probes:
                assert canvas.hit_at(QPoint(round(x + canvas.column_left()), round(y)).toPointF()).mark == piece.mark.id
            probed.add(piece.mark.id)
    assert probed == {mark.id for mark in marks}


@pytest.mark.parametrize("name", texts.ALL)
def test_a_drag_selects_whole_tokens(show: Show, name: str) -> None:
    words = tuple(Span(*found.span()) for found in re.finditer(r"\S+", texts.ALL[name]))
    canvas = show(replace(article(texts.ALL[name]), tokens=words))
    for first, last in zip(words, words[3:], strict=False):
        start, end = point_of(canvas, first.start), point_of(canvas, last.end - 1)
        drag(canvas, start, end)
        assert canvas.selection == Span(first.start, last.end)
        drag(canvas, end, start)
        assert canvas.selection == Span(first.start, last.end)


def test_an_emoji_made_of_several_tokens_is_selected_whole(show: Show) -> None:
    shown = article(texts.EMOJI)
    family = span(shown, "👨\u200d👩\u200d👧")
    assert len([token for token in shown.tokens if token.overlaps(family)]) > 1
    canvas = show(shown)
    QTest.mouseDClick(canvas.viewport(), LEFT, NO_KEY, point_of(canvas, family.start))
    assert canvas.selection == family


def test_the_snapped_extent_is_seen_before_release(show: Show) -> None:
    canvas = show(TEXT)
    QTest.mousePress(canvas.viewport(), LEFT, NO_KEY, at(canvas, "bases", offset=2))
    QTest.mouseMove(canvas.viewport(), at(canvas, "coalition", offset=1))
    assert canvas.selection == span(TEXT, "bases of the coalition")
    flush(canvas)
    band = canvas.grab().toImage().pixelColor(at(canvas, "bases") - QPoint(0, 9))
    assert band.name().upper() == "#BCD3FA"
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEY, at(canvas, "coalition", offset=1))


def test_two_clicks_select_the_token_and_three_the_sentence(show: Show) -> None:
    canvas = show(TEXT)
    place = at(canvas, "coalition", offset=3)
    QTest.mouseClick(canvas.viewport(), LEFT, NO_KEY, place)
    QTest.mouseDClick(canvas.viewport(), LEFT, NO_KEY, place)
    assert canvas.selection == span(TEXT, "coalition")
    QTest.mouseClick(canvas.viewport(), LEFT, NO_KEY, place)
    assert canvas.selection == span(TEXT, "Militias struck the bases of the coalition in Anbar.")


def test_shift_click_extends_from_the_caret(show: Show) -> None:
    canvas = show(TEXT)
    QTest.mouseClick(canvas.viewport(), LEFT, NO_KEY, at(canvas, "bases", offset=1))
    QTest.mouseClick(canvas.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, at(canvas, "Romanowski", offset=1))
    assert canvas.selection == Span(word(TEXT, "bases"), word(TEXT, "Romanowski") + len("Romanowski"))


def test_a_drag_below_the_window_scrolls_and_selects_on(show: Show, qtbot) -> None:
    canvas = show(TEXT)
    below = QPoint(300, canvas.viewport().height() + 80)
    QTest.mousePress(canvas.viewport(), LEFT, NO_KEY, at(canvas, "struck"))
    QTest.mouseMove(canvas.viewport(), below)
    height = canvas.viewport().height()
    qtbot.waitUntil(lambda: canvas.verticalScrollBar().value() > height)
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEY, below)
    selection = canvas.selection
    assert selection is not None
    assert selection.start == word(TEXT, "struck")
    assert len(selection) > 500


@pytest.mark.parametrize(("surface", "nth"), [("Nobody", 1), ("in", 1)])
def test_dragging_the_end_of_the_focused_mention_asks_for_that_extent(show: Show, surface: str, nth: int) -> None:
    mention = entity("GPE", span(TEXT, "the coalition"))
    canvas = show(TEXT, annotation_set(TEXT, mention))
    canvas.focus(mention.id)
    edits: list[object] = []
    canvas.edit_requested.connect(edits.append)
    drag(canvas, _edge(canvas, mention.id, end=True), at(canvas, surface, nth, 1))
    end = word(TEXT, surface, nth) + len(surface)
    assert edits == [MoveBoundary(MentionId(mention.id), Span(mention.span.start, end))]


def test_dragging_the_start_of_a_suggestion_corrects_it(show: Show) -> None:
    offered = suggestion(entity("GPE", span(TEXT, "the coalition")))
    canvas = show(TEXT, annotation_set(TEXT), [offered])
    canvas.focus(offered.id)
    edits: list[object] = []
    canvas.edit_requested.connect(edits.append)
    drag(canvas, _edge(canvas, offered.id, end=False), at(canvas, "bases", offset=2))
    assert edits == [CorrectSuggestion(suggestion=offered, span=span(TEXT, "bases of the coalition"))]


def test_an_end_put_back_asks_for_nothing(show: Show) -> None:
    mention = entity("GPE", span(TEXT, "the coalition"))
    canvas = show(TEXT, annotation_set(TEXT, mention))
    canvas.focus(mention.id)
    edits: list[object] = []
    canvas.edit_requested.connect(edits.append)
    edge = _edge(canvas, mention.id, end=True)
    drag(canvas, edge, edge - QPoint(20, 0))
    assert edits == []
    assert canvas.focused == mention.id


def _edge(canvas: ArticleCanvas, id_: str, end: bool) -> QPoint:
    flow = canvas.flow
    assert flow is not None
    laid = flow.laid(0)
    pieces = laid.decoration.pieces_of(id_)
    piece = pieces[-1] if end else pieces[0]
    y = canvas._position.origin + laid.layout.baselines[piece.line] - 3
    return QPoint(round(canvas.column_left() + (piece.right if end else piece.left)), y)


def test_the_right_button_asks_for_a_menu(show: Show) -> None:
    mention = entity("GPE", span(TEXT, "the coalition"))
    canvas = show(TEXT, annotation_set(TEXT, mention))
    asked: list[tuple[object, object]] = []
    canvas.context_requested.connect(lambda _place, selected, id_: asked.append((selected, id_)))
    for place in (at(canvas, "coalition"), at(canvas, "Romanowski")):
        QApplication.sendEvent(
            canvas.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, canvas.mapToGlobal(place))
        )
    canvas.select(span(TEXT, "bases of the coalition"))
    place = at(canvas, "bases")
    QApplication.sendEvent(
        canvas.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, canvas.mapToGlobal(place))
    )
    assert asked == [(None, mention.id), (None, None), (span(TEXT, "bases of the coalition"), None)]
    assert canvas.selection == span(TEXT, "bases of the coalition")
