"""The Agreement and Adjudicate pages, joined: how well analysts agree, and what is ruled where they do not."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotations.agreement.disagreements import Which
from annotations.model.ids import ArticleId
from annotations.model.project import first_of
from annotations.model.schema import Schema
from desktop import chrome
from desktop.keymap import KeyMap
from desktop.models.which_words import which_in_words
from desktop.pages.adjudicate import AdjudicatePage
from desktop.pages.adjudicate_desk import AdjudicateDesk
from desktop.pages.agreement import AgreementPage
from desktop.pages.agreement_desk import AgreementDesk
from desktop.panels.status_bar import StatusBar
from desktop.session import Session
from desktop.settings import Settings
from desktop.tasks import OnError, Tasks

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace


class TeamDesks(QObject):
    """Follows the session: what is decided makes figures old; what is ruled makes numbers new.

    `page_wanted` is the id of the page that shows what was asked for; `schema_changed` says that a guideline was
    written anew.
    """

    page_wanted = Signal(str)
    import_wanted = Signal()
    said = Signal(object)  # Message
    schema_changed = Signal(object)  # Schema

    def __init__(
        self,
        window: QWidget,
        tasks: Tasks,
        settings: Settings,
        keymap: KeyMap,
        status: StatusBar,
        on_error: OnError,
    ) -> None:
        super().__init__(window)
        self._status = status
        self._session: Session | None = None
        self.agreement = AgreementPage(settings)
        self.adjudicate = AdjudicatePage(settings, keymap)
        chrome.hold(window, self.agreement, self.adjudicate)
        self.figures = AgreementDesk(self.agreement, tasks, settings, on_error)
        self.rulings = AdjudicateDesk(self.adjudicate, tasks, on_error)
        self._connect()

    def _connect(self) -> None:
        figures, rulings = self.figures, self.rulings
        for desk in (figures, rulings):
            desk.said.connect(self.said)
            desk.progress.connect(self._status.say)
        self.agreement.shown.connect(self._look_through)
        self.adjudicate.shown.connect(self._name_adjudicator)
        figures.stated.connect(self._status.say)
        figures.corner.connect(self._status.set_corner)
        figures.import_wanted.connect(self.import_wanted)
        figures.annotate_wanted.connect(lambda: self.page_wanted.emit("annotate"))
        figures.settle_wanted.connect(self._settle)
        figures.place_wanted.connect(self._turn_to_place)
        rulings.saving.connect(self._status.show_saving)
        rulings.saved.connect(lambda: self._status.show_saved(datetime.now(UTC).astimezone().strftime("%H:%M:%S")))
        rulings.changed.connect(self._ruled)
        rulings.settled_changed.connect(lambda settled, of: figures.set_settled(settled))
        rulings.schema_changed.connect(self._take_schema)

    # -- projects -------------------------------------------------------------------------------------------------

    def follow(self, workspace: "Workspace", location: str, session: Session) -> None:
        """Show another project."""
        self._session = session
        self.figures.follow(workspace, location)
        self.rulings.follow(workspace, location, first_of(session.annotator))
        session.saved.connect(lambda _seq: self._decided())

    def leave(self) -> None:
        """No project is open."""
        self._session = None
        self.figures.rest()
        self.rulings.rest()

    def articles_came(self) -> None:
        """Articles were added, perhaps with the work of others."""
        self.figures.everything_changed()
        if self.rulings.adjudicator.docket is not None:
            self.rulings.look_through()

    def _decided(self) -> None:
        """A step of this annotator is in the store."""
        if self._session is not None and self._session.article is not None:
            self.figures.decisions_changed(self._session.article.id)
            self.rulings.articles_changed((self._session.article.id,))

    def _ruled(self, article_ids: tuple[ArticleId, ...]) -> None:
        for article_id in article_ids:
            self.figures.decisions_changed(article_id)

    def _look_through(self) -> None:
        """Beside the figures it stands how many disagreements are settled."""
        if self.rulings.adjudicator.docket is None:
            self.rulings.look_through()

    def _name_adjudicator(self) -> None:
        if self._session is not None:
            self._status.set_corner(self.tr("Adjudicating as {0}").format(self.rulings.adjudicator.annotator))

    def _take_schema(self, schema: Schema) -> None:
        self.figures.everything_changed()
        self.schema_changed.emit(schema)

    # -- from a number to its cure --------------------------------------------------------------------------------

    def _settle(self, which: Which) -> None:
        agreement = self.figures.agreement
        titles = {} if agreement is None else {row.article: row.title for row in agreement.report.by_article}
        self.rulings.show_which(which, which_in_words(which, titles), self.figures.choice)
        self.page_wanted.emit("adjudicate")

    def _turn_to_place(self, article_id: str, start: int, end: int) -> None:
        self.rulings.show_place(ArticleId(article_id), start, end)
        self.page_wanted.emit("adjudicate")
