"""The middle of the Agreement page: two sentences, then the charts of one of its four parts."""

import re
from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotations.agreement.disagreements import Which
from annotations.agreement.report import Report
from annotations.model.schema import Schema
from desktop import chrome
from desktop.agreements import Agreement
from desktop.models.agreement_nothing import Act, Nothing
from desktop.models.agreement_words import headline, sentences
from desktop.panels.agreement.again import AgainCard
from desktop.panels.agreement.card import ChartCard
from desktop.panels.agreement.confusion import ConfusionCard
from desktop.panels.agreement.figures import FiguresCard
from desktop.panels.agreement.heat import HeatCard
from desktop.panels.agreement.labels import LabelsCard
from desktop.panels.agreement.pairs import PairsCard
from desktop.panels.agreement.pulls import PullsCard
from desktop.panels.agreement.trend import TrendCard
from desktop.panels.card_columns import CardColumns
from desktop.panels.page_sentence import PageSentence, Stretch
from desktop.panels.section import scrolled
from desktop.panels.segments import Segments

_SIDE, _TOP, _BETWEEN = 28, 20, 16
_SHARES = (7, 8)
_LARGER = 19 / 17  # the sentence of a page, against a title
_BRACKETS = re.compile(r" ?\([^()]*\)")


class AgreementMiddle(chrome.Surface):
    """Knows no store: it is given a report, and says which number was chosen, or what is to be done where there is
    none.
    """

    chosen = Signal(object)  # Which
    act_wanted = Signal(object)  # Act

    def __init__(self) -> None:
        super().__init__("page")
        self.parts = Segments(
            self.tr("Parts of the page"),
            (self.tr("Entities and events"), self.tr("Over time"), self.tr("Articles"), self.tr("Suggestions")),
            wraps=False,
        )
        self.headline = PageSentence("title", 28, larger=_LARGER)
        self.sentence = PageSentence("readback", 20, color="text_2")
        self.button = chrome.KeyButton("", kind="main", high=32)
        self.figures, self.pairs, self.labels = FiguresCard(), PairsCard(), LabelsCard()
        self.confusion, self.heat = ConfusionCard(), HeatCard()
        self.trend, self.again, self.pulls = TrendCard(), AgainCard(), PullsCard()
        self.cards: tuple[ChartCard | HeatCard, ...] = (
            self.figures, self.pairs, self.labels, self.confusion, self.heat, self.again,
        )  # fmt: skip
        columns = ((self.figures, self.labels), (self.pairs, self.confusion))
        self.shown: tuple[QWidget, ...] = (
            CardColumns(columns, _SHARES),
            CardColumns(((self.trend, self.again),), (1,)),
            self.heat,
            CardColumns(((self.pulls,),), (1,)),
        )
        self._act: Act | None = None
        self._agreement: Agreement | None = None
        # Parts that show it already; the others follow when they come into sight.
        self._filled: set[int] = set()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        side = chrome.px(_SIDE)
        above = QHBoxLayout()
        above.addWidget(self.parts)
        above.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self.button)
        below.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(side, 0, side, chrome.px(_TOP))
        column.setSpacing(chrome.px(_BETWEEN) // 2)
        column.addWidget(self.headline)
        column.addWidget(self.sentence)
        column.addLayout(below)
        column.addSpacing(chrome.px(_BETWEEN))
        # Not a stack: that is as high as its highest part, and the others would end in a void.
        for part in self.shown:
            column.addWidget(part, 1)
        column.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, chrome.px(_TOP), 0, 0)
        whole.setSpacing(chrome.px(8))
        above.setContentsMargins(side, 0, side, 0)
        whole.addLayout(above)
        whole.addWidget(scrolled(inside), 1)

    def _connect(self) -> None:
        self.parts.show_chosen(0)
        self.parts.chosen.connect(lambda _: self._show_parts(there=True))
        self.button.clicked.connect(lambda _=False: self.act_wanted.emit(self._act))
        for card in self.cards:
            card.chosen.connect(self._choose)

    def _choose(self, which: Which) -> None:
        self.show_chosen(which)
        self.chosen.emit(which)

    def show_chosen(self, which: Which | None) -> None:
        """Mark the cells that lead there, wherever they are; None for nothing chosen."""
        for card in self.cards:
            card.show_chosen(which)

    def set_schema(self, schema: Schema) -> None:
        """The labels of the project that is open, with their hues."""
        for card in (self.labels, self.confusion):
            card.set_schema(schema)

    def show_agreement(self, agreement: Agreement) -> None:
        """Show what was measured."""
        report = agreement.report
        said = headline(report.figures["strict_f1"])
        self.headline.show_text(said, quiet=[match.span() for match in _BRACKETS.finditer(said)])
        more = " ".join(sentences(report))
        self.sentence.show_text(more, bold=_codes(more, report))
        self.sentence.setVisible(bool(more))
        self._agreement = agreement
        self._filled.clear()
        self._show_parts(there=True)

    def _fill(self, place: int, agreement: Agreement) -> None:
        report = agreement.report
        match place:
            case 0:
                for card in (self.figures, self.pairs, self.labels, self.confusion):
                    card.show_report(report)
            case 1:
                self.trend.show_trend(agreement.trend)
                self.again.show_again(agreement.again)
            case 2:
                self.heat.show_report(report)
            case 3:
                self.pulls.show_pulls(agreement.pulls)

    def show_nothing(self, why: Nothing) -> None:
        """Say why there is nothing to show, and what helps."""
        self.headline.show_text(why.headline)
        self.sentence.show_text(why.words)
        self.sentence.show()
        self._act = why.act
        self.button.set_words(why.button)
        self._show_parts(there=False)

    def show_blank(self) -> None:
        """Nothing is known yet."""
        self.headline.show_text("")
        self.sentence.hide()
        self._show_parts(there=False)
        self.button.hide()

    def _show_parts(self, *, there: bool) -> None:
        current = self.parts.current()
        if there and self._agreement is not None and current not in self._filled:
            self._filled.add(current)
            self._fill(current, self._agreement)
        for place, part in enumerate(self.shown):
            part.setVisible(there and place == current)
        self.parts.setVisible(there)
        self.button.setVisible(not there)


def _codes(words: str, report: Report) -> Iterator[Stretch]:
    """Where labels are named."""
    codes = sorted((row.label for row in report.labels), key=len, reverse=True)
    if codes:
        for match in re.finditer(rf"(?<!\w)({'|'.join(map(re.escape, codes))})(?!\w)", words):
            yield match.span()
