"""Teacher: lets the learners learn while annotators work, and says by which plan to suggest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from annotations.model.ids import ArticleId
from annotations.model.learned import LearnedModel, Learner
from annotations.model.mention import Kind
from annotations.model.project_settings import Order, Phrase, ProjectSettings
from annotations.suggesters.plan import Plan
from desktop import lessons
from desktop.errands import Errands
from desktop.lessons import Doing, Lesson
from desktop.reviews import put_in_order
from desktop.tasks import Job, Lane, Tasks

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace

FEWEST = 5  # finished articles before anything is learned
SLOW_SECONDS = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """How the project stands: its settings, what was learned, its phrase list, and the plan that follows."""

    settings: ProjectSettings
    models: tuple[LearnedModel, ...]
    phrases: tuple[Phrase, ...]
    plan: Plan
    finished: int  # articles
    fresh: frozenset[ArticleId] = frozenset()  # those finished after the last lesson
    unreadable: tuple[Exception, ...] = ()  # why models in use cannot be had


class Teacher(QObject):
    """`taught` follows whatever changes by which plan is suggested; `ordered` says that the queue has a new order.

    `doing` tells how far a learner is, None once it has ended. `learned` brings what one lesson made.
    """

    taught = Signal(object)
    doing = Signal(object)
    learned = Signal(object)  # LearnedModel
    ordered = Signal()
    settings_changed = Signal()
    failed = Signal(object)

    def __init__(
        self, workspace: "Workspace", location: str, tasks: Tasks, annotator: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._location = location
        self._tasks = tasks
        self._errands = Errands(tasks)
        self._annotator = annotator
        self._jobs: dict[int, Job] = {}
        self._lesson: Job | None = None
        self._ranking: Job | None = None
        self._since_lesson: set[ArticleId] = set()
        self.state: Taught | None = None

    def start(self) -> None:
        """Read how the project stands; `taught` follows."""
        self._errands.store(self._read, self._show, self.failed.emit)

    def close(self) -> None:
        """The project is left; what is being learned is given up."""
        self._errands.close()
        for job in tuple(self._jobs.values()):
            job.cancel()

    @property
    def editable(self) -> bool:
        """True if the project may be written to."""
        return not self._workspace.read_only

    @property
    def learning(self) -> bool:
        """True while a learner is at work."""
        return self._lesson is not None

    def _read(self) -> Taught:
        models, unreadable = tuple(self._workspace.models()), list[Exception]()
        done = {facts.article_id: facts.done_at for facts in self._workspace.set_facts() if facts.done_at is not None}
        last = max((model.at for model in models), default=None)
        return Taught(
            settings=self._workspace.settings,
            models=models,
            phrases=tuple(self._workspace.phrases()),
            plan=lessons.plan_of_project(self._workspace, lessons.models_folder(), unreadable.append),
            finished=len(done),
            fresh=frozenset(id_ for id_, at in done.items() if last is None or at > last),
            unreadable=tuple(unreadable),
        )

    def _show(self, state: Taught) -> None:
        told = self.state.unreadable if self.state is not None else ()
        self.state = state
        if not self.learning:
            self._since_lesson = set(state.fresh)
        self.taught.emit(state)
        for error in state.unreadable:
            if str(error) not in map(str, told):
                self.failed.emit(error)

    # -- learning -------------------------------------------------------------------------------------------------

    def article_finished(self, article_id: ArticleId) -> None:
        """An article was marked done: after every few of them the fast learner learns again."""
        again = article_id in self._since_lesson
        self._since_lesson.add(article_id)
        if again or self.state is None or not self.editable:
            return
        self.state = replace(self.state, finished=self.state.finished + 1)
        every = self.state.settings.refit_every
        if every and self.state.finished >= FEWEST and len(self._since_lesson) >= every and not self.learning:
            self.learn(Learner.FAST)

    def learn(self, learner: Learner) -> None:
        """Learn both kinds from the decisions made so far."""
        if self._lesson is not None or not self.editable:
            return
        self._since_lesson.clear()
        self.doing.emit(Doing(Kind.ENTITY, 0.0, "reading"))
        self._lesson = self._compute(
            Lane.LEARNING,
            lessons.learn,
            (self._location, learner, tuple(Kind), SLOW_SECONDS),
            self._take,
            self._lesson_over,
        )

    def stop(self) -> None:
        """Give up what is being learned; the model in use stays, and a slow training goes on from here next time."""
        if self._lesson is not None:
            self._lesson.cancel()
            self._jobs.pop(self._lesson.id, None)
            self._lesson_over()

    def _take(self, value: Doing | Lesson) -> None:
        if isinstance(value, Doing):
            self.doing.emit(value)
            return

        def keep() -> LearnedModel:
            return lessons.keep(self._workspace, value.learner, value.kind, value.trained, datetime.now(UTC))

        self._errands.store(keep, self.learned.emit, self.failed.emit)

    def _lesson_over(self) -> None:
        self._lesson = None
        self.doing.emit(None)
        if self.state is not None and self.state.settings.grow_phrases:
            self._errands.store(lambda: self._workspace.grow_phrases(self._annotator), lambda _: None, self.failed.emit)
        self.start()
        self.reorder()

    def use(self, model: LearnedModel | None, kind: Kind) -> None:
        """Suggest with this model from now on; with None by the rules alone."""
        self._write(lambda: self._workspace.activate_model(model.id if model is not None else None, kind))

    # -- what the project has decided ---------------------------------------------------------------------------------

    def change(self, settings: Callable[[ProjectSettings], ProjectSettings]) -> None:
        """Change the settings of the project, as they are when their turn comes."""
        self._write(
            lambda: self._workspace.set_settings(settings(self._workspace.settings)), self.settings_changed.emit
        )

    def put_phrases(self, phrases: Iterable[Phrase]) -> None:
        """Put phrases on the list."""
        self._write(lambda: self._workspace.put_phrases(phrases))

    def remove_phrases(self, phrases: Iterable[Phrase]) -> None:
        """Take phrases off the list for good."""
        self._write(lambda: self._workspace.remove_phrases(phrases))

    def _write(self, work: Callable[[], Any], then: Callable[[], object] = lambda: None) -> None:
        self._errands.store(work, lambda _: then(), self.failed.emit)
        self.start()

    # -- the order of the queue -----------------------------------------------------------------------------------

    def set_order(self, order: Order) -> None:
        """Put the queue into another order."""
        self._forget_ranking()
        self.change(lambda settings: replace(settings, order=order))
        if order is Order.IMPORT:
            self._errands.store(self._workspace.clear_order, lambda _: self.ordered.emit(), self.failed.emit)
        else:
            self._rank(order)

    def reorder(self) -> None:
        """Work the chosen order out again: what there is to doubt has changed."""
        if self.editable and self.state is not None and self.state.settings.order is not Order.IMPORT:
            self._rank(self.state.settings.order)

    def _rank(self, order: Order) -> None:
        def keep(ranked: list[Any]) -> None:
            store = self._workspace.save_order
            self._errands.store(lambda: store(ranked), lambda _: self.ordered.emit(), self.failed.emit)

        self._forget_ranking()
        arguments = (self._location, order, self._annotator)
        self._ranking = self._compute(Lane.FILES, put_in_order, arguments, keep, lambda: None)

    def _forget_ranking(self) -> None:
        """What is still being worked out is not wanted any more."""
        if self._ranking is not None:
            self._ranking.cancel()
            self._jobs.pop(self._ranking.id, None)
            self._ranking = None

    def _compute(
        self,
        lane: Lane,
        function: Callable[..., Any],
        arguments: tuple[Any, ...],
        on_value: Callable[[Any], None],
        then: Callable[[], None],
    ) -> Job:
        def over(error: Exception | None = None) -> None:
            self._jobs.pop(job.id, None)
            then()
            if error is not None:
                self.failed.emit(error)

        job = self._tasks.compute(lane, function, arguments, on_value=on_value, on_done=over, on_error=over)
        self._jobs[job.id] = job
        return job
