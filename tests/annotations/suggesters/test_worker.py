"""What long work in a child process may use: progress that does not flood the parent, and no search for cycles."""

import gc

import pytest

from annotations.suggesters import worker


@pytest.fixture
def clock(monkeypatch):
    """The time as the worker reads it, and what it tells."""
    told, now = [], [100.0]
    monkeypatch.setattr(worker, "_tell", told.append)
    monkeypatch.setattr(worker, "_told", 0.0)
    monkeypatch.setattr(worker.time, "monotonic", lambda: now[0])
    return told, now


def test_progress_in_quick_succession_is_left_out(clock):
    told, now = clock
    for step in range(10):
        worker.tell_now_and_then(step)
        now[0] += 0.02
    assert told == [0, 3, 6, 9]
    worker.tell("result")
    assert told[-1] == "result"


def _fail():
    assert not gc.isenabled()
    raise KeyError


def test_nobody_looks_for_cycles_until_the_work_is_over():
    with worker.uncollected():
        assert not gc.isenabled()
    with pytest.raises(KeyError), worker.uncollected():
        _fail()
    assert gc.isenabled()
