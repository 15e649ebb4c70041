"""A project with one article, as an analyst would make it from a folder."""

from pathlib import Path

import pytest

from annotations.importers import read
from annotations.model.starters import starter
from annotations.workspace import Workspace

ARTICLE = """Premier visits Amman after strikes

Karim Haddad, the Iraqi prime minister, met King Rafiq in Amman on Monday.
Militias attacked a convoy near Mosul with rockets on Sunday.
France condemned the attack and pledged aid to Iraq.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project file under the political-events schema, without suggestions yet."""
    source = tmp_path / "articles" / "visit.txt"
    source.parent.mkdir()
    source.write_text(ARTICLE, encoding="utf-8")
    location = tmp_path / "desk.spandesk"
    with Workspace.create(location, starter("political-events")) as workspace:
        workspace.add(read([source.parent]))
    return location
