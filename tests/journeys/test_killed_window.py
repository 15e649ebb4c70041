"""The window killed in mid-edit, fifty times: nothing it called saved is lost, and no manual step is needed after."""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests.thorough import times

KILLS = times(15, 500)

ROOT = Path(__file__).resolve().parents[2]

# The real window, pressing real keys for ever; prints what the window has shown as saved, and nothing else.
WINDOW = """
import json, os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from desktop.app import App, make_application
from desktop.settings import ANNOTATOR, Settings

def main():
    application = make_application()
    Settings().set(ANNOTATOR, "ana")
    app = App()
    keys = [Qt.Key.Key_1, Qt.Key.Key_Right, Qt.Key.Key_2, Qt.Key.Key_U, Qt.Key.Key_Delete, Qt.Key.Key_Right]
    state = {"next": 0}
    canvas = app.window.annotate.canvas

    def told(seq):
        session = app.window.session
        print(json.dumps([seq, len(session.annotation_set.mentions)]), flush=True)

    def press():
        QTest.keyClick(canvas, keys[state["next"] % len(keys)])
        state["next"] += 1

    def begin():
        app.window.session.saved.connect(told)
        timer = QTimer(app.window)
        timer.timeout.connect(press)
        timer.start(0)
        print(json.dumps("ready"), flush=True)

    app.window.article_shown.connect(begin)
    app.start(sys.argv[1])
    application.exec()

if __name__ == "__main__":
    main()
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_nothing_called_saved_is_lost(project, tmp_path, own_home):
    script = tmp_path / "window.py"
    script.write_text(WINDOW, encoding="utf-8")
    # Prepared before, so that no killed window leaves a model behind that is still loading.
    subprocess.run(
        [sys.executable, "-m", "desktop", "suggest", str(project)],
        check=True,
        cwd=ROOT,
        env=environment(),
        capture_output=True,
    )
    chance = random.Random(20231121)
    total = 0
    for _ in range(KILLS):
        told = run_and_kill(script, project, chance.uniform(0.02, 0.25))
        with Workspace.open(project) as workspace:
            assert workspace.check() == []
            kept = workspace.load_set(workspace.article_ids()[0], "ana").seq
        assert kept >= told, "a step that was called saved is gone"
        total = max(total, kept)
    assert total > KILLS // 3


def run_and_kill(script: Path, project: Path, seconds: float) -> int:
    """The last step the window called saved before it was killed, `seconds` after its article was on the table."""
    with subprocess.Popen(
        [sys.executable, str(script), str(project)], stdout=subprocess.PIPE, cwd=ROOT, env=environment(), text=True
    ) as window:
        assert window.stdout is not None
        assert json.loads(window.stdout.readline()) == "ready"
        try:
            window.wait(timeout=seconds)
            pytest.fail("the window ended by itself")
        except subprocess.TimeoutExpired:
            window.kill()
        lines = [line for line in window.stdout.read().splitlines() if line.endswith("]")]
    return max((json.loads(line)[0] for line in lines), default=0)


def environment() -> dict[str, str]:
    """The test's own home, and this checkout on the path."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}
