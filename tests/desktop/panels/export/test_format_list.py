import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop import chrome
from desktop.panels.export.format_list import FormatList, FormatRow
from desktop.panels.export.title_bar import Shade, TitleBar
from desktop.theme import HIGH_LIGHT, LIGHT

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


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def lightness(window) -> int:
    return window.grab().toImage().pixelColor(200, 150).lightness()


def test_the_shade_covers_the_window_while_the_dialog_is_open(qtbot, window):
    dialog = QDialog(window)
    qtbot.addWidget(dialog)
    shade = Shade(window, dialog)
    bare = lightness(window)
    dialog.open()
    assert lightness(window) < bare
    window.resize(500, 400)
    assert shade.size() == window.size()
    dialog.close()
    assert lightness(window) == bare
    dialog.deleteLater()
    qtbot.waitUntil(lambda: window.findChild(Shade) is None)


def test_in_high_contrast_nothing_is_dimmed(qtbot, qapp, window):
    chrome.apply(qapp, HIGH_LIGHT)
    dialog = QDialog(window)
    qtbot.addWidget(dialog)
    shade = Shade(window, dialog)
    dialog.open()
    assert not shade.isVisible()
    chrome.apply(qapp, LIGHT)


def test_the_bar_names_what_it_closes(qtbot):
    bar = TitleBar("Export", "<b>Desk</b>\nof two lines")
    qtbot.addWidget(bar)
    assert bar.close_button.accessibleName() == "Close"
    with qtbot.waitSignal(bar.closed):
        qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
