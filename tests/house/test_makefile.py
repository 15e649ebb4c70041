"""On a machine that cannot run Spandesk yet, `make` says what is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.sources import ROOT

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make here")

TOO_OLD = '#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" || exit 1\n'
NO_VENV = '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; *print*) echo 3.12;; esac\n'


def make_with(python: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """`make setup` in a copy of the checkout's rules, where the only Python is this script."""
    tools, checkout = tmp_path / "bin", tmp_path / "checkout"
    tools.mkdir()
    for tool in ("make", "sh", "touch"):
        (tools / tool).symlink_to(shutil.which(tool))
    (tools / "python3").write_text(python, "utf-8")
    (tools / "python3").chmod(0o755)
    (checkout / "requirements").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "requirements/dev.txt"):
        shutil.copy(ROOT / name, checkout / name)
    return subprocess.run(
        [tools / "make", "setup"],
        cwd=checkout,
        env={**os.environ, "PATH": str(tools), "MAKEFLAGS": ""},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_a_python_that_is_too_old(tmp_path: Path):
    result = make_with(TOO_OLD, tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("Spandesk needs Python 3.11 to 3.14; here is: Python 3.9.2\n")


def test_a_python_without_venv(tmp_path: Path):
    result = make_with(NO_VENV, tmp_path)
    assert result.returncode == 2
    assert "sudo apt-get install python3.12-venv" in result.stderr


def test_every_target_is_explained():
    result = subprocess.run(["make", "-C", ROOT, "help"], capture_output=True, encoding="utf-8", check=True)
    for target in ("setup", "run", "test", "check", "bench"):
        assert f"  make {target} " in result.stdout
