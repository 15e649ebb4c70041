"""What should be known of a split, a sentence a line: the gravest are in sight, the others one press away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import chrome
from desktop.panels.page_sentence import PageSentence
from desktop.panels.quiet_button import QuietButton

IN_SIGHT = 2
_LINE, _BETWEEN = 16, 2


class SplitNotes(QWidget):
    """Warnings, and below them what holds anyway. The button comes last, so that what it unfolds is above it."""

    def __init__(self) -> None:
        super().__init__()
        self._warnings: tuple[str, ...] = ()
        self._anyway = ""
        self._notes: list[PageSentence] = []
        self.unfolded = False
        self.button = QuietButton()
        self.button.clicked.connect(lambda _=False: self._turn())
        self._lines = QVBoxLayout()
        self._lines.setSpacing(chrome.px(_BETWEEN))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(chrome.px(_BETWEEN))
        column.addLayout(self._lines)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)

    @property
    def sentences(self) -> list[str]:
        """What is in sight."""
        return [note.text() for note in self._notes if not note.isHidden()]

    def tell(self, warnings: Sequence[str], anyway: str) -> None:
        """Say these; unfolded stays unfolded."""
        self._warnings, self._anyway = tuple(warnings), anyway
        self._show()

    def _turn(self) -> None:
        self.unfolded = not self.unfolded
        self._show()

    def _show(self) -> None:
        warnings = self._warnings if self.unfolded else self._warnings[:IN_SIGHT]
        said = [*warnings, *filter(None, [self._anyway])]
        for _ in range(len(self._notes), len(said)):
            self._notes.append(PageSentence("second", _LINE, color="text_2"))
            self._lines.addWidget(self._notes[-1])
        for place, note in enumerate(self._notes):
            note.show_text(said[place] if place < len(said) else "")
            note.setVisible(place < len(said))
        count = chrome.number(len(self._warnings))
        self.button.set_words(self.tr("Show fewer") if self.unfolded else self.tr("Show all {0}").format(count))
        self.button.setVisible(len(self._warnings) > IN_SIGHT)
