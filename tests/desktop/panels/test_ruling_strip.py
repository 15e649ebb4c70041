import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop import chrome
from desktop.panels.note_row import NoteRow
from desktop.panels.ruling_keys import ENDS_KEYS, ruling_key, take
from desktop.theme import LIGHT
from tests.desktop.panels.docket_samples import ruling_strip

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def strip(qtbot):
    """The strip for three analysts."""
    made = ruling_strip()
    qtbot.addWidget(made)
    made.resize(900, 44)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(strip):
    return [button.act for button in strip.buttons if not button.isHidden()]


def button(strip, act):
    return next(each for each in strip.buttons if each.act == act)


def test_it_shows_whose_version_and_what_else(strip):
    assert shown(strip) == [
        "take-1", "take-2", "take-3", "both", "neither", "ends", "label", "defer", "next", "back", "undo",
    ]  # fmt: skip
    assert button(strip, "take-2").accessibleName() == "Take the version of Marek, 2"
    assert button(strip, "neither").toolTip() == "Let nothing stand here  X"


def test_a_click_does_what_the_key_does(qtbot, strip):
    with qtbot.waitSignal(strip.taken) as taken:
        qtbot.mouseClick(button(strip, "take-3"), LEFT)
    assert taken.args == [2]
    for act in ("both", "neither", "ends", "label", "defer", "next", "back", "undo"):
        with qtbot.waitSignal(strip.acted) as acted:
            qtbot.mouseClick(button(strip, act), LEFT)
        assert acted.args == [act]


def test_what_does_not_apply_now_is_dim(qtbot, strip):
    strip.show_possible({"take-1", "next"})
    assert [each.act for each in strip.buttons if each.isEnabled()] == ["take-1", "next"]
    with qtbot.assertNotEmitted(strip.acted):
        qtbot.mouseClick(button(strip, "undo"), LEFT)


def test_what_fills_a_role_has_a_role_in_the_place_of_a_label(strip):
    where = button(strip, "label").x()
    strip.show_possible({"role"})
    assert "label" not in shown(strip)
    assert button(strip, "role").x() == where


def test_while_ends_are_moved_the_keys_are_those(qtbot, strip):
    strip.show_moving(True)
    assert set(shown(strip)) == set(ENDS_KEYS)
    assert all(each.isEnabled() for each in strip.buttons)
    with qtbot.waitSignal(strip.acted) as acted:
        qtbot.mouseClick(button(strip, "start-back"), LEFT)
    assert acted.args == ["start-back"]
    strip.show_moving(False)
    assert "take-1" in shown(strip)
    assert button(strip, "both").isEnabled()


def test_words_step_aside_as_the_room_shrinks_and_caps_stay(strip):
    six = ("Hana", "Marek van der Wolde-Hansen", "Leyla", "Noor", "Otto", "ليلى")
    strip.show_lanes(six)
    widths = {}
    for width in (1400, 900, 760, 520):
        strip.resize(width, 44)
        assert len(shown(strip)) == 14
        assert max(each.geometry().right() for each in strip.buttons if not each.isHidden()) <= width
        widths[width] = (button(strip, "take-2").width(), button(strip, "both").width(), button(strip, "next").width())
    names, acts, moves = zip(*widths.values(), strict=True)
    assert names == tuple(sorted(names, reverse=True))
    assert names[0] > names[-1]
    assert acts[0] > acts[-1]
    assert moves[0] > moves[-1]
    assert button(strip, "take-1").toolTip() == "Take the version of Hana  1"


def test_what_would_be_cut_is_left_out(strip):
    strip.resize(200, 44)
    assert shown(strip)[:3] == ["take-1", "take-2", "take-3"]
    assert "undo" not in shown(strip)
    assert all(each.geometry().right() <= 200 for each in strip.buttons if not each.isHidden())


def test_analysts_beyond_the_digits_are_not_in_the_strip(strip):
    strip.show_lanes([f"A{number}" for number in range(1, 12)])
    assert [act for act in shown(strip) if act.startswith("take-")] == [take(lane) for lane in range(9)]


def test_it_is_mirrored_with_the_window(strip):
    strip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert button(strip, "take-1").x() > button(strip, "take-3").x() > button(strip, "both").x()
    assert button(strip, "undo").x() < button(strip, "next").x() < button(strip, "defer").x()


def test_it_follows_the_scale(qapp, strip):
    before = button(strip, "take-1").width()
    strip.resize(1800, 88)
    chrome.apply(qapp, LIGHT, 2.0)
    first, second = button(strip, "take-1"), button(strip, "take-2")
    after, gap = first.width(), second.x() - first.geometry().right()
    chrome.apply(qapp, LIGHT)
    assert after > 1.8 * before
    assert gap > 0


def test_no_two_acts_share_a_key():
    assert len(set(ENDS_KEYS.values())) == len(ENDS_KEYS)
    assert [ruling_key(act) for act in ("both", "confirm", "start-back", "take-10")] == ["A", "⏎", "⇧ ←", ""]


@pytest.fixture
def row(qtbot):
    """The field for a note, with the keyboard."""
    made = NoteRow()
    qtbot.addWidget(made)
    made.resize(700, 44)
    with qtbot.waitExposed(made):
        made.show()
    made.ask("ask Leyla")
    return made


def test_enter_defers_with_the_reason(qtbot, row):
    assert row.field.hasFocus()
    QTest.keyClicks(row.field, " the guideline is silent ")
    with qtbot.waitSignal(row.given) as given:
        QTest.keyClick(row.field, Qt.Key.Key_Return)
    assert given.args == ["the guideline is silent"]


def test_a_reason_is_not_needed(qtbot, row):
    row.ask()
    with qtbot.waitSignal(row.given) as given:
        qtbot.mouseClick(row.keep, LEFT)
    assert given.args == [""]


def test_esc_leaves_things_as_they_are(qtbot, row):
    with qtbot.assertNotEmitted(row.given), qtbot.waitSignal(row.left):
        QTest.keyClick(row.field, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(row.given), qtbot.waitSignal(row.left):
        qtbot.mouseClick(row.leave, LEFT)
