"""The real application on a real project file, driven by real key presses and clicks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

import exporters
from annotations.model.annotation_set import AnnotationSet
from annotations.model.mention import Mention
from annotations.model.span import Span
from annotations.workspace import Workspace
from desktop.app import App
from desktop.settings import ANNOTATOR, Settings
from exporters.files import OutputFolder
from tests.desktop.canvas.conftest import point_of

PATIENCE_MS = 60_000


class Desk:
    """One run of the application, from start to quit."""

    def __init__(self, location: Path, annotator: str, qtbot, *, locked: bool = False) -> None:
        Settings().set(ANNOTATOR, annotator)
        self.location = location
        self.annotator = annotator
        self.qtbot = qtbot
        self.app = App()
        self.window = self.app.window
        self.page = self.window.annotate
        self.canvas = self.page.canvas
        with qtbot.waitSignal(self.window.article_shown, timeout=PATIENCE_MS):
            self.app.start(str(location))
            if locked:
                self.wait(self.window.notice.act.isVisible)
                self.window.notice.act.click()
        self.canvas.setFocus()

    @property
    def session(self):
        return self.window.session

    @property
    def made(self) -> AnnotationSet:
        return self.session.annotation_set

    @property
    def text(self) -> str:
        return self.session.article.text

    def wait(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=PATIENCE_MS)

    def wait_prepared(self) -> None:
        """Until every article of the queue has its suggestions, and the open one shows them."""
        rows = self.page.queue.model.rows
        self.wait(lambda: bool(rows()) and all(row.prepared for row in rows()))
        open_row = lambda: self.page.queue.model.row(self.session.article.id)  # noqa: E731
        self.wait(lambda: open_row().suggestions == 0 or bool(self.session.suggestions))

    def press(self, *keys: str, into=None) -> None:
        """Press keys in the form of the actions table, on the article or another widget."""
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(into or self.canvas, combination.key(), combination.keyboardModifiers())

    def pick(self, typed: str) -> None:
        """Type into the open picker and take the first row left."""
        field = self.page.picks.picker.field
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def focused(self) -> Mention | None:
        return self.page.commands.focused()

    def span(self, surface: str, nth: int = 1) -> Span:
        start = -1
        for _ in range(nth):
            start = self.text.index(surface, start + 1)
        return Span(start, start + len(surface))

    def caret_to(self, surface: str) -> None:
        """Walk the caret to the token where a surface begins, by arrow keys from the start of the article."""
        goal = next(i for i, token in enumerate(self.session.article.tokens) if token.start == self.span(surface).start)
        self.press("Ctrl+Home")
        self.press(*["Right"] * goal)
        assert self.canvas.caret_token == goal

    def click(self, surface: str, nth: int = 1) -> None:
        """Click the first character of a surface in the text."""
        QTest.mouseClick(
            self.canvas.viewport(), Qt.MouseButton.LeftButton, pos=self.point(self.span(surface, nth).start)
        )

    def point(self, code_point: int) -> QPoint:
        """The middle of a character, in the viewport."""
        self.canvas.reveal(Span(code_point, code_point + 1))
        return point_of(self.canvas, code_point)

    def drag(self, first: int, last: int) -> None:
        """Press on one character, move, release on another."""
        viewport, start, end = self.canvas.viewport(), self.point(first), self.point(last)
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(viewport, (start + end) / 2)
        QTest.mouseMove(viewport, end)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)

    def context_menu(self, code_point: int, action: str) -> None:
        """Right click on a character and choose from the menu."""
        place = self.point(code_point)
        viewport = self.canvas.viewport()
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(viewport, QContextMenuEvent(reason, place, viewport.mapToGlobal(place)))
        menu = next(menu for menu in self.page.findChildren(QMenu) if menu.isVisible())
        area = menu.actionGeometry(self.window.actions_set[action])
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=area.center())

    def double_click(self, code_point: int) -> None:
        """Double click a character."""
        place = self.point(code_point)
        QTest.mouseDClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseRelease(self.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def surfaces(self) -> set[tuple[str, str]]:
        """What the set holds, as (label, surface)."""
        return {(mention.label, mention.span.of(self.text)) for mention in self.made.mentions.values()}

    def frames(self) -> set[tuple[str, str, frozenset[tuple[str, str]]]]:
        """The events, as (type, trigger, {(role, filler)})."""
        return {
            (
                event.label,
                event.span.of(self.text),
                frozenset((arg.role, self.made.mentions[arg.target].span.of(self.text)) for arg in event.arguments),
            )
            for event in self.made.events()
        }

    def saved(self) -> None:
        """Until the dot says saved."""
        self.wait(lambda: self.session.unsaved == 0)

    def agree(self, folder: Path) -> None:
        """Rows, log and export say what the window shows."""
        self.saved()
        shown = self.made
        with Workspace.open(self.location, read_only=True) as reader:
            stored = reader.load_set(shown.article_id, self.annotator)
            assert stored == shown
            assert reader.check() == []
            exporters.find("jsonl").write(reader.annotated(self.annotator), reader.schema, OutputFolder(folder), {})
        records = [
            orjson.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_bytes().splitlines()
        ]
        record = next((each for each in records if each["id"] == shown.article_id), None)
        exported = record["sets"][0]["mentions"] if record is not None and record["sets"] else []
        assert {(m["id"], m["label"], m["surface"]) for m in exported} == {
            (mention.id, mention.label, mention.span.of(self.text)) for mention in shown.mentions.values()
        }

    def quit(self) -> None:
        self.window.close()
        self.app.close()


@contextmanager
def at_desk(location: Path, annotator: str, qtbot, *, locked: bool = False) -> Iterator[Desk]:
    """The application open on a project, for reading if it is locked; quits in any case."""
    desk = Desk(location, annotator, qtbot, locked=locked)
    try:
        yield desk
    finally:
        desk.quit()
