"""Writing formats: annotated articles in, files out."""

from collections.abc import Mapping
from importlib.metadata import entry_points
from pkgutil import resolve_name
from types import MappingProxyType

from annotations.errors import FormatBroken
from exporters.base import Exporter
from exporters.others import broken, guarded

# A new format is one module and one line here; others may add theirs as entry points of the same shape.
_TABLE = {
    "spacy-pack": "exporters.spacy_pack:EXPORTER",
    "spacy": "exporters.spacy_docbin:EXPORTER",
    "jsonl": "exporters.jsonl:EXPORTER",
    "prodigy": "exporters.prodigy:EXPORTER",
    "doccano": "exporters.doccano:SPANS",
    "doccano-relations": "exporters.doccano:WITH_RELATIONS",
    "labelstudio": "exporters.labelstudio:EXPORTER",
    "hf": "exporters.hugging_face:EXPORTER",
    "conll": "exporters.conll:EXPORTER",
    "dygie": "exporters.dygie:EXPORTER",
    "oneie": "exporters.oneie:EXPORTER",
    "cas-xmi": "exporters.cas:XMI_EXPORTER",
    "cas-json": "exporters.cas:JSON_EXPORTER",
    "webanno-tsv": "exporters.webanno_tsv:EXPORTER",
    "brat": "exporters.brat:EXPORTER",
    "csv": "exporters.tables:CSV",
    "xlsx": "exporters.tables:XLSX",
}
_GROUP = "spandesk.exporters"


def table() -> Mapping[str, str]:
    """The writable formats: id to "module:name". Nothing is imported by asking; an id of our own is never replaced."""
    added = {point.name: point.value for point in entry_points(group=_GROUP)}
    return MappingProxyType({**_TABLE, **{id_: value for id_, value in added.items() if id_ not in _TABLE}})


def find(format_id: str) -> Exporter:
    """The exporter of that id. Raises KeyError if there is none, FormatBroken if somebody else's cannot be used; that
    is also what somebody else's raises when it fails at its work."""
    if format_id in _TABLE:
        # Without asking which packages are installed, which takes its time.
        exporter = resolve_name(_TABLE[format_id])
        assert isinstance(exporter, Exporter)
        return exporter
    value = table()[format_id]
    try:
        exporter = resolve_name(value)
    except Exception as error:
        # Whatever it is that fails in there.
        raise broken(format_id, error) from error
    if not isinstance(exporter, Exporter):
        raise FormatBroken(format_id, f"{value} is not an exporter")
    if exporter.id != format_id:
        raise FormatBroken(format_id, f"{value} calls itself {exporter.id}")
    return guarded(exporter)


def usable() -> tuple[tuple[Exporter, ...], tuple[FormatBroken, ...]]:
    """All exporters in the order of the table, and why those of others that are missing are."""
    found, missing = list[Exporter](), list[FormatBroken]()
    for format_id in table():
        try:
            found.append(find(format_id))
        except FormatBroken as error:
            missing.append(error)
    return tuple(found), tuple(missing)
