"""The head of the Adjudicate page: the article, who is compared in it, and how much of it is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from annotations.model.article import Article
from desktop import chrome
from desktop.panels.ruling_keys import with_ruling_key


class AdjudicateHeader(chrome.Surface):
    """78 high: the title, and a row of where it is from, what all agree on, and what is open here."""

    hidden_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("page", "bottom", 78, parent)
        self.setAccessibleName(self.tr("Article header"))
        self.title = chrome.ElidedLabel("", "title")
        self.source = chrome.Label("", "second-strong")
        self.meta = chrome.ElidedLabel("", "second", "text_2")
        self.hide_names = QCheckBox(with_ruling_key(self.tr("Hide names"), "hide-names"))
        self.hide_names.setProperty("kind", "second")
        self.hide_names.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide_names.clicked.connect(self.hidden_changed)
        self.open = chrome.Label("", "second-strong")
        self.of_all = chrome.Label("", "second")
        origin = QHBoxLayout()
        origin.setSpacing(chrome.px(4))
        origin.addWidget(self.source)
        origin.addWidget(self.meta, 1)
        pair = QHBoxLayout()
        pair.setSpacing(chrome.px(4))
        pair.addWidget(self.open)
        pair.addWidget(self.of_all)
        row = QHBoxLayout()
        row.setSpacing(chrome.px(16))
        row.addLayout(origin, 1)
        row.addWidget(self.hide_names)
        row.addLayout(pair)
        column = QVBoxLayout(self)
        column.setContentsMargins(chrome.px(24), chrome.px(10), chrome.px(24), chrome.px(8))
        column.setSpacing(chrome.px(2))
        column.addWidget(self.title)
        column.addLayout(row)
        self.clear()

    def show_article(self, article: Article, analysts: int, agreed: int) -> None:
        """Show another article, how many finished it, and how many spans all of them have."""
        self.title.setText(chrome.one_line(article.title))
        self.hide_names.show()
        source = chrome.one_line(article.meta.source or article.meta.file)
        self.source.setText(source)
        self.source.setVisible(bool(source))
        spans = self.tr("1 span agreed by all") if agreed == 1 else self.tr("{0} spans agreed by all")
        parts = (
            chrome.one_line(article.meta.date),
            self.tr("{0} analysts").format(chrome.number(analysts)),
            spans.format(chrome.number(agreed)),
        )
        rest = " · ".join(part for part in parts if part)
        self.meta.setText(f"· {rest}" if source else rest)

    def show_open(self, open_here: int, of: int) -> None:
        """Show how many places of the article are open."""
        for label in (self.open, self.of_all):
            label.setVisible(of > 0)
        self.open.setText(chrome.number(open_here))
        self.of_all.setText(self.tr("of {0} open here").format(chrome.number(of)))

    def show_hidden(self, hidden: bool) -> None:
        """Say whether names are hidden."""
        self.hide_names.setChecked(hidden)

    def clear(self) -> None:
        """No article is open."""
        for label in (self.title, self.source, self.meta):
            label.setText("")
        self.hide_names.hide()
        self.show_open(0, 0)
