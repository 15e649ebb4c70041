"""What the child processes do: generator functions over plain values. No Qt here.

Each yields as it goes, so that the window can show progress and the work can be stopped in between.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.errors import SetUnclear, StoreUnavailable
from annotations.importers.base import ImportedArticle
from annotations.model.project import (
    ADJUDICATED,
    SUGGESTIONS,
    AnnotatedArticle,
    Rejected,
    SetSummary,
    is_own_work,
)
from annotations.suggesters.base import ArticleText, Plan
from annotations.suggesters.worker import tell

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace

BATCH = 16


def read_files(
    paths: Sequence[Path], format_id: str | None, annotator: str | None
) -> Iterator[list[ImportedArticle | Rejected]]:
    """Read articles from files and folders, in batches of records."""
    from annotations.importers import read

    batch: list[ImportedArticle | Rejected] = []
    for record in read(paths, format_id=format_id, annotator=annotator):
        batch.append(record)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def suggest(schema: dict[str, Any], plan: Plan, articles: Sequence[ArticleText]) -> Iterator[Any]:
    """Suggestions for each article in turn: (article id, {run id: suggestions})."""
    from annotations.suggesters.base import suggest_batch

    yield from suggest_batch(schema, plan, articles)


def export(location: str, format_id: str, folder: str, which: str | None) -> Iterator[Any]:
    """Write a project in one format: the number of articles as it grows, at last the ExportReport.

    `which` is an annotator's name, `SUGGESTIONS`, or None for the only or the adjudicated set.
    """
    import exporters
    from annotations.workspace import Workspace
    from exporters.files import OutputFolder

    with Workspace.open(location, read_only=True) as workspace:
        articles = chosen_articles(workspace, which)
        out = OutputFolder(Path(folder))
        try:
            yield exporters.find(format_id).write(_counted(articles), workspace.schema, out, {})
        except OSError as error:
            raise StoreUnavailable(str(error.filename or folder), error.strerror or str(error)) from error


def _counted(articles: Iterator[AnnotatedArticle]) -> Iterator[AnnotatedArticle]:
    for count, article in enumerate(articles, start=1):
        tell(count)
        yield article


def chosen_articles(workspace: "Workspace", which: str | None) -> Iterator[AnnotatedArticle]:
    """The articles of the set that is meant, streamed. Raises SetUnclear where there is none to mean."""
    chosen = choose_set(which, workspace.set_summaries())
    if chosen == ADJUDICATED:
        return (
            replace(each, rulings=tuple(workspace.rulings(each.article.id))) for each in workspace.annotated(chosen)
        )
    if chosen != SUGGESTIONS:
        return workspace.annotated(chosen)
    if not workspace.counts()["prepared"]:
        raise SetUnclear("no suggestions yet; spandesk suggest makes them", ())
    return workspace.annotated(None, suggestions_as_set=True, with_suggestions=True)


def choose_set(asked: str | None, summaries: Sequence[SetSummary]) -> str:
    """The set that is meant. Raises SetUnclear, naming the choices, where nobody can tell."""
    names = [summary.annotator for summary in summaries]
    if asked is not None:
        if asked != SUGGESTIONS and asked not in names:
            raise SetUnclear(f"no annotations by {asked}", (*names, SUGGESTIONS))
        return asked
    if ADJUDICATED in names:
        return ADJUDICATED
    own = [name for name in names if is_own_work(name)]
    if len(own) == 1:
        return own[0]
    raise SetUnclear("several analysts" if names else "no annotations yet", (*names, SUGGESTIONS))
