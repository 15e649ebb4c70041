"""The pictures and the page of keys, from the program itself on the sample project and on the newsroom.

Run `make pictures`. Needs no display; the fonts named in docs/manual/README.md make the pictures come out alike.
"""

import os
import tempfile
from pathlib import Path

import make_keys
from make_pictures_agreement import Team
from make_pictures_exchange import Exchange
from make_pictures_learning import Newsroom
from make_pictures_studio import IMAGES, SIZE, Studio, wait
from PySide6.QtCore import QStandardPaths
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.editing.edits import AddEntity
from annotations.importers import read
from annotations.model.ids import new_mention_id
from annotations.model.starters import starter
from annotations.workspace import Workspace
from desktop.app import make_application
from desktop.dialogs.settings import SettingsDialog
from desktop.settings import ANNOTATOR, Settings

NESTED = """Medical school opens its doors again

A spokesman of the rector of the College of Medicine of the University of Basra in Iraq said on Monday that lectures \
begin next week.

“We have waited for this since April,” the spokesman told reporters.
"""
# One inside the other, outermost first.
NESTS = (
    ("spokesman of the rector of the College of Medicine of the University of Basra in Iraq", "PERSON"),
    ("rector of the College of Medicine of the University of Basra in Iraq", "PERSON"),
    ("College of Medicine of the University of Basra in Iraq", "ORG"),
    ("University of Basra in Iraq", "ORG"),
    ("Basra in Iraq", "GPE"),
    ("Basra", "GPE"),
)


class Sample(Studio):
    """The sample project, in states worth a picture."""

    def first_start(self) -> None:
        """The screen before any project is open."""
        self.save("first-start")

    def sample(self) -> None:
        """Open the sample and wait for its suggestions."""
        self._window.open_sample()
        wait(lambda: self._window.session is not None and self._window.session.article is not None)
        wait(lambda: bool(self._rows()) and all(row.prepared for row in self._rows()))

    def annotating(self) -> None:
        """A mention, an event, and an event in the dark."""
        self._open("Interior minister")
        self._focus_words("Jabar Al Dulaymian")
        self.save("annotate-light")
        self._focus_event("praised")
        self._choose("theme-dark")
        self.save("annotate-dark")
        self._choose("theme-light")

    def event(self) -> None:
        """An event with four roles."""
        self._open("Mortar fire")
        self._press("Ctrl+Shift+D")
        self._focus_event("hit")
        self.save("event-selected")

    def hard_to_see(self) -> None:
        """The same event in high contrast, and at twice the size."""
        self._choose("high-contrast")
        self.save("contrast-light")
        self._choose("theme-dark")
        self.save("contrast-dark")
        self._choose("high-contrast")
        self._choose("theme-light")
        self._page.set_zoom(200)
        self._focus_event("hit")
        self.save("large")
        self._page.set_zoom(100)

    def numbers(self) -> None:
        """Numbers on what may fill the role that is asked for."""
        self._open("Observers praise")
        self._page.canvas.select(self._span("paid for the mission", "paid"))
        self._press("F")
        QTest.keyClicks(QApplication.focusWidget(), "aid")
        self._press("Return", into=QApplication.focusWidget())
        self.save("numbers")
        self._press("1", "Escape")

    def everywhere(self) -> None:
        """What else looks like a mention, before anything is done."""
        self._open("Ridge Brigades, provincial")
        self._focus_words("Ridge Brigades")
        self._press("A", "Tab", "Space")
        self.save("everywhere")
        self._press("Return")

    def history(self) -> None:
        """What was done in an article, with a step looked at."""
        self._press("Tab", "Return", "Return", "Return", "Backspace", "Return", "2", "Shift+Return", "Ctrl+Z", "Ctrl+H")
        self.save("history")
        self._press("Ctrl+H")

    def gestures(self) -> None:
        """What the articles so far cost."""
        self._choose("gestures")
        self.save("gestures")
        self._press("Escape", into=QApplication.focusWidget())

    def arabic(self) -> None:
        """An event in an Arabic article."""
        self._show(next(row for row in self._rows() if row.language == "ar"))
        self._focus_event("اتفق")
        self.save("arabic")

    def settings(self) -> None:
        """The settings, page by page."""
        self._choose("settings")
        dialog = next(iter(self._window.findChildren(SettingsDialog)))
        self.save("settings-reading", dialog)
        dialog.names.setCurrentRow(1)
        self.save("settings-keys", dialog)
        dialog.close()

    def nesting(self, folder: Path) -> None:
        """Six mentions, one inside the other."""
        (folder / "school.txt").write_text(NESTED, encoding="utf-8")
        with Workspace.create(folder / "Nested.spandesk", starter("political-events"), title="Nested") as workspace:
            workspace.add(read([folder / "school.txt"]))
        self._window.open_location(str(folder / "Nested.spandesk"))
        wait(lambda: self._window.session is not None and self._window.session.article is not None)
        wait(lambda: bool(self._rows()) and all(row.prepared for row in self._rows()))
        for words, label in NESTS:
            self._window.session.apply(AddEntity(id=new_mention_id(), span=self._span(words, words), label=label))
        self._page.canvas.select(None)
        self.save("nested")


def take_pictures(folder: Path, home: Path, size: tuple[int, int] = SIZE) -> None:
    """All of them."""
    with Sample(folder, size) as studio:
        studio.first_start()
        studio.sample()
        for picture in (
            studio.annotating,
            studio.event,
            studio.hard_to_see,
            studio.numbers,
            studio.everywhere,
            studio.history,
            studio.gestures,
            studio.arabic,
            studio.settings,
        ):
            picture()
        studio.nesting(home)
    with Team(folder, size) as studio:
        studio.opened(home)
        studio.agreement()
        studio.rulings()
    with Exchange(folder, size) as studio:
        (home / "exchange").mkdir()
        studio.opened(home / "exchange")
        studio.exporting()
        studio.importing(home / "files")
    with Newsroom(folder, size) as studio:
        studio.corrected(home)
        studio.learning()
        studio.order()


def main() -> None:
    """Write every picture and the page of keys."""
    QStandardPaths.setTestModeEnabled(True)
    with tempfile.TemporaryDirectory() as home:
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"):
            os.environ[variable] = home
        make_application()
        Settings().set(ANNOTATOR, "Dalia")
        take_pictures(IMAGES, Path(home))
    make_keys.main()


if __name__ == "__main__":
    main()
