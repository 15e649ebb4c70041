import pytest
from PySide6.QtCore import QCoreApplication, QEvent


@pytest.fixture(autouse=True)
def nothing_left():
    """Widgets of a test go with it: rows of hundreds would slow down every later change of the look."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
