"""Suggestions by the pipelines of the user's own, of which any may fail without the others noticing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from annotations.errors import SpandeskError
from annotations.model.ids import RunId
from annotations.model.mention import Kind, reading_order
from annotations.model.schema import Schema
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.suggesters.article_text import ArticleText
from annotations.suggesters.event_rules import FoundEvent
from annotations.suggesters.found import Found
from annotations.suggesters.pipelines import PipelineRunner
from annotations.suggesters.plan import Plan, pipeline_id
from annotations.suggesters.writing import EntityWriter, EventWriter


@dataclass(frozen=True, slots=True)
class SuggesterFailed:
    """A pipeline of the user's own gave up: from here on its run is in no result. The others go on."""

    run: RunId
    suggester: str
    error: SpandeskError


@dataclass(frozen=True, slots=True)
class LabelsDropped:
    """How many spans of which labels a pipeline found that no label of the project was chosen for."""

    suggester: str
    counts: tuple[tuple[str, int], ...]


Notice = SuggesterFailed | LabelsDropped


class ForeignSuggesters:
    """The pipelines of a plan that have a run. `on_notice` is told once of each that fails; else `close` raises."""

    def __init__(
        self,
        schema: Schema,
        plan: Plan,
        by_suggester: Mapping[str, SuggestionRun],
        on_notice: Callable[[Notice], None] | None,
    ) -> None:
        self._schema = schema
        self._names, self._types = ({label.code for label in schema.active(kind)} for kind in (Kind.ENTITY, Kind.EVENT))
        self._on_notice = on_notice
        self._at_work = {
            by_suggester[id_].id: (by_suggester[id_], PipelineRunner(pipeline))
            for pipeline in plan.pipelines
            if (id_ := pipeline_id(pipeline)) in by_suggester
        }
        self._all = tuple(self._at_work.values())
        self._error: SpandeskError | None = None

    def suggest(self, article: ArticleText) -> dict[RunId, list[Suggestion]]:
        """What each pipeline that still works says about an article, by run."""
        made = {}
        for run, runner in tuple(self._at_work.values()):
            try:
                made[run.id] = self._suggest(run, runner, article)
            except SpandeskError as error:
                del self._at_work[run.id]
                self._error = self._error or error
                if self._on_notice is not None:
                    self._on_notice(SuggesterFailed(run.id, run.suggester, error))
        return made

    def close(self) -> None:
        """Tell what was dropped. Raises the first error when there was nobody to tell it to."""
        if self._on_notice is None:
            if self._error is not None:
                raise self._error
            return
        for run, runner in self._all:
            if runner.dropped:
                self._on_notice(LabelsDropped(run.suggester, tuple(runner.dropped.most_common())))

    def _suggest(self, run: SuggestionRun, runner: PipelineRunner, article: ArticleText) -> list[Suggestion]:
        names, events = EntityWriter(run, self._schema, article), EventWriter(run, article)
        for stretch, found in runner.find(article):
            names.take(stretch, (each for each in found if self._is_name(each)))
            events.take(stretch, (trigger_alone(each) for each in found if self._is_event(each)))
        made = [*names.written()[run.id], *events.written()[run.id]]
        return sorted(made, key=lambda suggestion: reading_order(suggestion.mention))

    def _is_name(self, found: Found) -> bool:
        return found.label in self._names

    def _is_event(self, found: Found) -> bool:
        return found.label in self._types and found.label not in self._names


def trigger_alone(found: Found) -> FoundEvent:
    """An event of which nothing but the trigger is known."""
    return FoundEvent(trigger=found.extent, label=found.label, links=(), explanation=found.why, score=found.score)
