"""The subcommands over real projects: what is printed is what is stored."""

import json
import signal
from pathlib import Path

import pytest

from annotations import importers

ENGLISH = "Militias struck a base near Erbil.\n\nBarzani met Guterres on Monday."
EVENTS = {
    "format": "spandesk/1",
    "text": "Ana met Bo in Oslo.",
    "sets": [
        {
            "annotator": "ana",
            "status": "done",
            "mentions": [
                {"id": "m1", "kind": "entity", "start": 0, "end": 3, "label": "PERSON", "surface": "Ana"},
                {"id": "m2", "kind": "entity", "start": 14, "end": 18, "label": "GPE", "surface": "Oslo"},
                {"id": "m3", "kind": "event", "start": 4, "end": 7, "label": "CONSULT", "surface": "met"},
            ],
            "arguments": [
                {"event": "m3", "role": "ACTOR", "target": "m1"},
                {"event": "m3", "role": "PLACE", "target": "m2"},
            ],
        }
    ],
}


@pytest.fixture
def project(tmp_path: Path, spandesk) -> Path:
    path = tmp_path / "p.spandesk"
    assert spandesk("new", path)[0] == 0
    return path


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def lines_of(path: Path, *records: object) -> Path:
    return write(path, "".join(json.dumps(record) + "\n" for record in records))


def test_new_with_the_usual_schema(tmp_path: Path, spandesk):
    code, values, err = spandesk("new", tmp_path / "a.spandesk")
    assert (code, values["schema"], err) == (0, "political-events", "")
    assert spandesk("check", tmp_path / "a.spandesk")[:2] == (0, {"ok": True, "problems": []})


def test_new_with_a_schema_of_ones_own(tmp_path: Path, spandesk):
    schema = write(
        tmp_path / "mine.json",
        json.dumps({"name": "mine", "labels": [{"code": "SHIP", "kind": "entity"}]}),
    )
    code, values, _ = spandesk("new", tmp_path / "a.spandesk", "--schema", schema)
    assert (code, values["schema"], values["labels"]) == (0, "mine", 1)


def test_new_never_overwrites(project: Path, spandesk):
    before = project.read_bytes()
    code, values, err = spandesk("new", project)
    assert (code, values) == (1, None)
    assert err.startswith(f"spandesk: {project}: ")
    assert project.read_bytes() == before


def test_new_with_a_broken_schema_leaves_nothing(tmp_path: Path, spandesk):
    schema = write(tmp_path / "mine.json", '{"name": "mine",\n "labels": [}')
    code, values, err = spandesk("new", tmp_path / "a.spandesk", "--schema", schema)
    assert (code, values) == (1, None)
    assert err.startswith(f"spandesk: {schema}:2: ")
    assert not (tmp_path / "a.spandesk").exists()


def test_import_counts_every_record(tmp_path: Path, project: Path, spandesk):
    folder = tmp_path / "articles"
    write(folder / "1.txt", ENGLISH)
    write(folder / "2.txt", ENGLISH)
    write(folder / "3.txt", "One\r\ntwo")
    write(folder / "4.txt", b"bad \x00 byte")
    code, values, err = spandesk("import", project, folder)
    assert (code, err) == (0, "")
    assert (values["articles"], values["duplicates"], values["sets"]) == (2, 1, 0)
    assert [Path(row["file"]).name for row in values["rejected"]] == ["4.txt"]
    assert values["rejected"][0]["reason"]


def test_import_of_nothing_but_bad_files_is_refused(tmp_path: Path, project: Path, spandesk):
    bad = write(tmp_path / "bad.txt", b"bad \x00 byte")
    code, values, err = spandesk("import", project, bad)
    assert code == 1
    assert (values["articles"], len(values["rejected"])) == (0, 1)
    assert err.startswith(f"spandesk: {bad}")
    assert err.count("\n") == 1


@pytest.mark.parametrize("name", ["adjudicated", "suggestions", "Ana (again)"])
def test_import_under_a_name_that_stands_for_something_else_is_refused(tmp_path: Path, project: Path, spandesk, name):
    code, values, err = spandesk("import", project, write(tmp_path / "1.txt", ENGLISH), "--annotator", name)
    assert (code, values) == (1, None)
    assert err == f"spandesk: {name} is not a name for an annotator: choose another one\n"


def test_import_again_changes_nothing(tmp_path: Path, project: Path, spandesk):
    file = write(tmp_path / "1.txt", ENGLISH)
    spandesk("import", project, file)
    code, values, _ = spandesk("import", project, file)
    assert (code, values["articles"], values["duplicates"]) == (0, 0, 1)


def test_control_c_is_one_line_and_nothing_imported(tmp_path: Path, project: Path, spandesk, monkeypatch):
    def read_and_be_stopped(paths, **how):
        for path in paths:
            yield from importers_read([path], **how)
        signal.raise_signal(signal.SIGINT)

    importers_read = importers.read
    monkeypatch.setattr(importers, "read", read_and_be_stopped)
    files = [write(tmp_path / f"{number}.txt", f"{ENGLISH} {number}") for number in range(3)]
    code, values, err = spandesk("import", project, *files)
    assert (code, values, err) == (1, None, "spandesk: stopped; what was saved before stands\n")
    monkeypatch.undo()
    assert spandesk("check", project)[0] == 0
    assert spandesk("import", project, *files)[1]["articles"] == 3


