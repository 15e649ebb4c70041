"""Importers of others are found by entry points; a broken one says so and harms nobody."""

from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from annotations import importers
from annotations.errors import FormatBroken
from annotations.importers.base import ImportedArticle, Importer, Record
from annotations.importers.survey import survey
from annotations.importers.txt import IMPORTER as TXT
from annotations.importers.txt import read as read_text
from annotations.model.project import Rejected
from tests.factories import small_schema


def _fails(_path: Path, _annotator: str | None) -> Iterator[Record]:
    raise RuntimeError("no licence")


def _cannot_look(_head: bytes) -> bool:
    raise RuntimeError("no licence")


LOG = Importer(id="log", title="Log", suffixes=(".log",), recognises=lambda head: head[:3] == b"LOG", read=read_text)
FAILING = Importer(id="failing", title="Failing", suffixes=(".bad",), recognises=_cannot_look, read=_fails)
NOT_ONE = 7


def _gives_nothing(_path: Path, *_more: object) -> Iterator[Record]:
    yield None


def _no_others(_path: Path) -> tuple[Path, ...]:
    raise RuntimeError("no licence")


ODD = Importer(
    id="odd",
    title="Odd",
    suffixes=(".odd",),
    recognises=lambda head: False,
    read=_gives_nothing,
    beside=_no_others,
    read_columns=lambda path, columns, annotator: _fails(path, annotator),
)


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    def plug(**added: str) -> None:
        points = [EntryPoint(id_, value, "spandesk.importers") for id_, value in added.items()]
        monkeypatch.setattr(importers, "entry_points", lambda group: points if group == "spandesk.importers" else [])
        _forget()

    yield plug
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    importers.table.cache_clear()
    importers.usable.cache_clear()


def of_ours(name: str) -> str:
    return f"{__name__}:{name}"


def test_others_may_add_formats_but_not_replace_ours(plugged, tmp_path: Path):
    plugged(log=of_ours("LOG"), txt=of_ours("LOG"))
    assert importers.find("log") is LOG
    assert importers.find("txt") is TXT
    (tmp_path / "a.log").write_text("An article", "utf-8")
    (tmp_path / "b.txt").write_text("LOG of the day", "utf-8")
    found = survey([tmp_path], small_schema())
    assert [(each.format_id, each.by, each.records) for each in found.files] == [
        ("log", "suffix", 1),
        ("log", "content", 1),
    ]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("no_such_module:IMPORTER", "ModuleNotFoundError: No module named 'no_such_module'"),
        (of_ours("NO_SUCH"), "AttributeError: module"),
        (of_ours("NOT_ONE"), "NOT_ONE is not an importer"),
        ("what is this", "ValueError"),
    ],
)
def test_a_broken_one_says_so_and_the_others_work(plugged, tmp_path: Path, value: str, why: str):
    plugged(broken=value, log=of_ours("LOG"))
    with pytest.raises(FormatBroken) as refused:
        importers.find("broken")
    assert refused.value.format_id == "broken"
    assert why in refused.value.why
    assert "\n" not in str(refused.value)
    usable, broken = importers.usable()
    assert [each.format_id for each in broken] == ["broken"]
    assert LOG in usable
    (tmp_path / "a.log").write_text("An article", "utf-8")
    (record,) = importers.read([tmp_path])
    assert isinstance(record, ImportedArticle)


def test_one_that_fails_costs_its_file(plugged, tmp_path: Path):
    plugged(failing=of_ours("FAILING"))
    (tmp_path / "a.bad").write_text("?", "utf-8")
    (tmp_path / "b.txt").write_text("An article", "utf-8")
    bad, good = importers.read([tmp_path])
    why = "the importer failing failed: RuntimeError: no licence"
    assert bad == Rejected(str(tmp_path / "a.bad"), None, why)
    assert isinstance(good, ImportedArticle)


@pytest.mark.parametrize(
    ("columns", "why"), [(None, "TypeError: NoneType is no record"), ({"text": "Body"}, "RuntimeError: no licence")]
)
def test_one_that_gives_anything_costs_its_file(plugged, tmp_path: Path, columns: dict[str, str] | None, why: str):
    plugged(odd=of_ours("ODD"))
    (tmp_path / "a.odd").write_text("?", "utf-8")
    (tmp_path / "b.txt").write_text("An article", "utf-8")
    bad, good = importers.read([tmp_path], columns=columns)
    assert bad == Rejected(str(tmp_path / "a.odd"), None, f"the importer odd failed: {why}")
    assert isinstance(good, ImportedArticle)


def test_one_under_another_name_cannot_be_used(plugged):
    plugged(other=of_ours("LOG"))
    with pytest.raises(FormatBroken, match="LOG calls itself log"):
        importers.find("other")
