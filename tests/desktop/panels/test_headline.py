import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop import chrome
from desktop.panels.headline import Headline
from desktop.theme import LIGHT

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture
def card(qtbot, qapp):
    chrome.apply(qapp, LIGHT)
    made = Headline()
    qtbot.addWidget(made)
    made.resize(400, 80)
    with qtbot.waitExposed(made):
        made.show()
    return made


def inked(label: QLabel) -> tuple[int, int]:
    """Pixels without ink at the left and at the right of a label."""
    image = label.grab().toImage()
    columns = range(image.width())
    ground = image.pixel(image.width() // 2, 0)
    there = [x for x in columns if any(image.pixel(x, y) != ground for y in range(image.height()))]
    return there[0], image.width() - 1 - there[-1]


@pytest.mark.parametrize("words", ["Ready", "\u062c\u0627\u0647\u0632"])
def test_words_stand_where_the_reading_of_the_window_begins_in_whatever_direction_they_are(card, words):
    card.tell("ok", words, words)
    for label in (card.title, card.detail):
        left, right = inked(label)
        assert left < 8 < right
    card.setLayoutDirection(RIGHT)
    for label in (card.title, card.detail):
        left, right = inked(label)
        assert right < 8 < left
    card.setLayoutDirection(LEFT)
    assert inked(card.title)[0] < 8


def test_it_says_itself_and_reads_no_marks(card):
    card.tell("warn", "<b>Two</b>", "& more")
    assert card.accessibleName() == "<b>Two</b> & more"
    assert card.title.textFormat() == Qt.TextFormat.PlainText
    card.tell("plain", "Reading")
    assert not card.detail.isVisible()


@pytest.mark.parametrize("level", ["ok", "warn", "error", "plain"])
def test_each_level_has_its_ground(card, level):
    card.tell(level, "x")
    tokens = {"ok": "ok_tint", "warn": "warn_tint", "error": "error_tint", "plain": "window"}
    ground = card.grab().toImage().pixelColor(200, 4).name()
    assert ground.upper() == getattr(chrome.theme(), tokens[level]).upper()
