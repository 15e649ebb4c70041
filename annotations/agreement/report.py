"""Report: what a page or a file says about the agreement of some annotators, worked out once. Plain values."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from annotations.agreement import events, spans
from annotations.agreement.disagreements import Disagreement, Group, facets, groups
from annotations.agreement.documents import Finished, Pair, pairs
from annotations.agreement.estimate import Estimate
from annotations.agreement.events import EventCounts
from annotations.agreement.figures import FEWEST_SPANS, Figures, Resampling, mean
from annotations.agreement.parts import Parts
from annotations.agreement.trouble import Trouble, trouble
from annotations.errors import Cancelled
from annotations.model.mark import Subject
from annotations.model.project import ADJUDICATED

# The figures of all pairs together, and those of each pair, in the order in which they are shown.
SPAN_FIGURES = ("strict_f1", "exact_boundary_f1", "type_f1", "partial_f1", "overlap_f1", "soft_iou_f1", "iou50_f1")
CHANCE_FIGURES = ("u_alpha_2016", "u_alpha_2016_layered", "token_alpha_nominal", "token_fleiss")
PAIR_FIGURES = ("strict_f1", "exact_boundary_f1", "type_f1", "trigger_id", "trigger_cls", "argument_cls")
MOST_GROUPS = 1_000

# Labels of the one and of the other; "" stands for nothing. Of a confusion the order of annotators means nothing.
Confusion = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRow:
    """How well annotators agree on one label (strict F1), event type (trigger and type) or role (with its event).

    `units` counts what either marked; `few` says that they are too few to say much. `alpha` is the unitizing alpha of
    the layer of an entity label.
    """

    label: str
    f1: Estimate
    units: int
    few: bool
    alpha: Estimate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """Two annotators: `PAIR_FIGURES` by name, the articles both finished, in how many of them neither marked anything,
    and how many spans are aligned for which reason."""

    pair: Pair
    figures: Mapping[str, Estimate]
    articles: int
    both_empty: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCell:
    """Two annotators in one article: strict F1 and trigger-and-type F1 (None where undefined), what they differ in."""

    f1: float | None
    events: float | None
    disagreements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article: by pair that finished it, how well they agree in it."""

    article: str
    title: str
    source: str
    cells: Mapping[Pair, ArticleCell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article as a report reads it: its parts, what annotators differ in there, and its source data.

    `finished` says when annotators finished it, also those who did it again; `again` has the parts of what these marked
    the first and the second time.
    """

    parts: Parts
    disagreements: tuple[Disagreement, ...]
    title: str = ""
    source: str = ""
    finished: Mapping[str, Finished] = field(default_factory=dict)
    again: Parts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The agreement of `annotators` over the articles that two or more of them finished.

    `figures` has `SPAN_FIGURES`, `CHANCE_FIGURES` and `events.LEVELS` over all pairs together. `others` is each
    annotator against the others (the mean of the pairs), `rulings` each against the rulings. `reasons` counts the
    disagreements in `groups` by subject; of these only the first `MOST_GROUPS` are there, `more_groups` are not.
    """

    annotators: tuple[str, ...]
    articles: int
    figures: Mapping[str, Estimate]
    mean_of_pairs: Estimate
    pairs: tuple[PairRow, ...]
    others: Mapping[str, Estimate]
    rulings: tuple[PairRow, ...]
    labels: tuple[LabelRow, ...]
    types: tuple[LabelRow, ...]
    roles: tuple[LabelRow, ...]
    confusion: Confusion
    confusion_same_extent: Confusion
    confusion_types: Confusion
    confusion_roles: Confusion
    reasons: Mapping[Subject, Mapping[str, int]]
    groups: tuple[Group, ...]
    more_groups: int
    by_article: tuple[ArticleRow, ...]
    trouble: Trouble


def report(
    sources: Sequence[Source],
    annotators: Iterable[str],
    resampling: Resampling | None = None,
    *,
    on_progress: Callable[[int, int], None] = lambda done, of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """The report on these annotators. Rulings are compared with each of them, and pooled with them only if named.

    `on_progress` is told how many steps are done, of how many. Raises Cancelled soon after `cancelled` says so.
    """
    names = tuple(sorted(set(annotators)))
    making = _Making(sources, names, resampling or Resampling(), _Steps(on_progress, cancelled))
    found = [each for source in sources for each in source.disagreements]
    together, figures, labels = groups(found), making.figures_of_all(), making.labels()
    counts, event_counts = making.figures.span_counts(making.pairs), making.figures.event_counts(making.pairs)
    rows = tuple(map(making.pair, making.pairs))
    confusion = unordered(counts.confusion)
    return Report(
        annotators=names,
        articles=sum(len(set(names) & source.parts.document.annotators()) > 1 for source in sources),
        figures=figures,
        mean_of_pairs=mean(row.figures["strict_f1"] for row in rows),
        pairs=rows,
        others={name: mean(row.figures["strict_f1"] for row in rows if name in row.pair) for name in names},
        rulings=making.rulings(),
        labels=labels,
        types=making.event_labels("trigger_cls", event_counts),
        roles=making.event_labels("argument_cls_attached", event_counts),
        confusion=confusion,
        confusion_same_extent=unordered(counts.same_extent),
        confusion_types=unordered(event_counts.types),
        confusion_roles=unordered(event_counts.roles),
        reasons=facets(found),
        groups=together[:MOST_GROUPS],
        more_groups=max(0, len(together) - MOST_GROUPS),
        by_article=tuple(map(making.article, sources)),
        trouble=trouble(found, confusion, {row.label: row.f1 for row in labels if not row.few}, figures),
    )


def pair_row(figures: Figures, pair: Pair) -> PairRow:
    """Two annotators over the documents of these figures."""
    counts = figures.span_sums([pair])
    return PairRow(
        pair=pair,
        figures={name: _f1(figures, name, [pair]) for name in PAIR_FIGURES},
        articles=counts.documents,
        both_empty=round(counts["both_empty"]),
        counts={name: round(counts[name]) for name in spans.COUNTED},
    )


def _f1(figures: Figures, name: str, some: Sequence[Pair]) -> Estimate:
    return figures.event_f1(name, some) if name in events.LEVELS else figures.span_f1(name, some)


def unordered(counts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """A confusion whichever annotator comes first: each two labels in order, what was not marked ("") last."""
    found = Counter[tuple[str, str]]()
    for labels, many in counts.items():
        one, other = sorted(label for label in labels if label != spans.NONE) + [""] * labels.count(spans.NONE)
        found[one, other] += many
    return dict(sorted(found.items()))


@dataclass(slots=True)
class _Steps:
    """Says after each step how far the work is."""

    on_progress: Callable[[int, int], None]
    cancelled: Callable[[], bool]
    of: int = 0
    done: int = 0

    def step(self) -> None:
        """One more is done."""
        if self.cancelled():
            raise Cancelled
        self.done += 1
        self.on_progress(self.done, self.of)


class _Making:
    """A report in the making."""

    def __init__(
        self, sources: Sequence[Source], names: tuple[str, ...], resampling: Resampling, steps: _Steps
    ) -> None:
        self._parts = tuple(source.parts for source in sources)
        self._names = names
        self._resampling = resampling
        self._steps = steps
        self.pairs = pairs(names)
        self.figures = Figures(self._parts, names, resampling)
        self._labels = self.figures.labels
        self._ruled = ADJUDICATED not in names and any(ADJUDICATED in each.document.marks for each in self._parts)
        steps.of = len(SPAN_FIGURES) + len(CHANCE_FIGURES) + len(events.LEVELS) + len(self._labels) + len(self.pairs)
        steps.of += len(names) * self._ruled

    def figures_of_all(self) -> dict[str, Estimate]:
        """The figures of all pairs together."""
        found = {}
        for name in (*SPAN_FIGURES, *events.LEVELS, *CHANCE_FIGURES):
            found[name] = self._chance(name) if name in CHANCE_FIGURES else _f1(self.figures, name, self.pairs)
            self._steps.step()
        return found

    def _chance(self, name: str) -> Estimate:
        if len(self._names) < 2:
            return Estimate(value=None, reason="one_annotator")
        ways: Mapping[str, Callable[[], Estimate]] = {
            "u_alpha_2016": partial(self.figures.u_alpha, "full"),
            "u_alpha_2016_layered": partial(self.figures.u_alpha, "layered"),
            "token_alpha_nominal": self.figures.token_alpha,
            "token_fleiss": self.figures.token_fleiss,
        }
        return ways[name]()

    def pair(self, pair: Pair) -> PairRow:
        """Two annotators."""
        self._steps.step()
        return pair_row(self.figures, pair)

    def rulings(self) -> tuple[PairRow, ...]:
        """Each annotator against the rulings, unless these are an annotator's like any other, or nothing is ruled."""
        if not self._ruled:
            return ()
        return tuple(self.pair((min(name, ADJUDICATED), max(name, ADJUDICATED))) for name in self._names)

    def labels(self) -> tuple[LabelRow, ...]:
        """The entity labels that any of the annotators used, by name."""
        rows = []
        for label in self._labels:
            f1 = self.figures.label_f1(label, self.pairs)
            alpha = self.figures.u_alpha_of_label(label)
            rows.append(LabelRow(label=label, f1=f1, units=f1.units, few=f1.units < FEWEST_SPANS, alpha=alpha))
            self._steps.step()
        return tuple(rows)

    def event_labels(self, level: str, counts: EventCounts) -> tuple[LabelRow, ...]:
        """The event types or roles that are counted on one of the `events.LABELLED_LEVELS`, by name."""
        labels = sorted(label for of_level, label in counts.labels if of_level == level)
        return tuple(self._event_label(level, label) for label in labels)

    def _event_label(self, level: str, label: str) -> LabelRow:
        f1 = self.figures.event_label_f1(level, label, self.pairs)
        return LabelRow(label=label, f1=f1, units=f1.units, few=f1.units < FEWEST_SPANS)

    def article(self, source: Source) -> ArticleRow:
        """One article."""
        differ = Counter(each.pair for each in source.disagreements)
        parts = source.parts
        cells = {
            pair: ArticleCell(
                f1=spans.f1("strict_f1", counts),
                events=events.f1("trigger_cls", parts.events[pair]) if pair in parts.events else None,
                disagreements=differ[pair],
            )
            for pair in self.pairs
            if (counts := parts.spans.get(pair)) is not None
        }
        return ArticleRow(article=parts.document.id, title=source.title, source=source.source, cells=cells)
