"""Exports as the child process and the command line make them: a project and a profile in, files out. No Qt."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.errors import SetUnclear, StoreUnavailable
from annotations.model.ids import ArticleId
from annotations.model.project import (
    ADJUDICATED,
    EVERYBODY,
    MAJORITY,
    SUGGESTIONS,
    UNION,
    AnnotatedArticle,
    SetSummary,
    is_own_work,
)
from annotations.suggesters.worker import tell, tell_now_and_then
from desktop.version import program_version

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace
    from exporters.profile import Profile
    from exporters.run import Materials, Written
    from exporters.split import SplitResult
    from exporters.split_warnings import Findings

# What near-duplicates are found by, of the texts seen so far: they never change, so that the next time is fast.
_known: dict[Any, Any] = {}


def trial(location: str, profile: "Profile", annotator: str) -> Iterator["Written"]:
    """Write a project where nobody sees it; tells (articles, of how many, being written) as it goes.

    Spans in the sets of `annotator` can be mended.
    """
    from annotations.workspace import Workspace
    from exporters import run

    with Workspace.open(location, read_only=True) as workspace:
        made = replace(materials(workspace, profile, with_suggestions=True), annotator=annotator)
        yield _in_words(lambda: run.trial(profile, made, _tell), "")


def export(
    location: str, profile: "Profile", annotator: str, where: "SplitResult | None", folder: str
) -> Iterator["Written"]:
    """Write a project into a folder, split as a trial said; tells the same."""
    from annotations.workspace import Workspace
    from exporters import run

    with Workspace.open(location, read_only=True) as workspace:
        made = replace(materials(workspace, profile), annotator=annotator)
        yield _in_words(lambda: run.export(profile, made, where, Path(folder), _tell), folder)


def pins_of_near_duplicates(location: str, article_ids: Collection[ArticleId]) -> Iterator["int | Findings"]:
    """What pins do to these articles and their near-duplicates; tells how many articles were read as it goes."""
    from annotations.duplicates import clusters
    from annotations.workspace import Workspace
    from exporters.split_families import pins_among

    with Workspace.open(location, read_only=True) as workspace:
        groups = clusters(workspace.texts(), known=_known, on_progress=tell_now_and_then)
        before = workspace.split_of()
    yield pins_among(groups, article_ids, before)


def _tell(done: int, of: int, writing: bool) -> None:
    # Only what tells hears that it should stop, so the end of each going through is always told.
    say = tell if done >= of else tell_now_and_then
    say((done, of, writing))


def _in_words(work: Callable[[], "Written"], folder: str) -> "Written":
    try:
        return work()
    except OSError as error:
        raise StoreUnavailable(str(error.filename or folder), error.strerror or str(error)) from error


def materials(workspace: "Workspace", profile: "Profile", *, with_suggestions: bool = False) -> "Materials":
    """What a project gives to an export. With suggestions, those that nobody decided can be counted.

    Raises SetUnclear if nobody has a set such as the profile wants.
    """
    from annotations.duplicates import clusters
    from exporters.manifest import Facts
    from exporters.run import Materials

    source = profile.truth.source
    choose_set(source, workspace.set_summaries())
    if source == SUGGESTIONS and not workspace.counts()["prepared"]:
        raise SetUnclear("no suggestions yet; spandesk suggest makes them", (), SUGGESTIONS)
    return Materials(
        schema=workspace.schema,
        articles=lambda: _articles(workspace, source, with_suggestions),
        count=workspace.counts()["articles"],
        facts=Facts(title=workspace.title, program=program_version(), newest_decision=workspace.newest_decision()),
        groups=lambda: clusters(workspace.texts(), known=_known),
        before=workspace.split_of(),
        unseen=_unseen(workspace, source),
    )


def _unseen(workspace: "Workspace", source: str) -> tuple[ArticleId, ...]:
    """The articles in which there is no set of that name, where one is asked for."""
    if source in (SUGGESTIONS, MAJORITY, UNION, EVERYBODY):
        return ()
    seen = {each.article_id for each in workspace.set_facts() if each.annotator == source}
    return tuple(id_ for id_ in workspace.article_ids() if id_ not in seen)


def _articles(workspace: "Workspace", source: str, with_suggestions: bool) -> Iterable[AnnotatedArticle]:
    if source == SUGGESTIONS:
        return workspace.annotated(None, suggestions_as_set=True, with_suggestions=True)
    if source in (MAJORITY, UNION, EVERYBODY):
        return workspace.annotated(None, with_suggestions=with_suggestions or source == EVERYBODY)
    articles = workspace.annotated(source, with_suggestions=with_suggestions)
    if source != ADJUDICATED:
        return articles
    return (replace(each, rulings=tuple(workspace.rulings(each.article.id))) for each in articles)


def choose_set(asked: str | None, summaries: Sequence[SetSummary]) -> str:
    """The set that is meant. Raises SetUnclear, naming the choices, where nobody can tell."""
    names = [summary.annotator for summary in summaries]
    own = [name for name in names if is_own_work(name)]
    together = [MAJORITY, UNION, EVERYBODY] if own else []
    if asked is not None:
        if asked not in (SUGGESTIONS, *together, *names):
            raise SetUnclear(f"no annotations by {asked}", (*names, *together, SUGGESTIONS), asked)
        return asked
    if ADJUDICATED in names:
        return ADJUDICATED
    if len(own) == 1:
        return own[0]
    raise SetUnclear("several analysts" if names else "no annotations yet", (*names, *together, SUGGESTIONS))
