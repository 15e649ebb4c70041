"""The formats that can be chosen, ours first, with what they are called."""

from annotations.errors import FormatBroken
from desktop.panels.export.format_list import FormatRow
from desktop.panels.export.words import FORMATS, tr
from exporters import find, table


def format_rows() -> tuple[FormatRow, ...]:
    """All formats there are. One that cannot be loaded is listed by its id, and says why when it is chosen."""
    known = table()
    ours = [FormatRow(id_, tr(title), tr(second) if second else "") for id_, (title, second) in FORMATS.items()]
    others = [FormatRow(id_, _title(id_)) for id_ in known if id_ not in FORMATS]
    return (*(row for row in ours if row.id in known), *others)


def _title(format_id: str) -> str:
    try:
        return find(format_id).title
    except FormatBroken:
        return format_id
