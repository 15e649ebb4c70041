"""Spandesk's own format: one article with all that is said about it on each line (docs/manual/formats/jsonl.md)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import orjson

from annotations.importers.base import ImportedArticle, ImportedSet, Importer, Record
from annotations.importers.fields import Fields, Refused
from annotations.importers.mentions import clusters, mentions, suggestions
from annotations.importers.offsets import Offsets
from annotations.importers.records import annotator_of, meta, status_of, taken
from annotations.model.article import Article, Region, text_sha256
from annotations.model.ids import ArticleId, article_id_for
from annotations.model.native import NATIVE_FORMAT
from annotations.model.project import SUGGESTIONS, Rejected
from annotations.text.decode import FixedText, fix
from annotations.text.language import guess_language
from annotations.text.tokens import tokenize

# Bytes.
LONGEST_LINE = 64 * 1024 * 1024
_CHUNK = 1024 * 1024

TOKENS_REPLACED = "tokens found again"

_BOM = b"\xef\xbb\xbf"
_RECOGNISED = re.compile(rb'(\xef\xbb\xbf)?\s*\{\s*"(format|text|id)"\s*:')


def read(path: Path, annotator: str | None) -> Iterator[Record]:
    """One value per line; a line that breaks a rule of the format is Rejected, and nothing of it is taken."""
    with path.open("rb", buffering=_CHUNK) as stream:
        for number, line in enumerate(_lines(stream), start=1):
            if line is None:
                yield Rejected(str(path), number, f"the line is longer than {LONGEST_LINE:,} bytes")
            elif not line.isspace():
                yield _read_line(line, path, number, annotator)


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines, ended by LF only; None for one that is too long. Never holds more than the longest line."""
    first = True
    while line := stream.readline(LONGEST_LINE + 1):
        whole = len(line) <= LONGEST_LINE
        while not whole and not line.endswith(b"\n") and line:
            line = stream.readline(_CHUNK)
        yield (line.removeprefix(_BOM) if first else line) if whole else None
        first = False


def _read_line(line: bytes, path: Path, number: int, annotator: str | None) -> Record:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return Rejected(str(path), number, f"not JSON: {error}")
    return taken(lambda: _article(Fields(value, ""), path, number, annotator), path, number)


def _article(fields: Fields, path: Path, number: int, annotator: str | None) -> ImportedArticle:
    written_in = fields.text("format", NATIVE_FORMAT)
    if written_in != NATIVE_FORMAT:
        fields.refuse(f"format is {written_in!r}, not {NATIVE_FORMAT!r}")
    incoming = fields.text("text")
    fixed = fix(incoming, str(path), number)
    sha256 = _sha256(fields, incoming, fixed)
    offsets = Offsets(incoming, fixed)
    source = meta(fields.object("meta"), fixed.text, path)
    changes = dict(fixed.changes)
    tokens = offsets.tokens(fields)
    if tokens is None:
        tokens = tokenize(fixed.text, source.language or guess_language(fixed.text))
        if fields.list("tokens"):
            changes[TOKENS_REPLACED] = 1
    return ImportedArticle(
        article=Article(
            id=ArticleId(fields.name("id")) if "id" in fields else article_id_for(sha256),
            text=fixed.text,
            sha256=sha256,
            meta=source,
            tokens=tokens,
            regions=_regions(fields, offsets),
            source_sha256=fields.text("source_sha256", ""),
        ),
        sets=_sets(fields, offsets, annotator),
        suggestions=suggestions(fields, offsets),
        file=str(path),
        line=number,
        changes=changes,
    )


def _sha256(fields: Fields, incoming: str, fixed: FixedText) -> str:
    sha256 = text_sha256(fixed.text)
    given = fields.text("sha256", sha256)
    if given != sha256 and given != text_sha256(incoming):
        fields.refuse("sha256 is not that of the text")
    return sha256


def _regions(fields: Fields, offsets: Offsets) -> tuple[Region, ...]:
    regions = []
    for each in fields.objects("regions"):
        try:
            span = offsets.within(each.whole("start"), each.whole("end"))
        except Refused as error:
            each.refuse(str(error))
        regions.append(Region(span, each.name("kind")))
    return tuple(regions)


def _sets(fields: Fields, offsets: Offsets, annotator: str | None) -> tuple[ImportedSet, ...]:
    schema_version = fields.whole("schema_version", 1)
    sets: dict[str, ImportedSet] = {}
    for each in fields.objects("sets"):
        name = annotator_of(each, annotator)
        if name == SUGGESTIONS:
            # An export of suggestions says them twice, as a set and as what they are; they come in as the latter.
            if fields.list("suggestions"):
                continue
            each.refuse(f"{SUGGESTIONS} is not the name of an annotator")
        if name in sets:
            each.refuse(f"{name} has two sets")
        said = mentions(each, offsets)
        sets[name] = ImportedSet(
            annotator=name,
            status=status_of(each),
            mentions=said,
            schema_version=schema_version,
            clusters=clusters(each, said),
        )
    return tuple(sets.values())


def _recognises(head: bytes) -> bool:
    return _RECOGNISED.match(head) is not None


IMPORTER = Importer(
    id="jsonl", title="Spandesk JSONL", suffixes=(".jsonl", ".ndjson", ".json"), recognises=_recognises, read=read
)
