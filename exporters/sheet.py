"""What tables are written into, be it files or a workbook."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from exporters.files import OutputFolder

Cell = str | int


class Book(Protocol):
    """Tables that are written row by row."""

    def add(self, table: str, values: Sequence[Cell]) -> None:
        """Add a row to a table."""


# Makes the tables of these names and columns in a folder; they are there when the context is left well.
OpenBook = Callable[[OutputFolder, Mapping[str, Sequence[str]]], AbstractContextManager[Book]]
