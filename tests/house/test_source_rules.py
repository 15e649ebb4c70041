"""House rules about what code may say, one row each."""

import ast
import re
from dataclasses import dataclass, field

import pytest

from tests.house.sources import PRODUCT, Source, sources


@dataclass(frozen=True)
class Rule:
    """`pattern` may not occur in the code of `folders`, but in the files of `except_in`, each for its reason."""

    why: str
    pattern: str
    folders: tuple[str, ...] = PRODUCT
    except_in: dict[str, str] = field(default_factory=dict)


RULES = {
    "no waiting for time in tests": Rule(
        why="wait for a signal or another fact",
        pattern=r"\b(time\.sleep|sleep|qtbot\.wait|qWait)\(",
        folders=("tests",),
    ),
    "threads and processes start in desktop/tasks.py": Rule(
        why="one place knows everything that runs beside the window",
        pattern=r"\b(threading\.(Thread|Timer)|QThread|QThreadPool|QRunnable|QProcess|subprocess|os\.(fork|system|popen|exec\w*|spawn\w*)"
        r"|ThreadPoolExecutor|ProcessPoolExecutor|multiprocessing|n_process)\b",
        except_in={
            "desktop/tasks.py": "the place",
            "desktop/__main__.py": "freeze_support for packaged builds",
            "annotations/suggesters/worker.py": "names the type of the pipe it is given",
        },
    ),
    "no code out of data": Rule(
        why="a project, a model or a file may come from anybody",
        pattern=r"(?<![\w.])(eval|exec|__import__)\(|\b(pickle|marshal|shelve)\.|torch\.load|yaml\.load|shell=True",
        except_in={
            "annotations/importers/in_bulk.py": "from our own child process, as its pipe does with everything else",
        },
    ),
    "UTF-16 stays at its border": Rule(
        why="offsets are code points everywhere else",
        pattern=r"(?i)['\"]utf[-_]?16|uffff",
        except_in={
            "desktop/canvas/offsets.py": "the border",
            "annotations/text/decode.py": "reads files that are encoded so",
            "desktop/canvas/display_text.py": "keeps an astral character in one piece, counts no units",
            "annotations/text/utf16.py": "the border for formats that count so",
            "annotations/model/sheets.py": "cells are limited in these units",
            "annotations/importers/spreadsheet.py": "reads files that are encoded so",
        },
    ),
    "print speaks on the command line only": Rule(
        why="a window has no stdout",
        pattern=r"(?<![\w.])print\(",
        except_in={
            "desktop/cli.py": "the command line",
            "desktop/headless.py": "the command line",
            "desktop/report.py": "a defect is also told to whoever started the window from a terminal",
            "desktop/system_libraries.py": "runs before the window can",
        },
    ),
    "settings have one door": Rule(
        why="settings are a table",
        pattern=r"\bQSettings\b",
        except_in={"desktop/settings.py": "the door"},
    ),
    "times know their zone": Rule(why="analysts sit in many", pattern=r"datetime\.(now\(\)|utcnow|utcfromtimestamp)"),
    "pure parts read no clock": Rule(
        why="the same edit gives the same change",
        pattern=r"\b(datetime\.now|time\.time|monotonic)\(",
        folders=("annotations/model", "annotations/editing", "annotations/text", "exporters"),
    ),
    "nothing left for later": Rule(
        why="the work list is not kept in the code",
        pattern=r"\bNotImplementedError\b",
    ),
}

OF_COMMENTS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
PLAIN_TEXT = re.compile(r"\bPlainText\b")


@pytest.mark.parametrize("name", RULES)
def test_rule(name: str):
    rule = RULES[name]
    pattern = re.compile(rule.pattern)
    broken = [
        f"{source.name}: {match.group()}"
        for source in sources(*rule.folders)
        if source.name not in rule.except_in and (match := pattern.search(source.code))
    ]
    assert not broken, f"{name} ({rule.why})"


@pytest.mark.parametrize("name", RULES)
def test_rule_has_no_idle_exceptions(name: str):
    rule = RULES[name]
    idle = [
        source.name
        for source in sources(*rule.folders)
        if source.name in rule.except_in and not re.search(rule.pattern, source.code)
    ]
    assert not idle


def test_no_future_annotations():
    """With that import the name `annotations` is no longer our package in the file."""
    broken = [
        source.name
        for source in sources(*PRODUCT, "tests", "benchmarks", "docs")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "__future__"
    ]
    assert not broken


def test_no_notes_to_self():
    broken = [source.name for source in sources(*PRODUCT, "tests", "benchmarks") if OF_COMMENTS.search(source.text)]
    assert broken == ["tests/house/test_source_rules.py"]


def test_article_text_is_never_taken_for_markup():
    """A label guesses whether its text is HTML, and loads what that names; ours are told that it is plain."""
    broken = [
        f"{source.name}:{call.lineno}: {name}"
        for source in sources("desktop")
        for name, call in source.calls()
        if name in ("QLabel", "QMessageBox") and not PLAIN_TEXT.search(source.code)
    ]
    assert not broken


def test_tooltips_go_through_the_escaping_helper():
    broken = [
        f"{source.name}:{call.lineno}"
        for source in sources("desktop")
        for name, call in source.calls()
        if name in ("setToolTip", "setWhatsThis") and not source.name.startswith("desktop/chrome")
    ]
    assert not broken


def test_no_swallowed_errors():
    broken = [
        f"{source.name}:{handler.lineno}"
        for source in sources(*PRODUCT)
        for handler in source.handlers()
        if swallows(source, handler)
    ]
    assert not broken


def swallows(source: Source, handler: ast.ExceptHandler) -> bool:
    """True for a bare `except:`, and for a handler that does nothing without a comment that says why."""
    if handler.type is None:
        return True
    if not all(isinstance(node, ast.Pass) for node in handler.body):
        return False
    lines = source.text.splitlines()[handler.lineno - 1 : handler.body[-1].end_lineno]
    return not any("#" in line for line in lines)
