"""What a spaCy pipeline of the user's own consists of, found out without running any of its code."""

import configparser
import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PureWindowsPath
from typing import Any

from annotations.errors import PipelineBroken, PipelineChanged
from annotations.model.project_settings import Pipeline

# Components that label words or whole texts, never spans.
_NO_SPANS = frozenset(
    {
        *("tok2vec", "transformer", "curated_transformer", "tagger", "morphologizer", "parser", "senter"),
        *("sentencizer", "attribute_ruler", "lemmatizer", "trainable_lemmatizer", "textcat", "textcat_multilabel"),
    }
)

# Where Python keeps the bytecode of what it imports.
_CACHE = "__pycache__"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What a pipeline says of itself, and what its files hash to.

    `location` is as `Pipeline` has it, `labels` are those of the components that may mark spans, `groups` the names
    in `doc.spans` they fill, `components` the factories in the order they run. `size` is in bytes.
    """

    location: str
    name: str
    version: str
    language: str
    components: tuple[str, ...]
    labels: tuple[str, ...]
    groups: tuple[str, ...]
    sha256: str
    size: int
    files: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a pipeline lies: all its files, and the part of them that spaCy calls its model directory."""

    location: str
    files: Path
    data: Path


def inspect(location: str) -> Inspection:
    """Read what a folder or installed package says of itself. Raises PipelineBroken if it is no pipeline."""
    place = _place(named(location))
    try:
        meta = json.loads((place.data / "meta.json").read_text("utf-8"))
        components = _components((place.data / "config.cfg").read_text("utf-8"))
    except (OSError, ValueError, configparser.Error) as error:
        raise PipelineBroken(location, f"no spaCy pipeline: {error}") from error
    if not isinstance(meta, dict):
        raise PipelineBroken(location, "meta.json is not an object")
    strays = [name for name in components if name in ("", "..") or PureWindowsPath(name).name != name]
    if strays:
        raise PipelineBroken(location, f"its component {strays[0]} does not lie in a folder of its own")
    borrowed = [name for name, settings in components.items() if "source" in settings]
    if borrowed:
        raise PipelineBroken(location, f"its component {borrowed[0]} is that of another pipeline")
    sha256, size, files = _hash(place)
    said = meta.get("labels")
    groups = (settings.get("spans_key") for settings in components.values())
    return Inspection(
        location=place.location,
        name=f"{meta.get('lang', '')}_{meta.get('name', '')}".strip("_"),
        version=str(meta.get("version", "")),
        language=str(meta.get("lang", "")),
        components=tuple(str(settings.get("factory", name)) for name, settings in components.items()),
        labels=tuple(_labels(said if isinstance(said, dict) else {}, components)),
        groups=tuple(dict.fromkeys(group for group in groups if isinstance(group, str))),
        sha256=sha256,
        size=size,
        files=files,
    )


def verify(pipeline: Pipeline) -> Path:
    """The model directory of a pipeline whose files are those that were trusted.

    Raises PipelineChanged when they are not, PipelineBroken when they are gone.
    """
    try:
        place = _place(pipeline.location)
        sha256, _, _ = _hash(place)
    except PipelineBroken as error:
        raise PipelineBroken(pipeline.name, error.why) from error
    if sha256 != pipeline.sha256:
        raise PipelineChanged(pipeline.name)
    return place.data


def is_package(location: str) -> bool:
    """True for the name of a package; a folder is named by its whole path."""
    return location.isidentifier()


def named(location: str) -> str:
    """What somebody typed as a `Pipeline` has it: an installed package goes before a folder of that name."""
    package = location.replace("-", "_")
    if is_package(package) and find_spec(package) is not None:
        return package
    return str(Path(location).resolve())


def _place(location: str) -> _Place:
    if is_package(location):
        return _package(location)
    folder = Path(location)
    if not folder.is_dir():
        raise PipelineBroken(location, "no such folder or installed package")
    return _Place(location, folder, _data(folder, location))


def _package(name: str) -> _Place:
    # For a name without dots this finds the files and imports nothing.
    spec = find_spec(name)
    if spec is None:
        raise PipelineBroken(name, "no such package is installed")
    if spec.origin is None or Path(spec.origin).name != "__init__.py":
        raise PipelineBroken(name, "not a package with files of its own")
    folder = Path(spec.origin).parent
    return _Place(name, folder, _data(folder, name))


def _data(folder: Path, location: str) -> Path:
    """The folder itself, or, of the folder of a package, the model directory in it."""
    if (folder / "config.cfg").is_file():
        return folder
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
        inner = f"{meta['lang']}_{meta['name']}-{meta['version']}"
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PipelineBroken(location, "no spaCy pipeline: config.cfg is missing") from error
    if inner != Path(inner).name or not (folder / inner / "config.cfg").is_file():
        raise PipelineBroken(location, f"no spaCy pipeline: {inner}/config.cfg is missing")
    return folder / inner


def _components(config: str) -> dict[str, dict[str, Any]]:
    """The settings of each component that runs, in order."""
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(config)
    names = json.loads(parser.get("nlp", "pipeline"))
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError("its list of components is none")
    made: dict[str, dict[str, Any]] = {}
    for name in names:
        section = f"components.{name}"
        made[name] = {key: _value(value) for key, value in parser.items(section)} if section in parser else {}
    return made


def _value(written: str) -> Any:
    try:
        return json.loads(written)
    except ValueError:
        return written


def _labels(said: Mapping[str, Any], components: Mapping[str, Mapping[str, Any]]) -> list[str]:
    found: dict[str, None] = {}
    for name, settings in components.items():
        labels = said.get(name)
        if settings.get("factory", name) not in _NO_SPANS and isinstance(labels, list):
            found.update(dict.fromkeys(map(str, labels)))
    return sorted(found)


def _hash(place: _Place) -> tuple[str, int, int]:
    """SHA-256 over path and content of each file, by path; the bytes and the number of files."""
    whole, size, count = hashlib.sha256(), 0, 0
    try:
        for path in sorted(_files(place), key=lambda path: path.relative_to(place.files).as_posix()):
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
                size += os.fstat(file.fileno()).st_size
            whole.update(json.dumps([path.relative_to(place.files).as_posix(), content]).encode() + b"\n")
            count += 1
    except OSError as error:
        raise PipelineBroken(place.location, f"{error.filename}: {error.strerror}") from error
    return whole.hexdigest(), size, count


def _files(place: _Place) -> Iterator[Path]:
    for folder, folders, names in os.walk(place.files, onerror=_raise):
        for name in folders:
            if (Path(folder) / name).is_symlink():
                raise PipelineBroken(place.location, f"{name} is a link to another folder")
        for name in names:
            path = Path(folder) / name
            if _is_bytecode(path):
                continue
            # Opening a pipe or a device would wait for ever.
            if not stat.S_ISREG(path.stat().st_mode):
                raise PipelineBroken(place.location, f"{name} is not a file")
            yield path


def _is_bytecode(path: Path) -> bool:
    """True for “name.cpython-311.pyc”, which Python writes anew whenever it likes and `pipelines` never reads.

    Plain “name.pyc” is not written there, and could be imported from there without a source.
    """
    return path.parent.name == _CACHE and path.suffix == ".pyc" and "." in path.stem


def _raise(error: OSError) -> None:
    raise error
