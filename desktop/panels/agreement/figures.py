"""How well annotators agree, in numbers: figures of spans, then of events."""

from collections.abc import Iterable, Mapping

from annotations.agreement.alignment import BOTH, BOUNDARY, EXTRA, LABEL, MISSING
from annotations.agreement.disagreements import Which
from annotations.agreement.estimate import Estimate
from annotations.agreement.events import EVENT_REASONS, LEVELS
from annotations.agreement.report import CHANCE_FIGURES, SPAN_FIGURES, Report
from annotations.model.mark import Subject
from desktop.agreement_report.sections import ALPHAS, FIRST, FIRST_OF_EVENTS
from desktop.models import agreement_words as words
from desktop.panels.agreement.card import ChartCard
from desktop.panels.agreement.chart_model import Cell
from desktop.panels.agreement.chart_view import NEAR
from desktop.panels.agreement.interval_rows import Figure, IntervalRows, figure_cell
from desktop.panels.quiet_button import QuietButton

# What does not count as agreed in a figure that forgives something; in the others it is every disagreement.
_NOT_FORGIVEN: Mapping[str, frozenset[str]] = {
    "exact_boundary_f1": frozenset({BOUNDARY, BOTH, MISSING, EXTRA}),
    "partial_f1": frozenset({BOUNDARY, BOTH, MISSING, EXTRA}),
    "type_f1": frozenset({LABEL, BOTH, MISSING, EXTRA}),
    "soft_iou_f1": frozenset({LABEL, BOUNDARY, BOTH, MISSING, EXTRA}),
    "overlap_f1": frozenset({MISSING, EXTRA}),
    "trigger_id": frozenset(EVENT_REASONS) - {"trigger_match", "trigger_label"},
}


def places_of(name: str) -> Which:
    """The disagreements that keep a figure below 1."""
    subject = Subject.SPAN
    if name in LEVELS:
        subject = Subject.EVENT if name.startswith("trigger") else Subject.ARGUMENT
    return Which(subjects=frozenset({subject}), reasons=_NOT_FORGIVEN.get(name, frozenset()))


class FiguresCard(ChartCard):
    """The figures asked for first; the others unfold below them."""

    def __init__(self) -> None:
        super().__init__(self.tr("How well, in numbers"), self.tr("with 95 % interval"))
        self.rows = IntervalRows(self.tr("How well, in numbers"))
        self.more = QuietButton(self.tr("More figures"), inset=NEAR)
        self.more.setCheckable(True)
        self.more.toggled.connect(lambda _: self._show())
        self.add_chart(self.rows)
        self.column.addWidget(self.more)
        self._report: Report | None = None

    def show_report(self, report: Report) -> None:
        """Show the figures of all pairs together."""
        self._report = report
        self._show()

    def _show(self) -> None:
        self.more.set_words(self.tr("Fewer figures") if self.more.isChecked() else self.tr("More figures"))
        if self._report is not None:
            spans, events = _names(self._report.figures, every=self.more.isChecked())
            rows: list[Cell | None] = list(self._cells(self._report, spans))
            if events:
                rows += [None, *self._cells(self._report, events)]
            self.rows.show_rows(rows)

    def _cells(self, report: Report, names: Iterable[str]) -> Iterable[Cell]:
        for name in names:
            estimate, which = report.figures[name], places_of(name)
            figure = Figure(
                name=words.figure_name(name),
                dots=(estimate,),
                value=words.figure(estimate.value),
                beside=words.interval(estimate),
                instead=words.undefined(estimate.reason) if estimate.value is None else "",
                bold=name == FIRST[0],
            )
            yield figure_cell(figure, in_words(figure.name, estimate), which, self._hint(report, name, which))

    def _hint(self, report: Report, name: str, which: Which) -> str:
        (subject,) = which.subjects
        counts = report.reasons[subject]
        count = sum(many for reason, many in counts.items() if not which.reasons or reason in which.reasons)
        meaning = words.figure_meaning(name)
        if not count:
            return self.tr("Agreed means: {0}. Nobody differs in that.").format(meaning)
        return self.tr("Agreed means: {0}. Click to see the {1} disagreements.").format(meaning, words.number(count))


def in_words(name: str, estimate: Estimate) -> str:
    """A figure as a screen reader says it: "Span and label: .79, .76–.82, 118 articles"."""
    parts = [words.figure(estimate.value), words.interval(estimate), words.remark(estimate)]
    if estimate.articles:
        parts.append(words.articles(estimate.articles))
    return f"{name}: {', '.join(part for part in parts if part)}"


def _names(figures: Mapping[str, Estimate], *, every: bool) -> tuple[list[str], list[str]]:
    """The figures of spans and those of events, if there are events."""
    alpha = next((name for name in ALPHAS if figures[name].value is not None), ALPHAS[0])
    first = [*FIRST, alpha]
    events = list(FIRST_OF_EVENTS) if figures["trigger_id"].value is not None else []
    if every:
        first += [name for name in (*SPAN_FIGURES, *CHANCE_FIGURES) if name not in first]
        events += [name for name in LEVELS if events and name not in events]
    return first, events
