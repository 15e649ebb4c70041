"""Order and blindness: which article comes next, in which ones suggestions are hidden, and how they pull."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotations.agreement.pull import Pull
from annotations.model.project_settings import Order
from desktop import chrome
from desktop.models.pull_words import difference_in_words, estimate_in_words, measures
from desktop.panels.cells import SmallTable
from desktop.panels.section import Section, scrolled

_WIDE = 760
_MOST_BLIND = 50
_MOST_ARTICLES = 100
_ROW = 28
_HEAD = 30


class OrderPanel(QWidget):
    """Every choice counts at once."""

    order_changed = Signal(object)  # Order
    blind_changed = Signal(float)  # share in 0..0.5
    refit_changed = Signal(int)  # finished articles between two refits; 0 for never

    def __init__(self) -> None:
        super().__init__()
        self.orders = QButtonGroup(self)
        self.blind = QSpinBox(self)
        self.refit = QSpinBox(self)
        self.pull = SmallTable(
            self.tr("How suggestions pull"),
            [
                self.tr("Analyst"),
                self.tr("Measure"),
                self.tr("With suggestions"),
                self.tr("Blind"),
                self.tr("Difference"),
            ],
            self,
        )
        self.no_pull = chrome.Label(
            self.tr(
                "Not known yet. It takes articles finished with suggestions and articles finished blind by the same "
                "analyst."
            ),
            "quiet",
            wrap=True,
        )
        self._lay_out()
        self._connect()
        self.show_order(Order.IMPORT)
        self.show_pulls(())

    def _lay_out(self) -> None:
        whole = QWidget()
        whole.setMaximumWidth(chrome.px(_WIDE))
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, chrome.px(12), chrome.px(16))
        column.setSpacing(chrome.px(24))
        for section in (self._order_section(), self._refit_section(), self._blind_section(), self._pull_section()):
            column.addWidget(section)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole))

    def _order_section(self) -> Section:
        section = Section(self.tr("Order of the queue"), self.tr("Each article in the queue says why it stands there."))
        grid = QGridLayout()
        grid.setHorizontalSpacing(chrome.px(16))
        grid.setVerticalSpacing(chrome.px(8))
        grid.setColumnStretch(1, 1)
        for place, (title, meaning) in enumerate(
            (
                (self.tr("As imported"), self.tr("the order of the files")),
                (self.tr("By doubt"), self.tr("first where suggestions are least sure: a decision there teaches most")),
                (self.tr("By novelty"), self.tr("first what is least like the articles finished already")),
                (self.tr("By date"), self.tr("newest first")),
                (self.tr("By source"), self.tr("the sources in turn, so that none is left for last")),
            )
        ):
            button = QRadioButton(title, self)
            button.setAccessibleDescription(meaning)
            self.orders.addButton(button, place)
            grid.addWidget(button, place, 0)
            grid.addWidget(chrome.Label(meaning, "second"), place, 1)
        section.column.addLayout(grid)
        return section

    def _refit_section(self) -> Section:
        section = Section(self.tr("Learning as you go"), kind="subject")
        self.refit.setRange(0, _MOST_ARTICLES)
        self.refit.setSpecialValueText(self.tr("never"))
        before = self.tr("Finished articles after which it learns anew")
        self._ask(section, before, self.refit, self.tr("It takes seconds, beside your work."))
        return section

    def _blind_section(self) -> Section:
        section = Section(
            self.tr("Blind articles"),
            self.tr(
                "In a share of the articles, drawn by lot for each analyst, suggestions are hidden. Only so can it be "
                "told how far suggestions sway what is marked. At least 10 % is advised."
            ),
            kind="subject",
        )
        self.blind.setRange(0, _MOST_BLIND)
        self.blind.setSuffix("\u202f%")
        self.blind.setSpecialValueText(self.tr("none"))
        self._ask(section, self.tr("Hide suggestions in"), self.blind, self.tr("of the articles not begun yet"))
        return section

    def _ask(self, section: Section, before: str, box: QSpinBox, after: str) -> None:
        box.setAccessibleName(f"{before} {after}")
        box.setFixedWidth(chrome.px(92))
        box.lineEdit().setTextMargins(chrome.px(6), 0, 0, 0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(chrome.px(8))
        for column, widget in enumerate((chrome.Label(before), box, chrome.Label(after))):
            grid.addWidget(widget, 0, column)
        grid.setColumnStretch(3, 1)
        section.column.addLayout(grid)

    def _pull_section(self) -> Section:
        section = Section(
            self.tr("How suggestions pull"),
            self.tr(
                "The same analyst with suggestions and blind. Far apart means that suggestions decide, not the text."
            ),
            kind="subject",
        )
        self.pull.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        section.column.addWidget(self.no_pull)
        section.column.addWidget(self.pull)
        return section

    def _connect(self) -> None:
        self.orders.idClicked.connect(lambda place: self.order_changed.emit(list(Order)[place]))
        self.blind.valueChanged.connect(lambda value: self.blind_changed.emit(value / 100))
        self.refit.valueChanged.connect(self.refit_changed)

    def show_order(
        self, order: Order, blind_share: float = 0.0, refit_every: int = 5, *, editable: bool = True
    ) -> None:
        """Show what the project has settled."""
        self.orders.button(list(Order).index(order)).setChecked(True)
        for box, value in ((self.blind, round(blind_share * 100)), (self.refit, refit_every)):
            with QSignalBlocker(box):
                box.setValue(value)
        for part in (*self.orders.buttons(), self.blind, self.refit):
            part.setEnabled(editable)

    def show_pulls(self, pulls: Sequence[Pull]) -> None:
        """Show the pull on each analyst."""
        lines = []
        for pull in pulls:
            name = pull.annotator or self.tr("All analysts")
            for words, contrast in measures(pull):
                with_, blind = estimate_in_words(contrast.suggested), estimate_in_words(contrast.blind)
                lines.append((name, words, with_, blind, difference_in_words(contrast)))
                name = ""
        self.pull.show_cells(lines)
        self.pull.setFixedHeight(chrome.px(_HEAD) + len(lines) * chrome.px(_ROW))
        self.pull.setVisible(bool(lines))
        self.no_pull.setVisible(not lines)
