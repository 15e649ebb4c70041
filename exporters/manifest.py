"""What an export says of itself: what it was made of, with which choices, what is in it, and its files by their hashes.

Without a clock: the time in it is that of the newest decision in the project, so the same project and the same choices
give the same bytes.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

import exporters
from annotations.errors import BadInput
from annotations.model.native import MANIFEST
from annotations.model.schema import Schema
from annotations.model.wire import Json, schema_to_json
from exporters.base import ExportIssue, ExportReport
from exporters.counting import given, lost, lost_sentence, plural
from exporters.left_out import LeftOut
from exporters.profile import Profile
from exporters.profile import to_json as profile_to_json
from exporters.split import SplitRow

FORMAT = "spandesk-manifest/1"

_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an export is told: the project's title and the time of the newest decision in it (UTC), and the version of
    the program."""

    title: str
    program: str
    newest_decision: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """A file of an export: its name with "/" below the folder, its size in bytes, its hash."""

    name: str
    size: int
    sha256: str


def measured(folder: Path, files: Iterable[Path]) -> tuple[WrittenFile, ...]:
    """Files in a folder as a manifest names them, by name. Raises OSError; ValueError for a file elsewhere."""
    found = (_measured(each, each.relative_to(folder).as_posix()) for each in files)
    return tuple(sorted(found, key=lambda file: file.name))


def manifest(
    profile: Profile,
    schema: Schema,
    facts: Facts,
    report: ExportReport,
    split_table: Sequence[SplitRow],
    left_out: Iterable[LeftOut],
    files: Iterable[WrittenFile],
    *,
    labels: Mapping[str, int],
) -> bytes:
    """The file, in UTF-8 with LF.

    `schema` is that of the project; the profile says which labels of it are written, and how. `report` has all that was
    lost, before the exporter came to it too. `labels` counts what the exporter was given, by label.
    """
    newest = facts.newest_decision
    described = {
        "format": FORMAT,
        "program": {"name": "Spandesk", "version": facts.program},
        "project": {"title": facts.title, "newest_decision": None if newest is None else newest.isoformat()},
        "schema": {"name": schema.name, "version": schema.version, "sha256": schema_sha256(schema)},
        "profile": profile_to_json(replace(profile, name="")),
        "title": exporters.find(profile.format_id).title,
        "counts": _counts(report) | {"labels": dict(labels)},
        "parts": [part_values(row) for row in split_table],
        "left_out": [_left_out(row) for row in left_out],
        "lost": _by_reason(report.lost),
        "notes": _by_reason(report.notes),
        "sentence": lost_sentence(report),
        "files": [asdict(each) for each in sorted(files, key=lambda file: file.name)],
    }
    return (json.dumps(described, sort_keys=True, indent=2, ensure_ascii=False) + "\n").encode()


def schema_sha256(schema: Schema) -> str:
    """The hash of everything in a schema."""
    plain = json.dumps(schema_to_json(schema), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def read(path: Path) -> Json:
    """A manifest as it was written. Raises OSError, and BadInput for a file that is none."""
    try:
        value = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise BadInput(str(path), None, f"is no JSON: {error}") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise BadInput(str(path), None, "is no manifest of an export")
    files = value.get("files")
    if not isinstance(files, list) or not all(map(_is_file, files)):
        raise BadInput(str(path), None, "does not say which files it is about")
    return value


def verify(folder: Path) -> list[str]:
    """What is not as the manifest in that folder says, a sentence for each file; none if all is well.

    Raises OSError and BadInput.
    """
    return [
        f"{file.name} is {'not what the manifest says' if (folder / file.name).is_file() else 'missing'}"
        for file in _described(folder)
        if not _is_there(folder, file)
    ]


def unchanged(folder: Path) -> list[Path]:
    """The files of the manifest in that folder that are still as they were written. Raises OSError and BadInput."""
    return [folder / file.name for file in _described(folder) if _is_there(folder, file)]


def _described(folder: Path) -> list[WrittenFile]:
    return [WrittenFile(**each) for each in read(folder / MANIFEST)["files"]]


def _is_there(folder: Path, file: WrittenFile) -> bool:
    path = folder / file.name
    return path.is_file() and _measured(path, file.name) == file


def _measured(path: Path, name: str) -> WrittenFile:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while part := stream.read(_AT_ONCE):
            digest.update(part)
            size += len(part)
    return WrittenFile(name=name, size=size, sha256=digest.hexdigest())


def _is_file(value: Any) -> bool:
    """True for the row of a file; none is outside the folder."""
    if not isinstance(value, dict) or {key: type(each) for key, each in value.items()} != _FILE_KEYS:
        return False
    name = PurePosixPath(value["name"])
    return bool(name.parts) and not name.is_absolute() and ".." not in name.parts and "\\" not in value["name"]


_FILE_KEYS = {"name": str, "size": int, "sha256": str}


def _counts(report: ExportReport) -> Json:
    return {
        "articles": report.articles,
        "mentions": report.mentions,
        "events": report.events,
        "arguments": report.arguments,
        "given": plural(given(report)),
        "lost": plural(lost(report)),
    }


def part_values(row: SplitRow) -> Json:
    """One side of a split, as a manifest and a report have it."""
    return {
        "part": row.part,
        "articles": row.articles,
        "groups": row.groups,
        "mentions": row.mentions,
        "events": row.events,
        "labels": dict(row.labels),
    }


def _left_out(row: LeftOut) -> Json:
    out: Json = {"why": row.why, "count": row.count, "articles": len(row.articles)}
    if row.label:
        out["label"] = row.label
    if row.mentions:
        out["mentions"] = row.mentions
    return out


def _by_reason(issues: Iterable[ExportIssue]) -> dict[str, int]:
    return dict(Counter(each.reason for each in issues))
