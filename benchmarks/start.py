"""Start to a usable window, against a bare Qt window started the same way.

Each run is a fresh process; the kinds alternate so that they share whatever else the machine is doing. Times are wall
seconds from before the process starts to its first paint; for the project, to the first paint with an article in it.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 9
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent

BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow, QLabel
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.time(), flush=True)
        app.quit()
app = QApplication([])
window = Window()
window.setCentralWidget(QLabel("Spandesk"))
window.resize(1440, 900)
window.show()
app.exec()
"""

OURS = """
import sys, time
from desktop.app import App, make_application
from PySide6.QtCore import QEvent, QObject
application = make_application()
app = App()
project = sys.argv[1] if len(sys.argv) > 1 else None
class Watch(QObject):
    ready = False
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.ready:
            self.ready = False
            print(time.time(), flush=True)
            application.quit()
        return False
watch = Watch()
if project is None:
    watch.ready = True
    app.window.installEventFilter(watch)
else:
    canvas = app.window.annotate.canvas
    canvas.viewport().installEventFilter(watch)
    app.window.article_shown.connect(lambda: setattr(watch, "ready", True))
app.start(project)
application.exec()
app.close()
"""


def seconds(code: str, *arguments: str) -> float:
    """One run: from before the process starts to the time it prints."""
    before = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60
    )
    return float(done.stdout.split()[0]) - before


def make_project(folder: Path) -> Path:
    """The sample project with suggestions, as a user would have it on the second day."""
    location = folder / "start.spandesk"
    articles = ROOT / "desktop" / "resources" / "sample" / "articles"
    for words in (["new", str(location)], ["import", str(location), str(articles)], ["suggest", str(location)]):
        subprocess.run([sys.executable, "-m", "desktop", *words], check=True, capture_output=True, cwd=ROOT)
    return location


def main() -> None:
    """Print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder))
        times: dict[str, list[float]] = {"bare window": [], "first screen": [], "article on screen": []}
        for _ in range(RUNS):
            times["bare window"].append(seconds(BARE))
            times["first screen"].append(seconds(OURS))
            times["article on screen"].append(seconds(OURS, str(project)))
    floor = statistics.median(times["bare window"])
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:20} {median:6.2f} s   {median / floor:5.2f} x bare   (bar: 3.00)")


if __name__ == "__main__":
    main()
