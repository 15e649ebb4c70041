"""The suggesters of a project, the runs they make, and the one call that makes suggestions.

Built in are two: names and events. What is learned and the phrase list take part in these two; each pipeline of the
user's own is a suggester of its own, called “pipeline:NAME”. All of them are said by a `Plan`.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from annotations.model.ids import ArticleId, RunId
from annotations.model.mention import Kind
from annotations.model.project_settings import Pipeline, settings_to_json
from annotations.model.schema import Label, Schema
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.model.wire import Json, schema_from_json
from annotations.suggesters import event_rules, spacy_pipeline
from annotations.suggesters.article_text import ArticleText
from annotations.suggesters.event_rules import FoundEvent
from annotations.suggesters.foreign import ForeignSuggesters, LabelsDropped, Notice, SuggesterFailed, trigger_alone
from annotations.suggesters.plan import ENTITIES, EVENTS, Plan, pipeline_id, plan_for
from annotations.suggesters.reading import read, sought_labels
from annotations.suggesters.refining import Refined, refined
from annotations.suggesters.roles import Filler
from annotations.suggesters.writing import EntityWriter, EventWriter

__all__ = [
    "BUILT_IN",
    "ENTITIES",
    "EVENTS",
    "ArticleText",
    "LabelsDropped",
    "Notice",
    "Plan",
    "SuggesterFailed",
    "SuggesterSpec",
    "plan_for",
    "preload",
    "runs",
    "suggest_batch",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggesterSpec:
    """A row of the table of built-in suggesters. `needs` names those whose suggestions fill the roles of this one's."""

    id: str
    title: str
    description: str
    kind: Kind
    version: Callable[[], str]
    needs: tuple[str, ...] = ()


BUILT_IN: dict[str, SuggesterSpec] = {
    spec.id: spec
    for spec in (
        SuggesterSpec(
            id=ENTITIES,
            title="Names, dates and numbers",
            description="spaCy’s small English pipeline",
            kind=Kind.ENTITY,
            version=spacy_pipeline.pipeline_version,
        ),
        SuggesterSpec(
            id=EVENTS,
            title="Events and who took part",
            description="Trigger words and sentence structure, English",
            kind=Kind.EVENT,
            version=event_rules.rules_version,
            needs=(ENTITIES,),
        ),
    )
}


def runs(schema: Schema, plan: Plan) -> tuple[SuggestionRun, ...]:
    """The runs that the suggesters of a plan, and those they need, make under this schema. Cheap: no model is loaded.

    A suggester of a kind for which the schema has no active label makes none. Raises KeyError for an unknown id.
    """
    pipelines = {pipeline_id(pipeline): pipeline for pipeline in plan.pipelines}
    asked = set(plan.suggesters)
    for id_ in asked - pipelines.keys():
        asked.update(BUILT_IN[id_].needs)
    made: dict[str, SuggestionRun] = {}
    for spec in BUILT_IN.values():
        labels = schema.active(spec.kind)
        if spec.id in asked and labels:
            needs = [made[id_].id for id_ in spec.needs if id_ in made]
            made[spec.id] = _run_of(spec, labels, needs, plan)
    for id_, pipeline in pipelines.items():
        taken = _taken_labels(pipeline, schema)
        if id_ in asked and taken:
            settings: Json = {"labels": taken, "groups": sorted(pipeline.groups), "sha256": pipeline.sha256}
            made[id_] = _run(id_, pipeline.sha256[:12], settings)
    return tuple(made.values())


def _run_of(spec: SuggesterSpec, labels: Iterable[Label], needs: list[RunId], plan: Plan) -> SuggestionRun:
    settings: Json = {
        "labels": {label.code: {role.name: list(role.fillers) for role in label.roles} for label in labels},
        "needs": needs,
        **_said(plan, spec.kind),
    }
    version = spec.version()
    model = plan.model(spec.kind)
    if model is not None:
        version = f"{version}, {model.name}"
    return _run(spec.id, version, settings)


