"""How long an import takes, and how much memory: articles of 400 words with 30 mentions each, as native JSONL.

`benchmarks/importing.py [--quick]`. The mentions are once the finished set of one annotator, once suggestions. Each row
is a fresh process and an empty project. Beside the program, in the same run, the floor: a bare script that parses the
same lines, hashes the texts and fills the same tables with `executemany`, text search included, in one durable
transaction; it checks nothing. Two ways of the program: `spandesk import`, which reads and adds in one process, and the
window, where another process reads. The ratio is one of processor seconds, which other work on the machine disturbs
less than wall seconds.
"""

import argparse
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from annotations.model.starters import starter
from benchmarks.importing_floor import ANNOTATOR, MENTIONS, SET, SUGGESTIONS, corpus, fill

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SIZES, QUICK, MEMORY_SIZE = (1_000, 10_000), (1_000,), 20_000
TIMES_FLOOR, SECONDS, MEGABYTES, STOPPED_AFTER, BLOCKED = 2.0, 8.0, 50.0, 1.0, 0.1
_TICK = 0.005  # seconds
_ELSEWHERE = "  at 10,000, measured elsewhere on the same machine: Label Studio 87 s, doccano 124 s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Seconds and megabytes of one run. `before` and `peak` are of the process that holds the project."""

    wall: float
    processor: float
    before: float
    peak: float
    blocked: float = 0.0  # the longest that the window did nothing else
    stopped: float = 0.0  # from asking to stop until nothing of it was left

    @property
    def grown(self) -> float:
        """Megabytes more than before."""
        return self.peak - self.before


def floor(file: Path, project: Path, *, with_log: bool) -> Measured:
    """The bare script."""
    return _measured(lambda: fill(file, project, with_log=with_log))


def command(file: Path, project: Path) -> Measured:
    """What `spandesk import` does, all modules being loaded."""
    from annotations.importers import read
    from annotations.workspace import Workspace

    next(read([file]))
    with Workspace.open(str(project)) as workspace:
        return _measured(lambda: workspace.add(read([file]), annotator=ANNOTATOR))


def _measured(work: Callable[[], object]) -> Measured:
    before, wall, processor = peak_megabytes(), time.perf_counter(), time.process_time()
    work()
    return Measured(
        wall=time.perf_counter() - wall,
        processor=time.process_time() - processor,
        before=before,
        peak=peak_megabytes(),
    )


def window(file: Path, project: Path, *, stop_after: float | None = None) -> Measured:
    """What the window does: another process reads, the store thread adds, the window looks after its user.

    With `stop_after` seconds it is stopped then.
    """
    from PySide6.QtCore import QCoreApplication, QElapsedTimer, QTimer

    from desktop.projects import Projects
    from desktop.tasks import Tasks

    application = QCoreApplication.instance() or QCoreApplication([])
    tasks = Tasks()
    projects = Projects(tasks)
    blocked, since_tick, ticks = [0.0], QElapsedTimer(), QTimer()
    stopped = [0.0]

    def tick() -> None:
        blocked.append(since_tick.restart() / 1000 - _TICK)

    def add() -> None:
        projects.add_articles([file], ANNOTATOR)
        if stop_after is not None:
            QTimer.singleShot(int(stop_after * 1000), stop)

    def stop() -> None:
        asked = time.perf_counter()
        projects.cancel()
        tasks.store(lambda: None, lambda _: (stopped.append(time.perf_counter() - asked), application.quit()))

    def run() -> None:
        ticks.start(int(_TICK * 1000))
        since_tick.start()
        QTimer.singleShot(0, add)
        application.exec()
        ticks.stop()

    ticks.timeout.connect(tick)
    projects.import_ended.connect(lambda _: application.quit())
    projects.opened.connect(lambda _: application.quit())
    projects.open(str(project))
    application.exec()
    found = _measured(run)
    articles = projects.workspace.counts()["articles"] if projects.workspace is not None else -1
    if (articles == 0) is not (stop_after is not None):
        raise RuntimeError(f"{articles} articles in the project")
    projects.close()
    tasks.close()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Measured(
        wall=found.wall,
        processor=found.processor + children.ru_utime + children.ru_stime,
        before=found.before,
        peak=found.peak,
        blocked=max(blocked),
        stopped=stopped[-1],
    )


