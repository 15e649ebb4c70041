"""Mentions, arguments and schemas as JSON values: the one shape used by the log, the native format and the worker.

The shape of a mention is that of the native JSONL (docs/manual/formats/jsonl.md), less `surface`, which a reader
can cut from the text. Keys with nothing to say are left out, so equal values give equal JSON.
"""

from typing import Any, TypeVar

import orjson

from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId, MentionId, RunId, SuggestionId
from annotations.model.mention import (
    Argument,
    EntityMention,
    EventMention,
    Kind,
    Mention,
    Origin,
    Outcome,
)
from annotations.model.schema import AttributeType, Label, Role, Schema
from annotations.model.span import Span

Json = dict[str, Any]
_T = TypeVar("_T")


def mention_to_json(mention: Mention) -> Json:
    """Everything of a mention but its arguments and its surface."""
    out: Json = {
        "id": mention.id,
        "kind": mention.kind.value,
        "start": mention.span.start,
        "end": mention.span.end,
        "label": mention.label,
    }
    if mention.parts:
        out["parts"] = [[part.start, part.end] for part in mention.parts]
    out["attributes"] = dict(mention.attributes)
    if mention.cluster is not None:
        out["cluster"] = mention.cluster
    if mention.note:
        out["note"] = mention.note
    if mention.unsure:
        out["unsure"] = True
    out["origin"] = _origin_to_json(mention.origin)
    return out


def mention_from_json(value: Json, arguments: tuple[Argument, ...] = ()) -> Mention:
    """The inverse of `mention_to_json`; `arguments` belong to an event. Raises KeyError, TypeError or ValueError."""
    value = _typed(value, dict, "mention")
    attributes = _typed(value.get("attributes", {}), dict, "attributes")
    cluster = value.get("cluster")
    common: Json = {
        "id": MentionId(_typed(value["id"], str, "id")),
        "span": _span_from_json(value["start"], value["end"]),
        "label": _typed(value["label"], str, "label"),
        "parts": tuple(_span_from_json(start, end) for start, end in value.get("parts", ())),
        "attributes": tuple(sorted((name, _typed(given, str, name)) for name, given in attributes.items())),
        "cluster": None if cluster is None else ClusterId(_typed(cluster, str, "cluster")),
        "note": _typed(value.get("note", ""), str, "note"),
        "unsure": _typed(value.get("unsure", False), bool, "unsure"),
        "origin": _origin_from_json(value.get("origin")),
    }
    if Kind(value.get("kind", "entity")) is Kind.EVENT:
        return EventMention(**common, arguments=arguments)
    return EntityMention(**common)


def _typed(value: Any, kind: type[_T], what: str) -> _T:
    if type(value) is not kind:
        raise TypeError(f"{what} is {type(value).__name__}, not {kind.__name__}")
    return value


def _span_from_json(start: Any, end: Any) -> Span:
    return Span(_typed(start, int, "start"), _typed(end, int, "end"))


def _origin_to_json(origin: Origin) -> Json:
    if origin.by == "hand":
        return {"by": "hand"}
    out: Json = {"by": "suggestion"}
    if origin.run is not None:
        out["run"] = origin.run
    if origin.suggestion is not None:
        out["suggestion"] = origin.suggestion
    if origin.score is not None:
        out["score"] = origin.score
    if origin.outcome is not None:
        out["decision"] = origin.outcome.value
    return out


def _origin_from_json(value: Json | None) -> Origin:
    if value is None or _typed(value, dict, "origin").get("by") == "hand":
        return Origin()
    suggestion, run, decision = value.get("suggestion"), value.get("run"), value.get("decision")
    score = value.get("score")
    if score is not None and type(score) is not float:
        score = float(_typed(score, int, "score"))
    return Origin(
        by="suggestion",
        run=RunId(_typed(run, str, "run")) if run is not None else None,
        suggestion=SuggestionId(_typed(suggestion, str, "suggestion")) if suggestion is not None else None,
        score=score,
        outcome=Outcome(decision) if decision is not None else None,
    )


def full_mention_to_json(mention: Mention) -> Json:
    """A mention with its arguments inside, as the log and the suggestions keep it."""
    out = mention_to_json(mention)
    if isinstance(mention, EventMention) and mention.arguments:
        out["arguments"] = [{"role": arg.role, "target": arg.target} for arg in mention.arguments]
    return out


def full_mention_text(mention: Mention) -> str:
    """The text of `full_mention_to_json`: for most, which say nothing more than what is where, without going there."""
    if type(mention) is not EntityMention or not _is_plain(mention):
        return json_text(full_mention_to_json(mention))
    span, id_, label = mention.span, string_text(mention.id), string_text(mention.label)
    return (
        f'{{"attributes":{{}},"end":{span.end},"id":{id_},"kind":"entity","label":{label},'
        f'"origin":{{"by":"hand"}},"start":{span.start}}}'
    )


