"""Profiles of `spandesk export`, and what it refuses."""

from pathlib import Path

import pytest

from annotations.model.native import MANIFEST
from annotations.workspace import Workspace
from exporters.manifest import read
from tests.desktop.commands.reports import cut, imported, labels, project_at, sides
from tests.exporters.running import tree


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Eight finished reports of Ana, and one article in progress."""
    return project_at(tmp_path / "desk.spandesk", *imported(*range(8)), cut())


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Four reports, finished by three."""
    return project_at(tmp_path / "team.spandesk", *imported(*range(4), annotators=("ana", "ben", "cem")))


# -- profiles ---------------------------------------------------------------------------------------------------------


def test_a_profile_is_kept_and_taken_up_again(project: Path, export, tmp_path: Path):
    chosen = ("--finished-only", "--labels", "PERSON", "--split", "50/50", "--furniture", "out")
    export(project, "--format", "jsonl", *chosen, "--save-profile", "people")
    before = tree(tmp_path / "out")
    with Workspace.open(project, read_only=True) as workspace:
        kept = workspace.export_profiles()
    assert list(kept) == ["people"]
    assert kept["people"]["name"] == "people"
    export(project, "--profile", "people")
    after = tree(tmp_path / "out")
    assert before == after
    # The name under which choices are kept is none of them.
    assert read(tmp_path / "out" / MANIFEST)["profile"] == kept["people"] | {"name": ""}
    export(project, "--profile", "people", "--split", "none", "--labels", "GPE")
    assert labels(tmp_path / "out") == {"GPE"}
    assert sides(tmp_path / "out") == {}


def test_a_profile_from_a_file(project: Path, export, tmp_path: Path):
    (tmp_path / "mine.json").write_text('{"format": "jsonl", "truth": {"source": "ana", "finished_only": true}}')
    assert export(project, "--profile", tmp_path / "mine.json")["articles"] == 8


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"format": "jsonl", "truth"', "mine.json: Expecting"),
        ("[1]", "mine.json: a profile is an object, not [1]"),
        ('{"format": "papyrus", "truth": {"source": "ana"}}', "mine.json: no such format: papyrus"),
        (
            '{"format": "jsonl", "truth": {"source": "ana", "size": 1}}',
            "mine.json: the truth of a profile has no “size”",
        ),
        ('{"format": "jsonl", "truth": {"source": "ana", "labels": ["SHIP"]}}', "no label SHIP: there is PERSON, ORG"),
        ('{"format": "jsonl", "truth": {"source": "zoe"}}', "no annotations by zoe: choose one of ana"),
        ("\udcff", "mine.json: "),
    ],
)
def test_a_damaged_profile_is_a_sentence(content: str, words: str, project: Path, spandesk, tmp_path: Path):
    (tmp_path / "mine.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    code, _, refused = spandesk("export", project, "--profile", tmp_path / "mine.json", "--out", tmp_path / "out")
    assert (code, refused.count("\n")) == (1, 1)
    assert words in refused
    assert not (tmp_path / "out").exists()


def test_an_unknown_profile_names_those_there_are(project: Path, export, spandesk, tmp_path: Path):
    words = ("--profile", "other", "--out", tmp_path / "out2")
    assert spandesk("export", project, *words)[2] == "spandesk: no profile other: there is none in this project\n"
    export(project, "--format", "jsonl", "--save-profile", "mine")
    assert spandesk("export", project, *words)[2] == "spandesk: no profile other: there is mine\n"


# -- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--split", "80-20"), "a split is written 80/20 or 80/10/10, not “80-20”"),
        (("--split", "80/30"), "the shares of a split add up to 100, not “80/30/0”"),
        (("--split", "0/80/20"), "train cannot have a share of 0: nothing would be left to learn from"),
        (("--test-from", "2024-05-01"), "a split by date needs the day from which articles are dev"),
        (("--dev-from", "May"), "a day is written 2024-01-31, not “May”"),
        (("--option", "colour=red"), "colour"),
        (("--option", "colour"), "--option takes NAME=VALUE, not colour"),
        (("--rename", "PERSON"), "--rename takes NAME=VALUE, not PERSON"),
        (("--rename", "PERSN=PER"), "no label PERSN: there is PERSON, ORG, GPE, LAW, ASSAULT, CONSULT, PROTEST"),
        (("--rename", "PERSON=A", "--rename", "PERSON=B"), "PERSON gets two names"),
        (("--labels", "PERSON,GEP"), "no label GEP: there is PERSON, ORG, GPE, LAW, ASSAULT, CONSULT, PROTEST"),
        (("--set", "zoe"), "no annotations by zoe: choose one of ana, majority, union, everybody, suggestions"),
        (("--set", "majority", "--of", "ana,zoe"), "no annotations by zoe: there is ana"),
        (("--of", "ana"), "annotators are named for a majority or a union, not for “ana”"),
        (("--set", "suggestions"), "no suggestions yet; spandesk suggest makes them"),
        (("--set", "adjudicated"), "no annotations by adjudicated: choose one of ana"),
    ],
)
def test_what_cannot_be_is_one_sentence(words: tuple[str, ...], sentence: str, project: Path, spandesk, tmp_path: Path):
    before = project.read_bytes()
    code, said, refused = spandesk("export", project, "--format", "jsonl", "--out", tmp_path / "out", *words)
    assert (code, said, refused.count("\n")) == (1, None, 1)
    assert sentence in refused
    assert not (tmp_path / "out").exists()
    assert project.read_bytes() == before


def test_a_format_with_room_for_one_set(team: Path, spandesk, tmp_path: Path):
    words = ("--format", "conll", "--set", "everybody", "--out", tmp_path / "out")
    assert "has room for one set of annotations in each article" in spandesk("export", team, *words)[2]


def test_a_pack_always_has_parts(project: Path, spandesk, tmp_path: Path):
    words = ("--format", "spacy-pack", "--split", "none", "--out", tmp_path / "out")
    assert "always has parts, so --split cannot be none" in spandesk("export", project, *words)[2]


def test_a_file_is_no_folder_to_export_into(project: Path, spandesk, tmp_path: Path):
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    before = project.read_bytes()
    for out in (file, file / "deeper"):
        words = ("--format", "jsonl", "--split", "80/20", "--out", out)
        refused = f"spandesk: {file}: is a file, and an export needs a folder\n"
        assert spandesk("export", project, *words) == (1, None, refused)
    assert (file.read_text(), project.read_bytes()) == ("mine", before)


@pytest.mark.parametrize("word", ["", " "])
def test_no_folder_is_wrong_usage(word: str, project: Path, spandesk, capsys, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    there = tree(tmp_path)
    with pytest.raises(SystemExit) as left:
        spandesk("export", project, "--format", "jsonl", "--out", word)
    assert left.value.code == 2
    assert "argument --out: say which folder" in capsys.readouterr().err
    assert tree(tmp_path) == there


def test_checking_keeps_no_profile(project: Path, spandesk):
    words = ("--format", "jsonl", "--check", "--save-profile", "mine")
    assert spandesk("export", project, *words)[::2] == (
        1,
        "spandesk: --check keeps nothing, so it goes without --save-profile\n",
    )
