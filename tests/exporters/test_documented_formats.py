"""The pages on formats say what the files are."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import exporters
from annotations import importers
from annotations.importers.base import ImportedArticle
from annotations.model.native import native_schema
from exporters import alignment

PAGES = Path(__file__).resolve().parents[2] / "docs" / "manual" / "formats"


def page(format_id: str) -> str:
    return (PAGES / f"{format_id}.md").read_text("utf-8")


def example_lines() -> list[str]:
    return re.findall(r"^```json\n(\{.*\})\n```$", page("jsonl"), re.MULTILINE)


@pytest.mark.parametrize("format_id", sorted({*importers.table(), *exporters.table()}))
def test_every_format_has_its_page(format_id: str):
    assert page(format_id).startswith("# ")


def test_the_examples_are_taken(tmp_path: Path):
    whole, minimal = example_lines()
    jsonschema.validate(json.loads(whole), native_schema(), jsonschema.Draft202012Validator)
    file = tmp_path / "a.jsonl"
    file.write_text(f"{whole}\n{minimal}\n", "utf-8")
    first, second = importers.read([file])
    assert isinstance(first, ImportedArticle)
    assert isinstance(second, ImportedArticle)
    assert len(first.sets[0].mentions) == 3
    assert first.changes == second.changes == {}


def test_every_key_of_the_native_format_is_explained():
    def names(part: Any) -> set[str]:
        if isinstance(part, list):
            return set().union(*map(names, part))
        if not isinstance(part, dict):
            return set()
        return set(part.get("properties", ())).union(*map(names, part.values()))

    explained = set(re.findall(r"`\"?(\w+)\"?`", page("jsonl")))
    unexplained = names(native_schema()) - explained
    assert unexplained - {"by"} == set()


def test_every_reason_is_explained():
    for reason in (alignment.OFF_TOKENS, alignment.BLANK_EDGE, alignment.OUTSIDE):
        assert f"| {reason} |" in page("spacy")
    for reason in (alignment.FILLER_LOST, alignment.EVENT_LOST):
        assert reason in page("spacy")
