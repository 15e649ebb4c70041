import pytest

from desktop import chrome
from desktop.actions import standard_keys


@pytest.fixture(autouse=True)
def table_keys():
    """The keys of the table, as a window would have them before anybody changes one."""
    chrome.set_key_source(lambda action: next(iter(standard_keys(action)), ""))
