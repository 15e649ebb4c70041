"""How well annotators agree, worked out in a child process: the report, and the places behind its counts. No Qt.

Parts of articles are kept from one time to the next, so that only what changed is worked out again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotations.agreement.choice import Choice
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
from annotations.agreement.parts import parts
from annotations.agreement.report import Report, Source, report
from annotations.model.ids import ArticleId
from annotations.model.project import ADJUDICATED, AnnotatedArticle, SetFacts
from annotations.suggesters.worker import tell

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Measuring:
    """How far it is: so many of the articles read, or of the figures computed."""

    what: str  # "articles", "figures"
    done: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Everything that the page on agreement shows of a project, and how it was chosen and computed.

    Of a file instead of a project there is no `choice`. `gamma` is there when it was asked for.
    """

    title: str
    choice: Choice | None
    resampling: Resampling
    coverage: Coverage
    report: Report
    gamma: Gamma | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A disagreement in its article."""

    disagreement: Disagreement
    title: str
    around: Around


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a project under a choice."""

    location: str
    choice: Choice
    sources: Mapping[str, Source]


# Of the choice measured last, so that a changed article or a click on a number need not read the project again.
_read: _Read | None = None


def measured(
    location: str, choice: Choice, resampling: Resampling, changed: Sequence[ArticleId] | None = None
) -> Iterator[Agreement]:
    """Measure the agreement in a project; tells `Measuring` as it goes.

    With `changed` only these articles are read again, if the same choice was measured last.
    """
    from annotations.workspace import Workspace

    with Workspace.open(location, read_only=True) as workspace:
        yield measured_in(workspace, choice, resampling, changed, tell)


def measured_in(
    workspace: "Workspace",
    choice: Choice,
    resampling: Resampling,
    changed: Sequence[ArticleId] | None = None,
    on_progress: Callable[[Measuring], None] = lambda measuring: None,
) -> Agreement:
    """The same of an open project."""
    facts = workspace.set_facts()
    sources = sources_of(workspace, choice, facts, changed, on_progress)
    names = annotators_of(choice, facts)
    return Agreement(
        title=workspace.title,
        choice=choice,
        resampling=resampling,
        coverage=coverage(facts, workspace.counts()["articles"], choice),
        report=report(
            sources,
            names,
            resampling,
            on_progress=lambda done, of: on_progress(Measuring("figures", done, of)),
        ),
    )


def measured_documents(
    title: str,
    documents: Sequence[Document],
    texts: Mapping[str, str],
    resampling: Resampling,
    on_progress: Callable[[Measuring], None] = lambda measuring: None,
) -> tuple[Agreement, tuple[Source, ...]]:
    """The same of documents without a project, and their parts. `texts` has those that are known, by document."""
    names = annotators(documents)
    sources = []
    for done, document in enumerate(documents, start=1):
        on_progress(Measuring("articles", done, len(documents)))
        sources.append(_source(document, texts.get(document.id, ""), names, title=document.id))
    agreement = Agreement(
        title=title,
        choice=None,
        resampling=resampling,
        coverage=coverage_of_documents(documents),
        report=report(
            sources, names, resampling, on_progress=lambda done, of: on_progress(Measuring("figures", done, of))
        ),
    )
    return agreement, tuple(sources)


def annotators_of(choice: Choice, facts: Iterable[SetFacts]) -> tuple[str, ...]:
    """Who is measured: those chosen; without a choice all who finished something that counts."""
    return tuple(sorted(choice.annotators or {each.annotator for each in facts if choice.takes(each)}))


def sources_of(
    workspace: "Workspace",
    choice: Choice,
    facts: Sequence[SetFacts],
    changed: Sequence[ArticleId] | None = None,
    on_progress: Callable[[Measuring], None] = lambda measuring: None,
) -> tuple[Source, ...]:
    """The articles that somebody finished under the choice, in the order of import. Those kept are not made anew."""
    global _read
    names = annotators_of(choice, facts)
    with_rulings = replace(choice, annotators=(*names, ADJUDICATED)) if names else choice
    by_article = _taken(with_rulings, facts)
    known = _known(workspace.location, choice, by_article)
    found = dict(known)
    stale = None if changed is None else {id_ for id_ in by_article if id_ in changed or id_ not in known}
    for done, annotated in enumerate(_articles(workspace, by_article, stale), start=1):
        on_progress(Measuring("articles", done, len(by_article if stale is None else stale)))
        document = with_rulings.document(annotated, by_article[annotated.article.id])
        kept = known.get(document.id)
        if kept is None or kept.parts.document != document:
            found[document.id] = _source(
                document,
                annotated.article.text,
                names,
                title=annotated.article.title,
                source=annotated.article.meta.source,
            )
    _read = _Read(workspace.location, choice, {id_: found[id_] for id_ in by_article})
    return tuple(_read.sources.values())


def listed(location: str, choice: Choice, which: Which) -> Iterator[tuple[Listed, ...]]:
    """The first of the disagreements that are meant, in their articles; of agreements too, where these are meant."""
    from annotations.workspace import Workspace

    with Workspace.open(location, read_only=True) as workspace:
        yield listed_in(workspace, choice, which)


def listed_in(workspace: "Workspace", choice: Choice, which: Which) -> tuple[Listed, ...]:
    """The same of an open project."""
    facts = workspace.set_facts()
    names = annotators_of(choice, facts)
    if _read is None or (_read.location, _read.choice) != (workspace.location, choice):
        sources_of(workspace, choice, facts)
    assert _read is not None
    found: list[Listed] = []
    for id_, source in _read.sources.items():
        if len(found) >= MOST_LISTED:
            break
        if which.article not in ("", id_):
            continue
        meant: Iterable[Disagreement] = source.disagreements
        if which.reasons & MATCHES:
            text = workspace.article(ArticleId(id_)).text
            meant = disagreements(source.parts.document, text, pairs(names), matches=True)
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


def _taken(choice: Choice, facts: Iterable[SetFacts]) -> dict[ArticleId, dict[str, SetFacts]]:
    """The sets that count, by article and annotator; articles that have rulings only do not count."""
    found: dict[ArticleId, dict[str, SetFacts]] = {}
    for each in facts:
        if choice.takes(each):
            found.setdefault(each.article_id, {})[each.annotator] = each
    return {id_: sets for id_, sets in found.items() if sets.keys() != {ADJUDICATED}}


def _known(location: str, choice: Choice, wanted: Iterable[ArticleId]) -> dict[str, Source]:
    if _read is None or (_read.location, _read.choice) != (location, choice):
        return {}
    return {id_: _read.sources[id_] for id_ in wanted if id_ in _read.sources}


def _articles(
    workspace: "Workspace", by_article: Mapping[ArticleId, Mapping[str, SetFacts]], only: set[ArticleId] | None
) -> Iterator[AnnotatedArticle]:
    """The articles with their sets; `only` some of them, or all (None)."""
    if only is None:
        for annotated in workspace.annotated(None, done_only=True):
            if annotated.article.id in by_article:
                yield annotated
        return
    for id_ in only:
        sets = tuple(workspace.load_set(id_, name) for name in by_article[id_])
        yield AnnotatedArticle(article=workspace.article(id_), sets=sets)


def _source(document: Document, text: str, names: Sequence[str], *, title: str, source: str = "") -> Source:
    return Source(
        parts=parts(document),
        disagreements=tuple(disagreements(document, text, pairs(names))),
        title=title,
        source=source,
    )
