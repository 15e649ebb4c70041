"""How well annotators agree on each label, event type and role."""

from collections.abc import Iterable, Sequence

from annotations.agreement.disagreements import Which
from annotations.agreement.figures import FEWEST_SPANS
from annotations.agreement.report import LabelRow, Report
from annotations.model.mark import Subject
from annotations.model.mention import Kind
from annotations.model.schema import Schema
from desktop.models import agreement_words as words
from desktop.panels.agreement.card import ChartCard, foot
from desktop.panels.agreement.chart_model import Cell
from desktop.panels.agreement.figures import in_words
from desktop.panels.agreement.interval_rows import Figure, IntervalRows, figure_cell, heading_cell

_HIGH = 24


class LabelsCard(ChartCard):
    """Labels from the best to the worst, then those with too little to say; event types and roles below, if any."""

    def __init__(self) -> None:
        super().__init__(self.tr("By label"), self.tr("spans"))
        self.rows = IntervalRows(self.tr("By label"), high=_HIGH)
        self.empty = foot(self.tr("Nobody marked anything yet."))
        self.add_chart(self.rows)
        self.column.addWidget(self.empty)
        self._schema: Schema | None = None
        self._report: Report | None = None

    def set_schema(self, schema: Schema) -> None:
        """Where the hues of labels are."""
        self._schema = schema
        self._show()

    def show_report(self, report: Report) -> None:
        """Show the labels that somebody used."""
        self._report = report
        self._show()

    def _show(self) -> None:
        report = self._report
        if report is None:
            return
        rows = self._cells(Subject.SPAN, report.labels)
        for subject, name, beside, found in (
            (Subject.EVENT, self.tr("Event types"), self.tr("events"), report.types),
            (Subject.ARGUMENT, self.tr("Roles"), self.tr("fillers"), report.roles),
        ):
            if found:
                rows += [heading_cell(name, beside), *self._cells(subject, found)]
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self.note.setVisible(bool(report.labels))
        self.empty.setVisible(not rows)

    def _cells(self, subject: Subject, rows: Sequence[LabelRow]) -> list[Cell | None]:
        ordered = sorted(rows, key=lambda each: (each.few, -(each.f1.value or 0.0), each.label))
        return list(self._ordered(subject, ordered))

    def _ordered(self, subject: Subject, rows: Iterable[LabelRow]) -> Iterable[Cell]:
        for row in rows:
            counted = words.number(row.units)
            figure = Figure(
                name=row.label,
                dots=(row.f1,),
                value=words.NOTHING if row.few else words.figure(row.f1.value),
                beside=counted,
                instead=self.tr("too few to say") if row.few else "",
                hue=self._hue(subject, row.label),
            )
            which = Which(subjects=frozenset({subject}), label=row.label)
            if row.few:
                few = self.tr("too few to say: {0}, and {1} are needed").format(counted, FEWEST_SPANS)
                spoken = f"{row.label}: {few}"
            else:
                spoken = in_words(row.label, row.f1) + self.tr(", counted {0}").format(counted)
            yield figure_cell(figure, spoken, which, self._hint(row, spoken))

    def _hint(self, row: LabelRow, spoken: str) -> str:
        return self.tr("{0}. Click to see where one has {1} and the other has not the same.").format(spoken, row.label)

    def _hue(self, subject: Subject, code: str) -> str:
        """Roles have no hue of their own."""
        kind = {Subject.SPAN: Kind.ENTITY, Subject.EVENT: Kind.EVENT}.get(subject)
        if kind is None:
            return ""
        label = self._schema.label(code, kind) if self._schema is not None else None
        return label.hue if label is not None else "grey"
