"""What the status bar says of saving, of the suggester and of long work."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from annotations.errors import SpandeskError, StaleSet
from desktop.keeping import Saving
from desktop.messages import Message, failure, not_saved
from desktop.panels.notice import Notice
from desktop.panels.status_bar import StatusBar
from desktop.preparer import Preparer, Preparing
from desktop.session import Session


class StatusReporter(QObject):
    """Listens to the session and the preparer of the open project and puts what they say into words."""

    def __init__(self, bar: StatusBar, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._notice = notice
        self._session: Session | None = None
        self._preparer: Preparer | None = None

    def say(self, message: Message) -> None:
        """Show a sentence: trouble in a row that stays until it is closed, the rest in the status bar."""
        if message.level == "error":
            self._notice.tell(message.text, error=True)
        else:
            self._bar.say(message.text, undo=message.undo, over_article=message.over_article)

    def fail(self, error: Exception) -> None:
        """Say what went wrong. A defect is raised, for the report window."""
        self.say(failure(error))

    def follow(self, session: Session, preparer: Preparer) -> None:
        """Report on another project."""
        self._session, self._preparer = session, preparer
        self._bar.set_undo("")
        session.saving_changed.connect(lambda _: self._show_saving())
        session.saved.connect(lambda _: self._show_saving())
        session.save_failed.connect(self._save_failed)
        preparer.state_changed.connect(lambda _: self._show_preparer())
        self._show_saving()
        self._show_preparer()

    def rest(self) -> None:
        """No project is open."""
        self._session = self._preparer = None
        self._bar.show_quiet(self.tr("Works offline and sends nothing. Articles stay where you keep them."))
        self._bar.set_suggester("")
        self._bar.set_undecided(None)
        self._bar.set_zoom(None)
        self._bar.say("")

    def show_not_saved(self, error: Exception | None) -> None:
        """The one sentence that stays until it is over."""
        if self._session is not None:
            self._bar.show_not_saved(not_saved(error, self._session.unsaved))

    def _save_failed(self, error: Exception | None) -> None:
        self.show_not_saved(error)
        if isinstance(error, StaleSet) and self._session is not None:
            reload = self._session.discard_and_reload
            self._notice.tell(failure(error).text, error=True, act=self.tr("Reload"), run=reload)
        elif error is not None and not isinstance(error, SpandeskError):
            raise error  # a defect: for the report window, once it is said that nothing was saved

    def when_saved(self, act: Callable[[], object]) -> None:
        """Do what leaves the project behind only when nothing is left behind in memory, or the annotator says so."""
        session = self._session
        if session is None:
            act()
        elif session.saving is not Saving.FAILED:
            session.when_saved(act)
        else:

            def leave() -> None:
                session.discard()
                act()

            self.show_not_saved(None)
            words = not_saved(None, session.unsaved)
            self._notice.tell(words, error=True, act=self.tr("Go on without them"), run=leave)

    def _show_saving(self) -> None:
        session = self._session
        if session is None:
            return
        if session.workspace.read_only:
            self._bar.show_read_only(self.tr("Open for reading only"))
        elif session.saving is Saving.SAVING:
            self._bar.show_saving()
        elif session.saving is Saving.SAVED:
            self._bar.show_saved(_time_of_day(session.saved_at))

    def _show_preparer(self) -> None:
        if self._preparer is None:
            return
        words = {
            Preparing.IDLE: self.tr("Suggester ready"),
            Preparing.WORKING: self.tr("Suggester working"),
            Preparing.RESTARTING: self.tr("The suggester stopped and is starting again"),
            Preparing.FAILED: self.tr("The suggester failed; annotating goes on without it"),
        }
        self._bar.set_suggester(words[self._preparer.state])


def _time_of_day(at: datetime | None) -> str:
    return at.astimezone().strftime("%H:%M:%S") if at is not None else ""
