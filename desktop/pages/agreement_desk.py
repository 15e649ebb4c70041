"""Joins the Agreement page to the project that is open: what is old is measured again when the page is looked at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.agreement.choice import Choice, Condition
from annotations.agreement.coverage import likely_condition
from annotations.agreement.figures import Resampling
from annotations.model.ids import ArticleId
from annotations.model.project import SetFacts
from desktop.agreements import Agreement, Measuring, measured
from desktop.errands import Errands
from desktop.messages import Message
from desktop.models.agreement_nothing import Act, stopped
from desktop.models.agreement_words import number
from desktop.models.choice_words import computed, first_finished, rests_on
from desktop.models.disagreement_places import Found, Narrowing, found
from desktop.pages.agreement import AgreementPage
from desktop.pages.agreement_choices import KeptChoices
from desktop.pages.agreement_saving import ReportSaving
from desktop.settings import Settings
from desktop.tasks import Job, Lane, OnError, Tasks

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace

_QUIET_MS = 150  # what takes no longer is not worth a word


class AgreementDesk(QObject):
    """What is shown stays until there is something newer.

    `progress` is a line for the status bar while something is computed, "" when it is over; `stated` and `corner` are
    lines for it while the page is in sight.
    """

    said = Signal(object)  # Message
    progress = Signal(str)
    stated = Signal(str)
    corner = Signal(str)
    settle_wanted = Signal(object)  # Which
    place_wanted = Signal(str, int, int)  # article, start, end
    import_wanted = Signal()
    annotate_wanted = Signal()

    def __init__(self, page: AgreementPage, tasks: Tasks, settings: Settings, on_error: OnError) -> None:
        super().__init__(page)
        self.page = page
        self._tasks = tasks
        self._on_error = on_error
        self._kept = KeptChoices(settings)
        self._saving = ReportSaving(page, tasks, self.said.emit, self.progress.emit, on_error)
        self._workspace: Workspace | None = None
        self._errands: Errands | None = None
        self._location = ""
        self._choice: Choice | None = None
        self._agreement: Agreement | None = None
        self._computed_at: datetime | None = None
        self._facts: Sequence[SetFacts] = ()
        # Articles that changed since, and those among them that are being measured; None is all of them.
        self._stale: set[ArticleId] | None = None
        self._in_work: set[ArticleId] | None = set()
        self._measuring: Job | None = None
        self._finding: Job | None = None
        # What stands for the last time that something was to be measured, until it is.
        self._asked: object | None = None
        self._words = ""
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(lambda: self.progress.emit(self._words))
        self._connect()

    def _connect(self) -> None:
        page = self.page
        page.shown.connect(self.refresh)
        page.stop_wanted.connect(self.stop)
        page.choice.changed.connect(self.choose)
        page.choice.save_clicked.connect(self.save_report)
        page.middle.act_wanted.connect(self._act)
        page.disagreements.asked.connect(self._find)
        page.disagreements.settle.connect(self.settle_wanted)
        page.disagreements.place_wanted.connect(self.place_wanted)

    # -- projects -------------------------------------------------------------------------------------------------

    def follow(self, workspace: "Workspace", location: str) -> None:
        """Show another project; `location` is where a child process opens it."""
        self.rest()
        self._workspace, self._location = workspace, location
        self._errands = Errands(self._tasks)
        self._choice = self._kept.of(workspace.location)
        self.page.set_schema(workspace.schema)
        self.refresh()

    def rest(self) -> None:
        """No project is open."""
        self._cancel()
        self._saving.stop()
        if self._errands is not None:
            self._errands.close()
        self._workspace = self._errands = self._choice = self._agreement = self._computed_at = None
        self._stale, self._in_work = None, set()
        self.page.clear()

    def decisions_changed(self, article_id: ArticleId) -> None:
        """Something was decided in an article, or ruled: it is measured again when it is next looked at."""
        if self._stale is not None:
            self._stale.add(article_id)

    def everything_changed(self) -> None:
        """Articles came, or the work of others, or another guideline."""
        self._stale = None
        if self._workspace is not None:
            self.page.set_schema(self._workspace.schema)
        self.refresh()

    def set_settled(self, settled: int) -> None:
        """How many places are settled by rulings."""
        self.page.disagreements.set_settled(settled)

    @property
    def agreement(self) -> Agreement | None:
        """What is shown."""
        return self._agreement

    @property
    def choice(self) -> Choice:
        """What is measured, or will be."""
        return self._choice or Choice()

    # -- measuring ------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Measure again, if the page is in sight and what it shows is old."""
        if self._workspace is None or not self.page.isVisible():
            return
        if self._stale is None or self._stale:
            self._measure()
        else:
            self._state()

    def choose(self, choice: Choice) -> None:
        """Measure something else."""
        if self._workspace is not None:
            self._choice = choice
            self._kept.keep(self._workspace.location, choice)
            self._stale = None
            self._measure()

    @property
    def working(self) -> bool:
        """True while something is computed."""
        return self._asked is not None or self._saving.working

    def stop(self) -> None:
        """Stop computing; what is shown stays."""
        if not self.working:
            return
        self._cancel()
        self._saving.stop()
        if self._agreement is None or self._agreement.choice is None:
            self.page.show_nothing(stopped())
            self.said.emit(Message(self.tr("Stopped.")))
            return
        self._choice = self._agreement.choice
        self.page.choice.show_choice(self._choice, self._agreement.coverage, first_finished(self._facts))
        self.page.disagreements.ask_again()
        self.said.emit(Message(self.tr("Stopped. What is shown is not the newest.")))

    def _cancel(self) -> None:
        for job in (self._measuring, self._finding):
            if job is not None:
                job.cancel()
        self._measuring = self._finding = None
        self._stale = None if self._stale is None or self._in_work is None else self._stale | self._in_work
        self._in_work = set()
        self._over()

    def _over(self) -> None:
        self._quiet.stop()
        if self._asked is not None:
            self._asked = None
            self.progress.emit("")

    def _measure(self) -> None:
        """First who finished what is read on the store thread: behind every decision that is still to be kept there."""
        assert self._workspace is not None
        assert self._errands is not None
        self._cancel()
        asked = self._asked = object()
        self._words = self.tr("Computing agreement")
        self._quiet.start()
        changed = None if self._stale is None else tuple(sorted(self._stale))
        # What changes from now on may come too late for this.
        self._stale, self._in_work = set(), self._stale

        def go_on(facts: Sequence[SetFacts]) -> None:
            # Something else may have been asked for in the meantime, or it was stopped.
            if self._asked is asked:
                self._compute(facts, changed)

        self._errands.store(self._workspace.set_facts, go_on, self._failed)

    def _compute(self, facts: Sequence[SetFacts], changed: tuple[ArticleId, ...] | None) -> None:
        self._facts = facts
        if self._choice is None:
            self._choice = Choice(condition=likely_condition(facts, Choice()))
        self._measuring = self._tasks.compute(
            Lane.AGREEMENT,
            measured,
            (self._location, self._choice, Resampling(), changed),
            on_value=self._take,
            on_done=lambda: None,
            on_error=self._failed,
        )

    def _take(self, value: Measuring | Agreement) -> None:
        if isinstance(value, Measuring):
            self._tell(value)
            return
        self._measuring = None
        self._over()
        self._agreement, self._computed_at = value, datetime.now(UTC)
        self._in_work = set()
        self.page.show_agreement(value, first_finished(self._facts))
        self._state()

    def _tell(self, measuring: Measuring) -> None:
        said = {
            "articles": self.tr("Computing agreement, {0} of {1} articles"),
            "figures": self.tr("Computing agreement, {0} of {1} figures"),
        }[measuring.what]
        self._words = said.format(number(measuring.done), number(measuring.of))
        if not self._quiet.isActive():
            self.progress.emit(self._words)

    def _failed(self, error: Exception) -> None:
        self._cancel()
        self._on_error(error)

    def _state(self) -> None:
        """What the figures rest on, for the status bar."""
        agreement, at = self._agreement, self._computed_at
        if agreement is None or agreement.choice is None or at is None:
            return
        self.stated.emit(rests_on(agreement.coverage, agreement.choice.condition))
        self.corner.emit(computed(agreement.resampling, at) if agreement.coverage.by_two else "")

    # -- what is behind a number ----------------------------------------------------------------------------------

    def _find(self, narrowing: Narrowing, places: bool) -> None:
        if self._agreement is None or self._agreement.choice is None:
            return
        if self._finding is not None:
            self._finding.cancel()

        def show(value: Found) -> None:
            self.page.disagreements.show_found(value)

        self._finding = self._start(found, (self._location, self._agreement.choice, narrowing, places), show)

    def _start(
        self, function: Callable[..., Iterator[Any]], arguments: tuple[Any, ...], on_value: Callable[[Any], None]
    ) -> Job:
        return self._tasks.compute(
            Lane.AGREEMENT, function, arguments, on_value=on_value, on_done=lambda: None, on_error=self._on_error
        )

    # -- what is wanted -------------------------------------------------------------------------------------------

    def save_report(self) -> None:
        """Ask where to, and write the report on what is shown."""
        if self._agreement is not None and self._agreement.choice is not None:
            self._saving.ask(self._location, self._agreement.title, self._agreement.choice)

    def _act(self, act: Act) -> None:
        other = next(each for each in Condition if each is not self.choice.condition)
        match act:
            case Act.IMPORT:
                self.import_wanted.emit()
            case Act.ANNOTATE:
                self.annotate_wanted.emit()
            case Act.COMPUTE:
                self._measure()
            case Act.EVERYBODY:
                self.choose(replace(self.choice, annotators=()))
            case Act.OTHER_CONDITION:
                self.choose(replace(self.choice, condition=other))
            case Act.EVERYTHING:
                self.choose(Choice(condition=self.choice.condition))
