"""A zip that INCEpTION or WebAnno exports: a folder per document, in it a CAS or a table per annotator.

Other zips of such files are taken too, one article per file.
"""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from annotations.errors import BadInput
from annotations.importers.base import ImportedArticle, ImportedSet, Importer, Record
from annotations.importers.cas import is_json, is_xmi, json_document, xmi_document
from annotations.importers.fields import Refused
from annotations.importers.layers import LayeredText, article_of
from annotations.importers.webanno_tsv import recognises as is_tsv
from annotations.importers.webanno_tsv import tsv_document
from annotations.model import uima
from annotations.model.project import Rejected

# Bytes; the growth keeps a small file from filling the memory.
LARGEST_MEMBER = 256 * 1024 * 1024
_GROWTH_ALWAYS_FINE = 16 * 1024 * 1024
_LARGEST_GROWTH = 200
_HEAD = 4_096

# The document as it was before anybody annotated it, and the name that stands for whoever curated it.
_NOBODY = "INITIAL_CAS"
_CURATOR = "CURATION_USER"
CURATION = "curation"

# Folders with a folder per document; of the others in a project, one has its articles without annotations.
_BY_ANNOTATOR = frozenset(("annotation", CURATION))
_PASSED_BY = frozenset(("source", "annotation_ser", "curation_ser"))
_SUFFIXES = frozenset((".xmi", ".json", ".tsv", ".zip"))

_NAME_LENGTH, _NAME = slice(26, 28), 30
_ENTRY = b"PK\x03\x04"
_OURS = re.compile(rb"(annotation|curation)(_ser)?/|(.*/)?([^/]*\.xmi|TypeSystem\.xml|exportedproject[^/]*\.json)$")


@dataclass(frozen=True, slots=True)
class _Member:
    """A file of the zip. `document` names what it belongs to; `annotator` is "" when the zip does not say who it is."""

    info: zipfile.ZipInfo
    document: str
    annotator: str


def _read(path: Path, annotator: str | None) -> Iterator[Record]:
    """One value per document, with the sets of all its annotators, and one for each file of it that cannot be taken.

    Raises BadInput when the zip itself cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            by_document: dict[str, list[_Member]] = {}
            for member in _members(archive):
                by_document.setdefault(member.document, []).append(member)
            if not by_document:
                raise BadInput(str(path), None, "there is no CAS and no WebAnno table in the zip")
            for members in by_document.values():
                yield from _Document(archive, path, members, annotator).records()
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise BadInput(str(path), None, f"not a zip, or a damaged one: {error}") from error


def _members(archive: zipfile.ZipFile) -> Iterator[_Member]:
    for info in sorted(archive.infolist(), key=lambda each: each.filename):
        name = PurePosixPath(info.filename)
        if info.is_dir() or name.suffix.lower() not in _SUFFIXES or _PASSED_BY & set(name.parts):
            continue
        if len(name.parts) > 2 and name.parts[-3] in _BY_ANNOTATOR:
            yield _Member(info, name.parts[-2], CURATION if name.stem == _CURATOR else name.stem)
        elif _is_document(archive, info):
            yield _Member(info, info.filename, "")


def _is_document(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    with archive.open(info) as stream:
        head = stream.read(_HEAD)
    return is_xmi(head) or is_json(head) or is_tsv(head)


class _Document:
    """One document of the zip, in as many files as it has annotators."""

    def __init__(self, archive: zipfile.ZipFile, path: Path, members: Sequence[_Member], annotator: str | None) -> None:
        self._archive, self._path, self._annotator = archive, path, annotator
        annotated = [member for member in members if member.annotator != _NOBODY]
        self._members = annotated or members

    def records(self) -> Iterator[Record]:
        """The article, and what was refused."""
        first: ImportedArticle | None = None
        sets: dict[str, ImportedSet] = {}
        changes: Counter[str] = Counter()
        for member in self._members:
            place = self._path / member.info.filename
            try:
                read = self._article(member, place)
                _check(read, first, sets)
            except (Refused, BadInput) as error:
                why, line = (error.why, error.line) if isinstance(error, BadInput) else (str(error), None)
                yield Rejected(str(place), line, why)
                continue
            first = first or read
            sets |= {each.annotator: each for each in read.sets}
            changes.update(read.changes)
        if first is not None:
            yield replace(first, sets=tuple(sets.values()), changes=changes)

    def _article(self, member: _Member, place: Path) -> ImportedArticle:
        layered = _layered(self._archive, member.info, place)
        if not member.annotator:
            return article_of(layered, place, self._annotator)
        nobody = member.annotator == _NOBODY
        read = article_of(layered, place, None if nobody else member.annotator, looked_at=not nobody)
        named = replace(read.article, meta=replace(read.article.meta, file=member.document))
        return replace(read, article=named, sets=() if nobody else read.sets)


def _check(read: ImportedArticle, first: ImportedArticle | None, sets: dict[str, ImportedSet]) -> None:
    if first is not None and read.article.text != first.article.text:
        raise Refused(f"its text is not that of {first.file}")
    twice = next((each.annotator for each in read.sets if each.annotator in sets), None)
    if twice is not None:
        raise Refused(f"{twice} has two sets")


def _layered(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Path) -> LayeredText:
    data = _bytes(archive, info, place)
    if is_tsv(data):
        return tsv_document(data, place)
    if is_json(data):
        return json_document(data, place)
    if is_xmi(data):
        types = _type_system(archive, PurePosixPath(info.filename))
        if types is None:
            raise BadInput(str(place), None, f"no {uima.TYPE_SYSTEM_FILE} is beside it in the zip")
        return xmi_document(data, _bytes(archive, types, place), place)
    if data.startswith(_ENTRY):
        return _only_document(data, place)
    raise BadInput(str(place), None, "neither a CAS nor a WebAnno table")


def _only_document(data: bytes, place: Path) -> LayeredText:
    """What a zip inside the zip holds: one document and, as a rule, its type system."""
    with zipfile.ZipFile(io.BytesIO(data)) as inner:
        found = [info for info in inner.infolist() if not info.is_dir() and _is_document(inner, info)]
        if len(found) != 1:
            raise BadInput(str(place), None, f"{len(found)} documents are in it, where there should be one")
        return _layered(inner, found[0], place / found[0].filename)


def _type_system(archive: zipfile.ZipFile, name: PurePosixPath) -> zipfile.ZipInfo | None:
    """The nearest above a file."""
    known = {info.filename: info for info in archive.infolist()}
    above = (str(folder / uima.TYPE_SYSTEM_FILE) for folder in name.parents)
    return next((known[each] for each in above if each in known), None)


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Path) -> bytes:
    limit = min(LARGEST_MEMBER, max(_GROWTH_ALWAYS_FINE, _LARGEST_GROWTH * info.compress_size))
    if info.file_size > limit:
        raise BadInput(str(place), None, f"unpacks to more than {limit:,} bytes")
    return archive.read(info)


def _recognises(head: bytes) -> bool:
    """A zip with names in it that such an export has."""
    if not head.startswith(_ENTRY):
        return False
    entries = (found.start() for found in re.finditer(re.escape(_ENTRY), head))
    return any(_OURS.match(_name_at(head[start:])) for start in entries)


def _name_at(entry: bytes) -> bytes:
    return entry[_NAME : _NAME + int.from_bytes(entry[_NAME_LENGTH], "little")]


IMPORTER = Importer(
    id="inception", title="INCEpTION export (zip)", suffixes=(".zip",), recognises=_recognises, read=_read
)
