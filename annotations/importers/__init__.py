"""Reading formats: files in, articles and sets out."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from pkgutil import resolve_name
from types import MappingProxyType

from annotations.errors import BadInput
from annotations.importers.base import ImportedArticle, Importer, Record
from annotations.model.project import Rejected

# A new format is one module and one line here. Those whose content tells them surely come first.
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
    "conll": "annotations.importers.conll:IMPORTER",
    "brat": "annotations.importers.brat:IMPORTER",
    "html": "annotations.importers.html:IMPORTER",
    "txt": "annotations.importers.txt:IMPORTER",
}

# Bytes of a file that are enough to recognise its format.
_HEAD = 65_536


def table() -> Mapping[str, str]:
    """The readable formats: id to "module:name". Nothing is imported by asking."""
    return MappingProxyType(_TABLE)


def find(format_id: str) -> Importer:
    """The importer of that id. Raises KeyError if there is none."""
    importer = resolve_name(_TABLE[format_id])
    assert isinstance(importer, Importer)
    return importer


def read(
    paths: Sequence[Path | str], *, format_id: str | None = None, annotator: str | None = None
) -> Iterator[ImportedArticle | Rejected]:
    """All records of files and folders, one by one, in a fixed order; what cannot be taken comes as Rejected.

    `format_id` says what the files are, else each is recognised by content, then by suffix. `annotator` names whose
    annotations those are that do not say so. Raises KeyError on an unknown `format_id`.
    """
    known = find(format_id) if format_id is not None else None
    for path in map(Path, paths):
        for file in _files(path):
            yield from _read_file(file, known, annotator)


def _files(path: Path) -> Iterator[Path]:
    """The file, or all files below the folder: by name, without hidden ones and without following linked folders.

    What belongs to another file there is read with that one.
    """
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
        with_another = {other for file in files for other in _beside(file)}
        yield from (file for file in files if file not in with_another)


def _beside(file: Path) -> Iterator[Path]:
    for importer in map(find, _TABLE):
        if file.suffix.lower() in importer.suffixes:
            yield from importer.beside(file)


def _read_file(file: Path, importer: Importer | None, annotator: str | None) -> Iterator[Record]:
    try:
        if not file.is_file():
            raise BadInput(str(file), None, "not a file" if file.exists() else "no such file")
        yield from (importer or _recognise(file)).read(file, annotator)
    except BadInput as error:
        yield Rejected(error.file, error.line, error.why)
    except OSError as error:
        yield Rejected(str(file), None, error.strerror or str(error))


def _recognise(file: Path) -> Importer:
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
    importers = [find(format_id) for format_id in _TABLE]
    by_content = (importer for importer in importers if importer.recognises(head))
    by_suffix = (importer for importer in importers if file.suffix.lower() in importer.suffixes)
    importer = next(by_content, None) or next(by_suffix, None)
    if importer is None:
        raise BadInput(str(file), None, f"no importer for {file.suffix or 'a file without a suffix'}")
    return importer
