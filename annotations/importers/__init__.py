"""Reading formats: files in, articles and sets out."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import entry_points
from pathlib import Path
from pkgutil import resolve_name
from types import MappingProxyType

from annotations.errors import BadInput, FormatBroken
from annotations.importers.base import ImportedArticle, Importer, Record
from annotations.importers.machines import as_suggestions
from annotations.importers.mapping import LabelMap, apply
from annotations.model.native import MANIFEST, READ_AS
from annotations.model.project import Rejected

# A new format is one module and one line here; others may add theirs as entry points of the same shape. Those whose
# content tells them surely come first.
_TABLE = {
    "spacy": "annotations.importers.docbin:IMPORTER",
    "hf": "annotations.importers.hugging_face:IMPORTER",
    "doccano": "annotations.importers.doccano:IMPORTER",
    "prodigy": "annotations.importers.prodigy:IMPORTER",
    "jsonl": "annotations.importers.jsonl:IMPORTER",
    "labelstudio": "annotations.importers.labelstudio:IMPORTER",
    "csv": "annotations.importers.tables:CSV",
    "xlsx": "annotations.importers.tables:XLSX",
    "cas-xmi": "annotations.importers.cas:XMI_IMPORTER",
    "cas-json": "annotations.importers.cas:JSON_IMPORTER",
    "webanno-tsv": "annotations.importers.webanno_tsv:IMPORTER",
    "inception": "annotations.importers.inception:IMPORTER",
    "brat": "annotations.importers.brat:IMPORTER",
    "conll": "annotations.importers.conll:IMPORTER",
    "html": "annotations.importers.html:IMPORTER",
    "txt": "annotations.importers.txt:IMPORTER",
}

_GROUP = "spandesk.importers"

# Bytes of a file that are enough to recognise its format.
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is taken for, by its "content" or its "suffix", and the other formats that it may be."""

    importer: Importer
    by: str
    others: tuple[Importer, ...] = ()


@cache
def table() -> Mapping[str, str]:
    """The readable formats: id to "module:name". Nothing is imported by asking; an id of our own is never replaced."""
    added = {point.name: point.value for point in entry_points(group=_GROUP)}
    return MappingProxyType({**_TABLE, **{id_: value for id_, value in added.items() if id_ not in _TABLE}})


def find(format_id: str) -> Importer:
    """The importer of that id. Raises KeyError if there is none, FormatBroken if somebody else's cannot be used."""
    value = table()[format_id]
    if format_id in _TABLE:
        importer = resolve_name(value)
        assert isinstance(importer, Importer)
        return importer
    try:
        importer = resolve_name(value)
    except Exception as error:
        # Whatever it is that fails in there.
        raise FormatBroken(format_id, _said(error)) from error
    if not isinstance(importer, Importer):
        raise FormatBroken(format_id, f"{value} is not an importer")
    if importer.id != format_id:
        raise FormatBroken(format_id, f"{value} calls itself {importer.id}")
    return importer


@cache
def usable() -> tuple[tuple[Importer, ...], tuple[FormatBroken, ...]]:
    """All importers in the order in which files are shown to them, and why those of others that are missing are."""
    found, broken = list[Importer](), list[FormatBroken]()
    for format_id in table():
        try:
            found.append(find(format_id))
        except FormatBroken as error:
            broken.append(error)
    return tuple(found), tuple(broken)


def read(
    paths: Sequence[Path | str],
    *,
    format_id: str | None = None,
    annotator: str | None = None,
    formats: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    labels: LabelMap | None = None,
) -> Iterator[ImportedArticle | Rejected]:
    """All records of files and folders, one by one, in a fixed order; what cannot be taken comes as Rejected.

    `format_id` says what the files are, `formats` what some of them are, by path; the others are recognised by content,
    then by suffix. `annotator` names whose annotations those are that do not say so. `columns` says in which columns of
    a table the fields of an article are (`columns.FIELDS`), else that is guessed. `labels` says what becomes of labels.
    Raises KeyError on an unknown `format_id`, FormatBroken.
    """
    known = find(format_id) if format_id is not None else None
    chosen = {path: find(each) for path, each in (formats or {}).items()}
    for file in files(paths):
        for record in read_file(file, chosen.get(str(file), known), annotator, columns):
            yield record if labels is None else apply(record, labels)


