"""The ways are pressed on a real canvas: they must lead where they say."""

import random

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from annotations.model.span import Span
from benchmarks.gestures_reading import Place, Reading, way_to
from desktop.canvas.view import ArticleCanvas
from tests.factories import annotation_set, article, small_schema, span

ENGLISH = article(
    "The army moved on Monday. Mr Sudani, the prime minister, met Antony Blinken near Mosul.\n\n"
    "Residents of Anbar waited. “Nothing came,” said Layla Hassan of the Red Crescent in Ramadi."
)
ARABIC = article("قال محمد شياع السوداني في بغداد. وصل الوزير إلى الموصل.\nعاد السكان إلى الأنبار.")
NAMES = [span(ENGLISH, name) for name in ("Sudani", "Antony Blinken", "Mosul", "Anbar", "Layla Hassan", "Ramadi")]


class Hands:
    """Presses keys on a canvas; Space and H are bound as the window binds them."""

    def __init__(self, canvas: ArticleCanvas, reading: Reading) -> None:
        self.canvas, self.reading = canvas, reading

    def press(self, keys):
        rest = list(keys)
        while rest:
            key = rest.pop(0)
            if key == "H":
                assert self.canvas.hop(rest.pop(0))
            elif key.endswith("Space"):
                self.next_name(1 if key == "Space" else -1)
            else:
                combination = QKeySequence(key)[0]
                QTest.keyClick(self.canvas, combination.key(), combination.keyboardModifiers())

    def next_name(self, by):
        tokens = self.reading.tokens
        names = [Span(tokens[first].start, tokens[last].end) for first, last in self.reading.names]
        here = self.canvas.selection or tokens[self.canvas.caret_token]
        begin = here.start if self.canvas.selection is None else here.end
        found = [n for n in names if n.start >= begin] if by > 0 else [n for n in names[::-1] if n.end <= here.start]
        self.canvas.select(found[0])

    def stand(self, place):
        self.canvas.move_caret(place.caret if place.anchor is None else place.anchor)
        if place.anchor is not None:
            self.canvas.select_tokens(place.anchor, place.caret)

    def marked(self):
        """The tokens a label would mark now."""
        return self.canvas.selection or self.reading.tokens[self.canvas.caret_token]


@pytest.fixture
def hands(qtbot):
    def on(of, names=(), **more):
        canvas = ArticleCanvas()
        qtbot.addWidget(canvas)
        canvas.resize(760, 700)
        canvas.show_article(of, annotation_set(of), (), small_schema())
        with qtbot.waitExposed(canvas):
            canvas.show()
        return Hands(canvas, Reading(of.text, of.tokens, names, **more))

    return on


@pytest.mark.parametrize("seed", range(40))
def test_every_way_leads_to_its_words_on_the_canvas(hands, seed):
    chance = random.Random(seed)
    english = seed % 4 != 0
    made = hands(ENGLISH, NAMES) if english else hands(ARABIC, right_to_left=True)
    count = len(made.reading.tokens)
    for _ in range(5):
        caret = chance.randrange(count)
        place = Place(caret, chance.choice([None, None, chance.randrange(count)]))
        first = chance.randrange(count)
        last = min(count - 1, first + chance.choice([0, 0, 1, 2, 5]))
        keys = way_to(made.reading, place, first, last)
        made.stand(place)
        made.press(keys)
        wanted = Span(made.reading.tokens[first].start, made.reading.tokens[last].end)
        assert made.marked() == wanted, (place, first, last, keys)


@pytest.mark.parametrize(
    ("start", "words", "cost"),
    [
        ("The", "The", 0),
        ("The", "army", 1),  # Right
        ("The", "The army", 1),  # Shift+Right
        ("The", "Sudani", 1),  # Space
        ("The", "Antony Blinken", 2),  # Space, Space
        ("The", "prime", 2),  # H, p
        ("Antony", "Antony Blinken near", 2),
        ("Antony", "Residents", 1),  # Ctrl+Down
        ("Antony", "Residents of Anbar", 3),
        ("Ramadi", "army", 2),  # Ctrl+Home, Right
        ("Ramadi", "Layla Hassan", 1),  # Shift+Space
    ],
)
def test_the_cheapest_way(start, words, cost):
    reading = Reading(ENGLISH.text, ENGLISH.tokens, NAMES)
    here = reading.tokens_of(span(ENGLISH, start))[0]
    assert len(way_to(reading, Place(here), *reading.tokens_of(span(ENGLISH, words)))) == cost


def test_space_passes_over_what_is_marked():
    reading = Reading(ENGLISH.text, ENGLISH.tokens, NAMES)
    sudani, blinken = (reading.tokens_of(name) for name in NAMES[:2])
    assert way_to(reading, Place(0), *blinken, frozenset([sudani])) == ("Space",)


def test_a_focused_mention_must_be_left_before_its_first_token_can_be_marked_alone():
    reading = Reading("Basra University opened", article("Basra University opened").tokens)
    keys = way_to(reading, Place(0, focused=True), 0, 0)
    assert keys == ("Left",)
    assert way_to(reading, Place(0, focused=True), 0, 1) == ("Shift+Right",)


def test_words_that_end_inside_a_token_cannot_be_reached():
    reading = Reading("Basra", article("Basra").tokens)
    with pytest.raises(ValueError, match="does not end where tokens do"):
        reading.tokens_of(Span(0, 3))


def test_arrows_are_those_of_the_direction_of_reading():
    reading = Reading(ARABIC.text, ARABIC.tokens, right_to_left=True)
    assert way_to(reading, Place(0), 1, 2) == ("Left", "Shift+Left")
