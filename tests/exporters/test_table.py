from importlib.metadata import EntryPoint

import pytest

import exporters
from exporters.jsonl import EXPORTER as JSONL


def test_others_may_add_formats_but_not_replace_ours(monkeypatch: pytest.MonkeyPatch):
    added = [
        EntryPoint("mine", "exporters.jsonl:EXPORTER", "spandesk.exporters"),
        EntryPoint("spacy", "exporters.jsonl:EXPORTER", "spandesk.exporters"),
    ]
    monkeypatch.setattr(exporters, "entry_points", lambda group: added if group == "spandesk.exporters" else [])
    assert {"jsonl", "mine", "spacy"} <= set(exporters.table())
    assert exporters.find("mine") is JSONL
    assert exporters.find("spacy") is not JSONL


def test_an_unknown_format_is_named():
    with pytest.raises(KeyError, match="no-such"):
        exporters.find("no-such")
