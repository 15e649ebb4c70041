"""The ledger: the table of what became of suggestions, what to fix in it, and the examples behind a number."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotations.editing.ledger import Finding, LedgerRow, Which
from annotations.model.fate import Fate
from annotations.model.mention import Kind
from desktop import chrome
from desktop.chrome.paint import focus_ring, label_code, row_ground, shows_focus, width_of
from desktop.models.ledger_model import COLUMNS, LABEL, SUGGESTED, SUGGESTER, LedgerTable
from desktop.models.ledger_words import which_in_words
from desktop.panels.ledger_lists import ExampleList, ExampleRow, FindingList
from desktop.panels.mirrored import MirroredRow
from desktop.panels.section import Section
from desktop.panels.segments import Segments

_ROW_HEIGHT, _SIDE = 28, 8
_LABEL = 96
_VERSION_LETTERS = 24
_KINDS = (None, Kind.ENTITY, Kind.EVENT)
# What a press of Enter or Space chooses; the same keys everywhere on the page.
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_Index = QModelIndex | QPersistentModelIndex


class _Cells(QStyledItemDelegate):
    """Words from the near side, numbers at the far one, label codes in their ink. A zero is quiet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hues: Mapping[str, str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The same for every row."""
        return QSize(0, chrome.px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one cell; the one with the keyboard has a ring."""
        area, look = QRectF(option.rect), chrome.theme()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row_ground(painter, area, selected=selected)
        words, side = index.data(), chrome.px(_SIDE)
        row = MirroredRow(painter, area, option.direction)
        if index.column() == LABEL:
            inside = row.place(side, row.width - 2 * side)
            label_code(painter, inside, words, self.hues.get(words, "grey"), selected=selected)
        elif index.column() == SUGGESTER:
            row.text(side, row.width - 2 * side, words, "second", look.text_2)
        else:
            quiet = look.text_2 if selected else look.text_3
            color = quiet if words in ("0", "–") else look.text_1
            row.text(side, row.width - 2 * side, words, "body", color, at_end=True)
        if option.state & QStyle.StateFlag.State_HasFocus and shows_focus(option.widget):
            focus_ring(painter, area, 4)


class _Table(QTableView):
    """Arrows go from cell to cell, Enter or a click asks for what a number counts, Tab leaves."""

    asked = Signal(object)  # QModelIndex

    def __init__(self) -> None:
        super().__init__()
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        # The words of the head say it, with an arrow that covers none of them.
        self.horizontalHeader().setSortIndicatorShown(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self.asked.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space ask for the examples; S sorts by the column, so that no mouse is needed."""
        index = self.currentIndex()
        if event.key() in _CHOOSE and index.isValid():
            self.asked.emit(index)
        elif event.key() == Qt.Key.Key_S and not event.modifiers() and index.isValid():
            self._sort_by(index.column())
        else:
            super().keyPressEvent(event)

    def _sort_by(self, column: int) -> None:
        header = self.horizontalHeader()
        again = header.sortIndicatorSection() == column
        down = again and header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        self.sortByColumn(column, Qt.SortOrder.AscendingOrder if down else Qt.SortOrder.DescendingOrder)
        self.scrollTo(self.currentIndex())


class LedgerPanel(QWidget):
    """Takes rows and findings as values. Asks for the examples behind a number and shows those it is given."""

    examples_requested = Signal(object)  # Which
    open_article = Signal(str, object)  # article id, Span
    narrowed = Signal(object)  # the LedgerRows now in sight, a tuple: what there is to fix among them

    def __init__(self) -> None:
        super().__init__()
        self.table = LedgerTable(self)
        self.kinds = Segments(self.tr("Kind"), (self.tr("All"), self.tr("Names"), self.tr("Events")), wraps=False)
        self.suggesters = QComboBox(self)
        self.view = _Table()
        self.findings = FindingList(self.tr("What to fix"))
        self.examples = ExampleList(self.tr("Examples"))
        self.section = Section(
            self.tr("Ledger"),
            self.tr("What became of every suggestion. Choose a number to see what it counts; S sorts by its column."),
        )
        self.heading = chrome.Label(self.tr("Examples"), "strong")
        self.empty = chrome.Label(
            self.tr("Nothing decided yet. What you accept, correct, reject and add by hand is counted here."), "quiet"
        )
        self._shown: Which | None = None
        self._prepare()
        self._lay_out()
        self._connect()
        self.show_ledger((), ())

    def _prepare(self) -> None:
        self._cells = _Cells(self.view)
        self.kinds.show_chosen(0)
        self.suggesters.setAccessibleName(self.tr("Suggester"))
        # Versions are long; the list that drops down is as wide as they are.
        self.suggesters.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.suggesters.setMinimumContentsLength(_VERSION_LETTERS)
        self.suggesters.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.view.setAccessibleName(self.tr("What became of suggestions"))
        self.view.setModel(self.table)
        self.view.setItemDelegate(self._cells)
        self.view.sortByColumn(SUGGESTED, Qt.SortOrder.DescendingOrder)
        header = self.view.horizontalHeader()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(chrome.px(40))
        for column in range(SUGGESTED, len(COLUMNS)):
            head = self.table.model.headerData(column, Qt.Orientation.Horizontal)
            self.view.setColumnWidth(column, int(width_of("meta", f"{head} ↓")) + 2 * chrome.px(_SIDE) + chrome.px(4))
        self.view.setColumnWidth(LABEL, chrome.px(_LABEL))
        header.setSectionResizeMode(SUGGESTER, QHeaderView.ResizeMode.Stretch)
        self.view.verticalHeader().setDefaultSectionSize(chrome.px(_ROW_HEIGHT))

    def _lay_out(self) -> None:
        self.section.head.addWidget(self.kinds)
        self.section.head.addWidget(self.suggesters)
        fix, given = QVBoxLayout(), QVBoxLayout()
        for side in (fix, given):
            side.setSpacing(chrome.px(4))
        fix.addWidget(chrome.Label(self.tr("What to fix"), "strong"))
        fix.addWidget(self.findings, 1)
        given.addWidget(self.heading)
        given.addWidget(self.examples, 1)
        below = QHBoxLayout()
        below.setSpacing(chrome.px(24))
        below.addLayout(fix, 3)
        below.addLayout(given, 2)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(chrome.px(16))
        column.addWidget(self.view, 3)
        column.addLayout(below, 2)
        nothing = QWidget()
        top = QVBoxLayout(nothing)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.empty)
        top.addStretch(1)
        self._pages = QStackedLayout()
        self.section.column.addLayout(self._pages, 1)
        self._pages.addWidget(nothing)
        self._pages.addWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.section)

    def _connect(self) -> None:
        self.kinds.chosen.connect(lambda _: self._narrow())
        self.suggesters.currentIndexChanged.connect(lambda _: self._narrow())
        self.view.asked.connect(lambda index: self._ask(self.table.which(index)))
        self.findings.chosen.connect(lambda finding: self._ask(finding.which))
        self.examples.chosen.connect(lambda fate: self.open_article.emit(fate.article_id, fate.span))

    def set_hues(self, hues: Mapping[str, str]) -> None:
        """The hue of each label."""
        self._cells.hues = dict(hues)
        self.view.viewport().update()

    def show_ledger(self, rows: Sequence[LedgerRow], findings: Sequence[Finding]) -> None:
        """Show these rows, and what there is to fix among those in sight."""
        self._fill_suggesters(rows)
        self.table.model.set_rows(rows)
        self._pages.setCurrentIndex(int(bool(rows)))
        for control in (self.kinds, self.suggesters):
            control.setVisible(bool(rows))
        self.show_findings(findings)
        self.show_examples(None, ())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what there is to fix."""
        self.findings.show_findings(findings)

    def show_examples(self, which: Which | None, rows: Sequence[tuple[str, Fate]]) -> None:
        """Show what a number counts, as (article title, fate) pairs, unless another was asked for meanwhile."""
        if which == self._shown or which is None:
            self._shown = which
            self.heading.setText(which_in_words(which, len(rows)) if which is not None else self.tr("Examples"))
            self.examples.show_rows([ExampleRow(title, fate) for title, fate in rows])

    def in_sight(self) -> tuple[LedgerRow, ...]:
        """The rows that are not narrowed away."""
        return tuple(self.table.shown())

    def _fill_suggesters(self, rows: Sequence[LedgerRow]) -> None:
        chosen = self.suggesters.currentData()
        versions = sorted({(row.suggester, row.version) for row in rows})
        blocked = self.suggesters.blockSignals(True)
        self.suggesters.clear()
        self.suggesters.addItem(self.tr("All suggesters"), None)
        for version in versions:
            self.suggesters.addItem(" · ".join(version), version)
        place = versions.index(chosen) + 1 if chosen in versions else 0
        self.suggesters.setCurrentIndex(place)
        self.suggesters.blockSignals(blocked)
        self.table.narrow(_KINDS[self.kinds.current()], self.suggesters.currentData())

    def _narrow(self) -> None:
        self.table.narrow(_KINDS[self.kinds.current()], self.suggesters.currentData())
        self.narrowed.emit(self.in_sight())

    def _ask(self, which: Which | None) -> None:
        if which is not None:
            self._shown = which
            self.examples_requested.emit(which)
