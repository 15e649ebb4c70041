import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from desktop import chrome
from desktop.panels.importing.rows import HIGH, RowList, TwoLines
from desktop.theme import DARK, LIGHT

ROWS = (
    TwoLines(first="a.txt", second="plain text · 1 record", end="new", icon="plus"),
    TwoLines(first="<b>b</b>", icon="warning", color="warn"),
)


@pytest.fixture
def make(qtbot):
    def make(**choices: bool) -> RowList:
        made = RowList("Files", **choices)
        qtbot.addWidget(made)
        made.resize(300, 200)
        made.show_rows(ROWS)
        made.show()
        return made

    return make


def test_a_row_says_itself_and_its_tooltip_reads_no_marks(make):
    made = make()
    model = made.model()
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert spoken == ["a.txt, new, plain text · 1 record", "<b>b</b>"]
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == "<span>&lt;b&gt;b&lt;/b&gt;</span>"


def test_as_many_rows_keep_what_is_chosen(make):
    made = make()
    made.setCurrentIndex(made.model().index(1, 0))
    made.show_rows((ROWS[1], ROWS[0]))
    assert made.currentIndex().row() == 1
    made.show_rows(ROWS[:1])
    assert made.rows == ROWS[:1]
    assert not made.currentIndex().isValid()


def test_a_whole_list_is_as_high_as_its_rows_at_every_scale(make, qapp):
    made = make(ruled=True, whole=True)
    assert made.height() == 2 * HIGH + 2
    assert made.selectionMode() == QAbstractItemView.SelectionMode.NoSelection
    chrome.apply(qapp, LIGHT, 2.0)
    assert made.height() == 4 * HIGH + 2
    chrome.apply(qapp, LIGHT)


def test_it_paints_dark_and_mirrored(make, qapp):
    made = make()
    before = made.grab().toImage()
    chrome.apply(qapp, DARK)
    assert made.grab().toImage() != before
    chrome.apply(qapp, LIGHT)
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert made.grab().toImage() != before
