"""Every reason that an exporter of ours can give is known."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import exporters
from annotations.model.schema import Schema
from exporters.base import ExportReport
from exporters.files import OutputFolder
from exporters.left_out import Why
from exporters.reasons import CALLED, MEANINGS, RENAMED, TOO_WIDE, RowKind, Said, meaning, said
from tests.exporters.hard import hard_articles, hard_schema
from tests.exporters.samples import everything
from tests.factories import small_schema


def constants() -> set[str]:
    """The sentences that modules of exporters give a name, and so say of a mention or an article."""
    found: set[str] = set()
    for module in iter_modules(exporters.__path__):
        for name, value in vars(import_module(f"exporters.{module.name}")).items():
            values = value.values() if isinstance(value, dict) else [value]
            if name.isupper() and not name.startswith("_"):
                found |= {each for each in values if isinstance(each, str) and " " in each and each[0].islower()}
    return found


def test_there_are_reasons_to_know():
    assert len(constants()) > 35


@pytest.mark.parametrize("reason", sorted(constants()))
def test_a_reason_of_ours_is_known(reason: str):
    assert reason in MEANINGS


@pytest.mark.parametrize("why", Why)
def test_whatever_is_left_out_is_known(why: Why):
    assert why in MEANINGS


def reports(format_id: str, folder: Path, **options: str) -> list[ExportReport]:
    exporter = exporters.find(format_id)

    def write(articles: list, schema: Schema, name: str) -> ExportReport:
        return exporter.write(iter(articles), schema, OutputFolder(folder / name), options)

    return [write(hard_articles(), hard_schema(), "hard"), write(everything(), small_schema(), "everything")]


@pytest.mark.parametrize("format_id", sorted(exporters.table()))
def test_all_that_is_said_of_hard_articles_is_known(format_id: str, tmp_path: Path):
    for report in reports(format_id, tmp_path):
        for found in (*report.lost, *report.notes):
            assert said(found.reason).key in MEANINGS, found


@pytest.mark.parametrize("trigger", ["first", "last", "none"])
def test_what_is_said_of_triggers_is_known(trigger: str, tmp_path: Path):
    for report in reports("dygie", tmp_path, trigger=trigger, widest="2"):
        for found in (*report.lost, *report.notes):
            assert said(found.reason).key in MEANINGS, found


@pytest.mark.parametrize(
    ("reason", "apart"),
    [
        ("begins or ends inside a token", Said("begins or ends inside a token")),
        ("HELD BY: its filler is in another sentence", Said("its filler is in another sentence", "HELD BY")),
        ("a: b: its filler could not be written", Said("its filler could not be written", "a: b")),
        ("has more than 8 words", Said(TOO_WIDE, "8")),
        ("its label is written as ARMED_GROUP", Said(RENAMED, "", "ARMED_GROUP")),
        (
            "role HELD BY is called HELD_BY here, for brat knows but letters, digits, _ and - of ASCII",
            Said(CALLED, "HELD BY", "HELD_BY"),
        ),
        ("has no colour: none at all", Said("has no colour: none at all")),
    ],
)
def test_a_reason_is_taken_apart(reason: str, apart: Said):
    assert said(reason) == apart


def test_what_others_lose_needs_a_look():
    assert meaning("has no colour", is_lost=True).kind is RowKind.NEEDS_YOU
    assert meaning("has no colour", is_lost=False).kind is RowKind.INFORMATION
