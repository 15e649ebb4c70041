"""Files that take the place of others, all or none."""

import os
from pathlib import Path

import pytest

from exporters.replacing import aside, outdated
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


def test_only_what_nobody_changed_is_outdated(tmp_path: Path):
    files = [Path(name) for name in written(profile("brat"), materials(REPORTS), tmp_path).report.files]
    files[0].write_bytes(b"mine")
    assert sorted(outdated(tmp_path, "brat")) == sorted(files[1:])
    assert outdated(tmp_path, "jsonl") == []
    assert outdated(tmp_path / "none", "brat") == []


def test_what_somebody_filled_in_stays_beside_the_new_page(tmp_path: Path):
    for _ in range(2):
        written(profile("spacy-pack"), materials(), tmp_path)
    card = tmp_path / "DATASET_CARD.md"
    card.write_text("Licence: ours", encoding="utf-8")
    written(profile("spacy-pack"), materials(), tmp_path)
    assert (tmp_path / "DATASET_CARD.md.yours").read_text("utf-8") == "Licence: ours"
    assert "fill in" in card.read_text("utf-8")
    assert [path.name for path in tmp_path.glob("*.yours")] == ["DATASET_CARD.md.yours"]
