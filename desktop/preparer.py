"""Preparer: keeps suggestions ready for the open article and the next ones in the queue, in the background."""

from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.errors import BadInput, PipelineBroken, PipelineChanged
from annotations.model.ids import ArticleId, RunId
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.model.wire import schema_to_json
from annotations.suggesters.base import ArticleText, Plan, runs
from annotations.suggesters.plan import pipeline_id
from desktop.jobs import suggest
from desktop.tasks import Job, Lane, Tasks, WorkerDied

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace

AHEAD = 20
BATCH = 4
RETRY_MS = 500


class Preparing(Enum):
    """What the preparer is at, for the status bar."""

    IDLE = auto()
    WORKING = auto()
    RESTARTING = auto()
    FAILED = auto()


class Preparer(QObject):
    """Asks the models process for suggestions, stores them, and says when an article has them.

    The open article comes first, then those after it. An article at which the process died twice is left out, so that
    one poisonous text cannot keep the others waiting.
    """

    prepared = Signal(str)
    working_on = Signal(object)  # the ids of the articles in work
    state_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, workspace: "Workspace", tasks: Tasks, plan: Plan | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._plan = plan
        self._runs = {run.id: run for run in runs(workspace.schema, plan)} if plan is not None else {}
        self._earlier_runs = dict(self._runs)
        self._job: Job | None = None
        self._asking = False
        self._stopped = False
        self._current: ArticleId | None = None
        self._deaths: dict[ArticleId, int] = {}
        self._in_work: list[ArticleId] = []
        self.state = Preparing.IDLE
        self.prepared_count = 0

    def set_plan(self, plan: Plan) -> None:
        """Suggest by this plan from now on. The next articles in the queue are prepared again, but not the open one,
        so that nothing changes under the annotator's hands, nor those further on, which would take hours, nor those
        that are finished, of which the ledger tells what was on offer."""
        if plan != self._plan:
            self._plan = plan
            self._runs = {run.id: run for run in runs(self._workspace.schema, plan)}
            self._earlier_runs.update(self._runs)
            self.start(self._current)

    def start(self, current: ArticleId | None) -> None:
        """Prepare this article next, then those after it. Cheap to call whenever another article opens."""
        self._current = current
        if not self._workspace.read_only and self._runs:
            self._ask()

    def stop(self) -> None:
        """Stop for good; what was stored stays."""
        self._stopped = True
        if self._job is not None:
            self._job.cancel()

    def _ask(self) -> None:
        if self._job is not None or self._asking or self._stopped:
            return
        self._asking = True
        asked = self._plan, self._current
        self._tasks.store(
            lambda: self._next_texts(asked[1]), lambda texts: self._begin(texts, asked), self._on_store_error
        )

    def _next_texts(self, current: ArticleId | None) -> list[ArticleText]:
        chosen = [id_ for id_ in self._wanted(current) if self._deaths.get(id_, 0) < 2][:BATCH]
        return [ArticleText.of(self._workspace.article(id_)) for id_ in chosen]

    def _wanted(self, current: ArticleId | None) -> list[ArticleId]:
        """The open article if it has none at all, the next ones without those of now, then those without any."""
        run_ids, suggesters = tuple(self._runs), {run.suggester for run in self._runs.values()}
        never = self._workspace.unprepared(run_ids, AHEAD, current, never_by=suggesters, spare_finished=True)
        soon = (id_ for id_ in self._workspace.upcoming(current, AHEAD, lacking=run_ids) if id_ != current)
        return list(dict.fromkeys((*(id_ for id_ in never[:1] if id_ == current), *soon, *never)))

    def _begin(self, texts: list[ArticleText], asked: tuple[Plan | None, ArticleId | None]) -> None:
        self._asking = False
        if self._stopped:
            return
        if not texts and asked != (self._plan, self._current):
            self._ask()
            return
        if not texts:
            if self.state is not Preparing.FAILED:
                self._set_state(Preparing.IDLE)
            return
        self._in_work = [text.article_id for text in texts]
        self.working_on.emit(tuple(self._in_work))
        self._set_state(Preparing.WORKING)
        self._job = self._tasks.compute(
            Lane.MODELS,
            suggest,
            (schema_to_json(self._workspace.schema), self._plan, texts),
            on_value=self._store_value,
            on_done=self._job_done,
            on_error=self._job_failed,
        )

    def _store_value(self, value: tuple[ArticleId, dict[RunId, list[Suggestion]]]) -> None:
        article_id, by_run = value
        self._tasks.store(
            lambda: self._save(article_id, by_run), lambda _: self._saved(article_id), self._on_store_error
        )

    def _save(self, article_id: ArticleId, by_run: dict[RunId, list[Suggestion]]) -> None:
        suggesters = self._plan.suggesters if self._plan is not None else ()
        for run_id, suggestions in by_run.items():
            run = self._run(run_id, suggestions)
            # A pipeline may have been removed since it was asked.
            if run.suggester in suggesters:
                self._workspace.save_suggestions(run, {article_id: suggestions})

    def _run(self, run_id: RunId, suggestions: list[Suggestion]) -> SuggestionRun:
        return self._earlier_runs[run_id] if run_id in self._earlier_runs else suggestions[0].run

    def _saved(self, article_id: ArticleId) -> None:
        if self._stopped:
            return
        if article_id in self._in_work:
            self._in_work.remove(article_id)
            self.working_on.emit(tuple(self._in_work))
        self.prepared_count += 1
        self.prepared.emit(article_id)

    def _job_done(self) -> None:
        self._job = None
        self._ask()

    def _job_failed(self, error: Exception) -> None:
        self._job = None
        rest = self._plan_without(error)
        if rest is not None:
            self.failed.emit(error)
            self.set_plan(rest)
            return
        if self._in_work:
            # The process works in order, so the first article without a result is the one it stopped at.
            stuck = self._in_work[0]
            self._deaths[stuck] = self._deaths.get(stuck, 0) + 1
        if isinstance(error, WorkerDied):
            self._set_state(Preparing.RESTARTING)
            QTimer.singleShot(RETRY_MS, self, self._ask)
        else:
            self._set_state(Preparing.FAILED)
            self.failed.emit(error)

    def _plan_without(self, error: Exception) -> Plan | None:
        """By what to go on, until the plan changes, if a pipeline or a learned model is at fault: without those.

        What the others said is stored. None if nothing can be left out.
        """
        plan = self._plan
        if plan is None:
            return None
        if isinstance(error, BadInput) and plan.models:
            return replace(plan, models=())
        name = error.name if isinstance(error, PipelineBroken | PipelineChanged) else None
        broken = next((pipeline_id(each) for each in plan.pipelines if each.name == name), None)
        return plan.without(broken) if broken in plan.suggesters else None

    def _on_store_error(self, error: Exception) -> None:
        self._asking = False
        if self._stopped:
            return
        self._set_state(Preparing.FAILED)
        self.failed.emit(error)

    def _set_state(self, state: Preparing) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)
