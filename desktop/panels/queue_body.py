"""What the queue panel holds: search field, filter, list and progress."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QActionGroup, QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QMenu, QStackedLayout, QVBoxLayout

from annotations.model.ids import ArticleId
from desktop import chrome
from desktop.models.queue_model import FILTERS, QueueModel
from desktop.panels.queue_rows import ArticleDelegate

_FOR_A_WHILE = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
_Index = QModelIndex | QPersistentModelIndex


class ArticleList(QListView):
    """The queue as a list: one click or Enter chooses an article."""

    chosen = Signal(object)  # ArticleId
    menu_wanted = Signal(QPoint)  # a place on the screen, on a row that is selected
    left = Signal()  # the keyboard went elsewhere, and not to a menu or another program

    def __init__(self, model: QueueModel, name: str) -> None:
        super().__init__()
        self._queue = model
        self._extends = False
        self._several: tuple[list[ArticleId], ArticleId | None] = ([], None)
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._clicked)

    def selected(self) -> list[ArticleId]:
        """The articles that are selected, in the order of the list."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [article for row in rows if (article := self._queue.article_at(row)) is not None]

    @property
    def has_several(self) -> bool:
        """True if more than one article is selected."""
        return len(self.selectedIndexes()) > 1

    def select_only(self, index: QModelIndex) -> None:
        """Select one row, or none if it is no row, whatever keys are held."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if not index.isValid():
            self.selectionModel().clear()

    def place_of_menu(self) -> QPoint:
        """Where on the screen a menu of the current row opens that was asked for by a key."""
        row = self.visualRect(self.currentIndex()).intersected(self.viewport().rect())
        return self.viewport().mapToGlobal(row.center())

    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:
        """New figures of one article repaint its row; Qt would lay the whole list out again."""
        if first == last:
            self.update(first)
        else:
            super().dataChanged(first, last, list(roles))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the article the arrows have reached."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click with Ctrl or Shift selects further articles and opens none."""
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        self._extends = bool(event.modifiers() & held)
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the selected articles, or of the one that was clicked if it is none of them."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            if not self.selectionModel().isSelected(index):
                self.select_only(index)
            self.menu_wanted.emit(self.place_of_menu() if by_key else event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard left for good."""
        super().focusOutEvent(event)
        if event.reason() not in _FOR_A_WHILE:
            self.left.emit()

    def _remember(self) -> None:
        self._several = (self.selected() if self.has_several else [], self._queue.article_at(self.currentIndex().row()))

    def _restore(self) -> None:
        """New rows leave several selected that are still shown."""
        (articles, current), self._several = self._several, ([], None)
        shown = [index for article in articles if (index := self._queue.index_of(article)).isValid()]
        if len(shown) > 1:
            selection = QItemSelection()
            for first, last in _runs(sorted(index.row() for index in shown)):
                selection.select(self._queue.index(first), self._queue.index(last))
            kept = QItemSelectionModel.SelectionFlag.NoUpdate
            there = self._queue.index_of(current)
            self.selectionModel().setCurrentIndex(there if there.isValid() else shown[0], kept)
            self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _clicked(self, index: QModelIndex) -> None:
        if not self._extends:
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        article = self._queue.article_at(index.row()) if index.isValid() else None
        if article is not None:
            self.chosen.emit(article)


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows in order as stretches without a gap: first and last of each."""
    for _, run in groupby(enumerate(rows), key=lambda each: each[1] - each[0]):
        stretch = [row for _, row in run]
        yield stretch[0], stretch[-1]


class QueueBody(chrome.Surface):
    """Search field, filter, list and progress."""

    filter_chosen = Signal(str)

    def __init__(self, model: QueueModel) -> None:
        super().__init__("panel")
        self._model = model
        self.field = chrome.SearchField(self.tr("Search articles"), "search-articles")
        self.filter = chrome.KeyButton("", kind="plain")
        self.filter.set_arrow()
        self.filter.set_bold(True)
        self.list = ArticleList(model, self.tr("Articles"))
        self.list.setItemDelegate(ArticleDelegate(self.list))
        self.empty = chrome.Label("", "quiet", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.empty.setContentsMargins(chrome.px(16), chrome.px(12), chrome.px(16), 0)
        self.done = chrome.Label("", "second")
        self.share = chrome.Label("", "second")
        self.bar = chrome.ProgressLine(self.tr("Articles done"))
        self.menu = QMenu(self)
        self._group = QActionGroup(self)
        for name in FILTERS:
            action = self.menu.addAction("")
            action.setCheckable(True)
            action.setData(name)
            self._group.addAction(action)
        self._group.triggered.connect(lambda action: self.filter_chosen.emit(action.data()))
        self.filter.clicked.connect(self._open_menu)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(chrome.px(12), chrome.px(10), chrome.px(12), chrome.px(2))
        head.setSpacing(chrome.px(4))
        head.addWidget(self.field)
        head.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignLeading)
        foot = chrome.Surface("panel", "top", 48)
        words = QHBoxLayout()
        words.addWidget(self.done, 1)
        words.addWidget(self.share)
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(chrome.px(16), chrome.px(8), chrome.px(16), chrome.px(10))
        inside.setSpacing(chrome.px(4))
        inside.addLayout(words)
        inside.addWidget(self.bar)
        self.middle = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self.middle, 1)
        column.addWidget(foot)
        # Only now: what is added to a stack without a parent is shown, as a window of its own.
        self.middle.addWidget(self.list)
        self.middle.addWidget(self.empty)

    def filter_words(self, name: str) -> str:
        """A filter with its count: "Undecided 9"."""
        words = {
            "all": self.tr("All {0}"),
            "undecided": self.tr("Undecided {0}"),
            "done": self.tr("Done {0}"),
            "pinned": self.tr("Pinned {0}"),
        }
        return words[name].format(chrome.number(self._model.counts()[name]))

    def refresh(self, filter_: str, search: str) -> None:
        """Figures, and words instead of an empty list."""
        counts = self._model.counts()
        self.filter.set_words(self.filter_words(filter_))
        for action in self._group.actions():
            action.setText(self.filter_words(action.data()))
            action.setChecked(action.data() == filter_)
            # Who pins nothing need not know of it; a list of them that has become empty says so.
            action.setVisible(action.data() != "pinned" or bool(counts["pinned"]) or filter_ == "pinned")
        self.done.setText(
            self.tr("{0} of {1} articles done").format(chrome.number(counts["done"]), chrome.number(counts["all"]))
        )
        self.share.setText(chrome.percent(counts["done"], counts["all"]) if counts["all"] else "–")
        self.bar.set_progress(counts["done"], counts["all"])
        self.empty.setText(self._nothing(counts, filter_, search))
        self.middle.setCurrentIndex(0 if self._model.rowCount() else 1)

    def _nothing(self, counts: dict[str, int], filter_: str, search: str) -> str:
        if not counts["all"]:
            return self.tr("No articles yet. Drop a folder or files on this window.")
        if search:
            return self.tr("No article with “{0}”.").format(search)
        if filter_ == "pinned":
            return self.tr("No article is pinned.")
        if filter_ == "undecided":
            return self.tr("All {0} articles are done. You can export now.").format(chrome.number(counts["all"]))
        return self.tr("No article is done yet.")

    def _open_menu(self) -> None:
        self.menu.popup(self.filter.mapToGlobal(QPoint(0, self.filter.height())))
