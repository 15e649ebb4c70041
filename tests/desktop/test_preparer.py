"""Suggestions come by themselves, the open article first; a process that dies is replaced and the work goes on."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from annotations.importers.base import ImportedArticle
from annotations.model.starters import starter
from annotations.suggesters.plan import Plan
from annotations.workspace import Workspace
from desktop.preparer import Preparer, Preparing
from desktop.tasks import Lane, Tasks
from tests.factories import article

PATIENCE_MS = 60_000
TEXTS = [f"Karim Haddad met the French president in Paris on day {n}. Troops attacked Mosul." for n in range(6)]


@pytest.fixture
def tasks(qapp) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "desk.spandesk", starter("political-events")) as workspace:
        workspace.add([ImportedArticle(article=article(text)) for text in TEXTS])
        yield workspace


@pytest.fixture
def preparer(workspace, tasks) -> Iterator[Preparer]:
    preparer = Preparer(workspace, tasks, Plan())
    yield preparer
    preparer.stop()


def test_the_open_article_is_prepared_first_and_then_all_others(preparer, workspace, qtbot):
    ids = workspace.article_ids()
    order: list[str] = []
    preparer.prepared.connect(order.append)
    preparer.start(ids[3])
    qtbot.waitUntil(lambda: len(order) == len(ids) and preparer.state is Preparing.IDLE, timeout=PATIENCE_MS)
    assert order[0] == ids[3]
    assert sorted(order) == sorted(ids)
    labels = {each.mention.label for each in workspace.suggestions(ids[3])}
    assert {"GPE", "ASSAULT"} <= labels
    assert workspace.unprepared([], 10) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_process_that_dies_is_told_and_the_work_goes_on(preparer, workspace, tasks, qtbot):
    states: list[Preparing] = []
    prepared: list[str] = []
    preparer.state_changed.connect(states.append)
    preparer.prepared.connect(prepared.append)
    preparer.start(None)
    qtbot.waitUntil(lambda: tasks.workers[Lane.MODELS].process_id is not None, timeout=PATIENCE_MS)
    os.kill(tasks.workers[Lane.MODELS].process_id, signal.SIGKILL)
    qtbot.waitUntil(lambda: len(set(prepared)) == len(TEXTS), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: preparer.state is Preparing.IDLE, timeout=PATIENCE_MS)
    assert Preparing.RESTARTING in states
    assert workspace.check() == []


def test_a_project_open_for_reading_only_is_left_alone(workspace, tasks, tmp_path, qtbot):
    reader = Workspace.open(tmp_path / "desk.spandesk", read_only=True)
    preparer = Preparer(reader, tasks, Plan())
    preparer.start(None)
    assert preparer.state is Preparing.IDLE
    assert tasks.workers[Lane.MODELS].process_id is None
    reader.close()


def test_what_is_stored_after_the_project_was_left_is_for_nobody(workspace, tasks, qtbot):
    parent = QObject()
    preparer = Preparer(workspace, tasks, Plan(), parent)
    prepared: list[str] = []
    preparer.prepared.connect(prepared.append)
    ids = workspace.article_ids()
    preparer._store_value((ids[0], {}))
    preparer.stop()
    parent.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    done: list[object] = []
    tasks.store(lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert prepared == []
