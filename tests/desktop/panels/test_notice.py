"""A notice stays until it is closed or its one button is pressed."""

import pytest
from PySide6.QtCore import Qt

from desktop.panels.notice import Notice


@pytest.fixture
def notice(qtbot) -> Notice:
    notice = Notice()
    qtbot.addWidget(notice)
    return notice


def test_it_shows_marks_as_they_are(notice):
    notice.tell("<b>a.spandesk</b> is open elsewhere.")
    assert notice.isVisible()
    assert notice.words.text() == "<b>a.spandesk</b> is open elsewhere."
    assert notice.words.textFormat() is Qt.TextFormat.PlainText
    assert not notice.act.isVisible()
    notice.hide()


def test_its_button_acts_once_and_closes_it(notice, qtbot):
    done = []
    notice.tell("It is open elsewhere.", act="Open for reading", run=lambda: done.append(1))
    qtbot.mouseClick(notice.act, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert not notice.isVisible()


def test_it_can_be_closed_without_acting(notice, qtbot):
    done = []
    notice.tell("It is open elsewhere.", act="Open for reading", run=lambda: done.append(1))
    qtbot.mouseClick(notice.dismiss, Qt.MouseButton.LeftButton)
    assert done == []
    assert not notice.isVisible()
