"""`spandesk suggest`: compute suggestions for every article that lacks them."""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotations.model.wire import schema_to_json
from desktop import lessons
from desktop.commands.base import Command, CommandRefused, Outcome, Progress, add_project, counted

if TYPE_CHECKING:
    from annotations.suggesters.base import Notice, Plan


def _suggester(word: str) -> str:
    from annotations.suggesters.base import BUILT_IN

    if word not in BUILT_IN and not word.startswith("pipeline:"):
        raise argparse.ArgumentTypeError(
            f"no such suggester: {word} (choose from {', '.join(BUILT_IN)}, pipeline:NAME)"
        )
    return word


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    parser.add_argument(
        "--suggester",
        action="append",
        metavar="ID",
        type=_suggester,
        help="which suggester to run, more than once if wanted (all that spandesk suggesters lists)",
    )
    parser.add_argument("--again", action="store_true", help="also where these suggesters looked already")


def _chosen(plan: "Plan", asked: Sequence[str] | None) -> "Plan":
    if asked is None:
        return plan
    unknown = [id_ for id_ in asked if id_ not in plan.suggesters]
    if unknown:
        raise CommandRefused(f"no such suggester in this project: {unknown[0]}: one of {', '.join(plan.suggesters)}")
    return plan.only(asked)


def _suggest(arguments: argparse.Namespace, progress: Progress) -> Outcome:
    from annotations.suggesters.base import ArticleText, runs, suggest_batch
    from annotations.workspace import Workspace

    began = time.monotonic()
    by_label: Counter[str] = Counter()
    notices: list[Notice] = []
    articles = 0
    with Workspace.open(arguments.project) as workspace:
        plan = _chosen(lessons.plan_of_project(workspace, lessons.models_folder()), arguments.suggester)
        wanted = {run.id: run for run in runs(workspace.schema, plan)}
        todo = workspace.article_ids()
        if not arguments.again:
            todo = workspace.unprepared(tuple(wanted), len(todo)) if wanted else []
        texts = (ArticleText.of(workspace.article(article_id)) for article_id in todo)
        for article_id, by_run in suggest_batch(schema_to_json(workspace.schema), plan, texts, notices.append):
            for run_id, suggestions in by_run.items():
                workspace.save_suggestions(wanted[run_id], {article_id: suggestions})
                by_label.update(suggestion.mention.label for suggestion in suggestions)
            articles += 1
            progress.say(f"{articles:,} of {counted(len(todo), 'article')}")
    return _outcome(articles, by_label, time.monotonic() - began, notices, len(wanted))


def _outcome(
    articles: int, by_label: Counter[str], seconds: float, notices: Sequence["Notice"], suggesters: int
) -> Outcome:
    from annotations.suggesters.base import LabelsDropped, SuggesterFailed

    labels = dict(sorted(by_label.items(), key=lambda item: (-item[1], item[0])))
    failed = [notice for notice in notices if isinstance(notice, SuggesterFailed)]
    dropped = [notice for notice in notices if isinstance(notice, LabelsDropped)]
    summary = f"{counted(articles, 'article')}, {counted(by_label.total(), 'suggestion')} in {seconds:.1f} seconds"
    left_out = (
        f"{notice.suggester}: left out {label}: {count:,}" for notice in dropped for label, count in notice.counts
    )
    return Outcome(
        values={
            "articles": articles,
            "suggestions": by_label.total(),
            "seconds": round(seconds, 3),
            "by_label": labels,
            "failed": [{"suggester": notice.suggester, "why": str(notice.error)} for notice in failed],
            "left_out": {notice.suggester: dict(notice.counts) for notice in dropped},
        },
        lines=(
            summary,
            *(f"{label}: {count:,}" for label, count in labels.items()),
            *left_out,
            *(f"failed: {notice.error}" for notice in failed),
        ),
        # What the others found stands; only when there are no others was nothing done.
        refusal=str(failed[0].error) if failed and len(failed) == suggesters else "",
    )


SUGGEST = Command(
    name="suggest", title="compute suggestions where there are none yet", add_arguments=_add_arguments, run=_suggest
)
