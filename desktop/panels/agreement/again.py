"""How well annotators agree with themselves on articles that they did twice."""

from collections.abc import Sequence

from annotations.agreement.again import Again
from desktop.models import agreement_words as words
from desktop.models.trend_words import again_in_words
from desktop.panels.agreement.card import ChartCard, foot
from desktop.panels.agreement.figures import in_words
from desktop.panels.agreement.interval_rows import Figure, IntervalRows, figure_cell


class AgainCard(ChartCard):
    """One row for each annotator who did an article again."""

    def __init__(self) -> None:
        super().__init__(self.tr("Against themselves"), self.tr("same span and label, done again blind"))
        self.rows = IntervalRows(self.tr("Against themselves"))
        self.empty = foot(self.tr("Nobody did an article again yet. It takes articles finished 14 days ago or more."))
        self.add_chart(self.rows)
        self.column.addWidget(self.empty)

    def show_again(self, rows: Sequence[Again]) -> None:
        """Show those who did articles again."""
        cells = []
        for row in rows:
            estimate = row.row.figures["strict_f1"]
            figure = Figure(
                name=row.annotator,
                dots=(estimate,),
                value=words.figure(estimate.value),
                beside=words.interval(estimate),
                instead="" if estimate.value is not None else words.undefined(estimate.reason),
            )
            said = in_words(row.annotator, estimate)
            cells.append(figure_cell(figure, said, hint=f"{said}. {again_in_words(row)}"))
        self.rows.show_rows(cells)
        self.rows.setVisible(bool(rows))
        self.note.setVisible(bool(rows))
        self.empty.setVisible(not rows)
