"""`spandesk export` over a real project: what is written, what is said of it, what is kept."""

from pathlib import Path

import pytest

from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import Status
from annotations.model.native import MANIFEST
from annotations.workspace import Workspace
from desktop import cli
from exporters.alignment import OFF_TOKENS
from exporters.manifest import read, verify
from tests.desktop.commands.reports import IDS, cut, imported, labels, lines, project_at, sides
from tests.exporters.running import tree
from tests.exporters.samples import article


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Eight finished reports of Ana, and one article in progress."""
    return project_at(tmp_path / "desk.spandesk", *imported(*range(8)), cut())


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Four reports, finished by three."""
    return project_at(tmp_path / "team.spandesk", *imported(*range(4), annotators=("ana", "ben", "cem")))


# -- what it says -----------------------------------------------------------------------------------------------------


def test_what_is_lost_is_said_with_reasons_and_counts(project: Path, export, tmp_path: Path):
    said = export(project, "--format", "conll")
    assert set(said) == {
        *("articles", "mentions", "events", "arguments", "lost", "notes"),
        *("left_out", "read_back", "split", "warnings", "files", "removed"),
    }
    assert (said["articles"], said["mentions"], said["events"], said["arguments"]) == (9, 25, 0, 0)
    assert {row["reason"]: row["count"] for row in said["lost"]}[OFF_TOKENS] == 1
    assert all(row["count"] == len(row["places"]) for row in (*said["lost"], *said["notes"]))
    places = next(row["places"] for row in said["lost"] if row["reason"] == OFF_TOKENS)
    assert [(each["start"], each["end"], each["label"], each["surface"]) for each in places] == [
        (4, 14, "ORG", "government")
    ]
    assert said["read_back"] is True
    assert (said["split"], said["warnings"]) == ([], [])
    assert sorted(said["files"]) == sorted(str(path) for path in (tmp_path / "out").iterdir())


