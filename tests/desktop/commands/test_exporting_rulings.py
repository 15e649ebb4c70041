"""Rulings written out: by name, with where each mention comes from."""

import json
from datetime import UTC, datetime

import pytest

from annotations.agreement.adjudicating import ruled
from annotations.agreement.cases import Rule
from annotations.model.project import ADJUDICATED
from annotations.model.ruling import Cause, Verdict, new_ruling_id
from annotations.workspace import Workspace
from tests.desktop.disputed import IDS, project_at

AT = datetime(2024, 6, 3, 9, tzinfo=UTC)


@pytest.fixture
def location(tmp_path):
    """Two articles are ruled, all that is open in them as Ben has it; in one of them the guild is nothing."""
    location = project_at(tmp_path / "desk.spandesk")
    with Workspace.open(location) as workspace:
        for id_ in IDS[:2]:
            while True:
                (case,) = workspace.cases([id_])
                still = [each for each in case.disputes() if each.ruling is None]
                if not still:
                    break
                nothing = still[0].words == "Harbour Guild" and id_ == IDS[1]
                rule = (
                    Rule(verdict=Verdict.NEITHER, cause=Cause.GUIDELINE, note="no name")
                    if nothing
                    else Rule(verdict=Verdict.TAKEN, annotator="ben")
                )
                workspace.rule([ruled(case, still[0], rule, adjudicator="Nadia", at=AT, batch=new_ruling_id())])
    return location


@pytest.mark.parametrize("words", [("--annotator", ADJUDICATED), ("--set", ADJUDICATED), ()])
def test_every_mention_says_by_which_ruling_it_stands(location, spandesk, tmp_path, words):
    code, said, _ = spandesk("export", location, "--format", "jsonl", "--out", tmp_path / "out", *words)
    assert (code, said["articles"]) == (0, 2)
    lines = (tmp_path / "out" / "articles.jsonl").read_text("utf-8").splitlines()
    articles = [json.loads(each) for each in lines]
    assert [each["id"] for each in articles] == list(IDS[:2])
    for each in articles:
        (own,) = each["sets"]
        assert own["annotator"] == ADJUDICATED
        rulings = {ruling["id"]: ruling for ruling in own["rulings"]}
        for mention in own["mentions"]:
            behind = rulings[mention["ruling"]]
            assert mention["id"] in behind["mentions"]
            assert (behind["adjudicator"], behind["text_sha256"]) == ("Nadia", each["sha256"])
            assert {version["annotator"] for version in behind["versions"]} == {"ana", "ben", "cem"}
        for argument in own["arguments"]:
            assert rulings[argument["ruling"]]["subject"] == "argument"
    second = articles[1]["sets"][0]
    (nothing,) = (each for each in second["rulings"] if each["verdict"] == "neither")
    assert (nothing["cause"], nothing["note"], nothing["mentions"]) == ("guideline", "no name", [])
    assert "Harbour Guild" not in [mention["surface"] for mention in second["mentions"]]
