"""One row atop the page for what needs the annotator: a sentence that stays, and at most one button that ends it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import chrome


class Notice(chrome.Surface):
    """Amber or red, never over the text. Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", "bottom", parent=parent)
        self.setAccessibleName(self.tr("Notice"))
        self.words = chrome.Label("", "warn", wrap=True)
        self.act = chrome.KeyButton("")
        self.act.clicked.connect(self._act)
        self.dismiss = chrome.KeyButton(self.tr("Close"))
        self.dismiss.clicked.connect(self.hide)
        self._run: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(16), chrome.px(8), chrome.px(16), chrome.px(8))
        row.setSpacing(chrome.px(12))
        row.addWidget(self.words, 1)
        row.addWidget(self.act)
        row.addWidget(self.dismiss)
        self.hide()

    def tell(self, words: str, *, error: bool = False, act: str = "", run: Callable[[], object] | None = None) -> None:
        """Show a sentence; with `act`, a button of that name that runs something and closes the row."""
        self.words.set_kind("error" if error else "warn")
        self.words.setText(words)
        self.act.set_words(act)
        self.act.setVisible(bool(act))
        self._run = run
        self.show()

    def _act(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()
