"""The pages of an open project: the tabs in the top bar, the stack they turn, and the keys of each."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.action_set import ActionSet
from desktop.pages.adjudicate import AdjudicatePage
from desktop.pages.agreement import AgreementPage
from desktop.pages.annotate import AnnotatePage
from desktop.pages.training import TrainingPage
from desktop.panels.top_bar import TopBar

Page = AnnotatePage | AgreementPage | AdjudicatePage | TrainingPage


class PageTabs(QObject):
    """`pages` are (id, title, page); the action `page-ID` turns to a page. `turning` comes before, `turned` after."""

    turning = Signal(str)
    turned = Signal()

    def __init__(
        self, top: TopBar, stack: QStackedWidget, actions: ActionSet, pages: Sequence[tuple[str, str, Page]]
    ) -> None:
        super().__init__(stack)
        self._top = top
        self._stack = stack
        self._pages = {id_: page for id_, _, page in pages}
        self._titles = [(id_, title) for id_, title, _ in pages]
        for id_, page in self._pages.items():
            stack.addWidget(page)
            actions.bind(f"page-{id_}", partial(self.turn_to, id_))
        top.tab_chosen.connect(self.turn_to)
        actions.bind("next-panel", self._next_panel)
        for side in ("left", "right"):
            actions.bind(f"fold-{side}", partial(self._fold, side))

    def open(self) -> None:
        """A project was opened: the first page and all tabs."""
        first = self._titles[0][0]
        self._top.set_tabs(self._titles, first)
        self._stack.setCurrentWidget(self._pages[first])

    def turn_to(self, id_: str) -> None:
        """Show a page."""
        if self._stack.currentWidget() in self._pages.values():
            self.turning.emit(id_)
            self._top.set_tab(id_)
            self._stack.setCurrentWidget(self._pages[id_])
            self.turned.emit()

    def shows(self, page: Page) -> bool:
        """True if that page is the one in sight."""
        return self._stack.currentWidget() is page

    @property
    def page(self) -> Page | None:
        """The page in sight; None on the first screen."""
        return next((page for page in self._pages.values() if self.shows(page)), None)

    def _next_panel(self) -> None:
        """Give the keyboard to the next part of the page in sight."""
        if self.page is not None:
            self.page.next_panel()

    def _fold(self, side: str) -> None:
        """Fold or unfold a side of the page in sight, if it has any."""
        fold = getattr(self.page, f"fold_{side}", None)
        if fold is not None:
            fold()
