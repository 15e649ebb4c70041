from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from desktop.pages.first_start import FirstStart, RecentProject

# The invisible screen has no window manager to tell.


@pytest.fixture
def page(qtbot):
    made = FirstStart()
    qtbot.addWidget(made)
    made.resize(1100, 628)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_three_acts(qtbot, page):
    for button, signal in (
        (page.new, page.new_clicked),
        (page.open, page.open_clicked),
        (page.sample, page.sample_clicked),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_recent_projects_open_by_click_and_by_keyboard(qtbot, page):
    page.set_recent([RecentProject("/a.spandesk", "A", "a"), RecentProject("/b.spandesk", "B", "b", "today", 3, 12)])
    qtbot.waitUntil(lambda: page.rows[1].isVisible())
    assert page.rows[1].accessibleName() == "B, b, 3 of 12"
    with qtbot.waitSignal(page.recent_chosen) as chosen:
        qtbot.mouseClick(page.rows[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["/b.spandesk"]
    page.rows[0].setFocus()
    with qtbot.waitSignal(page.recent_chosen) as chosen:
        qtbot.keyClick(page.rows[0], Qt.Key.Key_Space)
    assert chosen.args == ["/a.spandesk"]
    assert page.isActiveWindow()
    with qtbot.waitSignal(page.recent_chosen) as chosen:
        qtbot.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == ["/b.spandesk"]
    page.set_recent(())
    assert page.rows == []


def test_files_and_folders_may_be_dropped_anywhere(qtbot, page, tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.org/x")])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(page.files_dropped) as dropped:
        page.dropEvent(event)
    assert dropped.args == [[Path(tmp_path)]]
