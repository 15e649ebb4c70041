"""`suggesters`, `pipeline`, `phrases` and `suggest` with them, over real projects."""

import json
from pathlib import Path

import pytest

from desktop import cli
from tests.annotations.suggesters.own_pipelines import folder_of, package_of

ENGLISH = "The Sea Falcon attacked Umm Qasr.\n\nThe Brown Heron Column met Turkey on 12 May."


@pytest.fixture
def project(tmp_path: Path, spandesk) -> Path:
    path, article = tmp_path / "p.spandesk", tmp_path / "1.txt"
    article.write_text(ENGLISH, "utf-8")
    assert spandesk("new", path)[0] == 0
    assert spandesk("import", path, article)[0] == 0
    return path


def suggested(project: Path) -> set[tuple[str, str, str]]:
    """(suggester, surface, label) of all that is shown."""
    from annotations.workspace import Workspace

    with Workspace.open(project, read_only=True) as workspace:
        return {
            (each.run.suggester, each.mention.span.of(ENGLISH), each.mention.label)
            for article_id in workspace.article_ids()
            for each in workspace.suggestions(article_id)
        }


def test_a_pipeline_is_inspected_trusted_run_and_removed(tmp_path: Path, project: Path, spandesk, monkeypatch):
    canary = tmp_path / "canary"
    package_of(tmp_path / "site", "ships_i", canary, monkeypatch)
    code, seen, _ = spandesk("pipeline", project, "--inspect", "ships_i")
    assert (code, seen["name"], seen["location"], len(seen["sha256"])) == (0, "en_ships_i", "ships_i", 64)
    assert spandesk("suggesters", project)[1]["pipelines"] == []

    code, trusted, _ = spandesk("pipeline", project, "--trust", "ships_i", "--name", "mine", "--map", "COUNT=CARDINAL")
    assert (code, trusted["labels"], trusted["sha256"]) == (0, {"COUNT": "CARDINAL"}, seen["sha256"])
    (row,) = spandesk("suggesters", project)[1]["pipelines"]
    assert (row["id"], row["state"]) == ("pipeline:mine", "ready")
    assert not canary.exists()

    code, made, err = spandesk("suggest", project, "--suggester", "pipeline:mine")
    assert (code, made["by_label"], made["failed"], err) == (0, {}, [], "")
    assert canary.exists()

    code, gone, _ = spandesk("pipeline", project, "--remove", "pipeline:mine")
    assert (code, gone) == (0, {"removed": "mine"})
    code, values, err = spandesk("pipeline", project, "--remove", "mine")
    assert (code, values) == (1, None)
    assert "no such pipeline: mine" in err


def test_labels_of_the_same_name_are_mapped_without_being_told(tmp_path: Path, project: Path, spandesk):
    folder = folder_of(tmp_path / "ships", {"FAC": ["Umm Qasr"], "ORG": ["Brown Heron Column"], "SHIP": ["Sea Falcon"]})
    code, trusted, _ = spandesk("pipeline", project, "--trust", folder, "--name", "ships")
    assert (code, trusted["labels"], trusted["left_out"]) == (0, {"FAC": "FAC", "ORG": "ORG"}, ["HULL", "SHIP"])
    assert (trusted["location"], trusted["groups"]) == (str(folder), ["ruler"])
    code, made, _ = spandesk("suggest", project, "--suggester", "pipeline:ships")
    assert (code, made["articles"], made["by_label"]) == (0, 1, {"FAC": 1, "ORG": 1})
    assert made["left_out"] == {"pipeline:ships": {"HULL": 1, "SHIP": 1}}
    assert suggested(project) == {
        ("pipeline:ships", "Umm Qasr", "FAC"),
        ("pipeline:ships", "Brown Heron Column", "ORG"),
    }
    assert spandesk("suggesters", project)[1]["runs"] == [
        {
            "suggester": "pipeline:ships",
            "version": trusted["sha256"][:12],
            "suggestions": 2,
            "imported": False,
        }
    ]


