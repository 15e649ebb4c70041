"""The foot of the import window: how far the work is, Cancel, and the one button."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import chrome
from desktop.panels.importing.words import records, tr

_HIGH, _SIDE = 60, 20


class Foot(chrome.Surface):
    """Words on the left, over a line that fills while articles are added."""

    def __init__(self) -> None:
        super().__init__("window", "top", _HIGH)
        self.words = chrome.Label("", "second", wrap=True)
        self.line = chrome.ProgressLine(tr("Adding"), 240)
        self.line.hide()
        self.cancel = chrome.KeyButton(tr("Cancel"), keys="Esc", high=32)
        self.main = chrome.KeyButton("", kind="main", keys="⏎", high=32)
        said = QWidget(self)
        lines = QVBoxLayout(said)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(chrome.px(4))
        lines.addStretch(1)
        lines.addWidget(self.words)
        lines.addWidget(self.line)
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(_SIDE), 0, chrome.px(_SIDE), 0)
        row.setSpacing(chrome.px(8))
        row.addWidget(said, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.main)

    def say(self, words: str) -> None:
        """Say something; nothing is going on."""
        self.words.setText(words)
        self.line.hide()

    def show_reading(self, count: int) -> None:
        """So many records were looked at."""
        self.say(tr("Reading, {0} so far.").format(records(count)))

    def show_adding(self, count: int, whole: int) -> None:
        """So many of all records went in. Cancel takes them back."""
        words = tr("Adding, {0} of {1}. Cancel leaves nothing behind.")
        self.words.setText(words.format(chrome.number(count), records(whole)))
        self.line.set_progress(count, whole)
        self.line.show()
