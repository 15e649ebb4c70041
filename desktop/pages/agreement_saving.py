"""Saving the report on agreement: where to, in which form, and what came of it."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from annotations.agreement.choice import Choice
from annotations.agreement.figures import Resampling
from annotations.agreement.resampling import DRAWS_EXPORTED
from desktop.agreement_report.writing import ENDINGS, written
from desktop.agreements import Measuring
from desktop.messages import Message
from desktop.models.agreement_words import number
from desktop.tasks import Job, Lane, OnError, Tasks


class ReportSaving(QObject):
    """One report at a time; `say` is told what came of it, `tell` how far it is."""

    def __init__(
        self,
        parent: QWidget,
        tasks: Tasks,
        say: Callable[[Message], object],
        tell: Callable[[str], object],
        on_error: OnError,
    ) -> None:
        super().__init__(parent)
        self._parent = parent
        self._tasks, self._say, self._tell, self._on_error = tasks, say, tell, on_error
        self._job: Job | None = None

    @property
    def working(self) -> bool:
        """True while a report is made."""
        return self._job is not None

    def ask(self, location: str, title: str, choice: Choice) -> None:
        """Ask for a file, then have the report written."""
        forms = {
            ".html": self.tr("Page to read (*.html)"),
            ".csv": self.tr("Table of figures (*.csv)"),
            ".json": self.tr("Values and details (*.json)"),
        }
        name, form = QFileDialog.getSaveFileName(
            self._parent, self.tr("Save the report"), f"{_file_name(title)}.html", ";;".join(forms.values())
        )
        if name:
            ending = next((each for each, words in forms.items() if words == form), ENDINGS[0])
            self.write(location, choice, _with_ending(Path(name), ending))

    def write(self, location: str, choice: Choice, path: Path) -> None:
        """Have the report written in the files process."""
        self.stop()
        self._tell(self.tr("Writing the report"))
        self._job = self._tasks.compute(
            Lane.AGREEMENT,
            written,
            (location, choice, Resampling(draws=DRAWS_EXPORTED), path),
            on_value=self._take,
            on_done=lambda: None,
            on_error=self._fail,
        )

    def stop(self) -> None:
        """Stop writing; the file is as it was before."""
        if self._job is not None:
            self._job.cancel()
            self._over()

    def _take(self, value: Measuring | Path) -> None:
        if isinstance(value, Path):
            self._over()
            self._say(Message(self.tr("Report written: {0}").format(value)))
        else:
            self._tell(self.tr("Writing the report, {0} of {1}").format(number(value.done), number(value.of)))

    def _over(self) -> None:
        self._job = None
        self._tell("")

    def _fail(self, error: Exception) -> None:
        self._over()
        self._on_error(error)


def _file_name(title: str) -> str:
    """A title as the name of a file on any system."""
    kept = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", title)
    return " ".join(kept.split()).strip(" .") or "agreement"


def _with_ending(path: Path, ending: str) -> Path:
    """What a file is depends on its ending: one of another kind, or none, gets that of the form that was chosen."""
    return path if path.suffix in ENDINGS else path.with_name(path.name + ending)
