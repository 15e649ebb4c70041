"""The report as a table and as lines."""

import csv
import io

import pytest

from annotations.agreement.choice import Choice
from annotations.agreement.documents import Document
from annotations.agreement.figures import Resampling
from annotations.model.mark import Mark
from annotations.workspace import Workspace
from desktop import agreements
from desktop.agreement_report.table import csv_text, lines
from tests.desktop import steady
from tests.desktop.agreed import project_at


@pytest.fixture
def agreement(tmp_path):
    with Workspace.open(project_at(tmp_path / "desk.spandesk", ruled=True), read_only=True) as workspace:
        return agreements.measured_in(workspace, Choice(), Resampling(draws=50))


def read(agreement):
    return list(csv.DictReader(io.StringIO(csv_text(agreement, "1.2"))))


def test_one_row_for_each_figure(agreement):
    rows = {(row["scope"], row["of"], row["figure"]): row for row in read(agreement) if not row["batch"]}
    assert len(rows) == sum(not row["batch"] for row in read(agreement))
    strict = rows["all", "", "strict_f1"]
    assert float(strict["value"]) == pytest.approx(agreement.report.figures["strict_f1"].value, abs=1e-6)
    assert float(strict["low"]) <= float(strict["value"]) <= float(strict["high"])
    assert (strict["draws"], strict["seed"], strict["condition"], strict["version"]) == (
        "50",
        "20240611",
        "suggested",
        "1.2",
    )
    alone = rows["pair", "ana|cem", "strict_f1"]
    assert (alone["low"], alone["interval_reason"]) == ("", "too_few_documents")
    fleiss = rows["all", "", "token_fleiss"]
    assert (fleiss["value"], fleiss["reason"]) == ("", "unequal_raters")
    assert {scope for scope, *_ in rows} == {"all", "pair", "rulings", "others", "label", "type", "role"}


def test_each_row_says_what_was_measured(tmp_path):
    choice = Choice(annotators=("ana", "ben"), labels=("GPE", "ORG"), schema_versions=(1,))
    with Workspace.open(project_at(tmp_path / "desk.spandesk"), read_only=True) as workspace:
        found = read(agreements.measured_in(workspace, choice, Resampling(draws=0)))
    said = {tuple(row[name] for name in ("condition", "annotators", "labels", "guidelines")) for row in found}
    assert said == {("suggested", "ana|ben", "GPE|ORG", "1")}


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_no_cell_is_a_formula(name):
    documents = [
        Document(id="d", length=9, marks={"A": frozenset({Mark(0, 3, name)}), "B": frozenset()}),
    ]
    agreement, _ = agreements.measured_documents("file", documents, {}, Resampling(draws=0))
    labels = [row["of"] for row in read(agreement) if row["scope"] == "label"]
    assert set(labels) == {f"'{name}"}


def test_lines_begin_with_the_sentences_and_have_reasons(agreement):
    said = list(lines(agreement))
    assert said[0].startswith("When one analyst marks a span, another marks the same one")
    assert "6 of 8 articles done by two or more. Left out: 0 done by one, 1 in progress, 1 not begun." in " ".join(said)
    by_name = {line.split("  ")[0]: line for line in said}
    assert "not as many analysts finished each article" in by_name["Fleiss's kappa on words"]
    assert "too few articles for an interval" in by_name["ana × cem"]
    assert "too few to say: 14 of 40 needed" in by_name["CONSULT"]
    assert "6 × “Paris”: GPE or ORG" in said
    assert "work done: with suggestions" in said


def test_what_changes_has_rows_and_lines(tmp_path):
    with Workspace.open(steady.project_at(tmp_path / "desk.spandesk", blind=True), read_only=True) as workspace:
        crossed = agreements.measured_in(workspace, Choice(), Resampling(draws=50))
    rows = {(row["scope"], row["of"], row["figure"], row["batch"]): row for row in read(crossed)}
    assert len(rows) == len(read(crossed))
    assert rows["all", "", "strict_f1_of_batch", "1–6"]["articles"] == "6"
    assert rows["pair", "ana|ben", "strict_f1_drift", ""]["reason"] == "too_few_batches"
    assert rows["again", "ana", "strict_f1", ""]["articles"] == "2"
    assert rows["pull", "ben", "wrong_adoption_blind", ""]["value"] == "1.0"
    said = list(lines(crossed))
    assert [line.split()[:3] for line in said if line.startswith("ana  ")] == [["ana", ".67", "3"], ["ana", ".93", "2"]]
    assert "Overlooks what is not suggested: no article finished with suggestions" not in said
    assert any(line.startswith("Keeps what is suggested wrongly: +.00") for line in said)


def test_a_change_over_time_is_said(tmp_path):
    with Workspace.open(steady.project_at(tmp_path / "desk.spandesk"), read_only=True) as workspace:
        found = agreements.measured_in(workspace, Choice(), Resampling(draws=50))
    rows = {(row["scope"], row["of"], row["figure"], row["batch"]): row for row in read(found)}
    assert float(rows["label", "PERSON", "strict_f1_drift", "2024-05-06 to 2024-05-13"]["low"]) > 0
    said = list(lines(found))
    at = said.index("Over time")
    assert said[at + 1].startswith("From the week of 2024-05-06 to the week of 2024-05-13 analysts agree more: +.23")
    assert said[at + 2].startswith("ana × ben: From the week of")
