import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop import chrome
from desktop.panels.title_bar import Shade, TitleBar
from desktop.theme import HIGH_LIGHT, LIGHT


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
