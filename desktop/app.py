"""The composition root: the one place where the parts of the window are built and handed to each other."""

import sys
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop import chrome, report
from desktop.main_window import MainWindow
from desktop.settings import WINDOW, Settings
from desktop.tasks import Tasks
from desktop.theme import LIGHT

APPLICATION = "Spandesk"
_FRAME = QSize(16, 64)  # pixels that a window manager may put around the window


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication, named so that settings and windows find their place."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QCoreApplication.setOrganizationName(APPLICATION)
    QCoreApplication.setApplicationName(APPLICATION)
    QGuiApplication.setDesktopFileName("spandesk")
    return QApplication([APPLICATION, *arguments])


class _AfterFirstPaint(QObject):
    """Does something once, when a widget has been painted for the first time."""

    def __init__(self, widget: QWidget, act: Callable[[], None]) -> None:
        super().__init__(widget)
        self._act = act
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint event, then for its end."""
        if event.type() == QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self, self._act)
        return False


class App:
    """Everything one window needs. `start` shows it; `close` ends all that runs beside it."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.tasks = Tasks()
        # Some controls take their fonts and sizes when they are built.
        chrome.apply(make_application(), LIGHT)
        self.window = MainWindow(self.tasks, self.settings)

    def start(self, location: str | None = None, *, sample: bool = False) -> None:
        """Show the window; open a project after the first paint, so that the window is there at once."""
        if sample:
            _AfterFirstPaint(self.window, self.window.open_sample)
        elif location is not None:
            _AfterFirstPaint(self.window, partial(self.window.open_location, location))
        self._place()
        self.window.show()

    def _place(self) -> None:
        """As it was left; the first time as drawn, if the screen has room for that and the frame."""
        if QGuiApplication.platformName() == "offscreen":
            return  # there is no screen to fit
        left = QByteArray.fromBase64(str(self.settings.get(WINDOW)).encode())
        if not left.isEmpty() and self.window.restoreGeometry(left):
            return
        screen = self.window.screen()
        if screen is not None:
            room = screen.availableSize() - _FRAME
            self.window.resize(self.window.size().boundedTo(room).expandedTo(self.window.minimumSize()))

    def close(self) -> None:
        """Save what is on its way and end the child processes."""
        self.settings.set(WINDOW, bytes(self.window.saveGeometry().toBase64().data()).decode())
        self.window.shut_down()
        self.tasks.close()


def run(location: str | None = None, *, sample: bool = False) -> int:
    """Open the window and stay until it is closed. Returns the exit code."""
    application = make_application()
    app = App()
    report.install(app.window)
    app.start(location, sample=sample)
    code = application.exec()
    app.close()
    sys.stdout.flush()
    return code
