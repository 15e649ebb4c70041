"""`spandesk suggesters` and `spandesk pipeline`: what suggests in a project, and spaCy pipelines of one's own."""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from annotations.errors import PipelineBroken, PipelineChanged
from annotations.model.learned import LearnedModel
from annotations.model.mention import Kind
from annotations.model.project_settings import Phrase, Pipeline
from annotations.model.schema import Schema
from desktop.commands.base import Command, CommandRefused, Outcome, Progress, add_project, counted

if TYPE_CHECKING:
    from annotations.suggesters.trust import Inspection
    from annotations.workspace import Workspace


def _suggesters(arguments: argparse.Namespace, progress: Progress) -> Outcome:
    from annotations.suggesters.base import BUILT_IN
    from annotations.workspace import Workspace

    with Workspace.open(arguments.project, read_only=True) as workspace:
        settings, models, phrases = workspace.settings, workspace.models(), workspace.phrases()
        schema = workspace.schema
        said = _said(workspace, progress)
    built_in = [
        {
            "id": spec.id,
            "title": spec.title,
            "description": spec.description,
            "kind": spec.kind.value,
            "version": spec.version(),
            "active": bool(schema.active(spec.kind)),
        }
        for spec in BUILT_IN.values()
    ]
    pipelines = [_pipeline_row(pipeline) for pipeline in settings.pipelines]
    ours = {row["id"] for row in (*built_in, *pipelines)}
    runs = [
        {"suggester": suggester, "version": version, "suggestions": count, "imported": suggester not in ours}
        for (suggester, version), count in sorted(said.items())
    ]
    values = {
        "built_in": built_in,
        "learned": [_model_row(model) for model in models],
        "phrases": {kind.value: sum(phrase.kind is kind for phrase in phrases) for kind in Kind},
        "pipelines": pipelines,
        "runs": runs,
    }
    return Outcome(values=values, lines=tuple(_lines(values, models, phrases)))


def _said(workspace: "Workspace", progress: Progress) -> Counter[tuple[str, str]]:
    """How many suggestions are stored of the last run of each suggester, by suggester and version."""
    said: Counter[tuple[str, str]] = Counter()
    for count, article_id in enumerate(workspace.article_ids(), start=1):
        suggestions = workspace.suggestions(article_id, with_hidden=True)
        said.update((each.run.suggester, each.run.version) for each in suggestions)
        progress.say(f"{counted(count, 'article')} counted")
    return said


def _lines(values: dict[str, Any], models: Sequence[LearnedModel], phrases: Sequence[Phrase]) -> Iterable[str]:
    for row in values["built_in"]:
        yield f"{row['id']}: {row['title']} ({row['version']}){'' if row['active'] else ', no labels for it'}"
    for model in models:
        use = "in use" if model.active else "not in use"
        yield (
            f"{model.kind} {model.learner} {model.number}: learned from {counted(model.trained_on, 'article')}, {use}"
            f" ({model.verdict.reason.replace('_', ' ')})"
        )
    yield f"{counted(len(phrases), 'phrase')} on the list"
    for row in values["pipelines"]:
        use = row["state"] if row["active"] else "not in use"
        yield f"{row['id']}: {row['location']} ({use})"
    for row in values["runs"]:
        yield (
            f"{'imported' if row['imported'] else 'made here'}: {row['suggester']} {row['version']}:"
            f" {counted(row['suggestions'], 'suggestion')}"
        )


def _model_row(model: LearnedModel) -> dict[str, Any]:
    return {
        "kind": model.kind.value,
        "learner": model.learner.value,
        "number": model.number,
        "at": model.at.isoformat(),
        "active": model.active,
        "kept": bool(model.sha256),
        "trained_on": model.trained_on,
        "seconds": round(model.seconds, 3),
        "verdict": asdict(model.verdict),
    }


def _pipeline_row(pipeline: Pipeline) -> dict[str, Any]:
    from annotations.suggesters.plan import pipeline_id
    from annotations.suggesters.trust import verify

    state = "ready"
    try:
        verify(pipeline)
    except (PipelineChanged, PipelineBroken) as error:
        state = str(error)
    return {
        "id": pipeline_id(pipeline),
        "location": pipeline.location,
        "sha256": pipeline.sha256,
        "labels": dict(pipeline.labels),
        "groups": list(pipeline.groups),
        "active": pipeline.active,
        "state": state,
    }


# -- pipelines of one's own ------------------------------------------------------------------------------------------


def _add_pipeline_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--inspect", metavar="LOCATION", help="say what a folder or installed package holds; runs nothing"
    )
    what.add_argument("--trust", metavar="LOCATION", help="let this pipeline suggest, and run its code, as it is now")
    what.add_argument("--remove", metavar="NAME", help="stop using a pipeline")
    parser.add_argument("--name", help="what to call it (the name it gives itself, numbered if taken)")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        type=_pair,
        metavar="THEIRS=OURS",
        help="a label of theirs and what it is here; without any, as it was, or else labels of the same name",
    )


