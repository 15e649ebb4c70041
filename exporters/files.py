"""Where exports go. A file is there whole or not at all, and an older one of its name stays until then."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


class OutputFolder:
    """A folder to export into. It is made when the first file is written."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """A new file, to be written to the end inside the `with` block; it takes its name when the block is left well.

        Raises OSError. Whatever is raised inside, the older file stays as it was.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        target, part = self.path / name, self.path / f".{name}.part"
        # What a killed export left behind; its name is fixed so that such remains do not gather.
        part.unlink(missing_ok=True)
        stream = part.open("xb")
        ours = os.fstat(stream.fileno())
        try:
            with stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            if not _is(part, ours):
                raise FileExistsError(None, "another export is writing this file", str(target))
            os.replace(part, target)
            _sync(self.path)
        finally:
            if _is(part, ours):
                part.unlink()


def _is(part: Path, ours: os.stat_result) -> bool:
    """False if the file has its final name by now, or another export has put its own in its place."""
    try:
        return os.path.samestat(ours, part.stat())
    except FileNotFoundError:
        return False


def _sync(folder: Path) -> None:
    # Only POSIX can make the new name itself durable; elsewhere the file system sees to it.
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
