"""Hints, previewed occurrences, a line being drawn, mentions of one thing: seen, gone in time, painted little."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QImage

from annotations.model.span import Span
from desktop.canvas.overlay import Ghost, Hint, Overlay
from desktop.canvas.view import ArticleCanvas
from desktop.theme import LIGHT
from tests.desktop.canvas import texts
from tests.desktop.canvas.conftest import Paints, Show, flush, point_of
from tests.factories import annotation_set, article, entity, event, span, suggestion

SHOWN = article("\n".join([texts.ENGLISH, texts.ARABIC, texts.KURDISH, texts.MIXED] * 8))
SUDANI = entity("PERSON", span(SHOWN, "Sudani"), id="m1")
OFFICE = entity("ORG", span(SHOWN, "Iraq’s office"), id="m2")
IRAQ = entity("GPE", span(SHOWN, "Iraq"), id="m3")
ISIS = suggestion(entity("ORG", span(SHOWN, "ISIS")), score=0.8)
FAR = entity("PERSON", span(SHOWN, "Sudani", 8), id="m4")
TALKS = event("CONSULT", span(SHOWN, "discussed"), ("ACTOR", SUDANI), ("ACTOR", FAR), id="e1")
MADE = annotation_set(SHOWN, SUDANI, OFFICE, IRAQ, FAR, TALKS)


def picture(canvas: ArticleCanvas) -> QImage:
    return canvas.screen().grabWindow(canvas.winId()).toImage()


def colours(image: QImage, middle: QPoint, wide: int, high: int) -> set[str]:
    """The colours round a point."""
    return {
        image.pixelColor(x, y).name()
        for x in range(middle.x() - wide, middle.x() + wide)
        for y in range(middle.y() - high, middle.y() + high)
    }


def test_visible_marks_come_in_reading_order_outer_before_inner(show: Show) -> None:
    canvas = show(SHOWN, MADE, [ISIS])
    assert canvas.visible_marks() == ["m1", "e1", "m2", "m3", ISIS.id]
    canvas.focus("m4")
    assert canvas.visible_marks() == ["m4"]
    canvas.clear()
    assert canvas.visible_marks() == []


def test_a_cap_stands_over_its_mark_and_leaves_the_words_alone(show: Show) -> None:
    canvas = show(SHOWN, MADE)
    flush(canvas)
    before = picture(canvas)
    canvas.set_hints([Hint("m1", "1"), Hint("m2", "2"), Hint("m3", "3")])
    flush(canvas)
    after = picture(canvas)
    changed = [
        y for y in range(after.height()) for x in range(after.width()) if after.pixel(x, y) != before.pixel(x, y)
    ]
    layout, top = canvas.flow.laid(0).layout, canvas._position.y_of(0)
    lines = [top + layout.text_top(line) for line in range(len(layout))]
    assert {max(line for line in lines if y < line + 1 and y >= line - 17) for y in changed} == set(lines)
    for line in lines:
        assert not any(line <= y < line + 19 for y in changed)
    canvas.set_hints([])
    flush(canvas)
    assert picture(canvas) == before


def test_caps_of_marks_that_begin_together_stand_side_by_side(show: Show) -> None:
    canvas = show(SHOWN, MADE)
    y = point_of(canvas, OFFICE.span.start).y() - 18

    def frames(*hints: Hint) -> int:
        """How often the frame of a cap crosses a row of pixels."""
        canvas.set_hints(hints)
        flush(canvas)
        image = picture(canvas)
        row = [image.pixelColor(x, y).lightness() < 100 for x in range(image.width())]
        return sum(dark and not before for before, dark in pairwise(row))

    assert frames(Hint("m2", " ")) == 2
    assert frames(Hint("m2", " "), Hint("m3", " ")) == 4


def test_a_preview_is_tinted_unless_left_out(show: Show) -> None:
    canvas = show(SHOWN)
    words = span(SHOWN, "cooperation")
    tint = LIGHT.hue("green").tint.lower()
    seen = {}
    for name, ghost in {
        "taken": Ghost(words, "green"),
        "solid": Ghost(words, "green", solid=True),
        "left out": Ghost(words, "green", excluded=True),
        "current": Ghost(words, "green", current=True),
    }.items():
        canvas.set_ghosts([ghost])
        flush(canvas)
        image = picture(canvas)
        seen[name] = image
        assert (tint in colours(image, point_of(canvas, words.start + 3), 8, 6)) == (name != "left out")
    images = list(seen.values())
    assert all(one != other for number, one in enumerate(images) for other in images[:number])


def test_partial_painting_of_what_lies_over_gives_the_picture_of_a_full_one(show: Show) -> None:
    canvas = show(SHOWN, MADE, [ISIS])
    here, there = QPointF(point_of(canvas, ISIS.mention.span.start)), QPointF(300, 640)
    bar = canvas.verticalScrollBar()
    steps: list[Callable[[], object]] = [
        lambda: canvas.set_hints([Hint(id_, str(number)) for number, id_ in enumerate(canvas.visible_marks(), 1)]),
        lambda: canvas.show_set(annotation_set(SHOWN, OFFICE, IRAQ, FAR), []),
        lambda: canvas.show_set(MADE, [ISIS]),
        lambda: bar.setValue(30),
        lambda: canvas.set_hints([Hint("m3", "Q")]),
        lambda: canvas.show_set(annotation_set(SHOWN, SUDANI, IRAQ, FAR), [ISIS]),
        lambda: canvas.show_set(MADE, [ISIS]),
        lambda: canvas.set_hints([]),
        lambda: canvas.set_drag_line("e1", there),
        lambda: canvas.set_drag_line("e1", here, ISIS.id),
        lambda: bar.setValue(70),
        lambda: canvas.set_drag_line(None, None),
        lambda: canvas.set_ghosts([Ghost(SUDANI.span, "blue"), Ghost(IRAQ.span, "blue", excluded=True)]),
        lambda: canvas.set_ghosts([Ghost(SUDANI.span, "blue", current=True), Ghost(Span(0, 150), "blue", solid=True)]),
        lambda: canvas.set_ghosts([]),
        lambda: bar.setValue(0),
        lambda: canvas.focus("m1"),
        lambda: canvas.set_kin(["m1", "m3", ISIS.id]),
        lambda: canvas.focus("m3", reveal=False),
        lambda: canvas.set_kin([]),
        lambda: canvas.focus("e1", reveal=False),
        lambda: bar.setValue(20),
        lambda: bar.setValue(45),
        lambda: bar.setValue(400),
        lambda: bar.setValue(bar.maximum()),
        lambda: bar.setValue(bar.maximum() - 30),
        lambda: bar.setValue(0),
    ]
    for number, step in enumerate(steps):
        step()
        flush(canvas)
        piecemeal = picture(canvas)
        canvas.viewport().update()
        flush(canvas)
        assert picture(canvas) == piecemeal, f"step {number}"


def test_a_hint_or_preview_paints_no_more_than_its_line(show: Show) -> None:
    canvas = show(SHOWN, MADE)
    screen = canvas.viewport().width() * canvas.viewport().height()
    paints = Paints(canvas.viewport())
    canvas.set_hints([Hint("m1", "1")])
    flush(canvas)
    assert 0 < paints.area <= 0.05 * screen
    paints.regions.clear()
    canvas.set_ghosts([Ghost(IRAQ.span, "green")])
    flush(canvas)
    assert 0 < paints.area <= 0.1 * screen
    paints.regions.clear()
    canvas.set_ghosts([Ghost(IRAQ.span, "green")])
    flush(canvas)
    assert paints.area == 0


def test_another_article_takes_everything_away(show: Show) -> None:
    canvas = show(SHOWN, MADE)
    canvas.set_hints([Hint("m1", "1")])
    canvas.set_ghosts([Ghost(IRAQ.span, "green")])
    canvas.set_drag_line("e1", QPointF(200, 200))
    canvas.set_kin(["m1"])
    canvas.clear()
    assert canvas._overlay == Overlay()
    canvas.focus(None)
    assert canvas._emphasis.kin == frozenset()


def test_what_is_not_there_is_not_drawn(show: Show) -> None:
    canvas = show(SHOWN, MADE)
    before = picture(canvas)
    canvas.set_hints([Hint("gone", "1")])
    canvas.set_drag_line("gone", QPointF(200, 200), "gone too")
    canvas.viewport().update()
    flush(canvas)
    assert picture(canvas) == before


def test_mentions_of_the_focused_thing_are_ringed_with_dots(show: Show) -> None:
    canvas = show(SHOWN, MADE)
    canvas.focus("m1")
    flush(canvas)
    before = picture(canvas)
    canvas.set_kin(["m1", "m3"])
    flush(canvas)
    after = picture(canvas)
    where, unrelated = point_of(canvas, IRAQ.span.start + 1), point_of(canvas, SUDANI.span.start)
    box = (30, 14)
    assert colours(after, where, *box) != colours(before, where, *box)
    assert colours(after, unrelated, *box) == colours(before, unrelated, *box)


def test_lines_out_of_sight_end_in_an_arrow_with_their_count(show: Show) -> None:
    canvas = show(SHOWN, MADE)
    canvas.focus("e1")
    flush(canvas)
    rail = round(canvas.column_left() - canvas._metrics.rail)
    ink = LIGHT.hue("petrol").ink.lower()

    def at_edges() -> tuple[bool, bool]:
        image, height = picture(canvas), canvas.viewport().height()
        return (
            ink in colours(image, QPoint(rail - 12, 10), 6, 10),
            ink in colours(image, QPoint(rail - 12, height - 10), 6, 10),
        )

    assert at_edges() == (False, True)
    canvas.verticalScrollBar().setValue(300)  # both the event and its far filler are out of sight, on either side
    flush(canvas)
    assert at_edges() == (True, True)
    canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().maximum())
    flush(canvas)
    assert at_edges() == (True, False)
