"""Store work runs in order, computing runs in a child process, and nothing that goes wrong there is lost."""

import os
import pickle
import signal
import threading
from collections.abc import Iterator

import pytest

from annotations.errors import BadInput
from desktop.tasks import JobCrashed, Lane, Tasks, WorkerDied, WorkerState


def count_to(last: int) -> Iterator[int]:
    yield from range(1, last + 1)


def process_id() -> Iterator[int]:
    yield os.getpid()


def count_for_ever() -> Iterator[int]:
    number = 0
    while True:
        number += 1
        yield number


def refuse() -> Iterator[int]:
    yield 1
    raise BadInput(file="a.txt", line=3, why="no text in it")


def crash() -> Iterator[int]:
    yield 1
    raise ZeroDivisionError("of our own making")


def end_itself() -> Iterator[int]:
    yield 1
    os.kill(os.getpid(), signal.SIGKILL)
    yield 2


@pytest.fixture
def tasks(qapp) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


class Outcome:
    """Collects what a job says."""

    def __init__(self) -> None:
        self.values: list[int] = []
        self.done = False
        self.error: Exception | None = None

    def start(self, tasks: Tasks, function, *arguments):
        return tasks.compute(
            Lane.FILES, function, arguments, on_value=self.values.append, on_done=self._finish, on_error=self._fail
        )

    def _finish(self) -> None:
        self.done = True

    def _fail(self, error: Exception) -> None:
        self.error = error

    @property
    def over(self) -> bool:
        return self.done or self.error is not None


def test_store_work_runs_in_order_on_one_other_thread(tasks, qtbot):
    seen: list[int] = []
    threads: set[str] = set()
    delivered: list[str] = []

    def work(number: int) -> None:
        seen.append(number)
        threads.add(threading.current_thread().name)

    for number in range(20):
        tasks.store(lambda number=number: work(number), lambda _: delivered.append(threading.current_thread().name))
    qtbot.waitUntil(lambda: len(delivered) == 20)
    assert seen == list(range(20))
    assert len(threads) == 1
    assert threading.main_thread().name not in threads
    assert set(delivered) == {threading.main_thread().name}


def test_store_failure_reaches_the_one_who_asked(tasks, qtbot):
    errors: list[Exception] = []

    def fail() -> None:
        raise BadInput("b.txt", None, "gone")

    tasks.store(fail, None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert str(errors[0]) == "b.txt: gone"


def test_closing_drains_the_store(qapp):
    tasks, done = Tasks(), []
    for number in range(200):
        tasks.store(lambda number=number: done.append(number))
    tasks.close()
    assert done == list(range(200))


def test_a_job_runs_in_a_child_process_and_yields_in_order(tasks, qtbot):
    outcome, other = Outcome(), Outcome()
    outcome.start(tasks, count_to, 500)
    other.start(tasks, process_id)
    qtbot.waitUntil(lambda: outcome.done and other.done, timeout=20_000)
    assert outcome.values == list(range(1, 501))
    assert other.values == [tasks.workers[Lane.FILES].process_id]
    assert other.values != [os.getpid()]


def test_a_cancelled_job_stops_and_says_nothing_more(tasks, qtbot):
    endless, after = Outcome(), Outcome()
    job = endless.start(tasks, count_for_ever)
    qtbot.waitUntil(lambda: len(endless.values) > 3, timeout=20_000)
    job.cancel()
    heard = len(endless.values)
    after.start(tasks, count_to, 2)
    qtbot.waitUntil(lambda: after.done, timeout=20_000)
    assert len(endless.values) == heard
    assert not endless.over
    assert after.values == [1, 2]


def test_a_child_waits_while_there_is_no_room(tasks, qtbot):
    outcome, room = Outcome(), [True]

    def take(value: int) -> None:
        outcome.values.append(value)
        room[0] = False

    tasks.compute(
        Lane.FILES,
        count_to,
        (3,),
        on_value=take,
        on_done=outcome._finish,
        on_error=outcome._fail,
        has_room=lambda: room[0],
    )
    for heard in (1, 2, 3):
        qtbot.waitUntil(lambda heard=heard: len(outcome.values) == heard, timeout=20_000)
        ticks: list[None] = []
        tasks.workers[Lane.FILES]._timer.timeout.connect(lambda ticks=ticks: ticks.append(None))
        qtbot.waitUntil(lambda ticks=ticks: len(ticks) > 3)
        assert (len(outcome.values), outcome.over) == (heard, False)
        room[0] = True
    qtbot.waitUntil(lambda: outcome.done, timeout=20_000)


def test_an_error_of_the_world_crosses_with_its_fields(tasks, qtbot):
    outcome = Outcome()
    outcome.start(tasks, refuse)
    qtbot.waitUntil(lambda: outcome.over, timeout=20_000)
    assert outcome.error == BadInput("a.txt", 3, "no text in it")


def test_a_defect_comes_with_its_traceback_and_the_child_lives_on(tasks, qtbot):
    outcome, after = Outcome(), Outcome()
    outcome.start(tasks, crash)
    after.start(tasks, count_to, 3)
    qtbot.waitUntil(lambda: outcome.over and after.over, timeout=20_000)
    assert isinstance(outcome.error, JobCrashed)
    assert "of our own making" in str(outcome.error)
    assert after.values == [1, 2, 3]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_child_that_dies_is_told_and_replaced(tasks, qtbot):
    outcome, after, states = Outcome(), Outcome(), []
    tasks.workers[Lane.FILES].state_changed.connect(states.append)
    outcome.start(tasks, end_itself)
    after.start(tasks, count_to, 2)
    qtbot.waitUntil(lambda: outcome.over and after.over, timeout=20_000)
    assert isinstance(outcome.error, WorkerDied)
    assert after.values == [1, 2]
    assert WorkerState.DIED in states
    assert states[-1] is WorkerState.READY


def test_errors_survive_pickling_when_built_with_keywords():
    error = BadInput(file="x", line=1, why="y")
    assert pickle.loads(pickle.dumps(error)) == error
