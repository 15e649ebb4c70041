import pytest

from desktop import chrome
from desktop.theme import LIGHT


@pytest.fixture(autouse=True)
def look(qapp):
    """The chrome as a window would have it."""
    chrome.apply(qapp, LIGHT)
