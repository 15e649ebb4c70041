"""JSONL for Hugging Face `datasets`: spans and events, or tokens with tags (docs/manual/formats/hf.md)."""

import re
from collections.abc import Hashable, Iterator, Sequence
from functools import partial
from pathlib import Path

import orjson

from annotations.importers.base import Importer, Record
from annotations.importers.beside import Beside, SetBeside
from annotations.importers.fields import Fields, Refused
from annotations.importers.foreign import ForeignRecord, ForeignSet, meta_of, read_foreign
from annotations.importers.json_records import outline
from annotations.importers.relations import LabelledSpan, Link
from annotations.model.beside import BESIDE_KEY, is_marked
from annotations.model.mention import Kind
from annotations.model.wire import Json

LABELS_FILE = "labels.json"

# What lies beside the rows and says nothing of articles: the names of the tags, and the card with the types.
_NAMES = re.compile(rb'\s*\[\s*"O"(\s*,\s*"[BIELSU]-(?:[^"\\]|\\.)+")*\s*\]\s*')
_CARD = re.compile(rb"---\r?\n(?:.*\n)*?dataset_info:\s")
_HEAD = 65_536
# Bytes; a list of names has no need of more.
_LARGEST_LABELS = 1_000_000


def read(path: Path, annotator: str | None) -> Iterator[Record]:
    """One value per row. Tags that are numbers get their names from `labels.json` beside the file."""
    with path.open("rb") as stream:
        if _has_no_rows(stream.read(_HEAD)):
            return
    yield from read_foreign(path, annotator, partial(_parse, _names(path.parent / LABELS_FILE)))


def _names(file: Path) -> list[str]:
    """The names of the tags by number; none if no list of strings is there."""
    if not file.is_file() or file.stat().st_size > _LARGEST_LABELS:
        return []
    try:
        names = orjson.loads(file.read_bytes())
    except orjson.JSONDecodeError:
        # Some other file of that name; without names only tags that are numbers are refused.
        return []
    return names if isinstance(names, list) and all(isinstance(name, str) for name in names) else []


def _parse(names: Sequence[str], fields: Fields) -> ForeignRecord:
    beside = _beside_of(fields)
    said = beside.set()
    words = [_word(value, number) for number, value in enumerate(fields.list("tokens"))]
    text = fields.text("text") if "text" in fields or not words else " ".join(words)
    tokens = _places(text, words)
    spans: list[LabelledSpan] = []
    links: list[Link] = []
    if "spans" in fields:
        spans, links = _spans(fields, said)
    elif "ner_tags" in fields:
        spans = _tagged(fields, tokens, names)
    looked_at = bool(beside.sets) if BESIDE_KEY in fields else bool(spans) or "ner_tags" in fields
    annotated = ForeignSet(
        annotator=said.annotator, status=said.status, spans=tuple(spans), links=tuple(links), beside=said
    )
    return ForeignRecord(
        text=text,
        sets=(annotated,) if looked_at else (),
        tokens=[list(place) for place in tokens],
        meta=meta_of(fields.values),
        beside=beside,
    )


def _beside_of(fields: Fields) -> Beside:
    if BESIDE_KEY not in fields:
        return Beside(Fields({}, ""))
    try:
        return Beside(Fields(orjson.loads(fields.text(BESIDE_KEY)), BESIDE_KEY))
    except orjson.JSONDecodeError as error:
        raise Refused(f"{BESIDE_KEY} is not JSON: {error}") from error


def _word(value: object, number: int) -> str:
    if not isinstance(value, str):
        raise Refused(f"tokens[{number}] is not a string")
    return value


