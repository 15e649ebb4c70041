"""What this program is, in which version, on what it runs."""

import platform
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import chrome
from desktop.version import program_version


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:  # run from a checkout that was never installed
        return QCoreApplication.translate("About", "unknown")


class About(QDialog):
    """Versions, licence, and a button that copies them for a report."""

    def __init__(self, parent: QWidget | None = None, libraries: Sequence[tuple[str, str]] = ()) -> None:
        """`libraries` are further (name, version) pairs that only others can ask for, such as SQLite."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Spandesk"))
        self.rows = (
            ("Spandesk", program_version()),
            ("Python", platform.python_version()),
            ("Qt", qVersion() or ""),
            ("spaCy", _version("spacy")),
            ("SQLAlchemy", _version("SQLAlchemy")),
            *libraries,
            (self.tr("System"), f"{platform.system()} {platform.release()} ({sys.platform})"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(chrome.px(24), chrome.px(20), chrome.px(24), chrome.px(16))
        column.setSpacing(chrome.px(8))
        column.addWidget(chrome.Label("Spandesk", "title"))
        column.addWidget(chrome.Label(self.tr("Turns news articles into labelled entity and event data."), "quiet"))
        column.addSpacing(chrome.px(8))
        column.addLayout(self._table())
        column.addSpacing(chrome.px(8))
        words = self.tr("Apache License 2.0. Works offline and sends nothing.")
        column.addWidget(chrome.Label(words, "second"))
        self.copy = chrome.KeyButton(self.tr("Copy versions"))
        self.copy.clicked.connect(self._copy)
        self.done_button = chrome.KeyButton(self.tr("Close"), keys="Esc")
        self.done_button.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.done_button)
        column.addSpacing(chrome.px(8))
        column.addLayout(buttons)

    def _table(self) -> QGridLayout:
        table = QGridLayout()
        table.setHorizontalSpacing(chrome.px(24))
        table.setVerticalSpacing(chrome.px(4))
        for place, (name, value) in enumerate(self.rows):
            table.addWidget(chrome.Label(name, "second"), place, 0)
            shown = chrome.Label(value, "second")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            table.addWidget(shown, place, 1)
        table.setColumnStretch(1, 1)
        return table

    def as_text(self) -> str:
        """The versions as lines."""
        return "\n".join(f"{name} {value}" for name, value in self.rows)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())
