"""What became of suggestions, worked out in a child process: the ledger, what thresholds would do, the pull. No Qt."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.agreement.looks import looks
from annotations.agreement.pull import Look, Pull, pulls
from annotations.editing.ledger import Finding, LedgerRow, Which, findings, summary
from annotations.model.annotation_set import Status
from annotations.model.fate import Fate
from annotations.model.ids import ArticleId
from annotations.model.project import is_own_work
from annotations.model.project_settings import Order
from annotations.suggesters.order import ordered
from annotations.suggesters.scores import OutlookCurve, outlook_curve

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace

EXAMPLES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything that the pages about suggestions show of a project. `outlooks` are by label; None stands for all."""

    rows: tuple[LedgerRow, ...]
    findings: tuple[Finding, ...]
    outlooks: dict[str | None, OutlookCurve]
    pulls: tuple[Pull, ...]


# Of the project reviewed last, so that a click on a number need not read the project again.
_reviewed: tuple[str, tuple[Fate, ...]] | None = None


def review(location: str) -> Iterator[Review]:
    """Read the whole project and add up what became of its suggestions, in the sets of all annotators."""
    from annotations.workspace import Workspace

    with Workspace.open(location, read_only=True) as workspace:
        fates = _fates(location, workspace)
        rows = summary(fates)
        labels = {fate.label for fate in fates}
        yield Review(
            rows=tuple(rows),
            findings=tuple(findings(rows, fates)),
            outlooks={label: outlook_curve(fates, label) for label in (None, *sorted(labels))},
            pulls=tuple(pulls(list(_looks(workspace)))),
        )


def narrowed(location: str, rows: Sequence[LedgerRow]) -> Iterator[tuple[Finding, ...]]:
    """What is most worth fixing among these rows of the ledger."""
    yield tuple(findings(rows, _known(location)))


def examples(location: str, which: Which) -> Iterator[tuple[tuple[str, Fate], ...]]:
    """The first of the fates that are meant, each with the title of its article."""
    from annotations.workspace import Workspace

    chosen = [fate for fate in _known(location) if which.takes(fate)][:EXAMPLES]
    with Workspace.open(location, read_only=True) as workspace:
        titles = {id_: workspace.article(id_).title for id_ in {fate.article_id for fate in chosen}}
    yield tuple((titles[fate.article_id], fate) for fate in chosen)


def put_in_order(location: str, order: Order, annotator: str) -> Iterator[list[tuple[ArticleId, str]]]:
    """The articles left to this annotator in the order in which to read them, each with the reason as it is stored."""
    from annotations.workspace import Workspace

    with Workspace.open(location, read_only=True) as workspace:
        facts = workspace.order_facts(annotator)
    yield [(article_id, reason.written()) for article_id, reason in ordered(order, facts)]


def _known(location: str) -> tuple[Fate, ...]:
    from annotations.workspace import Workspace

    if _reviewed is not None and _reviewed[0] == location:
        return _reviewed[1]
    with Workspace.open(location, read_only=True) as workspace:
        return _fates(location, workspace)


def _fates(location: str, workspace: "Workspace") -> tuple[Fate, ...]:
    global _reviewed
    _reviewed = location, tuple(workspace.fates())
    return _reviewed[1]


def _looks(workspace: "Workspace") -> Iterator[Look]:
    """The finished sets, each with what was suggested in its article whether or not it was seen."""
    blind: defaultdict[ArticleId, dict[str, bool]] = defaultdict(dict)
    for facts in workspace.set_facts():
        if facts.status is Status.DONE and is_own_work(facts.annotator):
            blind[facts.article_id][facts.annotator] = facts.blind
    for annotated in workspace.annotated(None, done_only=True, with_suggestions=True):
        times = workspace.step_times(each.id for each in annotated.sets)
        done = blind[annotated.article.id]
        yield from looks(annotated, done, times, names=done)
