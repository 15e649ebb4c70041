"""What sets and suggestions of a native record say, checked against the text and against one another."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, starmap
from operator import attrgetter, itemgetter
from typing import Any

from annotations.importers.fields import Fields, Refused
from annotations.importers.offsets import Offsets
from annotations.importers.plain import HAND, are, are_names, are_texts, plain_mentions
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId, MentionId, RunId, SuggestionId, suggestion_id_for
from annotations.model.many import made
from annotations.model.mention import (
    BY_HAND,
    Argument,
    EntityMention,
    EventMention,
    Kind,
    Mention,
    Origin,
    Outcome,
    reading_order,
)
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.model.wire import Json

_NOTHING: tuple[Any, ...] = (None, [])
_KINDS = {kind.value: kind for kind in Kind}
_SUGGESTED = itemgetter("id", "run", "score", "explanation", "suggester", "version", "settings")
_ID, _CLAIM = attrgetter("id"), attrgetter("span.start", "span.end", "parts", "label")


def mentions(fields: Fields, offsets: Offsets) -> tuple[Mention, ...]:
    """The mentions of a set with their arguments, in reading order. Raises Refused."""
    objects = list(fields.objects("mentions"))
    found = {mention.id: mention for mention in _each_once(objects, _mentions(objects, offsets))}
    filled: dict[MentionId, list[Argument]] = {}
    events: dict[MentionId, EventMention] = {}
    for event, argument in _arguments(fields.objects("arguments"), found, None):
        events[event.id] = event
        filled.setdefault(event.id, []).append(argument)
    found |= {id_: event.with_arguments(tuple(filled[id_])) for id_, event in events.items()}
    return tuple(sorted(found.values(), key=reading_order))


def _mentions(objects: Sequence[Fields], offsets: Offsets) -> list[Mention]:
    plain = plain_mentions([each.values for each in objects], offsets)
    return [mention or _mention(each, offsets) for each, mention in zip(objects, plain, strict=True)]


def _each_once(objects: Sequence[Fields], read: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions that were read from the objects. Raises Refused if one of them, or its id, is there twice."""
    claims = list(zip(map(type, read), map(_CLAIM, read), strict=True))
    if len(set(claims)) == len(read) == len(set(map(_ID, read))):
        return read
    ids, claimed = set[MentionId](), set[Any]()
    for each, mention, claim in zip(objects, read, claims, strict=True):
        if mention.id in ids:
            each.refuse(f"the id {mention.id} is used twice")
        if claim in claimed:
            each.refuse(f"{mention.label} at {mention.span.start}..{mention.span.end} is there twice")
        ids.add(mention.id)
        claimed.add(claim)
    return read


def clusters(fields: Fields, among: Iterable[Mention]) -> tuple[Cluster, ...]:
    """What is written of the clusters of a set, in file order. Raises Refused."""
    found: dict[ClusterId, Cluster] = {}
    named = {mention.cluster for mention in among}
    for each in fields.objects("clusters"):
        cluster = Cluster(
            id=ClusterId(each.text("id")),
            name=each.text("name", ""),
            knowledge_base=each.text("knowledge_base", ""),
        )
        if cluster.id in found:
            each.refuse(f"the id {cluster.id} is used twice")
        if cluster.id not in named:
            each.refuse(f"no mention is in the cluster {cluster.id}")
        found[cluster.id] = cluster
    return tuple(cluster for cluster in found.values() if not cluster.is_bare)


def _arguments(
    objects: Iterable[Fields], found: Mapping[MentionId, Mention], owner: MentionId | None
) -> Iterable[tuple[EventMention, Argument]]:
    """Each argument with the event it belongs to. `owner` is the event of those that do not say."""
    seen = set()
    for fields in objects:
        event_id = MentionId(fields.text("event", owner))
        argument = Argument(fields.name("role"), MentionId(fields.name("target")))
        event = found.get(event_id)
        if not isinstance(event, EventMention):
            fields.refuse(f"there is no event {event_id}")
        if argument.target not in found:
            fields.refuse(f"there is no mention {argument.target}")
        if argument.target == event_id:
            fields.refuse("an event cannot fill its own role")
        if (event_id, argument) in seen:
            fields.refuse(f"{argument.role} of {event_id} is filled twice with {argument.target}")
        seen.add((event_id, argument))
        yield event, argument


def _mention(fields: Fields, offsets: Offsets) -> Mention:
    kind, label = _kind(fields), fields.name("label")
    start, end = fields.whole("start"), fields.whole("end")
    try:
        span = offsets.checked(start, end)
    except Refused as error:
        fields.refuse(str(error))
    if "surface" in fields and not offsets.surface_agrees(fields.text("surface"), start, end, span):
        fields.refuse(f"surface is not what stands at {start}..{end}")
    parts = offsets.parts(fields, span) if "parts" in fields else ()
    attributes = fields.strings("attributes")
    made = EntityMention if kind is Kind.ENTITY else EventMention
    return made(
        id=MentionId(fields.name("id")) if "id" in fields else _id_for(kind, parts or (span,), label),
        span=span,
        label=label,
        parts=parts,
        attributes=tuple(sorted(attributes.items())) if attributes else (),
        cluster=ClusterId(fields.text("cluster")) if "cluster" in fields else None,
        note=fields.text("note", ""),
        unsure=fields.flag("unsure"),
        origin=BY_HAND if fields.values.get("origin") in (None, HAND) else _origin(fields.object("origin")),
    )


