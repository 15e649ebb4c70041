"""Pictures of the windows for what comes in and what goes out, over the sample."""

import json
from pathlib import Path

from make_pictures_studio import Studio, wait
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QWidget

from tests.journeys.team_pages import sample_project

ANALYST = "Hana"
WIRE = (
    "Rebels attacked the customs house near Oslo on Monday, Ana Lopez of the harbour union said.",
    "The harbour union met in Bergen.",
)
MARKED = (
    (("Rebels", "GROUP"), ("attacked", "ATTACK"), ("Oslo", "GPE"), ("Ana Lopez", "PER"), ("harbour union", "ORG")),
    (("harbour union", "ORG"), ("Bergen", "GPE")),
)
TABLE = """Headline,Story,Day
A quiet day,Nothing happened in Bergen.,2024-05-02
Ferry late,The ferry was late.,2024-05-03
"""


class Exchange(Studio):
    """The sample, with files that somebody else made."""

    def opened(self, folder: Path) -> None:
        """Open a copy of the sample with its two analysts."""
        self._window.open_location(str(sample_project(folder)))
        wait(lambda: self._window.session is not None and self._window.session.article is not None)
        wait(lambda: bool(self._rows()) and all(row.prepared for row in self._rows()))

    def exporting(self) -> None:
        """What an analyst's pack would be like."""
        self._choose("export")
        wait(lambda: self._window.exports.dialog is not None)
        dialog = self._window.exports.dialog
        dialog.choose("spacy-pack", "Documents/sample-pack")
        actions = dialog.parts.choices.menu().actions()
        next(action for action in actions if action.text().startswith(ANALYST)).trigger()
        wait(dialog.write_button.isEnabled)
        self._over("export", dialog)
        dialog.close()
        wait(lambda: self._window.exports.dialog is None)

    def importing(self, folder: Path) -> None:
        """Labels that the schema has not, and a table."""
        folder.mkdir()
        lines = [
            json.dumps({"text": text, "label": [_label(text, *each) for each in marked]})
            for text, marked in zip(WIRE, MARKED, strict=True)
        ]
        (folder / "wire.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (folder / "harbour.csv").write_text(TABLE, encoding="utf-8")
        self._window.flow.take_files([folder])
        wait(lambda: self._window.imports.dialog is not None)
        dialog = self._window.imports.dialog
        self._over("import", dialog)
        dialog.close()
        wait(lambda: self._window.imports.dialog is None)

    def _over(self, name: str, dialog: QDialog) -> None:
        """A window over the one it belongs to, as a screen has them."""
        self.save(name, _Both(self._window, dialog))


def _label(text: str, words: str, label: str) -> list[int | str]:
    start = text.index(words)
    return [start, start + len(words), label]


class _Both(QWidget):
    """A picture of two windows, one in the middle of the other."""

    def __init__(self, behind: QWidget, before: QWidget) -> None:
        super().__init__()
        self._behind, self._before = behind, before
        self.resize(behind.size())

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._behind.grab())
        middle = QPoint(self.width() - self._before.width(), self.height() - self._before.height()) / 2
        painter.drawPixmap(middle, self._before.grab())
        painter.end()
