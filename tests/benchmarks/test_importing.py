"""The corpus of the import benchmark is what it says, its bare script fills the tables, and the benchmark runs."""

import sqlite3
from contextlib import closing

import pytest

from annotations.importers import read
from annotations.model.starters import starter
from annotations.workspace import Workspace
from benchmarks import importing
from benchmarks.importing_floor import EVENTS, MENTIONS, SET, SUGGESTIONS, corpus, fill


@pytest.mark.parametrize("kind", [SET, SUGGESTIONS])
def test_the_program_takes_all_of_the_corpus(tmp_path, kind):
    file = corpus(tmp_path / "a.jsonl", 3, kind)
    with Workspace.create(tmp_path / "a.spandesk", starter("political-events")) as workspace:
        report = workspace.add(read([file]))
        assert (report.articles, report.rejected, report.changes) == (3, (), {})
        articles = list(workspace.annotated(None, with_suggestions=True))
    said = [each.sets[0].mentions if kind == SET else each.suggestions for each in articles]
    assert [len(each) for each in said] == [MENTIONS] * 3
    if kind == SET:
        assert [len(each.sets[0].events()) for each in articles] == [EVENTS] * 3


@pytest.mark.parametrize(("kind", "rows"), [(SET, ("mention", "log_entry")), (SUGGESTIONS, ("suggestion",))])
def test_the_bare_script_fills_the_same_tables(tmp_path, kind, rows):
    file = corpus(tmp_path / "a.jsonl", 3, kind)

    def counts(project) -> dict[str, int]:
        with closing(sqlite3.connect(project)) as connection:
            tables = ("article", "annotation_set", "argument", *rows)
            return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}

    for name in ("ours", "bare"):
        with Workspace.create(tmp_path / f"{name}.spandesk", starter("political-events")) as workspace:
            if name == "ours":
                workspace.add(read([file]))
    fill(file, tmp_path / "bare.spandesk", with_log=True)
    assert counts(tmp_path / "bare.spandesk") == counts(tmp_path / "ours.spandesk")


def test_it_runs(capsys, monkeypatch):
    monkeypatch.setattr(importing, "QUICK", (20,))
    importing.main(["--quick"])
    out = capsys.readouterr().out
    assert out.count("x floor") >= 4
    assert "nothing kept" in out
