"""An exporter of somebody else that does something wrong: one sentence that names it, and nothing half written."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

import exporters
from annotations.errors import Cancelled, FormatBroken, SpandeskError
from annotations.model.project import AnnotatedArticle
from exporters.base import ExportReport
from exporters.files import OutputFolder
from exporters.jsonl import EXPORTER as JSONL
from tests.exporters.samples import plain, tricky
from tests.factories import small_schema

OPTIONS = {"style": "short|long"}


def write_and_fail(articles: Any, schema: Any, out: OutputFolder, options: Any) -> ExportReport:
    with out.open("articles.theirs") as stream:
        for each in articles:
            stream.write(each.article.text.encode())
        raise RuntimeError("no licence\nfor this machine")


def write_nothing(articles: Any, schema: Any, out: OutputFolder, options: Any) -> Any:
    return None


def write_elsewhere(articles: Any, schema: Any, out: OutputFolder, options: Any) -> ExportReport:
    return ExportReport(files=(str(out.path.parent / "elsewhere.txt"),))


FAILING = replace(JSONL, id="theirs", write=write_and_fail, write_parts=write_and_fail, options=OPTIONS)
SILENT = replace(JSONL, id="theirs", write=write_nothing)
ASTRAY = replace(JSONL, id="theirs", write=write_elsewhere)
WORKING = replace(JSONL, id="theirs")


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
    def plug(name: str) -> Any:
        point = EntryPoint("theirs", f"{__name__}:{name}", "spandesk.exporters")
        monkeypatch.setattr(exporters, "entry_points", lambda group: [point])
        return exporters.find("theirs")

    return plug


def write(exporter: Any, folder: Path, articles: Any = (), **options: str) -> ExportReport:
    return exporter.write(articles, small_schema(), OutputFolder(folder), options)


def test_one_that_fails_says_so_in_one_line(plugged, tmp_path: Path):
    with pytest.raises(FormatBroken) as refused:
        write(plugged("FAILING"), tmp_path, [plain()])
    assert str(refused.value) == "format theirs: RuntimeError: no licence for this machine"
    assert list(tmp_path.iterdir()) == []


def test_one_that_fails_at_its_parts(plugged, tmp_path: Path):
    with pytest.raises(FormatBroken, match="no licence"):
        plugged("FAILING").write_parts({}, small_schema(), OutputFolder(tmp_path), {})


@pytest.mark.parametrize(
    ("name", "why"), [("SILENT", "it gave NoneType and no report"), ("ASTRAY", "elsewhere.txt, which is no file in")]
)
def test_a_report_that_is_none(plugged, tmp_path: Path, name: str, why: str):
    with pytest.raises(FormatBroken, match=why):
        write(plugged(name), tmp_path)


def test_options_are_looked_at_before_it_is_asked(plugged, tmp_path: Path):
    with pytest.raises(ValueError, match="no such option: style=other"):
        write(plugged("FAILING"), tmp_path, style="other")


@pytest.mark.parametrize("error", [Cancelled(), OSError(28, "No space left on device"), SpandeskError("gone")])
def test_what_is_not_its_fault_stays_what_it_is(plugged, tmp_path: Path, error: Exception):
    def articles() -> Iterator[AnnotatedArticle]:
        yield plain()
        raise error

    with pytest.raises(type(error)) as raised:
        write(plugged("WORKING"), tmp_path, articles())
    assert raised.value is error


def test_one_that_works_writes_what_it_would_alone(plugged, tmp_path: Path):
    theirs = write(plugged("WORKING"), tmp_path / "a", [plain(), tricky()])
    ours = write(JSONL, tmp_path / "b", [plain(), tricky()])
    assert [Path(name).read_bytes() for name in theirs.files] == [Path(name).read_bytes() for name in ours.files]
