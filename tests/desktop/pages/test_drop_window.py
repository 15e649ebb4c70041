from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from desktop.pages.drop_window import DropWindow

LEFT, COPY, NONE = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot):
    made = DropWindow()
    qtbot.addWidget(made)
    return made


def held(*urls, text=""):
    data = QMimeData()
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    if text:
        data.setText(text)
    return data


def entered(window, data):
    event = QDragEnterEvent(window.rect().center(), COPY, data, LEFT, NONE)
    event.ignore()
    window.dragEnterEvent(event)
    return event.isAccepted()


def drop(window, data):
    window.dropEvent(QDropEvent(QPointF(window.rect().center()), COPY, data, LEFT, NONE))


def test_files_are_welcome_and_other_things_are_not(window):
    assert entered(window, held("file:///news/a.txt"))
    assert not entered(window, held(text="some words"))


def test_paths_come_once_the_dropping_is_over(qtbot, window):
    seen = []
    window.files_dropped.connect(seen.append)
    data = held("file:///news/a.txt", "https://example.org/b.txt", "file:///news/more")
    drop(window, data)
    assert seen == []
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [[Path("/news/a.txt"), Path("/news/more")]]


def test_what_is_not_on_this_machine_is_no_file(qtbot, window):
    with qtbot.assertNotEmitted(window.files_dropped, wait=50):
        drop(window, held("https://example.org/b.txt"))
