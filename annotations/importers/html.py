"""Web pages saved to disk: the article of a page with its title, date and source. Nothing is ever fetched."""

import codecs
import hashlib
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations.errors import BadInput
from annotations.importers.base import ImportedArticle, Importer, Record
from annotations.model.article import Article, Meta, text_sha256
from annotations.model.ids import article_id_for
from annotations.text.decode import Decoded, decode, fix
from annotations.text.language import guess_language
from annotations.text.tokens import tokenize

# Bytes, and elements of a page. The time grows faster than the page: these keep it below five seconds a file.
LARGEST_FILE = 4 * 1024 * 1024
MOST_ELEMENTS = 20_000
# Above this, only the first way of finding the article is tried, and no other to compare with.
_MANY_ELEMENTS = 5_000

_PAGE = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.{0,5000}?-->\s*){0,5}<(!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED = re.compile(rb"<meta[^>]+charset=[\"'\s]*([A-Za-z0-9_:-]+)|<\?xml[^>]+encoding=[\"']([A-Za-z0-9_:-]+)")
# One tag, and what of it is not the name of an attribute. The parser compares each attribute with all before it.
_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*+""")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
MOST_ATTRIBUTES = 2_000
# What begins a page and may declare its encoding, in bytes.
_HEAD = 8_192
_LANGUAGE = re.compile(r"([a-z]{2,3})\b", re.IGNORECASE)


def read(path: Path, _annotator: str | None) -> Iterator[Record]:
    """The one article of the page. Raises BadInput when there is none to be found."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise BadInput(str(path), None, f"the page is larger than {LARGEST_FILE:,} bytes")
    data = path.read_bytes()
    if _is_web_archive(data[:_HEAD]):
        raise BadInput(str(path), None, "a web archive (MHTML); save the page as HTML and import that")
    decoded = _decoded(data, str(path))
    try:
        page, found = _extracted(decoded.text, path)
    except BadInput:
        raise
    except Exception as error:
        # Whatever fails in there is the fault of the page.
        raise BadInput(str(path), None, f"cannot be read as a web page: {type(error).__name__}") from error
    if found is None or not (found.text or "").strip():
        raise BadInput(str(path), None, "no article is to be found in the page")
    yield _article(page, found, decoded, path)


def _is_web_archive(head: bytes) -> bool:
    lower = head.lower()
    return not lower.lstrip().startswith(b"<") and b"mime-version:" in lower and b"multipart/" in lower


def _decoded(data: bytes, file: str) -> Decoded:
    """By a byte order mark; as UTF-8 where it is; as the page declares; else as any text file. Raises BadInput."""
    declared = _DECLARED.search(data[:_HEAD])
    name = next((group.decode() for group in declared.groups() if group), "") if declared is not None else ""
    # As browsers do it: who says Latin 1 means Windows-1252.
    encoding = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(name.lower(), name)
    sha256 = hashlib.sha256(data).hexdigest()
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for candidate in () if marked else ("utf-8", encoding):
        try:
            return Decoded(data.decode(candidate), candidate, sha256)
        except (UnicodeDecodeError, LookupError):
            continue
    return decode(data, file)


def _extracted(text: str, path: Path) -> tuple[Any, Any]:
    """The page as a tree, and what was found in it (None if nothing was). Raises BadInput when it is too large."""
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    # What it has to say of a page is said here.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    _check_attributes(text, path)
    page = load_html(text)
    if page is None:
        raise BadInput(str(path), None, "not a web page")
    elements = sum(1 for _ in page.iter())
    if elements > MOST_ELEMENTS:
        raise BadInput(str(path), None, f"the page has more than {MOST_ELEMENTS:,} elements")
    found = bare_extraction(
        page,
        fast=elements > _MANY_ELEMENTS,
        include_comments=False,
        with_metadata=True,
        # A date that the page does not declare would be a guess from its words.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    return page, found


def _check_attributes(text: str, path: Path) -> None:
    for tag in _TAG.finditer(text):
        if tag.end() - tag.start() > MOST_ATTRIBUTES and len(_QUOTED.sub("", tag.group()).split()) > MOST_ATTRIBUTES:
            raise BadInput(str(path), None, f"the page has a tag with more than {MOST_ATTRIBUTES:,} attributes")


def _article(page: Any, found: Any, decoded: Decoded, path: Path) -> ImportedArticle:
    fixed = fix(found.text.strip(), str(path))
    declared = _LANGUAGE.match((page.get("lang") or page.get("xml:lang") or "").strip())
    language = declared[1].lower() if declared is not None else guess_language(fixed.text)
    sha256 = text_sha256(fixed.text)
    changes = dict(fixed.changes)
    if decoded.guessed:
        changes[f"read as {decoded.encoding}"] = 1
    return ImportedArticle(
        article=Article(
            id=article_id_for(sha256),
            text=fixed.text,
            sha256=sha256,
            meta=Meta(
                title=_line(found.title),
                source=_line(found.sitename or found.hostname),
                url=_line(found.url),
                date=_line(found.date),
                language=language,
                file=path.name,
            ),
            tokens=tokenize(fixed.text, language),
            source_sha256=decoded.source_sha256,
        ),
        file=str(path),
        changes=changes,
    )


def _line(value: str | None) -> str:
    return " ".join((value or "").replace("\0", " ").split())


def _recognises(head: bytes) -> bool:
    return _PAGE.match(head) is not None or _is_web_archive(head[:_HEAD])


IMPORTER = Importer(
    id="html",
    title="Web page (HTML)",
    suffixes=(".html", ".htm", ".xhtml", ".mhtml", ".mht"),
    recognises=_recognises,
    read=read,
)