def _pair(word: str) -> tuple[str, str]:
    theirs, separator, ours = word.rpartition("=")
    if not (separator and theirs and ours):
        raise argparse.ArgumentTypeError(f"not THEIRS=OURS: {word}")
    return theirs, ours


def _pipeline(arguments: argparse.Namespace, _progress: Progress) -> Outcome:
    from annotations.suggesters.trust import inspect
    from annotations.workspace import Workspace

    reading = arguments.inspect is not None
    with Workspace.open(arguments.project, read_only=reading) as workspace:
        if arguments.remove is not None:
            return _remove(workspace, arguments.remove)
        seen = inspect(arguments.inspect if reading else arguments.trust)
        if reading:
            return Outcome(values=asdict(seen), lines=tuple(_seen_lines(seen)))
        return _trust(workspace, seen, arguments.name, arguments.map)


def _trust(workspace: "Workspace", seen: "Inspection", name: str | None, pairs: Sequence[tuple[str, str]]) -> Outcome:
    from annotations.suggesters.pipelines import free_name, trusted_before

    pipelines = workspace.settings.pipelines
    before = trusted_before(seen.location, pipelines)
    others = tuple(each for each in pipelines if each is not before)
    holder = next((each for each in others if each.name == name), None)
    if holder is not None:
        raise CommandRefused(f"{name} is the pipeline in {holder.location}: use another name, or --remove that one")
    called = name or (before.name if before is not None else free_name(seen.name, others))
    labels = before.labels if before is not None and not pairs else _labels(seen, pairs, workspace.schema)
    pipeline = Pipeline(name=called, location=seen.location, sha256=seen.sha256, labels=labels, groups=seen.groups)
    workspace.set_settings(replace(workspace.settings, pipelines=(*others, pipeline)))
    return _trusted_outcome(seen, pipeline)


def _remove(workspace: "Workspace", name: str) -> Outcome:
    name = name.removeprefix("pipeline:")
    pipelines = workspace.settings.pipelines
    kept = tuple(each for each in pipelines if each.name != name)
    if len(kept) == len(pipelines):
        raise CommandRefused(
            f"no such pipeline: {name}: {', '.join(each.name for each in pipelines) or 'there is none'}"
        )
    workspace.set_settings(replace(workspace.settings, pipelines=kept))
    return Outcome(values={"removed": name}, lines=(f"{name}: no longer used",))


def _labels(seen: "Inspection", pairs: Sequence[tuple[str, str]], schema: Schema) -> tuple[tuple[str, str], ...]:
    """The labels as they are paired; without pairs, those of the same name."""
    ours = {label.code for kind in Kind for label in schema.active(kind)}
    chosen = dict(pairs) or {label: label for label in seen.labels if label in ours}
    unknown = [label for label in chosen.values() if label not in ours]
    if unknown:
        raise CommandRefused(f"this project has no label {unknown[0]}")
    if not chosen:
        raise CommandRefused(
            f"no label of {seen.name} has a name of this project: use --map; it has {', '.join(seen.labels)}"
        )
    return tuple(sorted(chosen.items()))


def _trusted_outcome(seen: "Inspection", pipeline: Pipeline) -> Outcome:
    left_out = [label for label in seen.labels if label not in dict(pipeline.labels)]
    values = {
        "name": pipeline.name,
        "location": pipeline.location,
        "sha256": pipeline.sha256,
        "labels": dict(pipeline.labels),
        "left_out": left_out,
        "groups": list(pipeline.groups),
    }
    lines = [f"{pipeline.name}: trusted as it is now", f"{pipeline.location}", f"sha256 {pipeline.sha256}"]
    lines += [f"{theirs} is {ours}" for theirs, ours in pipeline.labels]
    lines += [f"left out: {', '.join(left_out)}"] if left_out else []
    return Outcome(values=values, lines=tuple(lines))


def _seen_lines(seen: "Inspection") -> Iterable[str]:
    yield f"{seen.name} {seen.version}, language {seen.language}"
    yield seen.location
    yield f"sha256 {seen.sha256} ({counted(seen.files, 'file')}, {seen.size:,} bytes)"
    yield f"components: {', '.join(seen.components)}"
    yield f"labels: {', '.join(seen.labels) or 'none it tells of'}"
    if seen.groups:
        yield f"groups: {', '.join(seen.groups)}"


SUGGESTERS = Command(name="suggesters", title="list what suggests here", add_arguments=add_project, run=_suggesters)
PIPELINE = Command(
    name="pipeline",
    title="use a spaCy pipeline of your own",
    add_arguments=_add_pipeline_arguments,
    run=_pipeline,
)
