"""`spandesk import` with labels, columns, and the way back."""

import json
from datetime import UTC, datetime
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from annotations import importers
from annotations.editing.change import Change, StatusPair, with_change
from annotations.editing.history import LogEntry
from annotations.model.annotation_set import Status
from annotations.model.mention import Kind
from annotations.workspace import Workspace
from tests.desktop.commands.raids import OPTIONS, QUIET, RAID, plain


def marked(project: Path) -> dict[str, list[tuple[str, str]]]:
    """What is in the project, by article: words and labels; of events, roles with the words of their fillers."""
    with Workspace.open(project, read_only=True) as workspace:
        found = {}
        for annotated in workspace.annotated("imported"):
            text, mentions = annotated.article.text, annotated.sets[0].mentions
            rows = [(each.span.of(text), each.label) for each in annotated.sets[0].in_order()]
            rows += [
                (argument.role, mentions[argument.target].span.of(text))
                for event in annotated.sets[0].events()
                for argument in event.arguments
            ]
            found[text.split()[0]] = rows
        return found


# -- labels -----------------------------------------------------------------------------------------------------------


def test_unknown_labels_are_rejected_by_record_and_the_options_named(project, file, spandesk, capsys):
    lines = plain(capsys, "import", project, file)
    assert lines == [
        "1 article, 0 duplicates, 1 annotation set, 1 rejected",
        f"rejected: {file}:1: the schema has no entity label GROUP",
        f"for labels that the schema has not: {OPTIONS}",
    ]


def test_where_nothing_fits_the_one_line_names_the_options(project, tmp_path, spandesk):
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(RAID) + "\n", "utf-8")
    code, _values, err = spandesk("import", project, file)
    assert code == 1
    assert err == f"spandesk: {file}:1: the schema has no entity label GROUP; use {OPTIONS}\n"


def test_labels_are_mapped_dropped_and_added(project, file, spandesk):
    code, values, err = spandesk(
        *("import", project, file, "--map", "LOCATION=GPE", "--map", "Attack=ASSAULT", "--map", "Attacker=ACTOR"),
        *("--map", "Attack/Place=PLACE", "--drop", "GROUP", "--add-labels"),
    )
    assert (code, err) == (0, "")
    assert (values["articles"], values["rejected"], values["added"]) == (2, [], ["PER"])
    assert values["mapped"] == {"Attack → ASSAULT": 1, "Attack/Place → PLACE": 1, "LOCATION → GPE": 1}
    assert values["dropped"] == {"Attack/Attacker": 1, "GROUP": 1}
    assert marked(project)["Rebels"] == [
        ("attacked", "ASSAULT"),
        ("Basra", "GPE"),
        ("Ana Lopez", "PER"),
        ("PLACE", "Basra"),
    ]
    with Workspace.open(project, read_only=True) as workspace:
        assert workspace.schema.version == 3
        assert workspace.schema.label("PER", Kind.ENTITY) is not None
    assert spandesk("check", project)[1]["ok"]


def test_guesses_are_taken_when_asked_for(project, file, spandesk):
    code, values, _ = spandesk("import", project, file, "--guess", "--map", "GROUP=ORG")
    assert (code, values["articles"], values["added"]) == (0, 2, [])
    assert marked(project)["Rebels"] == [
        ("Rebels", "ORG"),
        ("attacked", "ASSAULT"),
        ("Basra", "LOC"),
        ("Ana Lopez", "PERSON"),
        ("ACTOR", "Rebels"),
        ("PLACE", "Basra"),
    ]


def test_all_can_be_added_with_its_roles(project, file, spandesk):
    code, values, _ = spandesk("import", project, file, "--add-labels")
    assert (code, values["articles"], values["mapped"]) == (0, 2, {})
    assert values["added"] == ["GROUP", "LOCATION", "PER", "Attack", "Attack/Attacker", "Attack/Place"]
    assert ("Attacker", "Rebels") in marked(project)["Rebels"]
    assert spandesk("import", project, file, "--add-labels")[1]["duplicates"] == 2


def test_an_event_type_that_becomes_a_label_needs_no_roles(project, file, spandesk):
    code, values, _ = spandesk("import", project, file, "--map", "Attack=EVENT", "--guess", "--drop", "GROUP")
    assert (code, values["articles"]) == (0, 2)
    assert ("attacked", "EVENT") in marked(project)["Rebels"]
    assert values["dropped"] == {"Attack/Attacker": 1, "Attack/Place": 1, "GROUP": 1}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--map", "SHIP=ORG"], "nothing in these files is called SHIP: there is GPE, GROUP, LOCATION, PER, Attack"),
        (["--drop", "ship"], "nothing in these files is called ship"),
        (["--map", "GROUP=BAND"], "this project has no label BAND: there is PERSON, ORG, GPE"),
        (["--map", "Attack=ASSAULT", "--map", "Attacker=WHO"], "ASSAULT has no role WHO: there is ACTOR, RECIPIENT"),
        (["--map", "Attack=EVENT", "--map", "Attacker=WHO"], "Attack has no role WHO: there is none"),
    ],
)
def test_names_that_are_nowhere_are_refused(project, file, spandesk, words, why):
    code, values, err = spandesk("import", project, file, *words)
    assert (code, values) == (1, None)
    assert err.startswith(f"spandesk: {why}")
    assert spandesk("import", project, file, "--check")[1]["new"] == 2, "nothing was taken"


