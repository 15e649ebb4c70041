"""What `spandesk export` says to people: units, sums, and options that change nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from desktop.commands.export_report import ANEW, LEFT_OUT, outcome
from exporters.base import ExportIssue, ExportReport
from exporters.left_out import Why
from exporters.read_back import NOT_THERE
from exporters.run import Written
from tests.desktop.commands.raids import plain
from tests.desktop.commands.reports import cut, imported, project_at


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Eight finished reports of Ana, and one article in progress."""
    return project_at(tmp_path / "desk.spandesk", *imported(*range(8)), cut())


def test_everything_that_can_be_left_out_has_words():
    assert set(LEFT_OUT) == set(Why)


def test_losses_are_summed_by_reason_each_in_its_own_unit(project: Path, capsys):
    said = plain(capsys, "export", project, "--format", "conll", "--check")
    assert said[:2] == [
        "1 of 26 mentions lost, 8 of 8 events, 8 of 8 arguments",
        "9 articles, 25 mentions, 0 events, 0 arguments would be written",
    ]
    assert [line for line in said if line.startswith("lost: ")] == [
        "lost: ACTOR: its event could not be written: 8 arguments",
        "lost: this format has no events: 8 events",
        "lost: begins or ends inside a token: 1 mention",
    ]
    places = [line for line in said if line.startswith("lost at ")]
    assert len(places) == 17
    assert [line for line in places if "4..14 ORG “government”: begins or ends inside a token" in line]


@pytest.mark.parametrize(
    ("words", "options"),
    [
        (("--seed", "7"), "--seed"),
        (("--by-source",), "--by-source"),
        (("--seed", "7", "--by-source"), "--seed and --by-source"),
    ],
)
def test_options_that_change_nothing_are_named(project: Path, export, capsys, words, options):
    first = export(project, "--format", "jsonl", "--split", "50/50", *words)
    assert not [line for line in first["warnings"] if "no effect" in line], "there nobody had a side"
    sentence = f"{options}: no effect where articles have a side already (9 articles); {ANEW}"
    again = export(project, "--format", "jsonl", "--split", "50/50", *words)
    assert [line for line in again["warnings"] if "no effect" in line] == [sentence]
    assert sentence in plain(capsys, "export", project, "--format", "jsonl", "--split", "50/50", *words, "--check")
    assert "no effect" not in str(export(project, "--format", "jsonl", "--split", "50/50")["warnings"])


def test_other_shares_than_those_articles_have_are_said(project: Path, export):
    export(project, "--format", "jsonl", "--split", "40/30/30")
    warnings = export(project, "--format", "jsonl", "--split", "80/20")["warnings"]
    assert warnings[0] == "Articles keep the side they have, so the shares are 44/33/22 and not 80/20/0."
    assert "Still in test from an earlier split: 2 articles." in warnings
    assert warnings[-1] == ANEW
    with Workspace.open(project) as workspace:
        workspace.forget_split()
    assert ANEW not in export(project, "--format", "jsonl", "--split", "80/20")["warnings"]


def test_a_side_that_is_empty_because_articles_keep_theirs(project: Path, export):
    export(project, "--format", "jsonl", "--split", "80/20")
    warnings = export(project, "--format", "jsonl", "--split", "80/10/10")["warnings"]
    assert "Test is empty, as articles keep the side they have." in warnings
    assert warnings[-1] == ANEW


def test_an_export_of_nothing_leaves_the_one_that_is_there(tmp_path: Path, export, spandesk):
    project = project_at(tmp_path / "cut.spandesk", cut())
    files = export(project, "--format", "jsonl")["files"]
    before = [Path(each).read_bytes() for each in files]
    code, values, said = spandesk("export", project, "--out", tmp_path / "out", "--format", "jsonl", "--finished-only")
    assert (code, values) == (1, None)
    assert "no article goes into this export, so nothing was written" in said
    assert [Path(each).read_bytes() for each in files] == before


def test_files_of_another_format_that_go_are_told(project: Path, export, tmp_path: Path, capsys):
    export(project, "--format", "jsonl")
    gone = export(project, "--format", "doccano")["removed"]
    assert [Path(each).name for each in gone] == ["articles.jsonl"]
    said = plain(capsys, "export", project, "--out", tmp_path / "out", "--format", "csv")
    assert said[-1].startswith("taken away, of the export that was there: 1 file")


def test_what_is_not_as_given_is_said_at_once():
    wrong = ExportIssue(article_id="a1", start=0, end=4, label="GPE", surface="Oslo", reason=NOT_THERE)
    report = ExportReport(articles=1, mentions=2, notes=(wrong, replace(wrong, reason=f"ACTOR: {NOT_THERE}")))
    lines = outcome(Written(report=report), without_effect=(), trial=False).lines
    assert lines[:2] == ("0 of 2 mentions lost", "do not use these files: 2 not as given when they were read back")
    fine = outcome(Written(report=replace(report, notes=())), without_effect=(), trial=False).lines
    assert not [line for line in fine if line.startswith("do not use")]
