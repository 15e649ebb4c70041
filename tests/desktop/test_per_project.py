"""What is kept on this machine of each project."""

import pytest

from desktop.per_project import PerProject
from desktop.settings import EXPORTS, Settings


@pytest.fixture
def kept() -> PerProject:
    return PerProject(Settings(), EXPORTS)


def test_each_project_has_its_own(kept):
    kept.keep("/desk/a.spandesk", {"folder": "/كركوك"})
    kept.keep("/desk/b.spandesk", [1, None])
    assert kept.of("/desk/a.spandesk") == {"folder": "/كركوك"}
    assert kept.of("/desk/b.spandesk") == [1, None]
    assert kept.of("/desk/c.spandesk") is None
    assert PerProject(Settings(), EXPORTS).of("/desk/a.spandesk") == {"folder": "/كركوك"}


def test_the_oldest_is_forgotten(kept):
    for number in range(25):
        kept.keep(f"/{number}", number)
        kept.keep("/dear", "kept")
    assert [number for number in range(25) if kept.of(f"/{number}") is not None] == list(range(6, 25))
    assert kept.of("/dear") == "kept"


@pytest.mark.parametrize("damaged", ["{", "[]", "null", '"words"'])
def test_what_cannot_be_read_was_never_kept(kept, damaged):
    Settings().set(EXPORTS, damaged)
    assert kept.of("/desk/a.spandesk") is None
    kept.keep("/desk/a.spandesk", 1)
    assert kept.of("/desk/a.spandesk") == 1
