"""Files and functions that fit in the head, and names that say what they are."""

import ast
import re

import pytest

from tests.house.sources import PRODUCT, Source, last_name, sources

FILE_LINES = 300
TEST_FILE_LINES = 500
FUNCTION_LINES = 40

# Longer than the limit, each for a reason. A row that is no longer needed fails.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}

Function = ast.FunctionDef | ast.AsyncFunctionDef
CAMEL_CASE = re.compile(r"[a-z]+[A-Z]")
QT_IN_ONE_WORD = ("accept", "data", "done", "event", "flags", "index", "open", "paint", "parent", "reject", "setup")


def functions(source: Source) -> list[tuple[str, Function]]:
    return [(f"{source.name}:{node.name}", node) for node in ast.walk(source.tree) if isinstance(node, Function)]


def lines_of(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_files():
    limits = {source.name: FILE_LINES for source in sources(*PRODUCT)}
    limits |= {source.name: TEST_FILE_LINES for source in sources("tests", "benchmarks")}
    lengths = {source.name: len(source.text.splitlines()) for source in sources(*PRODUCT, "tests", "benchmarks")}
    long = {name for name, length in lengths.items() if length > limits[name]}
    assert sorted(long) == sorted(LONG_FILES)


def test_functions():
    long = {
        name
        for source in sources(*PRODUCT)
        for name, function in functions(source)
        if lines_of(function) > FUNCTION_LINES
    }
    assert sorted(long) == sorted(LONG_FUNCTIONS)


def test_everything_public_says_what_it_is():
    silent = [name for source in sources(*PRODUCT) for name in undocumented(source)]
    assert not silent


def undocumented(source: Source) -> list[str]:
    """Module, public classes, functions and methods without a docstring.

    Qt's own methods and the members of a protocol speak for themselves.
    """
    missing = [] if ast.get_docstring(source.tree) else [source.name]
    scopes: list[ast.Module | ast.ClassDef] = [source.tree]
    for scope in scopes:
        for node in scope.body:
            if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
                continue
            if isinstance(node, ast.ClassDef):
                if not _is_protocol(node):
                    scopes.append(node)
            elif _is_qt_name(scope, node) or _is_setter(node):
                continue
            if not ast.get_docstring(node):
                missing.append(f"{source.name}:{node.name}")
    return missing


def _is_protocol(scope: ast.ClassDef) -> bool:
    return any(last_name(base) == "Protocol" for base in scope.bases)


def _is_qt_name(scope: ast.Module | ast.ClassDef, function: Function) -> bool:
    if CAMEL_CASE.match(function.name):
        return True
    bases = scope.bases if isinstance(scope, ast.ClassDef) else []
    return function.name in QT_IN_ONE_WORD and any(last_name(base).startswith("Q") for base in bases)


def _is_setter(function: Function) -> bool:
    return any(
        isinstance(mark, ast.Attribute) and mark.attr in ("setter", "deleter") for mark in function.decorator_list
    )


ASSERTING = re.compile(
    r"^(assert|check|expect)|^(raises|warns|fail|waitSignal|waitSignals|waitUntil|assertNotEmitted)$"
)


@pytest.mark.parametrize("source", sources("tests"), ids=lambda source: source.name)
def test_tests_can_fail(source: Source):
    helpers = {name.split(":")[1] for name, function in functions(source) if asserts(function, set())}
    idle = [name for name, function in functions(source) if is_test(function) and not asserts(function, helpers)]
    assert not idle


def is_test(function: Function) -> bool:
    return function.name.startswith("test_")


def asserts(function: Function, helpers: set[str]) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if ASSERTING.search(name) or name in helpers:
                return True
    return False
