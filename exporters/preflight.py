"""The pre-flight: what somebody should know before an export is kept, line by line, with the places that are meant."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from annotations.model.article import Article
from annotations.model.mention import EventMention, Kind
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from exporters.alignment import issue
from exporters.base import ExportIssue, ExportReport
from exporters.left_out import LeftOut, Why
from exporters.reasons import ROLE_MISSING, Fix, RowKind, meaning, said
from exporters.trimming import IN_FURNITURE, INTO_FURNITURE

# Places of a line that are kept; the count is of all.
MOST_PLACES = 1_000

_ORDER = list(RowKind)
# What can only be done to a set that an annotator works on, in its own text.
_REPAIRS = frozenset((Fix.GROW, Fix.SHRINK, Fix.TRIM, Fix.FILL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is, in code points of the article in the project; a whole article from 0 to 0."""

    article_id: str
    start: int = 0
    end: int = 0
    label: str = ""
    surface: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """One of the names that a line is about, with how often: a label, or a role `of` an event type."""

    what: str
    of: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PreflightRow:
    """A line of the pre-flight.

    `reason` is a key of `exporters.reasons.MEANINGS`, or the reason of a format that is not ours. `is_lost` says that
    nothing of it is in the files. `inside` counts what is lost with it, such as the mentions in articles left out.
    `option` is what another value helps of. `details` come with the most frequent first.
    """

    kind: RowKind
    reason: str
    count: int
    is_lost: bool = False
    inside: int = 0
    places: tuple[Place, ...] = ()
    details: tuple[Detail, ...] = ()
    fixes: tuple[Fix, ...] = ()
    option: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """The figures above all lines: `lost` of `given` mentions, events and arguments, and what is in the files."""

    lost: int
    given: int
    articles: int
    mentions: int
    events: int
    arguments: int


@dataclass
class Observation:
    """A line of the pre-flight in the making."""

    reason: str
    count: int = 0
    inside: int = 0
    places: list[Place] = field(default_factory=list)
    details: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, place: Place, *details: tuple[str, str], inside: int = 0) -> None:
        """Count one more."""
        self.count += 1
        self.inside += inside
        self.details.update(details)
        if len(self.places) < MOST_PLACES:
            self.places.append(place)

    def row(self, *, is_lost: bool = False) -> PreflightRow:
        """The line that comes of it."""
        what = meaning(self.reason, is_lost=is_lost)
        ordered = sorted(self.details.items(), key=lambda each: (-each[1], each[0]))
        return PreflightRow(
            kind=RowKind.NEEDS_YOU if is_lost else what.kind,
            reason=self.reason,
            count=self.count,
            is_lost=is_lost,
            inside=self.inside,
            places=tuple(self.places),
            details=tuple(Detail(name, of, count) for (name, of), count in ordered),
            fixes=what.fixes,
            option=what.option,
        )


def headline(report: ExportReport) -> Headline:
    """What a report comes to; its `lost` are all that are not in the files, whoever left them out."""
    written = report.mentions + report.events + report.arguments
    return Headline(
        lost=len(report.lost),
        given=written + len(report.lost),
        articles=report.articles,
        mentions=report.mentions,
        events=report.events,
        arguments=report.arguments,
    )


def preflight(
    report: ExportReport,
    left_out: Iterable[LeftOut] = (),
    observed: Iterable[Observation] = (),
    *,
    repairable: bool = True,
) -> tuple[PreflightRow, ...]:
    """All lines: what is fixed, what needs somebody, what is good to know; within these the most frequent first.

    Without `repairable` no line offers to change mentions: the set is no annotator's own.
    """
    rows = [
        *(each.row(is_lost=True) for each in _by_reason(report.lost)),
        *(each.row() for each in _by_reason(report.notes)),
        *(each.row() for each in _by_why(left_out, _in_furniture(report))),
        *(each.row() for each in observed if each.count),
    ]
    if not repairable:
        rows = [replace(row, fixes=tuple(fix for fix in row.fixes if fix not in _REPAIRS)) for row in rows]
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.kind), -row.count, row.reason)))


def place_of(found: ExportIssue) -> Place:
    """Where something of a report is."""
    return Place(
        article_id=found.article_id, start=found.start, end=found.end, label=found.label, surface=found.surface
    )


def _by_reason(issues: Iterable[ExportIssue]) -> list[Observation]:
    found: dict[str, Observation] = {}
    for each in issues:
        reason = said(each.reason)
        names = [(reason.what or each.label, reason.of)] if reason.what or reason.of else []
        found.setdefault(reason.key, Observation(reason.key)).add(place_of(each), *names)
    return list(found.values())


def _in_furniture(report: ExportReport) -> int:
    """How many mentions page furniture takes along."""
    return sum(each.reason in (IN_FURNITURE, INTO_FURNITURE) for each in report.lost)


def _by_why(left_out: Iterable[LeftOut], in_furniture: int) -> list[Observation]:
    """Labels that were left out are one line."""
    found: dict[Why, Observation] = {}
    for each in left_out:
        line = found.setdefault(each.why, Observation(each.why.value))
        line.count += each.count
        line.inside += in_furniture if each.why is Why.FURNITURE else each.mentions
        if each.label:
            line.details[each.label, ""] += each.count
        places = [place_of(place) for place in each.places] or [Place(article_id=id_) for id_ in each.articles]
        line.places += places[: MOST_PLACES - len(line.places)]
    return list(found.values())


class Watched:
    """Articles on their way to an exporter, gone through once, and what they lack that no format would say.

    `in_project` says where a place in them is in the project, as `Given.in_project` does.
    """

    def __init__(
        self,
        articles: Iterable[AnnotatedArticle],
        schema: Schema,
        in_project: Callable[[ExportIssue], ExportIssue] = lambda found: found,
    ) -> None:
        self._articles, self._in_project = articles, in_project
        self._required = {
            label.code: [role.name for role in label.roles if role.required]
            for label in schema.labels
            if label.kind is Kind.EVENT
        }
        self.observed = Observation(ROLE_MISSING)

    def __iter__(self) -> Iterator[AnnotatedArticle]:
        for annotated in self._articles:
            for each in annotated.sets:
                for event in each.events():
                    self._look(annotated.article, event)
            yield annotated

    def _look(self, article: Article, event: EventMention) -> None:
        filled = {argument.role for argument in event.arguments}
        gaps = [(role, event.label) for role in self._required.get(event.label, ()) if role not in filled]
        if gaps:
            place = self._in_project(issue(article, event, ROLE_MISSING))
            self.observed.add(place_of(place), *gaps)
