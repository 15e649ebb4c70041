"""Killed at any moment, the project keeps what it acknowledged and needs no help to open again."""

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests.factories import article, small_schema
from tests.thorough import times

ROOT = Path(__file__).resolve().parents[3]
KILLS = times(20, 500)

WRITER = """
import sys
from annotations.editing.edits import AddEntity, DeleteMention
from annotations.model.ids import MentionId
from annotations.workspace import Workspace
from tests.factories import edited

with Workspace.open(sys.argv[1]) as workspace:
    text = workspace.article(workspace.article_ids()[0])
    now = workspace.load_set(text.id, "ana")
    print("open", flush=True)
    while True:
        free = next((n for n in range(len(text.tokens)) if MentionId(f"m{n}") not in now.mentions), None)
        edit = (
            DeleteMention(next(iter(now.mentions)))
            if free is None
            else AddEntity(id=MentionId(f"m{free}"), span=text.tokens[free], label="ORG")
        )
        step, now = edited(now, edit, text)
        workspace.append(step, now)
        print(step.seq, flush=True)
"""

IMPORTER = """
import sys
from annotations.importers.base import ImportedArticle
from annotations.workspace import Workspace
from tests.factories import article

with Workspace.open(sys.argv[1]) as workspace:
    print("open", flush=True)
    new = (article(f"{sys.argv[2]} number {n}. " * 40) for n in range(1500))
    workspace.add(ImportedArticle(article=each) for each in new)
    print("done", flush=True)
"""


def killed(code: str, location: str, seconds: float, *arguments: str) -> list[str]:
    """What a process acknowledged between opening the project and being killed."""
    with subprocess.Popen(
        [sys.executable, "-c", code, location, *arguments], stdout=subprocess.PIPE, cwd=ROOT, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        timer = threading.Timer(seconds, process.send_signal, [signal.SIGKILL])
        timer.start()
        said = process.stdout.read().splitlines()
        timer.join()
    return said


@pytest.mark.slow
def test_nothing_acknowledged_is_lost(file_location, record):
    chance = random.Random(20240501)
    text = article(" ".join(f"word{number}" for number in range(30)))
    with Workspace.create(file_location, small_schema()) as workspace:
        workspace.add([record(text)])
    acknowledged = 0
    for _ in range(KILLS):
        said = killed(WRITER, file_location, chance.uniform(0, 0.5))
        acknowledged = max([acknowledged, *map(int, said)])
        with Workspace.open(file_location) as workspace:
            stored = workspace.load_set(text.id, "ana")
            assert stored.seq in (acknowledged, acknowledged + 1), "the last one may be kept and not yet said"
            assert len(workspace.entries(stored.id)) == stored.seq
            acknowledged = stored.seq
    assert acknowledged > KILLS
    with Workspace.open(file_location) as workspace:
        assert workspace.check() == []


@pytest.mark.slow
def test_no_half_import_is_seen(file_location):
    chance = random.Random(20240502)
    with Workspace.create(file_location, small_schema()):
        pass
    expected = 0
    for number in range(6):
        said = killed(IMPORTER, file_location, chance.uniform(0, 1.2), f"import {number}")
        with Workspace.open(file_location) as workspace:
            found = len(workspace.article_ids())
            assert found in ((expected + 1500,) if said else (expected, expected + 1500))
            expected = found
    with Workspace.open(file_location) as workspace:
        assert workspace.check() == []
