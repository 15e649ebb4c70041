"""Prodigy's JSONL: spans and relations, with the annotator of each task (docs/manual/formats/prodigy.md)."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from annotations.importers.base import Importer, Record
from annotations.importers.beside import Beside
from annotations.importers.fields import Fields
from annotations.importers.foreign import ForeignRecord, ForeignSet, meta_of, read_foreign
from annotations.importers.json_records import outline
from annotations.importers.relations import LabelledSpan, Link
from annotations.model.annotation_set import Status
from annotations.model.beside import BESIDE_KEY, is_marked

# What is done to a record, as counted in import reports.
NO_LABEL = "span without a label left out"
NO_MENTION = "relation of words that are not marked left out"
NOT_ACCEPTED = "answer not accepted, its spans left out"

_ANSWERS = ("accept", "reject", "ignore")


def read(path: Path, annotator: str | None) -> Iterator[Record]:
    """One value per task. One that was rejected or ignored is an article without a set."""
    yield from read_foreign(path, annotator, _parse)


def _parse(fields: Fields) -> ForeignRecord:
    text, beside, changes = fields.text("text"), Beside(fields.object(BESIDE_KEY)), Counter[str]()
    answer = fields.text("answer", "")
    if answer and answer not in _ANSWERS:
        fields.refuse(f"answer is {answer!r}, not accept, reject or ignore")
    tokens = [_token(value, number) for number, value in enumerate(fields.list("tokens"))]
    sets: tuple[ForeignSet, ...] = ()
    if answer in ("reject", "ignore"):
        changes[NOT_ACCEPTED] += bool(fields.list("spans"))
    elif answer or fields.list("spans"):
        sets = (_set(fields, beside, tokens, changes),)
    return ForeignRecord(
        text=text,
        sets=sets,
        tokens=[[start, end] for start, end in tokens if not text[start:end].isspace()],
        meta=meta_of(fields.object("meta").values),
        changes=changes,
        beside=beside,
    )


def _token(value: Any, number: int) -> tuple[int, int]:
    # There are hundreds in a task, and nearly all are good.
    if isinstance(value, dict):
        start, end = value.get("start"), value.get("end")
        if type(start) is type(end) is int and 0 <= start <= end:
            return start, end
    fields = Fields(value, f"tokens[{number}]")
    return fields.whole("start"), fields.whole("end")


def _set(fields: Fields, beside: Beside, tokens: Sequence[tuple[int, int]], changes: Counter[str]) -> ForeignSet:
    said = beside.set()
    by_place: dict[Hashable, Hashable] = {}
    spans: list[LabelledSpan] = []
    for number, each in enumerate(fields.objects("spans")):
        if not each.text("label", "").strip():
            changes[NO_LABEL] += 1
            continue
        start, end = _place(each, tokens)
        label = each.text("label")
        if "text" in each and each.text("text") != fields.text("text")[start:end]:
            each.refuse(f"text is not what stands at {start}..{end}")
        span = LabelledSpan(
            key=len(spans),
            place=f"spans[{number}]",
            start=start,
            end=end,
            label=label,
            details=said.take(start, end, label),
        )
        spans.append(span)
        for name in _names(each, tokens):
            by_place.setdefault(name, span.key)
    relations = enumerate(fields.objects("relations"))
    links = [_link(each, f"relations[{number}]", by_place, tokens) for number, each in relations]
    changes[NO_MENTION] += links.count(None)
    done = said.status if beside.sets else Status.DONE if "answer" in fields else Status.OPEN
    return ForeignSet(
        annotator=said.annotator or fields.text("_annotator_id", "") or fields.text("_session_id", ""),
        status=done,
        spans=tuple(spans),
        links=tuple(link for link in links if link is not None),
        beside=said,
    )


def _place(span: Fields, tokens: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Start and end of a span, by its offsets, else by its tokens, of which the last is one of it."""
    if "start" in span or "end" in span or "token_start" not in span:
        return span.whole("start"), span.whole("end")
    first, last = span.whole("token_start"), span.whole("token_end")
    if max(first, last) >= len(tokens):
        span.refuse(f"there are no tokens {first} to {last}")
    return tokens[first][0], tokens[last][1]


def _names(span: Fields, tokens: Sequence[tuple[int, int]]) -> Iterator[Hashable]:
    """By what a relation may mean a span: the surest first."""
    start, end = _place(span, tokens)
    if isinstance(span.values.get("id"), str):
        yield "id", span.values["id"]
    yield "label", start, end, span.text("label", "")
    yield "place", start, end
    # Prodigy names the last token of a span.
    if "token_end" in span:
        yield "token", span.whole("token_end")


def _link(
    relation: Fields, place: str, by_place: dict[Hashable, Hashable], tokens: Sequence[tuple[int, int]]
) -> Link | None:
    """The relation; None where an end of it is no labelled span."""
    ends = []
    for which in ("head", "child"):
        names = partial(_names, relation.object(f"{which}_span"), tokens)
        named = names() if f"{which}_span" in relation else iter([("token", relation.whole(which))])
        ends.append(next((by_place[name] for name in named if name in by_place), None))
    head, child = ends
    role = relation.text("label", "")
    if head is None or child is None or not role.strip():
        return None
    return Link(place=place, head=head, child=child, role=role)


def _recognises(head: bytes) -> bool:
    """Our mark, or keys that only Prodigy writes, or spans of characters with nothing else beside them."""
    if is_marked(head, "prodigy"):
        return True
    keys = outline(head)
    if "text" not in keys or keys & {"sets", "data", "events.type", "ner_tags", "entities"}:
        return False
    return bool(
        keys & {"_input_hash", "_task_hash", "_view_id", "spans.token_start", "relations.head_span"}
        or keys >= {"tokens.text", "tokens.start", "tokens.end", "tokens.id"}
        or keys >= {"spans.start", "spans.end", "spans.label"}
    )


IMPORTER = Importer(id="prodigy", title="Prodigy", suffixes=(".prodigy.jsonl",), recognises=_recognises, read=read)
