"""The Agreement and Adjudicate tabs of the window. Their pages are made when one of them is first wanted."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.action_set import ActionSet
from desktop.panels.ruling_keys import RULING_ACTS, action_of
from desktop.panels.status_bar import StatusBar
from desktop.session import Session
from desktop.settings import Settings
from desktop.tasks import OnError, Tasks

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint; so do the pages take their time.
    from annotations.workspace import Workspace
    from desktop.pages.adjudicate import AdjudicatePage
    from desktop.pages.adjudicate_desk import AdjudicateDesk
    from desktop.pages.agreement import AgreementPage
    from desktop.pages.agreement_desk import AgreementDesk
    from desktop.team_desks import TeamDesks


class TeamTabs(QObject):
    """Hands on what the pages say, and to them what happens in the window; `canvas_made` is the article on one."""

    said = Signal(object)  # Message
    schema_changed = Signal(object)  # Schema
    canvas_made = Signal(object)  # DisputeCanvas

    def __init__(
        self,
        window: QWidget,
        tasks: Tasks,
        settings: Settings,
        actions: ActionSet,
        status: StatusBar,
        on_error: OnError,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._made_of = (tasks, settings, actions.keymap, status, on_error)
        self._desks: TeamDesks | None = None
        self._project: tuple[Workspace, str, Session] | None = None
        for act in RULING_ACTS:
            actions.bind(action_of(act), partial(self._act, act))

    # -- the pages ------------------------------------------------------------------------------------------------

    @property
    def desks(self) -> "TeamDesks":
        """Both pages with what stands behind them."""
        if self._desks is None:
            from desktop.team_desks import TeamDesks

            self._desks = made = TeamDesks(self._window, *self._made_of)
            made.page_wanted.connect(lambda page: self._actions[f"page-{page}"].trigger())
            made.import_wanted.connect(self._actions["import"].trigger)
            made.said.connect(self.said)
            made.schema_changed.connect(self.schema_changed)
            self.canvas_made.emit(made.adjudicate.canvas)
            if self._project is not None:
                made.follow(*self._project)
        return self._desks

    @property
    def agreement(self) -> "AgreementPage":
        """The Agreement page."""
        return self.desks.agreement

    @property
    def figures(self) -> "AgreementDesk":
        """What stands behind the Agreement page."""
        return self.desks.figures

    @property
    def adjudicate(self) -> "AdjudicatePage":
        """The Adjudicate page."""
        return self.desks.adjudicate

    @property
    def rulings(self) -> "AdjudicateDesk":
        """What stands behind the Adjudicate page."""
        return self.desks.rulings

    def _act(self, act: str) -> None:
        self.adjudicate.acted.emit(act)

    # -- what happens in the window -------------------------------------------------------------------------------

    def follow(self, workspace: "Workspace", location: str, session: Session) -> None:
        """Show another project."""
        self._project = workspace, location, session
        if self._desks is not None:
            self._desks.follow(*self._project)

    def leave(self) -> None:
        """No project is open."""
        self._project = None
        if self._desks is not None:
            self._desks.leave()

    def articles_came(self) -> None:
        """Articles were added, perhaps with the work of others."""
        if self._desks is not None:
            self._desks.articles_came()

    def read_settings(self) -> None:
        """Show the article as the settings say."""
        if self._desks is not None:
            self._desks.adjudicate.read_settings()
