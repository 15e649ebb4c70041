"""Nothing flashes up while the window and its pages are made, or takes the keyboard from whoever works."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from desktop.app import App


class Shown(QObject):
    """What was shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_only_the_window_is_shown(qapp):
    shown = Shown()
    qapp.installEventFilter(shown)
    app = App()
    for page in (app.window.annotate, app.window.team.agreement, app.window.team.adjudicate, app.window.training.page):
        assert not page.isVisible()
    qapp.removeEventFilter(shown)
    assert shown.windows == []
    app.window.close()
    app.close()


def test_pages_belong_to_the_window_before_they_are_turned_to(qapp):
    app = App()
    window = app.window
    pages = (window.annotate, window.team.agreement, window.team.adjudicate, window.training.page)
    app.start()
    qapp.processEvents()
    # So they hear of other keys, and go with the window.
    assert all(page.window() is window and not page.isVisible() for page in pages)
    window.close()
    app.close()