@pytest.mark.parametrize("words", [["--map", "GROUP"], ["--map", "=ORG"], ["--columns", "Story"], ["--columns", "x=y"]])
def test_wrong_usage(project, file, spandesk, words, capsys):
    with pytest.raises(SystemExit) as left:
        spandesk("import", project, file, *words)
    assert left.value.code == 2
    assert capsys.readouterr().err


def test_a_label_that_no_schema_takes_is_named(project, tmp_path, spandesk):
    file = tmp_path / "a.jsonl"
    odd = {**QUIET, "entities": [{**QUIET["entities"][0], "label": "x" * 65}]}
    file.write_text(json.dumps(odd) + "\n", "utf-8")
    code, _values, err = spandesk("import", project, file, "--add-labels")
    assert code == 1
    assert "a name has 1 to 64 characters" in err


# -- the way back -----------------------------------------------------------------------------------------------------


def test_the_last_import_is_taken_back(project, file, tmp_path, spandesk, capsys):
    note = tmp_path / "note.txt"
    note.write_text("Rain in Basra.", "utf-8")
    spandesk("import", project, note)
    spandesk("import", project, file, "--guess", "--add-labels")
    lines = plain(capsys, "import", project, "--undo")
    assert lines == [
        "import 2 (raid.jsonl) taken back: 2 articles, 2 annotation sets",
        "in the schema, and used by nothing now: GROUP",
    ]
    code, values, _ = spandesk("import", project, "--undo")
    assert (code, values["number"], values["files"]) == (0, 1, ["note.txt"])
    assert (values["articles"], values["sets"], values["kept"]) == (1, 0, [])
    code, values, err = spandesk("import", project, "--undo")
    assert (code, values) == (1, None)
    assert err == "spandesk: there is no import that could be undone\n"


def test_the_help_says_when_files_are_named(spandesk, capsys):
    with pytest.raises(SystemExit):
        spandesk("import", "--help")
    said = capsys.readouterr().out
    assert said.startswith(
        "usage: spandesk import PROJECT PATH... [OPTION]...\n       spandesk import PROJECT --undo\n"
    )


def test_options_may_stand_before_the_files(project, file, spandesk):
    assert spandesk("import", project, "--guess", "--drop", "GROUP", file)[1]["articles"] == 2
    assert spandesk("import", "--undo", project)[1]["articles"] == 2
    assert spandesk("import", "--format", "txt", project, file)[1]["articles"] == 1


def test_what_stays_is_said_with_its_reason(project, tmp_path, spandesk, capsys):
    note, later = tmp_path / "note.txt", tmp_path / "later.jsonl"
    note.write_text("Rain fell in Basra again", "utf-8")
    made = {"annotator": "ana", "status": "done", "mentions": []}
    later.write_text(json.dumps({"format": "spandesk/1", "text": "Rain fell in Basra again", "sets": [made]}), "utf-8")
    spandesk("import", project, note)
    spandesk("import", project, later)
    with Workspace.open(project) as workspace:
        before = workspace.load_set(workspace.article_ids()[0], "ana")
        step = LogEntry(
            set_id=before.id,
            seq=2,
            annotator="ana",
            at=datetime(2024, 5, 1, tzinfo=UTC),
            edit_name="reopen",
            change=Change((StatusPair(Status.DONE, Status.OPEN),)),
        )
        workspace.append(step, with_change(before, step.change))
    lines = plain(capsys, "import", project, "--undo")
    assert lines == [
        "import 2 (later.jsonl) taken back: 0 articles, 0 annotation sets",
        "kept: Rain fell in Basra again: changed since by ana",
    ]


@pytest.mark.parametrize("words", [["--undo", "a.txt"], [], ["--check"], ["--check", "--undo"]])
def test_files_are_for_imports_only(project, spandesk, capsys, words):
    with pytest.raises(SystemExit) as left:
        spandesk("import", project, *words)
    assert left.value.code == 2
    assert "usage: spandesk import" in capsys.readouterr().err


# -- formats of others ------------------------------------------------------------------------------------------------


def test_a_broken_format_of_somebody_is_one_line(project, file, spandesk, monkeypatch):
    point = EntryPoint("theirs", "no_such_module:IMPORTER", "spandesk.importers")
    monkeypatch.setattr(importers, "entry_points", lambda group: [point] if group == "spandesk.importers" else [])
    importers.table.cache_clear()
    importers.usable.cache_clear()
    try:
        code, _values, err = spandesk("import", project, file, "--format", "theirs")
        others = spandesk("import", project, file)
        listed = spandesk("formats")
    finally:
        importers.table.cache_clear()
        importers.usable.cache_clear()
    assert code == 1
    assert err == "spandesk: format theirs: ModuleNotFoundError: No module named 'no_such_module'\n"
    assert others[1]["articles"] == 1
    assert listed[1]["broken"] == [{"id": "theirs", "why": "ModuleNotFoundError: No module named 'no_such_module'"}]
    assert "jsonl" in {row["id"] for row in listed[1]["readable"]}
