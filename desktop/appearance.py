"""Light or dark, normal or high contrast: as chosen, or as the desktop is; switched while the window is open."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from desktop import chrome
from desktop.action_set import ActionSet
from desktop.settings import APPEARANCE, CONTRAST, Settings
from desktop.theme import THEMES, Theme


class Themed(Protocol):
    """What paints an article."""

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""


class Appearance(QObject):
    """Keeps chrome and articles in the same theme and follows the desktop when told to."""

    def __init__(self, settings: Settings, canvas: Themed, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._canvases: list[Themed] = [canvas]
        self._shown: Theme | None = None
        self._hints = QApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self.apply)
        self._hints.accessibility().contrastPreferenceChanged.connect(self.apply)
        self.apply()

    def add(self, canvas: Themed) -> None:
        """Keep another article in the same theme."""
        self._canvases.append(canvas)
        canvas.set_theme(self.theme())

    def bind(self, actions: ActionSet) -> None:
        """Let the actions choose."""
        actions.bind("high-contrast", self.toggle_contrast)
        for name in ("system", "light", "dark"):
            actions.bind(f"theme-{name}", partial(self.choose, name))

    def choose(self, name: str) -> None:
        """Take "light", "dark" or "system" from now on."""
        self._settings.set(APPEARANCE, name)
        self.apply()

    def choose_contrast(self, name: str) -> None:
        """Take "normal", "high" or "system" contrast from now on."""
        self._settings.set(CONTRAST, name)
        self.apply()

    def toggle_contrast(self) -> None:
        """High contrast, or normal where it is high."""
        self.choose_contrast("normal" if self.theme().high_contrast else "high")

    def theme(self) -> Theme:
        """The theme that the choices mean now."""
        name = "dark" if self._is_dark() else "light"
        return THEMES[f"high-{name}" if self._is_high() else name]

    def _is_dark(self) -> bool:
        chosen = self._settings.get(APPEARANCE)
        return chosen == "dark" or (chosen != "light" and self._hints.colorScheme() == Qt.ColorScheme.Dark)

    def _is_high(self) -> bool:
        chosen = self._settings.get(CONTRAST)
        asked = self._hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        return chosen == "high" or (chosen != "normal" and asked)

    def apply(self) -> None:
        """Show it, unless it is shown already."""
        theme = self.theme()
        if theme == self._shown:
            return
        self._shown = theme
        application = QApplication.instance()
        if isinstance(application, QApplication):
            chrome.apply(application, theme)
        for canvas in self._canvases:
            canvas.set_theme(theme)