def test_manifest_and_check_say_the_same(project: Path, export, spandesk, tmp_path: Path, capsys):
    code, would, _ = spandesk("export", project, "--format", "conll", "--check")
    said = export(project, "--format", "conll")
    assert (code, would.pop("files")) == (0, [])
    assert would == {name: each for name, each in said.items() if name != "files"}
    described = read(tmp_path / "out" / MANIFEST)
    assert described["lost"] == {row["reason"]: row["count"] for row in said["lost"]}
    units = ("mentions", "events", "arguments")
    lost = {unit: sum(row[unit] for row in said["lost"]) for unit in units}
    assert described["counts"]["lost"] == lost
    assert described["counts"]["given"] == {unit: said[unit] + lost[unit] for unit in units}
    assert all(row["count"] == sum(row[unit] for unit in units) for row in said["lost"])
    assert described["sentence"] == "1 of 26 mentions lost, 8 of 8 events, 8 of 8 arguments"
    assert verify(tmp_path / "out") == []
    assert cli.main(["export", str(project), "--format", "conll", "--check"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == described["sentence"]


def test_check_writes_nothing(project: Path, spandesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    before = project.read_bytes()
    code, said, _ = spandesk("export", project, "--format", "jsonl", "--split", "50/50", "--check")
    assert (code, said["articles"], [row["part"] for row in said["split"]]) == (0, 9, ["train", "dev"])
    assert project.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(project.name)] == []


def test_the_same_project_gives_the_same_bytes(project: Path, spandesk, tmp_path: Path):
    copy = tmp_path / "copy.spandesk"
    copy.write_bytes(project.read_bytes())
    for name, location in (("a", project), ("b", copy)):
        spandesk("export", location, "--format", "spacy-pack", "--out", tmp_path / name)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
    assert MANIFEST in tree(tmp_path / "a")


# -- what is written --------------------------------------------------------------------------------------------------


def test_finished_articles_only(project: Path, export, tmp_path: Path):
    assert export(project, "--format", "jsonl", "--finished-only")["articles"] == 8
    assert lines(tmp_path / "out").keys() == IDS


@pytest.mark.parametrize(("words", "has"), [((), True), (("--furniture", "in"), True), (("--furniture", "out"), False)])
def test_page_furniture(words: tuple[str, ...], has: bool, project: Path, export, tmp_path: Path):
    export(project, "--format", "jsonl", *words)
    assert all(("Share this" in each["text"]) == has for id_, each in lines(tmp_path / "out").items() if id_ in IDS)


def test_labels_and_new_names_for_them(project: Path, export, tmp_path: Path):
    words = ("--labels", "PERSON, GPE", "--rename", "GPE=PLACE", "--rename", "PERSON=WHO")
    said = export(project, "--format", "jsonl", *words)
    assert labels(tmp_path / "out") == {"PLACE", "WHO"}
    assert (said["events"], said["lost"], said["read_back"]) == (0, [], True)


def test_options_of_the_format(project: Path, export, tmp_path: Path):
    export(project, "--format", "csv", "--option", "excel=yes")
    assert read(tmp_path / "out" / MANIFEST)["profile"]["options"] == {"excel": "yes"}


@pytest.mark.parametrize(
    ("words", "mentions"),
    [
        (("--set", "majority"), 2 * 4),
        (("--set", "union"), 3 * 4),
        (("--set", "majority", "--of", "ana,ben"), 2 * 4),
        (("--set", "union", "--of", "ben, cem"), 2 * 4),
        (("--set", "ana"), 3 * 4),
        (("--annotator", "cem"), 1 * 4),
    ],
)
def test_several_analysts(words: tuple[str, ...], mentions: int, team: Path, export):
    said = export(team, "--format", "jsonl", *words)
    assert (said["articles"], said["mentions"]) == (4, mentions)
    assert said["read_back"]


# -- train, dev and test ----------------------------------------------------------------------------------------------


def test_articles_keep_their_sides_when_more_came(tmp_path: Path, export):
    project = project_at(tmp_path / "grows.spandesk", *imported(0, 1, 2, 3))
    first = export(project, "--format", "jsonl", "--split", "50/50")
    before = sides(tmp_path / "out")
    assert [row["articles"] for row in first["split"]] == [2, 2]
    with Workspace.open(project) as workspace:
        workspace.add(imported(4, 5, 6, 7))
        assert {id_: placed.part for id_, placed in workspace.split_of().items()} == before
    export(project, "--format", "brat", "--split", "60/40")
    export(project, "--format", "jsonl", "--split", "50/50", "--seed", "7")
    after = sides(tmp_path / "out")
    assert after.keys() == IDS
    assert {id_: after[id_] for id_ in before} == before


def test_division_by_date_and_by_source(tmp_path: Path, export):
    texts = [
        article(f"Report {day} of the harbour.", date=f"2024-05-0{day}", source="Gazette" if day % 2 else "Courier")
        for day in range(1, 7)
    ]
    whose = ImportedSet(annotator="ana", status=Status.DONE, mentions=())
    project = project_at(tmp_path / "dated.spandesk", *(ImportedArticle(article=each, sets=(whose,)) for each in texts))
    export(project, "--format", "jsonl", "--dev-from", "2024-05-04", "--test-from", "2024-05-06")
    where = sides(tmp_path / "out")
    assert [where[each.id] for each in texts] == ["train"] * 3 + ["dev"] * 2 + ["test"]
    with Workspace.open(project) as workspace:
        workspace.forget_split()
    export(project, "--format", "jsonl", "--split", "50/50", "--by-source")
    where = sides(tmp_path / "out")
    assert len({where[each.id] for each in texts[::2]}) == len({where[each.id] for each in texts[1::2]}) == 1


def test_near_duplicates_are_on_one_side(tmp_path: Path, export):
    words = " ".join(f"word{number} of the long story about the harbour strike" for number in range(40))
    alike = [article(f"{words} told for the {name} time.") for name in ("first", "second", "third")]
    whose = ImportedSet(annotator="ana", status=Status.DONE, mentions=())
    project = project_at(
        tmp_path / "alike.spandesk", *imported(0, 1), *(ImportedArticle(article=each, sets=(whose,)) for each in alike)
    )
    said = export(project, "--format", "jsonl", "--split", "50/50")
    where = sides(tmp_path / "out")
    assert len({where[each.id] for each in alike}) == 1
    assert sum(row["groups"] for row in said["split"]) == 1


def test_a_project_that_is_open_elsewhere_can_be_exported_but_keeps_nothing(project: Path, spandesk, tmp_path: Path):
    with Workspace.open(project):
        assert spandesk("export", project, "--format", "jsonl", "--out", tmp_path / "whole")[0] == 0
        words = ("--format", "jsonl", "--out", tmp_path / "o")
        code, said, refused = spandesk("export", project, *words, "--split", "80/20")
        assert (code, said) == (1, None)
        assert refused == (
            "spandesk: the project is open elsewhere, and it has to keep which side each article is on: "
            "close it there first\n"
        )
        refused = spandesk("export", project, *words, "--save-profile", "mine")[2]
        assert "it has to keep the profile" in refused
    assert not (tmp_path / "o").exists()


def test_sides_that_are_kept_already_need_no_keeping(project: Path, spandesk, tmp_path: Path, export):
    export(project, "--format", "jsonl", "--split", "80/20")
    with Workspace.open(project):
        words = ("--format", "brat", "--out", tmp_path / "again", "--split", "80/20")
        assert spandesk("export", project, *words)[0] == 0


def test_articles_that_nobody_has_begun_are_named(project: Path, export):
    with Workspace.open(project) as workspace:
        workspace.add([ImportedArticle(article=article("Nobody has looked at this yet."))])
    said = export(project, "--format", "jsonl")
    assert said["left_out"] == [{"why": "unseen", "count": 1}]
