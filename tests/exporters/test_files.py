import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from exporters.files import OutputFolder


def test_a_file_is_there_only_when_it_is_whole(tmp_path: Path):
    folder = OutputFolder(tmp_path / "made" / "here")
    with folder.open("a.txt") as stream:
        stream.write(b"new")
        assert not (folder.path / "a.txt").exists()
    assert {path.name: path.read_bytes() for path in folder.path.iterdir()} == {"a.txt": b"new"}


def write(folder: Path, data: bytes, meanwhile: Callable[[], None] = lambda: None) -> None:
    with OutputFolder(folder).open("a.txt") as stream:
        stream.write(data)
        meanwhile()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def fail() -> None:
    raise RuntimeError


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path):
    write(tmp_path, b"old")
    with pytest.raises(RuntimeError):
        write(tmp_path, b"half", fail)
    assert contents(tmp_path) == {"a.txt": b"old"}


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.txt").write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path, b"new")
    assert contents(tmp_path) == {"a.txt": b"old"}


def test_remains_of_a_killed_export_are_cleared(tmp_path: Path):
    (tmp_path / ".a.txt.part").write_bytes(b"remains")
    write(tmp_path, b"new")
    assert contents(tmp_path) == {"a.txt": b"new"}


def test_of_two_writers_at_once_the_later_wins(tmp_path: Path):
    with pytest.raises(FileExistsError, match="another export"):
        write(tmp_path, b"first", lambda: write(tmp_path, b"second"))
    assert contents(tmp_path) == {"a.txt": b"second"}


def test_a_writer_does_not_touch_what_another_is_writing(tmp_path: Path):
    other = OutputFolder(tmp_path).open("a.txt")
    streams: list[BinaryIO] = []
    with pytest.raises(FileExistsError, match="another export"):
        write(tmp_path, b"first", lambda: streams.append(other.__enter__()))
    streams[0].write(b"second")
    other.__exit__(None, None, None)
    assert contents(tmp_path) == {"a.txt": b"second"}
