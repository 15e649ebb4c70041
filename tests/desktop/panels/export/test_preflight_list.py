import pytest
from PySide6.QtCore import QPoint, Qt

from desktop.panels.export.before_writing import BeforeWriting
from exporters.reasons import Fix
from tests.desktop.export_samples import INCOMPLETE, INSIDE, ROWS, SCHEMA, UNDECIDED, UNFINISHED


@pytest.fixture
def panel(qtbot):
    made = BeforeWriting(SCHEMA)
    qtbot.addWidget(made)
    made.resize(640, 300)
    made.show_rows(ROWS)
    made.wanted = []
    made.list.act_wanted.connect(lambda row, act: made.wanted.append((row, act.fix)))
    with qtbot.waitExposed(made):
        made.show()
    return made


def acts(panel) -> list[list[str]]:
    return [[act.words for act in line.in_sight] for line in panel.list.lines]


def test_a_line_has_a_way_to_its_places_and_what_mends_it(panel):
    assert acts(panel) == [["See 14", "Grow to words"], ["Open 7", "Include"], ["Fill 5"], ["See 212"]]


def test_a_line_says_itself_and_what_its_keys_do(panel):
    index = panel.list.model().index(1, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("7 Articles still in progress are left out. 148 spans wait in them.")
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Enter: Open 7, Space: Include"
    alone = panel.list.model().index(2, 0)
    assert alone.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Enter: Fill 5"
    assert "Strike without Target" in alone.data(Qt.ItemDataRole.AccessibleTextRole)


def test_words_of_an_article_are_never_marks_in_a_tooltip(panel):
    panel.show_rows([INSIDE.__class__(kind=INSIDE.kind, reason="has <b>marks</b>", count=1)])
    shown = panel.list.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in shown


def test_enter_opens_and_space_mends(qtbot, panel):
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Space):
        qtbot.keyClick(panel.list, key)
    assert panel.wanted == [
        (INSIDE, None),
        (INSIDE, Fix.GROW),
        (UNFINISHED, Fix.INCLUDE),
        (INCOMPLETE, Fix.FILL),
        (INCOMPLETE, Fix.FILL),
    ]


def click(qtbot, panel, row: int, from_right: int) -> None:
    area = panel.list.visualRect(panel.list.model().index(row, 0))
    at = QPoint(area.right() - from_right, area.center().y())
    qtbot.mouseMove(panel.list.viewport(), at)
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)


@pytest.mark.parametrize(("row", "from_right", "wanted"), [
    (1, 30, [(UNFINISHED, Fix.INCLUDE)]),
    (1, 130, [(UNFINISHED, None)]),
    (3, 30, [(UNDECIDED, None)]),
    (1, 400, []),
])  # fmt: skip
def test_a_click_on_link_and_button_and_beside_them(qtbot, panel, row, from_right, wanted):
    click(qtbot, panel, row, from_right)
    assert panel.wanted == wanted


def test_mirrored_the_buttons_stand_at_the_left(qtbot, panel):
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    area = panel.list.visualRect(panel.list.model().index(1, 0))
    at = QPoint(area.left() + 30, area.center().y())
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert panel.wanted == [(UNFINISHED, Fix.INCLUDE)]


def test_the_menu_has_all_that_can_be_done(panel):
    panel.list.setCurrentIndex(panel.list.model().index(0, 0))
    menu = panel.list.menu()
    assert [action.text() for action in menu.actions()] == ["See 14", "Grow to words", "Shrink to words"]
    menu.actions()[2].trigger()
    assert panel.wanted == [(INSIDE, Fix.SHRINK)]
    menu.close()


def test_frozen_lines_do_nothing(qtbot, panel):
    panel.list.set_frozen(True)
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    click(qtbot, panel, 1, 30)
    assert panel.wanted == []


def test_the_keyboard_stays_on_its_line(qtbot, panel):
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.list.model().index(2, 0))
    panel.show_rows(ROWS[1:])
    assert panel.list.currentIndex().row() == 1
    panel.show_rows((INSIDE, UNDECIDED))
    assert panel.list.currentIndex().row() == 1


def test_what_was_done_can_be_taken_back(qtbot, panel):
    assert panel.said.text() == "Every line opens its spans"
    panel.say("14 spans grown to whole words.", undo=True)
    with qtbot.waitSignal(panel.undo_clicked):
        qtbot.mouseClick(panel.undo, Qt.MouseButton.LeftButton)
    panel.show_rows(ROWS)
    assert panel.said.text() == "14 spans grown to whole words."
    panel.say("")
    assert not panel.undo.isVisible()


def test_without_lines_it_says_so(panel):
    panel.show_rows(())
    assert panel.nothing.isVisible()
    assert not panel.list.isVisible()


def test_it_is_as_high_as_its_lines(panel):
    panel.resize(640, panel.sizeHint().height())
    assert panel.list.height() == 4 * 46


def painted(panel) -> list[str]:
    """The words as they are in sight, line by line."""
    wide = panel.list.viewport().width()
    return [words for line in panel.list.lines for words, _use in panel.list.itemDelegate().broken(line, wide)]


def test_no_word_is_cut_where_room_is_short(qtbot, panel):
    panel.show_rows([INCOMPLETE])
    words = ["Events without a required role", "Strike without Target. They are written with the gap."]
    assert painted(panel) == words
    roomy = panel.list.sizeHint().height()
    panel.resize(340, 300)
    assert len(painted(panel)) > 3
    assert " ".join(painted(panel)) == " ".join(words)
    first = panel.list.model().index(0, 0)
    qtbot.waitUntil(lambda: panel.list.height() == panel.list.visualRect(first).height() > roomy)
