"""Rows that are checked or chosen, with their counts."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.panels.check_row import CheckRow
from desktop.panels.count_row import CountRow
from desktop.panels.filter_chip import FilterChip
from desktop.theme import LIGHT


@pytest.fixture
def row(qtbot):
    made = CheckRow("Hana & Söhne", "124 done")
    qtbot.addWidget(made)
    made.resize(200, made.sizeHint().height())
    return made


def test_a_click_anywhere_checks(row):
    for x in (2, 100, 198):
        before = row.isChecked()
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(x, 5))
        assert row.isChecked() is not before
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert not row.isChecked()


def test_words_and_count_are_said_as_they_are(row):
    assert row.accessibleName() == "Hana & Söhne, 124 done"
    row.set_count("125 done")
    assert (row.words, row.count, row.accessibleName()) == ("Hana & Söhne", "125 done", "Hana & Söhne, 125 done")
    assert CheckRow("ORG", hue="orange").accessibleName() == "ORG"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_box_stands_where_reading_begins(row, direction):
    row.setLayoutDirection(direction)
    row.setChecked(True)
    image = row.grab().toImage()
    dark = [x for x in range(200) if image.pixelColor(x, 8).name().upper() == LIGHT.ink]
    assert dark
    assert all(x < 20 for x in dark) or direction == Qt.LayoutDirection.RightToLeft
    assert all(x > 180 for x in dark) or direction == Qt.LayoutDirection.LeftToRight


def test_a_long_name_leaves_room_for_the_count(qtbot):
    made = CheckRow("A name that goes on and on and on and on", "1 done")
    qtbot.addWidget(made)
    assert made.minimumSizeHint().width() < 150 < made.sizeHint().width()
    made.resize(made.minimumSizeHint())
    assert made.grab().toImage().pixelColor(made.width() - 2, 12) is not None


def test_what_counts_nothing_cannot_be_chosen(qtbot):
    made = CountRow("Different ends")
    qtbot.addWidget(made)
    assert not made.isEnabled()
    made.set_count(1588)
    assert (made.isEnabled(), made.count, made.accessibleName()) == (True, 1588, "Different ends, 1\u202f588")
    made.setChecked(True)
    made.set_count(0)
    assert made.isEnabled()  # or nobody could let go of it


def test_a_chip_shows_marks_as_they_are_and_is_cut(qtbot):
    made = FilterChip()
    qtbot.addWidget(made)
    made.set_words("in “<b>Talks</b>\nresume” " + "again and " * 20)
    assert made.words.startswith("in “<b>Talks</b> resume” again")
    assert "&lt;b&gt;" in made.toolTip()
    assert made.minimumSizeHint().width() == 80
