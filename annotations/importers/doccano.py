"""doccano's JSONL: spans as lists, or entities with relations (docs/manual/formats/doccano.md)."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations.importers.base import Importer, Record
from annotations.importers.beside import Beside, SetBeside
from annotations.importers.fields import Fields
from annotations.importers.foreign import ForeignRecord, ForeignSet, meta_of, read_foreign
from annotations.importers.json_records import outline
from annotations.importers.relations import LabelledSpan, Link
from annotations.model.beside import BESIDE_KEY, is_marked

# What is done to a record, as counted in import reports.
COMMENT = "comment left out"

_LISTED = re.compile(rb'"(label|labels|entities)"\s*:\s*\[\s*[\[\]]')


def read(path: Path, annotator: str | None) -> Iterator[Record]:
    """One value per line. doccano does not write whose annotations they are."""
    yield from read_foreign(path, annotator, _parse)


def _parse(fields: Fields) -> ForeignRecord:
    beside = Beside(fields.object(BESIDE_KEY))
    said = beside.set()
    spans = [*_listed(fields, said), *_entities(fields, said)]
    links = [_link(each, f"relations[{number}]") for number, each in enumerate(fields.objects("relations"))]
    annotated = ForeignSet(
        annotator=said.annotator, status=said.status, spans=tuple(spans), links=tuple(links), beside=said
    )
    return ForeignRecord(
        # Versions of doccano differ in what they call it.
        text=fields.text("text" if "text" in fields else "data"),
        sets=(annotated,) if spans or beside.sets else (),
        meta=meta_of(fields.values),
        changes=Counter({COMMENT: len(fields.list("Comments"))}),
        beside=beside,
    )


def _listed(fields: Fields, said: SetBeside) -> Iterator[LabelledSpan]:
    """Spans as lists of start, end and label."""
    name = "labels" if "labels" in fields and "label" not in fields else "label"
    for number, value in enumerate(fields.list(name)):
        place = f"{name}[{number}]"
        start, end, label = _triple(value, fields, place)
        yield LabelledSpan(
            key=("label", number),
            place=place,
            start=start,
            end=end,
            label=label,
            details=said.take(start, end, label),
        )


def _triple(value: Any, fields: Fields, place: str) -> tuple[int, int, str]:
    if not (isinstance(value, list) and len(value) == 3):
        fields.refuse(f"{place} is not start, end and label")
    given = Fields(dict(zip(("start", "end", "label"), value, strict=True)), place)
    return given.whole("start"), given.whole("end"), given.name("label")


def _entities(fields: Fields, said: SetBeside) -> Iterator[LabelledSpan]:
    for number, each in enumerate(fields.objects("entities")):
        start, end, label = each.whole("start_offset"), each.whole("end_offset"), each.name("label")
        yield LabelledSpan(
            key=each.whole("id"),
            place=f"entities[{number}]",
            start=start,
            end=end,
            label=label,
            details=said.take(start, end, label),
        )


def _link(relation: Fields, place: str) -> Link:
    return Link(place=place, head=relation.whole("from_id"), child=relation.whole("to_id"), role=relation.name("type"))


def _recognises(head: bytes) -> bool:
    """Our mark, or entities with offsets of doccano's name, or labels that are lists."""
    if is_marked(head, "doccano") or is_marked(head, "doccano-relations"):
        return True
    keys = outline(head)
    if not keys & {"text", "data"} or keys & {"sets", "data.text", "tokens", "annotations"}:
        return False
    return "entities.start_offset" in keys or (
        keys.isdisjoint({"spans", "events"}) and _LISTED.search(head) is not None
    )


IMPORTER = Importer(id="doccano", title="doccano", suffixes=(".doccano.jsonl",), recognises=_recognises, read=read)
