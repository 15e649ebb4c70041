from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.panels.version_panel import VersionPanel
from desktop.panels.version_rows import VersionLine, VersionRow
from tests.desktop.panels.docket_samples import EVENTS, LABELLED, VIEW, versions

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot):
    """The panel with the guideline in it, as it stands in a window."""
    made = versions()
    qtbot.addWidget(made)
    made.resize(340, 760)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_it_says_what_the_place_is_and_how_the_versions_differ(panel):
    assert panel.subject.words.text() == "Hill Resistance"
    assert panel.subject.reason.text() == "Same span, different label"
    assert panel.subject.place.text() == "1 of 38 in 18 articles"
    panel.show_view(replace(VIEW, of=2, place=2, articles=1))
    assert panel.subject.place.text() == "2 of 2 in 1 article"
    panel.show_view(replace(VIEW, of=1, articles=1))
    assert panel.subject.place.text() == ""


def test_where_room_is_short_the_number_of_articles_steps_aside(panel):
    panel.resize(300, 760)
    panel.show_view(replace(VIEW, of=1138, place=12, articles=917))
    assert panel.subject.place.text() == "12 of 1\u202f138"
    assert panel.subject.place.toolTip() == "12 of 1\u202f138 in 917 articles"


def test_each_analyst_has_a_row_and_a_digit(panel):
    assert [button.accessibleName() for button in panel.card.buttons] == [
        "Hana, ORG same as Leyla, 1", "Marek, GPE alone, 2", "Leyla, ORG same as Hana, 3",
    ]  # fmt: skip
    assert [button.isChecked() for button in panel.card.buttons] == [True, False, False]


def test_a_click_asks_for_a_version_and_leaves_the_check_to_whoever_rules(qtbot, panel):
    with qtbot.waitSignal(panel.taken) as taken:
        qtbot.mouseClick(panel.card.buttons[1], LEFT)
    assert taken.args == [1]
    assert not panel.card.buttons[1].isChecked()
    panel.show_view(replace(VIEW, picked=1))
    assert [button.isChecked() for button in panel.card.buttons] == [False, True, False]


def test_the_keyboard_takes_a_version_and_stays_there(qtbot, panel):
    row = panel.card.buttons[2]
    row.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(panel.taken) as taken:
        QTest.keyClick(row, Qt.Key.Key_Space)
    assert taken.args == [2]
    panel.show_view(replace(VIEW, picked=2))
    assert panel.card.buttons[2] is row
    assert row.hasFocus()


def test_of_an_event_the_roles_and_what_fills_them_are_listed(panel):
    low = panel.card.buttons[1].height()
    panel.show_view(replace(VIEW, rows=EVENTS, picked=None))
    first, second = panel.card.buttons
    assert first.accessibleName() == "Hana, ASSAULT, Actor: Hill <b>fighters</b>, Date: Monday, 1"
    assert second.accessibleName() == "Marek, nothing, 2"
    QApplication.processEvents()
    assert (first.height(), second.height()) == (low + 36, low)
    assert "&lt;b&gt;" in first.toolTip()


def test_rows_keep_their_height_where_room_is_short(panel):
    six = tuple(replace(row, name=f"{row.name} {number}") for number in range(2) for row in LABELLED)
    panel.show_view(replace(VIEW, rows=six))
    panel.resize(300, 400)
    QApplication.processEvents()
    assert {button.height() for button in panel.card.buttons} == {40}


def test_an_analyst_beyond_the_digits_has_no_key(qtbot, panel):
    ten = tuple(VersionRow(f"Analyst {number}", (VersionLine("ORG"),)) for number in range(1, 11))
    panel.show_view(replace(VIEW, rows=ten))
    assert panel.card.buttons[8].accessibleName() == "Analyst 9, ORG, 9"
    assert panel.card.buttons[9].accessibleName() == "Analyst 10, ORG"
    with qtbot.waitSignal(panel.taken) as taken:
        panel.card.buttons[9].click()
    assert taken.args == [9]


