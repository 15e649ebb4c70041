"""What `spandesk export` says to people: units, sums, and options that change nothing."""

from pathlib import Path

import pytest

from annotations.workspace import Workspace
from desktop.commands.export_report import ANEW, LEFT_OUT
from exporters.left_out import Why
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
