import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from annotations.importers.mapping import LabelName, Otherwise
from annotations.model.mention import Kind
from desktop import chrome
from desktop.panels.importing.choices import Unknown
from desktop.panels.importing.labels import MOST_ROWS, LabelsPanel
from desktop.theme import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT
from tests.desktop.panels.importing.samples import (
    ATTACK,
    ATTACKER,
    MISC,
    PER,
    PERSON,
    SCHEMA,
    STRIKE,
    STRIKER,
    UNKNOWN,
)


@pytest.fixture
def panel(qtbot):
    made = LabelsPanel()
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show_unknown(UNKNOWN, SCHEMA, 9)
    made.show()
    made.told = []
    made.changed.connect(lambda: made.told.append(True))
    return made


def test_every_label_and_role_has_a_row_and_a_choice(panel):
    assert set(panel.rows) == {each.name for each in UNKNOWN}
    assert panel.rows[PER].box.currentText() == "PERSON"
    assert panel.rows[MISC].box.currentText() == "Leave out"
    assert panel.rows[STRIKER].box.currentText() == "goes with its event"
    assert not panel.rows[STRIKER].box.isEnabled()
    assert "The other 9 are in it." in panel.sentence.text()


def test_a_key_chooses(panel, qtbot):
    qtbot.keyClick(panel.rows[MISC].box, Qt.Key.Key_Up)
    assert panel.choices.of(MISC) is Otherwise.ADDED
    assert panel.told == [True]


def test_a_choice_of_an_event_type_reaches_its_roles(panel, qtbot):
    qtbot.keyClick(panel.rows[STRIKE].box, Qt.Key.Key_Up)
    assert panel.rows[STRIKER].box.currentText() == "Add to the event type"
    qtbot.keyClicks(panel.rows[ATTACK].box, "per")
    assert panel.choices.of(ATTACK) == PERSON
    assert not panel.rows[ATTACKER].box.isEnabled()


def test_the_wheel_scrolls_and_chooses_nothing(panel):
    box = panel.rows[MISC].box
    box.setFocus()
    at = QPointF(box.rect().center())
    wheel = QWheelEvent(
        at,
        box.mapToGlobal(at),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert panel.choices.of(MISC) is Otherwise.LEFT_OUT
    assert panel.told == []


def test_all_at_once(panel, qtbot):
    for choice, text in ((Otherwise.ADDED, "Add to the schema"), (Otherwise.LEFT_OUT, "Leave out"), (None, "PERSON")):
        qtbot.mouseClick(panel.buttons[choice], Qt.MouseButton.LeftButton)
        assert panel.rows[PER].box.currentText() == text
    assert len(panel.told) == 3


def test_choices_stay_when_other_files_are_looked_at(panel, qtbot):
    qtbot.keyClick(panel.rows[MISC].box, Qt.Key.Key_Up)
    panel.show_unknown((UNKNOWN[1], Unknown(name=LabelName(Kind.ENTITY, "New"), count=1)), SCHEMA, 9)
    assert panel.rows[MISC].box.currentText() == "Add to the schema"
    panel.show_unknown((), SCHEMA, 9)
    assert not panel.isVisible()


def test_a_row_says_itself(panel):
    assert panel.rows[PER].box.accessibleName() == (
        "PER, entity label, “\u2068Ana Ruiz\u2069”, “\u2068Omar\u2069”, 412 times, becomes"
    )
    assert "role of Attack" in panel.rows[ATTACKER].box.accessibleName()
    assert panel.rows[MISC].detail.text() == "entity label, “\u2068<b>spring</b>\u2069”"


def test_hostile_labels_are_shown_on_one_line(panel):
    name = LabelName(Kind.ENTITY, "A\n\u202eB" + "x" * 400)
    panel.show_unknown((Unknown(name=name, count=1, examples=("one\ntwo",)),), SCHEMA, 0)
    assert panel.rows[name].words.startswith("A \ufffdB")
    assert "one two" in panel.rows[name].detail.text()
    assert not panel.buttons[None].isVisible()


def test_what_a_schema_cannot_hold_is_said(panel, qtbot):
    many = [Unknown(name=LabelName(Kind.ENTITY, f"L{number}"), count=number + 1) for number in range(500)]
    panel.show_unknown(many, SCHEMA, 0)
    assert len(panel.rows) == MOST_ROWS
    assert "400 rarer ones are not shown" in panel.sentence.text()
    qtbot.mouseClick(panel.buttons[Otherwise.ADDED], Qt.MouseButton.LeftButton)
    assert "cannot be added" in panel.problem.text()
    assert panel.problem.isVisible()
    qtbot.mouseClick(panel.buttons[None], Qt.MouseButton.LeftButton)
    assert not panel.problem.isVisible()


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK], ids=lambda theme: theme.name)
def test_what_is_left_out_is_amber(panel, qapp, theme):
    chrome.apply(qapp, theme)
    colors = {}
    for name in (PER, MISC):
        image = panel.rows[name].grab().toImage()
        colors[name] = {image.pixelColor(x, y).name().upper() for x in range(12, 28) for y in range(15, 31)}
    chrome.apply(qapp, LIGHT)
    assert [theme.warn in colors[name] for name in (MISC, PER)] == [True, False]
    assert [theme.ok in colors[name] for name in (MISC, PER)] == [False, True]
