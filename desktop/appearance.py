"""Light or dark: as chosen, or as the desktop is; switched while the window is open."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from desktop import chrome
from desktop.canvas.view import ArticleCanvas
from desktop.settings import APPEARANCE, Settings
from desktop.theme import DARK, LIGHT, THEMES, Theme


class Appearance(QObject):
    """Keeps chrome and canvas in the same theme and follows the desktop when told to."""

    def __init__(self, settings: Settings, canvas: ArticleCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._canvas = canvas
        self._hints = QApplication.styleHints()
        self._hints.colorSchemeChanged.connect(lambda _: self.apply())
        self.apply()

    def choose(self, name: str) -> None:
        """Take "light", "dark" or "system" from now on."""
        self._settings.set(APPEARANCE, name)
        self.apply()

    def theme(self) -> Theme:
        """The theme that the choice means now."""
        chosen = THEMES.get(str(self._settings.get(APPEARANCE)))
        if chosen is not None:
            return chosen
        return DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def apply(self) -> None:
        """Show it."""
        theme = self.theme()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            chrome.apply(application, theme)
        self._canvas.set_theme(theme)
