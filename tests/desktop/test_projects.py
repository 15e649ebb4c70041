"""An import goes from the process that reads to the thread that adds, piece by piece; stopped, it leaves nothing."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from annotations.importers import in_bulk
from desktop.projects import Projects
from desktop.tasks import Lane, Tasks, WorkerDied
from tests.factories import small_schema

ARTICLES, LONG = 200, 20_000
ENOUGH_MS = 60_000


@pytest.fixture
def tasks(qapp) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def projects(tasks, qtbot, tmp_path, monkeypatch) -> Iterator[Projects]:
    """With a belt so short that reading has to wait for adding."""
    monkeypatch.setattr(in_bulk, "_MOST_WAITING", 1_000)
    projects = Projects(tasks)
    with qtbot.waitSignal(projects.opened, timeout=ENOUGH_MS):
        projects.create(str(tmp_path / "news.spandesk"), small_schema())
    yield projects
    projects.close()


def write(file: Path, count: int = ARTICLES) -> Path:
    def record(number: int) -> bytes:
        mentions = [{"start": 0, "end": 5, "label": "GPE"}]
        text = f"Erbil {number}" + " saw nobody" * 20
        tokens = [[start, start + len(word)] for start, word in words(text)]
        return orjson.dumps({"text": text, "tokens": tokens, "sets": [{"annotator": "ana", "mentions": mentions}]})

    file.write_bytes(b"".join(record(number) + b"\n" for number in range(count)))
    return file


def words(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for word in text.split(" "):
        yield start, word
        start += len(word) + 1


def stored(projects: Projects) -> dict[str, int]:
    assert projects.workspace is not None
    return projects.workspace.counts()


def told(projects: Projects) -> tuple[list[object], list[object]]:
    """The reports of imports, and how each ended."""
    reports: list[object] = []
    ends: list[object] = []
    projects.imported.connect(lambda report, quiet: reports.append(report))
    projects.import_ended.connect(ends.append)
    return reports, ends


def test_what_is_read_is_added_in_order_while_more_is_read(projects, qtbot, tmp_path):
    reports, ends = told(projects)
    adding: list[bool] = []
    projects.busy.connect(lambda words: adding.append("so far" in words and bool(projects._imports)))
    projects.add_articles([write(tmp_path / "a.jsonl")], "ana")
    assert projects.working
    qtbot.waitUntil(lambda: bool(ends), timeout=ENOUGH_MS)
    assert any(adding)
    assert ends == [None]
    assert (reports[0].articles, reports[0].sets, reports[0].rejected) == (ARTICLES, ARTICLES, ())
    assert not projects.working
    titles = [row.title for row in projects.workspace.queue("ana")]
    assert [title.split()[1] for title in titles] == [str(number) for number in range(ARTICLES)]


def test_stopped_while_adding_it_leaves_nothing_and_the_next_import_runs(projects, tasks, qtbot, tmp_path):
    reports, ends = told(projects)
    projects.add_articles([write(tmp_path / "long.jsonl", LONG)], "ana")
    qtbot.waitUntil(lambda: bool(projects._imports), timeout=ENOUGH_MS)
    projects.cancel()
    assert not projects.working
    projects.add_articles([write(tmp_path / "short.jsonl", 3)], "ana")
    qtbot.waitUntil(lambda: bool(reports), timeout=ENOUGH_MS)
    assert stored(projects)["articles"] == 3
    assert ends == [None]


def test_a_reader_that_dies_while_adding_leaves_nothing_and_is_told_once(projects, tasks, qtbot, tmp_path):
    reports, ends = told(projects)
    projects.add_articles([write(tmp_path / "long.jsonl", LONG)], "ana")
    qtbot.waitUntil(lambda: bool(projects._imports), timeout=ENOUGH_MS)
    os.kill(tasks.workers[Lane.FILES].process_id, signal.SIGKILL)
    qtbot.waitUntil(lambda: bool(ends), timeout=ENOUGH_MS)
    assert isinstance(ends[0], WorkerDied)
    assert (reports, len(ends), projects.working) == ([], 1, False)
    assert stored(projects)["articles"] == 0


def test_closing_the_project_stops_its_import(projects, tasks, qtbot, tmp_path):
    reports, ends = told(projects)
    location = projects.location
    projects.add_articles([write(tmp_path / "long.jsonl", LONG)], "ana")
    qtbot.waitUntil(lambda: bool(projects._imports), timeout=ENOUGH_MS)
    projects.close()
    with qtbot.waitSignal(projects.opened, timeout=ENOUGH_MS):
        projects.open(location)
    assert stored(projects)["articles"] == 0
    assert (reports, ends) == ([], [])