def files(paths: Sequence[Path | str]) -> Iterator[Path]:
    """The files that are read, one by one: of a folder all that are below it, by name, without hidden ones and without
    following linked folders. What belongs to another file there is read with that one, and of an export of ours only
    what has articles in it."""
    for path in map(Path, paths):
        if not path.is_dir():
            yield path
            continue
        passed_over = set[Path]()
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            found = [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
            passed_over |= {other for file in found for other in _beside(file)}
            if MANIFEST in names:
                passed_over |= without_articles(Path(folder))
            yield from (file for file in found if file not in passed_over)


def without_articles(folder: Path) -> set[Path]:
    """What an export into the folder wrote besides articles, its manifest among it; that alone if it is damaged."""
    manifest = folder / MANIFEST
    try:
        described = json.loads(manifest.read_bytes())
        format_id = described["profile"]["format"]
        suffixes = {Path(f"_{each}").suffix for each in find(READ_AS.get(format_id, format_id)).suffixes}
        written = [folder / each["name"] for each in described["files"]]
    except (OSError, ValueError, LookupError, TypeError, FormatBroken):
        return {manifest}
    return {manifest, *(file for file in written if file.suffix not in suffixes)}


def _beside(file: Path) -> Iterator[Path]:
    for importer in usable()[0]:
        if file.suffix.lower() not in importer.suffixes:
            continue
        if importer.id in _TABLE:
            yield from importer.beside(file)
            continue
        try:
            yield from importer.beside(file)
        except Exception:
            # Somebody else's program; then the file is read by itself, and what is wrong is said there.
            continue


def read_file(
    file: Path, importer: Importer | None, annotator: str | None, columns: Mapping[str, str] | None = None
) -> Iterator[Record]:
    """The records of one file, which is recognised where no importer is given."""
    try:
        if not file.is_file():
            raise BadInput(str(file), None, "not a file" if file.exists() else "no such file")
        chosen = importer or recognise(file).importer
        if columns is not None and chosen.read_columns is not None:
            yield from _guarded(chosen, file, partial(chosen.read_columns, file, columns, annotator))
        else:
            yield from map(as_suggestions, _guarded(chosen, file, partial(chosen.read, file, annotator)))
    except BadInput as error:
        yield Rejected(error.file, error.line, error.why)
    except OSError as error:
        yield Rejected(str(file), None, error.strerror or str(error))


def _guarded(importer: Importer, file: Path, read: Callable[[], Iterator[Record]]) -> Iterator[Record]:
    if importer.id in _TABLE:
        yield from read()
        return
    try:
        for record in read():
            if not isinstance(record, ImportedArticle | Rejected):
                raise TypeError(f"{type(record).__name__} is no record")
            yield record
    except (BadInput, OSError):
        raise
    except Exception as error:
        # What somebody else's program does wrong costs the file, and not the import.
        raise BadInput(str(file), None, f"the importer {importer.id} failed: {_said(error)}") from error


def _said(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def recognise(file: Path) -> Recognised:
    """What the file is taken for. Raises BadInput if no importer knows it, OSError."""
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
    importers, _broken = usable()
    by_content = [importer for importer in importers if _recognises(importer, head)]
    by_suffix = [importer for importer in importers if file.suffix.lower() in importer.suffixes]
    found = [*by_content, *(each for each in by_suffix if each not in by_content)]
    if not found:
        raise BadInput(str(file), None, f"no importer for {file.suffix or 'a file without a suffix'}")
    return Recognised(found[0], "content" if by_content else "suffix", tuple(found[1:]))


def _recognises(importer: Importer, head: bytes) -> bool:
    if importer.id in _TABLE:
        return importer.recognises(head)
    try:
        return importer.recognises(head)
    except Exception:
        # Somebody else's program; what it cannot look at is not its format.
        return False
