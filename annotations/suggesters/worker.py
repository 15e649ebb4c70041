"""The child process that does long work: it holds the models, reads files and writes exports. Knows no window.

A job is a module-level generator function and its arguments. What it yields goes to the parent one by one; between
two values the child looks whether the parent wants it to stop. Values cross as frozen dataclasses or plain tuples.
"""

import gc
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from annotations.errors import Cancelled, SpandeskError

JobFunction = Callable[..., Iterator[Any]]


@dataclass(frozen=True, slots=True)
class Run:
    """Parent to child: start this job. Sent only while the child is idle, so that sending never blocks."""

    job: int
    function: JobFunction
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Cancel:
    """Parent to child: stop this job at its next value."""

    job: int


@dataclass(frozen=True, slots=True)
class Value:
    """Child to parent: one value the job yielded."""

    job: int
    value: Any


@dataclass(frozen=True, slots=True)
class Ended:
    """Child to parent: the job is over. `error` is what the world did wrong, `crash` a traceback of ours."""

    job: int
    error: SpandeskError | None = None
    crash: str = ""
    cancelled: bool = False


_tell: Callable[[Any], None] | None = None


def tell(value: Any) -> None:
    """Send a value from inside a job, where a callback and not the generator itself knows it.

    Raises Cancelled if the parent wants the job to stop. Outside a child process nobody listens.
    """
    if _tell is not None:
        _tell(value)


_PAUSE = 0.05  # seconds
_told = 0.0


def tell_now_and_then(value: Any) -> None:
    """The same of progress, of which nobody needs every step: what comes soon after the last is left out.

    The parent reads some hundred values a second; with one for each of a thousand articles the child would wait for it.
    """
    global _told
    now = time.monotonic()
    if now - _told >= _PAUSE:
        _told = now
        tell(value)


@contextmanager
def uncollected() -> Iterator[None]:
    """For work that makes hundreds of thousands of values, none of them in a cycle: to look for cycles again and again
    takes up to half of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def serve(connection: Connection) -> None:
    """Run jobs until the parent hangs up. The target of the child process."""
    # Ctrl+C in a terminal reaches the whole group; ending the child is the parent's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while (message := connection.recv()) is not None:
            if isinstance(message, Run):
                connection.send(_run(connection, message))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        # The parent is gone: there is nobody left to work for.
        sys.exit(0)


def _run(connection: Connection, message: Run) -> Ended:
    global _tell

    def send(value: Any) -> None:
        connection.send(Value(message.job, value))
        if _asked_to_stop(connection, message.job):
            raise Cancelled

    _tell = send
    try:
        for value in message.function(*message.arguments):
            send(value)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        raise
    except Cancelled:
        return Ended(message.job, cancelled=True)
    except SpandeskError as error:
        return Ended(message.job, error=error)
    except Exception:
        # Shown in the window's report dialog with the whole traceback; the child itself stays usable.
        return Ended(message.job, crash=traceback.format_exc())
    finally:
        _tell = None
    return Ended(message.job)


def _asked_to_stop(connection: Connection, job: int) -> bool:
    while connection.poll():
        message = connection.recv()
        if message is None:
            raise EOFError
        if isinstance(message, Cancel) and message.job == job:
            return True
    return False
