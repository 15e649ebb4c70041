"""What the program remembers of articles for this person on this machine alone: the reading place and the gestures.

Never part of a project. One file of JSON lines, to which lines are added; it is tidied when it is read.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, count
from pathlib import Path
from typing import Any

import orjson
from PySide6.QtCore import QCoreApplication, QStandardPaths

from annotations.model.ids import ArticleId
from desktop.meter import Figures

FILE_NAME = "articles.jsonl"
MOST = 5_000  # articles
APART = timedelta(days=60)  # days longer ago are one sum

_Key = tuple[str, ArticleId]


@dataclass(frozen=True, slots=True)
class DayFigures:
    """What was counted in one article on one day."""

    article: ArticleId
    day: date
    figures: Figures


@dataclass(slots=True)
class _Note:
    """All that is remembered of one article."""

    place: int | None = None
    days: dict[date, Figures] = field(default_factory=dict)


def notes_folder() -> Path:
    """Where the notes of this person on this machine lie."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))


class LocalNotes:
    """Read when first asked. What is set or added is kept in memory until `save`, which adds it to the file.

    `complaint` says in a sentence what went wrong with the file, or is "". The notes go on without it.
    """

    def __init__(self, folder: Path) -> None:
        self.complaint = ""
        self._said = ""
        self._path = folder / FILE_NAME
        self._read: dict[_Key, _Note] | None = None
        self._unsaved: list[bytes] = []

    def place(self, project: str, article: ArticleId) -> int | None:
        """Where reading stopped in an article, as a code point; None if it was never left."""
        note = self._notes().get((project, article))
        return note.place if note is not None else None

    def set_place(self, project: str, article: ArticleId, place: int) -> None:
        """Remember where reading stopped, as a code point."""
        if self.place(project, article) != place:
            self._take({"project": project, "article": article, "place": place})

    def add_figures(self, project: str, article: ArticleId, day: date, figures: Figures) -> None:
        """Add to what was counted in an article on a day."""
        counted = [figures.gestures, figures.decisions, round(figures.seconds, 1)]
        self._take({"project": project, "article": article, "day": day.isoformat(), "counted": counted})

    def figures(self, project: str) -> list[DayFigures]:
        """All that was counted in a project, by day, then by article as they were last worked on.

        What is long ago stands under its last day.
        """
        found = [
            DayFigures(article, day, figures)
            for (where, article), note in self._notes().items()
            if where == project
            for day, figures in note.days.items()
        ]
        return sorted(found, key=lambda each: each.day)

    def news(self) -> str:
        """The complaint, if it was not told yet; "" otherwise."""
        new = self.complaint if self.complaint != self._said else ""
        self._said = self.complaint
        return new

    def save(self) -> None:
        """Write what is new. What cannot be written waits for the next time."""
        if not self._unsaved:
            return
        try:
            _write(self._path, self._unsaved, os.O_APPEND)
        except OSError as error:
            self.complaint = _not_written(error)
        else:
            self._unsaved.clear()
            self.complaint = ""

    def _take(self, value: dict[str, Any]) -> None:
        _fold(self._notes(), value)
        self._unsaved.append(orjson.dumps(value))

    # -- reading --------------------------------------------------------------------------------------------------

    def _notes(self) -> dict[_Key, _Note]:
        if self._read is None:
            self._read = self._load()
        return self._read

    def _load(self) -> dict[_Key, _Note]:
        notes: dict[_Key, _Note] = {}
        try:
            lines = self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return notes
        except OSError as error:
            self.complaint = _not_read(error)
            return notes
        broken = self._fold_all(notes, lines)
        for key in list(notes)[:-MOST]:
            del notes[key]
        for note in notes.values():
            _sum_up(note, date.today() - APART)
        kept = list(_lines(notes))
        try:
            if broken:
                self._set_aside()
            if broken or len(lines) > 2 * max(MOST, len(kept)):
                self._tidy(kept)
        except OSError as error:
            self.complaint = _not_written(error)
        return notes

    def _fold_all(self, notes: dict[_Key, _Note], lines: list[bytes]) -> bool:
        """Fold the lines that can be read into the notes; True if one could not."""
        broken = False
        for line in lines:
            try:
                _fold(notes, orjson.loads(line))
            except (ValueError, TypeError, KeyError):
                broken = True
        return broken

    def _set_aside(self) -> None:
        names = chain((".broken",), (f".broken-{number}" for number in count(2)))
        aside = next(path for name in names if not (path := self._path.with_suffix(name)).exists())
        os.replace(self._path, aside)
        self.complaint = QCoreApplication.translate(
            "notes",
            "Some of the reading places could not be read; the file was set aside as {0}. Your work is not in it.",
        ).format(aside)

    def _tidy(self, lines: list[bytes]) -> None:
        """Write the notes anew, a line for each thing remembered; the file is never half written."""
        new = self._path.with_suffix(".new")
        _write(new, lines, os.O_TRUNC)
        os.replace(new, self._path)


def _write(path: Path, lines: Iterable[bytes], mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # For the eyes of this person only.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | mode, 0o600), "wb") as file:
        file.write(b"".join(line + b"\n" for line in lines))


def _sum_up(note: _Note, since: date) -> None:
    """Put the figures of all days before one under the last of them."""
    old = [day for day in note.days if day < since]
    if len(old) > 1:
        note.days[max(old)] = sum((note.days.pop(day) for day in old), Figures())


def _lines(notes: dict[_Key, _Note]) -> Iterable[bytes]:
    for (project, article), note in notes.items():
        head = {"project": project, "article": article}
        if note.place is not None:
            yield orjson.dumps(head | {"place": note.place})
        for day, figures in note.days.items():
            counted = [figures.gestures, figures.decisions, round(figures.seconds, 1)]
            yield orjson.dumps(head | {"day": day.isoformat(), "counted": counted})


def _fold(notes: dict[_Key, _Note], value: dict[str, Any]) -> None:
    """Take one line in. Raises KeyError, TypeError or ValueError on anything that is none."""
    key = (str(value["project"]), ArticleId(value["article"]))
    place = int(value["place"]) if "place" in value else None
    day = date.fromisoformat(value["day"]) if place is None else None
    more = _figures(value["counted"]) if day is not None else Figures()
    # Taken out and put in again, so that the articles stand in the order they were last worked on.
    note = notes[key] = notes.pop(key, _Note())
    if place is not None:
        note.place = place
    if day is not None:
        note.days[day] = note.days.get(day, Figures()) + more


def _figures(counted: list[float]) -> Figures:
    gestures, decisions, seconds = counted
    return Figures(int(gestures), int(decisions), float(seconds))


def _not_read(error: OSError) -> str:
    words = QCoreApplication.translate("notes", "The reading places of this machine cannot be read: {0}.")
    return words.format(error.strerror or error)


def _not_written(error: OSError) -> str:
    words = QCoreApplication.translate("notes", "The reading places of this machine cannot be written: {0}.")
    return words.format(error.strerror or error)
