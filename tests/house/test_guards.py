"""The guards of `tests/conftest.py` catch what they are there to catch."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

CAUGHT = {
    "a thread left running": (
        "left behind: thread stray",
        "import threading\n"
        "def test_it():\n"
        "    threading.Thread(target=threading.Event().wait, daemon=True, name='stray').start()\n",
    ),
    "a process left running": (
        "left behind: process",
        "import subprocess, sys\n"
        "def test_it():\n"
        "    global child\n"
        "    child = subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE)\n",
    ),
    "a window left open": (
        "left behind: window QLabel",
        "from PySide6.QtWidgets import QLabel\n"
        "def test_it(qapp):\n"
        "    global label\n"
        "    label = QLabel()\n"
        "    label.show()\n",
    ),
    "a warning in the log": (
        "unexpected in the log:",
        "import logging\ndef test_it():\n    logging.getLogger('annotations').warning('odd')\n",
    ),
    "an announced log line that never came": (
        "expected in the log, but never written",
        "def test_it(expect_log):\n    expect_log('odd')\n",
    ),
    "a Python warning": ("UserWarning: odd", "import warnings\ndef test_it():\n    warnings.warn('odd')\n"),
    "a Qt warning": ("odd", "from PySide6.QtCore import qWarning\ndef test_it(qapp):\n    qWarning('odd')\n"),
    "a connection": (
        "may not reach 192.0.2.1",
        "import socket\ndef test_it():\n    socket.create_connection(('192.0.2.1', 80), timeout=1)\n",
    ),
    "a name looked up": (
        "may not reach example.org",
        "import socket\ndef test_it():\n    socket.getaddrinfo('example.org', 80)\n",
    ),
}

ALLOWED = """
import logging, os, socket, threading
from pathlib import Path

def test_expected_log(expect_log):
    expect_log("odd")
    logging.getLogger("annotations").warning("odd")

def test_thread_that_ends():
    threading.Thread(target=lambda: None).start()

def test_loopback():
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())

def test_settings_are_ours(own_home, qapp):
    from PySide6.QtCore import QSettings, QStandardPaths
    settings = QSettings("somebody", "something")
    assert settings.value("zoom") is None
    settings.setValue("zoom", 3)
    settings.sync()
    assert Path(settings.fileName()).is_relative_to(own_home)
    assert Path.home() == own_home
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    assert Path(data).is_relative_to(own_home)

def test_settings_of_the_test_before_are_gone(own_home, qapp):
    from PySide6.QtCore import QSettings
    assert QSettings("somebody", "something").value("zoom") is None
"""


def run_pytest(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text("utf-8"), "utf-8")
    (folder / "test_it.py").write_text(code, "utf-8")
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-c",
            ROOT / "pyproject.toml",
            "--rootdir",
            folder,
            folder / "test_it.py",
        ],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("what", CAUGHT)
def test_caught(tmp_path: Path, what: str):
    message, code = CAUGHT[what]
    result = run_pytest(tmp_path, code)
    assert result.returncode == 1
    assert message in result.stdout


def test_allowed(tmp_path: Path):
    result = run_pytest(tmp_path, ALLOWED)
    assert result.returncode == 0, result.stdout
