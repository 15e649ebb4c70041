"""The real program as a screen reader meets it: over AT-SPI, on a display of its own, asked by another process."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop import chrome
from desktop.actions import ACTIONS
from tests.journeys.conftest import ARTICLE
from tests.journeys.desk import Desk, at_desk

ROOT = Path(__file__).resolve().parents[2]
CLIENT = Path(__file__).with_name("atspi_client.py")
SYSTEM_PYTHON = "/usr/bin/python3"
BINDINGS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
ENOUGH = 500
MINUTE = 60

Ask = Callable[..., Any]


def lacking() -> str | None:
    """Why there can be no screen reader here, or None."""
    for program in ("Xvfb", "dbus-daemon", SYSTEM_PYTHON):
        if shutil.which(program) is None:
            return f"there is no {program}"
    if not any(Path(launcher).exists() for launcher in LAUNCHERS):
        return "there is no at-spi2-core"
    asked = subprocess.run([SYSTEM_PYTHON, "-c", BINDINGS], capture_output=True, check=False)
    return None if asked.returncode == 0 else "the system's Python has no AT-SPI bindings (gir1.2-atspi-2.0)"


@pytest.fixture
def started() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a process; all are ended after the test, the last one first."""
    processes: list[subprocess.Popen[str]] = []

    def start(*words: str, **more: Any) -> subprocess.Popen[str]:
        processes.append(subprocess.Popen(words, text=True, stderr=subprocess.DEVNULL, **more))
        return processes[-1]

    yield start
    for process in reversed(processes):
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        process.terminate()
        try:
            process.wait(MINUTE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture
def desktop(started, own_home, tmp_path) -> dict[str, str]:
    """The environment of a display and a message bus of their own."""
    reason = lacking()
    if reason is not None:
        pytest.skip(reason)
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    screen = ("-screen", "0", "1400x900x24", "-nolisten", "tcp")
    number = started("Xvfb", "-displayfd", "1", *screen, stdout=subprocess.PIPE).stdout.readline().strip()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("DBUS_", "AT_SPI_"))},
        "DISPLAY": f":{number}",
        "XDG_RUNTIME_DIR": str(runtime),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONPATH": str(ROOT),
    }
    bus = started(
        "dbus-daemon", "--session", "--nofork", "--print-address", stdout=subprocess.PIPE, env=environment
    ).stdout
    return {**environment, "DBUS_SESSION_BUS_ADDRESS": bus.readline().strip()}


@pytest.fixture
def ask(started, desktop) -> Ask:
    """`ask("look")`: the answer of the screen reader; it listens before the program is there."""
    client = started(SYSTEM_PYTHON, str(CLIENT), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=desktop, cwd=ROOT)
    assert json.loads(client.stdout.readline()) == {"answer": "ready"}

    def put(what: str, **more: object) -> Any:
        print(json.dumps({"do": what, **more}), file=client.stdin, flush=True)
        answer = json.loads(client.stdout.readline())
        assert "failed" not in answer, answer["failed"]
        return answer["answer"]

    return put


@pytest.fixture
def program(started, desktop, project) -> subprocess.Popen[str]:
    """The program, open on the project, which has suggestions already."""
    subprocess.run(
        [sys.executable, "-m", "desktop", "suggest", str(project)],
        check=True, cwd=ROOT, env=desktop, capture_output=True,
    )  # fmt: skip
    return started(sys.executable, "-m", "desktop", str(project), cwd=ROOT, env=desktop)


@pytest.mark.slow
def test_a_screen_reader_reads_and_hears_the_article(ask, program):
    seen = ask("look", marks=5)
    assert seen["text"] == ARTICLE
    assert seen["sentence"].strip() == ARTICLE.split("\n")[0]
    assert (seen["caret"], seen["word"].strip(), seen["selections"]) == (0, "Premier", [])
    assert not seen["editable"]
    assert any("Premier visits Amman after strikes" in said for said in ask("listen", words="suggestions"))

    marks = {mark["name"]: mark for mark in seen["marks"]}
    place = next(mark for name, mark in marks.items() if name.startswith("Mosul, GPE, suggestion"))
    assert place["role"] == "list item"
    assert place["parent"] == "Article text"
    assert place["area"][2] > 0
    assert [mark["index"] for mark in seen["marks"]] == list(range(len(marks)))
    assert any(", event 1 " in name for name in marks)

    ask("press", keys=["Right"])
    assert ask("listen", words="visits")
    assert ask("look")["caret"] == ARTICLE.index("visits")

    ask("press", keys=["Tab"])
    told = ask("listen", words=f" of {len(marks)}")[-1]
    focused = [mark for mark in ask("look")["marks"] if mark["selected"]]
    assert [f"{mark['name']}, {mark['description']}" for mark in focused] == [told]
    assert focused[0]["focused"]

    ask("press", keys=["Return"])
    assert ask("listen", words="accepted, ")
    assert any(", accepted" in mark["name"] for mark in ask("look")["marks"])

    goal = ARTICLE.index("convoy")
    assert ask("move", offset=goal + 2)
    assert ask("listen", words="convoy")
    assert ask("look")["caret"] == goal