def _kind(fields: Fields) -> Kind:
    word = fields.text("kind", Kind.ENTITY.value)
    kind = _KINDS.get(word)
    if kind is None:
        fields.refuse(f"kind is {word!r}, not entity or event")
    return kind


def _id_for(kind: Kind, pieces: Sequence[Span], label: str) -> MentionId:
    """The same claim about the same text gets the same id, whenever it is read."""
    places = [(piece.start, piece.end) for piece in pieces]
    digest = hashlib.sha256(f"{kind.value}\n{places}\n{label}".encode()).hexdigest()
    return MentionId("m" + digest[:16])


def _origin(fields: Fields) -> Origin:
    by = fields.text("by", "hand")
    if by == "hand":
        return BY_HAND
    if by != "suggestion":
        fields.refuse(f"by is {by!r}, not hand or suggestion")
    decision = fields.text("decision", "")
    if decision and decision not in (Outcome.ACCEPTED, Outcome.CORRECTED):
        fields.refuse(f"decision is {decision!r}, not accepted or corrected")
    return Origin(
        by="suggestion",
        suggestion=SuggestionId(fields.name("suggestion")) if "suggestion" in fields else None,
        run=RunId(fields.name("run")) if "run" in fields else None,
        score=fields.number("score"),
        outcome=Outcome(decision) if decision else None,
    )


def suggestions(fields: Fields, offsets: Offsets) -> tuple[Suggestion, ...]:
    """The suggestions of a record, in file order. Their arguments target one another. Raises Refused."""
    found: dict[SuggestionId, Suggestion] = {}
    objects = list(fields.objects("suggestions"))
    proposals = _mentions([each.object("mention") for each in objects], offsets)
    read = _plain_suggestions([each.values for each in objects], proposals) or map(_suggestion, objects, proposals)
    for each, suggestion in zip(objects, read, strict=True):
        if suggestion.id in found:
            each.refuse(f"the id {suggestion.id} is used twice")
        found[suggestion.id] = suggestion
    proposed = {MentionId(id_): suggestion.mention for id_, suggestion in found.items()}
    for each, suggestion in zip(objects, tuple(found.values()), strict=True):
        if each.values.get("arguments") in _NOTHING:
            continue
        arguments = _arguments(each.objects("arguments"), proposed, suggestion.mention.id)
        linked = tuple(argument for _event, argument in arguments)
        if linked and isinstance(suggestion.mention, EventMention):
            found[suggestion.id] = replace(suggestion, mention=suggestion.mention.with_arguments(linked))
    return tuple(found.values())


def _plain_suggestions(values: Sequence[Json], proposals: Sequence[Mention]) -> tuple[Suggestion, ...]:
    """All of them at once; none if anything is wrong with one, or it has to be looked at by itself."""
    try:
        ids, runs, scores, explanations, *described = zip(*map(_SUGGESTED, values), strict=True)
    except (KeyError, ValueError):
        return ()
    given = [score for score in scores if score is not None]
    if (
        not (are_names(ids) and are_names(runs) and are_texts([*explanations, *chain.from_iterable(described)]))
        or (given and not (are(float, given) and min(given) >= 0 and max(given) <= 1))
        or ids != tuple(map(_ID, proposals))
    ):
        return ()
    run = starmap(run_of, zip(*described, runs, strict=True))
    return made(Suggestion, len(ids), id=ids, run=run, mention=proposals, score=scores, explanation=explanations)


def _suggestion(fields: Fields, mention: Mention) -> Suggestion:
    run = _run(fields)
    if "id" in fields:
        id_ = SuggestionId(fields.name("id"))
    else:
        id_ = suggestion_id_for(run.suggester, mention.kind.value, mention.span.start, mention.span.end, mention.label)
    return Suggestion(
        id=id_,
        run=run,
        mention=mention if mention.id == MentionId(id_) else replace(mention, id=MentionId(id_)),
        score=_score(fields),
        explanation=fields.text("explanation", ""),
    )


def _run(fields: Fields) -> SuggestionRun:
    suggester, version = fields.text("suggester", "imported"), fields.text("version", "")
    return run_of(suggester, version, fields.text("settings", ""), fields.name("run") if "run" in fields else "")


@lru_cache(maxsize=64)
def run_of(suggester: str, version: str = "", settings: str = "", id_: str = "") -> SuggestionRun:
    """The run of a suggester, which thousands of suggestions share."""
    digest = hashlib.sha256(f"{suggester}\n{version}\n{settings}".encode()).hexdigest()
    return SuggestionRun(id=RunId(id_ or "r" + digest[:16]), suggester=suggester, version=version, settings=settings)


def _score(fields: Fields) -> float | None:
    score = fields.number("score")
    if score is not None and not 0 <= score <= 1:
        fields.refuse("score is not between 0 and 1")
    return score
