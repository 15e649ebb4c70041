"""What an import writes, to the last byte: faster ways of writing must write the same."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

from annotations.importers import read
from annotations.workspace import Workspace
from tests.factories import small_schema

# Of the rows below, as they were written before anybody made it fast.
GOLDEN = "8cb9c5b5468239d92b3a8dadbb2d57972dc03883bfaf408e041ae4ee8ffaab4f"

TABLES = ("article", "annotator", "annotation_set", "log_entry", "mention", "argument", "decision", "cluster")
OFFERED = ("suggestion_run", "suggestion", "prepared")
# Times, a random name, and the hashes over them; that these hashes are right is what `check` looks at.
OTHERWISE_EACH_TIME = ("at", "added_at", "started_at", "done_at", "batch_id", "hash", "record_sha256")

TEXT = "Ömer Kaya met Leïla in Erbil 🕊 on Monday.\n\nA base near Mosul was struck, Kaya said."


def mention(surface: str, label: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(surface)
    return {"start": start, "end": start + len(surface), "label": label, "surface": surface, **more}


def offered(surface: str, label: str, score: float | None, suggester: str, **more: Any) -> dict[str, Any]:
    said = {"suggester": suggester, "version": "2", "score": score, "explanation": "by “rule”", "settings": "{}"}
    return {**said, "mention": mention(surface, label), **more}


def records() -> Iterator[dict[str, Any]]:
    """Everything a record can hold, and what is wrong in some of them."""
    cluster = {"id": "c1", "name": "Ömer Kaya", "knowledge_base": "Q1"}
    pieces = [[0, 4], [14, 19]]
    first = [
        mention("Ömer Kaya", "PERSON", id="m1", cluster="c1", note='a "note"\nof two lines', unsure=True),
        mention("Erbil", "GPE", id="m2", origin={"by": "suggestion", "run": "r", "suggestion": "g", "score": 0.25}),
        mention("met", "ASSAULT", id="m3", kind="event", attributes={"modality": "denied", "a": "b"}),
        mention("Mosul", "GPE", origin={"by": "suggestion", "suggestion": "g2", "score": 1, "decision": "corrected"}),
        {"start": 0, "end": 19, "label": "ORG", "parts": pieces, "id": "m5"},
    ]
    arguments = [{"event": "m3", "role": "ACTOR", "target": "m1"}, {"event": "m3", "role": "PLACE", "target": "m2"}]
    ana = {"annotator": "ana", "status": "done", "mentions": first, "arguments": arguments, "clusters": [cluster]}
    ben = {"annotator": "ben", "mentions": [mention("struck", "ASSAULT", kind="event"), mention("Kaya", "PERSON")]}
    cleo = {"annotator": "cleo", "mentions": [mention("Kaya", "PERSON")]}
    regions = [{"start": 43, "end": 60, "kind": "furniture"}]
    meta = {"title": "A <b>title</b>", "source": "Agency", "date": "2024-05-01", "language": "en"}
    said = [
        offered("Erbil", "GPE", 0.5, "names"),
        offered("Erbil", "GPE", 0.7, "others"),
        offered("Kaya", "ORG", None, "names"),
    ]
    event = offered("met", "ASSAULT", 0.9, "others", id="g9")
    event["mention"]["kind"] = "event"
    event["arguments"] = [{"role": "PLACE", "target": "g8"}]
    filler = offered("Leïla", "PERSON", 0.1, "others", id="g8", run="r8")
    yield {
        "text": TEXT,
        "meta": meta,
        "regions": regions,
        "sets": [ana, ben],
        "suggestions": said,
        "source_sha256": "0",
    }
    yield {"text": TEXT.replace("\n", "\r\n"), "sets": [cleo], "suggestions": [event, filler]}
    yield {
        "id": "b",
        "text": "\ufeffTwo words",
        "sets": [{"annotator": "ana", "mentions": []}],
        "tokens": [[1, 4], [5, 10]],
    }
    yield {"id": "c", "text": "Two wörds", "sets": [{"annotator": "ana", "status": "new", "mentions": []}]}
    yield {"id": "c", "text": "Not the first of that id"}
    yield {"text": TEXT, "sets": [ana | {"status": "open"}]}
    yield {
        "text": "Nothing like it in the schema",
        "sets": [{"mentions": [{"start": 0, "end": 7, "label": "NONSENSE"}]}],
    }
    for number in range(450):
        text = f"Erbil {number} saw Mosul" + "\t\n" * (number % 3)
        two = [
            {"start": 0, "end": 5, "label": "GPE"},
            {"start": text.index("M"), "end": len(text.rstrip()), "label": "GPE"},
        ]
        said = [{"suggester": "names", "mention": two[number % 2], "score": number / 450}]
        yield {"text": text, "sets": [{"annotator": "ana", "mentions": two}], "suggestions": said}


def dump(project: Path) -> Iterator[tuple[str, tuple[Any, ...]]]:
    with closing(sqlite3.connect(project)) as connection:
        for table in (*TABLES, *OFFERED):
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(f'"{name}"' for name in names if name not in OTHERWISE_EACH_TIME)
            for row in connection.execute(f"SELECT {kept} FROM {table} ORDER BY rowid"):
                yield table, row
        for row in connection.execute("SELECT rowid FROM article_search('mosul') ORDER BY rowid"):
            yield "article_search", row


def test_an_import_writes_the_rows_it_always_wrote(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records()))
    with Workspace.create("news.spandesk", small_schema()) as workspace:
        report = workspace.add(read(["a.jsonl"]))
        assert (report.articles, report.duplicates, len(report.rejected)) == (453, 1, 3)
        assert workspace.check() == []
    digest = hashlib.sha256()
    for row in dump(tmp_path / "news.spandesk"):
        digest.update(repr(row).encode())
    assert digest.hexdigest() == GOLDEN
