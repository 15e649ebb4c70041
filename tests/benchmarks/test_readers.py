"""What the table of readers says of checks that find all, that miss something, and that do not run."""

import json
from pathlib import Path

import pytest

from benchmarks import readers
from benchmarks.readers import Counted, Row, asked, here, main, page
from benchmarks.readers_checks import CHECKS, Check
from benchmarks.readers_given import Given, given, hard_project, plain_name
from tests.exporters.hard import hard_articles

SCRIPT = """\
import argparse, json
parser = argparse.ArgumentParser()
parser.add_argument("path"); parser.add_argument("--gold")
gold = [json.loads(line) for line in open(parser.parse_args().gold, encoding="utf-8")]
spans = sum(len(each["spans"]) for each in gold)
answer = dict(validator="made up", version="1.0", spans_lost={lost}, spans_extra=0, errors={errors}, ok={ok})
answer["event_args"] = sum(len(event["args"]) for each in gold for event in each["events"])
print("reading", spans)
print(json.dumps(answer))
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hard_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def conll(project: Path) -> Given:
    return given(project, "conll", {}, project.parent / "conll")


@pytest.fixture(scope="module")
def jsonl(project: Path) -> Given:
    return given(project, "jsonl", {}, project.parent / "jsonl")


def ask(export: Given, folder: Path, *, lost: int = 0, errors: int = 0, ok: bool = True, roles: str = "event_args"):
    (folder / "check_made_up.py").write_text(SCRIPT.format(lost=lost, errors=errors, ok=ok), "utf-8")
    check = Check(script="check_made_up.py", format_id=export.format_id, labels=plain_name, roles=roles)
    return asked(check, export, folder, folder / "gold.jsonl")


def test_given_is_found_or_lost(conll: Given):
    sets = [each.sets[0] for each in hard_articles() if each.sets]
    assert conll.spans == sum(len(each.mentions) for each in sets)
    assert (
        conll.lost_arguments == conll.arguments == sum(len(event.arguments) for each in sets for event in each.events())
    )
    assert sum(len(each["spans"]) for each in conll.gold) == conll.spans - conll.lost_spans == conll.report.mentions
    assert not any(each["events"] for each in conll.gold)


def test_a_reader_that_finds_all(conll: Given, tmp_path: Path):
    row = ask(conll, tmp_path)
    assert isinstance(row, Row)
    assert row.holds
    assert row.reader == "made up: 1.0"
    assert (row.spans, row.roles) == (
        Counted(conll.spans, conll.report.mentions, conll.lost_spans),
        Counted(conll.arguments, 0, conll.arguments),
    )
    labels = {
        span[2]
        for line in (tmp_path / "gold.jsonl").read_text("utf-8").splitlines()
        for span in json.loads(line)["spans"]
    }
    assert "ARMED_GROUP" in labels


def test_what_is_missing_without_a_word_is_unreported(jsonl: Given, tmp_path: Path):
    row = ask(jsonl, tmp_path, lost=2)
    assert isinstance(row, Row)
    assert row.spans is not None
    assert row.spans.unreported == 2
    assert not row.holds
    assert row.line().startswith(f"| jsonl | made up: 1.0 | {jsonl.spans} | {jsonl.spans - 2} | 0 | 2 |")


def test_a_reader_that_complains(jsonl: Given, tmp_path: Path):
    row = ask(jsonl, tmp_path, errors=3, ok=False)
    assert isinstance(row, Row)
    assert row.trouble == "3 errors"
    assert not row.holds


def test_a_script_that_does_not_run_is_a_sentence(jsonl: Given, tmp_path: Path):
    (tmp_path / "check_made_up.py").write_text("raise SystemExit('no such package')", "utf-8")
    said = asked(Check(script="check_made_up.py", format_id="jsonl"), jsonl, tmp_path, tmp_path / "gold.jsonl")
    assert said == "`check_made_up.py` could not be run here."
    assert said in page([], [said, said])
    assert page([], [said, said]).count(said) == 1


def test_the_readers_that_are_installed_here_find_all(jsonl: Given, project: Path):
    assert here(jsonl).holds
    oneie = here(given(project, "oneie", {}, project.parent / "oneie"))
    dygie = here(given(project, "dygie", {}, project.parent / "dygie"))
    assert oneie.holds
    assert dygie.holds
    assert oneie.spans is not None
    assert oneie.spans.reported > 0


def test_every_check_is_of_a_format_and_its_choices():
    import exporters

    for check in CHECKS:
        declared = exporters.find(check.format_id).options
        assert all(value in declared[name].split("|") for name, value in check.options.items())


def test_without_their_folder_the_page_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--readers", str(tmp_path / "none"), "--out", str(tmp_path / "readers.md")]) == 0
    assert "no such folder; the page stays as it is" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_script_that_nobody_knows_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jsonl: Given):
    monkeypatch.setattr(readers.exporters, "table", lambda: {"jsonl": "exporters.jsonl:EXPORTER"})
    (tmp_path / "readers").mkdir()
    (tmp_path / "readers" / "check_new.py").touch()
    rows, sentences = readers.measured(tmp_path, tmp_path / "readers")
    assert [row.format_id for row in rows] == ["jsonl"]
    assert sentences == ["`check_new.py`: nothing is known here of what it reads."]
