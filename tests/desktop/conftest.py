import gc
from collections.abc import Iterator

import pytest

from desktop import chrome
from desktop.actions import standard_keys


@pytest.fixture(autouse=True)
def no_windows_in_cycles() -> Iterator[None]:
    """A window that waits for the collector is styled anew with every theme."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def table_keys():
    """The keys of the table, as a window would have them before anybody changes one."""
    chrome.set_key_source(lambda action: next(iter(standard_keys(action)), ""))
