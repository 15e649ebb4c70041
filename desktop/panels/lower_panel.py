"""The list below what is selected: the suggestions that are left, or the history of the article."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop import chrome
from desktop.panels.history_list import HistoryList, HistoryRow
from desktop.panels.segments import Segments
from desktop.panels.suggestion_list import SuggestionList, SuggestionRow


class LowerPanel(chrome.Surface):
    """Two lists in one place; the heading says which one, and chooses."""

    accept_all = Signal()
    suggestion_clicked = Signal(str)  # suggestion id
    hint_chosen = Signal(int)  # place among the hints
    looked_at = Signal(int)  # number of a step
    undo_to = Signal(int)  # number of the step that is to be the one done last
    history_toggled = Signal(bool)  # by the annotator, in the heading

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "top", parent=parent)
        self.setAccessibleName(self.tr("Suggestions and history"))
        self.suggestions = SuggestionList()
        self.suggestions.suggestion_clicked.connect(self.suggestion_clicked)
        self.hints = self.suggestions.hints
        self.hints.chosen.connect(self.hint_chosen)
        self.history = HistoryList()
        self.history.looked_at.connect(self.looked_at)
        self.history.undo_to.connect(self.undo_to)
        # Made with its words: buttons made later would come last in the order of Tab.
        self.choice = Segments(self.tr("Show"), (self.tr("Suggestions"), self.tr("History")), wraps=False)
        self.choice.chosen.connect(self._choose)
        # Its count stands beside it, in the heading.
        self.all = chrome.KeyButton(self.tr("Accept all"), kind="link", high=24)
        self.all.clicked.connect(self.accept_all)
        head = QHBoxLayout()
        head.setContentsMargins(chrome.px(16), chrome.px(8), chrome.px(16), chrome.px(4))
        head.setSpacing(chrome.px(12))
        head.addWidget(self.choice, 1)
        head.addWidget(self.all)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.suggestions)
        self._pages.addWidget(self.history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self._left = 0
        self.set_rows((), 0)
        self.show_history(False)

    def set_rows(self, rows: Sequence[SuggestionRow], left: int, empty: str = "", current: str | None = None) -> None:
        """Show these suggestions; `left` counts all that wait in the article. `empty` is said when there are none."""
        self._left = left
        chrome.plain_tooltip(self.all, chrome.with_key(self.tr("Accept all"), "accept-article"))
        self.suggestions.set_rows(rows, empty, current)
        words = self.tr("Suggestions {0} left").format(chrome.number(left)) if left else self.tr("Suggestions")
        self.choice.set_words((words, self.tr("History")))
        self._offer()

    def set_history(self, rows: Sequence[HistoryRow]) -> None:
        """Show these steps, newest first."""
        self.history.set_rows(rows)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """The keys under the suggestions, as (action, word) pairs."""
        self.hints.set_hints(hints)

    def set_accept_all(self, offered: bool) -> None:
        """Offer what changes the article, or not, as in a project open for reading only."""
        self.all.setEnabled(offered)
        self.history.set_editable(offered)

    @property
    def history_shown(self) -> bool:
        """True while the history is in sight."""
        return self._pages.currentWidget() is self.history

    def show_history(self, shown: bool) -> None:
        """Show the history, or the suggestions again."""
        self._pages.setCurrentWidget(self.history if shown else self.suggestions)
        self.choice.show_chosen(int(shown))
        self._offer()

    def _choose(self, place: int) -> None:
        self.show_history(place == 1)
        self.history_toggled.emit(place == 1)

    def _offer(self) -> None:
        self.all.setVisible(self._left > 0 and not self.history_shown)
