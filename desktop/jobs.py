"""What the child processes do: generator functions over plain values. No Qt here.

Each yields as it goes, so that the window can show progress and the work can be stopped in between.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.suggesters.base import ArticleText, Plan

if TYPE_CHECKING:
    from annotations.importers.mapping import LabelMap

BATCH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How files are read where it does not go without saying: formats by path, the columns of tables, and what becomes
    of labels."""

    formats: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] | None = None
    labels: "LabelMap | None" = None


PLAINLY = Reading()


def read_files(paths: Sequence[Path], annotator: str | None, reading: Reading) -> Iterator[tuple[int, bytes]]:
    """Read articles from files and folders: how many records each time, and the records, packed."""
    from annotations.importers import read
    from annotations.importers.in_bulk import packed, seldom_collected

    with seldom_collected():
        records = read(
            paths, annotator=annotator, formats=reading.formats, columns=reading.columns, labels=reading.labels
        )
        while batch := list(islice(records, BATCH)):
            yield len(batch), packed(batch)


def suggest(schema: dict[str, Any], plan: Plan, articles: Sequence[ArticleText]) -> Iterator[Any]:
    """Suggestions for each article in turn: (article id, {run id: suggestions})."""
    from annotations.suggesters.base import suggest_batch

    yield from suggest_batch(schema, plan, articles)
