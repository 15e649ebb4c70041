import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from desktop.panels.export.split_section import SplitSection, balanced
from exporters.split import Wanted
from tests.desktop.export_samples import DIVIDED


@pytest.fixture
def section(qtbot):
    made = SplitSection()
    made.show_wanted(None, always=False)
    qtbot.addWidget(made)
    made.resize(640, 300)
    made.asked, made.missing = [], []
    made.changed.connect(made.asked.append)
    made.unclear.connect(made.missing.append)
    with qtbot.waitExposed(made):
        made.show()
    return made


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100), st.integers(0, 2))
def test_shares_always_add_up_and_what_was_changed_stays(dev, test, value, place):
    before = [100 - dev - min(test, 100 - dev), dev, min(test, 100 - dev)]
    before[place] = value
    after = balanced(before, place)
    assert sum(after) == 100
    assert after[place] == value
    assert min(after) >= 0


def ways(section) -> list[str]:
    return [button.text() for button in section.ways.buttons]


def test_a_split_is_turned_on_and_off_by_the_arrows(qtbot, section):
    assert not section.shares[0].isVisible()
    section.ways.buttons[0].setFocus()
    qtbot.keyClick(section.ways.buttons[0], Qt.Key.Key_Right)
    assert section.asked == [Wanted()]
    assert section.shares[0].isVisible()
    qtbot.keyClick(section.ways.buttons[1], Qt.Key.Key_Left)
    assert section.asked == [Wanted(), None]
    assert not section.shares[0].isVisible()


def test_a_share_takes_from_train(qtbot, section):
    section.show_wanted(Wanted(), always=False)
    qtbot.keyClick(section.shares[2], Qt.Key.Key_Up)
    assert section.asked == [Wanted(shares=(79, 20, 1))]
    assert [field.value() for field in section.shares] == [79, 20, 1]


def test_by_date_asks_for_a_day_until_it_is_one(qtbot, section):
    section.show_wanted(Wanted(seed=4), always=False)
    qtbot.mouseClick(section.ways.buttons[2], Qt.MouseButton.LeftButton)
    assert section.missing[-1].startswith("Give the day")
    dev, test = section.dates
    for words, sentence in (("May", "A day is written 2024-01-31, not “May”."), ("2024-05-01", None)):
        dev.clear()
        qtbot.keyClicks(dev, words)
        qtbot.keyClick(dev, Qt.Key.Key_Return)
        if sentence is not None:
            assert section.missing[-1] == sentence
    assert section.asked == [Wanted(seed=4, dev_from="2024-05-01")]
    qtbot.keyClicks(test, "2024-04-01")
    qtbot.keyClick(test, Qt.Key.Key_Return)
    assert section.missing[-1] == "Test cannot begin before dev: 2024-04-01 is before 2024-05-01."
    qtbot.mouseClick(section.ways.buttons[1], Qt.MouseButton.LeftButton)
    assert section.asked[-1] == Wanted(seed=4)


def test_a_format_that_is_always_divided_cannot_be_undivided(section):
    assert ways(section) == ["Off", "By share", "By date"]
    section.show_wanted(Wanted(), always=True)
    assert ways(section) == ["By share", "By date"]
    assert section.ways.current() == 0


def test_the_table_has_a_line_for_each_side_and_all_of_them(section):
    section.show_result(DIVIDED)
    assert [(row.name, row.cells) for row in section.table.rows[1:]] == [
        ("Train", ("94", "17", "2\u202f083", "254")),
        ("Dev", ("24", "5", "529", "64")),
        ("Together", ("118", "22", "2\u202f612", "318")),
    ]
    said = section.table.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Train: 94 articles, 17 duplicate groups, 2\u202f083 spans, 254 events"


def test_warnings_stand_below_and_pinned_articles_are_counted(section):
    section.show_result(DIVIDED)
    rarest, kept = section.notes.sentences
    assert rarest.startswith("Rarest in dev: GPE")
    assert kept.endswith("1 article is pinned to its side.")
    section.show_result(None)
    assert not section.notes.isVisible()
    assert not section.table.isVisible()


@pytest.mark.parametrize("place", [0, 1])
def test_train_always_has_a_share(qtbot, section, place):
    section.show_wanted(Wanted(shares=(1, 99, 0)), always=True)
    qtbot.keyClick(section.shares[place], (Qt.Key.Key_Down, Qt.Key.Key_Up)[place])
    assert section.asked == []
    assert section.missing == ["Give train a share. Without it there is nothing to learn from."]
    assert [field.value() for field in section.shares] == [0, 100, 0]
    qtbot.keyClick(section.shares[place], (Qt.Key.Key_Up, Qt.Key.Key_Down)[place])
    assert section.asked == [Wanted(shares=(1, 99, 0))]  # as before, but nobody may think it is unclear still


def test_the_day_that_was_there_before_can_be_given_again(qtbot, section):
    section.show_wanted(Wanted(dev_from="2024-05-01"), always=False)
    dev = section.dates[0]
    dev.clear()
    qtbot.keyClick(dev, Qt.Key.Key_Return)
    qtbot.keyClicks(dev, "2024-05-01")
    qtbot.keyClick(dev, Qt.Key.Key_Return)
    assert section.asked == [Wanted(dev_from="2024-05-01")]
