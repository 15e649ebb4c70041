"""What the tests of all subcommands need."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop import cli
from tests.desktop.commands.raids import QUIET, RAID


@pytest.fixture
def spandesk(capsys: pytest.CaptureFixture[str]):
    """Runs a subcommand with --json: (exit code, the object or None, what stderr says besides progress)."""

    def run(*words: object):
        code = cli.main([*map(str, words), "--json"])
        out, err = capsys.readouterr()
        refusals = [line for line in err.splitlines(keepends=True) if line.startswith("spandesk: ")]
        return code, json.loads(out) if out else None, "".join(refusals)

    return run


@pytest.fixture
def export(spandesk, tmp_path: Path):
    """Exports into the folder `out`, and has to do so well; what it said."""

    def run(project: Path, *words: object) -> dict[str, Any]:
        code, said, refused = spandesk("export", project, "--out", tmp_path / "out", *words)
        assert (code, refused) == (0, "")
        return said

    return run


@pytest.fixture
def project(tmp_path: Path, spandesk) -> Path:
    path = tmp_path / "p.spandesk"
    assert spandesk("new", path)[0] == 0
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "raid.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in (RAID, QUIET)), "utf-8")
    return path
