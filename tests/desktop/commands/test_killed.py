"""Killed without warning in the middle of its work, the command line leaves a project that is whole."""

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from desktop import cli
from tests.conftest import ROOT
from tests.thorough import times

pytestmark = pytest.mark.slow

KILLS = times(8, 100)
ARTICLES = 60


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "desktop", *map(str, words), "--json"]


def run(*words: object) -> float:
    """Let a command finish; returns the seconds it took."""
    began = time.monotonic()
    subprocess.run(command(*words), cwd=ROOT, check=True, capture_output=True, timeout=300)
    return time.monotonic() - began


def run_and_kill(seconds: float, *words: object) -> bool:
    """True if the command was killed, False if it had finished before."""
    child = subprocess.Popen(command(*words), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
        return True
    return False


def check_is_clean(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.main(["check", str(project), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "problems": []}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(ARTICLES):
        text = f"Report {number}. Militias struck base {number} near Erbil. " * 6
        (folder / f"{number:03}.txt").write_text(text, "utf-8")
    return folder


def test_import_is_whole_or_nothing(tmp_path: Path, articles: Path, capsys):
    project = tmp_path / "p.spandesk"
    run("new", project)
    fresh = project.read_bytes()
    seconds = run("import", project, articles)
    chance = random.Random(1)
    kills = 0
    for _ in range(KILLS):
        for leftover in tmp_path.glob("p.spandesk-*"):
            leftover.unlink()
        project.write_bytes(fresh)
        kills += run_and_kill(seconds * chance.uniform(0.3, 1.0), "import", project, articles)
        check_is_clean(project, capsys)
        with Workspace.open(project, read_only=True) as workspace:
            assert len(workspace.article_ids()) in (0, ARTICLES)
    assert kills > 0
    run("import", project, articles)
    with Workspace.open(project, read_only=True) as workspace:
        assert len(workspace.article_ids()) == ARTICLES


def test_suggesting_goes_on_where_it_was_killed(tmp_path: Path, articles: Path, capsys):
    project = tmp_path / "p.spandesk"
    run("new", project)
    run("import", project, articles)
    reference = tmp_path / "reference.spandesk"
    run("new", reference)
    run("import", reference, articles)
    seconds = run("suggest", reference)

    chance = random.Random(2)
    killed = [run_and_kill(seconds * chance.uniform(0.3, 0.6), "suggest", project) for _ in range(KILLS)]
    check_is_clean(project, capsys)
    assert any(killed)
    run("suggest", project)
    with Workspace.open(project, read_only=True) as one, Workspace.open(reference, read_only=True) as other:
        for article_id in one.article_ids():
            assert one.suggestions(article_id) == other.suggestions(article_id)
