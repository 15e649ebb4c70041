"""An export from beginning to end: written aside, read back, described, and only then put in its place."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from annotations.errors import ProjectChanged
from annotations.model.ids import ArticleId
from annotations.model.mention import EntityMention
from annotations.model.native import MANIFEST
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.split import Part, Placed
from exporters.base import Exporter, ExportIssue, ExportReport
from exporters.files import OutputFolder
from exporters.left_out import LeftOut, Why
from exporters.manifest import Facts, manifest, measured
from exporters.preflight import MOST_PLACES, Observation, PreflightRow, Watched, preflight
from exporters.profile import Profile, check
from exporters.read_back import ReadBack, read_back
from exporters.replacing import aside, edited, outdated
from exporters.split import SplitItem, SplitResult, Wanted, split
from exporters.truth import Given

# Articles up to which it is said what other choices would lose.
_MOST_PRICED = 500

# Articles gone through, of how many, and whether they are being written.
Progress = Callable[[int, int, bool], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """What a project gives to an export.

    `articles` begins anew each time it is called; `count` is how many they are. `groups` finds the near-duplicates of
    the project; `before` is where articles were placed by earlier exports. Only sets of `annotator` can be mended.
    `unseen` are articles that are not among `articles`, for want of a set.
    """

    schema: Schema
    articles: Callable[[], Iterable[AnnotatedArticle]]
    count: int
    facts: Facts
    groups: Callable[[], Iterable[frozenset[ArticleId]]]
    before: Mapping[ArticleId, Placed] = field(default_factory=dict)
    annotator: str = ""
    unseen: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an export wrote, or would write: `rows` are what should be known of it first.

    `read_back` says that everything was found again in the files, as far as this program reads the format. `prices` are
    what other choices of an option would lose, as far as that is known. `files` are where the files are in the end.
    """

    report: ExportReport
    rows: tuple[PreflightRow, ...] = ()
    split: SplitResult | None = None
    read_back: bool = False
    prices: Mapping[tuple[str, str], int] = field(default_factory=dict)
    files: tuple[str, ...] = ()


def place(profile: Profile, materials: Materials, progress: Progress) -> SplitResult | None:
    """Where each article that is exported goes; None if the export is not split."""
    wanted = profile.split or (Wanted() if check(profile).always_split else None)
    if wanted is None:
        return None
    group_of = {id_: min(group) for group in materials.groups() for id_ in group}
    articles = _watched(materials, progress, writing=False)
    given = Given(profile.truth, materials.schema, articles)
    items = [_item(annotated, group_of.get(annotated.article.id, "")) for annotated in given]
    return split(items, wanted, materials.before)


def _item(annotated: AnnotatedArticle, group: str) -> SplitItem:
    labels: dict[str, int] = {}
    events = 0
    for each in annotated.sets:
        for mention in each.mentions.values():
            labels[mention.label] = labels.get(mention.label, 0) + 1
            events += not isinstance(mention, EntityMention)
    meta = annotated.article.meta
    return SplitItem(
        article_id=annotated.article.id,
        title=annotated.article.title,
        group=group,
        source=meta.source,
        date=meta.date,
        labels=labels,
        events=events,
    )


def trial(profile: Profile, materials: Materials, progress: Progress) -> Written:
    """Write an export where nobody sees it, and say what it was like. Raises OSError, ValueError."""
    where = place(profile, materials, progress)
    with TemporaryDirectory(prefix="spandesk-") as folder:
        written = _Run(profile, materials, where, progress).write(Path(folder))
        return replace(written, prices=_prices(profile, materials, where, progress, Path(folder, "priced")))


def _prices(
    profile: Profile, materials: Materials, where: SplitResult | None, progress: Progress, folder: Path
) -> dict[tuple[str, str], int]:
    """What the other choices would lose, found out by writing them; of a large project nobody would wait for it."""
    exporter = check(profile)
    if materials.count > _MOST_PRICED:
        return {}
    prices = {}
    for name in exporter.priced:
        for number, choice in enumerate(_others(exporter, name, profile)):
            other = replace(profile, options={**profile.options, name: choice})
            reports = _Run(other, materials, where, progress).reports(folder / f"{name}{number}")
            prices[name, choice] = sum(len(each.lost) for each in reports.values())
    return prices


def _others(exporter: Exporter, name: str, profile: Profile) -> list[str]:
    """The choices of an option besides that of the profile."""
    choices = exporter.options[name].split("|")
    return [each for each in choices if each != profile.options.get(name, choices[0])]


def export(
    profile: Profile, materials: Materials, where: SplitResult | None, folder: Path, progress: Progress
) -> Written:
    """Write an export with its manifest into a folder. What was there under its names stays until all is written.

    `where` is what `place` said. Raises OSError and ValueError, also if there is nothing to write, and ProjectChanged
    where it does not say it of all.
    """
    with aside(folder) as hidden:
        run = _Run(profile, materials, where, progress)
        written = run.write(hidden.path)
        if not written.report.articles:
            raise ValueError("no article goes into this export, so nothing was written")
        files = [Path(name) for name in written.files]
        described = hidden.path / MANIFEST
        with OutputFolder(hidden.path).open(MANIFEST) as stream:
            stream.write(run.manifest(written, hidden.path))
        # The last moment at which it can be stopped.
        progress(materials.count, materials.count, True)
        kept = hidden.keep([*files, described], outdated(folder), edited(folder))
    return replace(written, files=kept, report=replace(written.report, files=kept[:-1]))


