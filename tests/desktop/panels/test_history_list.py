import pytest
from PySide6.QtCore import Qt

from desktop.panels.history_list import HistoryList, HistoryRow

ROWS = [
    HistoryRow(5, "Delete “Guard”", "14:05", undone=True),
    HistoryRow(4, "Fill Place with “<b>Talas</b>”", "14:04", undone=True),
    HistoryRow(3, "Accept 12 suggestions", "14:03", count=12),
    HistoryRow(2, "Relabel to ORG", "14:02"),
    HistoryRow(1, "Mark “Guard” as GPE", "14:01"),
]
LINE = 2  # where "now" stands between what is undone and what is done


@pytest.fixture
def history(qtbot):
    """Two steps undone, three done."""
    made = HistoryList()
    qtbot.addWidget(made)
    made.set_rows(ROWS)
    made.resize(340, 240)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(history):
    model = history.list.model()
    return [model.index(row).data() for row in range(model.rowCount())]


def click(qtbot, history, row):
    spot = history.list.visualRect(history.list.model().index(row)).center()
    spot.setX(40)
    qtbot.mouseClick(history.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_newest_first_with_a_line_where_undo_and_redo_meet(history):
    assert shown(history) == [
        "Delete “Guard”, 14:05, undone",
        "Fill Place with “<b>Talas</b>”, 14:04, undone",
        "now",
        "Accept 12 suggestions, 14:03",
        "Relabel to ORG, 14:02",
        "Mark “Guard” as GPE, 14:01",
    ]
    assert "&lt;b&gt;" in history.list.model().index(1).data(Qt.ItemDataRole.ToolTipRole)


def test_without_anything_undone_there_is_no_line(history):
    history.set_rows(ROWS[2:])
    assert "now" not in shown(history)
    history.set_rows([])
    assert history.empty.isVisible()
    assert history.empty.text() == "Nothing done here yet."


def test_a_click_looks_and_the_button_goes_there(qtbot, history):
    with qtbot.waitSignal(history.looked_at) as looked:
        click(qtbot, history, 4)
    assert looked.args == [2]
    button = history.list.button
    assert button.words == "Undo to here"
    with qtbot.waitSignal(history.undo_to) as to:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert to.args == [2]
    click(qtbot, history, 0)
    assert button.words == "Redo to here"
    assert history.list.visualRect(history.list.currentIndex()).contains(button.geometry())


def test_where_we_are_there_is_nothing_to_go_to(qtbot, history):
    click(qtbot, history, LINE + 1)
    assert not history.list.button.isVisible()
    with qtbot.assertNotEmitted(history.undo_to):
        qtbot.keyClick(history.list, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(history.looked_at):
        click(qtbot, history, LINE)


def test_arrows_look_past_the_line_and_enter_goes(qtbot, history):
    click(qtbot, history, LINE - 1)
    looked = []
    history.looked_at.connect(looked.append)
    qtbot.keyClick(history.list, Qt.Key.Key_Down)
    qtbot.keyClick(history.list, Qt.Key.Key_Down)
    assert looked == [3, 2]
    with qtbot.waitSignal(history.undo_to) as to:
        qtbot.keyClick(history.list, Qt.Key.Key_Return)
    assert to.args == [2]


def test_the_step_looked_at_stays_selected_when_the_rows_change(qtbot, history):
    click(qtbot, history, 4)
    history.set_rows(ROWS[2:])
    assert history.list.selected() == ROWS[3]
    history.set_rows(ROWS[:1])
    assert history.list.selected() is None
    assert not history.list.button.isVisible()


def test_a_closed_article_shows_its_history_and_changes_nothing(qtbot, history):
    history.set_editable(False)
    with qtbot.waitSignal(history.looked_at):
        click(qtbot, history, 4)
    assert not history.list.button.isVisible()
    with qtbot.assertNotEmitted(history.undo_to):
        qtbot.keyClick(history.list, Qt.Key.Key_Return)


def test_the_button_stays_on_its_row_in_a_mirrored_window_and_while_scrolling(qtbot, history):
    history.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    history.set_rows([HistoryRow(100 - number, f"step {number}", "14:01") for number in range(100)])
    click(qtbot, history, 4)
    button, bar = history.list.button, history.list.verticalScrollBar()
    assert button.geometry().left() < 40
    bar.setValue(bar.value() + 1)
    assert history.list.visualRect(history.list.currentIndex()).contains(button.geometry())


def test_what_is_undone_is_painted_struck_through(history):
    def looks(undone):
        history.set_rows([HistoryRow(2, "Delete", "14:05", undone=undone), HistoryRow(1, "Accept", "14:01")])
        return history.list.viewport().grab().toImage().copy(0, 0, 340, 28)

    assert looks(undone=True) != looks(undone=False)


def test_fifteen_thousand_steps_are_one_list(history):
    history.set_rows([HistoryRow(15000 - number, "Accept", "14:01", number < 7000) for number in range(15000)])
    assert history.list.model().rowCount() == 15001
    assert history.list.uniformItemSizes()
