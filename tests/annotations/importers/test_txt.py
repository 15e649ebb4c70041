import hashlib
from pathlib import Path

import pytest

from annotations.importers import read
from annotations.importers.base import ImportedArticle
from annotations.model.project import Rejected
from annotations.text.decode import BOM_REMOVED, LINE_END


def only(path: Path) -> ImportedArticle:
    (record,) = read([path])
    assert isinstance(record, ImportedArticle)
    return record


def test_the_whole_file_is_one_article(tmp_path: Path):
    file = tmp_path / "news.txt"
    data = "\ufeffTitle\r\n\r\n“Ana”\u00a0met 😀 in Erbil.\r\n".encode()
    file.write_bytes(data)
    record = only(file)
    article = record.article
    assert article.text == "Title\n\n“Ana”\u00a0met 😀 in Erbil.\n"
    assert [token.of(article.text) for token in article.tokens] == [
        *("Title", "“", "Ana", "”", "met", "😀", "in", "Erbil", ".")
    ]
    assert (article.title, article.meta.title, article.meta.file, article.meta.language) == (
        *("Title", "", "news.txt", "en"),
    )
    assert article.source_sha256 == hashlib.sha256(data).hexdigest()
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    assert article.id == "a" + article.sha256[:16]
    assert record.changes == {BOM_REMOVED: 1, LINE_END: 3}
    assert (record.file, record.line, record.sets, record.suggestions) == (str(file), None, (), ())


def test_a_guessed_encoding_is_in_the_report(tmp_path: Path):
    file = tmp_path / "old.txt"
    file.write_bytes("The café in Besançon — “closed”.".encode("cp1252"))
    assert only(file).changes == {"read as cp1252": 1}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no text"),
        (b" \r\n ", "only blanks"),
        (b"one\0two", "NUL character at character 3"),
        (b"one \xff two", "byte 4 (0xff) is not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "byte 0 (0x89) is not UTF-8"),
    ],
)
def test_what_is_no_text_is_rejected(tmp_path: Path, data: bytes, reason: str):
    file = tmp_path / "bad.txt"
    file.write_bytes(data)
    (record,) = read([file])
    assert isinstance(record, Rejected)
    assert (record.file, record.reason) == (str(file), reason)


def test_real_articles_keep_their_text(shared_folder: Path):
    files = sorted((shared_folder / "articles").glob("*.txt"))
    records = list(read([shared_folder / "articles"]))
    assert len(records) == len(files) == 5
    for file, record in zip(files, records, strict=True):
        assert isinstance(record, ImportedArticle)
        source = file.read_bytes().decode("utf-8-sig")
        assert record.article.text == source.replace("\r\n", "\n").replace("\r", "\n")
