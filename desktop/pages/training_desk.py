"""Joins the Training page to the teacher of the open project: shows how it stands, hands on what is wanted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotations.editing.ledger import LedgerRow, Which
from annotations.model.learned import LearnedModel, Learner
from annotations.model.mention import Kind
from annotations.model.project_settings import ProjectSettings
from annotations.model.schema import Schema
from annotations.suggesters.scores import Outlook, OutlookCurve
from desktop.lessons import Doing
from desktop.messages import Message
from desktop.models.verdict_words import kind_in_words, model_name, verdict_in_words
from desktop.pages.training import TrainingPage
from desktop.pages.training_sources import SourcesDesk
from desktop.reviews import Review, examples, narrowed, review
from desktop.tasks import Job, Lane, OnError, Tasks
from desktop.teacher import FEWEST, Taught, Teacher

_WHOLE = 1_000


class TrainingDesk(QObject):
    """`said` is for the status bar, `open_article(article_id, span)` for the Annotate page."""

    said = Signal(object)  # Message
    open_article = Signal(str, object)

    def __init__(self, page: TrainingPage, tasks: Tasks, on_error: OnError) -> None:
        super().__init__(page)
        self.page = page
        self._tasks = tasks
        self._on_error = on_error
        self._teacher: Teacher | None = None
        self._schema: Schema | None = None
        self._location = ""
        self._stale = True
        self._jobs: dict[str, Job] = {}
        self._sources = SourcesDesk(page, self.said.emit, on_error)
        self._connect()

    def _connect(self) -> None:
        page = self.page
        page.models.list.learn_requested.connect(self.learn)
        page.models.list.stop_requested.connect(lambda: self._with(Teacher.stop))
        page.models.list.use_requested.connect(self._use)
        page.models.list.rules_requested.connect(lambda kind: self._with(lambda it: it.use(None, kind)))
        page.thresholds.applied.connect(lambda given: self._change(lambda was: replace(was, thresholds=given)))
        page.ledger.examples_requested.connect(self._ask_examples)
        page.ledger.narrowed.connect(self._narrow)
        page.ledger.open_article.connect(self.open_article)
        page.order.order_changed.connect(lambda order: self._with(lambda it: it.set_order(order)))
        page.order.blind_changed.connect(lambda share: self._change(lambda was: replace(was, blind_share=share)))
        page.order.refit_changed.connect(lambda every: self._change(lambda was: replace(was, refit_every=every)))
        page.part_shown.connect(lambda _: self.refresh())

    # -- projects -----------------------------------------------------------------------------------------------------

    def follow(self, teacher: Teacher, location: str, schema: Schema) -> None:
        """Show another project."""
        self._teacher, self._location, self._schema = teacher, location, schema
        self._stale = True
        self.page.ledger.set_hues({label.code: label.hue for label in schema.labels})
        self._sources.follow(teacher, schema)
        teacher.taught.connect(self._show)
        teacher.doing.connect(self._show_doing)
        teacher.learned.connect(self._tell)
        self._show_doing(None)

    def rest(self) -> None:
        """No project is open."""
        for job in self._jobs.values():
            job.cancel()
        self._jobs.clear()
        self._teacher = None
        self._sources.rest()
        self.page.models.show_models(())
        self.page.ledger.show_ledger((), ())
        self.page.thresholds.clear()
        self.page.order.show_pulls(())

    def decisions_changed(self) -> None:
        """Something was decided: what is shown of decisions is read again when it is next looked at."""
        self._stale = True

    def refresh(self) -> None:
        """Read again what became of suggestions, if anything was decided since."""
        if self._stale and self._teacher is not None and self.page.isVisible():
            self._stale = False
            self._compute("review", review, (self._location,), self._show_review)

    def learn(self, learner: Learner) -> None:
        """Learn now."""
        self._with(lambda teacher: teacher.learn(learner))

    # -- showing ------------------------------------------------------------------------------------------------------

    def _show(self, state: Taught) -> None:
        teacher = self._teacher
        if teacher is None:
            return
        self.page.models.show_models(state.models)
        self.page.models.list.set_finished(state.finished, FEWEST, editable=teacher.editable)
        settings = state.settings
        self.page.order.show_order(
            settings.order, settings.blind_share, settings.refit_every, editable=teacher.editable
        )
        self._sources.show(state)
        self._stale = True
        self.refresh()

    def _show_review(self, found: Review) -> None:
        if self._teacher is None or self._teacher.state is None or self._schema is None:
            return
        self.page.ledger.show_ledger(found.rows, found.findings)
        self.page.order.show_pulls(found.pulls)
        nothing = OutlookCurve()

        def outlook(label: str | None, threshold: float) -> Outlook:
            return found.outlooks.get(label, nothing).at(threshold)

        self.page.thresholds.show_thresholds(
            [label for kind in Kind for label in self._schema.active(kind)],
            self._teacher.state.settings.thresholds,
            outlook if found.rows else None,
            editable=self._teacher.editable,
        )

    def _show_doing(self, doing: Doing | None) -> None:
        if doing is None:
            self.page.models.list.show_progress(None)
            return
        words = {
            "reading": self.tr("Learning {0}: reading the articles."),
            "comparing": self.tr("Learning {0}: comparing on articles held back."),
            "learning": self.tr("Learning {0}."),
        }[doing.what].format(kind_in_words(doing.kind))
        self.page.models.list.show_progress(words, round(_WHOLE * doing.share), _WHOLE)

    def _tell(self, model: LearnedModel) -> None:
        about = self.tr("{0}, {1}: {2}")
        words = about.format(model_name(model), kind_in_words(model.kind), verdict_in_words(model.verdict))
        self.said.emit(Message(words))

    # -- what is wanted -----------------------------------------------------------------------------------------------

    def _with(self, act: Callable[[Teacher], object]) -> None:
        if self._teacher is not None:
            act(self._teacher)

    def _change(self, settings: Callable[[ProjectSettings], ProjectSettings]) -> None:
        self._with(lambda teacher: teacher.change(settings))

    def _use(self, model_id: str) -> None:
        state = self._teacher.state if self._teacher is not None else None
        model = next((each for each in state.models if each.id == model_id), None) if state is not None else None
        if model is not None:
            self._with(lambda teacher: teacher.use(model, model.kind))

    def _narrow(self, rows: Sequence[LedgerRow]) -> None:
        self._compute("narrow", narrowed, (self._location, tuple(rows)), self.page.ledger.show_findings)

    def _ask_examples(self, which: Which) -> None:
        show = partial(self.page.ledger.show_examples, which)
        self._compute("examples", examples, (self._location, which), show)

    def _compute(
        self, name: str, function: Callable[..., Iterator[Any]], arguments: tuple[Any, ...], show: Callable[[Any], None]
    ) -> None:
        """Only the answer to the last question of each name is shown."""
        earlier = self._jobs.pop(name, None)
        if earlier is not None:
            earlier.cancel()
        self._jobs[name] = self._tasks.compute(
            Lane.FILES, function, arguments, on_value=show, on_done=lambda: None, on_error=self._on_error
        )
