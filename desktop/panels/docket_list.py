"""What is to be settled, group by group, and how far it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QMenu, QStackedLayout, QVBoxLayout, QWidget

from desktop import chrome
from desktop.panels.docket_rows import ROW, DocketDelegate, DocketRow, DocketRows
from desktop.panels.filter_chip import FilterChip

FILTERS = ("open", "deferred", "settled", "all")
ORDERS = ("largest", "article")
_NARROWEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketFigures:
    """How many disagreements are in each state, by how many rulings they were settled, and how many articles two or
    more have finished (`shared`).
    """

    open: int = 0
    deferred: int = 0
    settled: int = 0
    rulings: int = 0
    shared: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return self.open + self.deferred + self.settled


class _List(QListView):
    """The groups: one click or Enter chooses one; after a click the keyboard stays with the text."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows = DocketRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(DocketDelegate(self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda index: self.chosen.emit(index.data(ROW).key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the group the arrows have reached. Letters and digits are for whoever rules by them."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex().data(ROW).key)
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)


class _MenuButton(chrome.KeyButton):
    """The choice in force; a click offers the others."""

    picked = Signal(str)

    def __init__(self, what: str, names: Sequence[str], icon: str = "") -> None:
        super().__init__("", kind="plain", icon=icon)
        self._what = what
        self.choices = QMenu(self)
        self._group = QActionGroup(self)
        for name in names:
            action = self.choices.addAction("")
            action.setCheckable(True)
            action.setData(name)
            self._group.addAction(action)
        self._group.triggered.connect(lambda action: self.picked.emit(action.data()))
        self.clicked.connect(lambda _=False: self.choices.popup(self.mapToGlobal(QPoint(0, self.height()))))

    def show_choices(self, words: Mapping[str, str], chosen: str) -> None:
        """Name the choices, and say which one is in force."""
        for action in self._group.actions():
            action.setText(words[action.data()])
            action.setChecked(action.data() == chosen)
        self.set_words(words[chosen])
        self.set_name(self._what.format(words[chosen]))

    def drop_words(self) -> None:
        """Show the icon alone; tooltip and name stay."""
        name = self.accessibleName()
        self.set_words("")
        self.set_name(name)