def test_it_says_how_far_a_ruling_reaches(qtbot, panel):
    assert panel.reach.box.text() == "Rule the other 37 the same way  G"
    assert panel.reach.box.isChecked()
    assert panel.reach.following.text() == "34 have the same versions and follow."
    assert (panel.reach.differing.words, panel.reach.stays.text()) == ("3 differ", "and stay open.")
    with qtbot.waitSignal(panel.differing_wanted):
        qtbot.mouseClick(panel.reach.differing, LEFT)
    with qtbot.waitSignal(panel.alike_changed) as alike:
        QTest.keyClick(panel.reach.box, Qt.Key.Key_Space)
    assert alike.args == [False]


@pytest.mark.parametrize(
    ("follow", "differ", "words"),
    [
        (1, 0, ("Rule the other one the same way  G", "1 has the same versions and follows.", "", "")),
        (1, 1, ("Rule the other 2 the same way  G", "1 has the same versions and follows.", "1 differs",
                "and stays open.")),
        (0, 2, ("Rule the other 2 the same way  G", "None of them has the same versions.", "2 differ",
                "and stay open.")),
    ],
)  # fmt: skip
def test_the_reach_in_words(panel, follow, differ, words):
    panel.show_view(replace(VIEW, follow=follow, differ=differ))
    reach = panel.reach
    shown = [label.text() if label.isVisible() else "" for label in (reach.following, reach.stays)]
    link = reach.differing.words if reach.differing.isVisible() else ""
    assert (reach.box.text(), shown[0], link, shown[1]) == words
    assert reach.box.isEnabled() == (follow > 0)
    assert reach.box.isChecked() == (follow > 0)


def test_alone_in_its_group_a_place_reaches_no_further(panel):
    panel.show_view(replace(VIEW, follow=0, differ=0))
    assert not panel.reach.isVisible()


def test_the_button_says_its_whole_effect(qtbot, panel):
    assert panel.foot.sentence.text() == "Takes ORG from Hana for 35 spans."
    assert (panel.foot.button.words, panel.foot.button.keys) == ("Rule 35 as ORG, next group", "⏎")
    with qtbot.waitSignal(panel.confirmed):
        qtbot.mouseClick(panel.foot.button, LEFT)
    panel.show_view(replace(VIEW, act=""))
    assert not panel.foot.button.isVisible()
    assert panel.foot.sentence.isVisible()
    panel.show_view(replace(VIEW, act="", sentence=""))
    assert not panel.foot.isVisible()


def test_what_cannot_be_ruled_cannot_be_confirmed(panel):
    panel.show_view(replace(VIEW, writable=False))
    assert not panel.foot.button.isEnabled()
    assert not panel.reach.box.isEnabled()


def test_an_earlier_ruling_and_a_note_are_told(panel):
    assert not panel.subject.changed.isVisible()
    panel.show_view(
        replace(VIEW, changed="Ruled ORG by Nadia, 12 Nov. Marek changed it since.", note="ask\n<i>her</i>")
    )
    assert panel.subject.changed.text() == "Ruled ORG by Nadia, 12 Nov. Marek changed it since."
    assert panel.subject.note.text() == "ask <i>her</i>"


def test_without_a_place_it_says_what_to_do(panel):
    panel.clear("Choose a group on the left.")
    assert panel.empty.text() == "Choose a group on the left."
    shown = (panel.empty, panel.subject, panel.card, panel.reach, panel.foot)
    assert [part.isVisible() for part in shown] == [True, False, False, False, False]
    assert panel.card.buttons == []
    panel.show_view(VIEW)
    assert [part.isVisible() for part in shown] == [False, True, True, True, True]


def test_names_step_aside_for_the_words_beside_the_labels(qtbot):
    line = VersionLine("CARDINAL", "olive", "the long river of Talas", quoted=True)
    long = VersionRow("Marek van der Wolde-Hansen", (line,))
    made = VersionPanel()
    qtbot.addWidget(made)
    made.show_view(replace(VIEW, rows=(*LABELLED, long)))
    widths = []
    for width in (480, 300):
        made.resize(width, 700)
        made.grab()
        widths.append(made.card.buttons[3]._name_width)
    assert widths[0] > widths[1] >= 48
