"""Files of one export take the place of those of the one before: all of them, once all are written."""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EBUSY, ENOTDIR
from pathlib import Path

from filelock import FileLock, Timeout

from annotations.errors import BadInput
from annotations.model.native import MANIFEST
from exporters.manifest import read, unchanged

_ASIDE = ".spandesk-export.part"
_LOCK = ".spandesk-export.lock"
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


def outdated(folder: Path) -> list[Path]:
    """The files of an earlier export into the folder, of whatever format, that nobody changed since; none if it did not
    say which. Beside a manifest that does not name them nobody could tell whose they are."""
    try:
        return unchanged(folder)
    except (OSError, BadInput):
        return []


def held(folder: Path) -> str:
    """The id of the format of the export that is in the folder; "" if there is none."""
    try:
        earlier = read(folder / MANIFEST).get("profile")
    except (OSError, BadInput):
        return ""
    return str(earlier.get("format", "")) if isinstance(earlier, dict) else ""


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

    Raises OSError, also while another export into that folder is going on.
    """
    check_folder(target)
    made = Aside(target)
    new = [each for each in (target, *target.parents) if not each.exists()]
    target.mkdir(parents=True, exist_ok=True)
    try:
        with _alone_in(target):
            # What a killed export left behind.
            shutil.rmtree(made.path, ignore_errors=True)
            made.path.mkdir()
            try:
                yield made
            finally:
                shutil.rmtree(made.path, ignore_errors=True)
    finally:
        _remove_empty(new)


def check_folder(target: Path) -> None:
    """Raises NotADirectoryError where a file is in the way of this folder."""
    there = next(each for each in (target, *target.absolute().parents) if each.exists())
    if not there.is_dir():
        raise NotADirectoryError(ENOTDIR, "is a file, and an export needs a folder", str(there))


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """No other export is in this folder meanwhile. The operating system ends it with the process that holds it."""
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise BlockingIOError(EBUSY, "somebody is exporting into this folder right now", str(folder)) from error
    try:
        yield
    finally:
        # Before it is let go, so that nobody's but ours goes; where an open file cannot go, it goes with the release.
        with suppress(OSError):
            (folder / _LOCK).unlink()
        lock.release()
