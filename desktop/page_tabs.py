"""The pages of an open project: the tabs in the top bar, the stack they turn, and the keys of each."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.action_set import ActionSet
from desktop.panels.top_bar import TopBar


class PageTabs(QObject):
    """`pages` are (id, title, what makes the page); a page is asked for when it is first turned to.

    The action `page-ID` turns to a page. `turning` comes before, `turned` after.
    """

    turning = Signal(str)
    turned = Signal()

    def __init__(
        self,
        top: TopBar,
        stack: QStackedWidget,
        actions: ActionSet,
        pages: Sequence[tuple[str, str, Callable[[], QWidget]]],
    ) -> None:
        super().__init__(stack)
        self._top = top
        self._stack = stack
        self._makers = {id_: make for id_, _, make in pages}
        self._titles = [(id_, title) for id_, title, _ in pages]
        self._pages: dict[str, QWidget] = {}
        for id_ in self._makers:
            actions.bind(f"page-{id_}", partial(self.turn_to, id_))
        top.tab_chosen.connect(self.turn_to)
        actions.bind("next-panel", partial(self._ask_page, "next_panel"))
        for side in ("left", "right"):
            actions.bind(f"fold-{side}", partial(self._ask_page, f"fold_{side}"))

    def _page(self, id_: str) -> QWidget:
        if id_ not in self._pages:
            self._pages[id_] = page = self._makers[id_]()
            self._stack.addWidget(page)
        return self._pages[id_]

    def open(self) -> None:
        """A project was opened: the first page and all tabs."""
        first = self._titles[0][0]
        self.turning.emit(first)
        self._top.set_tabs(self._titles, first)
        self._stack.setCurrentWidget(self._page(first))

    def turn_to(self, id_: str) -> None:
        """Show a page."""
        if self._stack.currentWidget() in self._pages.values():
            self.turning.emit(id_)
            self._top.set_tab(id_)
            self._stack.setCurrentWidget(self._page(id_))
            self.turned.emit()

    def shows(self, id_: str) -> bool:
        """True if that page is the one in sight."""
        return id_ in self._pages and self._stack.currentWidget() is self._pages[id_]

    def _ask_page(self, method: str) -> None:
        """Have the page in sight do something, if it can: give the keyboard to its next part, fold one of its sides."""
        page = self._stack.currentWidget()
        do = getattr(page, method, None) if page in self._pages.values() else None
        if do is not None:
            do()
