"""The real window at which the gesture benchmark works: opens articles, presses keys, and says what stands there."""

import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.model.ids import ArticleId
from annotations.model.mention import EventMention
from annotations.model.span import Span
from annotations.text.occurrences import Rule
from benchmarks.gestures_scene import Scene
from desktop.app import App, make_application
from desktop.pages.annotate_commands import AnnotateCommands
from desktop.pages.type_memory import TypeMemory
from desktop.picture import wait_until

_SCREEN = {"name": "screen", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}


def set_screen(folder: Path) -> None:
    """Let the screen that nobody sees be as large as an ordinary one: menus fit on it. Before the application."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        settings = folder / "screen.json"
        settings.write_text(json.dumps({"screens": [_SCREEN]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={settings}"


class Desk:
    """One run of the application on a project. `gestures` and `seconds` are what its hands did since it opened."""

    def __init__(self, location: Path) -> None:
        make_application()
        self.app = App()
        self.window = self.app.window
        self.page = self.window.annotate
        self.canvas = self.page.canvas
        self.gestures = 0
        self.seconds = 0.0
        self.rule = Rule.CASE
        self._memory = TypeMemory()
        self._shown: list[bool] = []
        self.window.resize(1440, 900)
        self.window.article_shown.connect(lambda: self._shown.append(True))
        self.app.start(str(location))
        self._wait_shown()

    @property
    def commands(self) -> AnnotateCommands:
        """The verbs of the open project."""
        assert self.page.commands is not None
        return self.page.commands

    def open(self, id_: ArticleId) -> None:
        """Put an article on the table, with the keyboard on its text."""
        article = self.commands.session.article
        if article is None or article.id != id_:
            self._shown.clear()
            self.page.open_article(id_)
            self._wait_shown()
        self.canvas.setFocus()
        QApplication.processEvents()

    def _wait_shown(self) -> None:
        if not wait_until(lambda: bool(self._shown)):
            raise TimeoutError("no article was shown")
        QApplication.processEvents()

    def scene(self) -> Scene:
        """What the window shows."""
        commands, caret = self.commands, self.canvas.caret
        event, made = commands.event(), commands.session.annotation_set
        return Scene(
            caret=caret.index,
            anchor=caret.anchor,
            focus=self.canvas.focused,
            mentions=dict(made.mentions) if made is not None else {},
            pending=tuple(commands.pending()),
            hints=self._listed() or tuple(self.page.hints.numbers.values()),
            listed=bool(self._listed()),
            held=commands.holds,
            rule=self.rule,
            armed=commands.armed.name if commands.armed is not None else "",
            offered=commands.offered(event) if event is not None else (),
        )

    def _listed(self) -> tuple[str, ...]:
        """What the open list offers."""
        picker = self.page.picks.picker
        rows = range(picker.list.count()) if picker.isVisible() else ()
        return tuple(picker.list.item(row).data(Qt.ItemDataRole.UserRole)[0].value for row in rows)

    def likely(self, trigger: Span) -> str | None:
        """The event type that the list would open on if that trigger were selected."""
        session = self.commands.session
        if session.article is None or session.annotation_set is None:
            return None
        for each in session.pending:
            if isinstance(each.mention, EventMention) and each.mention.span == trigger:
                return each.mention.label
        self._memory.note(session.annotation_set.mentions.values(), session.article.text)
        return self._memory.likely(trigger, session.article.text)

    def counted(self, id_: ArticleId) -> int:
        """The gestures that the program itself counted in an article."""
        return self.window.metering.meter.figures(id_).gestures

    def press(self, keys: Sequence[str]) -> None:
        """Press keys in the form of the actions table, each where the keyboard is, and let the window answer."""
        for key in keys:
            self.did(lambda key=key: self._press(key))

    def did(self, gesture: object) -> None:
        """Make one gesture and let the window answer."""
        assert callable(gesture)
        before = time.perf_counter()
        gesture()
        for _ in range(2):  # the panels follow the text one round later
            QApplication.processEvents()
        self.seconds += time.perf_counter() - before
        self.gestures += 1
        if self.page.preview.open is not None:
            self.rule = self.page.preview.open.rule

    def _press(self, key: str) -> None:
        target = QApplication.focusWidget() or self.canvas
        combination = QKeySequence(key)[0]
        held = combination.keyboardModifiers()
        if len(key) == 1 and not key.isascii():
            QTest.sendKeyEvent(QTest.KeyAction.Click, target, combination.key(), key, held)
        else:
            QTest.keyClick(target, combination.key(), held)

    def close(self) -> None:
        """Let everything be kept, and quit."""
        wait_until(lambda: self.commands.session.unsaved == 0)
        self.window.close()
        self.app.close()
