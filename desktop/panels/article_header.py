"""The head of the article: title, source, progress, and the act that ends the work on it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import chrome
from desktop.panels.quiet_button import QuietButton


class ArticleHeader(chrome.Surface):
    """78 high: the title, and a row of where it is from and how far it is decided."""

    done_clicked = Signal()
    reopen_clicked = Signal()
    filter_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("page", "bottom", 78, parent)
        self.setAccessibleName(self.tr("Article header"))
        self.title = chrome.ElidedLabel("", "title")
        self.source = chrome.Label("", "second-strong")
        self.meta = chrome.ElidedLabel("", "second", "text_2")
        self.filter = QuietButton()
        self.filter.clicked.connect(self.filter_cleared)
        self.blind = chrome.Label(self.tr("Blind: suggestions are hidden in this article"), "quiet")
        self.bar = chrome.ProgressLine(self.tr("Suggestions decided"), 72)
        self.count = chrome.Label("", "second-strong")
        self.of_all = chrome.Label("", "second")
        self.button = chrome.KeyButton("")
        self.button.clicked.connect(self._clicked)
        self._done = False
        row = QHBoxLayout()
        row.setSpacing(chrome.px(8))
        origin = QHBoxLayout()
        origin.setSpacing(chrome.px(4))
        origin.addWidget(self.source)
        origin.addWidget(self.meta)
        origin.addStretch(1)
        row.addLayout(origin, 1)
        row.addWidget(self.filter)
        row.addWidget(self.blind)
        row.addWidget(self.bar)
        pair = QHBoxLayout()
        pair.setSpacing(chrome.px(4))
        pair.addWidget(self.count)
        pair.addWidget(self.of_all)
        row.addLayout(pair)
        row.addSpacing(chrome.px(8))
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(chrome.px(24), chrome.px(10), chrome.px(24), chrome.px(8))
        column.setSpacing(chrome.px(2))
        column.addWidget(self.title)
        column.addLayout(row)
        self.clear()

    def set_article(self, title: str, source: str, date: str, words: int) -> None:
        """Show another article; empty values leave no gap."""
        self.title.setText(chrome.one_line(title))
        self.source.setText(chrome.one_line(source))
        self.source.setVisible(bool(source))
        count = self.tr("1 word") if words == 1 else self.tr("{0} words").format(chrome.number(words))
        rest = " · ".join(part for part in (chrome.one_line(date), count) if part)
        self.meta.setText(f"· {rest}" if source else rest)

    def set_progress(self, decided: int, total: int) -> None:
        """Show how many suggestions of the article are decided."""
        for widget in (self.bar, self.count, self.of_all):
            widget.setVisible(total > 0)
        self.bar.set_progress(decided, total)
        self.count.setText(chrome.number(decided))
        self.of_all.setText(self.tr("of {0} decided").format(chrome.number(total)))

    def set_blind(self, blind: bool) -> None:
        """Say that suggestions are hidden so that their pull can be measured."""
        self.blind.setVisible(blind)

    def set_done(self, done: bool, *, editable: bool = True) -> None:
        """Offer "Done, next", or "Reopen" for a finished article; nothing when the project is read-only."""
        self._done = done
        if done:
            self.button.set_words(self.tr("Reopen"), "reopen")
        else:
            self.button.set_words(self.tr("Done, next"), "done-next")
        self.button.setVisible(editable)

    def set_filter(self, words: str) -> None:
        """Say what is left out of sight, as a link that ends it: "Only PERSON shown · show all"; "" hides it."""
        self.filter.set_words(words)
        self.filter.setVisible(bool(words))

    def clear(self) -> None:
        """No article is open."""
        for label in (self.title, self.source, self.meta):
            label.setText("")
        self.set_progress(0, 0)
        self.set_blind(False)
        self.set_filter("")
        self.set_done(False, editable=False)

    def _clicked(self) -> None:
        (self.reopen_clicked if self._done else self.done_clicked).emit()
