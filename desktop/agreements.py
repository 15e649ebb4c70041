"""How well annotators agree, worked out in a child process: the report, and the places behind its counts. No Qt.

Parts of articles are kept from one time to the next, so that only what changed is worked out again.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotations.agreement.again import Again, again
from annotations.agreement.choice import Choice, Taken, taken
from annotations.agreement.coverage import Coverage, coverage, coverage_of_documents
from annotations.agreement.disagreements import (
    MATCHES,
    Around,
    Disagreement,
    Group,
    Which,
    around,
    disagreements,
)
from annotations.agreement.documents import Document, annotators, pairs
from annotations.agreement.figures import Resampling
from annotations.agreement.gamma import Gamma
from annotations.agreement.looks import looks
from annotations.agreement.parts import parts
from annotations.agreement.pull import Look, Pull, pulls
from annotations.agreement.report import Report, Source, report
from annotations.agreement.trend import Trend, trend
from annotations.model.ids import ArticleId
from annotations.model.project import ADJUDICATED, AnnotatedArticle, SetFacts
from annotations.suggesters.worker import tell_now_and_then, uncollected

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace

MOST_LISTED = 200
_SINGLY = 1 / 20  # a larger share of the articles is read faster all in a row


@dataclass(frozen=True, slots=True)
class Measuring:
    """How far it is: so many of the articles read, or of the figures computed."""

    what: str  # "articles", "figures"
    done: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Everything that the page on agreement shows of a project, and how it was chosen and computed.

    Of a file instead of a project there is no `choice`. `gamma` is there when it was asked for. `again` has those who
    did articles again. `pulls` is what suggestions do to annotators, first to all where there are several; empty unless
    some of the work was done blind and some was not.
    """

    title: str
    choice: Choice | None
    resampling: Resampling
    coverage: Coverage
    report: Report
    trend: Trend
    again: tuple[Again, ...] = ()
    pulls: tuple[Pull, ...] = ()
    gamma: Gamma | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A disagreement in its article."""

    disagreement: Disagreement
    title: str
    around: Around


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a project under a choice: its articles, and looks at suggestions where these are compared."""

    location: str
    choice: Choice
    sources: Mapping[str, Source]
    looks: Mapping[str, tuple[Look, ...]]

    def lacks(self, id_: str, counting: Taken) -> bool:
        """True if something of the article counts that is not there."""
        return (id_ in counting.sets and id_ not in self.sources) or (id_ in counting.either and id_ not in self.looks)


# Of the choice measured last, so that a changed article or a click on a number need not read the project again.
_read: _Read | None = None


def measured(
    location: str, choice: Choice, resampling: Resampling, changed: Sequence[ArticleId] | None = None
) -> Iterator[Agreement]:
    """Measure the agreement in a project; tells `Measuring` as it goes.

    With `changed` only these articles are read again, if the same choice was measured last.
    """
    from annotations.workspace import Workspace

    with Workspace.open(location, read_only=True) as workspace, uncollected():
        yield measured_in(workspace, choice, resampling, changed, tell_now_and_then)


def measured_in(
    workspace: "Workspace",
    choice: Choice,
    resampling: Resampling,
    changed: Sequence[ArticleId] | None = None,
    on_progress: Callable[[Measuring], None] = lambda measuring: None,
) -> Agreement:
    """The same of an open project."""
    facts = workspace.set_facts()
    counting = taken(choice, facts)
    read = _reading(workspace, counting, changed, on_progress)
    return _agreement(
        workspace.title,
        choice,
        coverage(facts, workspace.counts()["articles"], choice),
        tuple(read.sources.values()),
        [look for each in read.looks.values() for look in each],
        counting.names,
        resampling,
        on_progress,
    )


def _agreement(
    title: str,
    choice: Choice | None,
    covered: Coverage,
    sources: Sequence[Source],
    looked: Sequence[Look],
    names: Sequence[str],
    resampling: Resampling,
    on_progress: Callable[[Measuring], None],
) -> Agreement:
    return Agreement(
        title=title,
        choice=choice,
        resampling=resampling,
        coverage=covered,
        report=report(
            sources, names, resampling, on_progress=lambda done, of: on_progress(Measuring("figures", done, of))
        ),
        trend=trend(sources, names, resampling),
        again=again(sources, names, resampling),
        pulls=tuple(pulls(looked)),
    )


def measured_documents(
    title: str,
    documents: Sequence[Document],
    texts: Mapping[str, str],
    resampling: Resampling,
    on_progress: Callable[[Measuring], None] = lambda measuring: None,
    looked: Sequence[Look] = (),
) -> tuple[Agreement, tuple[Source, ...]]:
    """The same of documents without a project, and their parts. `texts` has those that are known, by document; `looked`
    are looks at what was suggested in them."""
    names = annotators(documents)
    sources = []
    for done, document in enumerate(documents, start=1):
        on_progress(Measuring("articles", done, len(documents)))
        sources.append(_source(document, texts.get(document.id, ""), names, title=document.id))
    covered = coverage_of_documents(documents)
    agreement = _agreement(title, None, covered, sources, looked, names, resampling, on_progress)
    return agreement, tuple(sources)