def _is_plain(mention: Mention) -> bool:
    more = mention.parts or mention.attributes or mention.note or mention.unsure or mention.cluster is not None
    return not more and mention.origin.by == "hand"


def json_text(value: Any) -> str:
    """JSON with sorted keys: equal values give equal text."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def string_text(string: str) -> str:
    """A string as JSON."""
    # Most are names of labels, and ids, in which nothing needs to be escaped.
    return f'"{string}"' if string.isascii() and string.isidentifier() else json_text(string)


def full_mention_from_json(value: Json) -> Mention:
    """The inverse of `full_mention_to_json`."""
    arguments = _typed(value, dict, "mention").get("arguments", ())
    return mention_from_json(value, tuple(_argument_from_json(argument) for argument in arguments))


def _argument_from_json(value: Any) -> Argument:
    return Argument(_typed(value["role"], str, "role"), MentionId(_typed(value["target"], str, "target")))


def cluster_to_json(cluster: Cluster) -> Json:
    """What is written of a cluster."""
    out: Json = {"id": cluster.id}
    if cluster.name:
        out["name"] = cluster.name
    if cluster.knowledge_base:
        out["knowledge_base"] = cluster.knowledge_base
    return out


def cluster_from_json(value: Json) -> Cluster:
    """The inverse of `cluster_to_json`. Raises KeyError, TypeError or ValueError."""
    value = _typed(value, dict, "cluster")
    return Cluster(
        id=ClusterId(_typed(value["id"], str, "id")),
        name=_typed(value.get("name", ""), str, "name"),
        knowledge_base=_typed(value.get("knowledge_base", ""), str, "knowledge_base"),
    )


def schema_to_json(schema: Schema) -> Json:
    """A schema as one JSON object, the shape of the files in `annotations/model/schemas/`."""
    return {
        "name": schema.name,
        "title": schema.title,
        "version": schema.version,
        "labels": [_label_to_json(label) for label in schema.labels],
    }


def _label_to_json(label: Label) -> Json:
    return {
        "code": label.code,
        "kind": label.kind.value,
        "title": label.title,
        "short": label.short,
        "hue": label.hue,
        "key": label.key,
        "guideline": label.guideline,
        "examples": list(label.examples),
        "active": label.active,
        "verb": label.verb,
        "roles": [
            {
                "name": role.name,
                "title": role.title,
                "fillers": list(role.fillers),
                "required": role.required,
                "phrase": role.phrase,
                "part": role.part,
                "key": role.key,
            }
            for role in label.roles
        ],
        "attributes": [
            {
                "name": kind.name,
                "title": kind.title,
                "values": list(kind.values),
                "titles": list(kind.titles),
                "key": kind.key,
            }
            for kind in label.attributes
        ],
    }


def schema_from_json(value: Json) -> Schema:
    """The inverse of `schema_to_json`; optional keys may be missing. Raises KeyError, TypeError or ValueError."""
    labels = tuple(_label_from_json(label) for label in value["labels"])
    seen = [(label.kind, label.code) for label in labels]
    if len(set(seen)) != len(seen):
        raise ValueError("a label is named twice")
    return Schema(
        name=value["name"],
        title=str(value.get("title", value["name"])),
        version=int(value.get("version", 1)),
        labels=labels,
    )


def _label_from_json(value: Json) -> Label:
    return Label(
        code=value["code"],
        kind=Kind(value["kind"]),
        title=str(value.get("title", value["code"])),
        short=value.get("short", ""),
        hue=value.get("hue", "grey"),
        key=value.get("key", ""),
        guideline=value.get("guideline", ""),
        examples=tuple(_typed(value.get("examples", []), list, "examples")),
        active=bool(value.get("active", True)),
        verb=value.get("verb", ""),
        roles=tuple(
            Role(
                name=role["name"],
                title=role.get("title", role["name"]),
                fillers=tuple(_typed(role.get("fillers", []), list, "fillers")),
                required=bool(role.get("required", False)),
                phrase=role.get("phrase", ""),
                part=role.get("part", "adjunct"),
                key=role.get("key", ""),
            )
            for role in value.get("roles", ())
        ),
        attributes=tuple(
            AttributeType(
                name=kind["name"],
                title=kind.get("title", kind["name"]),
                values=tuple(kind["values"]),
                titles=tuple(_typed(kind.get("titles", []), list, "titles")),
                key=kind.get("key", ""),
            )
            for kind in value.get("attributes", ())
        ),
    )
