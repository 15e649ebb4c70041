"""The composition root: the one place where the parts of the window are built and handed to each other."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop import report
from desktop.main_window import MainWindow
from desktop.settings import Settings
from desktop.tasks import Tasks

APPLICATION = "Spandesk"


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication, named so that settings and windows find their place."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QCoreApplication.setOrganizationName(APPLICATION)
    QCoreApplication.setApplicationName(APPLICATION)
    QGuiApplication.setDesktopFileName("spandesk")
    return QApplication([APPLICATION, *arguments])


class App:
    """Everything one window needs. `start` shows it; `close` ends all that runs beside it."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.tasks = Tasks()
        self.window = MainWindow(self.tasks, self.settings)

    def start(self, location: str | None = None) -> None:
        """Show the window; open a project after the first paint, so that the window is there at once."""
        self.window.show()
        if location is not None:
            self.window.open_location(location)

    def close(self) -> None:
        """Save what is on its way and end the child processes."""
        self.window.shut_down()
        self.tasks.close()


def run(location: str | None = None, *, sample: bool = False) -> int:
    """Open the window and stay until it is closed. Returns the exit code."""
    application = make_application()
    app = App()
    report.install(app.window)
    app.start(location)
    if sample:
        app.window.open_sample()
    code = application.exec()
    app.close()
    sys.stdout.flush()
    return code
