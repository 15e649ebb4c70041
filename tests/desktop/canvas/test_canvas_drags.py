"""Real drags on the viewport: parts with Ctrl, lines from a trigger or a chip, ends of marks, and Escape in between."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.editing.edits import MoveBoundary
from annotations.model.article import Article
from annotations.model.mention import EntityMention, EventMention
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
from desktop.canvas.layout import ParagraphLayout
from desktop.canvas.overlay import DragLine
from desktop.canvas.view import ArticleCanvas
from tests.desktop.canvas import texts
from tests.desktop.canvas.conftest import Show, flush, point_of, word
from tests.factories import annotation_set, article, entity, event, span, suggestion

LEFT = Qt.MouseButton.LeftButton
NO_KEY, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Scene:
    """An article with an event, an entity and a suggestion, and words that are nothing yet."""

    article: Article
    attack: EventMention
    militias: EntityMention
    base: Suggestion
    plain: str
    far: str

    def at(self, canvas: ArticleCanvas, surface: str, offset: int = 1) -> QPoint:
        """A character of a word, in the viewport."""
        return point_of(canvas, word(self.article, surface) + offset)

    def trigger(self, canvas: ArticleCanvas) -> QPoint:
        """The middle of the trigger, away from its handles."""
        return point_of(canvas, (self.attack.span.start + self.attack.span.end) // 2)


def scene(text: str, attack: str, militias: str, base: str, plain: str, far: str) -> Scene:
    shown = article(text + "\n" + "\n".join([text] * 60))
    return Scene(
        shown,
        event("ASSAULT", span(shown, attack)),
        entity("ORG", span(shown, militias)),
        suggestion(entity("GPE", span(shown, base))),
        plain,
        far,
    )


ENGLISH = scene(
    "Militias attacked the base near Anbar on Monday again.", "attacked", "Militias", "Anbar", "Monday", "near"
)
ARABIC = scene(
    "إن الفصائل المسلحة هاجمت قاعدة عين الأسد في محافظة الأنبار أمس.", "هاجمت", "الفصائل", "الأنبار", "محافظة", "قاعدة"
)
SCENES = pytest.mark.parametrize("of", [ENGLISH, ARABIC], ids=["left to right", "right to left"])


@pytest.fixture
def open_scene(show: Show) -> Callable[[Scene], ArticleCanvas]:
    def make(of: Scene) -> ArticleCanvas:
        return show(of.article, annotation_set(of.article, of.attack, of.militias), [of.base])

    return make


Open = Callable[[Scene], ArticleCanvas]


def begin(canvas: ArticleCanvas, start: QPoint, end: QPoint, key: Qt.KeyboardModifier = NO_KEY) -> None:
    """Press and move, and do not let go."""
    QTest.mousePress(canvas.viewport(), LEFT, key, start)
    QTest.mouseMove(canvas.viewport(), (start + end) / 2)
    QTest.mouseMove(canvas.viewport(), end)


def drag(canvas: ArticleCanvas, start: QPoint, end: QPoint, key: Qt.KeyboardModifier = NO_KEY) -> None:
    begin(canvas, start, end, key)
    QTest.mouseRelease(canvas.viewport(), LEFT, key, end)


def heard_from(canvas: ArticleCanvas) -> list[tuple[object, ...]]:
    """All that the canvas asks for from now on."""
    heard: list[tuple[object, ...]] = []
    canvas.part_requested.connect(lambda part: heard.append(("part", part)))
    canvas.link_dragged.connect(lambda from_id, to_id: heard.append(("link", from_id, to_id)))
    canvas.link_dropped.connect(lambda from_id, where: heard.append(("word", from_id, where)))
    canvas.mention_clicked.connect(lambda id_, _suggested: heard.append(("click", id_)))
    canvas.edit_requested.connect(lambda edit: heard.append(("edit", edit)))
    return heard


def chip_of(canvas: ArticleCanvas, id_: str) -> QPoint:
    assert canvas.flow is not None
    laid = canvas.flow.laid(0)
    piece = laid.decoration.pieces_of(id_)[0]
    y = canvas._position.origin + laid.layout.lane_top(piece.line, piece.lane) + laid.layout.metrics.bar + 5
    return QPoint(round(canvas.column_left() + (piece.chip_left + piece.chip_right) / 2), round(y))


# Parts


@SCENES
def test_ctrl_and_a_drag_ask_for_a_part_and_the_focus_stays(open_scene: Open, of: Scene) -> None:
    canvas = open_scene(of)
    canvas.focus(of.militias.id)
    heard = heard_from(canvas)
    moved: list[object] = []
    canvas.focus_changed.connect(moved.append)
    canvas.selection_changed.connect(moved.append)
    drag(canvas, of.at(canvas, of.far), of.at(canvas, of.base.mention.span.of(of.article.text)), CONTROL)
    assert heard == [("part", Span(word(of.article, of.far), of.base.mention.span.end))]
    assert (canvas.focused, canvas.selection, moved) == (of.militias.id, None, [])


@SCENES
def test_ctrl_and_a_drag_backwards_ask_for_the_same_part(open_scene: Open, of: Scene) -> None:
    canvas = open_scene(of)
    canvas.focus(of.base.id)
    heard = heard_from(canvas)
    drag(canvas, of.at(canvas, of.plain), of.at(canvas, of.far), CONTROL)
    first, last = sorted((span(of.article, of.far), span(of.article, of.plain)))
    assert heard == [("part", Span(first.start, last.end))]


@SCENES
def test_ctrl_and_a_click_ask_for_the_word(open_scene: Open, of: Scene) -> None:
    canvas = open_scene(of)
    canvas.focus(of.attack.id)
    heard = heard_from(canvas)
    QTest.mouseClick(canvas.viewport(), LEFT, CONTROL, of.at(canvas, of.plain))
    QTest.mouseClick(canvas.viewport(), LEFT, CONTROL, QPoint(5, 300))  # beside the text: nothing
    assert heard == [("part", span(of.article, of.plain))]
    assert canvas.focused == of.attack.id


def test_a_double_click_with_ctrl_asks_once(open_scene: Open) -> None:
    canvas = open_scene(ENGLISH)
    canvas.focus(ENGLISH.attack.id)
    heard = heard_from(canvas)
    place = ENGLISH.at(canvas, ENGLISH.plain)
    QTest.mouseClick(canvas.viewport(), LEFT, CONTROL, place)
    double_press(canvas, place, CONTROL)
    QTest.mouseRelease(canvas.viewport(), LEFT, CONTROL, place)
    assert (len(heard), canvas.focused) == (1, ENGLISH.attack.id)


def test_the_part_is_seen_before_it_is_asked_for(open_scene: Open) -> None:
    canvas = open_scene(ENGLISH)
    canvas.focus(ENGLISH.militias.id)
    place = ENGLISH.at(canvas, ENGLISH.plain, offset=3)
    plain = canvas.grab().toImage().pixelColor(place - QPoint(0, 9)).name().upper()
    begin(canvas, place, ENGLISH.at(canvas, "again"), CONTROL)
    flush(canvas)
    assert canvas.grab().toImage().pixelColor(place - QPoint(0, 9)).name().upper() == "#BCD3FA"
    QTest.mouseRelease(canvas.viewport(), LEFT, CONTROL, ENGLISH.at(canvas, "again"))
    flush(canvas)
    assert canvas.grab().toImage().pixelColor(place - QPoint(0, 9)).name().upper() == plain


@SCENES
def test_without_a_focus_ctrl_changes_nothing(open_scene: Open, of: Scene) -> None:
    canvas = open_scene(of)
    heard = heard_from(canvas)
    drag(canvas, of.at(canvas, of.far), of.at(canvas, of.plain), CONTROL)
    first, last = sorted((span(of.article, of.far), span(of.article, of.plain)))
    assert (heard, canvas.selection) == ([], Span(first.start, last.end))


# Lines


@SCENES
def test_a_line_from_the_trigger_to_a_mark_links_them(open_scene: Open, of: Scene) -> None:
    canvas = open_scene(of)
    canvas.focus(of.attack.id)
    heard = heard_from(canvas)
    drag(canvas, of.trigger(canvas), of.at(canvas, of.militias.span.of(of.article.text)))
    drag(canvas, of.trigger(canvas), chip_of(canvas, of.base.id))
    drag(canvas, chip_of(canvas, of.attack.id), chip_of(canvas, of.militias.id))
    ids = (of.militias.id, of.base.id, of.militias.id)
    assert heard == [("link", of.attack.id, id_) for id_ in ids]
    assert (canvas.focused, canvas.selection) == (of.attack.id, None)


@SCENES
def test_a_line_to_plain_words_names_the_word(open_scene: Open, of: Scene) -> None:
    canvas = open_scene(of)
    canvas.focus(of.attack.id)
    heard = heard_from(canvas)
    drag(canvas, of.trigger(canvas), of.at(canvas, of.plain))
    assert heard == [("word", of.attack.id, span(of.article, of.plain))]


@SCENES
def test_a_line_is_drawn_to_the_mouse_and_rings_the_mark_under_it(
    open_scene: Open, of: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas = open_scene(of)
    canvas.focus(of.attack.id)
    place = of.at(canvas, of.militias.span.of(of.article.text))
    begin(canvas, of.trigger(canvas), place)
    assert canvas._overlay.drag == DragLine(of.attack.id, QPointF(place), of.militias.id)
    QTest.mouseMove(canvas.viewport(), of.trigger(canvas))
    assert canvas._overlay.drag == DragLine(of.attack.id, QPointF(of.trigger(canvas)), None)
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEY, of.trigger(canvas))
    assert canvas._overlay.drag is None


@SCENES
@pytest.mark.parametrize("where", ["margin", "outside", "back"])
def test_a_line_to_nowhere_asks_for_nothing(open_scene: Open, of: Scene, where: str) -> None:
    canvas = open_scene(of)
    canvas.focus(of.attack.id)
    heard = heard_from(canvas)
    start = of.trigger(canvas)
    ends = {"margin": QPoint(3, 200), "outside": QPoint(300, -40), "back": start + QPoint(0, 1)}
    begin(canvas, start, of.at(canvas, of.plain))
    QTest.mouseMove(canvas.viewport(), ends[where])
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEY, ends[where])
    assert (heard, canvas._overlay.drag, canvas.focused) == ([], None, of.attack.id)


def test_a_line_drawn_below_the_window_scrolls_on(open_scene: Open, qtbot) -> None:
    canvas = open_scene(ENGLISH)
    canvas.focus(ENGLISH.attack.id)
    heard = heard_from(canvas)
    begin(canvas, ENGLISH.trigger(canvas), QPoint(300, canvas.viewport().height() + 60))
    qtbot.waitUntil(lambda: canvas.verticalScrollBar().value() > 300)
    assert canvas._overlay.drag is not None
    nth = ENGLISH.article.text.index("Monday", canvas.reading_place() + 200)
    QTest.mouseMove(canvas.viewport(), point_of(canvas, nth + 2))
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEY, point_of(canvas, nth + 2))
    assert heard == [("word", ENGLISH.attack.id, Span(nth, nth + 6))]


@SCENES
def test_a_press_in_place_is_a_click_on_trigger_and_chip(open_scene: Open, of: Scene) -> None:
    canvas = open_scene(of)
    canvas.focus(of.attack.id)
    heard = heard_from(canvas)
    QTest.mouseClick(canvas.viewport(), LEFT, NO_KEY, of.trigger(canvas))
    QTest.mouseClick(canvas.viewport(), LEFT, NO_KEY, chip_of(canvas, of.attack.id))
    assert heard == [("click", of.attack.id)] * 2


@SCENES
def test_only_the_focused_event_is_drawn_from(open_scene: Open, of: Scene) -> None:
    canvas = open_scene(of)
    canvas.focus(of.militias.id)
    heard = heard_from(canvas)
    drag(canvas, of.trigger(canvas), of.at(canvas, of.plain))
    assert heard == []
    assert canvas.selection is not None


@SCENES
def test_an_entity_is_drawn_from_by_its_chip_and_selected_by_its_text(open_scene: Open, of: Scene) -> None:
    canvas = open_scene(of)
    canvas.focus(of.militias.id)
    heard = heard_from(canvas)
    drag(canvas, chip_of(canvas, of.militias.id), chip_of(canvas, of.base.id))
    assert heard == [("link", of.militias.id, of.base.id)]
    middle = point_of(canvas, (of.militias.span.start + of.militias.span.end) // 2)
    drag(canvas, middle, of.trigger(canvas))
    assert heard[1:] == []
    assert canvas.selection == Span(of.militias.span.start, of.attack.span.end)


def test_a_line_whose_event_goes_away_asks_for_nothing(open_scene: Open) -> None:
    canvas = open_scene(ENGLISH)
    canvas.focus(ENGLISH.attack.id)
    heard = heard_from(canvas)
    place = ENGLISH.at(canvas, ENGLISH.plain)
    begin(canvas, ENGLISH.trigger(canvas), place)
    canvas.show_set(annotation_set(ENGLISH.article, ENGLISH.militias), [])
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEY, place)
    assert (heard, canvas.focused) == ([], None)


def test_the_cursor_tells_what_can_be_taken_hold_of(open_scene: Open) -> None:
    canvas = open_scene(ENGLISH)
    places = [ENGLISH.trigger(canvas), chip_of(canvas, ENGLISH.attack.id), ENGLISH.at(canvas, ENGLISH.plain)]

    def shapes() -> list[Qt.CursorShape]:
        found = []
        for place in places:
            QTest.mouseMove(canvas.viewport(), place)
            found.append(canvas.viewport().cursor().shape())
        return found

    assert shapes() == [Qt.CursorShape.IBeamCursor] * 3
    canvas.focus(ENGLISH.attack.id)
    assert shapes() == [Qt.CursorShape.OpenHandCursor] * 2 + [Qt.CursorShape.IBeamCursor]


# Ends of a mark in several parts


@SCENES
@pytest.mark.parametrize("end", [True, False])
def test_the_outer_ends_of_a_mark_in_parts_can_be_dragged(show: Show, of: Scene, end: bool) -> None:
    parts = (of.attack.span, of.base.mention.span)
    mention = replace(entity("GPE", Span(parts[0].start, parts[1].end)), parts=parts)
    canvas = show(of.article, annotation_set(of.article, mention))
    canvas.focus(mention.id)
    heard = heard_from(canvas)
    backwards = of is ARABIC
    laid = canvas.flow.laid(0)
    piece = laid.decoration.pieces_of(mention.id)[0]
    x = piece.right if end != backwards else piece.left
    goal = of.at(canvas, of.plain if end and of is ENGLISH else of.far if end else of.militias.span.of(of.article.text))
    drag(canvas, QPoint(round(canvas.column_left() + x), of.trigger(canvas).y()), goal)
    if end:
        stop = span(of.article, of.plain if of is ENGLISH else of.far).end
        wanted = Span(parts[0].start, stop)
    else:
        wanted = Span(of.militias.span.start, parts[1].end)
    assert heard == [("edit", MoveBoundary(mention.id, wanted))]


# Escape


@SCENES
@pytest.mark.parametrize("key", [NO_KEY, CONTROL])
def test_escape_cancels_the_drag_and_nothing_else(open_scene: Open, of: Scene, key: Qt.KeyboardModifier) -> None:
    canvas = open_scene(of)
    canvas.focus(of.attack.id)
    heard = heard_from(canvas)
    place = of.at(canvas, of.plain)
    begin(canvas, of.trigger(canvas), place, key)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas._overlay.drag is None
    QTest.mouseMove(canvas.viewport(), place + QPoint(40, 0))
    QTest.mouseRelease(canvas.viewport(), LEFT, key, place)
    assert (heard, canvas.focused, canvas.selection) == ([], of.attack.id, None)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.focused is None


@SCENES
def test_escape_puts_a_selection_back(open_scene: Open, of: Scene) -> None:
    canvas = open_scene(of)
    canvas.select(span(of.article, of.far))
    begin(canvas, of.at(canvas, of.plain), of.at(canvas, of.militias.span.of(of.article.text)))
    assert canvas.selection != span(of.article, of.far)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEY, of.at(canvas, of.plain))
    assert canvas.selection == span(of.article, of.far)
    canvas.focus(of.militias.id)
    begin(canvas, of.at(canvas, of.far), of.at(canvas, of.plain))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert (canvas.focused, canvas.selection) == (of.militias.id, None)


@SCENES
def test_escape_puts_an_end_back(open_scene: Open, of: Scene) -> None:
    canvas = open_scene(of)
    canvas.focus(of.militias.id)
    heard = heard_from(canvas)
    piece = canvas.flow.laid(0).decoration.pieces_of(of.militias.id)[0]
    edge = QPoint(round(canvas.column_left() + piece.right), of.trigger(canvas).y())
    begin(canvas, edge, of.at(canvas, of.plain))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEY, of.at(canvas, of.plain))
    assert (heard, canvas._emphasis.stretch, canvas.focused) == ([], None, of.militias.id)


@SCENES
def test_an_end_whose_mark_lost_the_focus_moves_nothing(open_scene: Open, of: Scene) -> None:
    canvas = open_scene(of)
    canvas.focus(of.militias.id)
    heard = heard_from(canvas)
    piece = canvas.flow.laid(0).decoration.pieces_of(of.militias.id)[0]
    edge = QPoint(round(canvas.column_left() + piece.right), of.trigger(canvas).y())
    begin(canvas, edge, of.at(canvas, of.plain))
    canvas.focus(of.attack.id)
    QTest.mouseMove(canvas.viewport(), of.at(canvas, of.far))
    assert canvas._emphasis.stretch is None
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEY, of.at(canvas, of.far))
    assert (heard, canvas._emphasis.stretch, canvas.focused) == ([], None, of.attack.id)


def test_what_scrolled_under_the_mouse_is_what_a_line_ends_on(open_scene: Open) -> None:
    of = ENGLISH
    canvas = open_scene(of)
    canvas.focus(of.attack.id)
    heard = heard_from(canvas)
    place = of.at(canvas, of.plain)
    begin(canvas, of.trigger(canvas), place)
    again = word(of.article, of.plain, 3)
    canvas.scroll_by(point_of(canvas, again + 1).y() - place.y())
    under = canvas.token_at(QPointF(place))
    assert under is not None
    assert under.start == again
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEY, place)
    assert heard == [("word", of.attack.id, under)]


def test_escape_before_the_mouse_moved_makes_no_click(open_scene: Open) -> None:
    canvas = open_scene(ENGLISH)
    place = ENGLISH.at(canvas, ENGLISH.plain)
    QTest.mousePress(canvas.viewport(), LEFT, NO_KEY, place)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEY, place)
    assert canvas.caret_token == 0


def test_another_article_ends_the_drag(open_scene: Open) -> None:
    canvas = open_scene(ENGLISH)
    canvas.focus(ENGLISH.attack.id)
    heard = heard_from(canvas)
    begin(canvas, ENGLISH.trigger(canvas), ENGLISH.at(canvas, ENGLISH.plain))
    canvas.clear()
    assert canvas._emphasis.selection is None
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEY, QPoint(50, 50))
    assert (heard, canvas.focused) == ([], None)


# Clicks in a row


def double_press(canvas: ArticleCanvas, place: QPoint, key: Qt.KeyboardModifier = NO_KEY) -> None:
    """The press that the system reports as a double click, without the one before it."""
    press = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, QPointF(place), QPointF(canvas.viewport().mapToGlobal(place)), LEFT, LEFT, key
    )
    QApplication.sendEvent(canvas.viewport(), press)


@pytest.mark.parametrize(
    ("text", "token", "sentence"),
    [
        ("It rained. Militias attacked the base. Nobody was hurt.", "base", "Militias attacked the base."),
        ("نزل المطر. هاجمت فصائل قاعدة. لم يصب أحد.", "قاعدة", "هاجمت فصائل قاعدة."),
    ],
    ids=["left to right", "right to left"],
)
def test_two_three_and_four_clicks_select_more_and_more(show: Show, text: str, token: str, sentence: str) -> None:
    shown = article(f"{text}\n{text}")
    canvas = show(shown)
    place = point_of(canvas, word(shown, token) + 2)
    selected = []
    for press in (False, True, False, True):
        if press:
            double_press(canvas, place)
        else:
            QTest.mousePress(canvas.viewport(), LEFT, NO_KEY, place)
        QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEY, place)
        selected.append(canvas.selection.of(shown.text) if canvas.selection is not None else None)
    assert selected == [None, token, sentence, text]


def test_three_clicks_beside_an_empty_paragraph_select_nothing(show: Show) -> None:
    shown = article("One.\n\n\n\nTwo.")
    canvas = show(shown)
    assert (canvas.sentence_at(5), canvas.paragraph_at(6)) == (None, None)
    assert canvas.sentence_at(3) == Span(0, 4)


# What it costs


def test_drags_in_a_megabyte_lay_out_what_is_seen(show: Show, built: list[ParagraphLayout]) -> None:
    shown = article("\n".join([texts.ENGLISH] * 9_000))
    tokens = shown.tokens
    attack = event("ASSAULT", tokens[3])
    marks = [entity("ORG", tokens[number]) for number in range(5, len(tokens), len(tokens) // 5_000)]
    canvas = show(shown, annotation_set(shown, attack, *marks))
    canvas.focus(attack.id)
    flush(canvas)
    built.clear()
    start = point_of(canvas, (attack.span.start + attack.span.end) // 2)
    for key in (NO_KEY, CONTROL):
        drag(canvas, start, QPoint(400, 400), key)
        flush(canvas)
    QTest.mouseMove(canvas.viewport(), QPoint(300, 300))
    assert built == []
