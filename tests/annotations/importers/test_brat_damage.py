"""Brat folders as broken transfers and tired people leave them."""

from pathlib import Path

import pytest

from annotations.importers import read
from annotations.importers.base import ImportedArticle
from exporters.brat import EXPORTER
from exporters.files import OutputFolder
from tests.annotations.importers.damage import assert_survived, damaged
from tests.annotations.importers.test_brat import SPANS, TEXT, write
from tests.exporters.hard import hard_articles, hard_schema


def test_no_damage_is_a_traceback(tmp_path: Path):
    good = tmp_path / "good"
    EXPORTER.write(iter(hard_articles()), hard_schema(), OutputFolder(good), {})
    pairs = [file for file in sorted(good.glob("*.ann")) if file.stat().st_size]
    relations = write(tmp_path, *SPANS, "E1\tHIRING:T2 Who:T1", "R1\tX Arg1:T1 Arg2:T3", "*\tEquiv T1 T3").read_bytes()
    files = []
    for number, data in enumerate(damaged([relations, *(file.read_bytes() for file in pairs)], 200)):
        folder = tmp_path / str(number)
        folder.mkdir()
        source = number % (len(pairs) + 1)
        text = TEXT.encode() if source == 0 else pairs[source - 1].with_suffix(".txt").read_bytes()
        (folder / "a.txt").write_bytes(text)
        files.append(folder / "a.ann")
        files[-1].write_bytes(data)
    taken, refused_ = assert_survived(files, "brat")
    assert taken + refused_ == 200
    assert refused_ > 50


@pytest.mark.parametrize("name", ["a.txt", "annotation.conf", "labels.tsv", "spandesk.jsonl"])
def test_no_damage_to_what_is_beside_is_a_traceback(tmp_path: Path, name: str):
    good = tmp_path / "good"
    EXPORTER.write(iter(hard_articles()[6:7]), hard_schema(), OutputFolder(good), {})
    (stem,) = [file.stem for file in good.glob("*.ann")]
    names = {"a.ann": f"{stem}.ann", "a.txt": f"{stem}.txt"}
    files = []
    for number, data in enumerate(damaged([(good / names.get(name, name)).read_bytes()], 50)):
        folder = tmp_path / str(number)
        folder.mkdir()
        for file in good.iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
        (folder / names.get(name, name)).write_bytes(data)
        files.append(folder)
    for folder in files:
        records = list(read([folder]))
        assert len(records) == 1
        assert isinstance(records[0], ImportedArticle) or records[0].reason