class _Head(chrome.Surface):
    """44 high: which disagreements are listed, and in what order. In a narrow panel the order is only its icon."""

    def __init__(self) -> None:
        super().__init__("panel", "bottom", 44)
        self.filter = _MenuButton(self.tr("Listed: {0}"), FILTERS)
        self.filter.set_bold(True)
        self.filter.set_arrow()
        self.order = _MenuButton(self.tr("Order: {0}"), ORDERS, "sort")
        self._orders: Mapping[str, str] = {}
        self._order = ORDERS[0]
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(10), 0, chrome.px(10), 0)
        row.setSpacing(chrome.px(4))
        row.addWidget(self.filter)
        row.addStretch(1)
        row.addWidget(self.order)

    def show_orders(self, words: Mapping[str, str], chosen: str) -> None:
        """Name the orders, and say which one is in force."""
        self._orders, self._order = words, chosen
        self._fit_order()

    def minimumSizeHint(self) -> QSize:
        """The words of the order step aside."""
        return QSize(chrome.px(_NARROWEST), chrome.px(44))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words for the order where there is room."""
        super().resizeEvent(event)
        self._fit_order()

    def _fit_order(self) -> None:
        if not self._orders:
            return
        self.order.show_choices(self._orders, self._order)
        needed = self.filter.sizeHint().width() + self.order.sizeHint().width() + chrome.px(28)
        if needed > self.width():
            self.order.drop_words()


class _Narrowing(chrome.Surface):
    """40 high: what the list is narrowed to, as a chip that ends it."""

    def __init__(self) -> None:
        super().__init__("panel", "bottom", 40)
        self.chip = FilterChip()
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(16), 0, chrome.px(16), 0)
        row.addWidget(self.chip)
        row.addStretch(1)


class _Foot(chrome.Surface):
    """48 high: how many are settled, by how many rulings."""

    def __init__(self) -> None:
        super().__init__("panel", "top", 48)
        self.done = chrome.ElidedLabel("", "second", "text_2")
        self.share = chrome.Label("", "second")
        self.bar = chrome.ProgressLine(self.tr("Disagreements settled"))
        words = QHBoxLayout()
        words.setSpacing(chrome.px(8))
        words.addWidget(self.done, 1)
        words.addWidget(self.share)
        column = QVBoxLayout(self)
        column.setContentsMargins(chrome.px(16), chrome.px(8), chrome.px(16), chrome.px(10))
        column.setSpacing(chrome.px(4))
        column.addLayout(words)
        column.addWidget(self.bar)

    def show_figures(self, figures: DocketFigures) -> None:
        """Show how far it is."""
        settled = self.tr("{0} of {1} settled").format(chrome.number(figures.settled), chrome.number(figures.all))
        one = self.tr("1 ruling")
        rulings = one if figures.rulings == 1 else self.tr("{0} rulings").format(chrome.number(figures.rulings))
        self.done.setText(f"{settled}, {rulings}")
        self.share.setText(chrome.percent(figures.settled, figures.all) if figures.all else "–")
        self.bar.set_progress(figures.settled, figures.all)


class DocketList(chrome.Surface):
    """The left panel. It shows the groups it is given in the order given; filter and order are told, not done here."""

    row_chosen = Signal(str)  # key of a group
    filter_changed = Signal(str)  # one of FILTERS
    order_changed = Signal(str)  # one of ORDERS
    narrowing_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self.setAccessibleName(self.tr("Disagreements"))
        self.head, self.narrowing, self.foot = _Head(), _Narrowing(), _Foot()
        self.list = _List(self.tr("Groups of disagreements"))
        self.empty = chrome.Label("", "quiet", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.empty.setContentsMargins(chrome.px(16), chrome.px(12), chrome.px(16), 0)
        self._figures: DocketFigures | None = None
        self._filter, self._order, self._key = FILTERS[0], ORDERS[0], ""
        self.head.filter.picked.connect(self.filter_changed)
        self.head.order.picked.connect(self.order_changed)
        self.list.chosen.connect(self._choose)
        self.narrowing.chip.clicked.connect(lambda _=False: self.narrowing_cleared.emit())
        self.middle = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.narrowing)
        column.addLayout(self.middle, 1)
        column.addWidget(self.foot)
        # Only now: what is added to a stack without a parent is shown, as a window of its own.
        self.middle.addWidget(self.list)
        self.middle.addWidget(self.empty)
        self.show_narrowing("")
        self.show_figures(None)

    def show_rows(self, rows: Sequence[DocketRow]) -> None:
        """Show these groups; the selected one stays selected and the list where it is."""
        scrolled = self.list.verticalScrollBar().value()
        if self.list.rows.show(rows):
            self.list.setCurrentIndex(self.list.rows.index_of(self._key))
            self.list.doItemsLayout()
            self.list.verticalScrollBar().setValue(scrolled)
        self._say()

    def show_figures(self, figures: DocketFigures | None) -> None:
        """Show how many there are in each state; None while that is not known."""
        self._figures = figures
        self.foot.show_figures(figures or DocketFigures())
        self.foot.setVisible(figures is not None and figures.all > 0)
        self.show_filter(self._filter)

    def show_filter(self, name: str) -> None:
        """Say which of FILTERS is in force."""
        self._filter = name
        self.head.filter.show_choices({each: self.filter_words(each) for each in FILTERS}, name)
        self.head.show_orders(self._order_words(), self._order)
        self._say()

    def show_order(self, name: str) -> None:
        """Say which of ORDERS is in force."""
        self._order = name
        self.head.show_orders(self._order_words(), name)

    def show_narrowing(self, words: str) -> None:
        """Say that only some are listed, like "ORG against GPE"; "" for all."""
        self.narrowing.chip.set_words(words)
        self.narrowing.setVisible(bool(words))
        self._say()

    def select(self, key: str) -> None:
        """Mark a group as the one being settled, and bring it into sight; "" for none."""
        self._key = key
        index = self.list.rows.index_of(key)
        self.list.setCurrentIndex(index)
        if index.isValid():
            self.list.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def filter_words(self, name: str) -> str:
        """A filter with its count: "Open 2 153"."""
        words = {
            "open": self.tr("Open {0}"),
            "deferred": self.tr("Deferred {0}"),
            "settled": self.tr("Settled {0}"),
            "all": self.tr("All {0}"),
        }
        return words[name].format("–" if self._figures is None else chrome.number(getattr(self._figures, name)))

    def _order_words(self) -> dict[str, str]:
        return {"largest": self.tr("Largest group"), "article": self.tr("Article order")}

    def _choose(self, key: str) -> None:
        self._key = key
        self.row_chosen.emit(key)

    def _say(self) -> None:
        self.empty.setText(self._nothing())
        self.middle.setCurrentIndex(0 if self.list.rows.rowCount() else 1)

    def _nothing(self) -> str:
        figures = self._figures
        if figures is None:
            return ""
        if not figures.shared:
            return self.tr("Nothing to settle. No article is finished by two analysts yet.")
        if not figures.all:
            return self.tr("Nothing to settle. All who finished the same articles agree.")
        if self.narrowing.chip.words:
            return self.tr("None of these among those listed. They may be settled already.")
        if self._filter == "deferred":
            return self.tr("Nothing is deferred.")
        if self._filter == "settled":
            return self.tr("Nothing is settled yet.")
        if figures.deferred:
            return self.tr("Nothing is open. {0} deferred.").format(chrome.number(figures.deferred))
        every = self.tr("Nothing to settle. All {0} disagreements are settled.")
        return every.format(chrome.number(figures.all))
