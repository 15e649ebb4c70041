"""The settings: pages beside their names. What is changed counts at once, so there is nothing to confirm."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotations.model.project import is_reserved
from desktop import chrome
from desktop.dialogs.settings_keys import KeysPage
from desktop.dialogs.settings_reading import ReadingPage
from desktop.keymap import KeyMap
from desktop.messages import reserved_name
from desktop.settings import ANNOTATOR, Settings


class SettingsDialog(QDialog):
    """Calls `apply` after every change of how things look. Esc and Close leave it; what was changed stays changed."""

    def __init__(self, window: QWidget, settings: Settings, keymap: KeyMap, apply: Callable[[], None]) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Settings"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.reading = ReadingPage(settings, apply)
        self.keys = KeysPage(keymap)
        self.you = YouPage(settings)
        self.pages = QStackedWidget(self)
        self.names = QListWidget(self)
        self.names.setProperty("kind", "pages")
        self.names.setAccessibleName(self.tr("Pages of the settings"))
        self.names.setFixedWidth(chrome.px(140))
        for words, page in (
            (self.tr("Reading"), self.reading),
            (self.tr("Keys"), self.keys),
            (self.tr("You"), self.you),
        ):
            row = QListWidgetItem(words, self.names)
            row.setSizeHint(QSize(0, chrome.px(32)))
            self.pages.addWidget(page)
        self.names.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.names.setCurrentRow(0)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        self.resize(chrome.px(780), chrome.px(600))
        self.names.setFocus()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.names)
        middle.addWidget(self.pages, 1)
        bar = chrome.Surface("window", "top", 48)
        foot = QHBoxLayout(bar)
        foot.setContentsMargins(chrome.px(16), 0, chrome.px(16), 0)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard; none is pressed from elsewhere."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()


class YouPage(QWidget):
    """The name that stands on the annotator's sets."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.name = QLineEdit(str(settings.get(ANNOTATOR)), self)
        self.name.setPlaceholderText(settings.account())
        self.name.setAccessibleName(self.tr("Your name"))
        self.name.setFixedWidth(chrome.px(280))
        self.name.textEdited.connect(self._take)
        self.problem = chrome.Label("", "warn", wrap=True)
        self.problem.hide()
        meaning = chrome.Label(
            self.tr(
                "Your decisions are kept under this name, and exports carry it. Another name begins a set of its own "
                "in every project; what was decided under the old one stays there. A change counts from the next "
                "project opened."
            ),
            "quiet",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(chrome.px(24), chrome.px(24), chrome.px(24), chrome.px(16))
        column.setSpacing(chrome.px(8))
        column.addWidget(chrome.Label(self.tr("Your name")))
        column.addWidget(self.name)
        column.addWidget(self.problem)
        column.addSpacing(chrome.px(8))
        column.addWidget(meaning)
        column.addStretch(1)

    def _take(self, typed: str) -> None:
        """A name that nobody can work under is none."""
        name = " ".join(typed.split())
        refused = is_reserved(name)
        self._settings.set(ANNOTATOR, "" if refused else name)
        self.problem.setText(reserved_name(name) if refused else "")
        self.problem.setVisible(refused)
