import pytest

from annotations.workspace import Workspace
from desktop import chrome
from desktop.theme import LIGHT
from tests.desktop.disputed import project_at
from tests.desktop.pages.seat import Seat
from tests.desktop.played import PlayedTasks


@pytest.fixture(autouse=True)
def look(qapp):
    """The chrome as a window would have it."""
    chrome.apply(qapp, LIGHT)


@pytest.fixture
def tasks(qapp):
    """Child processes that the test plays."""
    tasks = PlayedTasks()
    yield tasks
    tasks.close()


@pytest.fixture
def location(tmp_path):
    """A project in which three analysts differ."""
    return project_at(tmp_path / "desk.spandesk")


@pytest.fixture
def workspace(location):
    """That project, open."""
    with Workspace.open(location) as workspace:
        yield workspace


@pytest.fixture
def seat(workspace, tasks, qtbot):
    """The Adjudicate page on it."""
    seat = Seat(workspace, tasks, qtbot)
    seat.look()
    yield seat
    seat.desk.rest()
