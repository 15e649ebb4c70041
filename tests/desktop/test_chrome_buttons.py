"""The main button of a dialog looks as if it could be pressed only while it can."""

import pytest
from PySide6.QtWidgets import QPushButton

from desktop import chrome
from desktop.theme import DARK, LIGHT


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_main_button_that_is_disabled_has_no_ink(qtbot, qapp, theme):
    chrome.apply(qapp, theme)
    button = QPushButton("Take")
    button.setProperty("main", True)
    button.resize(120, 28)
    qtbot.addWidget(button)
    grounds = []
    for enabled in (True, False):
        button.setEnabled(enabled)
        grounds.append(button.grab().toImage().pixelColor(60, 4).name().upper())
    chrome.apply(qapp, LIGHT)
    assert grounds == [theme.ink.upper(), theme.panel.upper()]
