"""One writes, others wait or read; a killed one is no obstacle."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.errors import ProjectLocked, StoreUnavailable
from annotations.workspace import Workspace
from tests.annotations.store.refusals import refusal
from tests.factories import article, small_schema

ROOT = Path(__file__).resolve().parents[3]


def test_a_second_instance_is_refused_by_name_and_may_read(file_workspace, file_location, record):
    text = article("Ana met Ben.")
    file_workspace.add([record(text)])
    why = refusal(file_location, ProjectLocked)
    assert why.startswith(f"it is open in another Spandesk (process {os.getpid()} on ")
    with Workspace.open(file_location, read_only=True) as reading:
        assert reading.article_ids() == [text.id]
        late = article("Later.")
        file_workspace.add([record(late)])
        assert reading.article_ids() == [text.id, late.id]
        assert reading.check() == []
    with pytest.raises(StoreUnavailable):
        Workspace.create(file_location, small_schema())


def test_the_lock_of_a_killed_process_is_no_obstacle(file_workspace, file_location):
    file_workspace.close()
    code = (
        "import sys; from annotations.workspace import Workspace; w = Workspace.open(sys.argv[1]);"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, file_location],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        assert f"process {other.pid} on" in refusal(file_location, ProjectLocked)
        other.kill()
    with Workspace.open(file_location) as reopened:
        assert reopened.title == "News"


def test_an_unreadable_lock_still_locks(file_workspace, file_location):
    Path(file_location + ".lock").write_bytes(b"?{")
    assert refusal(file_location, ProjectLocked) == "it is open in another Spandesk"
    file_workspace.close()
    with Workspace.open(file_location) as reopened:
        assert not reopened.read_only


def test_closing_again_says_nothing_about_the_next_holder(file_workspace, file_location):
    file_workspace.close()
    with Workspace.open(file_location):
        file_workspace.close()
        assert f"process {os.getpid()}" in refusal(file_location, ProjectLocked)
