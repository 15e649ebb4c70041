"""A picture of the window, made by the window itself, with or without a display."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop.app import App, make_application

WAIT_MS = 30_000


def wait_until(holds: Callable[[], bool], most_ms: int = WAIT_MS) -> bool:
    """Let the window work until something holds; False if it did not in that time."""
    deadline, loop, timer = QDeadlineTimer(most_ms), QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if holds() or deadline.hasExpired() else None)
    timer.start(10)
    loop.exec()
    timer.stop()
    return holds()


def picture_of(location: str, target: Path) -> None:
    """Open a project, wait for its first article, save what the window shows as a PNG."""
    make_application()
    app = App()
    app.window.resize(1440, 900)
    shown: list[bool] = []
    app.window.annotate.article_shown.connect(lambda: shown.append(True))
    app.start(location)
    wait_until(lambda: bool(shown))
    QApplication.processEvents()
    app.window.grab().save(str(target))
    app.window.close()
    app.close()
