"""Files of one export take the place of those of the one before: all of them, once all are written."""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from annotations.errors import BadInput
from annotations.model.native import MANIFEST
from exporters.manifest import read, unchanged

_ASIDE = ".spandesk-export.part"
# Behind the name of a page that somebody filled in, when a new one takes its place.
EDITED = ".yours"
# In it: what was in the folder before, until everything new is in its place.
_BEFORE = ".before"


class Aside:
    """A hidden folder inside the one exported into, for everything that an export writes."""

    def __init__(self, target: Path) -> None:
        self.path, self._target = target / _ASIDE, target

    def keep(
        self, files: Sequence[Path], outdated: Sequence[Path] = (), edited: Sequence[Path] = ()
    ) -> tuple[str, ...]:
        """Put these files of the hidden folder in their places, the last one last, and take away those of an earlier
        export that have no successor; those that somebody edited stay beside their successors. Returns where they are.

        Raises OSError, as where another program holds one of the files; everything is as it was then.
        """
        places = [self._target / file.relative_to(self.path) for file in files]
        moved: list[tuple[Path, Path]] = []
        made: list[Path] = []
        try:
            for old in dict.fromkeys((*outdated, *places)):
                if old.is_file():
                    self._move(old, self.path / _BEFORE / old.relative_to(self._target), moved, made)
            for file, place in zip(files, places, strict=True):
                self._move(file, place, moved, made)
        except BaseException:
            for here, there in reversed(moved):
                os.replace(there, here)
            _remove_empty(made)
            raise
        for old in edited:
            before = self.path / _BEFORE / old.relative_to(self._target)
            if before.is_file():
                os.replace(before, old.with_name(old.name + EDITED))
        _remove_empty(old.parent for old in outdated if old.parent != self._target)
        return tuple(str(place) for place in places)

    def _move(self, file: Path, place: Path, moved: list[tuple[Path, Path]], made: list[Path]) -> None:
        for folder in (place.parent, *place.parent.parents):
            if folder.is_dir():
                break
            made.append(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(file, place)
        moved.append((file, place))


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in sorted(set(folders), key=lambda each: len(each.parts), reverse=True):
        with suppress(OSError):  # something is in it, or it is gone
            folder.rmdir()


def outdated(folder: Path, format_id: str) -> list[Path]:
    """The files of an earlier export of the format into the folder that nobody changed since; none if it did not say
    which."""
    try:
        earlier = read(folder / MANIFEST).get("profile")
        same = isinstance(earlier, dict) and earlier.get("format") == format_id
        return unchanged(folder) if same else []
    except (OSError, BadInput):
        return []


def edited(folder: Path) -> list[Path]:
    """The files of an earlier export into the folder that somebody changed since; none if it did not say which."""
    try:
        written = {folder / each["name"] for each in read(folder / MANIFEST)["files"]}
        return sorted(each for each in written - set(unchanged(folder)) if each.is_file())
    except (OSError, BadInput):
        return []


@contextmanager
def aside(target: Path) -> Iterator[Aside]:
    """A place to write an export in. Whatever is raised inside, nothing of it stays, nor a folder made for it.

    Raises OSError.
    """
    made = Aside(target)
    new = [each for each in (target, *target.parents) if not each.exists()]
    # What a killed export left behind.
    shutil.rmtree(made.path, ignore_errors=True)
    made.path.mkdir(parents=True)
    try:
        yield made
    finally:
        shutil.rmtree(made.path, ignore_errors=True)
        _remove_empty(new)
