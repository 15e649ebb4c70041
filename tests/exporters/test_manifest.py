import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import BadInput
from annotations.model.ids import ArticleId
from annotations.model.split import Part
from exporters.alignment import issue
from exporters.base import ExportReport
from exporters.left_out import LeftOut, Why
from exporters.manifest import MANIFEST, Facts, WrittenFile, manifest, measured, read, schema_sha256, verify
from exporters.profile import Profile, to_json
from exporters.split import SplitRow, Wanted
from exporters.truth import Truth
from tests.exporters.samples import misaligned
from tests.factories import small_schema

PROFILE = Profile(format_id="conll", truth=Truth(source="Hana"), split=Wanted(seed=3), name="Names")
FACTS = Facts(program="1.2", title="Desk “A”", newest_decision=datetime(2024, 5, 1, 8, tzinfo=UTC))
ROWS = (
    SplitRow(part=Part.TRAIN, articles=4, groups=1, mentions=9, events=2, labels={"PERSON": 7, "GPE": 2}),
    SplitRow(part=Part.DEV, articles=1, groups=0, mentions=1, events=0, labels={"GPE": 1}),
)
LEFT_OUT = (
    LeftOut(why=Why.UNFINISHED, count=2, mentions=5, articles=(ArticleId("a1"), ArticleId("a2"))),
    LeftOut(why=Why.LABEL, count=1, label="ORG", articles=(ArticleId("a1"),)),
)


def report() -> ExportReport:
    sample = misaligned()
    found = [issue(sample.article, each, "has no room") for each in sample.sets[0].in_order()]
    return ExportReport(articles=5, mentions=10, events=2, arguments=1, lost=tuple(found[:2]), notes=tuple(found[:3]))


def described(folder: Path, **more: Any) -> bytes:
    files = measured(folder, folder.rglob("*.txt"))
    given: dict[str, Any] = {"profile": PROFILE, "schema": small_schema(), "facts": FACTS, "report": report()}
    given |= {"split_table": ROWS, "left_out": LEFT_OUT, "files": files, "labels": {"PERSON": 7, "GPE": 3}}
    return manifest(**(given | more))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An export of two files and its manifest."""
    (tmp_path / "train").mkdir()
    (tmp_path / "train" / "a.txt").write_bytes(b"Ana")
    (tmp_path / "dev.txt").write_bytes(b"")
    (tmp_path / MANIFEST).write_bytes(described(tmp_path))
    return tmp_path


def test_it_says_what_the_export_was_made_of(folder: Path):
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    said = read(folder / MANIFEST)
    assert said.pop("files")[0] == {"name": "dev.txt", "size": 0, "sha256": empty}
    assert said == {
        "format": "spandesk-manifest/1",
        "program": {"name": "Spandesk", "version": "1.2"},
        "project": {"title": "Desk “A”", "newest_decision": "2024-05-01T08:00:00+00:00"},
        "schema": {"name": "small", "version": 1, "sha256": schema_sha256(small_schema())},
        "profile": to_json(replace(PROFILE, name="")),
        "title": "CoNLL 2003 columns (entities)",
        "counts": {
            **{"articles": 5, "mentions": 10, "events": 2, "arguments": 1},
            "given": {"mentions": 11, "events": 3, "arguments": 1},
            "lost": {"mentions": 1, "events": 1, "arguments": 0},
            "labels": {"PERSON": 7, "GPE": 3},
        },
        "parts": [
            {
                "part": "train",
                "articles": 4,
                "groups": 1,
                "mentions": 9,
                "events": 2,
                "labels": {"PERSON": 7, "GPE": 2},
            },
            {"part": "dev", "articles": 1, "groups": 0, "mentions": 1, "events": 0, "labels": {"GPE": 1}},
        ],
        "left_out": [
            {"why": "unfinished", "count": 2, "articles": 2, "mentions": 5},
            {"why": "label", "count": 1, "articles": 1, "label": "ORG"},
        ],
        "lost": {"has no room": 2},
        "notes": {"has no room": 3},
        "sentence": "1 of 11 mentions lost, 1 of 3 events, 0 of 1 arguments",
    }


def test_the_same_gives_the_same_bytes(folder: Path):
    once = described(folder)
    labels = {"GPE": 3, "PERSON": 7}
    files = [*measured(folder, [folder / "train" / "a.txt"]), *measured(folder, [folder / "dev.txt"])]
    assert described(folder, labels=labels, files=files) == once
    assert once.endswith(b"}\n")
    assert b"\r" not in once
    assert list(json.loads(once)) == sorted(json.loads(once))
    assert described(folder, profile=replace(PROFILE, name="Other")) == once
    assert described(folder, profile=replace(PROFILE, split=None)) != once
    undecided = json.loads(described(folder, facts=replace(FACTS, newest_decision=None)))
    assert undecided["project"]["newest_decision"] is None


def test_another_guideline_is_another_schema():
    first, *rest = small_schema().labels
    other = replace(small_schema(), labels=(replace(first, guideline="No titles."), *rest))
    assert schema_sha256(other) != schema_sha256(small_schema())


def test_a_folder_as_it_was_written_is_well(folder: Path):
    (folder / "mine.txt").write_text("not of the export")
    assert verify(folder) == []


def test_every_file_that_is_not_as_written_is_named(folder: Path):
    (folder / "train" / "a.txt").write_bytes(b"Bna")
    (folder / "dev.txt").unlink()
    assert verify(folder) == ["dev.txt is missing", "train/a.txt is not what the manifest says"]


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"\xff", b"[" * 100_000, b"[]", b"{}", b'{"format": "other/1", "files": []}'),
        *(b'{"format": "spandesk-manifest/1"}', b'{"format": "spandesk-manifest/1", "files": [3]}'),
        b'{"format": "spandesk-manifest/1", "files": [{"name": "a.txt", "size": "1", "sha256": ""}]}',
        *(
            json.dumps({"format": "spandesk-manifest/1", "files": [{"name": name, "size": 1, "sha256": ""}]}).encode()
            for name in ("../a.txt", "/etc/hosts", "", "a/../../b", "..\\a.txt")
        ),
    ],
)
def test_what_is_no_manifest_is_refused(folder: Path, content: bytes):
    (folder / MANIFEST).write_bytes(content)
    with pytest.raises(BadInput, match=MANIFEST):
        verify(folder)


def test_a_file_elsewhere_is_none_of_the_export(folder: Path):
    with pytest.raises(ValueError, match="not in the subpath"):
        measured(folder / "train", [folder / "dev.txt"])


def test_files_are_measured_in_pieces(folder: Path):
    big = b"x" * (3 << 20)
    (folder / "big.txt").write_bytes(big)
    (found,) = measured(folder, [folder / "big.txt"])
    assert found == WrittenFile(name="big.txt", size=len(big), sha256=found.sha256)
    assert measured(folder, [folder / "big.txt"]) == (found,)
