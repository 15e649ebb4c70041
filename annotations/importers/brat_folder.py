"""What the other files of a brat folder say of all its documents: event types, names, and what we wrote beside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import orjson

from annotations.errors import BadInput
from annotations.importers.fields import Fields
from annotations.model.standoff import ARTICLES, CONFIGURATION, NAMES, SIDE_FORMAT
from annotations.text.decode import LONGEST_TEXT, Decoded, decode

# Four bytes hold any character.
_LARGEST_FILE = 4 * LONGEST_TEXT


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in brat stand for, by sort and name, and which of them are event types."""

    meant: Mapping[tuple[str, str], str] = field(default_factory=dict)
    event_types: frozenset[str] = frozenset()

    def __call__(self, sort: str, name: str) -> str:
        """The name in Spandesk; the same where nothing else is known."""
        return self.meant.get((sort, name), name)


@dataclass(frozen=True, slots=True)
class Folder:
    """All of it. `places` are the offsets of the records of documents in the file of articles."""

    path: Path
    names: Names
    places: Mapping[str, int]

    def article(self, document: str) -> Fields:
        """What we wrote beside of a document; empty where we did not. Raises Refused."""
        place = self.places.get(document)
        if place is None:
            return Fields({}, ARTICLES)
        with (self.path / ARTICLES).open("rb") as stream:
            stream.seek(place)
            return Fields(orjson.loads(stream.readline()), f"{ARTICLES}: {document}")


def decoded(path: Path) -> Decoded:
    """The text of a file. Raises BadInput."""
    if path.stat().st_size > _LARGEST_FILE:
        raise BadInput(str(path), None, f"the file is larger than {_LARGEST_FILE:,} bytes")
    return decode(path.read_bytes(), str(path))


def folder_of(path: Path) -> Folder:
    """The folder that a document is in. Raises BadInput."""
    files = [path.with_name(name) for name in (CONFIGURATION, NAMES, ARTICLES)]
    return _read(path.parent, tuple(file.stat().st_mtime_ns if file.is_file() else None for file in files))


@lru_cache(maxsize=1)
def _read(path: Path, stamps: tuple[int | None, ...]) -> Folder:
    """Once for thousands of documents; the times of its files are there so that a changed one is read again."""
    types, meant, places = frozenset[str](), dict[tuple[str, str], str](), dict[str, int]()
    configuration, names, articles = stamps
    if configuration is not None:
        types = event_types(decoded(path / CONFIGURATION).text)
    if names is not None:
        rows = [tuple(line.split("\t")) for line in decoded(path / NAMES).text.splitlines()]
        meant = {(row[0], row[1]): row[2] for row in rows if len(row) == 3}
    if articles is not None:
        places = _places(path / ARTICLES)
    return Folder(path, Names(meant, types), places)


def event_types(configuration: str) -> frozenset[str]:
    """The names in the section [events] of an annotation.conf."""
    section, found = "", set[str]()
    for line in configuration.splitlines():
        words = line.split("#")[0].replace("|", " ").split()
        if words and words[0].startswith("["):
            section = words[0]
        elif words and section == "[events]":
            found.add(words[0].removeprefix("!"))
    return frozenset(found)


def _places(path: Path) -> dict[str, int]:
    places, place = dict[str, int](), 0
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                record = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise BadInput(str(path), number, f"not JSON: {error}") from error
            if not isinstance(record, dict) or record.get("format") != SIDE_FORMAT:
                raise BadInput(str(path), number, f"not a record of {SIDE_FORMAT}")
            places[str(record.get("document"))] = place
            place += len(line)
    return places
