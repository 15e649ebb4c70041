"""The export window: what is written, what should be known before, and what was."""

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from annotations.model.project import SetSummary
from annotations.model.schema import Schema
from desktop import chrome
from desktop.dialogs.export_card import Telling
from desktop.dialogs.export_choosing import Choosing
from desktop.dialogs.export_layout import ExportLayout
from desktop.panels.export.preflight_acts import Act
from desktop.panels.title_bar import Shade
from exporters.preflight import PreflightRow
from exporters.profile import Profile
from exporters.reasons import Fix

if TYPE_CHECKING:
    from exporters.run import Written

_WIDE, _HIGH = 920, 756
_LEAST_WIDE, _LEAST_HIGH = 860, 560


class _State(Enum):
    CLOSED = auto()  # not shown yet
    CHECKING = auto()
    READY = auto()  # what would be written is known
    NOTHING = auto()  # there is nothing to write
    UNCLEAR = auto()  # something must be said first
    MENDING = auto()  # spans are being changed
    WRITING = auto()
    FAILED = auto()  # the check itself


class ExportDialog(QDialog):
    """Asks for a trial after every change; writes only what a trial has told of. Stays open to say what was written.

    Esc stops the writing, and closes when nothing is written. Closing stops it too; older files stay as they were.
    """

    trial_requested = Signal(object)  # Profile
    write_requested = Signal(object, str)  # Profile, folder
    cancelled = Signal()  # what is under way is not wanted any more
    place_wanted = Signal(object)  # Place
    places_wanted = Signal(object)  # tuple of Places
    fix_wanted = Signal(object, object)  # PreflightRow, Fix
    undo_fix_wanted = Signal()
    profile_saved = Signal(object)  # Profile
    profile_removed = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        summaries: Sequence[SetSummary],
        annotator: str,
        schema: Schema,
        profiles: Mapping[str, Profile],
        *,
        folder: str,
        title: str = "",
        start: Profile | None = None,
    ) -> None:
        """`title` is that of the project, `start` what was chosen last."""
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(self.tr("Export training data"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setSizeGripEnabled(True)
        self._state = _State.CLOSED
        self._trial: Written | None = None
        self._marked = bool(summaries)
        self.parts = ExportLayout(summaries, schema, title, folder)
        self._choosing = Choosing(self.parts, summaries, annotator, profiles)
        self._telling = Telling(self.parts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        self.write_button = self.parts.foot.write
        self.write_button.setDefault(True)
        self._connect()
        self._choosing.begin(start)
        self._fit(parent.window())
        Shade(parent.window(), self)
        self.parts.formats.setFocus()

    def _connect(self) -> None:
        parts, choosing = self.parts, self._choosing
        choosing.changed.connect(self._chosen)
        choosing.unclear.connect(self._wait)
        choosing.profile_saved.connect(self.profile_saved)
        choosing.profile_removed.connect(self.profile_removed)
        parts.before.list.act_wanted.connect(self._do)
        parts.before.undo_clicked.connect(self._undo_fix)
        parts.bar.closed.connect(lambda: self.done(QDialog.DialogCode.Rejected))
        parts.foot.cancel.clicked.connect(lambda _=False: self.reject())
        parts.foot.show_clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder)))
        self.write_button.clicked.connect(lambda _=False: self._write())

    def _fit(self, window: QWidget) -> None:
        """As large as drawn, if the window behind it is large enough for that."""
        self.setMinimumSize(QSize(chrome.px(_LEAST_WIDE), chrome.px(_LEAST_HIGH)).boundedTo(window.size()))
        wanted = QSize(chrome.px(_WIDE), chrome.px(_HIGH))
        self.resize(wanted.boundedTo(window.size() - QSize(2, 2) * chrome.px(16)))

    # -- what is chosen -------------------------------------------------------------------------------------------

    @property
    def writing(self) -> bool:
        """True from the press of the main button until everything is written, or stopped."""
        return self._state is _State.WRITING

    def profile(self) -> Profile:
        """All that is chosen now."""
        return self._choosing.profile

    def choose(self, format_id: str, folder: str | Path) -> None:
        """Set format and folder, as the fields would."""
        self.parts.foot.folder.setText(str(folder))
        self.parts.formats.choose(format_id)

    @property
    def _folder(self) -> str:
        return self.parts.foot.folder.path

    # -- checking -------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the first trial."""
        super().showEvent(event)
        if self._state is _State.CLOSED:
            self._state = _State.NOTHING
            self._ask()

    def _chosen(self) -> None:
        self.parts.before.say("")
        self._ask()

    def _ask(self) -> None:
        self._name_write_button()
        if self._state is not _State.CLOSED:
            # What was said of the choices before stays for the moment that most trials take.
            first = self._state is not _State.READY
            self._turn(_State.CHECKING)
            if first:
                self._telling.tell("plain", self.tr("Checking what will be written"))
            self.trial_requested.emit(self.profile())

    def _wait(self, sentence: str) -> None:
        """Until a choice is one, nothing is checked and nothing is written."""
        if self._state is _State.CHECKING:
            self.cancelled.emit()
        self._turn(_State.UNCLEAR)
        chrome.plain_tooltip(self.write_button, sentence)
        self._telling.tell("warn", sentence)

    def _turn(self, state: _State) -> None:
        foot, working = self.parts.foot, state is _State.WRITING
        self._state = state
        foot.show_written(False)
        if working:
            foot.cancel.set_words(self.tr("Stop"))
            # What has the keyboard is about to let go of it.
            foot.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.parts.set_working(working)
        self.parts.show_progress(None)
        self.parts.before.list.set_frozen(state not in (_State.READY, _State.NOTHING))
        self.write_button.setEnabled(state in (_State.READY, _State.FAILED))
        chrome.plain_tooltip(self.write_button, "")

    def show_progress(self, done: int, total: int, writing: bool) -> None:
        """How many articles are gone through, and whether that is the writing of them."""
        if self._state in (_State.CHECKING, _State.WRITING):
            self._telling.progress(done, total, trial=not self.writing, writing=writing)

    def show_trial(self, written: "Written") -> None:
        """What would be written, and what should be known of it."""
        if self._state is _State.CHECKING:
            self._trial = written
            self._turn(_State.READY if written.report.articles else _State.NOTHING)
            self._show(written)

    def _show(self, written: "Written") -> None:
        self._telling.found(written)
        self._name_write_button(len(written.report.lost))

    def _name_write_button(self, lost: int = 0) -> None:
        self._telling.name_write_button(self.profile().format_id, self._choosing.title, lost)

    # -- what can be done about it --------------------------------------------------------------------------------

    def _do(self, row: PreflightRow, act: Act) -> None:
        match act.fix:
            case None | Fix.FILL:
                self._go(row)
            case Fix.INCLUDE:
                self._choosing.include(row)
            case Fix.CHOOSE:
                self._choosing.choose_otherwise(row, self.parts.before.list.place_of(row))
            case Fix.RENAME:
                self._choosing.rename(row)
            case fix:
                self._mend()
                self.fix_wanted.emit(row, fix)

    def _go(self, row: PreflightRow) -> None:
        """The window behind goes there, so this one closes."""
        self.done(QDialog.DialogCode.Rejected)
        if len(row.places) == 1:
            self.place_wanted.emit(row.places[0])
        else:
            self.places_wanted.emit(row.places)

    def _mend(self) -> None:
        self._turn(_State.MENDING)
        self._telling.tell("plain", self.tr("Changing spans"))

    def _undo_fix(self) -> None:
        self._mend()
        self.undo_fix_wanted.emit()

    def show_fixed(self, count: int, sentence: str) -> None:
        """Spans were changed, or changed back when `count` is 0. What is written is checked anew."""
        self._ask()
        self.parts.before.say(sentence, undo=count > 0)

    # -- writing --------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        if self._state is _State.FAILED:
            self._ask()
        elif not self._folder:
            self._telling.tell("warn", self.tr("Choose a folder to write into."))
            self.parts.foot.folder.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._turn(_State.WRITING)
            self._telling.writing(self.tr("Writing"))
            self.write_requested.emit(self.profile(), self._folder)

    def show_written(self, written: "Written") -> None:
        """What is in the files now."""
        self._turn(_State.READY)
        self._telling.written(written, Path(self._folder).name)
        self._name_write_button(len(written.report.lost))
        self._choosing.look_into_folder()
        self.parts.foot.show_written(True)
        self.write_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, sentence: str) -> None:
        """Why nothing was written, or why nobody can say what would be."""
        if self.writing:
            self._turn(_State.READY)
            self._telling.tell("error", self.tr("Nothing was written"), sentence)
        elif not self._marked:
            self._turn(_State.NOTHING)
            self._telling.nothing(sentence)
        else:
            self._turn(_State.FAILED)
            self.write_button.set_words(self.tr("Check again"))
            self._telling.tell("error", self.tr("It is not known what would be written"), sentence)

    def _stop(self) -> None:
        self.cancelled.emit()
        self._turn(_State.READY)
        if self._trial is not None:
            self._show(self._trial)
        self._telling.stopped()

    # -- leaving --------------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Esc leaves one thing after the other: the writing, the choices that were unfolded, the window."""
        if self.writing:
            self._stop()
        elif self.parts.unfolded:
            self.parts.unfold(False)
            self.parts.choices.more.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Unlike Esc, this leaves everything at once."""
        self.done(QDialog.DialogCode.Rejected)
        event.accept()

    def done(self, code: int) -> None:
        """Closing stops what is under way."""
        if self._state in (_State.WRITING, _State.CHECKING):
            self.cancelled.emit()
        self._state = _State.CLOSED
        super().done(code)