def _watched(materials: Materials, progress: Progress, *, writing: bool) -> Iterator[AnnotatedArticle]:
    for number, annotated in enumerate(materials.articles(), start=1):
        progress(number, materials.count, writing)
        yield annotated


class _Run:
    """One writing of an export into a folder that is its own."""

    def __init__(self, profile: Profile, materials: Materials, where: SplitResult | None, progress: Progress) -> None:
        self._profile, self._materials, self._where, self._progress = profile, materials, where, progress
        self._exporter = check(profile)
        # Of each part the last going through; an exporter may go through it more than once.
        self._given: dict[Part | None, tuple[Given, Watched]] = {}

    def write(self, folder: Path) -> Written:
        """Write all but the manifest, and find it again."""
        return self._written(self.reports(folder))

    def reports(self, folder: Path) -> Mapping[Part | None, ExportReport]:
        """Write all but the manifest; what the exporter says of it, of each part where each was written by itself."""
        options = self._profile.options
        if self._where is None:
            return {None: self._exporter.write(self._articles(None), self._schema, OutputFolder(folder), options)}
        if self._exporter.write_parts is not None:
            parts = {part: partial(self._articles, part) for part in self._parts}
            return {None: self._exporter.write_parts(parts, self._schema, OutputFolder(folder), options)}
        return {
            part: self._exporter.write(self._articles(part), self._schema, OutputFolder(folder / part.value), options)
            for part in self._parts
        }

    @property
    def _parts(self) -> list[Part]:
        assert self._where is not None
        return [row.part for row in self._where.rows]

    @property
    def _schema(self) -> Schema:
        return Given(self._profile.truth, self._materials.schema, ()).schema

    def _articles(self, part: Part | None, *, again: bool = False) -> Iterator[AnnotatedArticle]:
        articles = _watched(self._materials, self._progress, writing=True)
        if part is not None:
            articles = (each for each in articles if self._part_of(each.article.id) is part)
        given = Given(self._profile.truth, self._materials.schema, articles)
        watched = Watched(given, given.schema, given.in_project)
        if not again:
            self._given[part] = given, watched
        return self._placed(watched)

    def _placed(self, articles: Iterable[AnnotatedArticle]) -> Iterator[AnnotatedArticle]:
        """Only articles that were placed: what is new might belong with one on another side."""
        for each in articles:
            if self._where is not None and each.article.id not in self._where.parts:
                raise ProjectChanged(each.article.id)
            yield each

    def _written(self, reports: Mapping[Part | None, ExportReport]) -> Written:
        report = self._whole(list(reports.values()))
        found = [self._found(part, each) for part, each in reports.items()]
        missing = tuple(self._in_project(each) for one in found if one is not None for each in one.missing)
        report = replace(report, notes=(*report.notes, *missing))
        observed = [_together([watched.observed for _given, watched in self._given.values()])]
        repairable = self._profile.truth.source == self._materials.annotator
        return Written(
            report=report,
            rows=preflight(report, self._left_out(), observed, repairable=repairable),
            split=self._where,
            read_back=all(
                one is not None and one.confirms(each) for one, each in zip(found, reports.values(), strict=True)
            ),
            files=report.files,
        )

    def _left_out(self) -> list[LeftOut]:
        rows = [row for given, _watched in self._given.values() for row in given.left_out]
        unseen = self._materials.unseen
        return [*rows, LeftOut(why=Why.UNSEEN, count=len(unseen), articles=unseen)] if unseen else rows

    def _whole(self, reports: Sequence[ExportReport]) -> ExportReport:
        """One report of all parts, its places those in the project."""
        lost = [each for given, _watched in self._given.values() for each in given.lost]
        return ExportReport(
            articles=sum(each.articles for each in reports),
            mentions=sum(each.mentions for each in reports),
            events=sum(each.events for each in reports),
            arguments=sum(each.arguments for each in reports),
            lost=(*lost, *(self._in_project(issue) for each in reports for issue in each.lost)),
            notes=tuple(self._in_project(issue) for each in reports for issue in each.notes),
            files=tuple(name for each in reports for name in each.files),
        )

    def _part_of(self, article_id: ArticleId) -> Part | None:
        """Where the article goes. One that is left out was not placed, and is counted with the first part."""
        if self._where is None:
            return None
        placed = self._where.parts.get(article_id)
        return self._parts[0] if placed is None else placed.part

    def _in_project(self, issue: ExportIssue) -> ExportIssue:
        return self._given[self._part_of(ArticleId(issue.article_id))][0].in_project(issue)

    def _found(self, part: Part | None, report: ExportReport) -> ReadBack | None:
        parts = [part] if part in self._given else self._parts
        articles = chain.from_iterable(self._articles(each, again=True) for each in parts)
        return read_back(self._profile.format_id, report, articles, self._profile.options)

    def manifest(self, written: Written, folder: Path) -> bytes:
        """The description of what was written into the folder."""
        labels: Counter[str] = Counter()
        for given, _watched in self._given.values():
            labels.update(given.labels)
        return manifest(
            self._profile,
            self._materials.schema,
            self._materials.facts,
            written.report,
            self._where.rows if self._where is not None else (),
            self._left_out(),
            measured(folder, map(Path, written.files)),
            labels=labels,
        )


def _together(parts: Sequence[Observation]) -> Observation:
    """The same thing observed in several parts, as one."""
    whole = Observation(parts[0].reason)
    for each in parts:
        whole.count += each.count
        whole.inside += each.inside
        whole.details.update(each.details)
        whole.places += each.places[: MOST_PLACES - len(whole.places)]
    return whole
