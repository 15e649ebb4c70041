import pytest
from PySide6.QtCore import Qt

from desktop.panels.importing.files import FileRow, FilesPanel

FORMATS = {
    "conll": "CoNLL columns (2002, 2003)",
    "jsonl": "Spandesk JSONL",
    "txt": "Plain text",
    "csv": "Table (CSV, TSV)",
}
FILES = (
    FileRow(path="/d/a.conll", name="a.conll", format_id="conll", by="content", others=("txt",), records=118),
    FileRow(path="/d/b.txt", name="b.txt", format_id="txt", by="suffix", records=2, refused=3),
    FileRow(path="/d/c.odd", name="c.odd"),
    FileRow(path="/d/e.txt", name="e.txt", format_id="txt", by="choice"),
)


@pytest.fixture
def panel(qtbot):
    made = FilesPanel(FORMATS)
    qtbot.addWidget(made)
    made.resize(248, 400)
    made.chosen, made.seen = [], []
    made.format_chosen.connect(lambda paths, id_: made.chosen.append((paths, id_)))
    made.file_marked.connect(made.seen.append)
    made.show_files(FILES)
    made.show()
    return made


def offered(panel: FilesPanel) -> list[str]:
    return [text for place in range(panel.format.count()) if (text := panel.format.itemText(place))]


def test_each_file_says_what_it_is_taken_for(panel):
    assert panel.title.text() == "Files, 4"
    assert [(row.first, row.second, row.end, row.color) for row in panel.list.rows] == [
        ("a.conll", "CoNLL columns, by content", "118 records", "ok"),
        ("b.txt", "3 not read · Plain text, by suffix", "2 records", "warn"),
        ("c.odd", "not recognised", "", "warn"),
        ("e.txt", "Plain text, as chosen", "0 records", "warn"),
    ]


def test_the_likely_formats_come_first(panel):
    assert offered(panel) == ["CoNLL columns (2002, 2003)", "Plain text", "Spandesk JSONL", "Table (CSV, TSV)"]
    assert panel.format.currentText() == "CoNLL columns (2002, 2003)"


def test_keys_mark_a_file_and_choose_its_format(panel, qtbot):
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.seen[-1] == "/d/b.txt"
    qtbot.keyClicks(panel.format, "con")
    assert panel.chosen == [(("/d/b.txt",), "conll")]


def test_a_choice_can_be_taken_back(panel, qtbot):
    qtbot.keyClick(panel.list, Qt.Key.Key_End)
    assert offered(panel)[0] == "As recognised"
    qtbot.keyClick(panel.format, Qt.Key.Key_Home)
    assert panel.chosen == [(("/d/e.txt",), "")]


def test_several_files_are_read_as_one_format(panel, qtbot):
    qtbot.keyClick(panel.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert panel.caption.text() == "Read the 4 marked as"
    assert panel.format.currentText() == ""
    qtbot.keyClicks(panel.format, "spa")
    assert panel.chosen == [(tuple(each.path for each in FILES), "jsonl")]


def test_what_is_marked_stays_marked(panel, qtbot):
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    panel.show_files(FILES)
    assert [each.path for each in panel.marked()] == ["/d/b.txt"]
    panel.show_files(FILES[2:])
    assert [each.path for each in panel.marked()] == ["/d/c.odd"]
    panel.show_files(())
    assert panel.marked() == []
    assert not panel.format.isVisible()


def test_a_table_that_waits_for_its_columns_is_not_amber(panel):
    panel.show_files([FileRow(path="/d/a.csv", name="a.csv", format_id="csv", by="suffix", waits=True)])
    (row,) = panel.list.rows
    assert (row.second, row.end, row.icon, row.color) == ("choose its columns", "", "info", "text_2")


def test_a_file_can_be_marked_by_its_path(panel):
    panel.show_files([FileRow(path=path, name=path, format_id="csv", records=1) for path in ("/a", "/b")])
    panel.mark("/b")
    assert [each.path for each in panel.marked()] == ["/b"]
    panel.mark("/none")
    assert [each.path for each in panel.marked()] == ["/b"]
