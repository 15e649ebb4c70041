"""`spandesk import --check`: a look before says what an import would do."""

import json

import pytest

from annotations.workspace import Workspace
from tests.desktop.commands.raids import OPTIONS, QUIET, RAID, plain


def test_a_check_says_what_would_be_taken_and_takes_nothing(project, file, spandesk):
    before = project.read_bytes()
    code, values, err = spandesk("import", project, file, "--check")
    assert (code, err) == (0, "")
    assert project.read_bytes() == before
    assert (values["records"], values["new"], values["here"], values["unfit"]) == (2, 2, 0, 1)
    (seen,) = values["files"]
    assert (seen["format"], seen["by"], seen["records"], seen["columns"]) == ("doccano", "content", 2, None)
    guesses = {row["label"]: row["guess"] for row in values["labels"]}
    assert guesses == {"GPE": None, "GROUP": None, "LOCATION": "LOC", "PER": "PERSON", "Attack": "ASSAULT"}
    assert {row["role"]: row["guess"] for row in values["roles"]} == {
        "Attack/Attacker": "ACTOR",
        "Attack/Place": "PLACE",
    }
    assert [row["verdict"] for row in values["previews"]] == ["labels that the schema has not", "new"]
    assert values["previews"][0]["title"] == RAID["text"]


def test_a_check_after_the_import_knows_what_is_there(project, file, spandesk):
    spandesk("import", project, file)
    values = spandesk("import", project, file, "--check", "--guess", "--drop", "GROUP")[1]
    assert (values["new"], values["here"], values["unfit"]) == (1, 1, 0)
    assert [row["verdict"] for row in values["previews"]] == ["new", "here already"]
    assert {row["label"]: row["becomes"] for row in values["labels"]}["GROUP"] == "left out"


def test_what_a_check_says_to_people(project, file, tmp_path, spandesk, capsys):
    table = tmp_path / "t.csv"
    table.write_text('Headline,Story\nRain,"It rained, again."\n', "utf-8")
    missing = tmp_path / "gone.txt"
    lines = plain(capsys, "import", project, file, table, missing, "--check", "--drop", "PER")
    assert lines == [
        "doccano, known by its content: 1 file, 2 records (it may be jsonl as well)",
        "csv, known by its suffix: 1 file, 1 record",
        "no format: 1 file, 0 records",
        f"{table}: --columns text=Story,title=Headline (of Headline, Story)",
        "3 new, 0 here already",
        "annotations of imported: 2 articles",
        "label GPE: 1 (“Oslo”)",
        "label GROUP: 1 (“Rebels”): the schema has none",
        "label LOCATION: 1 (“Basra”): the schema has none; perhaps --map LOCATION=LOC",
        "label PER: 1 (“Ana Lopez”): left out",
        "event type Attack: 1 (“attacked”): the schema has none; perhaps --map Attack=ASSAULT",
        "role Attack/Attacker: 1: the schema has none; perhaps --map Attack/Attacker=ACTOR",
        "role Attack/Place: 1: the schema has none; perhaps --map Attack/Place=PLACE",
        "an import would take: 2 articles, 0 duplicates, 1 annotation set, 2 rejected",
        f"rejected: {file}:1: the schema has no entity label GROUP",
        f"rejected: {missing}: no such file",
        f"for labels that the schema has not: {OPTIONS}",
    ]


def test_columns_of_a_table_can_be_named(project, tmp_path, spandesk):
    table = tmp_path / "t.csv"
    table.write_text('"Words, all",Who,Text\n"Rain in Basra.",Gulf Wire,no\n', "utf-8")
    code, values, _ = spandesk("import", project, table, "--columns", "text=Words, all,source=Who")
    assert (code, values["articles"]) == (0, 1)
    with Workspace.open(project, read_only=True) as workspace:
        article = workspace.article(workspace.article_ids()[0])
    assert (article.text, article.meta.source) == ("Rain in Basra.", "Gulf Wire")
    code, values, err = spandesk("import", project, table, "--columns", "text=Story")
    assert code == 1
    assert "there is no column 'Story'" in err


def test_a_check_foretells_that_somebody_has_another_set(project, file, spandesk, capsys):
    words = ("import", project, file, "--annotator", "ana", "--guess", "--drop", "GROUP")
    assert spandesk(*words)[1]["sets"] == 2
    other = {**QUIET, "entities": [{"id": 1, "start_offset": 0, "end_offset": 7, "label": "ORG"}]}
    file.write_text("".join(json.dumps(record) + "\n" for record in (RAID, other)), "utf-8")
    why = "ana has another set for this article already"
    looked = spandesk(*words, "--check")[1]
    assert looked["rejected"] == [{"file": str(file), "line": 2, "reason": why}]
    assert [row["verdict"] for row in looked["previews"]] == ["here already", why]
    assert plain(capsys, *words, "--check")[-2:] == [
        "an import would take: 0 articles, 1 duplicate, 0 annotation sets, 1 rejected",
        f"rejected: {file}:2: {why}",
    ]
    done = spandesk(*words)[1]
    told = ("articles", "duplicates", "sets", "rejected")
    assert {name: looked[name] for name in told} == {name: done[name] for name in told}


@pytest.mark.parametrize("words", [[], ["--guess"], ["--add-labels"], ["--drop", "GROUP", "--map", "PER=PERSON"]])
def test_a_check_says_what_the_import_then_does(project, file, spandesk, words):
    told = ("articles", "duplicates", "sets", "rejected")
    looked, done = (spandesk("import", project, file, *words, *more)[1] for more in (["--check"], []))
    assert {name: looked[name] for name in told} == {name: done[name] for name in told}


@pytest.mark.parametrize(
    ("header", "words", "line"),
    [
        ("Kopf,Notes", (), "say which column is the text: --columns text=COLUMN (of Kopf, Notes)"),
        ("Title,Notes", (), "say which column is the text: --columns text=COLUMN (of Title, Notes)"),
        ("Kopf,Notes", ("--columns", "text=Notes"), "--columns text=Notes (of Kopf, Notes)"),
    ],
)
def test_a_check_says_which_columns_are_read(project, tmp_path, header, words, line, capsys):
    table = tmp_path / "t.csv"
    table.write_text(f"{header}\nRain,It rained.\n", "utf-8")
    assert f"{table}: {line}" in plain(capsys, "import", project, table, "--check", *words)
