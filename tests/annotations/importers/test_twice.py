"""Importing the same files twice adds nothing, whatever their format."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import exporters
from annotations import importers
from annotations.importers.guesses import suggest_map
from annotations.importers.survey import survey
from annotations.workspace import Workspace
from exporters.files import OutputFolder
from tests.exporters.hard import empty, hard_articles, hard_schema, nested_and_crossing

pytest.importorskip("cassis")

PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>Rain</title></head><body><article><h1>Rain in Basra</h1>"
    "<p>It rained in Basra on Monday, and the streets of the old city were under water, people said.</p>"
    "<p>Nobody was hurt. The governor called the rain a blessing after a summer without any.</p></article>"
    "</body></html>"
)


def texts(folder: Path) -> None:
    for number, annotated in enumerate(hard_articles()):
        (folder / f"{number}.txt").write_text(annotated.article.text, "utf-8", newline="")


def page(folder: Path) -> None:
    (folder / "page.html").write_text(PAGE, "utf-8")


def project_of_two(folder: Path) -> None:
    """As INCEpTION exports a project: each annotator's version of each document in a file."""
    out = folder / "out"
    articles = [nested_and_crossing(), empty()]
    written = exporters.find("cas-json").write(articles, hard_schema(), OutputFolder(out), {})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in written.files:
            archive.write(name, f"annotation/{Path(name).stem}.txt/ana.json")
            Path(name).unlink()
    (folder / "project.zip").write_bytes(packed.getvalue())


def exported(format_id: str) -> Callable[[Path], None]:
    return lambda folder: write(format_id, folder)


def write(format_id: str, folder: Path) -> None:
    exporters.find(format_id).write(hard_articles(), hard_schema(), OutputFolder(folder), {})


MADE: dict[str, Callable[[Path], None]] = {"txt": texts, "html": page, "inception": project_of_two}
WRITTEN = {id_: exported(id_) for id_ in exporters.table() if id_ in importers.table()}


def test_no_format_is_forgotten():
    assert set(MADE) | set(WRITTEN) == set(importers.table())


@pytest.mark.parametrize("format_id", [*MADE, *WRITTEN, "doccano-relations", "csv-excel"])
def test_nothing_is_added_the_second_time(format_id: str, tmp_path: Path):
    folder = tmp_path / "files"
    folder.mkdir()
    if format_id == "csv-excel":
        exporters.find("csv").write(hard_articles(), hard_schema(), OutputFolder(folder), {"excel": "yes"})
    else:
        ({**MADE, **WRITTEN}.get(format_id) or exported(format_id))(folder)
    # Some formats have no room for the blanks in a label.
    labels, roles = survey([folder], hard_schema()).unknown()
    guess = suggest_map(labels, hard_schema(), roles)
    with Workspace.create(tmp_path / "p.spandesk", hard_schema()) as workspace:
        first = workspace.add(importers.read([folder], annotator="ana", labels=guess))
        before = list(workspace.annotated(None, with_suggestions=True))
        again = workspace.add(importers.read([folder], annotator="ana", labels=guess))
        assert first.articles
        assert first.rejected == ()
        records = first.articles + first.duplicates
        assert (again.articles, again.duplicates, again.sets, again.rejected) == (0, records, 0, ())
        assert (again.batch_id, again.changes) == ("", {})
        assert list(workspace.annotated(None, with_suggestions=True)) == before
        assert [batch.id for batch in workspace.imports()] == [first.batch_id]
        assert workspace.check() == []
