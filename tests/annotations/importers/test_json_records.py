import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import BadInput
from annotations.importers import json_records
from annotations.importers.json_records import outline, records
from annotations.model.project import Rejected

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(st.sampled_from('ab"\\[]{}:, \n\u2028é'), max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('k"\\{', max_size=3), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.lists(st.dictionaries(st.text(max_size=3), VALUES, max_size=3), max_size=5)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.json"


def lines_of(file: Path) -> list[Any]:
    return [found.line if isinstance(found, Rejected) else found[0] for found in records(file)]


@given(OBJECTS, st.sampled_from([None, 1]), st.integers(1, 40))
def test_the_elements_of_a_list_come_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, values: list[Any], indent: int | None, chunk: int
):
    file = tmp_path_factory.mktemp("list") / "a.json"
    text = json.dumps(values, indent=indent, ensure_ascii=False)
    file.write_text(text, "utf-8", newline="\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_records, "_CHUNK", chunk)
        found = list(records(file))
    assert [value for _line, value in found] == values  # type: ignore[misc]


@given(OBJECTS)
def test_so_do_lines(tmp_path_factory: pytest.TempPathFactory, values: list[Any]):
    file = tmp_path_factory.mktemp("lines") / "a.jsonl"
    file.write_text("".join(json.dumps(value) + "\n" for value in values), "utf-8", newline="\n")
    assert list(records(file)) == list(enumerate(values, start=1))


def test_elements_know_the_line_they_begin_on(file: Path, monkeypatch: pytest.MonkeyPatch):
    file.write_text('[\n {"a":\n  1},\n\n {"b": "[x\\n"}, {"c": 3}\n]\n')
    assert lines_of(file) == [2, 5, 5]
    monkeypatch.setattr(json_records, "_CHUNK", 3)
    assert lines_of(file) == [2, 5, 5]


def test_an_element_that_is_no_json_costs_only_itself(file: Path):
    file.write_bytes(b'[{"a": 1},\n{"b": tru},\n{"c": "\\ud800"},\n{"d": 4}]')
    first, second, third, fourth = records(file)
    assert (first, fourth) == ((1, {"a": 1}), (4, {"d": 4}))
    assert isinstance(second, Rejected)
    assert isinstance(third, Rejected)
    assert (second.line, third.line) == (2, 3)


@pytest.mark.parametrize("text", ['[{"a": 1},\n{"b": 2', '[{"a": 1},\n', '[{"a": 1}, {"b": "x]'])
def test_a_list_that_is_cut_off_says_so_after_what_is_there(file: Path, text: str):
    file.write_text(text)
    found = records(file)
    assert next(found) == (1, {"a": 1})
    with pytest.raises(BadInput, match="ends in the middle of its list"):
        next(found)


def test_what_is_too_long_is_no_record(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(json_records, "LONGEST_RECORD", 50)
    monkeypatch.setattr(json_records, "_CHUNK", 10)
    file.write_text('{"a": 1}\n{"b": "%s"}\n{"c": 3}\n' % ("x" * 100))
    first, second, third = records(file)
    assert (first, third) == ((1, {"a": 1}), (3, {"c": 3}))
    assert second == Rejected(str(file), 2, "the record is longer than 50 bytes")
    file.write_text('[{"a": 1}, {"b": "%s"}]' % ("x" * 100))
    with pytest.raises(BadInput, match="longer than 50 bytes"):
        list(records(file))


def test_an_empty_file_and_an_empty_list_have_no_records(file: Path):
    for text in ("", " \n\n", "[]", "[ ]\n", "\ufeff[]"):
        file.write_text(text, "utf-8")
        assert list(records(file)) == []


def test_a_mark_at_the_beginning_is_no_part_of_the_first_record(file: Path):
    for text in ('\ufeff{"a": 1}\n', '\ufeff[{"a": 1}]'):
        file.write_text(text, "utf-8")
        assert list(records(file)) == [(1, {"a": 1})]


@pytest.mark.parametrize(
    ("head", "keys"),
    [
        (b'{"a": 1, "b": {"c": [{"d": 1}, {"e": 2}]}, "f": [', {"a", "b", "b.c", "b.c.d", "b.c.e", "f"}),
        (b' [\n {"a": [[0, 1, "x"]], "b": []}, {"z": 1}]', {"a", "b"}),
        (b'{"a": "b\\": {", "c": "cut off \\"d\\": 1', {"a", "c"}),
        (b'{"a": {"b": 1}}\n{"c": 2}', {"a", "a.b"}),
        (b'\xef\xbb\xbf{"a": 1}', {"a"}),
        (b'{"a": [{"b": [1, 2], "c": {"d": 1}}], "e": 1}', {"a", "a.b", "a.c", "a.c.d", "e"}),
        (b"[1, 2]", set()),
        (b"{Updated} text", set()),
        (b"Ana met Ben", set()),
        (b"", set()),
    ],
)
def test_the_outline_is_of_the_first_object_as_far_as_it_goes(head: bytes, keys: set[str]):
    assert outline(head) == keys
