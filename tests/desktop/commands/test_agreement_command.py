"""`agreement`: of a project and of a file, on the screen, as JSON, and as a report in three forms."""

import csv
import json
from pathlib import Path

import pytest

from desktop import agreements, cli
from tests.annotations.agreement.test_values import at, leaves
from tests.desktop import steady
from tests.desktop.agreed import project_at

ANA = {"start": 0, "end": 3, "label": "PERSON"}
PARIS = {"start": 7, "end": 12, "label": "GPE"}
FILE = {
    "documents": [
        {
            "id": f"d{number}",
            "length": 13,
            "text": "Ana in Paris.",
            "annotators": {"ana": [ANA, PARIS], "ben": [ANA, {**PARIS, "label": "ORG"}]},
        }
        for number in range(6)
    ]
}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Runs the subcommand: (exit code, what stdout says, what stderr says besides progress)."""
    monkeypatch.setattr(agreements, "_read", None)

    def run(*words: object):
        code = cli.main(["agreement", *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, "".join(line for line in err.splitlines(keepends=True) if line.startswith("spandesk: "))

    return run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_at(tmp_path / "desk.spandesk", ruled=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "two.json"
    path.write_text(json.dumps(FILE), "utf-8")
    return path


def test_the_checked_cases(shared_folder: Path, run):
    cases = sorted((shared_folder / "vectors" / "agreement").glob("*.json"))
    assert cases
    for path in cases:
        case = json.loads(path.read_text("utf-8"))
        code, out, _ = run(path, "--json", "--draws", 0)
        found = json.loads(out)["values"]
        for steps, value in leaves(case["expected"]):
            tolerance = case["tolerance"].get(steps[0], case["tolerance"]["default"])
            assert at(found, steps) == (None if value is None else pytest.approx(value, abs=tolerance)), path.stem
        assert code == 0


def test_gamma_of_a_file_that_has_parameters(run, tmp_path: Path):
    path = tmp_path / "gamma.json"
    path.write_text(json.dumps({**FILE, "parameters": {"beta": 0, "precision": 0.2}}), "utf-8")
    found = json.loads(run(path, "--json")[1])
    assert found["values"]["gamma"] == 1.0
    assert set(found["values"]["gamma_k"]) == {"GPE", "ORG", "PERSON"}


def test_a_file_needs_no_project(run, file: Path):
    found = json.loads(run(file, "--json", "--draws", 30)[1])
    assert found["values"]["pairs"]["ana|ben"]["strict_f1"] == 0.5
    assert found["values"]["confusion"]["ana|ben"]["GPE"] == {"ORG": 6}
    details = found["details"]
    assert (details["method"]["draws"], details["coverage"]["by_two"], details["choice"]) == (30, 6, None)
    assert details["pairs"]["ana|ben"]["strict_f1"]["n_docs"] == 6
    code, out, _ = run(file)
    assert code == 0
    assert "6 × “Paris”: GPE or ORG" in out


def test_what_comes_twice_is_told(run, file: Path):
    twice = json.loads(file.read_text("utf-8"))
    twice["documents"][0]["annotators"]["ana"].append(ANA)
    file.write_text(json.dumps(twice), "utf-8")
    assert json.loads(run(file, "--json")[1])["details"]["warnings"][0]["times"] == 2
    assert "warning: d0: ana has PERSON 0..3 2 times; it counts once" in run(file)[1]


def test_of_a_project_as_json(run, project: Path):
    found = json.loads(run(project, "--json", "--annotators", "ben,ana")[1])
    assert list(found["values"]["pairs"]) == ["ana|ben"]
    assert found["values"]["pairs"]["ana|ben"]["counts"]["label"] == 6
    assert found["values"]["events"]["ana|ben"]["trigger_cls"] == 1.0
    assert found["details"]["choice"]["annotators"] == ["ana", "ben"]
    assert found["details"]["coverage"]["in_progress"] == 1


def test_filters(run, project: Path):
    assert "No article is finished by two analysts yet." in run(project, "--blind")[1]
    assert "No article is finished by two analysts yet." in run(project, "--guideline", 9)[1]
    only = run(project, "--label", "PERSON", "--suggested")[1]
    assert "labels: PERSON" in only
    assert "\nGPE" not in only


def test_what_changes_is_among_the_details(run, tmp_path: Path):
    crossed = steady.project_at(tmp_path / "steady.spandesk", blind=True)
    found = json.loads(run(crossed, "--json", "--draws", 30)[1])
    trend = found["details"]["trend"]
    assert (trend["by"], trend["all"]["compared"], trend["all"]["drift"]["reason"]) == (
        "articles",
        None,
        "too_few_batches",
    )
    (batch,) = trend["pairs"]["ana|ben"]["batches"]
    assert (batch["since"], batch["first"], batch["last"], batch["schema_versions"]) == ("2024-05-06", 1, 6, [1])
    assert trend["labels"].keys() == set(), "of no label there are spans enough"
    again = found["details"]["self_agreement"]["ana"]
    assert (again["n_docs"], again["too_soon"], again["strict_f1"]["n_docs"]) == (2, 1, 2)
    assert found["values"]["automation_bias"]["wrong_adoption_difference"] == 0.0
    assert set(found["details"]["automation_bias_by_annotator"]) == {"ana", "ben"}


def test_rulings_are_an_annotator_when_named(run, project: Path):
    assert "Against the rulings, same span and label" in run(project)[1]
    named = json.loads(run(project, "--json", "--annotators", "ana,adjudicated")[1])
    assert named["values"]["pairs"]["adjudicated|ana"]["strict_f1"] == 1.0


def test_reports_in_three_forms(run, project: Path, tmp_path: Path):
    for suffix in (".html", ".csv", ".json"):
        out = tmp_path / "new" / f"report{suffix}"
        code, said, _ = run(project, "--out", out, "--draws", 40)
        assert code == 0
        assert said.endswith(f"written: {out}\n")
        first = out.read_bytes()
        run(project, "--out", out, "--draws", 40)
        assert out.read_bytes() == first
    assert sorted(path.suffix for path in (tmp_path / "new").iterdir()) == [".csv", ".html", ".json"]
    assert "Week 0 &lt;i&gt;" in (tmp_path / "new" / "report.html").read_text("utf-8")
    with (tmp_path / "new" / "report.csv").open(encoding="utf-8", newline="") as table:
        assert {row["draws"] for row in csv.DictReader(table)} == {"40"}
    printed = json.loads(run(project, "--json", "--draws", 40)[1])
    assert json.loads((tmp_path / "new" / "report.json").read_text("utf-8")) == printed


def test_gamma_of_a_project(run, project: Path, tmp_path: Path):
    out = tmp_path / "gamma.html"
    found = json.loads(run(project, "--gamma", "--json", "--out", out, "--annotators", "ana,ben")[1])
    assert 0 < found["values"]["gamma"] < 1
    assert "Gamma-cat" in out.read_text("utf-8")


def test_other_draws_other_intervals(run, project: Path):
    def interval(*words):
        return json.loads(run(project, "--json", *words)[1])["details"]["pooled"]["strict_f1"]["ci"]

    assert interval("--draws", 0) is None
    assert interval("--seed", 1) == interval("--seed", 1)
    assert interval("--bca", "--seed", 1) != interval("--seed", 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("PROJECT", "--annotators", "ana,zoe"), "no annotations by zoe: adjudicated, ana, ben, cem"),
        (("PROJECT", "--label", "SHIP"), "no such label: SHIP"),
        (("PROJECT", "--out", "report.pdf"), "report.pdf: a report is one of .html, .csv, .json"),
        (("FILE", "--blind"), "of a file everything is measured"),
        (("missing.json",), "missing.json: No such file or directory"),
        (("missing.spandesk",), "missing.spandesk"),
    ],
)
def test_refusals_in_one_line(run, project: Path, file: Path, words, said):
    names = {"PROJECT": project, "FILE": file}
    code, out, err = run(*(names.get(word, word) for word in words))
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"documents": [\n{"id": }]}', "two.json:2: no JSON"),
        ("{}", "two.json: not documents with annotators and spans: 'documents' is missing"),
        ("[]", "two.json: not documents with annotators and spans"),
        (
            '{"documents": [{"id": "d", "length": 5, "annotators": {"a": [{"start": 3, "end": 3, "label": "X"}]}}]}',
            "no such span: 3 to 3",
        ),
        (
            '{"documents": [{"id": "d", "length": 5, "annotators": {"a": [{"start": 3, "end": 6, "label": "X"}]}}]}',
            "the span 3 to 6 goes beyond the end of its document, 5",
        ),
        (
            '{"documents": [{"id": "d", "length": 5, "events": {"a": [{"type": "X", "trigger": {"start": 1, "end": 3},'
            ' "arguments": [{"start": 4, "end": 9, "role": "Y"}]}]}}]}',
            "the span 4 to 9 goes beyond the end of its document, 5",
        ),
    ],
)
def test_a_file_that_cannot_be_taken(run, file: Path, text, said):
    file.write_text(text, "utf-8")
    code, _, err = run(file, "--json")
    assert code == 1
    assert said in err


@pytest.mark.parametrize(
    "words", [("--annotators", "ana"), ("--draws", "-1"), ("--draws", "many"), ("--blind", "--suggested")]
)
def test_wrong_usage(run, project: Path, words):
    with pytest.raises(SystemExit) as left:
        run(project, *words)
    assert left.value.code == 2
