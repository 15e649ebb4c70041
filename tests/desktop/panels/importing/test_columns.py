import pytest
from PySide6.QtCore import Qt

from annotations.importers.columns import Preview, guess
from desktop.panels.importing.columns import ColumnsPanel

COLUMNS = ("Nr", "Headline", "Body", "Published", "Author")
ROWS = tuple((str(n), f"Talks, day {n}", "They\nmet." * 80, f"2024-05-0{n}", "<b>x</b>") for n in range(1, 8))


@pytest.fixture
def panel(qtbot):
    made = ColumnsPanel()
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show_table("news.csv", Preview(columns=COLUMNS, rows=ROWS, mapping=guess(COLUMNS)), guess(COLUMNS))
    made.show()
    made.told = []
    made.changed.connect(lambda: made.told.append(dict(made.mapping)))
    return made


def heads(panel: ColumnsPanel) -> list[str]:
    table = panel.table
    return [table.horizontalHeaderItem(column).text() for column in range(table.columnCount())]


def test_what_is_known_stands_first(panel):
    assert heads(panel) == ["Text: Body", "Title: Headline", "Date: Published", "Nr", "Author"]
    assert panel.table.item(0, 1).text() == "Talks, day 1"
    assert panel.table.item(0, 0).text().startswith("They met.They met.")
    assert panel.table.item(0, 4).text() == "<b>x</b>"
    assert panel.table.rowCount() == 5


def test_a_choice_shows_at_once_and_moves_the_column(panel, qtbot):
    qtbot.keyClicks(panel.boxes["title"], "bod")
    assert panel.mapping == {"title": "Body", "date": "Published"}
    assert heads(panel)[:2] == ["Title: Body", "Date: Published"]
    assert panel.boxes["text"].currentText() == "none"
    assert panel.problem.isVisible()
    qtbot.keyClicks(panel.boxes["text"], "head")
    assert panel.told[-1] == {"title": "Body", "date": "Published", "text": "Headline"}
    assert not panel.problem.isVisible()


def test_a_field_can_be_let_go_but_the_text(panel, qtbot):
    qtbot.keyClick(panel.boxes["date"], Qt.Key.Key_Home)
    assert "date" not in panel.mapping
    assert "none" not in [panel.boxes["text"].itemText(place) for place in range(panel.boxes["text"].count())]


def test_columns_that_are_not_there_are_not_chosen(panel):
    panel.show_table("b.csv", Preview(columns=("A",), rows=(("1",),), mapping={}), {"text": "Body"})
    assert panel.mapping == {}
    assert heads(panel) == ["A"]
    assert panel.problem.isVisible()


def test_each_field_names_itself(panel):
    assert panel.boxes["url"].accessibleName() == "Column of the Address"
