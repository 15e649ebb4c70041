"""Spans of labelled layers, as UIMA has them, made into an article with mentions and events."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.importers.fields import Fields, Refused
from annotations.importers.mentions import clusters, mentions
from annotations.importers.offsets import Offsets
from annotations.importers.records import annotator_of, meta, status_of
from annotations.importers.relations import SAID_TWICE, TRIMMED
from annotations.model import uima
from annotations.model.article import Article, text_sha256
from annotations.model.ids import ArticleId, article_id_for
from annotations.model.span import Span
from annotations.model.wire import Json
from annotations.text.decode import FixedText, OffsetMap, fix
from annotations.text.tokens import tokenize

NOTHING_COVERED = "annotation that covers nothing left out"
NO_MENTION = "role filled by what is no mention left out"

# Layers of linguistic analysis, of document structure and of the annotation tool itself.
_NOT_OURS = (
    "uima.",
    "org.apache.uima.",
    "org.dkpro.core.",
    "de.tudarmstadt.ukp.dkpro.core.",
    "de.tudarmstadt.ukp.clarin.webanno.",
    "de.tudarmstadt.ukp.inception.",
    "spandesk.",
)
# Features that are likely to say what a span is; of others the first with a value is taken.
_LABEL_FEATURES = (uima.VALUE, "label", uima.EVENT_TYPE, "category", "type", "kind", "name")
_NO_LABELS = frozenset((uima.IDENTIFIER, uima.MENTION_ID, uima.DETAILS))
_DETAILS = ("parts", "attributes", "cluster", "note", "unsure", "origin")


def holds_mentions(layer: str) -> bool:
    """True for named entities and for layers that somebody defined for a project."""
    return layer == uima.NAMED_ENTITY or not layer.startswith(_NOT_OURS)


def short_name(layer: str) -> str:
    """The last part of the name of a layer."""
    return layer.rpartition(".")[2]


def left_out(layer: str) -> str:
    """How annotations of a layer that holds no mentions are counted."""
    return f"annotation of the layer {short_name(layer)} left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerSpan:
    """One annotation. `start` and `end` in code points; `values` are its features that are texts, in their order.

    `links` are pairs of role and key of the annotation that fills it; None where the layer has no roles.
    """

    key: str
    layer: str
    start: int
    end: int
    values: Mapping[str, str]
    links: tuple[tuple[str, str], ...] | None = None

    @property
    def kind(self) -> str:
        """An annotation that may have roles is an event."""
        return "entity" if self.links is None else "event"

    @property
    def label(self) -> str:
        """What it says the span is; the name of its layer if it says nothing."""
        likely = (self.values[name] for name in _LABEL_FEATURES if self.values.get(name, "").strip())
        other = (value for name, value in self.values.items() if name not in _NO_LABELS and value.strip())
        return next(likely, None) or next(other, None) or short_name(self.layer)


@dataclass(kw_only=True)
class LayeredText:
    """What was read of one document. `record` is what a file of our own says of the article, else empty.

    `tokens` are pairs of offsets; `changes` counts what was not taken as it stands.
    """

    text: str
    spans: Sequence[LayerSpan]
    tokens: Sequence[tuple[int, int]] = ()
    record: Json = field(default_factory=dict)
    changes: Mapping[str, int] = field(default_factory=dict)
    source_sha256: str = ""


def article_of(read: LayeredText, path: Path, annotator: str | None, *, looked_at: bool = False) -> ImportedArticle:
    """The article with at most one set. `looked_at` says that somebody annotated it, even if there is nothing.

    Raises Refused, and BadInput when its text cannot be taken.
    """
    ours = Fields(read.record, "record")
    fixed = fix(read.text, str(path))
    offsets = Offsets(read.text, fixed)
    sha256 = text_sha256(fixed.text)
    source = meta(ours.object("meta"), fixed.text, path)
    tokens = Fields({"tokens": [list(token) for token in read.tokens]}, "")
    article = Article(
        id=ArticleId(ours.name("id")) if ours.text("sha256", "") == sha256 else article_id_for(sha256),
        text=fixed.text,
        sha256=sha256,
        meta=source,
        tokens=offsets.tokens(tokens) or tokenize(fixed.text, source.language),
        source_sha256=ours.text("source_sha256", "") or read.source_sha256,
    )
    making = _Making(fixed.text, offsets, Counter(fixed.changes) + Counter(read.changes))
    native = making.native_set(read.spans)
    known = bool(ours.text("status", "")) if read.record else looked_at or bool(native["mentions"])
    return ImportedArticle(
        article=article,
        sets=(_set(native, ours, fixed.text, annotator),) if known else (),
        file=str(path),
        changes=making.changes,
    )


def _set(native: Json, ours: Fields, text: str, annotator: str | None) -> ImportedSet:
    said = mentions(Fields(native, ""), Offsets(text, FixedText(text, {}, OffsetMap())))
    named = {mention.cluster for mention in said}
    known = [*native["clusters"], *(each.values for each in ours.objects("clusters") if each.text("id") in named)]
    return ImportedSet(
        annotator=annotator_of(ours, annotator),
        status=status_of(ours),
        mentions=said,
        schema_version=ours.whole("schema_version", 1),
        clusters=clusters(Fields({"clusters": known}, "record"), said),
    )


@dataclass(frozen=True, slots=True)
class _Making:
    """The annotations of a document in the shape of the native format, with offsets of the fixed text."""

    text: str
    offsets: Offsets
    changes: Counter[str]

    def native_set(self, spans: Sequence[LayerSpan]) -> Json:
        """All of them; what says the same of the same span is one mention."""
        found: dict[str, Json] = {}
        id_of: dict[str, str] = {}
        things: dict[str, Json] = {}
        for span in spans:
            place = self._place(span)
            if place is None:
                self.changes[NOTHING_COVERED] += 1
                continue
            mention = _mention(span, place)
            if "cluster" not in mention and (thing := _thing(span)):
                mention["cluster"] = thing["id"]
                things[thing["id"]] = thing
            known = found.get(mention["id"])
            if known is not None and _claim(known) != _claim(mention):
                # A copy that took the id of what it was copied from along.
                mention["id"] = _id_for(_claim(mention))
            if mention["id"] in found:
                self.changes[SAID_TWICE] += 1
            id_of[span.key] = found.setdefault(mention["id"], mention)["id"]
        arguments = self._arguments(spans, id_of)
        return {"mentions": list(found.values()), "arguments": arguments, "clusters": list(things.values())}

    def _place(self, span: LayerSpan) -> Span | None:
        """Where it is in the fixed text, without blanks at its edges; None if nothing is left."""
        if span.start == span.end:
            return None
        given = self.offsets.within(span.start, span.end)
        surface = given.of(self.text)
        if not surface.strip():
            return None
        start = given.start + len(surface) - len(surface.lstrip())
        place = Span(start, start + len(surface.strip()))
        self.changes.update([TRIMMED] if place != given else [])
        return place

    def _arguments(self, spans: Sequence[LayerSpan], id_of: Mapping[str, str]) -> list[Json]:
        found: dict[tuple[str, str, str], Json] = {}
        for span in spans:
            for role, target in span.links or () if span.key in id_of else ():
                event, filler = id_of[span.key], id_of.get(target)
                if filler is None or filler == event:
                    self.changes[NO_MENTION] += 1
                else:
                    found[event, role, filler] = {"event": event, "role": role, "target": filler}
        return list(found.values())


def _mention(span: LayerSpan, place: Span) -> Json:
    try:
        details = Fields(json.loads(span.values.get(uima.DETAILS) or "{}"), uima.DETAILS).values
    except (ValueError, RecursionError) as error:
        raise Refused(f"{uima.DETAILS} at {span.start}..{span.end} is not a JSON object") from error
    mention: Json = {"kind": span.kind, "start": place.start, "end": place.end, "label": span.label}
    return {
        "id": span.values.get(uima.MENTION_ID) or _id_for(_claim(mention)),
        **mention,
        **{name: details[name] for name in _DETAILS if name in details},
    }


def _claim(mention: Json) -> tuple[object, ...]:
    return mention["kind"], mention["start"], mention["end"], mention["label"]


def _id_for(claim: tuple[object, ...]) -> str:
    """The same claim about the same text gets the same id, whenever it is read."""
    return "m" + hashlib.sha256("\n".join(map(str, claim)).encode()).hexdigest()[:16]


def _thing(span: LayerSpan) -> Json | None:
    """The thing in a knowledge base that a named entity is linked to, which others write as an address."""
    known = span.values.get(uima.IDENTIFIER, "")
    if span.layer != uima.NAMED_ENTITY or "://" not in known:
        return None
    return {"id": "c" + hashlib.sha256(known.encode()).hexdigest()[:16], "knowledge_base": known}
