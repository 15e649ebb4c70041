"""Makes the pictures of the manual and its page of keys, from the program itself on the sample project.

Run `make pictures`. Needs no display; the fonts named in docs/manual/README.md make the pictures come out alike.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication

from annotations.model.mention import EventMention
from desktop.actions import key_lines
from desktop.app import App, make_application
from desktop.chrome import keys_in_words
from desktop.dialogs.shortcut_sheet import folded
from desktop.main_window import MainWindow
from desktop.picture import wait_until

HERE = Path(__file__).resolve().parent
IMAGES = HERE / "img"
SIZE = (1440, 900)


def main() -> None:
    """Write every picture and the page of keys."""
    IMAGES.mkdir(exist_ok=True)
    QStandardPaths.setTestModeEnabled(True)
    with tempfile.TemporaryDirectory() as home:
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME"):
            os.environ[variable] = home
        make_application()
        take_pictures()
    (HERE / "keys.md").write_text(keys_page(), encoding="utf-8")


def take_pictures() -> None:
    """The first screen, then the sample in light, dark, Arabic and with an event selected."""
    app = App()
    window = app.window
    window.resize(*SIZE)
    window.actions_set["theme-light"].trigger()
    app.start()
    save(window, "first-start")
    window.open_sample()
    wait(lambda: window.session is not None and window.session.article is not None)
    wait(
        lambda: (
            all(row.prepared for row in window.annotate.queue.model.rows()) and bool(window.annotate.queue.model.rows())
        )
    )
    article = next(row for row in window.annotate.queue.model.rows() if row.status == "open")
    show(window, article.article_id)
    focus_event(window)
    save(window, "event-selected")
    focus_entity(window)
    save(window, "annotate-light")
    window.actions_set["theme-dark"].trigger()
    focus_event(window)
    save(window, "annotate-dark")
    window.actions_set["theme-light"].trigger()
    arabic = next(row for row in window.annotate.queue.model.rows() if row.language == "ar")
    show(window, arabic.article_id)
    focus_event(window)
    save(window, "arabic")
    window.close()
    app.close()


def show(window: MainWindow, article_id: str) -> None:
    """Open an article and wait until it is on the table."""
    window.annotate.open_article(article_id)
    wait(lambda: window.session.article is not None and window.session.article.id == article_id)


def focus_event(window: MainWindow) -> None:
    """Focus the event with most arguments, decided ones first."""
    session = window.session
    decided = [mention for mention in session.annotation_set.mentions.values() if isinstance(mention, EventMention)]
    offered = [each.mention for each in session.pending if isinstance(each.mention, EventMention)]
    events = decided or offered
    if events:
        window.annotate.canvas.focus(max(events, key=lambda event: len(event.arguments)).id)


def focus_entity(window: MainWindow) -> None:
    """Focus the first undecided suggestion, else the first mention."""
    session = window.session
    marks = session.pending or session.annotation_set.in_order()
    if marks:
        window.annotate.canvas.focus(marks[0].id)


def save(window: MainWindow, name: str) -> None:
    """One picture, once the window has settled."""
    # A change of what is shown moves the panels, and the panels what is in them.
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    window.grab().save(str(IMAGES / f"{name}.png"))


def wait(holds: Callable[[], bool]) -> None:
    """Let the window work until something holds; a picture of a half-loaded window is worse than none."""
    if not wait_until(holds, 120_000):
        raise SystemExit("the window did not get there in two minutes")


def keys_page() -> str:
    """The manual's page of keys, from the table that the program itself reads."""
    lines = ["# Keys", "", "Made from the program's own table; press `?` in the window for the same list."]
    group = ""
    for heading, words, keys in folded(key_lines()):
        if heading != group:
            group = heading
            lines += ["", f"## {group}", "", "| Key | What it does |", "|---|---|"]
        lines.append(f"| {' or '.join(f'`{in_words(key)}`' for key in keys)} | {words} |")
    lines.append("")
    return "\n".join(lines)


def in_words(key: str) -> str:
    """A key, or a range of keys, as the window shows it."""
    return "…".join(keys_in_words(part) for part in key.split("…"))


if __name__ == "__main__":
    main()
