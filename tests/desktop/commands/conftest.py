"""What the tests of all subcommands need."""

import json

import pytest

from desktop import cli


@pytest.fixture
def spandesk(capsys: pytest.CaptureFixture[str]):
    """Runs a subcommand with --json: (exit code, the object or None, what stderr says besides progress)."""

    def run(*words: object):
        code = cli.main([*map(str, words), "--json"])
        out, err = capsys.readouterr()
        refusals = [line for line in err.splitlines(keepends=True) if line.startswith("spandesk: ")]
        return code, json.loads(out) if out else None, "".join(refusals)

    return run
