"""Formats of many files: all of them are written first, and only then take their names."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from exporters.files import OutputFolder

_STAGE = ".export.part"


class Stage:
    """A hidden folder inside the one exported into; `files` are the final paths, in the order written."""

    def __init__(self, folder: Path, target: Path) -> None:
        self._folder, self._target = folder, target
        self.files: list[str] = []

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """A new file. Raises OSError."""
        with (self._folder / name).open("xb") as stream:
            yield stream
        self.files.append(str(self._target / name))


@contextmanager
def staged(out: OutputFolder) -> Iterator[Stage]:
    """Where the files of one export are gathered; they replace older ones when the `with` block is left well.

    Raises OSError. Whatever is raised inside, the older files stay as they were.
    """
    folder = out.path / _STAGE
    # What a killed export left behind.
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    stage = Stage(folder, out.path)
    try:
        yield stage
        # Once for all: thousands of small files would each wait for the disk.
        if hasattr(os, "sync"):
            os.sync()
        for name in stage.files:
            os.replace(folder / Path(name).name, name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
