"""An export from beginning to end, for every format: tried out, written, interrupted, written again."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import Cancelled
from annotations.model.native import MANIFEST
from annotations.model.project import AnnotatedArticle
from exporters.counting import lost_sentence
from exporters.files import OutputFolder
from exporters.left_out import Why
from exporters.manifest import read, verify
from exporters.preflight import headline
from exporters.profile import Profile
from exporters.run import Materials, Written, export, place, trial
from exporters.split import Wanted
from tests.exporters.running import FORMATS, REPORTS, TWO_SIDES, materials, profile, quiet, report, tree, written
from tests.exporters.samples import everything

# One file an article, so that one article less leaves a file without a successor.
FILE_EACH = ("brat", "cas-json", "cas-xmi", "webanno-tsv")
# Nothing here reads these.
NEVER_READ = ("dygie", "oneie")


def said(what: Written) -> tuple[object, ...]:
    return replace(what.report, files=()), what.rows, what.split, what.read_back


@pytest.mark.parametrize("split", [None, TWO_SIDES], ids=["whole", "split"])
@pytest.mark.parametrize("format_id", FORMATS)
def test_a_trial_says_what_an_export_writes(format_id: str, split: Wanted | None, tmp_path: Path):
    asked = profile(format_id, split=split, finished_only=True, labels=("PERSON", "GPE", "CONSULT", "ASSAULT"))
    made = materials([*everything(), *REPORTS])
    tried, kept = trial(asked, made, quiet), written(asked, made, tmp_path / "out")
    assert said(tried) == said(kept)
    assert kept.read_back == (format_id not in NEVER_READ)
    assert any(row.reason == Why.UNFINISHED for row in tried.rows)
    described = read(tmp_path / "out" / MANIFEST)
    assert described["sentence"] == lost_sentence(tried.report)
    top = headline(tried.report)
    counts = described["counts"]
    assert (sum(counts["given"].values()), sum(counts["lost"].values())) == (top.given, top.lost)
    assert sorted(kept.files) == sorted(str(path) for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert kept.report.files == kept.files[:-1]
    assert verify(tmp_path / "out") == []


@pytest.mark.parametrize("format_id", FORMATS)
def test_the_same_gives_the_same_bytes(format_id: str, tmp_path: Path):
    asked = profile(format_id, split=TWO_SIDES)
    for name in ("a", "b", "a"):
        written(asked, materials([*everything(), *REPORTS]), tmp_path / name)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def breaking_at(number: int) -> Materials:
    """The second time they are gone through, when they are written, the articles end in an error."""
    whole, times = everything(), count()

    def articles() -> Iterator[AnnotatedArticle]:
        yield from whole[:number]
        if next(times):
            raise KeyError("torn")
        yield from whole[number:]

    return replace(materials(), articles=articles)


def stopping_at(number: int):
    def progress(done: int, _of: int, writing: bool) -> None:
        if writing and done > number:
            raise Cancelled

    return progress


@contextmanager
def disk_with_room_for(files: int) -> Iterator[None]:
    """Of files written by themselves, the one after those cannot be."""
    left, opened = [files], OutputFolder.open

    class _Full:
        def write(self, _data: bytes) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

        def __getattr__(self, name: str) -> Any:
            return getattr(self.stream, name)

        def __init__(self, stream) -> None:
            self.stream = stream

    @contextmanager
    def narrow(self: OutputFolder, name: str):
        with opened(self, name) as stream:
            left[0] -= 1
            yield stream if left[0] >= 0 else _Full(stream)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OutputFolder, "open", narrow)
        yield


@pytest.mark.parametrize("format_id", FORMATS)
def test_an_interrupted_export_leaves_the_folder_as_it_was(format_id: str, tmp_path: Path):
    asked = profile(format_id, split=TWO_SIDES)
    written(asked, materials(everything()[:3]), tmp_path)
    (tmp_path / "own.txt").write_bytes(b"my own")
    before, made = tree(tmp_path), materials()
    where = place(asked, made, quiet)
    for number in range(len(everything())):
        with pytest.raises(KeyError):
            written(asked, breaking_at(number), tmp_path)
        with pytest.raises(Cancelled):
            export(asked, made, where, tmp_path, stopping_at(number))
        assert tree(tmp_path) == before
    room = 0
    while not enough_room(room, asked, tmp_path):
        assert tree(tmp_path) == before
        room += 1
    assert room > 0


def enough_room(files: int, asked: Profile, folder: Path) -> bool:
    """Export to a disk that takes no more files than that; False if they were too many."""
    try:
        with disk_with_room_for(files):
            written(asked, materials(), folder)
    except OSError as error:
        assert error.errno == errno.ENOSPC  # noqa: PT017
        return False
    return True


def test_it_can_be_stopped_until_all_is_in_its_place(tmp_path: Path):
    asked, made = profile("csv"), materials()
    told = []
    export(asked, made, None, tmp_path / "whole", lambda *values: told.append(values))

    def last(*values: object) -> None:
        told.pop()
        if not told:
            assert any((tmp_path / "out").rglob("mentions.csv"))
            raise Cancelled

    with pytest.raises(Cancelled):
        export(asked, made, None, tmp_path / "out", last)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("format_id", FORMATS)
def test_where_nothing_was_an_interrupted_export_leaves_nothing(format_id: str, tmp_path: Path):
    with pytest.raises(KeyError):
        written(profile(format_id, split=TWO_SIDES), breaking_at(2), tmp_path / "deep" / "out")
    assert tree(tmp_path) == {}


# -- the folder -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("split", [None, TWO_SIDES], ids=["whole", "split"])
@pytest.mark.parametrize("format_id", FILE_EACH)
def test_what_has_no_successor_is_taken_away_but_nothing_of_somebody_elses(
    format_id: str, split: Wanted | None, tmp_path: Path
):
    asked = profile(format_id, split=split)
    first = [path for path in map(Path, written(asked, materials(REPORTS), tmp_path).files) if path.name != MANIFEST]
    fewer = written(asked, materials(REPORTS[:6]), tmp_path / "fewer").files
    stay = {Path(name).relative_to(tmp_path / "fewer") for name in fewer}
    gone = [path for path in first if path.relative_to(tmp_path) not in stay]
    assert gone
    changed = gone[0]
    changed.write_bytes(b"corrected by hand")
    own = gone[0].with_name("own.txt")
    own.write_bytes(b"my own")
    written(asked, materials(REPORTS[:6]), tmp_path)
    left = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    left = {path for path in left if path.parts[0] != "fewer"}
    assert left == {*stay, changed.relative_to(tmp_path), own.relative_to(tmp_path)}
    assert changed.read_bytes() == b"corrected by hand"
    assert verify(tmp_path) == []


def test_parts_that_are_no_more_go_with_their_folders(tmp_path: Path):
    written(profile("jsonl", split=TWO_SIDES), materials(REPORTS), tmp_path)
    written(profile("jsonl"), materials(REPORTS), tmp_path)
    assert set(tree(tmp_path)) == {"articles.jsonl", MANIFEST}


def test_a_folder_whose_manifest_is_damaged_keeps_what_is_in_it(tmp_path: Path):
    written(profile("brat"), materials(REPORTS), tmp_path)
    (tmp_path / MANIFEST).write_bytes(b"{")
    before = set(tree(tmp_path))
    written(profile("brat"), materials(REPORTS[:2]), tmp_path)
    assert set(tree(tmp_path)) == before
    assert verify(tmp_path) == []


def test_a_file_that_cannot_be_replaced_leaves_all_as_it_was(tmp_path: Path):
    written(profile("csv"), materials(REPORTS[:3]), tmp_path)
    (tmp_path / "mentions.csv").unlink()
    (tmp_path / "mentions.csv").mkdir()
    before = tree(tmp_path)
    with pytest.raises(OSError, match="directory"):
        written(profile("csv"), materials(REPORTS), tmp_path)
    assert tree(tmp_path) == before


def test_what_another_choice_would_lose_is_what_it_loses():
    offered = trial(profile("spacy-pack"), materials(), quiet)
    taken = trial(profile("spacy-pack", options={"nested": "longest"}), materials(), quiet)
    lost, less = len(taken.report.lost), len(offered.report.lost)
    assert lost > less
    assert (dict(offered.prices), dict(taken.prices)) == ({("nested", "longest"): lost}, {("nested", "spancat"): less})


def test_in_a_large_project_nobody_waits_for_it():
    large = [*everything(), *map(report, range(500))]
    assert trial(profile("spacy-pack"), materials(large), quiet).prices == {}
