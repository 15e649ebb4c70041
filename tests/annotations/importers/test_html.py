from pathlib import Path

import pytest

from annotations.importers import html, read
from annotations.importers.base import ImportedArticle
from annotations.model.project import Rejected
from annotations.text.decode import LINE_END
from tests.annotations.importers.damage import assert_survived, damaged

FIRST = "Rebels shelled a bank in the old city of Basra on Wednesday, two guards and a clerk said."
SECOND = "Nobody was killed. The governor called the attack “an outrage”, and José Núñez of the Red Cross agreed."
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Rebels shell bank in Basra | Gulf Wire</title>
<meta property="og:site_name" content="Gulf Wire">
<meta property="article:published_time" content="2024-05-01T08:00:00Z">
<link rel="canonical" href="https://example.org/basra">
<script src="https://example.org/spy.js"></script>
</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Rebels shell bank in Basra</h1><p>{FIRST}</p><p>{SECOND}</p></article>
<div class="comments"><p>First!</p></div>
<footer>Copyright Gulf Wire</footer>
</body></html>
"""


def write(folder: Path, data: bytes | str, name: str = "page.html") -> Path:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def only(file: Path) -> ImportedArticle:
    (taken,) = read([file])
    assert isinstance(taken, ImportedArticle), taken
    return taken


def refused(file: Path) -> str:
    (rejected,) = read([file])
    assert isinstance(rejected, Rejected), rejected
    assert (rejected.file, rejected.line) == (str(file), None)
    return rejected.reason


def test_the_article_of_a_page(tmp_path: Path):
    record = only(write(tmp_path, PAGE))
    assert record.article.text.splitlines() == ["Rebels shell bank in Basra", FIRST, SECOND]
    meta = record.article.meta
    assert (meta.title, meta.source, meta.date) == ("Rebels shell bank in Basra", "Gulf Wire", "2024-05-01")
    assert (meta.url, meta.language, meta.file) == ("https://example.org/basra", "en", "page.html")
    assert (record.sets, record.suggestions, record.changes) == ((), (), {})
    assert record.article.tokens[0].of(record.article.text) == "Rebels"


def test_a_page_is_told_by_its_content(tmp_path: Path):
    assert only(write(tmp_path, PAGE, "page.txt")).article.meta.title == "Rebels shell bank in Basra"
    assert only(write(tmp_path, "<?xml version='1.0'?>\n<!-- x -->\n" + PAGE, "b")).article.meta.source == "Gulf Wire"
    assert not html.IMPORTER.recognises(b"<p>Not a whole page</p>")
    assert not html.IMPORTER.recognises(b"The tag <html> begins a page.")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "iso-8859-1"), ("cp1252", "iso-8859-1"), ("cp1252", ""), ("utf-16", ""), ("utf-8-sig", "utf-8")],
)
def test_the_encoding_is_found(tmp_path: Path, encoding: str, declared: str):
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    page = PAGE.replace("<head>", f"<head>{meta}").replace('lang="en-GB"', "")
    record = only(write(tmp_path, page.encode(encoding)))
    assert record.article.text.endswith(SECOND)
    assert record.article.meta.language == "en"
    assert set(record.changes) == ({"read as cp1252"} if (encoding, declared) == ("cp1252", "") else set())


def test_arabic_is_read_as_declared(tmp_path: Path):
    text = "قال المحافظ إن مسلحين هاجموا مصرفا في البصرة القديمة يوم الاربعاء، ولم يقتل احد في الهجوم."
    page = (
        f'<html><head><meta charset="windows-1256"><title>خبر</title></head><body><p>{text}</p><p>{text} ثم</p></body>'
    )
    record = only(write(tmp_path, page.encode("cp1256")))
    assert text in record.article.text
    assert (record.article.meta.language, record.article.meta.title) == ("ar", "خبر")


def test_line_ends_in_a_page_are_no_matter(tmp_path: Path):
    record = only(write(tmp_path, PAGE.replace("\n", "\r\n")))
    assert record.article.text == only(write(tmp_path, PAGE)).article.text
    assert LINE_END not in record.changes


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html><head><title>Nothing</title></head><body></body></html>",
        "<!DOCTYPE html><html><body><script>var x = 'Basra';</script></body></html>",
        "<html>",
    ],
)
def test_a_page_without_an_article_is_refused(tmp_path: Path, page: str):
    assert refused(write(tmp_path, page)) in ("no article is to be found in the page", "not a web page")


def test_a_web_archive_is_refused(tmp_path: Path):
    archive = "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n" + PAGE
    for name in ("page.mhtml", "page.mht", "page.txt"):
        assert refused(write(tmp_path, archive, name)) == (
            "a web archive (MHTML); save the page as HTML and import that"
        )


def test_a_page_beyond_the_limits_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert "attributes" in refused(write(tmp_path, PAGE.replace("<nav>", f"<nav {'a b ' * 3_000}>")))
    monkeypatch.setattr(html, "MOST_ELEMENTS", 10)
    assert refused(write(tmp_path, PAGE)) == "the page has more than 10 elements"
    monkeypatch.setattr(html, "LARGEST_FILE", 10)
    assert refused(write(tmp_path, PAGE)) == "the page is larger than 10 bytes"


def test_a_large_picture_in_a_tag_is_no_matter(tmp_path: Path):
    picture = f'<img src="data:image/png;base64,{"QUJD" * 5_000}"><path d="{"M 1 2 " * 5_000}"></path>'
    assert FIRST in only(write(tmp_path, PAGE.replace("<nav>", f"<nav>{picture}"))).article.text


def test_no_damage_is_a_traceback(tmp_path: Path):
    files = [write(tmp_path, data, f"{number}.html") for number, data in enumerate(damaged([PAGE.encode()], 200))]
    taken, refused_ = assert_survived(files, "html")
    assert taken + refused_ == 200
    assert taken > 100


@pytest.mark.parametrize(
    "part", ["<div>", "<ul><li>a ", "<p>The bank of Basra burned.</p>", "<a href=x>link</a> ", "<b>"]
)
def test_a_huge_page_is_read_or_refused_in_time(tmp_path: Path, part: str):
    page = PAGE.replace("<nav>", f"<nav>{part * 4_000}")
    assert sum(assert_survived([write(tmp_path, page), write(tmp_path, page * 2, "b.html")], "html")) == 2
