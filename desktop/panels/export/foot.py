"""The foot of the export window: where the files go, profiles, and the acts."""

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QInputDialog, QLineEdit, QMenu, QSizePolicy

from desktop import chrome
from desktop.panels.mirrored import quoted
from exporters.profile import Profile

_HIGH, _ACT = 60, 32
_FIELD, _HIGH_FIELD = 150, 28


class FolderField(QLineEdit):
    """A path that can be typed. Of a long one the end is in sight, which tells folders apart."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.setAccessibleName(self.tr("Folder"))
        self.setFixedHeight(chrome.px(_HIGH_FIELD))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(lambda words: chrome.plain_tooltip(self, words))
        chrome.plain_tooltip(self, folder)
        self._make_room()

    @property
    def path(self) -> str:
        """Where to, from one's home unless it says otherwise; "" if nowhere."""
        written = self.text().strip()
        return str(Path.home() / os.path.expanduser(written)) if written else ""

    def sizeHint(self) -> QSize:
        """All that others leave is its own."""
        return QSize(chrome.px(_FIELD), chrome.px(_HIGH_FIELD))

    def minimumSizeHint(self) -> QSize:
        """Room for a name."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the direction of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._make_room()

    def _make_room(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = chrome.px(20)
        self.setTextMargins(0 if mirrored else room, 0, room if mirrored else 0, 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the end again."""
        super().focusOutEvent(event)
        self.setCursorPosition(len(self.text()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and the folder in it."""
        super().paintEvent(event)
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - chrome.px(24) if mirrored else chrome.px(8)
        chrome.paint_icon(painter, "folder", left, self.height() / 2)
        painter.end()


class _WholeLabel(chrome.ElidedLabel):
    """A sentence that is there as a whole or not at all."""

    def minimumSizeHint(self) -> QSize:
        """It gives way to everything else."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it where it fits."""
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)


class Foot(chrome.Surface):
    """60 high. Knows no state: what the acts are called, and which can be done, it is told."""

    profile_chosen = Signal(str)
    profile_named = Signal(str)  # what is chosen now is to be kept under that name
    profile_removed = Signal(str)
    show_clicked = Signal()

    def __init__(self, folder: str) -> None:
        super().__init__("window", "top", _HIGH)
        self._profiles: tuple[str, ...] = ()
        self._name = ""
        self.folder = FolderField(folder)
        self.choose = chrome.KeyButton(self.tr("Choose…"))
        self.choose.clicked.connect(lambda _=False: self._choose_folder())
        self.sentence = _WholeLabel(self.tr("Same input writes the same bytes."), "second", "text_3")
        self.profile = chrome.KeyButton(self.tr("Profile"))
        self.profile.set_arrow()
        self.profile.clicked.connect(lambda _=False: self._open_menu())
        self.show_folder = chrome.KeyButton(self.tr("Show in folder"), high=_ACT)
        self.show_folder.clicked.connect(lambda _=False: self.show_clicked.emit())
        self.cancel = chrome.KeyButton(self.tr("Cancel"), keys="Esc", high=_ACT)
        # Enter belongs to the main button alone: pressed twice, it must not stop what it began.
        self.cancel.setAutoDefault(False)
        self.write = chrome.KeyButton("", kind="main", keys="⏎", high=_ACT)
        self.asking: QInputDialog | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(20), 0, chrome.px(20), 0)
        row.setSpacing(chrome.px(8))
        row.addWidget(chrome.Label(self.tr("To"), "quiet"))
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose)
        row.addWidget(self.sentence)
        for button in (self.profile, self.show_folder, self.cancel, self.write):
            row.addWidget(button)
        self.show_written(False)

    def show_written(self, written: bool) -> None:
        """Offer to look at what was written; nothing is under way then that could be cancelled."""
        self.show_folder.setVisible(written)
        self.sentence.setVisible(not written)
        self.cancel.set_words(self.tr("Close") if written else self.tr("Cancel"))

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder to write into"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    # -- profiles -------------------------------------------------------------------------------------------------

    def show_profiles(self, profiles: Mapping[str, Profile], name: str) -> None:
        """Show which are kept, and which one is chosen ("" for none)."""
        self._profiles, self._name = tuple(profiles), name
        self.profile.set_words(self.tr("Profile"))
        self.profile.setAccessibleName(self.tr("Profile: {0}").format(name) if name else self.tr("Profile"))
        chrome.plain_tooltip(self.profile, name)

    def menu(self) -> QMenu:
        """The profiles by name, and what can be done with them."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in self._profiles:
            action = menu.addAction(_shown(name))
            action.setCheckable(True)
            action.setChecked(name == self._name)
            action.triggered.connect(partial(self._emit, self.profile_chosen, name))
        if self._profiles:
            menu.addSeparator()
        menu.addAction(self.tr("Save as…")).triggered.connect(lambda _=False: self.ask_name())
        if self._name:
            remove = menu.addAction(self.tr("Remove {0}").format(quoted(_shown(self._name))))
            remove.triggered.connect(partial(self._emit, self.profile_removed, self._name))
        return menu

    def _emit(self, signal: Any, name: str, _checked: bool = False) -> None:
        signal.emit(name)

    def _open_menu(self) -> None:
        self.menu().popup(self.profile.mapToGlobal(self.profile.rect().topLeft()))

    def ask_name(self) -> None:
        """Ask under which name the choices are kept."""
        self.asking = QInputDialog(self)
        self.asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.asking.setWindowTitle(self.tr("Save profile"))
        self.asking.setLabelText(self.tr("Name of the profile"))
        self.asking.setTextValue(self._name)
        self.asking.textValueSelected.connect(self._named)
        self.asking.open()

    def _named(self, name: str) -> None:
        if name.strip():
            self.profile_named.emit(name.strip())


def _shown(name: str) -> str:
    return chrome.one_line(name).replace("&", "&&")
