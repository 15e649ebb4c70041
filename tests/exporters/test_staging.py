from pathlib import Path

import pytest

from exporters.files import OutputFolder
from exporters.staging import staged


def test_all_files_take_their_names_at_the_end(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"old")
    with staged(OutputFolder(tmp_path)) as stage:
        for name in ("b", "a"):
            with stage.open(name) as stream:
                stream.write(name.encode())
        assert (tmp_path / "a").read_bytes() == b"old"
        assert not (tmp_path / "b").exists()
    assert stage.files == [str(tmp_path / "b"), str(tmp_path / "a")]
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"a", "b": b"b"}


def test_what_breaks_off_leaves_the_old_files(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"old")

    def breaking_off() -> None:
        with staged(OutputFolder(tmp_path)) as stage:
            with stage.open("a") as stream:
                stream.write(b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        breaking_off()
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"old"}


def test_what_a_killed_export_left_is_no_obstacle(tmp_path: Path):
    left = tmp_path / ".export.part"
    left.mkdir()
    (left / "a").write_bytes(b"half")
    with staged(OutputFolder(tmp_path)) as stage, stage.open("a") as stream:
        stream.write(b"whole")
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_a_name_is_given_once(tmp_path: Path):
    def twice() -> None:
        with staged(OutputFolder(tmp_path)) as stage, stage.open("a"), stage.open("a"):
            pass

    with pytest.raises(FileExistsError):
        twice()
    assert list(tmp_path.iterdir()) == []
