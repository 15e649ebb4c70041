"""The bottom line: what is saved, what the suggester does, what just happened, what is left."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import chrome
from desktop.panels.quiet_button import QuietButton


class _Dot(QWidget):
    """A dot in one of the three colours that chrome may have."""

    def __init__(self) -> None:
        super().__init__()
        self.token = "ok"

    def sizeHint(self) -> QSize:
        """Eight pixels and the air around them."""
        return QSize(chrome.px(10), chrome.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(chrome.theme().color(getattr(chrome.theme(), self.token)))
        radius = chrome.px(8) / 2
        painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), radius, radius)
        painter.end()


class StatusBar(chrome.Surface):
    """28 high. Messages stand here until the next one; nothing ever covers the text."""

    save_now_clicked = Signal()
    undo_clicked = Signal()
    gestures_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", "top", 28, parent)
        self.setAccessibleName(self.tr("Status"))
        self.dot = _Dot()
        self.saved = chrome.ElidedLabel("", "second", "text_2")
        self.save_now = chrome.KeyButton(self.tr("Save now"), kind="link", high=22)
        self.save_now.clicked.connect(self.save_now_clicked)
        self.suggester = chrome.ElidedLabel("", "second", "text_2")
        self.message = chrome.ElidedLabel("", "second", "text_1")
        self.undo = chrome.KeyButton(self.tr("Undo"), "undo", "link", high=22)
        self.undo.clicked.connect(self._undo)
        self._undo_said: bool | Callable[[], object] = False
        self._undo_words = ""
        self._over_article = False
        self._annotating = True
        self.gestures = QuietButton()
        self.gestures.clicked.connect(self.gestures_clicked)
        self.count = chrome.Label("", "second-strong")
        self.left = chrome.Label("", "second")
        self.zoom = chrome.Label("", "second")
        self._lay_out()
        self.show_quiet("")
        self.say("")
        self.set_undecided(None)
        self.set_gestures("")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(12), 0, chrome.px(12), 0)
        row.setSpacing(chrome.px(6))
        for widget in (self.dot, self.saved, self.save_now):
            row.addWidget(widget)
        row.addSpacing(chrome.px(10))
        row.addWidget(self.suggester)
        row.addSpacing(chrome.px(10))
        row.addWidget(self.message)
        row.addWidget(self.undo)
        row.addStretch(1)
        row.addWidget(self.gestures)
        row.addSpacing(chrome.px(10))
        row.addWidget(self.count)
        row.addWidget(self.left)
        row.addSpacing(chrome.px(10))
        row.addWidget(self.zoom)

    def show_quiet(self, words: str) -> None:
        """No project is open: words without a dot."""
        self._show("", words)

    def show_saved(self, at: str) -> None:
        """Everything is on the disk since `at`, a time of day; "" when nothing was written yet."""
        self._show("ok", self.tr("Saved {0}").format(at) if at else self.tr("Saved"))

    def show_saving(self) -> None:
        """A decision is on its way to the disk."""
        self._show("warn", self.tr("Saving…"))

    def show_not_saved(self, sentence: str) -> None:
        """Saving failed: the sentence stays, with the one act that ends it, until it is over."""
        self._show("error", sentence, can_save=True)

    def show_read_only(self, sentence: str) -> None:
        """Nothing can be written, and nothing needs to be."""
        self._show("warn", sentence)

    def set_suggester(self, words: str) -> None:
        """What the suggester does: "Suggester ready"."""
        self.suggester.setText(words)
        self.suggester.setVisible(bool(words))

    def say(self, words: str, *, undo: bool | Callable[[], object] | None = False, over_article: bool = False) -> None:
        """Say what just happened; with `undo`, offer to take it back: by that, or as the step that was done last.

        The next article silences it; what is said `over_article` outlasts the one that comes with it.
        """
        if not words and self._over_article:
            self._over_article = False
            return
        self._over_article = over_article
        self.message.setText(words)
        self.message.setVisible(bool(words))
        self._undo_said = undo or False
        self._offer_undo()

    def _undo(self) -> None:
        if callable(self._undo_said):
            undo, self._undo_said = self._undo_said, False
            self._offer_undo()
            undo()
        else:
            self.undo_clicked.emit()

    def set_undo(self, words: str) -> None:
        """Offer to take back what was done last: "Undo relabel to ORG"; "" when there is nothing."""
        self._undo_words = words
        self._offer_undo()

    def _offer_undo(self) -> None:
        own = callable(self._undo_said)
        # The key takes back steps of the article, never what is told of here with a way back of its own.
        self.undo.set_words(self.tr("Undo"), "" if own else "undo")
        self.undo.setVisible(own or (self._annotating and bool(self._undo_said or self._undo_words)))
        chrome.plain_tooltip(self.undo, "" if own else self._undo_words)

    def set_gestures(self, words: str) -> None:
        """How many gestures the work has taken: "118 gestures, 1.3 per decision"; "" hides it."""
        self.gestures.set_words(words)
        self._show_counts()

    def set_undecided(self, count: int | None) -> None:
        """How many suggestions of this article wait for a decision; None when no article is open."""
        self.count.setText("" if count is None else chrome.number(count))
        self.left.setText(self.tr("undecided here"))
        self._show_counts()

    def set_zoom(self, percent: int | None) -> None:
        """Size of the article text; None hides it."""
        self.zoom.setText("" if percent is None else f"{percent} %")
        self.zoom.setAccessibleName("" if percent is None else self.tr("Text size {0} %").format(percent))

    def set_corner(self, words: str) -> None:
        """Words at the far end instead of the zoom, as on the first screen: "Version 0.1"."""
        self.zoom.setText(words)
        self.zoom.setAccessibleName(words)

    def turn_page(self, page: str) -> None:
        """Another page comes into sight: what was said belongs to the last one, and counts to that of the article."""
        self._annotating = page == "annotate"
        self.say("")
        self.set_corner("")
        self._show_counts()

    def _show_counts(self) -> None:
        self.gestures.setVisible(self._annotating and bool(self.gestures.words))
        for label in (self.count, self.left):
            label.setVisible(self._annotating and bool(self.count.text()))

    def _show(self, token: str, words: str, *, can_save: bool = False) -> None:
        self.dot.token = token or "ok"
        self.dot.setVisible(bool(token))
        self.dot.update()
        self.saved.setText(words)
        self.save_now.setVisible(can_save)
