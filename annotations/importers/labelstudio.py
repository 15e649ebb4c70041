"""Label Studio's tasks: annotations with their annotators, predictions as suggestions
(docs/manual/formats/labelstudio.md)."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotations.importers.base import Importer, Record
from annotations.importers.beside import Beside, SetBeside
from annotations.importers.fields import Fields, Refused
from annotations.importers.foreign import ForeignPrediction, ForeignRecord, ForeignSet, meta_of, read_foreign
from annotations.importers.json_records import outline
from annotations.importers.labelstudio_text import Region, TaskText, text_of
from annotations.importers.records import UNNAMED
from annotations.importers.relations import LabelledSpan, Link
from annotations.model.annotation_set import Status
from annotations.model.beside import BESIDE_KEY, is_marked
from annotations.model.wire import Json

# The labelling configuration that lies beside tasks says nothing of articles.
_CONFIGURATION = re.compile(rb"(\xef\xbb\xbf)?\s*<View[\s>].*<\w*Labels\s", re.DOTALL)
_HEAD = 65_536
# What our export of no articles is, and by its line ends no other empty list.
NO_TASKS = b"[\n]\n"

# What is done to a record, as counted in import reports.
CANCELLED = "cancelled annotation left out"
OTHER_RESULT = "result that is no span and no relation left out"
NO_ROLE = "relation without a label left out"
NO_PROBABILITY = "score that is no probability left out"
UTF16 = "offsets counted in UTF-16 units"


def read(path: Path, annotator: str | None) -> Iterator[Record]:
    """One value per task, and none of a labelling configuration. Annotations that were cancelled are left out."""
    with path.open("rb") as stream:
        is_configuration = _CONFIGURATION.match(stream.read(_HEAD))
    if not is_configuration:
        yield from read_foreign(path, annotator, _parse)


@dataclass(frozen=True, slots=True)
class _Said:
    """What one annotation or prediction says."""

    fields: Fields
    regions: list[Region] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def _parse(fields: Fields) -> ForeignRecord:
    if "data" not in fields:
        fields.refuse("no data; only whole tasks can be read, which Label Studio exports as JSON, not as JSON-MIN")
    data, changes = fields.object("data"), Counter[str]()
    beside = Beside(data.object(BESIDE_KEY))
    annotations = [
        said for said in _all_said(fields, "annotations", changes) if not _is_cancelled(said.fields, changes)
    ]
    # Exports name predictions they do not hold by their numbers.
    held = Fields({"predictions": [each for each in fields.list("predictions") if isinstance(each, dict)]}, "")
    predictions = list(_all_said(held, "predictions", changes))
    text = text_of(data, [region for said in (*annotations, *predictions) for region in said.regions])
    changes[UTF16] += text.utf16
    # Sets are told by their order, unless somebody added one or took one away.
    known = len(beside.sets) == len(annotations)
    return ForeignRecord(
        text=text.text,
        sets=tuple(_set(said, text, beside.set(number) if known else None) for number, said in enumerate(annotations)),
        predictions=tuple(_prediction(said, text, beside, changes) for said in predictions if said.regions),
        meta=meta_of(data.values),
        changes=changes,
        beside=beside,
    )


def _is_cancelled(annotation: Fields, changes: Counter[str]) -> bool:
    cancelled = annotation.flag("was_cancelled")
    changes[CANCELLED] += cancelled
    return cancelled


def _all_said(fields: Fields, name: str, changes: Counter[str]) -> Iterator[_Said]:
    for number, each in enumerate(fields.objects(name)):
        said = _Said(each)
        for position, result in enumerate(each.objects("result")):
            _take(result, f"{name}[{number}].result[{position}]", said, changes)
        yield said


def _take(result: Fields, place: str, said: _Said, changes: Counter[str]) -> None:
    kind = result.text("type", "")
    if kind == "relation":
        said.links.extend(_links(result, place, changes))
    elif kind.endswith("labels") and result.object("value").list(kind):
        said.regions.append(_region(result, place, kind))
    else:
        changes[OTHER_RESULT] += 1


def _links(relation: Fields, place: str, changes: Counter[str]) -> Iterator[Link]:
    """One link for each label. Its direction says which end is the event."""
    ends = relation.name("from_id"), relation.name("to_id")
    head, child = reversed(ends) if relation.text("direction", "right") == "left" else ends
    roles = relation.list("labels")
    changes[NO_ROLE] += not roles
    for number in range(len(roles)):
        role = Fields({"label": roles[number]}, place).name("label")
        yield Link(place=place, head=head, child=child, role=role)


def _region(result: Fields, place: str, kind: str) -> Region:
    value = result.object("value")
    offsets = value.object("globalOffsets") if "globalOffsets" in value else value
    if offsets is value and ("startOffset" in value or isinstance(value.values.get("start"), str)):
        result.refuse("its place is given in HTML and not in characters; export with globalOffsets, or from plain text")
    labels = value.list(kind)
    return Region(
        score=result.number("score"),
        place=place,
        id=result.name("id"),
        start=offsets.whole("start"),
        end=offsets.whole("end"),
        labels=tuple(Fields({"label": label}, place).name("label") for label in labels),
        surface=value.text("text") if "text" in value else None,
        in_html=offsets is not value,
    )


def _set(said: _Said, text: TaskText, beside: SetBeside | None) -> ForeignSet:
    known = beside if beside is not None else SetBeside(Fields({}, ""))
    return ForeignSet(
        annotator=known.annotator or _annotator(said.fields),
        status=known.status if beside is not None else Status.DONE,
        spans=tuple(_spans(said.regions, text, lambda _region, *place: known.take(*place))),
        links=tuple(said.links),
        beside=known,
    )


def _annotator(annotation: Fields) -> str:
    """Whom Label Studio names: a number, or an account with an address."""
    by = annotation.values.get("completed_by")
    if isinstance(by, dict):
        account = Fields(by, "completed_by")
        by = account.text("email", "") or account.text("username", "") or by.get("id")
    return f"annotator {by}" if type(by) is int else by if isinstance(by, str) else ""


def _prediction(said: _Said, text: TaskText, beside: Beside, changes: Counter[str]) -> ForeignPrediction:
    version = said.fields.values.get("model_version")
    overall = said.fields.number("score")

    def details(region: Region, _start: int, _end: int, _label: str) -> Json:
        score = overall if region.score is None else region.score
        if score is not None and not 0 <= score <= 1:
            changes[NO_PROBABILITY] += 1
            score = None
        return beside.suggestions.get(region.id.partition("-")[2]) or {"score": score}

    return ForeignPrediction(
        suggester=version if isinstance(version, str) and version.strip() else UNNAMED,
        spans=tuple(_spans(said.regions, text, details)),
        links=tuple(said.links),
    )


def _spans(
    regions: Sequence[Region], text: TaskText, details: Callable[[Region, int, int, str], Json]
) -> Iterator[LabelledSpan]:
    """A span for each label of each region; relations mean the first."""
    for region in regions:
        try:
            start, end = text.carry(region.start), text.carry(region.end)
        except ValueError as error:
            raise Refused(f"{region.place}: {error}") from error
        for number, label in enumerate(region.labels):
            yield LabelledSpan(
                key=region.id if number == 0 else (region.id, number),
                place=region.place,
                start=start,
                end=end,
                label=label,
                details=details(region, start, end, label),
            )


def _recognises(head: bytes) -> bool:
    """Our mark, or tasks: data that are an object, with results or with a text; or a labelling configuration."""
    keys = outline(head)
    of_tasks = {"data.text", "annotations.result", "predictions.result", "annotations.completed_by"}
    if is_marked(head, "labelstudio") or head == NO_TASKS or _CONFIGURATION.match(head):
        return True
    return "data" in keys and bool(keys & of_tasks)


IMPORTER = Importer(
    id="labelstudio",
    title="Label Studio",
    suffixes=(".json",),
    recognises=_recognises,
    read=read,
)
