"""The sample project that comes with the program: articles as they are scraped, some of them decided."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

SCHEMA = "political-events"
TITLE = "Sample desk"
FILE_NAME = "Sample.spandesk"
ANNOTATOR = "Sample desk"


@contextmanager
def sample_files() -> Iterator[tuple[Path, Path]]:
    """The folder of articles and the file of decisions, as real paths while the context lasts."""
    root = files("desktop").joinpath("resources", "sample")
    with as_file(root) as folder:
        yield folder / "articles", folder / "decisions.jsonl"


def unpack(into: Path) -> tuple[Path, Path]:
    """Copy articles and decisions into a folder, so that other processes can read them; returns their paths."""
    with sample_files() as (articles, decisions):
        shutil.copytree(articles, into / "articles", dirs_exist_ok=True)
        shutil.copyfile(decisions, into / decisions.name)
    return into / "articles", into / "decisions.jsonl"
