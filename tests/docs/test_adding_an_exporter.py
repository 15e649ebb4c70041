"""The package of docs/adding-an-exporter.md, taken from the very page, does what the page says."""

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

import exporters
from annotations import importers
from annotations.errors import FormatBroken
from annotations.model.native import MANIFEST
from annotations.model.project import AnnotatedArticle
from annotations.workspace import Workspace
from exporters.files import OutputFolder
from exporters.manifest import Facts
from exporters.profile import Profile
from exporters.run import Materials, export, place
from exporters.split import Wanted
from exporters.truth import Truth
from tests.conftest import ROOT
from tests.exporters.hard import hard_articles, hard_schema
from tests.exporters.samples import plain

PAGE = ROOT / "docs" / "adding-an-exporter.md"
BLOCK = re.compile(r"^```\w+\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GROUPS = ("spandesk.exporters", "spandesk.importers")


def install(site: Path) -> Path:
    """The package as an installer leaves it: its modules, and what it says of itself beside them."""
    files = dict(BLOCK.findall(PAGE.read_text("utf-8")))
    project = tomllib.loads(files.pop("pyproject.toml"))["project"]
    for name, code in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(code, "utf-8")
    facts = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    rows = [
        f"[{group}]\n{id_} = {value}\n" for group in GROUPS for id_, value in project["entry-points"][group].items()
    ]
    (facts / "entry_points.txt").write_text("\n".join(rows))
    return site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(tmp_path_factory.mktemp("site"))


@pytest.fixture
def plugged(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The package can be found by this process."""
    monkeypatch.syspath_prepend(str(site))
    _forget()
    yield
    monkeypatch.undo()
    for name in [name for name in sys.modules if name.startswith("spandesk_tabbed")]:
        del sys.modules[name]
    _forget()


def _forget() -> None:
    importers.table.cache_clear()
    importers.usable.cache_clear()


Spandesk = Callable[..., subprocess.CompletedProcess[str]]


def python(site: Path, *arguments: str | Path, seconds: float = 240) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(site), str(ROOT)))},
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )


@pytest.fixture
def spandesk(site: Path) -> Spandesk:
    return partial(python, site, "-m", "desktop")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The hard project, with the set of one analyst."""
    file = tmp_path / "hard.spandesk"
    exporters.find("jsonl").write(hard_articles(), hard_schema(), OutputFolder(tmp_path / "given"), {})
    with Workspace.create(file, hard_schema()) as workspace:
        assert not workspace.add(importers.read([tmp_path / "given"])).rejected
    return file


def finished() -> list[AnnotatedArticle]:
    return [each for each in hard_articles() if each.sets]


def test_it_is_listed_and_ours_come_first(plugged):
    assert list(exporters.table())[-1] == list(importers.table())[-1] == "tabbed"
    assert "tabbed" in {each.id for each in exporters.usable()[0]} & {each.id for each in importers.usable()[0]}
    assert exporters.find("tabbed").title == "Tabbed lines"


def test_the_example_of_the_page_is_what_it_writes(plugged, tmp_path: Path):
    shown = re.search(r"^```\n(article\t.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert shown is not None
    file = tmp_path / "shown.tabbed"
    file.write_text(shown[1], "utf-8")
    (record,) = importers.read([file])
    annotated = SimpleNamespace(article=record.article, sets=[SimpleNamespace(mentions=_by_id(record))])
    report = exporters.find("tabbed").write([annotated], hard_schema(), OutputFolder(tmp_path), {})
    assert Path(report.files[0]).read_text("utf-8") == shown[1]


def _by_id(record):
    return {mention.id: mention for each in record.sets for mention in each.mentions}


def test_an_export_of_it_is_read_back_and_divided(plugged, tmp_path: Path):
    articles = finished()
    facts = Facts(title="Hard", program="0")
    materials = Materials(
        schema=hard_schema(), articles=lambda: articles, count=len(articles), facts=facts, groups=tuple
    )
    profile = Profile(format_id="tabbed", truth=Truth(source="ana", furniture=True), split=Wanted(shares=(50, 50, 0)))
    where = place(profile, materials, lambda *_: None)
    written = export(profile, materials, where, tmp_path, lambda *_: None)
    assert written.read_back
    assert {str(Path(name).relative_to(tmp_path)) for name in written.files} == {
        "train/articles.tabbed",
        "dev/articles.tabbed",
        MANIFEST,
    }
    given = [mention for each in articles for mention in each.sets[0].mentions.values()]
    arguments = sum(len(event.arguments) for each in articles for event in each.sets[0].events())
    assert written.report.mentions + len(written.report.lost) == len(given) + arguments


def test_out_and_in_by_the_command_line(spandesk: Spandesk, project: Path, tmp_path: Path):
    out = tmp_path / "out"
    wrote = spandesk(
        "export", project, "--format", "tabbed", "--set", "ana", "--out", out, "--option", "words=no", "--json"
    )
    assert wrote.returncode == 0, wrote.stderr
    said = json.loads(wrote.stdout)
    assert said["read_back"] is True
    assert (said["events"], said["arguments"]) == (0, 0)
    assert said["mentions"] == sum(len(each.sets[0].entities()) for each in finished())
    assert {each["reason"].split(": ")[-1] for each in said["lost"]} == {
        "this format has no events",
        "its event could not be written",
    }
    with Workspace.create(tmp_path / "other.spandesk", hard_schema()) as other:
        other.close()
    took = spandesk("import", tmp_path / "other.spandesk", out, "--annotator", "ana", "--json")
    assert took.returncode == 0, took.stderr
    assert (json.loads(took.stdout)["articles"], json.loads(took.stdout)["rejected"]) == (len(finished()), [])
    with Workspace.open(tmp_path / "other.spandesk") as other:
        assert sum(len(each.sets[0].mentions) for each in other.annotated("ana")) == said["mentions"]


def test_what_damaged_files_cost(plugged, tmp_path: Path):
    file = tmp_path / "a.tabbed"
    good = 'article\t"Ana met Ben."\nPERSON\t0\t3\n'
    bad = [
        "article\tAna met Ben.\n",
        "article\t" + "[" * 100_000 + "\n",
        good.replace("3", "9" * 5_000),
        good.replace("0\t3", "-1\t3"),
        good.replace("\t3", ""),
    ]
    file.write_text(good + "".join(bad), "utf-8")
    first, *others = importers.read([file])
    assert first.article.text == "Ana met Ben."
    assert [each.line for each in others] == [3, 4, 5, 7, 9]
    assert all(len(each.reason.splitlines()) == 1 for each in others)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The same package, whose exporter and importer do not work."""
    site = tmp_path / "broken"
    site.mkdir()
    install(site)
    for name, line in (("writing", "    tally = Tally()\n"), ("reading", "    for line, rows in _articles(")):
        file = site / "spandesk_tabbed" / f"{name}.py"
        assert line in file.read_text("utf-8")
        file.write_text(file.read_text("utf-8").replace(line, f'    raise RuntimeError("no licence")\n{line}', 1))
    return site


def test_what_the_page_says_of_failures(broken: Path, project: Path, tmp_path: Path):
    page, out = PAGE.read_text("utf-8"), tmp_path / "out"
    listed = python(broken, "-m", "desktop", "formats").stdout.splitlines()
    assert "writes tabbed: Tabbed lines (.tabbed)" in listed
    asked = ("-m", "desktop", "export", project, "--set", "ana", "--out", out)
    failed = python(broken, *asked, "--format", "tabbed")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.splitlines()[-1] == "spandesk: format tabbed: RuntimeError: no licence"
    assert "`format tabbed: RuntimeError: no licence`" in page
    assert [each for each in out.rglob("*") if each.is_file()] == []
    assert python(broken, *asked, "--format", "jsonl").returncode == 0
    (tmp_path / "a.tabbed").write_text('article\t"Ana met Ben."\n', "utf-8")
    refused = python(broken, "-m", "desktop", "import", project, tmp_path / "a.tabbed")
    why = "the importer tabbed failed: RuntimeError: no licence"
    assert why in refused.stderr
    assert f"`{why}`" in page


def test_one_that_cannot_be_loaded_leaves_all_others(broken: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("writing", "reading"):
        (broken / "spandesk_tabbed" / f"{name}.py").write_text("import licence\n", "utf-8")
    why = "ModuleNotFoundError: No module named 'licence'"
    assert f"cannot be used: tabbed: {why}" in python(broken, "-m", "desktop", "formats").stdout.splitlines()
    monkeypatch.syspath_prepend(str(broken))
    _forget()
    try:
        found, missing = exporters.usable()
        assert str(missing[0]) == f"format tabbed: {why}"
        assert f"`{missing[0]}`" in PAGE.read_text("utf-8")
        assert len(found) == len(exporters.table()) - 1
        assert [each.format_id for each in importers.usable()[1]] == ["tabbed"]
        with pytest.raises(FormatBroken):
            exporters.find("tabbed")
        assert exporters.find("jsonl").write([plain()], hard_schema(), OutputFolder(broken / "out"), {}).articles == 1
    finally:
        monkeypatch.undo()
        _forget()


@pytest.mark.slow
def test_it_keeps_the_contract_as_the_page_says_to_ask(site: Path):
    asked = re.search(r"-m pytest (.*) -k tabbed$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert asked is not None
    # Another process that its test starts is told nothing of this folder.
    chosen = "tabbed and not another_process"
    done = python(site, "-m", "pytest", "-q", "-p", "no:cacheprovider", *asked[1].split(), "-k", chosen)
    assert done.returncode == 0, done.stdout[-3000:]
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) > 10
