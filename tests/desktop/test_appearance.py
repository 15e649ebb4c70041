"""Four appearances by two choices, each of which may be left to the desktop."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Qt, Signal

from desktop import chrome
from desktop.appearance import Appearance
from desktop.settings import APPEARANCE, CONTRAST, Settings
from desktop.theme import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT


class Desktop(QObject):
    """What a desktop says of itself, so that a test can change it."""

    colorSchemeChanged = Signal(Qt.ColorScheme)
    contrastPreferenceChanged = Signal(Qt.ContrastPreference)
    scheme = Qt.ColorScheme.Light
    contrast = Qt.ContrastPreference.NoPreference

    def colorScheme(self):
        return self.scheme

    def accessibility(self):
        return self

    def contrastPreference(self):
        return self.contrast


class Canvas:
    """Remembers the theme it was told."""

    theme = None

    def set_theme(self, theme):
        self.theme = theme


@pytest.fixture
def shown(qapp, monkeypatch):
    desktop, canvas, parent = Desktop(), Canvas(), QObject()
    monkeypatch.setattr("desktop.appearance.QApplication.styleHints", lambda: desktop)
    made = SimpleNamespace(desktop=desktop, canvas=canvas, parent=parent, settings=Settings())
    made.appearance = Appearance(made.settings, canvas, parent)
    yield made
    chrome.apply(qapp, LIGHT)


@pytest.mark.parametrize(
    ("appearance", "contrast", "theme"),
    [
        ("system", "system", LIGHT), ("light", "normal", LIGHT), ("dark", "normal", DARK),
        ("light", "high", HIGH_LIGHT), ("dark", "high", HIGH_DARK), ("purple", "loud", LIGHT),
    ],
)  # fmt: skip
def test_what_is_chosen_is_shown(shown, appearance, contrast, theme):
    shown.appearance.choose(appearance)
    shown.appearance.choose_contrast(contrast)
    assert shown.canvas.theme is chrome.theme() is theme
    assert (Settings().get(APPEARANCE), Settings().get(CONTRAST)) == (appearance, contrast)


def test_it_follows_the_desktop_while_the_window_is_open(shown):
    shown.desktop.scheme = Qt.ColorScheme.Dark
    shown.desktop.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert shown.canvas.theme is DARK
    shown.desktop.contrast = Qt.ContrastPreference.HighContrast
    shown.desktop.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert shown.canvas.theme is HIGH_DARK
    shown.appearance.choose("light")
    shown.appearance.choose_contrast("normal")
    assert shown.canvas.theme is LIGHT


def test_what_is_shown_already_is_not_shown_again(shown):
    shown.appearance.choose("light")
    shown.canvas.theme = None
    shown.appearance.apply()
    assert shown.canvas.theme is None
    shown.appearance.choose("dark")
    assert shown.canvas.theme is DARK


def test_one_key_turns_contrast_up_and_down(shown):
    shown.appearance.toggle_contrast()
    assert shown.canvas.theme is HIGH_LIGHT
    shown.appearance.toggle_contrast()
    assert shown.canvas.theme is LIGHT
    shown.appearance.choose_contrast("system")
    shown.desktop.contrast = Qt.ContrastPreference.HighContrast
    shown.appearance.toggle_contrast()
    assert Settings().get(CONTRAST) == "normal"


def test_the_real_desktop_can_be_asked(qapp):
    parent, canvas = QObject(), Canvas()
    appearance = Appearance(Settings(), canvas, parent)
    assert canvas.theme is appearance.theme()
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert canvas.theme is appearance.theme()
