"""Writing formats: annotated articles in, files out."""

from collections.abc import Mapping
from importlib.metadata import entry_points
from pkgutil import resolve_name
from types import MappingProxyType

from exporters.base import Exporter

# A new format is one module and one line here; others may add theirs as entry points of the same shape.
_TABLE = {
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
    return MappingProxyType({**added, **_TABLE})


def find(format_id: str) -> Exporter:
    """The exporter of that id. Raises KeyError if there is none."""
    exporter = resolve_name(table()[format_id])
    assert isinstance(exporter, Exporter)
    return exporter
