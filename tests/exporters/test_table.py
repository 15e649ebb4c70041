from dataclasses import replace
from importlib.metadata import EntryPoint

import pytest

import exporters
from annotations.errors import FormatBroken
from exporters.jsonl import EXPORTER as JSONL

MINE = replace(JSONL, id="mine", title="Mine")


def of_ours(name: str) -> str:
    return f"{__name__}:{name}"


def test_others_may_add_formats_but_not_replace_ours(monkeypatch: pytest.MonkeyPatch):
    added = [
        EntryPoint("mine", of_ours("MINE"), "spandesk.exporters"),
        EntryPoint("spacy", "exporters.jsonl:EXPORTER", "spandesk.exporters"),
    ]
    monkeypatch.setattr(exporters, "entry_points", lambda group: added if group == "spandesk.exporters" else [])
    assert list(exporters.table())[-1] == "mine"
    assert exporters.find("mine").title == "Mine"
    assert exporters.find("spacy") is not JSONL


def test_an_unknown_format_is_named():
    with pytest.raises(KeyError, match="no-such"):
        exporters.find("no-such")


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("no_such_module:EXPORTER", "ModuleNotFoundError"),
        ("exporters.jsonl:NO_SUCH", "AttributeError"),
        ("exporters.jsonl:__name__", "is not an exporter"),
        (of_ours("MINE"), "calls itself mine"),
    ],
)
def test_a_broken_format_of_others_says_so_and_the_rest_is_listed(
    monkeypatch: pytest.MonkeyPatch, value: str, why: str
):
    point = EntryPoint("theirs", value, "spandesk.exporters")
    monkeypatch.setattr(exporters, "entry_points", lambda group: [point])
    with pytest.raises(FormatBroken, match=why) as refused:
        exporters.find("theirs")
    assert refused.value.format_id == "theirs"
    usable, broken = exporters.usable()
    assert JSONL in usable
    assert [each.format_id for each in broken] == ["theirs"]
