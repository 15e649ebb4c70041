"""Files that others made of one gold file, with CAS and WebAnno tables in them, come in as what the gold says."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annotations.importers import read
from annotations.importers.base import ImportedArticle
from annotations.model.mention import EventMention, Mention

pytest.importorskip("cassis")

LABELLED = set[tuple[int, int, str]]


@pytest.fixture(scope="module")
def samples(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, made anew: those of these formats are not kept."""
    maker = shared_folder / "readers" / "samples" / "make_samples.py"
    if not maker.is_file():
        pytest.skip("no samples of readers beside this checkout")
    folder = tmp_path_factory.mktemp("samples")
    script = shutil.copy(maker, folder)
    subprocess.run([sys.executable, script], cwd=folder, check=True, capture_output=True, timeout=240)
    return folder


def gold(samples: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (samples / "gold.jsonl").read_text("utf-8").splitlines()]


def mentions(record: ImportedArticle) -> list[Mention]:
    return [mention for each in record.sets for mention in each.mentions]


def labelled(found: list[Mention]) -> LABELLED:
    return {(each.span.start, each.span.end, each.label) for each in found}


@pytest.mark.parametrize(("folder", "suffix"), [("cas", ".xmi"), ("cas", ".json"), ("webanno", ".tsv")])
def test_the_spans_are_those_of_the_gold(samples: Path, folder: str, suffix: str):
    for expected in gold(samples):
        (record,) = read([samples / folder / f"{expected['id']}{suffix}"])
        assert isinstance(record, ImportedArticle), record
        assert record.article.text.split() == expected["text"].split()
        assert labelled(mentions(record)) == {(start, end, label) for start, end, label, _layer in expected["spans"]}


@pytest.mark.parametrize("suffix", [".xmi", ".json"])
def test_the_events_are_those_of_the_gold(samples: Path, suffix: str):
    for expected in gold(samples):
        (record,) = read([samples / "cas" / f"{expected['id']}{suffix}"])
        assert isinstance(record, ImportedArticle), record
        assert record.article.text == expected["text"]
        found = {mention.id: mention for mention in mentions(record)}
        events = [
            (each.label, [(argument.role, found[argument.target].span.start) for argument in each.arguments])
            for each in found.values()
            if isinstance(each, EventMention)
        ]
        spans = expected["spans"]
        assert events == [
            (event["type"], [(role, spans[filler][0]) for role, filler in event["args"]])
            for event in expected["events"]
        ]