def test_a_changed_pipeline_is_not_run_and_the_others_are(tmp_path: Path, project: Path, spandesk):
    folder = folder_of(tmp_path / "ships", {"FAC": ["Umm Qasr"]})
    spandesk("pipeline", project, "--trust", folder, "--name", "ships")
    (folder / "meta.json").write_text((folder / "meta.json").read_text() + " ")
    code, made, err = spandesk("suggest", project, "--suggester", "pipeline:ships")
    assert (code, made["failed"][0]["suggester"]) == (1, "pipeline:ships")
    assert err == "spandesk: pipeline ships: its files changed since it was trusted\n"
    code, made, err = spandesk("suggest", project)
    assert (code, made["articles"], err) == (0, 1, "")
    assert [row["suggester"] for row in made["failed"]] == ["pipeline:ships"]
    assert {suggester for suggester, _, _ in suggested(project)} == {"entities", "events"}
    (row,) = spandesk("suggesters", project)[1]["pipelines"]
    assert row["state"].endswith("changed since it was trusted")

    assert spandesk("pipeline", project, "--trust", folder, "--name", "ships")[0] == 0
    assert spandesk("suggest", project)[1]["failed"] == []
    assert len(spandesk("suggesters", project)[1]["pipelines"]) == 1


def test_two_pipelines_of_one_name_are_two_and_each_keeps_its_labels(tmp_path: Path, project: Path, spandesk):
    ships, ports = (folder_of(tmp_path / name, {"SHIP": ["Sea Falcon"]}) for name in ("ships", "ports"))
    assert spandesk("pipeline", project, "--trust", ships, "--map", "SHIP=FAC")[1]["name"] == "en_pipeline"
    assert spandesk("pipeline", project, "--trust", ports, "--map", "SHIP=ORG")[1]["name"] == "en_pipeline-2"
    (ports / "meta.json").write_text((ports / "meta.json").read_text() + " ")
    code, again, _ = spandesk("pipeline", project, "--trust", ports)
    assert (code, again["name"], again["labels"]) == (0, "en_pipeline-2", {"SHIP": "ORG"})
    code, values, err = spandesk("pipeline", project, "--trust", ports, "--name", "en_pipeline")
    assert (code, values) == (1, None)
    assert f"en_pipeline is the pipeline in {ships}: use another name" in err
    renamed = spandesk("pipeline", project, "--trust", ports, "--name", "ports", "--map", "SHIP=PERSON")[1]
    assert (renamed["name"], renamed["labels"]) == ("ports", {"SHIP": "PERSON"})
    rows = spandesk("suggesters", project)[1]["pipelines"]
    assert [(row["id"], row["location"], row["labels"], row["state"]) for row in rows] == [
        ("pipeline:en_pipeline", str(ships), {"SHIP": "FAC"}, "ready"),
        ("pipeline:ports", str(ports), {"SHIP": "PERSON"}, "ready"),
    ]


def test_what_a_removed_pipeline_suggested_is_on_offer_no_more(tmp_path: Path, project: Path, spandesk):
    folder = folder_of(tmp_path / "ships", {"FAC": ["Umm Qasr"]})
    spandesk("pipeline", project, "--trust", folder, "--name", "ships")
    spandesk("suggest", project, "--suggester", "pipeline:ships")
    assert suggested(project) == {("pipeline:ships", "Umm Qasr", "FAC")}
    assert spandesk("pipeline", project, "--remove", "ships")[0] == 0
    assert suggested(project) == set()
    assert spandesk("suggesters", project)[1]["runs"] == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--inspect", "no_such_package_here"), "no such folder"),
        (("--trust", "{folder}", "--map", "SHIP=BOAT"), "no label BOAT"),
        (("--trust", "{folder}"), "use --map; it has HULL, SHIP"),
    ],
)
def test_pipelines_that_cannot_be_used(tmp_path: Path, project: Path, spandesk, words: tuple[str, ...], why: str):
    folder = folder_of(tmp_path / "ships", {"SHIP": ["Sea Falcon"]})
    code, values, err = spandesk("pipeline", project, *(word.format(folder=folder) for word in words))
    assert (code, values) == (1, None)
    assert why in err
    assert spandesk("suggesters", project)[1]["pipelines"] == []


