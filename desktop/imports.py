"""Looking at files before they are imported, in the files process. No Qt."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.suggesters.worker import tell_now_and_then

if TYPE_CHECKING:
    from annotations.importers.survey import Survey

# Of these one file is one article, and there is nothing to decide.
PLAIN = frozenset(("txt", "html"))

Looked = tuple["Survey", frozenset[str]]


def look(
    location: str,
    paths: Sequence[Path],
    formats: Mapping[str, str],
    columns: Mapping[str, str] | None,
    plain_too: bool,
) -> Iterator[Looked | None]:
    """What is in files, and which of their texts are in the project already; tells the number of records as it goes.

    None, without reading them, if all are plain articles, unless those are asked for too.
    """
    from annotations.importers.survey import survey
    from annotations.workspace import Workspace

    if not plain_too and _all_plain(paths):
        yield None
        return
    with Workspace.open(location, read_only=True) as workspace:
        found = survey(paths, workspace.schema, formats=formats, columns=columns, on_progress=tell_now_and_then)
        yield found, frozenset(workspace.known_texts(found.texts))


def _all_plain(paths: Sequence[Path]) -> bool:
    from annotations.errors import BadInput
    from annotations.importers import files, recognise

    try:
        return all(recognise(file).importer.id in PLAIN for file in files(paths))
    except (BadInput, OSError):
        # Which it is, the survey says.
        return False
