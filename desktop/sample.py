"""The sample project that comes with the program: articles as they are scraped, some of them decided, and some
finished by two analysts who do not always agree."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

SCHEMA = "political-events"
TITLE = "Sample desk"
FILE_NAME = "Sample.spandesk"
ANNOTATOR = "Sample desk"
ANALYSTS = ("Hana", "Marek")
_SETS = ("decisions.jsonl", "analysts.jsonl")


def unpack(into: Path) -> tuple[Path, ...]:
    """Copy articles, decisions and the work of the analysts into a folder, so that other processes can read them.

    Returns their paths in the order in which they are to be read.
    """
    with as_file(files("desktop").joinpath("resources", "sample")) as folder:
        shutil.copytree(folder / "articles", into / "articles", dirs_exist_ok=True)
        for name in _SETS:
            shutil.copyfile(folder / name, into / name)
    return into / "articles", *(into / name for name in _SETS)
