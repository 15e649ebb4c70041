"""Values that stand on lines of a file: what is wrong with one is said with its file and line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from annotations.errors import BadInput
from annotations.importers.base import ImportedArticle, Record
from annotations.importers.fields import Fields, Refused
from annotations.model.project import Rejected
from annotations.model.wire import Json


class Line(Fields):
    """The fields of one line, called by what names it there. Refusing it raises BadInput."""

    def __init__(self, value: Json, path: Path, line: int, name: str) -> None:
        super().__init__(value, name)
        self._path, self._line = path, line

    def refuse(self, why: str) -> NoReturn:
        """Raise BadInput about this line."""
        raise BadInput(str(self._path), self._line, f"{self._where}: {why}" if self._where else why)

    def object(self, name: str) -> "Line":
        """An object inside; it is on the same line."""
        return Line(super().object(name).values, self._path, self._line, self.place(name))


class Lines(Fields):
    """An object whose lists of objects are lines of files."""

    def __init__(self, lists: Mapping[str, Sequence[Line]]) -> None:
        super().__init__({}, "")
        self._lists = lists

    def objects(self, name: str) -> Iterator[Fields]:
        """The lines of that list."""
        return iter(self._lists.get(name, ()))


def taken_from_lines(make: Callable[[], ImportedArticle], path: Path, line: int | None) -> Record:
    """The article, or why it was not taken and where: the line at fault, else that of the article itself."""
    try:
        return make()
    except Refused as error:
        return Rejected(str(path), line, _on_one_line(str(error)))
    except BadInput as error:
        return Rejected(error.file, error.line, _on_one_line(error.why))


def _on_one_line(reason: str) -> str:
    # It may quote what stood in a cell.
    return " ".join(reason.split())
