"""What the card and the main button of the export window say."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from desktop.dialogs.export_layout import ExportLayout
from desktop.models.preflight_words import headline_in_words
from desktop.panels.export.words import progress_in_words, write_words, written_in_words
from exporters.left_out import Why
from exporters.preflight import headline

if TYPE_CHECKING:
    from exporters.run import Written


class Telling(QObject):
    """Everything that is said of a trial and of what was written, in one place; a screen reader hears it too."""

    def __init__(self, parts: ExportLayout) -> None:
        super().__init__(parts)
        self._parts = parts

    def tell(self, level: str, title: str, detail: str = "") -> None:
        """A sentence on the card; `level` is "ok", "warn", "error" or "plain"."""
        card = self._parts.card
        card.tell(level, title, detail)
        if QAccessible.isActive() and card.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(card, f"{title}. {detail}"))

    def name_write_button(self, format_id: str, title: str, lost: int = 0) -> None:
        """What the main button does, and what it loses."""
        self._parts.foot.write.set_words(write_words(format_id, title, lost))

    def progress(self, done: int, total: int, *, trial: bool, writing: bool) -> None:
        """How far the work is; not said aloud, for it comes often."""
        words = progress_in_words(done, total, trial=trial, writing=writing)
        if trial:
            self._parts.card.tell("plain", self.tr("Checking what will be written"), words)
        else:
            self.writing(words)
        self._parts.show_progress(done, total)

    def writing(self, words: str) -> None:
        """That files are written, and how to stop it."""
        self._parts.card.tell("plain", words, self.tr("Esc stops it, and the files in the folder stay as they are."))

    def found(self, written: "Written") -> None:
        """What a trial found, or what was written: all but the main button."""
        words = headline_in_words(headline(written.report), is_read_back=written.read_back)
        self._parts.before.show_rows(written.rows)
        self._parts.split.show_result(written.split)
        self._parts.choices.show_prices(written.prices)
        if written.report.articles:
            self.tell("ok" if words.is_well else "warn", words.sentence, words.line)
        elif any(row.reason == Why.UNFINISHED for row in written.rows):
            how = self.tr("Finish an article, or include those in progress as they are.")
            self.tell("plain", self.tr("Nothing is finished yet."), how)
        else:
            self.nothing()

    def nothing(self, why: str = "") -> None:
        """There is nothing to write."""
        self.tell("plain", self.tr("Nothing to export yet. Mark a span first."), why)

    def written(self, written: "Written", folder: str) -> None:
        """What is in the folder now."""
        self.found(written)
        card = self._parts.card
        self.tell(card.level, card.title.text(), f"{written_in_words(written.files, folder)} {card.detail.text()}")

    def stopped(self) -> None:
        """Nothing was written; what would be still stands."""
        would = self._parts.card.title.text()
        self.tell("plain", self.tr("Stopped. The files in the folder are as they were."), would)
