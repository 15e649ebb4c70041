"""The article with a lane per analyst: what it shows, where it scrolls, what a click tells."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotations.model.article import Article
from annotations.model.mark import Subject
from annotations.model.span import Span
from desktop.canvas.decoration import MarkPiece
from desktop.canvas.dispute_view import DisputeCanvas
from desktop.canvas.layout import ParagraphLayout
from desktop.canvas.places import Lane, Place
from desktop.canvas.ruler import OverviewRuler, Tick
from desktop.theme import DARK, LIGHT
from tests.desktop.canvas import texts
from tests.desktop.canvas.conftest import flush, point_of
from tests.desktop.canvas.disputed import (
    ARTICLE,
    GUARD,
    LANES,
    agreed,
    guard,
    league,
    mark,
    marsh,
    place,
    raids,
    said,
)
from tests.factories import article, entity, small_schema, span

Show = Callable[..., DisputeCanvas]
LONG = article("\n".join(f"{texts.ENGLISH} Line {number}." for number in range(120)))
NAMES = [Span(*found.span()) for found in re.finditer("Sudani", LONG.text)]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """`show(places)`: a canvas of 900 x 700 with an article of which that is open or settled, painted once."""

    def make(
        places: list[Place],
        of: Article = ARTICLE,
        stands: list[object] | None = None,
        lanes: tuple[Lane, ...] = LANES,
        width: int = 900,
    ) -> DisputeCanvas:
        canvas = DisputeCanvas()
        qtbot.addWidget(canvas)
        canvas.resize(width, 700)
        canvas.show()
        QApplication.processEvents()
        mentions = agreed() if stands is None and of is ARTICLE else stands or []
        canvas.show_article(of, small_schema(), mentions, lanes, places)
        flush(canvas)
        return canvas

    return make


def long_places() -> list[Place]:
    return [
        Place(
            key=f"p{number}",
            kind=Subject.SPAN,
            start=name.start,
            end=name.end,
            versions=((mark("Sudani", "PERSON", number + 1, LONG),), (), ()),
        )
        for number, name in enumerate(NAMES)
    ]


def picture(canvas: DisputeCanvas) -> QImage:
    """What is on the screen now."""
    flush(canvas)
    return canvas.screen().grabWindow(canvas.winId()).toImage()


def painted_anew(canvas: DisputeCanvas) -> QImage:
    canvas.viewport().update()
    return picture(canvas)


def piece(canvas: DisputeCanvas, words: str, number: int = 0) -> MarkPiece:
    """The piece whose chip says that."""
    pieces = [each for line in canvas.flow.laid(number).decoration.lines for each in line]
    return next(each for each in pieces if each.chip[0].text == words)


def inside(canvas: DisputeCanvas, words: str, number: int = 0, *, bar: bool = False) -> QPoint:
    """A point on the chip that says that, or on the end of its bar."""
    found, layout = piece(canvas, words, number), canvas.flow.laid(number).layout
    x = found.right - 1 if bar else (found.chip_left + found.chip_right) / 2
    y = layout.lane_top(found.line, found.lane) + (1 if bar else layout.metrics.lane // 2)
    return QPoint(round(canvas.column_left() + x), canvas._position.y_of(number) + y)


def click(canvas: DisputeCanvas, point: QPoint) -> list[tuple[str, int | None]]:
    told: list[tuple[str, int | None]] = []
    canvas.place_clicked.connect(lambda key, lane: told.append((key, lane)))
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)
    return told


def y_of(canvas: DisputeCanvas, code_point: int) -> int:
    return canvas._y_of(canvas.flow, canvas._position, code_point)


# What is drawn


def test_a_place_shows_whose_version_says_what(show: Show) -> None:
    canvas = show([guard(), league()])
    under = said(canvas)
    assert [under[0, lane] for lane in range(3)] == [
        ["1 ORG", "◆1 ASSAULT"],
        ["2 PERSON", "GPE"],
        ["3 ORG", "GPE"],
    ]
    assert [said(canvas, 1)[0, lane] for lane in range(3)] == [["GPE", "1 nothing"], ["2 ORG"], ["3 ORG"]]


def test_events_and_roles_bear_their_signs(show: Show) -> None:
    canvas = show([raids(), marsh()])
    assert [said(canvas, 1)[0, lane][-1] for lane in range(3)] == ["1 ◆ASSAULT", "2 ◆PROTEST", "3 nothing"]
    assert [words for chips in said(canvas).values() for words in chips if words[0].isdigit()] == [
        "1 ◇Place",
        "3 nothing",
    ]


def test_a_role_of_an_unknown_event_is_shown_as_it_is_called(show: Show) -> None:
    canvas = show([replace(marsh(), trigger=None)])
    assert "1 ◇PLACE" in [words for chips in said(canvas).values() for words in chips]


def test_a_place_that_was_put_off_says_so(show: Show) -> None:
    canvas = show([guard(deferred=True)])
    assert said(canvas)[0, 0][0] == "1 ORG ?"
    assert said(canvas)[0, 1][0] == "2 PERSON"
    other = show([guard()])
    assert picture(canvas) != picture(other)


def test_a_settled_place_is_drawn_as_what_is_agreed(show: Show) -> None:
    ruled = [guard(settled=(GUARD,)), league(settled=()), raids(settled=(mark("raids", "PROTEST"),))]
    canvas = show([*ruled, marsh(settled=(mark("the Upper Marsh", "PLACE"),))])
    assert said(canvas)[0, 0] == ["ORG ✓", "◆1 ASSAULT"]
    assert said(canvas)[0, 2] == ["◇Place ✓"]
    assert said(canvas, 1) == {(0, 0): ["GPE", "✓ nothing", "◆PROTEST ✓"]}
    assert canvas.flow.laid(0).decoration.blocks == ((),)


def test_what_stands_of_a_ruling_is_drawn_once(show: Show) -> None:
    stands = [*agreed(), entity("ORG", span(ARTICLE, "River Guard of Tarsin"), id="ruled")]
    canvas = show([guard(settled=(GUARD,))], stands=stands)
    assert said(canvas)[0, 0] == ["ORG ✓", "◆1 ASSAULT"]
    assert click(canvas, inside(canvas, "ORG ✓")) == [("guard", None)]


def test_only_what_stands_is_tinted(show: Show) -> None:
    def has(canvas: DisputeCanvas, color: str) -> bool:
        image = canvas.viewport().grab().toImage()
        line = range(point_of(canvas, 0).y() - 20, point_of(canvas, 0).y() + 10)
        return any(image.pixelColor(x, y).name() == color.lower() for y in line for x in range(image.width()))

    tint = LIGHT.hue("orange").tint
    assert not has(show([guard()]), tint)
    assert has(show([guard(settled=(GUARD,))]), tint)


def test_a_place_that_goes_on_in_the_next_line_keeps_its_lanes(show: Show) -> None:
    words = "the recent developments and Iraq’s office"
    of = article(texts.ENGLISH)
    long = place("long", (mark(words, "ORG", of=of),), (), (mark("Iraq’s office", "GPE", of=of),))
    canvas = show([long], of=of, width=360)
    lines = {line: [under for (at, _lane), (under, *_) in said(canvas).items() if at == line] for line in range(4)}
    begun = next(line for line, chips in lines.items() if chips)
    assert lines[begun][:2] == ["1 ORG", "2 nothing"]
    assert lines[begun + 1][:2] == ["1 …ORG", "2 …nothing"]


# Names


def gutter(canvas: DisputeCanvas, left: int, right: int) -> set[int]:
    """The heights at which something is painted between two x."""
    image, page = canvas.viewport().grab().toImage(), LIGHT.page.lower()
    return {y for y in range(image.height()) for x in range(left, right) if image.pixelColor(x, y).name() != page}


def test_names_stand_beside_the_lanes_and_nowhere_else(show: Show) -> None:
    canvas = show([league()])
    names = gutter(canvas, 0, canvas.column_left() - 2)
    layout, top = canvas.flow.laid(1).layout, canvas._position.y_of(1)
    for lane in range(3):
        assert any(top + layout.lane_top(0, lane) < y < top + layout.lane_top(0, lane + 1) for y in names)
    assert min(names) > top + layout.text_bottom(0)
    assert max(names) < top + layout.bottom(0) + 4
    assert not gutter(show([league()], lanes=tuple(Lane("", lane.digit) for lane in LANES)), 0, canvas.column_left())


def test_a_long_name_stays_in_its_gutter(show: Show) -> None:
    lanes = (Lane("A very long name of an analyst", 1), *LANES[1:])
    canvas = show([league()], lanes=lanes, width=520)
    assert gutter(canvas, 0, canvas.column_left() - 12)
    assert not gutter(canvas, 0, 6)
    assert not gutter(canvas, canvas.column_left() - 10, canvas.column_left())


def test_names_stand_right_of_a_text_that_reads_leftwards(show: Show) -> None:
    of = article(texts.ARABIC, language="ar")
    name = place("base", (mark("قاعدة عين الأسد", "GPE", of=of),), (mark("عين الأسد", "GPE", of=of),), ())
    canvas = show([name], of=of)
    right = canvas.column_left() + canvas._column_width()
    assert gutter(canvas, right + 12, canvas.viewport().width())
    assert not gutter(canvas, 0, canvas.column_left())
    one, two = piece(canvas, "1 GPE"), piece(canvas, "2 GPE")
    assert one.chip_right == pytest.approx(one.right)
    assert two.chip_right == pytest.approx(two.right)
    assert one.right > two.right


def test_other_names_may_come_later(show: Show) -> None:
    canvas = show([league()])
    canvas.show_places([league()], agreed(), tuple(Lane("", lane.digit) for lane in LANES))
    flush(canvas)
    assert not gutter(canvas, 0, canvas.column_left())


# Focus


def test_the_place_in_focus_is_ringed_and_the_picked_chip_filled(show: Show) -> None:
    canvas = show([guard(), league()])
    plain = picture(canvas)
    canvas.set_focus("guard")
    ringed = picture(canvas)
    canvas.set_focus("guard", 1)
    picked = picture(canvas)
    assert ringed != plain
    assert picked != ringed
    chip = piece(canvas, "2 PERSON")
    edge = inside(canvas, "2 PERSON") - QPoint(round((chip.chip_right - chip.chip_left) / 2) + 1, 0)
    blue = LIGHT.hue("blue").ink.lower()
    assert picked.pixelColor(edge).name() == blue
    assert ringed.pixelColor(edge).name() != blue
    assert picked == painted_anew(canvas)
    canvas.set_focus(None)
    assert picture(canvas) == plain


def test_an_unknown_place_leaves_none_in_focus(show: Show) -> None:
    canvas = show([guard()])
    plain = picture(canvas)
    canvas.set_focus("guard", 0)
    canvas.set_focus("gone", 0)
    assert picture(canvas) == plain


def test_the_event_of_a_role_stands_out(show: Show) -> None:
    canvas = show([marsh()])
    struck = point_of(canvas, GUARD.end + 2)
    plain = picture(canvas).copy(struck.x() - 12, struck.y() - 24, 24, 40)
    canvas.set_focus("marsh")
    shown = picture(canvas)
    assert shown.copy(struck.x() - 12, struck.y() - 24, 24, 40) != plain
    assert shown == painted_anew(canvas)


def test_a_place_comes_into_the_upper_half(show: Show) -> None:
    canvas, places = show(long_places(), of=LONG), long_places()
    for key in (60, 20, 110, 0):
        canvas.set_focus(f"p{key}")
        assert 0 <= y_of(canvas, places[key].start) <= canvas.viewport().height() // 2


def test_a_place_that_is_seen_already_moves_nothing(show: Show) -> None:
    canvas = show(long_places(), of=LONG)
    canvas.set_focus("p0")
    canvas.set_focus("p1")
    assert canvas.verticalScrollBar().value() == 0


def test_where_the_place_in_focus_is_can_be_asked(show: Show) -> None:
    canvas = show(long_places(), of=LONG)
    assert canvas.focus_area().height() == 0
    canvas.set_focus("p60")
    area = canvas.focus_area()
    assert area.contains(point_of(canvas, NAMES[60].start))
    assert area.contains(inside(canvas, "3 nothing", 60))
    assert canvas.viewport().rect().contains(area)
    canvas.verticalScrollBar().setValue(0)
    assert canvas.focus_area().top() == canvas.focus_area().bottom() + 1 == canvas.viewport().height()


def test_the_end_of_the_article_is_near_enough(show: Show) -> None:
    canvas, last = show(long_places(), of=LONG), long_places()[-1]
    canvas.set_focus(last.key)
    assert 0 <= y_of(canvas, last.start) < canvas.viewport().height()
    assert canvas.verticalScrollBar().value() == canvas.verticalScrollBar().maximum()


def test_ends_that_are_moved_are_shown(show: Show) -> None:
    canvas = show([guard(), league()])
    canvas.set_focus("guard", 0)
    before = picture(canvas)
    longer = mark("The River Guard of Tarsin struck", "ORG")
    canvas.set_edit([longer])
    shown, selection = picture(canvas), LIGHT.text_selection.lower()
    top = point_of(canvas, longer.end - 2).y()
    assert any(
        shown.pixelColor(x, y).name() == selection
        for x in range(canvas.column_left(), canvas.column_left() + 250)
        for y in range(top - 14, top)
    )
    assert shown == painted_anew(canvas)
    canvas.set_edit(None)
    assert picture(canvas) == before


# After a ruling


def test_what_was_ruled_comes_in_and_the_reader_stays(show: Show) -> None:
    places = long_places()
    canvas = show(places, of=LONG)
    canvas.set_focus("p40", 0)
    canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().value() + 57)
    line = canvas._position.first_line()
    before = y_of(canvas, line)
    here = LONG.text[:line].count("\n")
    for number in (here - 1, here, here + 1):
        places[number] = replace(places[number], settled=places[number].versions[0] or ())
    canvas.show_places(places, [])
    assert y_of(canvas, line) == before
    assert said(canvas, here + 1) == {(0, 0): ["PERSON ✓"]}
    assert picture(canvas) == painted_anew(canvas)


def test_a_ruling_touches_only_its_paragraph(show: Show, built: list[ParagraphLayout]) -> None:
    places = long_places()
    canvas = show(places, of=LONG)
    seen = len(built)
    assert seen < 12
    decorations = [canvas.flow.laid(number).decoration for number in range(3)]
    canvas.show_places([replace(places[0], settled=()), *places[1:]], [])
    after = [canvas.flow.laid(number).decoration for number in range(3)]
    assert [one is other for one, other in zip(decorations, after, strict=True)] == [False, True, True]
    assert len(built) <= seen + 2  # what came into sight below


def test_the_focus_goes_with_its_place(show: Show) -> None:
    canvas = show([guard(), league()])
    plain = picture(canvas)
    canvas.set_focus("guard", 0)
    canvas.show_places([guard(), league()], agreed())
    assert picture(canvas) != plain
    canvas.show_places([league()], agreed())
    canvas.show_places([guard(), league()], agreed())
    assert picture(canvas) == plain


def test_the_ruler_has_a_tick_for_every_open_place(show: Show) -> None:
    canvas = show([guard(), league(settled=()), raids()])
    ticks: list[Tick] = list(canvas._ticks(canvas.flow))
    assert [tick.hue for tick in ticks] == ["orange", "magenta"]
    assert 0 <= ticks[0].place < 0.5 < ticks[1].place <= 1
    ruler = canvas.findChild(OverviewRuler)
    assert ruler is not None
    assert ruler.isVisible()


# Clicks


@pytest.mark.parametrize("bar", [False, True])
def test_a_click_on_a_version_says_whose(show: Show, bar: bool) -> None:
    canvas = show([guard(), league()])
    assert click(canvas, inside(canvas, "2 PERSON", bar=bar)) == [("guard", 1)]
    assert click(canvas, inside(canvas, "1 nothing", 1, bar=bar)) == [("league", 0)]


def test_a_click_on_words_says_which_place(show: Show) -> None:
    canvas = show([guard(), league(settled=())])
    assert click(canvas, point_of(canvas, GUARD.start + 3)) == [("guard", None)]
    assert click(canvas, point_of(canvas, mark("League", "ORG").start + 2)) == [("league", None)]


def test_other_clicks_say_nothing(show: Show) -> None:
    canvas = show([guard()])
    beside = QPoint(3, point_of(canvas, GUARD.start).y())
    places = [point_of(canvas, mark("Monday", "ORG").start), inside(canvas, "GPE"), beside]
    assert [click(canvas, point) for point in places] == [[], [], []]


def test_the_cursor_shows_what_can_be_clicked(show: Show) -> None:
    canvas = show([guard()])
    shapes = []
    for point in (inside(canvas, "1 ORG"), point_of(canvas, mark("Monday", "ORG").start)):
        QTest.mouseMove(canvas.viewport(), point)
        shapes.append(canvas.viewport().cursor().shape())
    assert shapes == [Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor]


# Comfort


@pytest.mark.parametrize("percent", [70, 200])
def test_all_of_it_grows_with_the_text(show: Show, percent: int) -> None:
    canvas = show([guard(), league()])
    before = canvas.flow.laid(0).layout.bottom(0)
    canvas.set_reading(percent=percent)
    assert canvas.flow.laid(0).layout.bottom(0) / before == pytest.approx(percent / 100, rel=0.15)
    assert click(canvas, inside(canvas, "2 PERSON")) == [("guard", 1)]
    assert picture(canvas) == painted_anew(canvas)


def test_other_colours(show: Show) -> None:
    canvas = show([guard()])
    canvas.set_theme(DARK)
    flush(canvas)
    names = canvas.viewport().grab().toImage()
    assert names.pixelColor(2, 2).name() == DARK.page.lower()
    assert any(
        names.pixelColor(x, y).name() == DARK.hue("orange").ink.lower()
        for x in range(names.width())
        for y in range(120)
    )


def test_a_message_in_place_of_an_article(show: Show) -> None:
    canvas = show([guard()])
    canvas.clear("Nothing to settle here.")
    assert canvas.flow is None
    assert canvas.accessibleDescription() == "Nothing to settle here."
    canvas.set_focus("guard")
    canvas.show_places([guard()], agreed())
    canvas.set_edit([GUARD])
    assert click(canvas, QPoint(200, 60)) == []


def test_what_a_screen_reader_says(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def send(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    canvas = show([guard(), league(deferred=True), marsh(), raids(settled=())])
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", send)
    assert canvas.accessibleDescription() == "River Guard strikes"
    canvas.set_focus("guard")
    canvas.set_focus("guard", 2)
    canvas.set_focus("league", 0)
    canvas.set_focus("marsh")
    canvas.set_focus("raids")
    assert told == [
        "River Guard of Tarsin: 1 Hana ORG, 2 Marek PERSON, 3 Leyla ORG + GPE “Tarsin”",
        "3 Leyla ORG + GPE “Tarsin”",
        "the Marsh League: deferred, 1 Hana nothing, 2 Marek ORG “Marsh League”, 3 Leyla ORG",
        "the Upper Marsh: 1 Hana Place, 3 Leyla nothing",
        "raids: settled, nothing, 1 Hana ASSAULT, 2 Marek PROTEST, 3 Leyla nothing",
    ]
    assert canvas.accessibleDescription() == told[-1]
    canvas.show_places([guard(), raids()], agreed())
    assert canvas.accessibleDescription().startswith("raids: 1 Hana")
    canvas.set_focus(None)
    assert canvas.accessibleDescription() == "River Guard strikes"
