"""Where the disagreements behind a number are, all of them: to settle these and no others."""

from collections.abc import Iterator

from annotations.agreement.choice import Choice
from annotations.agreement.disagreements import Disagreement, Which
from annotations.model.ids import ArticleId
from desktop.agreements import sources_of
from desktop.worklist import Where


def places_of(location: str, choice: Choice, which: Which) -> Iterator[tuple[Where, ...]]:
    """The places of the disagreements meant, as they were measured last. Runs in a child process."""
    from annotations.workspace import Workspace

    with Workspace.open(location, read_only=True) as workspace:
        sources = sources_of(workspace, choice, workspace.set_facts(), changed=())
        yield tuple(_where(each) for source in sources for each in source.disagreements if which.takes(each))


def _where(each: Disagreement) -> Where:
    marks = [mark for mark in (each.a, each.b) if mark is not None]
    start, end = min(mark.start for mark in marks), max(mark.end for mark in marks)
    return Where(ArticleId(each.article), each.subject, start, end)
