"""One decision from key press to painted and committed, and one article from click to painted, in the real window.

Beside them, in the same run, the floors: a bare SQLite commit with WAL and synchronous=FULL on the same disk, and a
read-only QTextEdit that takes the same text with the same number of coloured spans. Wall times, medians of 60.
"""

import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from annotations.importers.base import ImportedArticle
from annotations.model.starters import starter
from annotations.suggesters.base import Plan, runs
from annotations.workspace import Workspace
from desktop.app import App, make_application
from desktop.picture import wait_until
from tests.factories import article, entity, suggestion

ROUNDS = 60
ARTICLES = 12
PROSE = """the army moved Baghdad minister said on Monday that Sudani would meet Blinken near Mosul after strikes
against bases of the coalition in Anbar where residents and soldiers waited"""


def text_of(size: int, seed: int) -> str:
    """About `size` characters of prose in lines."""
    chance, words = random.Random(seed), PROSE.split()
    lines: list[str] = []
    while sum(map(len, lines)) < size:
        lines.append(" ".join(chance.choice(words) for _ in range(40)) + ".")
    return "\n\n".join(lines)


def make_project(folder: Path, size: int, spans: int) -> Path:
    """Articles of that size, each with that many suggestions."""
    location, schema = folder / f"edit-{size}.spandesk", starter("political-events")
    entities, events = runs(schema, Plan())
    with Workspace.create(location, schema) as workspace:
        for number in range(ARTICLES if size < 100_000 else 2):
            one = article(text_of(size, number))
            step = max(1, len(one.tokens) // spans)
            places = one.tokens[: step * spans : step]
            offered = [suggestion(entity("PERSON", token), run=entities) for token in places]
            workspace.add([ImportedArticle(article=one)])
            workspace.save_suggestions(entities, {one.id: offered})
            workspace.save_suggestions(events, {one.id: []})
    return location


def flush(widget: QWidget) -> None:
    """Paint what is due, now."""
    QApplication.sendPostedEvents()
    QApplication.sendEvent(widget.window(), QEvent(QEvent.Type.UpdateRequest))


def timed(act: Callable[[], object]) -> float:
    """Milliseconds."""
    before = time.perf_counter()
    act()
    return (time.perf_counter() - before) * 1000


def edits(location: Path) -> tuple[list[float], list[float], list[float]]:
    """Key to painted, key to painted and committed, and article to painted."""
    app = App()
    window, canvas = app.window, app.window.annotate.canvas
    shown: list[bool] = []
    window.article_shown.connect(lambda: shown.append(True))
    app.start(str(location))
    wait_until(lambda: bool(shown))
    painted, kept, opened = [], [], []
    for _ in range(ROUNDS):
        QTest.keyClick(canvas, Qt.Key.Key_Tab)
        flush(canvas)
        before = time.perf_counter()
        QTest.keyClick(canvas, Qt.Key.Key_Return)
        QApplication.processEvents()
        flush(canvas)
        painted.append((time.perf_counter() - before) * 1000)
        while window.session.unsaved:
            QApplication.processEvents()
        kept.append((time.perf_counter() - before) * 1000)
    ids = [row.article_id for row in window.annotate.queue.model.rows()]
    for turn in range(ROUNDS):
        shown.clear()
        before = time.perf_counter()
        window.annotate.open_article(ids[(turn + 1) % len(ids)])
        while not shown:
            QApplication.processEvents()
        flush(canvas)
        opened.append((time.perf_counter() - before) * 1000)
    window.close()
    app.close()
    return painted, kept, opened


def bare_commits(folder: Path) -> list[float]:
    """One row, one durable transaction."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE step (seq INTEGER PRIMARY KEY, words TEXT)")

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO step (words) VALUES (?)", ("x" * 400,))
        connection.execute("COMMIT")

    times = [timed(commit) for _ in range(ROUNDS)]
    connection.close()
    return times


def bare_opens(size: int, spans: int) -> list[float]:
    """A QTextEdit takes the text and the spans, and paints them."""
    edit = QTextEdit()
    edit.setReadOnly(True)
    edit.resize(800, 700)
    edit.show()
    texts = [text_of(size, number) for number in range(ARTICLES if size < 100_000 else 2)]

    def show(text: str) -> None:
        edit.setPlainText(text)
        marks = []
        for number in range(spans):
            mark, cursor = QTextEdit.ExtraSelection(), QTextCursor(edit.document())
            cursor.setPosition(number * 60)
            cursor.setPosition(number * 60 + 8, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, QTextCharFormat()
            mark.format.setBackground(QColor("#D2E7FF"))
            marks.append(mark)
        edit.setExtraSelections(marks)
        flush(edit)

    times = [timed(lambda turn=turn: show(texts[turn % len(texts)])) for turn in range(ROUNDS)]
    edit.close()
    return times


def line(name: str, times: list[float], bar: str, floor: float | None = None) -> None:
    """One row of the table."""
    middle, late = statistics.median(times), statistics.quantiles(times, n=20)[18]
    ratio = f"{middle / floor:6.1f} x floor" if floor is not None else ""
    print(f"  {name:36} p50 {middle:7.2f} ms   p95 {late:7.2f} ms   {ratio:15} {bar}")


def main() -> None:
    """Print both sizes."""
    make_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commits = bare_commits(folder)
        line("bare commit, WAL and FULL", commits, "")
        for size, spans in ((5_000, 60), (100_000, 1_000)):
            print(f"{size:,} characters, {spans:,} suggestions")
            bare = bare_opens(size, spans)
            line("bare QTextEdit takes text and spans", bare, "")
            painted, kept, opened = edits(make_project(folder, size, spans))
            line("accept: key to painted", painted, "")
            line("accept: key to painted and committed", kept, "bar: p50 20, p95 50 ms" if size < 100_000 else "")
            bar = "bar: p50 50, p95 100 ms" if size < 100_000 else "bar: 400 ms"
            line("another article: click to painted", opened, bar, statistics.median(bare))


if __name__ == "__main__":
    main()
