"""The real application on a real project file, driven by real key presses and clicks, which are counted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QMenu

import exporters
from annotations.model.annotation_set import AnnotationSet
from annotations.model.mention import Mention
from annotations.model.span import Span
from annotations.workspace import Workspace
from desktop.app import App
from desktop.canvas.handles import Side
from desktop.settings import ANNOTATOR, Settings
from exporters.files import OutputFolder
from tests.desktop.canvas.conftest import point_of

PATIENCE_MS = 60_000
LEFT = Qt.MouseButton.LeftButton
_HANDLE_REACH = 16  # pixels from the middle of the last letter


class Desk:
    """One run of the application, from start to quit. `keys` and `clicks` count what the hands did."""

    def __init__(self, location: Path, annotator: str, qtbot, *, locked: bool = False) -> None:
        Settings().set(ANNOTATOR, annotator)
        self.location = location
        self.annotator = annotator
        self.qtbot = qtbot
        self.keys = self.clicks = 0
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

    @contextmanager
    def at_most(self, gestures: int) -> Iterator[None]:
        """What is done inside costs so many gestures at most, as counted here and by the program's own meter."""
        spent, metered = self.keys + self.clicks, self._metered()
        yield
        spent, metered = self.keys + self.clicks - spent, self._metered() - metered
        assert spent == metered
        assert 0 < spent <= gestures

    def _metered(self) -> int:
        return self.window.metering.meter.session.gestures

    # -- keys -----------------------------------------------------------------------------------------------------

    def press(self, *keys: str, into=None) -> None:
        """Press keys in the form of the actions table, on the article or another widget."""
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(into or self.canvas, combination.key(), combination.keyboardModifiers())
            self.keys += 1

    def type(self, *keys: str) -> None:
        """Press keys on whatever has the keyboard."""
        for key in keys:
            self.press(key, into=QApplication.focusWidget())

    def pick(self, typed: str) -> None:
        """Type into the open picker and take the first row left."""
        field = self.page.picks.picker.field
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.keys += len(typed) + 1

    def write(self, field: QLineEdit, words: str) -> None:
        """Write into a field and leave it with Enter: one gesture, however long the text."""
        self.wait(field.hasFocus)
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.keys += 1

    def hint(self, surface: str) -> None:
        """Press the number that stands on a marked surface."""
        digit = next(
            digit
            for digit, id_ in self.page.hints.numbers.items()
            if self.page.commands.known(id_).span.of(self.text) == surface
        )
        self.press(digit)

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

    # -- the mouse ------------------------------------------------------------------------------------------------

    def click(self, surface: str, nth: int = 1, held=Qt.KeyboardModifier.NoModifier) -> None:
        """Click the first character of a surface in the text."""
        QTest.mouseClick(self.canvas.viewport(), LEFT, held, self.point(self.span(surface, nth).start))
        self.clicks += 1

    def click_button(self, button: QAbstractButton) -> None:
        """Click a button that is there to be clicked."""
        self.wait(lambda: button.isVisible() and button.isEnabled())
        QTest.mouseClick(button, LEFT)
        self.clicks += 1

    def click_row(self, rows: QAbstractItemView, index: QModelIndex) -> None:
        """Click a row of a list, scrolled to if need be."""
        rows.scrollTo(index)
        QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(index).center())
        self.clicks += 1

    def click_label(self, code: str) -> None:
        """Click a label under the text."""
        self.click_button(next(button for button in self.page.strip.buttons if button.label.code == code))

    def click_choice(self, code: str) -> None:
        """Click a row of the open picker."""
        rows = self.page.picks.picker.list
        item = next(rows.item(row) for row in range(rows.count()) if rows.item(row).text().startswith(code))
        self.click_row(rows, rows.indexFromItem(item))

    def point(self, code_point: int) -> QPoint:
        """The middle of a character, in the viewport."""
        self.canvas.reveal(Span(code_point, code_point + 1))
        return point_of(self.canvas, code_point)

    def drag(self, first: int, last: int, held=Qt.KeyboardModifier.NoModifier) -> None:
        """Press on one character, move, release on another."""
        self.point(last)
        self._drag(self.point(first), self.point(last), held)

    def drag_end(self, last: int, goal: int) -> None:
        """Take the focused mention by the handle at its last character and let go on another one."""
        middle = self.point(last)
        near = [middle + QPoint(step, 0) for step in range(_HANDLE_REACH)]
        handle = next(place for place in near if self.canvas.handle_at(QPointF(place)) is Side.END)
        self._drag(handle, self.point(goal))

    def _drag(self, start: QPoint, end: QPoint, held=Qt.KeyboardModifier.NoModifier) -> None:
        viewport = self.canvas.viewport()
        QTest.mousePress(viewport, LEFT, held, start)
        QTest.mouseMove(viewport, (start + end) / 2)
        QTest.mouseMove(viewport, end)
        QTest.mouseRelease(viewport, LEFT, held, end)
        self.clicks += 1

    def context_menu(self, code_point: int, action: str) -> None:
        """Right click on a character and choose from the menu."""
        place = self.point(code_point)
        viewport = self.canvas.viewport()
        reason = QContextMenuEvent.Reason.Mouse
        QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=place)
        QApplication.sendEvent(viewport, QContextMenuEvent(reason, place, viewport.mapToGlobal(place)))
        menu = next(menu for menu in self.page.findChildren(QMenu) if menu.isVisible())
        area = menu.actionGeometry(next(row for row in menu.actions() if row.objectName() == action))
        QTest.mouseClick(menu, LEFT, pos=area.center())
        self.clicks += 2

    def double_click(self, code_point: int) -> None:
        """Double click a character."""
        place = self.point(code_point)
        QTest.mouseDClick(self.canvas.viewport(), LEFT, pos=place)
        QTest.mouseRelease(self.canvas.viewport(), LEFT, pos=place)
        self.clicks += 1

    # -- what is there --------------------------------------------------------------------------------------------

    def stand_on(self, surface: str, nth: int = 1) -> None:
        """The caret is where a surface begins, as if the eye had been there all along: no gesture."""
        start = self.span(surface, nth).start
        self.canvas.move_caret(next(i for i, each in enumerate(self.session.article.tokens) if each.end > start))

    def look_at(self, label: str, surface: str, nth: int = 1) -> str:
        """A mention or suggestion is focused, without a gesture; its id."""
        span = self.span(surface, nth)
        known = [*self.made.mentions.values(), *(each.mention for each in self.session.pending)]
        found = next(each.id for each in known if (each.label, each.span) == (label, span))
        self.canvas.focus(found)
        return found

    def suggested_in(self, passage: str) -> set[str]:
        """The suggestions, decided or not, that begin in a passage."""
        there = self.span(passage)
        return {each.id for each in self.session.suggestions if there.start <= each.mention.span.start < there.end}

    def spans(self, label: str) -> set[Span]:
        """Where the mentions with that label are."""
        return {mention.span for mention in self.made.mentions.values() if mention.label == label}

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
        # Every window left costs the next one time: a style sheet is worked out for all of them.
        self.window.deleteLater()


@contextmanager
def at_desk(location: Path, annotator: str, qtbot, *, locked: bool = False) -> Iterator[Desk]:
    """The application open on a project, for reading if it is locked; quits in any case."""
    desk = Desk(location, annotator, qtbot, locked=locked)
    try:
        yield desk
    finally:
        desk.quit()
