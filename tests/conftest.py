"""Guards around every test, and what all tests may ask for.

Each test gets a home of its own, no network but loopback, and fails when it leaves a warning in the log, a thread, a
child process or a visible window behind. Widgets are drawn off screen.
"""

import gc
import logging
import multiprocessing
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

# Before the application is made: Qt's platform, scale and style must not depend on whose machine runs the tests.
for _name in [name for name in os.environ if name.startswith("QT_")]:
    del os.environ[_name]
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Nothing here is to outlast a power cut: in memory, thousands of commits need not wait for the disk.
_MEMORY, _ENOUGH = Path("/dev/shm"), 4 << 30
if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ENOUGH:
    for _name in ("TMPDIR", "PYTEST_DEBUG_TEMPROOT"):
        os.environ.setdefault(_name, str(_MEMORY))

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
_SECONDS_TO_END = 2.0

# The machine is shared: a slow example is no failure.
hypothesis.settings.register_profile("house", deadline=None, print_blob=True, max_examples=40)
hypothesis.settings.register_profile("thorough", deadline=None, print_blob=True, max_examples=1_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """Real articles and data lying beside the checkout; tests that want them are skipped where they are not."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def fresh_python() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a piece of code in a new interpreter from the checkout: `fresh_python("import desktop.cli")`."""

    def run(code: str, *arguments: str, seconds: float = 120) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )

    return run


@pytest.fixture(autouse=True, scope="module")
def settled_heap() -> Iterator[None]:
    """What earlier modules left for good is not looked at again, so that the collector has little to do in the next."""
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_widgets_left_over(request: pytest.FixtureRequest) -> Iterator[None]:
    """Widgets that wait for the collector, or for an event loop to delete them, are styled anew with every theme."""
    yield
    if "qapp" in request.fixturenames:
        from PySide6.QtCore import QCoreApplication, QEvent

        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Home, settings, caches and documents of this test alone."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.setenv("USERPROFILE", str(home))
        patch.setenv("APPDATA", str(home / "AppData"))
        for name, folder in {
            "XDG_CONFIG_HOME": ".config",
            "XDG_DATA_HOME": ".local/share",
            "XDG_STATE_HOME": ".local/state",
            "XDG_CACHE_HOME": ".cache",
        }.items():
            patch.setenv(name, str(home / folder))
        if "PySide6.QtCore" in sys.modules:
            _move_settings(home / ".config")
        yield home


def _move_settings(folder: Path) -> None:
    # QSettings works out its folders once per process, so a changed environment is not enough.
    from PySide6.QtCore import QSettings

    for format_ in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(format_, QSettings.Scope.UserScope, str(folder))


class _Warnings(logging.Handler):
    """Keeps what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def expect_log() -> Iterator[Callable[[str], None]]:
    """Fails the test on a log warning, except one that `expect_log("pattern")` announced; such a one has to come."""
    handler = _Warnings()
    patterns: list[str] = []
    logging.getLogger().addHandler(handler)
    yield patterns.append
    logging.getLogger().removeHandler(handler)
    unexpected = [text for text in handler.messages if not any(re.search(pattern, text) for pattern in patterns)]
    missing = [pattern for pattern in patterns if not any(re.search(pattern, text) for text in handler.messages)]
    if unexpected:
        pytest.fail("unexpected in the log:\n" + "\n".join(unexpected), pytrace=False)
    if missing:
        pytest.fail(f"expected in the log, but never written: {missing}", pytrace=False)


@pytest.fixture(autouse=True)
def no_leaks() -> Iterator[None]:
    """Fails the test that leaves a thread, a child process or a visible window behind."""
    threads, children = _threads(), _children()
    yield
    left = [f"window {window}" for window in _open_windows()]
    left += [f"thread {thread.name}" for thread in _threads() - threads if not _ended(thread)]
    left += [f"process {pid} ({_command(pid)})" for pid in sorted(_children() - children)]
    if left:
        pytest.fail("left behind: " + ", ".join(left), pytrace=False)


def _threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.is_alive()}


def _ended(thread: threading.Thread) -> bool:
    if isinstance(thread, threading._DummyThread):  # started by Qt, so there is nothing to join
        return sys.platform != "linux" or not Path(f"/proc/self/task/{thread.native_id}").exists()
    thread.join(_SECONDS_TO_END)
    return not thread.is_alive()


def _children() -> set[int]:
    found = {child.pid for child in multiprocessing.active_children() if child.pid is not None}
    for listing in Path("/proc/self/task").glob("*/children"):
        try:
            found |= {int(pid) for pid in listing.read_text().split()}
        except FileNotFoundError:  # the thread ended while the folder was read
            continue
    tracker = sys.modules.get("multiprocessing.resource_tracker")
    if tracker is not None:  # one per process, kept by Python itself once anything was spawned
        found.discard(tracker._resource_tracker._pid)
    return found


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()[:200]
    except OSError:
        return "gone meanwhile"


def _open_windows() -> list[str]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return [type(widget).__name__ for widget in widgets.QApplication.topLevelWidgets() if widget.isVisible()]


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's sockets reach this machine and nothing else."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(family: int, address: object) -> None:
        if family in (socket.AF_INET, socket.AF_INET6):
            check_host(address[0] if isinstance(address, tuple) else address)

    def check_host(host: object) -> None:
        if isinstance(host, bytes):
            host = host.decode()
        if host is not None and host not in ("localhost", "::1", "") and not str(host).startswith("127."):
            raise AssertionError(f"a test may not reach {host}")

    def guarded_connect(self: socket.socket, address: object) -> None:
        check(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: object) -> int:
        check(self.family, address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: object, *args: object, **kwargs: object) -> object:
        check_host(host)
        return getaddrinfo(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