def sources_of(
    workspace: "Workspace",
    choice: Choice,
    facts: Sequence[SetFacts],
    changed: Sequence[ArticleId] | None = None,
) -> tuple[Source, ...]:
    """The articles that somebody finished under the choice, in the order of import. Those kept are not made anew."""
    return tuple(_reading(workspace, taken(choice, facts), changed).sources.values())


def _reading(
    workspace: "Workspace",
    counting: Taken,
    changed: Sequence[ArticleId] | None = None,
    on_progress: Callable[[Measuring], None] = lambda measuring: None,
) -> _Read:
    global _read
    known = _known(workspace.location, counting.choice)
    sources, looked = dict(known.sources), dict(known.looks)
    wanted = dict.fromkeys((*counting.sets, *counting.either))
    stale = {id_ for id_ in wanted if changed is None or id_ in changed or known.lacks(id_, counting)}
    for done, annotated in enumerate(_articles(workspace, stale, counting, of=len(wanted)), start=1):
        on_progress(Measuring("articles", done, len(stale)))
        id_ = annotated.article.id
        if id_ in counting.sets:
            sources[id_] = _source_of(annotated, counting, sources.get(id_))
        if id_ in counting.either:
            looked[id_] = _looks(workspace, annotated, counting)
    _read = _Read(
        workspace.location,
        counting.choice,
        {id_: sources[id_] for id_ in counting.sets},
        {id_: looked[id_] for id_ in counting.either},
    )
    return _read


def listed(location: str, choice: Choice, which: Which) -> Iterator[tuple[Listed, ...]]:
    """The first of the disagreements that are meant, in their articles; of agreements too, where these are meant."""
    from annotations.workspace import Workspace

    with Workspace.open(location, read_only=True) as workspace:
        yield listed_in(workspace, choice, which)


def listed_in(workspace: "Workspace", choice: Choice, which: Which) -> tuple[Listed, ...]:
    """The same of an open project."""
    counting = taken(choice, workspace.set_facts())
    read = _reading(workspace, counting, changed=())
    found: list[Listed] = []
    for id_, source in read.sources.items():
        if len(found) >= MOST_LISTED:
            break
        if which.article not in ("", id_):
            continue
        meant: Iterable[Disagreement] = source.disagreements
        if which.reasons & MATCHES:
            text = workspace.article(ArticleId(id_)).text
            meant = disagreements(source.parts.document, text, pairs(counting.names), matches=True)
        found += _in_their_places(workspace, source, [each for each in meant if which.takes(each)])
    return tuple(found[:MOST_LISTED])


def examples(workspace: "Workspace", groups: Iterable[Group]) -> dict[Group, Around]:
    """The example of each group in its place."""
    return {group: around(group.example, workspace.article(ArticleId(group.example.article)).text) for group in groups}


def _in_their_places(workspace: "Workspace", source: Source, meant: Sequence[Disagreement]) -> Iterator[Listed]:
    if meant:
        text = workspace.article(ArticleId(source.parts.document.id)).text
        for each in meant:
            yield Listed(disagreement=each, title=source.title, around=around(each, text))


def _known(location: str, choice: Choice) -> _Read:
    """What was read last, if it was this."""
    same = _read is not None and (_read.location, _read.choice) == (location, choice)
    return _read if same and _read is not None else _Read(location, choice, {}, {})


def _articles(
    workspace: "Workspace", wanted: Collection[ArticleId], counting: Taken, *, of: int
) -> Iterator[AnnotatedArticle]:
    """These articles `of` so many, with their sets, and what was suggested where that is compared."""
    if len(wanted) > of * _SINGLY:
        for annotated in workspace.annotated(None, done_only=True, with_suggestions=bool(counting.blind)):
            if annotated.article.id in wanted:
                yield annotated
        return
    for id_ in wanted:
        names = counting.sets.get(id_, {}).keys() | counting.blind.get(id_, {}).keys() | {ADJUDICATED}
        yield AnnotatedArticle(
            article=workspace.article(id_),
            sets=tuple(workspace.load_set(id_, name) for name in sorted(names)),
            suggestions=tuple(workspace.suggestions(id_)) if counting.blind else (),
        )


def _looks(workspace: "Workspace", annotated: AnnotatedArticle, counting: Taken) -> tuple[Look, ...]:
    id_, times = annotated.article.id, workspace.step_times(each.id for each in annotated.sets)
    labels = counting.choice.labels
    return tuple(looks(annotated, counting.blind[id_], times, names=counting.either[id_], labels=labels))


def _source_of(annotated: AnnotatedArticle, counting: Taken, known: Source | None) -> Source:
    """The article as a report reads it; what is known of it stays where it is the same."""
    article, document, twice = annotated.article, counting.document(annotated), counting.again(annotated)
    if known is None or known.parts.document != document:
        known = _source(document, article.text, counting.names, title=article.title, source=article.meta.source)
    second = known.again if known.again is not None and known.again.document == twice else None
    if second is None and twice is not None:
        second = parts(twice)
    return replace(known, finished=counting.finished(annotated), again=second)


def _source(document: Document, text: str, names: Sequence[str], *, title: str, source: str = "") -> Source:
    return Source(
        parts=parts(document),
        disagreements=tuple(disagreements(document, text, pairs(names))),
        title=title,
        source=source,
    )
