"""The articles of the project: search, filter, list, progress. In a narrow window only a rail of dots."""

from collections.abc import Collection, Mapping, Sequence

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
    filter_changed = Signal(str)  # "all", "undecided", "done" or "pinned"
    article_chosen = Signal(object)  # ArticleId
    menu_wanted = Signal(QPoint)  # a place on the screen, for a menu of the articles selected

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Article queue"))
        self.model = QueueModel()
        self.body = QueueBody(self.model)
        self._filter, self._search = "all", ""
        self._wide = chrome.px(WIDTH)
        self._current: ArticleId | None = None
        self._walked = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_PAUSE)
        self._pause.timeout.connect(self._announce_search)
        self.body.field.textChanged.connect(self._typed)
        self.body.field.left.connect(self._enter_list)
        self.body.filter_chosen.connect(self._choose_filter)
        self.rail = self._make_rail()
        for view in self._views():
            view.chosen.connect(self._chosen)
            view.menu_wanted.connect(self._want_menu)
            view.left.connect(self._let_go)
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

    def set_pins(self, pins: Mapping[ArticleId, str]) -> None:
        """Show these articles as pinned to these sides of the training data, and no others."""
        self.model.set_pins(pins)
        self._refresh()

    def selected(self) -> list[ArticleId]:
        """The articles that are selected, in the order of the list: the open one, if nothing else was."""
        return self._view().selected()

    def place_of_menu(self) -> QPoint | None:
        """Where on the screen the menu of the articles selected opens; None while the list is not to be seen."""
        view = self._view()
        return view.place_of_menu() if view.isVisible() else None

    def menu_closed(self) -> None:
        """One row that was only clicked to ask for its menu is let go; where the keyboard has gone it stays."""
        if not self._walked:
            self._let_go()

    def _want_menu(self, place: QPoint) -> None:
        # Asked now: an open menu has the keyboard.
        self._walked = any(view.hasFocus() for view in self._views())
        self.menu_wanted.emit(place)

    def _views(self) -> tuple[ArticleList, ArticleList]:
        return self.body.list, self.dots

    def _view(self) -> ArticleList:
        return self.dots if self.dots.isVisible() and not self.body.isVisible() else self.body.list

    def set_preparing(self, articles: Collection[ArticleId]) -> None:
        """Name the articles that suggestions are being made for."""
        self.model.set_preparing(articles)

    def set_found(self, articles: Collection[ArticleId] | None) -> None:
        """Show only what a search found; None ends the search."""
        self.model.set_found(articles)
        self._refresh()

    def set_filter(self, name: str) -> None:
        """Show "all", the "undecided", the "done" or the "pinned" articles."""
        self._filter = name
        self.model.set_filter(name)
        self._refresh()

    def set_current(self, article: ArticleId | None) -> None:
        """Mark the article that is open."""
        before, self._current = self._current, article
        self.model.keep(article)
        self._refresh(anew=article != before)

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

    def _refresh(self, *, anew: bool = False) -> None:
        """Figures, and the open article as the selected one, unless one has gone on in the list without opening any."""
        self.body.refresh(self._filter, self._search)
        for view in self._views():
            if anew or not view.currentIndex().isValid():
                self._select_open(view)

    def _let_go(self) -> None:
        """A row that was only looked at is let go; several were selected on purpose."""
        for view in self._views():
            if not view.has_several:
                self._select_open(view)

    def _select_open(self, view: ArticleList) -> None:
        index = self.model.index_of(self._current)
        moved = view.currentIndex() != index
        view.select_only(index)
        if moved and index.isValid():
            view.scrollTo(index)
