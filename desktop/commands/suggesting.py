"""`spandesk suggest`: compute suggestions for every article that lacks them."""

import argparse
import time
from collections import Counter

from annotations.model.wire import schema_to_json
from desktop.commands.base import Command, Outcome, Progress, add_project, counted


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    from annotations.suggesters.base import BUILT_IN

    add_project(parser)
    parser.add_argument(
        "--suggester",
        action="append",
        choices=tuple(BUILT_IN),
        help="which suggester to run, more than once if wanted (all)",
    )


def _suggest(arguments: argparse.Namespace, progress: Progress) -> Outcome:
    from annotations.suggesters.base import BUILT_IN, ArticleText, plan_for, runs, suggest_batch
    from annotations.workspace import Workspace

    began = time.monotonic()
    by_label: Counter[str] = Counter()
    articles = 0
    with Workspace.open(arguments.project) as workspace:
        plan = plan_for(arguments.suggester or BUILT_IN)
        wanted = {run.id: run for run in runs(workspace.schema, plan)}
        todo = workspace.unprepared(tuple(wanted), len(workspace.article_ids())) if wanted else []
        texts = (ArticleText.of(workspace.article(article_id)) for article_id in todo)
        for article_id, by_run in suggest_batch(schema_to_json(workspace.schema), plan, texts):
            for run_id, suggestions in by_run.items():
                workspace.save_suggestions(wanted[run_id], {article_id: suggestions})
                by_label.update(suggestion.mention.label for suggestion in suggestions)
            articles += 1
            progress.say(f"{articles:,} of {counted(len(todo), 'article')}")
    return _outcome(articles, by_label, time.monotonic() - began)


def _outcome(articles: int, by_label: Counter[str], seconds: float) -> Outcome:
    labels = dict(sorted(by_label.items(), key=lambda item: (-item[1], item[0])))
    summary = f"{counted(articles, 'article')}, {counted(by_label.total(), 'suggestion')} in {seconds:.1f} seconds"
    return Outcome(
        values={
            "articles": articles,
            "suggestions": by_label.total(),
            "seconds": round(seconds, 3),
            "by_label": labels,
        },
        lines=(summary, *(f"{label}: {count:,}" for label, count in labels.items())),
    )


SUGGEST = Command(
    name="suggest", title="compute suggestions where there are none yet", add_arguments=_add_arguments, run=_suggest
)