def peak_megabytes() -> float:
    """The most memory that this process ever had."""
    status = Path("/proc/self/status")
    if status.exists():  # elsewhere it may be that of the process that started this one
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 2**10
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 2**10


def in_a_process(work: Callable[[Path, Path], Measured], file: Path) -> Measured:
    """The work on the file and a new empty project, by a process that does nothing else."""
    from annotations.workspace import Workspace

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        project = Path(folder) / "new.spandesk"
        Workspace.create(str(project), starter("political-events")).close()
        process = context.Process(target=_answer, args=(theirs, work, file, project))
        process.start()
        theirs.close()
        with closing(ours):
            measured = ours.recv()
        process.join()
    assert isinstance(measured, Measured)
    return measured


def _answer(connection: Connection, work: Callable[[Path, Path], Measured], file: Path, project: Path) -> None:
    connection.send(work(file, project))
    connection.close()


def say(name: str, measured: Measured, bare: Measured | None = None) -> float:
    """One row; returns the ratio to the floor."""
    ratio = measured.processor / bare.processor if bare is not None else 0.0
    times = f"{measured.wall:7.2f} s   processor {measured.processor:7.2f} s   memory +{measured.grown:4.0f} MB"
    print(f"  {name:34}{times}   {f'{ratio:.2f} x floor' if bare is not None else ''}", flush=True)
    return ratio


def times(file: Path, kind: str) -> bool:
    """The rows of one file; True if all demands are met that do not ask for an idle machine."""
    bare = in_a_process(partial(floor, with_log=True), file)
    if kind == SET:
        say("bare script without a log", in_a_process(partial(floor, with_log=False), file))
    say("bare script (floor)", bare)
    ratio = say("spandesk import", in_a_process(command, file), bare)
    shown = in_a_process(window, file)
    say("window", shown, bare)
    halted = in_a_process(partial(window, stop_after=shown.wall / 2), file)
    print(f"  window blocked for {shown.blocked:.2f} s at most; stopped within {halted.stopped:.2f} s, nothing kept")
    return ratio <= TIMES_FLOOR and shown.grown <= MEGABYTES and halted.stopped <= STOPPED_AFTER


def memory(file: Path, articles: int) -> bool:
    """The rows of memory alone."""
    print(f"{articles:,} articles")
    found = {"spandesk import": in_a_process(command, file), "window": in_a_process(window, file)}
    for name, measured in found.items():
        say(name, measured)
    return max(measured.grown for measured in found.values()) <= MEGABYTES


def main(arguments: Sequence[str] | None = None) -> int:
    """0 if the demands are met that do not ask for an idle machine."""
    parser = argparse.ArgumentParser(description="How long an import takes, and how much memory.")
    parser.add_argument("--quick", action="store_true", help="1,000 articles only")
    quick = parser.parse_args(arguments).quick
    met = True
    with tempfile.TemporaryDirectory() as folder:
        for articles in QUICK if quick else SIZES:
            for kind in (SET, SUGGESTIONS):
                print(f"{articles:,} articles, {MENTIONS * articles:,} mentions as {kind}")
                met &= times(corpus(Path(folder) / "articles.jsonl", articles, kind), kind)
        if not quick:
            met &= memory(corpus(Path(folder) / "articles.jsonl", MEMORY_SIZE, SET), MEMORY_SIZE)
    print(f"demanded: {TIMES_FLOOR:.0f} x floor, +{MEGABYTES:.0f} MB, stopped within {STOPPED_AFTER:.0f} s;", end=" ")
    print(f"on an idle machine {SECONDS:.0f} s for 10,000 and the window never blocked for {BLOCKED} s\n{_ELSEWHERE}")
    return int(not met)


if __name__ == "__main__":
    sys.exit(main())
