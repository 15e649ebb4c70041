import pytest
from PySide6.QtCore import Qt

from desktop.panels.export.split_notes import SplitNotes

WARNINGS = ("One.", "Two.", "Three.", "<b>Four</b>.")


@pytest.fixture
def notes(qtbot):
    made = SplitNotes()
    qtbot.addWidget(made)
    made.resize(600, 100)
    made.tell(WARNINGS, "Anyway.")
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_two_are_in_sight_and_a_key_shows_all_and_fewer_again(qtbot, notes):
    assert notes.sentences == ["One.", "Two.", "Anyway."]
    assert notes.button.words == "Show all 4"
    notes.button.setFocus()
    qtbot.keyClick(notes.button, Qt.Key.Key_Space)
    assert notes.sentences == [*WARNINGS, "Anyway."]
    assert notes.button.words == "Show fewer"
    assert notes.button.hasFocus()
    qtbot.keyClick(notes.button, Qt.Key.Key_Space)
    assert notes.sentences == ["One.", "Two.", "Anyway."]


def test_a_click_shows_all_and_other_sentences_stay_unfolded(qtbot, notes):
    qtbot.mouseClick(notes.button, Qt.MouseButton.LeftButton)
    notes.tell(WARNINGS[1:], "")
    assert notes.sentences == list(WARNINGS[1:])


def test_where_there_are_few_there_is_no_button(notes):
    notes.tell(WARNINGS[:2], "Anyway.")
    assert notes.sentences == ["One.", "Two.", "Anyway."]
    assert not notes.button.isVisible()
