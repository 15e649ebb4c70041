"""The docket: every place of a project at which those who finished differ, read in a child process. No Qt."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.agreement.cases import Case
from annotations.agreement.disputes import Dispute
from annotations.model.annotation_set import Status
from annotations.model.ids import ArticleId
from annotations.model.project import SUGGESTIONS, SetFacts, is_own_work
from annotations.suggesters.worker import tell_now_and_then, uncollected
from desktop.agreements import Measuring

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """What there is to rule on: disputes by article in the order of import, then in text order.

    `titles` and `sources` are of the articles looked at, `annotators` whoever finished one of them. Those `unpassed`
    wait for what all agree on to pass, be it only that there is nothing to rule on in them.
    """

    disputes: tuple[Dispute, ...] = ()
    titles: Mapping[ArticleId, str]
    sources: Mapping[ArticleId, str]
    annotators: tuple[str, ...] = ()
    unpassed: tuple[ArticleId, ...] = ()


def docket(location: str, only: Sequence[ArticleId] | None = None) -> Iterator[Docket]:
    """Look through the articles that two or more finished, or through some of these; tells `Measuring` as it goes."""
    from annotations.workspace import Workspace

    with Workspace.open(location, read_only=True) as workspace, uncollected():
        found = docket_in(workspace, only, tell_now_and_then)
    yield found


def docket_in(
    workspace: "Workspace",
    only: Sequence[ArticleId] | None = None,
    on_progress: Callable[[Measuring], None] = lambda measuring: None,
) -> Docket:
    """The same of an open project."""
    wanted = None if only is None else set(only)
    ids = [id_ for id_ in _shared(workspace.set_facts()) if wanted is None or id_ in wanted]
    return docketed(_counted(workspace.cases(ids), len(ids), on_progress))


def docketed(cases: Iterable[Case]) -> Docket:
    """What there is to rule on in these cases, in their order."""
    disputes: list[Dispute] = []
    titles, sources = dict[ArticleId, str](), dict[ArticleId, str]()
    annotators: set[str] = set()
    unpassed: list[ArticleId] = []
    for case in cases:
        disputes += case.disputes()
        titles[case.article.id] = case.article.title
        sources[case.article.id] = case.article.meta.source
        annotators.update(each.annotator for each in case.sets)
        if case.is_behind():
            unpassed.append(case.article.id)
    return Docket(
        disputes=tuple(disputes),
        titles=titles,
        sources=sources,
        annotators=tuple(sorted(annotators)),
        unpassed=tuple(unpassed),
    )


def _shared(facts: Iterable[SetFacts]) -> list[ArticleId]:
    """The articles that two or more finished, in the order of the facts."""
    finished: dict[ArticleId, int] = {}
    for each in facts:
        if each.status is Status.DONE and each.annotator != SUGGESTIONS and is_own_work(each.annotator):
            finished[each.article_id] = finished.get(each.article_id, 0) + 1
    return [id_ for id_, many in finished.items() if many > 1]


def _counted(cases: Iterable[Case], of: int, on_progress: Callable[[Measuring], None]) -> Iterator[Case]:
    for done, case in enumerate(cases, start=1):
        on_progress(Measuring("articles", done, of))
        yield case
