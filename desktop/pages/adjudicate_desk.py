"""Joins the Adjudicate page to the adjudicator of the open project: shows what is to be ruled, hands on what is."""

from collections.abc import Iterable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotations.agreement.choice import Choice
from annotations.agreement.disagreements import Which
from annotations.agreement.disputes import State
from annotations.model.ids import ArticleId
from annotations.model.schema import Schema
from desktop import adjudications, chrome
from desktop.adjudications import Docket
from desktop.adjudicator import Adjudicator
from desktop.agreements import Measuring
from desktop.messages import Message, refusal
from desktop.models.which_places import places_of
from desktop.pages.adjudicate import AdjudicatePage
from desktop.pages.adjudicate_show import AdjudicateShow
from desktop.pages.adjudicate_verbs import RulingVerbs
from desktop.panels.ruling_keys import take
from desktop.tasks import Job, Lane, OnError, Tasks
from desktop.worklist import Only, Order, PlaceId, Shown, Where, place_of

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace

_QUIET_SECONDS = 0.15  # in which nothing is said of work that may be over at once


class AdjudicateDesk(QObject):
    """`said` and `progress` are for the status bar ("" when it is over). `changed` names the articles whose rulings
    are other ones now, `settled_changed` says how many disagreements are settled, of how many.
    """

    said = Signal(object)  # Message
    progress = Signal(str)
    changed = Signal(object)  # tuple of article ids
    schema_changed = Signal(object)  # Schema
    settled_changed = Signal(int, int)
    saving = Signal()
    saved = Signal()

    def __init__(self, page: AdjudicatePage, tasks: Tasks, on_error: OnError) -> None:
        super().__init__(page)
        self.page = page
        self._tasks = tasks
        self._on_error = on_error
        self._location = ""
        self._job: Job | None = None
        self._narrowing: Job | None = None
        self._begun: float | None = None
        self._look_again = False
        self._stale: set[ArticleId] = set()
        self._wanted: tuple[ArticleId, int, int] | None = None
        self.adjudicator = Adjudicator(tasks, parent=self)
        self.verbs = RulingVerbs(page, self.adjudicator, self._say, lambda: self.show.refresh_place())
        self.show = AdjudicateShow(page, self.adjudicator, self.verbs)
        self._connect()
        self._connect_page()

    def _connect(self) -> None:
        adjudicator = self.adjudicator
        adjudicator.docket_changed.connect(self._show_docket)
        adjudicator.current_changed.connect(self.show.refresh_place)
        adjudicator.case_read.connect(self.show.show_case)
        adjudicator.ruled.connect(self._tell_ruled)
        adjudicator.deferred.connect(lambda: self._say(self.tr("1 place put off. U takes it back.")))
        adjudicator.undone.connect(self._tell_undone)
        adjudicator.refused.connect(lambda error: self.said.emit(refusal(error, chrome.key_name)))
        adjudicator.gone.connect(lambda: self._say(self.tr("Somebody else changed this article. It was read again.")))
        adjudicator.failed.connect(self._on_error)
        adjudicator.not_kept.connect(lambda: self._say(self.tr("Nothing was changed: this could not be kept.")))
        adjudicator.passing.connect(self._tell_passing)
        adjudicator.schema_changed.connect(self._take_schema)
        adjudicator.changed.connect(self.changed)
        adjudicator.saving.connect(self.saving)
        adjudicator.saved.connect(self.saved)

    def _connect_page(self) -> None:
        page, adjudicator = self.page, self.adjudicator
        page.acted.connect(self.verbs.do)
        page.strip.taken.connect(lambda lane: self.verbs.do(take(lane)))
        page.versions.taken.connect(lambda lane: self.verbs.do(take(lane)))
        page.versions.alike_changed.connect(adjudicator.set_same_way)
        page.versions.confirmed.connect(self.verbs.confirm)
        page.versions.differing_wanted.connect(self._go_to_differing)
        page.header.hidden_changed.connect(adjudicator.set_hidden)
        page.note.given.connect(self.verbs.defer)
        page.docket.row_chosen.connect(adjudicator.go_to_group)
        page.docket.filter_changed.connect(lambda name: self._arrange(shown=Shown(name)))
        page.docket.order_changed.connect(lambda name: self._arrange(order=Order(name)))
        page.docket.narrowing_cleared.connect(partial(adjudicator.narrow, None))
        page.canvas.place_clicked.connect(self._click)
        page.shown.connect(self.refresh)
        page.left.connect(adjudicator.stop_passing)

    # -- projects -----------------------------------------------------------------------------------------------------

    def follow(self, workspace: "Workspace", location: str, annotator: str) -> None:
        """Rule in another project, under this name. It is looked through when the page is turned to."""
        self.rest()
        self._location = location
        self.adjudicator.follow(workspace, annotator)

    def rest(self) -> None:
        """No project is open."""
        for job in (self._job, self._narrowing):
            if job is not None:
                job.cancel()
        self._job = self._narrowing = self._wanted = None
        self._location = ""
        self._stale.clear()
        self.show.forget()
        self.page.guideline.forget()
        self.adjudicator.rest()

    def articles_changed(self, article_ids: Iterable[ArticleId]) -> None:
        """Annotators wrote in these: they are looked through again when the page is next turned to."""
        self._stale.update(article_ids)

    def refresh(self) -> None:
        """Look through the project, or through what changed; on the page in sight what all agree on passes."""
        adjudicator = self.adjudicator
        if not self._location or not self.page.isVisible():
            return
        if adjudicator.docket is None:
            self.look_through()
            return
        stale, self._stale = self._stale, set()
        adjudicator.read_again(stale)
        adjudicator.pass_agreed()

    def look_through(self) -> None:
        """Look through the whole project, so that it is known how much is settled."""
        self._look_again = self._job is not None
        if not self._location or self._look_again:
            return
        self._stale.clear()
        self.adjudicator.await_docket()
        self._begun = None
        self._job = self._tasks.compute(
            Lane.AGREEMENT,
            adjudications.docket,
            (self._location,),
            on_value=self._take,
            on_done=self._looked_through,
            on_error=self._not_looked_through,
        )

    def _take(self, value: Docket | Measuring) -> None:
        if isinstance(value, Docket):
            self.adjudicator.take(value)
            self._go_to_wanted()
            return
        self._begun = monotonic() if self._begun is None else self._begun
        if monotonic() - self._begun > _QUIET_SECONDS:
            words = self.tr("Looking for disagreements, {0} of {1} articles")
            self.progress.emit(words.format(chrome.number(value.done), chrome.number(value.of)))

    def _looked_through(self) -> None:
        self._job = None
        self.progress.emit("")
        if self._look_again:
            self.look_through()
        else:
            self.refresh()

    def _not_looked_through(self, error: Exception) -> None:
        self._job = None
        self.progress.emit("")
        self._on_error(error)

    # -- what is asked for elsewhere ----------------------------------------------------------------------------------

    def show_which(self, which: Which, words: str, choice: Choice | None = None) -> None:
        """Work through the disagreements of a number only, as they were measured under that choice."""
        if not self._location:
            return
        if self._narrowing is not None:
            self._narrowing.cancel()

        def show(places: tuple[Where, ...]) -> None:
            self._narrowing = None
            self.adjudicator.narrow(Only.at(words, places))

        self._narrowing = self._tasks.compute(
            Lane.AGREEMENT,
            places_of,
            (self._location, choice or Choice(), which),
            on_value=show,
            on_done=lambda: None,
            on_error=self._on_error,
        )

    def show_place(self, article_id: ArticleId, start: int, end: int) -> None:
        """Turn to what is disputed about these words, as soon as it is known."""
        self._wanted = article_id, start, end
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._wanted is None or self.adjudicator.docket is None:
            return
        wanted, self._wanted = self._wanted, None
        self.adjudicator.narrow(None)
        if not self.adjudicator.go_to(*wanted):
            self._say(self.tr("Nothing is disputed there any more."))

    # -- showing ------------------------------------------------------------------------------------------------------

    def _show_docket(self) -> None:
        self.show.refresh_docket()
        counts = self.adjudicator.work.counts()
        self.settled_changed.emit(counts[State.SETTLED], sum(counts.values()))

    def _arrange(self, order: Order | None = None, shown: Shown | None = None) -> None:
        self.show.arranged()
        self.adjudicator.arrange(order, shown)

    def _click(self, key: str, lane: int | None) -> None:
        """A click on a place turns to it; one on a version of the place that is looked at takes it."""
        place, case = self.adjudicator.place, self.adjudicator.case
        if case is None:
            return
        if place is not None and place == PlaceId(case.article.id, key):
            if lane is not None:
                self.verbs.do(take(lane))
        else:
            self.adjudicator.go(PlaceId(case.article.id, key))

    def _go_to_differing(self) -> None:
        dispute = self.adjudicator.current
        if dispute is None:
            return
        alike = {place_of(each) for each in self.adjudicator.following()}
        others = self.adjudicator.work.about_same_words(dispute)
        differing = (each for each in others if each is not dispute and each.state is State.OPEN)
        self.adjudicator.go(
            next((place for place in map(place_of, differing) if place not in alike), self.adjudicator.place)
        )

    def _take_schema(self, schema: Schema) -> None:
        self.show.forget_draft()
        self.schema_changed.emit(schema)

    # -- words --------------------------------------------------------------------------------------------------------

    def _say(self, words: str) -> None:
        self.said.emit(Message(words))

    def _tell_ruled(self, count: int) -> None:
        self.show.forget_draft()
        one, many = self.tr("1 place ruled. U takes it back."), self.tr("{0} places ruled. U takes them back.")
        self._say(one if count == 1 else many.format(chrome.number(count)))

    def _tell_undone(self, count: int, guideline: bool) -> None:
        one, many = self.tr("Taken back: 1 ruling."), self.tr("Taken back: {0} rulings.")
        words = one if count == 1 else many.format(chrome.number(count))
        stays = self.tr("The guideline stays as it is now.") if guideline else ""
        self._say(f"{words} {stays}".strip())

    def _tell_passing(self, done: int, of: int) -> None:
        words = self.tr("Letting stand what all agree on, {0} of {1} articles")
        self.progress.emit(words.format(chrome.number(done), chrome.number(of)) if of else "")
