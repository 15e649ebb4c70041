"""The suggesters that come with the program, the runs they make, and the one call that makes suggestions."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from annotations.model.ids import ArticleId, RunId
from annotations.model.mention import Kind
from annotations.model.project_settings import settings_to_json
from annotations.model.schema import Schema
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.model.wire import Json, schema_from_json
from annotations.suggesters import event_rules, spacy_pipeline
from annotations.suggesters.article_text import ArticleText
from annotations.suggesters.plan import ENTITIES, EVENTS, Plan, plan_for
from annotations.suggesters.reading import read
from annotations.suggesters.writing import EntityWriter, EventWriter

__all__ = [
    "BUILT_IN",
    "ENTITIES",
    "EVENTS",
    "ArticleText",
    "Plan",
    "SuggesterSpec",
    "plan_for",
    "preload",
    "runs",
    "suggest_batch",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggesterSpec:
    """A row of the table of suggesters. `needs` names those whose suggestions fill the roles of this one's."""

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
            description="spaCy's small English pipeline",
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
    asked = set(plan.suggesters)
    for id_ in tuple(asked):
        asked.update(BUILT_IN[id_].needs)
    made: dict[str, SuggestionRun] = {}
    for spec in BUILT_IN.values():
        labels = schema.active(spec.kind)
        if spec.id in asked and labels:
            settings: Json = {
                "labels": {label.code: {role.name: list(role.fillers) for role in label.roles} for label in labels},
                "needs": [made[id_].id for id_ in spec.needs if id_ in made],
                **_said(plan, spec.kind),
            }
            version = spec.version()
            model = plan.model(spec.kind)
            if model is not None:
                version = f"{version}, {model.name}"
            made[spec.id] = _run(spec.id, version, json.dumps(settings, sort_keys=True, ensure_ascii=False))
    return tuple(made.values())


def _said(plan: Plan, kind: Kind) -> Json:
    """What the plan says about suggestions of this kind; nothing where it says nothing."""
    said: Json = {}
    if kind is Kind.ENTITY and plan.conventions != Plan().conventions:
        said["conventions"] = settings_to_json(plan.conventions)
    model = plan.model(kind)
    if model is not None:
        said["model"] = model.sha256
    phrases = [[phrase.text, phrase.label] for phrase in plan.phrases if phrase.kind is kind]
    if phrases:
        said["phrases"] = hashlib.sha256(json.dumps(sorted(phrases)).encode()).hexdigest()[:16]
    return said


def _run(suggester: str, version: str, settings: str) -> SuggestionRun:
    digest = hashlib.sha256(f"{suggester}\n{version}\n{settings}".encode()).hexdigest()
    return SuggestionRun(id=RunId("r" + digest[:16]), suggester=suggester, version=version, settings=settings)


def preload(suggester_ids: Iterable[str]) -> None:
    """Load what these suggesters need (seconds), so that the first article need not wait for it."""
    spacy_pipeline.load(with_syntax=EVENTS in set(suggester_ids))


def suggest_batch(
    schema_json: Json, plan: Plan, articles: Iterable[ArticleText]
) -> Iterator[tuple[ArticleId, dict[RunId, list[Suggestion]]]]:
    """Suggestions for each article, by run, in the order of the articles; an article without any has empty lists.

    A run of `runs(schema, plan)` each. Raises KeyError for an unknown suggester.
    """
    schema = schema_from_json(schema_json)
    by_suggester = {run.suggester: run for run in runs(schema, plan)}
    if not by_suggester:
        return
    nlp = spacy_pipeline.load(with_syntax=EVENTS in by_suggester)
    types = {label.code: label for label in schema.active(Kind.EVENT)} if EVENTS in by_suggester else {}
    for reading in read(nlp, articles, plan, types):
        entities = EntityWriter(by_suggester.get(ENTITIES), schema, reading.article)
        events = EventWriter(by_suggester.get(EVENTS), reading.article)
        for stretch, names, triggers in zip(reading.stretches, reading.names, reading.triggers, strict=True):
            fillers = entities.take(stretch, names)
            events.take(stretch, event_rules.find(stretch.doc, types, fillers, triggers))
        yield reading.article.article_id, {**entities.written(), **events.written()}
