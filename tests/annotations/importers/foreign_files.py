"""Writing small files of other tools, and looking at what came of them."""

import json
from pathlib import Path
from typing import Any

from annotations.importers.base import ImportedArticle, ImportedSet, Importer, Record
from annotations.model.mention import EventMention
from annotations.model.project import Rejected


def take(importer: Importer, folder: Path, *records: Any, annotator: str | None = None) -> list[Record]:
    """What becomes of records, each a line of a file."""
    file = folder / "a.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return list(importer.read(file, annotator))


def only(importer: Importer, folder: Path, record: Any, annotator: str | None = None) -> ImportedArticle:
    """The article that a single record becomes."""
    (taken,) = take(importer, folder, record, annotator=annotator)
    assert isinstance(taken, ImportedArticle), taken
    return taken


def refused(importer: Importer, folder: Path, record: Any) -> str:
    """Why a single record is not taken."""
    (rejected,) = take(importer, folder, record)
    assert isinstance(rejected, Rejected)
    assert rejected.line == 1
    return rejected.reason


def said(text: str, annotated: ImportedSet) -> list[tuple[str, str, str]]:
    """Kind, surface and label of the mentions of a set, in reading order."""
    return [(each.kind.value, each.span.of(text), each.label) for each in annotated.mentions]


def filled(text: str, annotated: ImportedSet) -> list[tuple[str, str, str]]:
    """Trigger, role and filler of the arguments of a set."""
    surface = {each.id: each.span.of(text) for each in annotated.mentions}
    events = [each for each in annotated.mentions if isinstance(each, EventMention)]
    return [(surface[event.id], each.role, surface[each.target]) for event in events for each in event.arguments]
