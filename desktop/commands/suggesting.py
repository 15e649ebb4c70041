"""`spandesk suggest`: compute suggestions for every article that lacks them."""

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from annotations.errors import BadInput
from annotations.model.ids import ArticleId, RunId
from annotations.model.suggestion import Suggestion
from annotations.model.wire import schema_to_json
from desktop import lessons
from desktop.commands.base import Command, CommandRefused, Outcome, Progress, add_project, counted

if TYPE_CHECKING:
    from annotations.suggesters.base import Notice, Plan

_Made = tuple[ArticleId, dict[RunId, list[Suggestion]]]


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
    parser.add_argument(
        "--again",
        action="store_true",
        help="everywhere, in finished articles too, where what became of earlier undecided suggestions is forgotten",
    )


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
        unreadable: list[Exception] = []
        whole = lessons.plan_of_project(workspace, lessons.models_folder(), unreadable.append)
        plan = _chosen(whole, arguments.suggester)
        wanted = {run.id: run for run in runs(workspace.schema, plan)}
        todo = workspace.article_ids()
        if not arguments.again:
            # What was on offer when an article was finished stays as it was, or what became of it would be forgotten.
            todo = workspace.unprepared(tuple(wanted), len(todo), spare_finished=True) if wanted else []
        texts = (ArticleText.of(workspace.article(article_id)) for article_id in todo)
        made = suggest_batch(schema_to_json(workspace.schema), plan, texts, notices.append)
        for article_id, by_run in _readable(made, plan):
            for run_id, suggestions in by_run.items():
                workspace.save_suggestions(wanted[run_id], {article_id: suggestions})
                by_label.update(suggestion.mention.label for suggestion in suggestions)
            articles += 1
            progress.say(f"{articles:,} of {counted(len(todo), 'article')}")
    return _outcome(articles, by_label, time.monotonic() - began, notices, len(wanted), unreadable)


def _readable(made: Iterator[_Made], plan: "Plan") -> Iterator[_Made]:
    """What is made, until a learned model turns out to be one that this version cannot read."""
    try:
        yield from made
    except BadInput as error:
        if not plan.models:
            raise
        raise CommandRefused(f"{error}; spandesk train PROJECT --rules goes back to the rules") from error


def _outcome(
    articles: int,
    by_label: Counter[str],
    seconds: float,
    notices: Sequence["Notice"],
    suggesters: int,
    unreadable: Sequence[Exception],
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
            *(f"the rules instead of a learned model: {error}" for error in unreadable),
        ),
        # What the others found stands; only when there are no others was nothing done.
        refusal=str(failed[0].error) if failed and len(failed) == suggesters else "",
    )


SUGGEST = Command(
    name="suggest", title="compute suggestions where there are none yet", add_arguments=_add_arguments, run=_suggest
)
