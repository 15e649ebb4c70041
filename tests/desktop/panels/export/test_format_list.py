import pytest
from PySide6.QtCore import Qt

from desktop.panels.export.format_list import FormatList, FormatRow

ROWS = (FormatRow("pack", "Pack", "all of it"), FormatRow("jsonl", "JSONL"), FormatRow("conll", "CoNLL"))


@pytest.fixture
def formats(qtbot):
    made = FormatList(ROWS)
    made.choose("pack")
    qtbot.addWidget(made)
    made.resize(208, 300)
    made.asked = []
    made.chosen.connect(made.asked.append)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_arrows_and_letters_choose(qtbot, formats):
    formats.setFocus()
    qtbot.keyClick(formats, Qt.Key.Key_Down)
    qtbot.keyClick(formats, Qt.Key.Key_C)
    assert formats.asked == ["jsonl", "conll"]
    formats.choose("conll")
    assert formats.asked == ["jsonl", "conll"]


def test_a_second_line_makes_a_row_higher_and_is_said(formats):
    model = formats.model()
    high = [formats.visualRect(model.index(at, 0)).height() for at in range(3)]
    assert high == [49, 34, 34]
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Pack, all of it"
    assert formats.title_of("jsonl") == "JSONL"
