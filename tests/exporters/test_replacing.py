"""Files that take the place of others, all or none."""

import os
from pathlib import Path

import pytest

from annotations.model.native import MANIFEST
from exporters.manifest import verify
from exporters.replacing import aside, held, outdated
from tests.exporters.running import REPORTS, materials, profile, tree, written

NAMES = ("a.txt", "train/b.txt", "train/deep/c.txt")


def filled(folder: Path, words: bytes, names: tuple[str, ...] = NAMES) -> list[Path]:
    files = [folder / name for name in names]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(words)
    return files


def test_new_files_take_the_place_of_old_ones(tmp_path: Path):
    old = filled(tmp_path, b"old", (*NAMES, "dev/d.txt"))
    with aside(tmp_path) as hidden:
        now = hidden.keep(filled(hidden.path, b"new"), old)
    assert now == tuple(str(tmp_path / name) for name in NAMES)
    assert [Path(name).read_bytes() for name in now] == [b"new"] * 3
    assert set(tree(tmp_path)) == {*NAMES, "train", "train/deep"}


@pytest.mark.parametrize("failing", range(1, 8))
def test_where_one_cannot_be_replaced_all_stay(failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    old = filled(tmp_path, b"old", (*NAMES[:2], "dev/d.txt"))
    before, moved, replace = tree(tmp_path), [], os.replace

    def held(here: Path, there: Path) -> None:
        moved.append(there)
        if len(moved) == failing:
            raise PermissionError(13, "another program has it open", str(there))
        replace(here, there)

    with aside(tmp_path) as hidden:
        files = filled(hidden.path, b"new")
        monkeypatch.setattr(os, "replace", held)
        if failing <= len(old) + len(files):
            with pytest.raises(PermissionError):
                hidden.keep(files, old)
        else:
            hidden.keep(files, old)
    assert (tree(tmp_path) == before) == (failing <= len(old) + len(files))


def test_what_a_killed_export_left_goes(tmp_path: Path):
    filled(tmp_path / ".spandesk-export.part", b"half")
    with aside(tmp_path) as hidden:
        assert list(hidden.path.iterdir()) == []
    assert tree(tmp_path) == {}


def test_one_export_at_a_time_is_in_a_folder(tmp_path: Path):
    target = tmp_path / "new" / "deeper"
    with aside(target) as hidden:
        filled(hidden.path, b"half")
        before = tree(target)
        with pytest.raises(BlockingIOError, match="somebody is exporting into this folder right now"), aside(target):
            pytest.fail("both were in it")
        assert tree(target) == before
        with aside(tmp_path / "other"):
            assert (tmp_path / "other").is_dir()
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("deeper", ["", "train"])
def test_a_file_in_the_way_is_named(tmp_path: Path, deeper: str):
    file = tmp_path / "notes.txt"
    file.write_bytes(b"mine")
    with pytest.raises(NotADirectoryError) as error, aside(file / deeper):
        pytest.fail("there is no such folder")
    assert (error.value.filename, error.value.strerror) == (str(file), "is a file, and an export needs a folder")
    assert tree(tmp_path) == {"notes.txt": b"mine"}


def test_only_what_nobody_changed_is_outdated(tmp_path: Path):
    files = [Path(name) for name in written(profile("brat"), materials(REPORTS), tmp_path).report.files]
    files[0].write_bytes(b"mine")
    assert sorted(outdated(tmp_path)) == sorted(files[1:])
    assert outdated(tmp_path / "none") == []


def test_an_export_of_another_format_leaves_nothing_of_ours_behind(tmp_path: Path):
    before = [Path(name) for name in written(profile("brat"), materials(REPORTS), tmp_path).report.files]
    assert held(tmp_path) == "brat"
    mended, own = before[0], tmp_path / "notes.txt"
    mended.write_bytes(b"mine")
    own.write_bytes(b"mine too")
    now = written(profile("jsonl"), materials(REPORTS), tmp_path)
    assert held(tmp_path) == "jsonl"
    assert verify(tmp_path) == []
    left = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {mended, own, *map(Path, now.files)}
    assert [mended.read_bytes(), own.read_bytes()] == [b"mine", b"mine too"]


@pytest.mark.parametrize("words", [b"{", b'{"format": "spandesk-manifest/1", "files": [], "profile": 1}'])
def test_a_folder_of_which_nobody_can_tell_holds_nothing(words: bytes, tmp_path: Path):
    assert held(tmp_path) == ""
    (tmp_path / MANIFEST).write_bytes(words)
    assert held(tmp_path) == ""
    assert outdated(tmp_path) == []


def test_what_somebody_filled_in_stays_beside_the_new_page(tmp_path: Path):
    for _ in range(2):
        written(profile("spacy-pack"), materials(), tmp_path)
    card = tmp_path / "DATASET_CARD.md"
    card.write_text("Licence: ours", encoding="utf-8")
    written(profile("spacy-pack"), materials(), tmp_path)
    assert (tmp_path / "DATASET_CARD.md.yours").read_text("utf-8") == "Licence: ours"
    assert "fill in" in card.read_text("utf-8")
    assert [path.name for path in tmp_path.glob("*.yours")] == ["DATASET_CARD.md.yours"]
