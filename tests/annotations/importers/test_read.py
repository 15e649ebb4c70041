import os
import pickle
from pathlib import Path

import pytest

from annotations import importers
from annotations.importers import read
from annotations.importers.base import ImportedArticle
from annotations.model.project import Rejected


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("Second", "utf-8")
    (tmp_path / "a.TXT").write_text("First", "utf-8")
    (tmp_path / ".hidden.txt").write_text("Hidden", "utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.jsonl").write_text('{"text": "Third"}\n', "utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "d.txt").write_text("Fourth", "utf-8")
    return tmp_path


def texts(*paths: Path) -> list[str]:
    return [record.article.text if isinstance(record, ImportedArticle) else record.reason for record in read(paths)]


def test_a_folder_is_walked_in_order_without_hidden_files(folder: Path):
    assert texts(folder) == ["First", "Second", "Third"]
    assert texts(folder / "b.txt", folder / "a.TXT") == ["Second", "First"]


def test_a_linked_folder_is_not_followed(folder: Path):
    (folder / "deep" / "loop").symlink_to(folder, target_is_directory=True)
    assert texts(folder) == ["First", "Second", "Third"]


def test_what_no_importer_knows_is_rejected_by_name(folder: Path):
    (folder / "z.xyz").write_text("What is this", "utf-8")
    (folder / "README").write_text("What is this", "utf-8")
    reasons = {Path(record.file).name: record.reason for record in read([folder]) if isinstance(record, Rejected)}
    assert reasons == {"README": "no importer for a file without a suffix", "z.xyz": "no importer for .xyz"}


def test_content_comes_before_suffix(folder: Path):
    file = folder / "really-jsonl.txt"
    file.write_text('{"format": "spandesk/1", "text": "An article"}\n{"text": "Another"}\n', "utf-8")
    assert texts(file) == ["An article", "Another"]


def test_an_article_that_begins_with_a_brace_is_text(folder: Path):
    file = folder / "brace.txt"
    file.write_text("{Updated} The envoy left.", "utf-8")
    assert texts(file) == ["{Updated} The envoy left."]


def test_a_named_format_is_obeyed(folder: Path):
    file = folder / "notes.log"
    file.write_text("An article", "utf-8")
    (record,) = read([file], format_id="txt")
    assert isinstance(record, ImportedArticle)
    with pytest.raises(KeyError):
        list(read([file], format_id="no-such"))


def test_what_cannot_be_opened_is_rejected(folder: Path):
    os.mkfifo(folder / "pipe.txt")
    (missing, pipe) = read([folder / "gone.txt", folder / "pipe.txt"])
    assert missing == Rejected(str(folder / "gone.txt"), None, "no such file")
    assert pipe == Rejected(str(folder / "pipe.txt"), None, "not a file")


def test_every_importer_is_what_the_table_says():
    for format_id in importers.table():
        importer = importers.find(format_id)
        assert importer.id == format_id
        assert importer.suffixes
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in importer.suffixes)


def test_records_travel_between_processes(folder: Path):
    for record in read([folder]):
        assert pickle.loads(pickle.dumps(record)) == record
