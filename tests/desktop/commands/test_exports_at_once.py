"""Two processes that export into one folder: the second is refused, and a killed one is in nobody's way."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from exporters.manifest import verify
from tests.conftest import ROOT
from tests.desktop.commands.reports import imported, project_at
from tests.exporters.running import tree

_EXPORTING = """
import sys
from pathlib import Path
from exporters.replacing import aside
with aside(Path(sys.argv[1])) as hidden:
    (hidden.path / "half").write_bytes(b"half")
    print("begun", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_at(tmp_path / "desk.spandesk", *imported(0, 1))


@pytest.fixture
def exporting(tmp_path: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """Another process in the middle of an export into the folder `out`."""
    words = [sys.executable, "-c", _EXPORTING, str(tmp_path / "out")]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"begun\n"
        yield child
        child.kill()


def test_the_second_is_refused_and_takes_nothing_away(project: Path, exporting, spandesk, tmp_path: Path):
    before = tree(tmp_path / "out")
    refused = spandesk("export", project, "--format", "jsonl", "--out", tmp_path / "out")
    assert refused == (1, None, f"spandesk: {tmp_path / 'out'}: somebody is exporting into this folder right now\n")
    assert tree(tmp_path / "out") == before
    assert spandesk("export", project, "--format", "jsonl", "--out", tmp_path / "other")[0] == 0
    exporting.communicate()
    assert not (tmp_path / "out").exists(), "nothing was kept of the first either"


def test_what_a_killed_export_holds_is_free(project: Path, exporting, export, tmp_path: Path):
    exporting.kill()
    exporting.wait()
    assert tree(tmp_path / "out"), "it left something"
    export(project, "--format", "jsonl")
    assert [name for name in tree(tmp_path / "out") if name.startswith(".")] == []
    assert verify(tmp_path / "out") == []