def _places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words that are not blank stand in the text, one after the other; nothing if one does not."""
    places, reached = [], 0
    for word in filter(str.strip, words):
        start = text.find(word, reached)
        if start < 0 or text[reached:start].strip():
            return []
        reached = start + len(word)
        places.append((start, reached))
    return places


def _spans(fields: Fields, said: SetBeside) -> tuple[list[LabelledSpan], list[Link]]:
    """The spans, those that are triggers once for each event, and what links the events to their fillers."""
    given = list(enumerate(fields.objects("spans")))
    events = list(enumerate(fields.objects("events")))
    triggered: dict[int, list[tuple[int, Fields]]] = {}
    for number, event in events:
        triggered.setdefault(_place(event, "trigger", len(given)), []).append((number, event))
    spans: list[LabelledSpan] = []
    key_of: dict[int, Hashable] = {}
    for place, span in given:
        claims: list[tuple[Hashable, str, str]] = [
            (("event", number), Kind.EVENT, event.name("type")) for number, event in triggered.get(place, ())
        ] or [(("span", place), _kind(span), span.name("label"))]
        key_of[place] = claims[0][0]
        spans += [_labelled(span, f"spans[{place}]", said, *claim) for claim in claims]
    links = [
        Link(
            place=f"events[{number}].arguments",
            head=("event", number),
            child=key_of[_place(argument, "span", len(given))],
            role=argument.name("role"),
        )
        for number, event in events
        for argument in event.objects("arguments")
    ]
    return spans, links


def _kind(span: Fields) -> str:
    kind = span.text("kind", Kind.ENTITY)
    if kind not in (Kind.ENTITY, Kind.EVENT):
        span.refuse(f"kind is {kind!r}, not entity or event")
    return kind


def _place(fields: Fields, name: str, spans: int) -> int:
    place = fields.whole(name)
    if place >= spans:
        fields.refuse(f"{name} is {place}, and there are {spans} spans")
    return place


def _labelled(span: Fields, place: str, said: SetBeside, key: Hashable, kind: str, label: str) -> LabelledSpan:
    start, end = span.whole("start"), span.whole("end")
    details: Json = said.take(start, end, label) or {"kind": kind}
    return LabelledSpan(key=key, place=place, start=start, end=end, label=label, details=details)


def _tagged(fields: Fields, tokens: Sequence[tuple[int, int]], names: Sequence[str]) -> list[LabelledSpan]:
    """A span for each run of tags, which may be names or numbers."""
    words = [number for number, word in enumerate(fields.list("tokens")) if word.strip()]
    tags = [_tag(value, names, number) for number, value in enumerate(fields.list("ner_tags"))]
    if len(tags) != len(fields.list("tokens")):
        fields.refuse(f"there are {len(fields.list('tokens'))} tokens and {len(tags)} ner_tags")
    if len(words) != len(tokens):
        fields.refuse("the tokens are not those of the text")
    spans: list[LabelledSpan] = []
    for label, first, last in _runs([tags[number] for number in words]):
        start, end = tokens[first][0], tokens[last][1]
        place = f"ner_tags[{words[first]}]"
        spans.append(LabelledSpan(key=len(spans), place=place, start=start, end=end, label=label))
    return spans


def _tag(value: object, names: Sequence[str], number: int) -> str:
    if isinstance(value, str):
        return value
    if type(value) is not int:
        raise Refused(f"ner_tags[{number}] is neither a name nor a number")
    if not names:
        raise Refused(f"ner_tags are numbers, and there is no {LABELS_FILE} with their names beside the file")
    if not 0 <= value < len(names):
        raise Refused(f"ner_tags[{number}] is {value}, and {LABELS_FILE} has {len(names)} names")
    return names[value]


def _runs(tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Label, first and last number of each mention that the tags make (IOB1, IOB2, BIOES or BILOU)."""
    first, before, ended = 0, "", True
    for number, tag in enumerate((*tags, "O")):
        place, _dash, label = tag.partition("-")
        goes_on = label == before and not ended and place not in ("B", "S", "U")
        if before and not goes_on:
            yield before, first, number - 1
        if not goes_on:
            first = number
        before, ended = label, place in ("E", "L", "S", "U")


def _has_no_rows(head: bytes) -> bool:
    return _NAMES.fullmatch(head) is not None or _CARD.match(head) is not None


def _recognises(head: bytes) -> bool:
    """Our mark, or tokens with tags, or spans with events that point at them; or what lies beside such rows."""
    keys = outline(head)
    return (
        is_marked(head, "hf")
        or _has_no_rows(head)
        or keys >= {"tokens", "ner_tags"}
        or keys >= {"spans.start", "spans.label", "events.trigger", "events.type"}
    )


IMPORTER = Importer(
    id="hf",
    title="Hugging Face datasets",
    suffixes=(".hf.jsonl",),
    recognises=_recognises,
    read=read,
)