@pytest.mark.slow
def test_a_screen_reader_that_asks_everything_does_no_harm(ask, program):
    ask("look", marks=5)
    assert ask("pester", times=12) > ENOUGH
    for key in ("Tab", "Return", "Right", "2", "u"):
        ask("press", keys=[key])
        assert ask("pester", times=1)
    assert program.poll() is None
    program.send_signal(signal.SIGTERM)
    assert program.wait(MINUTE) == -signal.SIGTERM


# -- every widget has a name, and the keyboard gets to it --

INTERACTIVE = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
KEYS = {spec.title().rstrip("…"): chrome.keys_in_words(spec.keys[0]) for spec in ACTIONS if spec.keys}


def interactive(inside: QWidget) -> list[QWidget]:
    """What can be seen and worked with."""
    widgets = [inside, *inside.findChildren(QWidget)]
    return [
        widget
        for widget in widgets
        if widget.isVisible()
        and (isinstance(widget, INTERACTIVE) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus)
        and not widget.isWindow()
    ]


def nameless(desk: Desk) -> list[str]:
    """The widgets a screen reader has no word for, and the bare icons that do not tell their key."""
    found = []
    for widget in interactive(desk.window):
        name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        if not name.strip():
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}: no name")
        elif isinstance(widget, chrome.KeyButton) and not widget.text():
            if not widget.toolTip():
                found.append(f"{name}: no tooltip")
            elif KEYS.get(name, "") not in widget.toolTip():
                found.append(f"{name}: no key in {widget.toolTip()}")
    return found


def test_everything_one_can_work_with_has_a_name(project, qtbot):
    with at_desk(project, "ana", qtbot) as desk:
        desk.wait_prepared()
        assert len(interactive(desk.window)) > 10
        assert nameless(desk) == []
        desk.press("Tab")  # an event
        QApplication.processEvents()
        assert nameless(desk) == []
        desk.press("Return", "K")  # a mention, with its note and its switch
        QApplication.processEvents()
        assert nameless(desk) == []
        desk.press("L")
        QApplication.processEvents()
        assert nameless(desk) == []
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        desk.press("Ctrl+K", into=desk.window)
        QApplication.processEvents()
        assert nameless(desk) == []


def test_f6_goes_round_the_panels(project, qtbot):
    with at_desk(project, "ana", qtbot) as desk:
        stops = []
        for _ in range(4):
            desk.press("F6", into=QApplication.focusWidget())
            stops.append(QApplication.focusWidget())
        assert stops[:3] == [desk.page.inspector, desk.page.queue.body.list, desk.canvas]
        assert stops[3] is stops[0]


def test_tab_goes_down_the_inspector(project, qtbot):
    with at_desk(project, "ana", qtbot) as desk:
        desk.wait_prepared()
        desk.press("Tab")
        QApplication.processEvents()
        inspector = desk.page.inspector
        inspector.setFocus()
        passed: list[QWidget] = []
        QTest.keyClick(inspector, Qt.Key.Key_Tab)
        while inspector.isAncestorOf(QApplication.focusWidget()) and QApplication.focusWidget() not in passed:
            passed.append(QApplication.focusWidget())
            QTest.keyClick(passed[-1], Qt.Key.Key_Tab)
        tops = [widget.mapTo(inspector, widget.rect().topLeft()).y() for widget in passed]
        assert len(passed) > 3
        # What stands in one line may differ by some pixels.
        assert all(below > above - 8 for above, below in pairwise(tops)), [type(widget).__name__ for widget in passed]
