"""The sentences of a page, and its columns."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.panels.card_columns import CardColumns
from desktop.panels.page_sentence import PageSentence
from desktop.theme import LIGHT

WORDS = "When one marks a span, another does so 79 times in 100 (76 to 82)."


def colors(widget):
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}


def test_it_is_as_high_as_its_lines(qtbot):
    made = PageSentence("title", 28)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.resize(900, 10)
        made.show()
    made.show_text(WORDS)
    assert (made.height(), made.text(), made.accessibleName()) == (28, WORDS, WORDS)
    made.resize(300, 28)
    assert made.height() > 28
    assert made.height() % 28 == 0


def test_some_words_stand_out_and_some_step_back(qtbot):
    made = PageSentence("title", 28, color="text_3")
    qtbot.addWidget(made)
    made.resize(900, 28)
    made.show_text(WORDS)
    assert LIGHT.text_3 in colors(made)
    assert LIGHT.text_1 not in colors(made)
    made.show_text(WORDS, bold=[(0, 4)], quiet=[(55, 65)])
    assert {LIGHT.text_1, LIGHT.text_2, LIGHT.text_3} <= colors(made)


def test_words_begin_at_the_side_where_reading_begins(qtbot):
    made = PageSentence("title", 28)
    qtbot.addWidget(made)
    made.resize(900, 28)
    made.show_text(WORDS)
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    image = made.grab().toImage()
    ink = [x for x in range(900) for y in range(28) if image.pixelColor(x, y).name().upper() == LIGHT.text_1]
    assert min(ink) > 200
    assert max(ink) > 890


def test_columns_stand_beside_each_other_where_there_is_room(qtbot):
    cards = [QWidget() for _ in range(4)]
    for number, card in enumerate(cards):
        card.setFixedHeight(100 + number)
    made = CardColumns((cards[:2], cards[2:]), (1, 1))
    qtbot.addWidget(made)
    made.resize(1000, 500)
    with qtbot.waitExposed(made):
        made.show()
    assert made.beside
    assert cards[0].y() == cards[2].y()
    assert cards[0].x() < cards[2].x()
    made.resize(600, 700)
    qtbot.waitUntil(lambda: cards[2].x() == cards[0].x())
    assert [card.y() for card in cards] == sorted(card.y() for card in cards)
