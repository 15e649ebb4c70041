"""The only place where threads and processes start.

Store work goes to one thread, in order. Computing goes to child processes, each started by its first job: one holds the
models, one reads and writes files, one learns, one measures. Results come back on the UI thread.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotations.errors import SpandeskError
from annotations.suggesters.worker import Cancel, Ended, Run, Value, serve

BUSY_POLL_MS = 15
IDLE_POLL_MS = 400
STOP_SECONDS = 2.0

OnError = Callable[[Exception], None]


def always() -> bool:
    """There is room for another value."""
    return True


class WorkerDied(SpandeskError):
    """The child process ended while it had work. A new one starts with the next job."""


class JobCrashed(Exception):
    """A defect in a job: carries the child's traceback."""


class Lane(StrEnum):
    """Which child process does the work."""

    MODELS = "models"
    FILES = "files"
    LEARNING = "learning"
    AGREEMENT = "agreement"


class WorkerState(StrEnum):
    """What a child process is doing, for the status bar."""

    OFF = "off"
    BUSY = "busy"
    READY = "ready"
    DIED = "died"


@dataclass(slots=True)
class Job:
    """A piece of computing on its way. `cancel()` is kept until the child next looks.

    While it says that it has no room for another value, the child waits with the next ones.
    """

    id: int
    function: Callable[..., Iterator[Any]]
    arguments: tuple[Any, ...]
    on_value: Callable[[Any], None]
    on_done: Callable[[], None]
    on_error: OnError
    has_room: Callable[[], bool] = always
    cancelled: bool = False
    _worker: "Worker | None" = field(default=None, repr=False)

    def cancel(self) -> None:
        """Stop at the next value; neither `on_value` nor `on_done` is called any more."""
        if not self.cancelled:
            self.cancelled = True
            if self._worker is not None:
                self._worker.send_cancel(self)


class Worker(QObject):
    """One child process and the jobs waiting for it. Starts with its first job, again after it died."""

    state_changed = Signal(WorkerState)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Job] = deque()
        self._current: Job | None = None
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._poll)
        self.state = WorkerState.OFF

    @property
    def process_id(self) -> int | None:
        """The child's process id, or None while there is none."""
        return self._process.pid if self._process is not None else None

    def submit(self, job: Job) -> None:
        """Queue a job."""
        job._worker = self
        self._waiting.append(job)
        self._start_next()

    def send_cancel(self, job: Job) -> None:
        """Tell the child, if it is working on that job; else just forget the job."""
        if job is self._current and self._connection is not None:
            try:
                self._connection.send(Cancel(job.id))
            except OSError:
                self._died()
        elif job in self._waiting:
            self._waiting.remove(job)

    def stop(self) -> None:
        """End the child; jobs under way are dropped without a word to anybody."""
        self._timer.stop()
        self._waiting.clear()
        self._current = None
        self._end_process()
        self._set_state(WorkerState.OFF)

    def _start_next(self) -> None:
        if self._current is not None or not self._waiting:
            return
        if self._process is None:
            self._start_process()
        self._current = self._waiting.popleft()
        self._set_state(WorkerState.BUSY)
        self._timer.start(BUSY_POLL_MS)
        assert self._connection is not None
        try:
            self._connection.send(Run(self._current.id, self._current.function, self._current.arguments))
        except OSError:
            self._died()

    def _start_process(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), daemon=True, name="spandesk-worker")
        self._process.start()
        theirs.close()

    def _poll(self) -> None:
        connection, process = self._connection, self._process
        if connection is None or process is None:
            return
        try:
            # A few messages a tick, so that a flood of results cannot hold the window.
            for _ in range(8):
                if not self._has_room() or not connection.poll():
                    break
                self._receive(connection.recv())
        except (EOFError, OSError):
            self._died()
            return
        if self._connection is connection and not process.is_alive() and not connection.poll():
            self._died()

    def _has_room(self) -> bool:
        return self._current is None or self._current.cancelled or self._current.has_room()

    def _receive(self, message: Value | Ended) -> None:
        job = self._current
        if job is None or message.job != job.id:
            return
        if isinstance(message, Value):
            if not job.cancelled:
                job.on_value(message.value)
            return
        self._current = None
        self._set_state(WorkerState.READY)
        self._timer.start(IDLE_POLL_MS)
        try:
            if not job.cancelled:
                self._finish(job, message)
        finally:
            self._start_next()

    @staticmethod
    def _finish(job: Job, message: Ended) -> None:
        if message.error is not None:
            job.on_error(message.error)
        elif message.crash:
            job.on_error(JobCrashed(message.crash))
        else:
            job.on_done()

    def _died(self) -> None:
        job, self._current = self._current, None
        self._timer.stop()
        self._end_process()
        self._set_state(WorkerState.DIED)
        try:
            if job is not None and not job.cancelled:
                job.on_error(WorkerDied("The process doing this work ended by itself. Nothing was changed; try again"))
        finally:
            self._start_next()

    def _end_process(self) -> None:
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is not None:
            connection.close()
        if process is not None:
            process.terminate()
            process.join(STOP_SECONDS)
            if process.is_alive():
                process.kill()
                process.join()
            process.close()

    def _set_state(self, state: WorkerState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)


class Tasks(QObject):
    """Starts everything that runs beside the window, and ends it."""

    _store_finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spandesk-store")
        self._store_finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._job_ids = count(1)
        self._closed = False
        self.workers = {lane: Worker(self) for lane in Lane}

    def store(
        self,
        work: Callable[[], Any],
        on_done: Callable[[Any], None] | None = None,
        on_error: OnError | None = None,
    ) -> None:
        """Do `work` on the store thread, after all store work given before; then call back on the UI thread.

        Without `on_error` a failure is raised on the UI thread, where the report dialog takes it.
        """

        def run() -> None:
            try:
                result = work()
            except Exception as error:
                self._store_finished.emit((on_error, error, True))
            else:
                self._store_finished.emit((on_done, result, False))

        self._store.submit(run)

    def compute(
        self,
        lane: Lane,
        function: Callable[..., Iterator[Any]],
        arguments: tuple[Any, ...],
        *,
        on_value: Callable[[Any], None],
        on_done: Callable[[], None],
        on_error: OnError,
        has_room: Callable[[], bool] = always,
    ) -> Job:
        """Run a generator function in a child process; each value it yields comes to `on_value`, if it `has_room`."""
        job = Job(next(self._job_ids), function, arguments, on_value, on_done, on_error, has_room)
        self.workers[lane].submit(job)
        return job

    def close(self) -> None:
        """Drain the store, end the children. Nothing given to the store is lost; results are not delivered."""
        if self._closed:
            return
        self._closed = True
        for worker in self.workers.values():
            worker.stop()
        self._store.shutdown(wait=True)

    def _deliver(self, outcome: tuple[Callable[[Any], None] | None, Any, bool]) -> None:
        callback, value, failed = outcome
        if callback is not None:
            callback(value)
        elif failed:
            raise value