def _taken_labels(pipeline: Pipeline, schema: Schema) -> list[tuple[str, str]]:
    """The pairs of labels whose second is on offer."""
    ours = {label.code for kind in Kind for label in schema.active(kind)}
    return sorted(pair for pair in pipeline.labels if pair[1] in ours)


def _said(plan: Plan, kind: Kind) -> Json:
    """What the plan says about suggestions of this kind; nothing where it says nothing."""
    said: Json = {}
    if kind is Kind.ENTITY and plan.conventions != Plan().conventions:
        said["conventions"] = settings_to_json(plan.conventions)
    model = plan.model(kind)
    if model is not None:
        said["model"] = model.sha256
    curves = plan.curves(kind)
    if curves:
        said["calibration"] = _digest(curves)[:16]
    phrases = sorted({(phrase.text, phrase.label) for phrase in plan.phrases if phrase.kind is kind})
    if phrases:
        said["phrases"] = _digest(phrases)[:16]
    return said


def _run(suggester: str, version: str, settings: Json) -> SuggestionRun:
    written = json.dumps(settings, sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(f"{suggester}\n{version}\n{written}".encode()).hexdigest()
    return SuggestionRun(id=RunId("r" + digest[:16]), suggester=suggester, version=version, settings=written)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def preload(suggester_ids: Iterable[str]) -> None:
    """Load what the built-in ones of these need (seconds), so that the first article need not wait for it."""
    asked = set(suggester_ids)
    if asked & BUILT_IN.keys():
        spacy_pipeline.load(with_syntax=EVENTS in asked)


def suggest_batch(
    schema_json: Json,
    plan: Plan,
    articles: Iterable[ArticleText],
    on_notice: Callable[[Notice], None] | None = None,
) -> Iterator[tuple[ArticleId, dict[RunId, list[Suggestion]]]]:
    """Suggestions for each article, by run, in the order of the articles; an article without any has empty lists.

    A run of `runs(schema, plan)` each. When a pipeline of the user's own fails, its run is missing from there on and
    `on_notice` is told once; without `on_notice` its error is raised after the last article. Raises KeyError for an
    unknown suggester, BadInput for a learned model that cannot be read.
    """
    schema = schema_from_json(schema_json)
    by_suggester = {run.suggester: run for run in runs(schema, plan)}
    if not by_suggester:
        return
    built_in = {id_: run for id_, run in by_suggester.items() if id_ in BUILT_IN}
    foreign = ForeignSuggesters(schema, plan, by_suggester, on_notice)
    made = _built_in(schema, plan, articles, built_in) if built_in else ((article, {}) for article in articles)
    for article, by_run in made:
        yield article.article_id, {**by_run, **foreign.suggest(article)}
    foreign.close()


def _built_in(
    schema: Schema, plan: Plan, articles: Iterable[ArticleText], by_suggester: Mapping[str, SuggestionRun]
) -> Iterator[tuple[ArticleText, dict[RunId, list[Suggestion]]]]:
    nlp = spacy_pipeline.load(with_syntax=EVENTS in by_suggester)
    types = {label.code: label for label in schema.active(Kind.EVENT)} if EVENTS in by_suggester else {}
    readings = read(nlp, articles, plan, types, sought_labels(nlp, schema))
    for each in refined(nlp, readings, plan, schema):
        article = each.reading.article
        entities = EntityWriter(by_suggester.get(ENTITIES), schema, article)
        events = EventWriter(by_suggester.get(EVENTS), article)
        for at, (stretch, names) in enumerate(zip(each.stretches, each.names, strict=True)):
            fillers = entities.take(stretch, names)
            events.take(stretch, _events(each, at, types, fillers))
        yield article, {**entities.written(), **events.written()}


def _events(each: Refined, at: int, types: Mapping[str, Label], fillers: list[Filler]) -> Iterable[FoundEvent]:
    doc = each.stretches[at].doc
    triggers = [found for found in each.triggers[at] if found.label in types]
    if not each.parsed:
        return map(trigger_alone, triggers)
    return event_rules.find(doc, types, fillers, event_rules.as_triggers(doc, triggers, each.reading.triggers[at]))
