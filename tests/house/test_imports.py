"""What may be imported when: the window opens before anything heavy, and the command line needs no Qt."""

import pytest

HEAVY = ("spacy", "thinc", "numpy", "pandas", "sqlalchemy", "alembic")

WITHOUT_QT = """
import sys
from importlib.abc import MetaPathFinder

class NoQt(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"{name} may not be imported here")
        return None

sys.meta_path.insert(0, NoQt())
"""


@pytest.mark.parametrize("module", ["desktop.app", "desktop.cli", "annotations.suggesters.base"])
def test_nothing_heavy_comes_along(fresh_python, module: str):
    code = f"import sys, {module}; print([name for name in {HEAVY} if name in sys.modules])"
    result = fresh_python(code)
    assert (result.returncode, result.stdout.strip()) == (0, "[]"), result.stderr


def test_nothing_heavy_is_there_when_the_window_is_first_painted(fresh_python):
    code = f"""
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QEvent, QObject, QTimer
from desktop.app import App, make_application

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print([name for name in {(*HEAVY, "exporters")} if name in sys.modules], flush=True)
            QTimer.singleShot(0, application.quit)
        return False

application = make_application()
app = App()
watch = Watch()
app.window.installEventFilter(watch)
app.start("missing.spandesk")
application.exec()
app.close()
"""
    result = fresh_python(code)
    assert result.stdout.splitlines()[:1] == ["[]"], result.stderr


def test_the_command_line_loads_without_qt(fresh_python):
    result = fresh_python(WITHOUT_QT + "from desktop.cli import main\nsys.exit(main(['formats', '--json']))")
    assert result.returncode == 0, result.stderr
    assert '"readable"' in result.stdout


def test_everything_below_the_shell_loads_without_qt(fresh_python):
    code = """
import importlib, pkgutil
import annotations, exporters
for package in (annotations, exporters):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if "migrations" not in module.name:
            importlib.import_module(module.name)
print("loaded")
"""
    result = fresh_python(WITHOUT_QT + code)
    assert result.stdout == "loaded\n", result.stderr
