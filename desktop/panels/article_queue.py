"""The articles of the project: search, filter, list, progress. In a narrow window only a rail of dots."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from annotations.model.ids import ArticleId
from annotations.model.project import QueueRow
from desktop import chrome
from desktop.models.queue_model import QueueModel
from desktop.panels.queue_body import ArticleList, QueueBody
from desktop.panels.queue_rows import RailDelegate

RAIL = 36
WIDTH = 272
_SEARCH_PAUSE = 150  # milliseconds without a key before a search begins


class ArticleQueue(QWidget):
    """The left panel. It keeps all rows; filter and order of the list never touch the article being worked on."""

    search_changed = Signal(str)
    filter_changed = Signal(str)  # "all", "undecided" or "done"
    article_chosen = Signal(object)  # ArticleId

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Article queue"))
        self.model = QueueModel()
        self.body = QueueBody(self.model)
        self._filter, self._search = "all", ""
        self._wide = chrome.px(WIDTH)
        self._current: ArticleId | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_PAUSE)
        self._pause.timeout.connect(self._announce_search)
        self.body.field.textChanged.connect(self._typed)
        self.body.field.left.connect(self._enter_list)
        self.body.filter_chosen.connect(self._choose_filter)
        self.body.list.chosen.connect(self._chosen)
        self.rail = self._make_rail()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.rail)
        self._row.addWidget(self.body)
        self.rail.hide()
        self.body.installEventFilter(self)
        self._refresh()

    def _make_rail(self) -> chrome.Surface:
        rail = chrome.Surface("panel")
        self.unfold = chrome.KeyButton("", "fold-left", "plain", "list")
        self.unfold.set_name(self.tr("Show the articles"))
        self.unfold.clicked.connect(self.toggle_overlay)
        self.dots = ArticleList(self.model, self.tr("Articles, dots"))
        self.dots.setItemDelegate(RailDelegate(self.dots))
        self.dots.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.dots.chosen.connect(self._chosen)
        column = QVBoxLayout(rail)
        column.setContentsMargins(0, chrome.px(8), 0, 0)
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.dots, 1)
        return rail

    def set_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show other articles, or all of them anew."""
        self.model.set_rows(rows)
        self._refresh()

    def clear(self) -> None:
        """Another project, or none: no rows, no search."""
        self._pause.stop()
        self._search, self._current = "", None
        with QSignalBlocker(self.body.field):
            self.body.field.clear()
        self.model.set_found(None)
        self.model.set_preparing(())
        self.model.keep(None)
        self.set_rows(())

    def update_row(self, row: QueueRow) -> None:
        """Show new figures for one article."""
        self.model.update_row(row)
        self._refresh()

    def set_preparing(self, articles: Collection[ArticleId]) -> None:
        """Name the articles that suggestions are being made for."""
        self.model.set_preparing(articles)

    def set_found(self, articles: Collection[ArticleId] | None) -> None:
        """Show only what a search found; None ends the search."""
        self.model.set_found(articles)
        self._refresh()

    def set_filter(self, name: str) -> None:
        """Show "all", the "undecided" or the "done" articles."""
        self._filter = name
        self.model.set_filter(name)
        self._refresh()

    def set_current(self, article: ArticleId | None) -> None:
        """Mark the article that is open."""
        self._current = article
        self.model.keep(article)
        self._refresh()

    def next_open(self) -> ArticleId | None:
        """The next article of the list that is not done; None when there is none but the current one."""
        return self.model.next_open(self._current)

    def neighbour(self, step: int) -> ArticleId | None:
        """The article `step` rows further in the list, or None at its end."""
        index = self.model.index_of(self._current)
        return self.model.article_at(index.row() + step) if index.isValid() else self.model.article_at(0)

    def focus_search(self) -> None:
        """Take the keyboard to the search field."""
        if self.rail.isVisible() and not self.body.isVisible():
            self.toggle_overlay()
        self.body.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.body.field.selectAll()

    def set_rail(self, narrow: bool) -> None:
        """Fold to the 36 px rail of dots, or unfold."""
        self._close_overlay()
        self.rail.setVisible(narrow)
        self.body.setVisible(not narrow)
        if narrow:
            self._wide = self.width() if self.width() > chrome.px(RAIL) else self._wide
            self.setFixedWidth(chrome.px(RAIL))
        else:
            self.setMinimumWidth(chrome.px(200))
            self.setMaximumWidth(chrome.px(400))
        self._claim(chrome.px(RAIL) if narrow else self._wide)

    def _claim(self, width: int) -> None:
        # A splitter keeps the room of a widget whose greatest width shrank, so it has to be told.
        splitter = self.parentWidget()
        if isinstance(splitter, QSplitter) and splitter.isVisible():
            sizes, place = splitter.sizes(), splitter.indexOf(self)
            other = place + 1 if place + 1 < len(sizes) else place - 1
            sizes[other] += sizes[place] - width
            sizes[place] = width
            splitter.setSizes(sizes)

    def showEvent(self, event: QShowEvent) -> None:
        """A queue folded out of sight has not got its narrow room yet."""
        super().showEvent(event)
        if self.rail.isVisible():
            self._claim(chrome.px(RAIL))

    def toggle_overlay(self) -> None:
        """Open the folded queue over the text, or close it again."""
        if self.body.parent() is not self:
            self._close_overlay()
            return
        corner = self.mapTo(self.window(), QPoint(self.width(), 0))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            corner.setX(corner.x() - self.width() - chrome.px(WIDTH))
        self._row.removeWidget(self.body)
        self.body.setParent(self.window())
        self.body.setGeometry(corner.x(), corner.y(), chrome.px(WIDTH), self.height())
        self.body.set_edge("right")
        self.body.show()
        self.body.raise_()
        self.body.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc closes the queue where it covers the text."""
        covers = watched is self.body and self.body.parent() is not self
        if covers and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._close_overlay()
            return True
        return super().eventFilter(watched, event)

    def _close_overlay(self) -> None:
        if self.body.parent() is not self:
            self.body.hide()
            self.body.set_edge("")
            self._row.addWidget(self.body)

    def _chosen(self, article: ArticleId) -> None:
        self._close_overlay()
        self.article_chosen.emit(article)

    def _typed(self) -> None:
        self._pause.start()

    def _announce_search(self) -> None:
        self._search = self.body.field.text().strip()
        self.search_changed.emit(self._search)

    def _enter_list(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._announce_search()
        self.body.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_filter(self, name: str) -> None:
        self.set_filter(name)
        self.filter_changed.emit(name)

    def _refresh(self) -> None:
        self.body.refresh(self._filter, self._search)
        index = self.model.index_of(self._current)
        for view in (self.body.list, self.dots):
            if view.currentIndex() != index:
                view.setCurrentIndex(index)
                if index.isValid():
                    view.scrollTo(index)
