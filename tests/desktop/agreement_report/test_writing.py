"""The report of a project in a file: the same as the command line writes."""

import csv
import json

import pytest

from annotations.agreement.choice import Choice
from annotations.agreement.figures import Resampling
from annotations.errors import StoreUnavailable
from desktop import agreements, cli
from desktop.agreement_report.writing import ENDINGS, written
from tests.desktop.agreed import WEEKS, project_at

DRAWS = Resampling(draws=20, seed=4)


@pytest.fixture
def location(tmp_path, monkeypatch):
    monkeypatch.setattr(agreements, "_read", None)
    return str(project_at(tmp_path / "desk.spandesk"))


@pytest.mark.parametrize("ending", ENDINGS)
def test_each_form(location, tmp_path, ending):
    path = tmp_path / "reports" / f"desk{ending}"
    assert list(written(location, Choice(), DRAWS, path)) == [path]
    text = path.read_text("utf-8")
    if ending == ".html":
        assert text.startswith("<!DOCTYPE html>")
        assert "&lt;b&gt;Guild" in text or "Desk &lt;1&gt;" in text
    elif ending == ".csv":
        rows = list(csv.DictReader(text.splitlines()))
        assert {row["seed"] for row in rows} == {"4"}
    else:
        details = json.loads(text)["details"]
        assert details["coverage"]["by_two"] == WEEKS
        assert details["choice"]["condition"] == "suggested"


def test_values_are_those_of_the_command(location, tmp_path, capsys):
    path = tmp_path / "desk.json"
    list(written(location, Choice(labels=("GPE", "ORG")), DRAWS, path))
    words = ("agreement", location, "--json", "--draws", "20", "--seed", "4", "--label", "GPE", "--label", "ORG")
    assert cli.main(list(words)) == 0
    assert json.loads(path.read_text("utf-8")) == json.loads(capsys.readouterr().out)


def test_where_it_cannot_be_written_the_place_is_named(location, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable) as caught:
        list(written(location, Choice(), DRAWS, tmp_path / "file" / "desk.csv"))
    assert str(tmp_path / "file") in caught.value.location
