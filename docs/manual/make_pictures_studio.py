"""The window as the pictures of the manual see it: driven by its own keys, looked at once it has settled."""

import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotations.model.mention import EventMention
from annotations.model.project import QueueRow
from annotations.model.span import Span
from desktop.app import App
from desktop.picture import wait_until

IMAGES = Path(__file__).resolve().parent / "img"
SIZE = (1440, 900)
_PATIENCE_MS = 120_000


class Studio:
    """One run of the program. Each kind of picture has a studio of its own."""

    def __init__(self, folder: Path, size: tuple[int, int] = SIZE) -> None:
        self._folder = folder
        self._app = App()
        self._window = self._app.window
        self._window.resize(*size)
        self._page = self._window.annotate
        self._choose("theme-light")
        folder.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> "Studio":
        self._app.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._window.close()
        self._app.close()

    # -- the ways there -------------------------------------------------------------------------------------------

    @property
    def _text(self) -> str:
        return self._window.session.article.text

    def _rows(self) -> list[QueueRow]:
        return self._page.queue.model.rows()

    def _choose(self, action: str) -> None:
        self._window.actions_set[action].trigger()

    def _press(self, *keys: str, into: QWidget | None = None) -> None:
        for key in keys:
            pressed = QKeySequence(key)[0]
            QTest.keyClick(into or self._page.canvas, pressed.key(), pressed.keyboardModifiers())
            QApplication.processEvents()

    def _open(self, title: str) -> None:
        self._show(next(row for row in self._rows() if row.title.startswith(title)))

    def _show(self, row: QueueRow) -> None:
        session = self._window.session
        self._page.open_article(row.article_id)
        wait(lambda: session.article is not None and session.article.id == row.article_id)

    def _known(self) -> list:
        session = self._window.session
        return [*session.annotation_set.mentions.values(), *(each.mention for each in session.pending)]

    def _span(self, within: str, words: str) -> Span:
        start = self._text.index(words, self._text.index(within))
        return Span(start, start + len(words))

    def _focus_event(self, trigger: str) -> None:
        self._focus(lambda mention: isinstance(mention, EventMention) and mention.span.of(self._text) == trigger)

    def _focus_words(self, words: str) -> None:
        self._focus(lambda mention: mention.span.of(self._text) == words)

    def _focus(self, wanted: Callable[[object], bool]) -> None:
        self._page.canvas.focus(next(mention.id for mention in self._known() if wanted(mention)))

    def save(self, name: str, what: QWidget | None = None) -> None:
        """One picture, once the window has settled."""
        # A change of what is shown moves the panels, and the panels what is in them.
        for _ in range(4):
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        picture = (what or self._window).grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        picture.save(str(self._folder / f"{name}.png"), quality=0)


def wait(holds: Callable[[], bool]) -> None:
    """Let the window work until something holds; a picture of a half-loaded window is worse than none."""
    if not wait_until(holds, _PATIENCE_MS):
        raise SystemExit("the window did not get there in two minutes")