@pytest.mark.parametrize("words", [(), ("--inspect", "a", "--remove", "b"), ("--trust", "a", "--map", "SHIP")])
def test_wrong_usage_of_pipeline(project: Path, words: tuple[str, ...]):
    with pytest.raises(SystemExit) as left:
        cli.main(["pipeline", str(project), *words])
    assert left.value.code == 2


def test_a_suggester_the_project_has_not_is_refused_with_the_choices(project: Path, spandesk):
    code, values, err = spandesk("suggest", project, "--suggester", "pipeline:nobody")
    assert (code, values) == (1, None)
    assert "one of entities, events" in err


def test_phrases_are_read_listed_written_and_suggested(tmp_path: Path, project: Path, spandesk):
    assert spandesk("suggest", project)[1]["articles"] == 1
    assert ("entities", "Sea Falcon", "FAC") not in suggested(project)
    file = tmp_path / "phrases.csv"
    file.write_text("text;label\nSea Falcon;FAC\nBrown Heron Column;ORG\nFalcon;SHIP\n", "utf-8")
    code, values, err = spandesk("phrases", project, "--add", file)
    assert (code, values["added"], values["phrases"], values["list"], err) == (0, 2, 2, [], "")
    assert values["rejected"] == [{"file": str(file), "line": 4, "reason": "no such label: SHIP"}]
    assert [row["text"] for row in spandesk("phrases", project)[1]["list"]] == ["Sea Falcon", "Brown Heron Column"]
    assert spandesk("suggesters", project)[1]["phrases"] == {"entity": 2, "event": 0}

    code, made, _ = spandesk("suggest", project)
    assert (code, made["articles"]) == (0, 1)
    assert {("entities", "Sea Falcon", "FAC"), ("entities", "Brown Heron Column", "ORG")} <= suggested(project)
    assert spandesk("suggest", project)[1]["articles"] == 0
    assert spandesk("suggest", project, "--again")[1]["articles"] == 1

    out = tmp_path / "out.csv"
    assert spandesk("phrases", project, "--out", out)[0] == 0
    assert out.read_text("utf-8") == "text,label,kind\nSea Falcon,FAC,entity\nBrown Heron Column,ORG,entity\n"


def test_a_list_without_a_good_line_is_refused(tmp_path: Path, project: Path, spandesk):
    file = tmp_path / "phrases.csv"
    file.write_text("text,label\nSea Falcon,SHIP\n", "utf-8")
    code, values, err = spandesk("phrases", project, "--add", file)
    assert (code, values["phrases"]) == (1, 0)
    assert err == f"spandesk: {file}:2: no such label: SHIP\n"


def test_predictions_from_elsewhere_keep_score_and_name_and_are_listed(tmp_path: Path, project: Path, spandesk):
    start = ENGLISH.index("Brown Heron Column")
    line = {
        "text": ENGLISH,
        "suggestions": [
            {
                "id": "p1",
                "suggester": "gliner",
                "version": "2.1",
                "score": 0.83,
                "mention": {"kind": "entity", "start": start, "end": start + 18, "label": "PERSON"},
            }
        ],
    }
    file = tmp_path / "predictions.jsonl"
    file.write_text(json.dumps(line) + "\n", "utf-8")
    code, report, _ = spandesk("import", project, file)
    assert (code, report["articles"], report["duplicates"], report["rejected"]) == (0, 0, 1, [])
    assert suggested(project) == {("gliner", "Brown Heron Column", "PERSON")}
    assert spandesk("suggesters", project)[1]["runs"] == [
        {"suggester": "gliner", "version": "2.1", "suggestions": 1, "imported": True}
    ]
    spandesk("suggest", project)
    assert {"gliner", "entities", "events"} == {suggester for suggester, _, _ in suggested(project)}

    from annotations.workspace import Workspace

    with Workspace.open(project, read_only=True) as workspace:
        (article_id,) = workspace.article_ids()
        scores = {each.run.suggester: each.score for each in workspace.suggestions(article_id)}
        assert scores["gliner"] == 0.83


def test_what_suggests_in_words(project: Path, capsys: pytest.CaptureFixture[str]):
    assert cli.main(["suggesters", str(project)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("entities: Names, dates and numbers (")
    assert lines[1].startswith("events: Events and who took part (")
    assert lines[2] == "0 phrases on the list"
