"""`spandesk train`: learn from what annotators decided, and let the new model suggest if it is better."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from annotations.model.learned import LearnedModel, Learner, Measure, Verdict
from annotations.model.mention import Kind
from desktop import lessons
from desktop.commands.base import Command, CommandRefused, Outcome, Progress, add_project, counted

if TYPE_CHECKING:
    from annotations.suggesters.learning.examples import Example
    from annotations.workspace import Workspace

_REASONS = {
    "better": "better, beyond chance: it suggests from now on",
    "within_noise": "not used: better, but that may be chance",
    "no_better": "not used: no better than what suggests now",
    "too_few_articles": "not used: too few articles held back to say whether it is better",
    "nothing_to_learn": "nothing learned: too few decisions of this kind",
}


def _minutes(word: str) -> float:
    minutes = float(word)
    if not 0 < minutes <= 24 * 60:
        raise ValueError(word)
    return minutes


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--fast", action="store_true", help="seconds: linear models on frozen features (what is done)")
    how.add_argument("--slow", action="store_true", help="minutes: a component of a spaCy pipeline")
    how.add_argument("--rules", action="store_true", help="learn nothing: suggest by the rules alone from now on")
    parser.add_argument("--kind", choices=[kind.value for kind in Kind], help="what to learn (both)")
    parser.add_argument(
        "--annotator", metavar="NAME", help="whose decisions to learn from (the rulings, else whoever finished most)"
    )
    parser.add_argument("--minutes", type=_minutes, default=15.0, metavar="N", help="at most so long for each kind")


def _train(arguments: argparse.Namespace, progress: Progress) -> Outcome:
    from annotations.workspace import Workspace

    learner = Learner.SLOW if arguments.slow else Learner.FAST
    kinds = [Kind(arguments.kind)] if arguments.kind else list(Kind)
    with Workspace.open(arguments.project) as workspace:
        if arguments.rules:
            return _back_to_rules(workspace, kinds)
        annotator = _annotator(workspace, arguments.annotator)
        examples = list(workspace.examples(annotator))
        grown = workspace.grow_phrases(annotator) if workspace.settings.grow_phrases else 0
        # It is learned by the rules, and judged against them where the model in use cannot be had.
        plan = lessons.plan_of_project(workspace, lessons.models_folder(), lambda _: None)
        made = []
        for kind in kinds:
            if workspace.schema.active(kind):
                trained = lessons.lesson(
                    workspace,
                    learner,
                    kind,
                    examples,
                    plan=plan,
                    on_progress=partial(_say, progress, kind),
                    seconds=60 * arguments.minutes,
                )
                # Kept at once, so that stopping at the second kind loses nothing of the first.
                made.append(lessons.keep(workspace, learner, kind, trained, datetime.now(UTC)))
    return _outcome(annotator, examples, grown, made)


def _back_to_rules(workspace: "Workspace", kinds: Sequence[Kind]) -> Outcome:
    """No model suggests mentions of these kinds any more; all of them are kept."""
    left = [model for model in workspace.models() if model.active and model.kind in kinds]
    for model in left:
        workspace.activate_model(None, model.kind)
    lines = [f"{model.kind} {model.learner} {model.number}: not in use any more" for model in left]
    return Outcome(
        values={"annotator": None, "articles": 0, "finished": 0, "phrases_grown": 0, "models": [], "left": len(left)},
        lines=tuple(lines or ["the rules suggest already"]),
    )


def _say(progress: Progress, kind: Kind, share: float, what: str) -> None:
    progress.say(f"{kind}: {share:.0%} {what}")


def _annotator(workspace: "Workspace", asked: str | None) -> str:
    names = [summary.annotator for summary in workspace.set_summaries()]
    if asked is not None and asked not in names:
        raise CommandRefused(f"no annotations by {asked}: {', '.join(names) or 'there are none yet'}")
    annotator = asked or workspace.annotator_to_learn_from()
    if annotator is None:
        raise CommandRefused("no annotations to learn from yet")
    return annotator


def _outcome(annotator: str, examples: "Sequence[Example]", grown: int, made: Sequence[LearnedModel]) -> Outcome:
    finished = sum(example.complete for example in examples)
    lines = [f"learned from {annotator}: {counted(len(examples), 'article')}, {finished:,} of them finished"]
    lines += [f"{counted(grown, 'phrase')} more on the list"] if grown else []
    for model in made:
        lines += [f"{model.kind} {model.learner} {model.number}: {_verdict_in_words(model.verdict)}"]
        lines += [
            f"  learned from {counted(point.articles, 'article')}: {_f1(point.new)}, now {_f1(point.old)}"
            for point in model.curve
        ]
    return Outcome(
        values={
            "annotator": annotator,
            "articles": len(examples),
            "finished": finished,
            "phrases_grown": grown,
            "models": [_row(model) for model in made],
            "left": 0,
        },
        lines=tuple(lines),
    )


def _verdict_in_words(verdict: Verdict) -> str:
    words = _REASONS[verdict.reason]
    if verdict.new is None or verdict.old is None:
        return words
    return (
        f"{words} ({counted(verdict.articles, 'article')} held back: {_f1(verdict.new)}, now {_f1(verdict.old)};"
        f" difference {verdict.difference:+.3f}, at least {verdict.low:+.3f})"
    )


def _f1(measure: Measure) -> str:
    return f"F1 {measure.f1:.3f} ({measure.low:.3f} to {measure.high:.3f})"


def _row(model: LearnedModel) -> dict[str, Any]:
    return {
        "kind": model.kind.value,
        "learner": model.learner.value,
        "number": model.number,
        "active": model.active,
        "trained_on": model.trained_on,
        "seconds": round(model.seconds, 3),
        "verdict": asdict(model.verdict),
        "curve": [asdict(point) for point in model.curve],
    }


TRAIN = Command(name="train", title="learn from what was decided", add_arguments=_add_arguments, run=_train)