def test_import_from_an_empty_folder_is_refused(tmp_path: Path, project: Path, spandesk):
    (tmp_path / "empty").mkdir()
    code, values, err = spandesk("import", project, tmp_path / "empty")
    assert (code, values) == (1, None)
    assert "nothing to import" in err


@pytest.mark.parametrize("words", [("import", "x.txt"), ("suggest",), ("export", "--format", "jsonl", "--out", "o")])
def test_a_project_that_is_not_there(tmp_path: Path, spandesk, words: tuple[str, ...]):
    missing = tmp_path / "none.spandesk"
    code, values, err = spandesk(words[0], missing, *words[1:])
    assert (code, values) == (1, None)
    assert err.startswith(f"spandesk: {missing}: ")
    assert err.count("\n") == 1
    assert not missing.exists()


def test_check_names_what_is_broken(tmp_path: Path, spandesk):
    path = write(tmp_path / "x.spandesk", b"not a database at all" * 100)
    code, values, err = spandesk("check", path)
    assert (code, values["ok"], len(values["problems"])) == (1, False, 1)
    assert err.startswith(f"spandesk: {path}: ")


def test_a_second_writer_is_refused_and_a_reader_is_not(project: Path, tmp_path: Path, spandesk):
    from annotations.workspace import Workspace

    with Workspace.open(project):
        code, values, err = spandesk("import", project, write(tmp_path / "1.txt", ENGLISH))
        assert (code, values) == (1, None)
        assert err.startswith(f"spandesk: {project}: ")
        assert spandesk("check", project)[0] == 0


def test_suggest_then_export_the_suggestions(tmp_path: Path, project: Path, spandesk):
    spandesk("import", project, write(tmp_path / "1.txt", ENGLISH))
    code, made, err = spandesk("suggest", project)
    assert (code, made["articles"], err) == (0, 1, "")
    assert made["suggestions"] == sum(made["by_label"].values()) > 3
    assert made["by_label"]["PERSON"] >= 1
    _, again, _ = spandesk("suggest", project)
    assert (again["articles"], again["suggestions"]) == (0, 0)

    code, report, _ = spandesk(
        "export", project, "--format", "jsonl", "--out", tmp_path / "out", "--set", "suggestions"
    )
    assert (code, report["articles"], report["lost"]) == (0, 1, [])
    assert report["mentions"] + report["events"] == made["suggestions"]


def test_suggest_under_a_schema_without_entities(tmp_path: Path, spandesk):
    project = tmp_path / "a.spandesk"
    spandesk("new", project, "--schema", "any-event")
    spandesk("import", project, write(tmp_path / "1.txt", ENGLISH))
    code, made, _ = spandesk("suggest", project, "--suggester", "entities")
    assert (code, made["articles"], made["suggestions"]) == (0, 0, 0)


def test_export_and_import_give_the_same_back(tmp_path: Path, project: Path, spandesk):
    code, report, _ = spandesk("import", project, lines_of(tmp_path / "a.jsonl", EVENTS))
    assert (code, report["articles"], report["sets"]) == (0, 1, 1)
    code, report, _ = spandesk("export", project, "--format", "jsonl", "--out", tmp_path / "out")
    assert code == 0
    assert (report["articles"], report["mentions"], report["events"], report["arguments"]) == (1, 2, 1, 2)
    assert report["lost"] == []
    written = sorted(path for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert [path.name for path in written] == ["articles.jsonl", "spandesk.manifest"]
    assert report["files"] == [str(path) for path in written]

    other = tmp_path / "other.spandesk"
    spandesk("new", other)
    spandesk("import", other, written[0])
    spandesk("export", other, "--format", "jsonl", "--out", tmp_path / "again")
    assert (tmp_path / "again" / written[0].name).read_bytes() == written[0].read_bytes()


def test_export_without_anything_to_export_names_the_choices(tmp_path: Path, project: Path, spandesk):
    spandesk("import", project, write(tmp_path / "1.txt", ENGLISH))
    code, values, err = spandesk("export", project, "--format", "jsonl", "--out", tmp_path / "out")
    assert (code, values) == (1, None)
    assert err == "spandesk: no annotations yet: choose one of suggestions\n"
    assert not (tmp_path / "out").exists()


def test_export_of_two_annotators_needs_a_choice(tmp_path: Path, project: Path, spandesk):
    spandesk("import", project, lines_of(tmp_path / "a.jsonl", EVENTS))
    bo = {**EVENTS, "sets": [{**EVENTS["sets"][0], "annotator": "bo", "arguments": []}]}
    assert spandesk("import", project, lines_of(tmp_path / "b.jsonl", bo))[1]["sets"] == 1
    code, _, err = spandesk("export", project, "--format", "spacy", "--out", tmp_path / "out")
    choices = "ana, bo, majority, union, everybody, suggestions"
    assert (code, err) == (1, f"spandesk: several analysts: choose one of {choices}\n")
    code, report, _ = spandesk("export", project, "--format", "spacy", "--out", tmp_path / "out", "--set", "bo")
    assert (code, report["events"], report["arguments"]) == (0, 1, 0)


def test_formats(spandesk):
    code, values, _ = spandesk("formats")
    assert code == 0
    assert {"txt", "jsonl"} <= {row["id"] for row in values["readable"]}
    assert {"jsonl", "spacy"} <= {row["id"] for row in values["writable"]}
