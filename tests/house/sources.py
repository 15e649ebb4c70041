"""The files the house rules speak of."""

import ast
import subprocess
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("annotations", "exporters", "desktop")


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root, its text, and its syntax tree."""

    name: str

    @cached_property
    def text(self) -> str:
        return (ROOT / self.name).read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def code(self) -> str:
        """The text without comments and docstrings, so that a rule may be explained where it holds."""
        tree = ast.parse(self.text)
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body
                if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
                    node.body = body[1:] or [ast.Pass()]
        return ast.unparse(tree)

    def calls(self) -> list[tuple[str, ast.Call]]:
        """Every call with the last part of its name: `a.b.c(x)` is ("c", ...)."""
        found = [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]
        return [(last_name(node.func), node) for node in found]

    def handlers(self) -> list[ast.ExceptHandler]:
        """Every `except` clause."""
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.ExceptHandler)]


def last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


@cache
def sources(*folders: str) -> list[Source]:
    """Every Python file under these folders of the checkout."""
    return [Source(str(path.relative_to(ROOT))) for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


@cache
def text_files() -> list[Path]:
    """Every file that is, or is about to be, part of the repository and holds text."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:  # an unpacked archive has no git
        names = [str(path.relative_to(ROOT)) for folder in PRODUCT for path in (ROOT / folder).rglob("*")]
    else:
        names = listed.stdout.decode().split("\0")
    paths = [ROOT / name for name in names if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:4096]]
