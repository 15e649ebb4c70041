"""Prodigy's JSONL, with spans and relations as its `relations` interface has them (docs/manual/formats/prodigy.md)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.beside import BESIDE_KEY
from annotations.model.ids import MentionId
from annotations.model.mention import EventMention, Mention
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.wire import Json
from annotations.text.tokens import TokenIndex
from exporters.alignment import issue
from exporters.base import Exporter, ExportReport, Options
from exporters.beside import EXTENT_ONLY, beside
from exporters.choices import settled
from exporters.cut_words import INSIDE_A_TOKEN, Word, cut_words
from exporters.files import OutputFolder
from exporters.json_lines import json_line
from exporters.sound import Sound, count, sound
from exporters.tally import Tally

FILE_NAME = "prodigy.jsonl"


def write(articles: Iterable[AnnotatedArticle], _schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
    """Write the first set of each article as a task."""
    settled(options)
    tally = Tally()
    with out.open(FILE_NAME) as stream:
        for annotated in articles:
            annotation_set = annotated.sets[0] if annotated.sets else None
            held = sound(annotated.article, annotation_set.mentions.values() if annotation_set is not None else ())
            stream.write(json_line(_task(annotated, annotation_set, held)))
            _count(annotated.article, held, tally)
    return tally.report(str(out.path / FILE_NAME))


def _count(article: Article, held: Sound, tally: Tally) -> None:
    count(held, tally)
    tokens = TokenIndex(article.tokens)
    for mention in held.mentions:
        if mention.parts:
            tally.notes.append(issue(article, mention, EXTENT_ONLY))
        if tokens.aligned(mention.span) is None:
            tally.notes.append(issue(article, mention, INSIDE_A_TOKEN))


def _task(annotated: AnnotatedArticle, annotation_set: AnnotationSet | None, held: Sound) -> Json:
    article = annotated.article
    words = cut_words(article, held.mentions)
    spans = _spans(held, words)
    relations = [
        _relation(argument.role, spans[mention.id], spans[argument.target])
        for mention in held.mentions
        if isinstance(mention, EventMention)
        for argument in mention.arguments
    ]
    annotator = annotation_set.annotator if annotation_set is not None else ""
    sets = () if annotation_set is None else ((annotation_set, held.mentions),)
    return {
        BESIDE_KEY: beside(annotated, EXPORTER.id, sets),
        "text": article.text,
        "tokens": _tokens(article, words),
        "spans": list(spans.values()),
        "relations": relations,
        "meta": {"title": article.meta.title, "source": article.meta.source, "date": article.meta.date},
        # What nobody has looked at is neither right nor wrong.
        "answer": "ignore" if annotation_set is None else "accept",
        "_view_id": "relations",
        "_annotator_id": annotator,
        "_session_id": annotator,
        "_input_hash": _hash(article.text),
        "_task_hash": _hash(article.text, list(spans.values()), relations),
    }


def _tokens(article: Article, words: Sequence[Word]) -> list[Json]:
    return [
        {
            "text": word.span.of(article.text),
            "start": word.span.start,
            "end": word.span.end,
            "id": number,
            "ws": word.space,
        }
        for number, word in enumerate(words)
    ]


def _spans(held: Sound, words: Sequence[Word]) -> Mapping[MentionId, Json]:
    starts = {word.span.start: number for number, word in enumerate(words)}
    ends = {word.span.end: number for number, word in enumerate(words)}
    return {mention.id: _span(mention, starts, ends) for mention in held.mentions}


def _span(mention: Mention, starts: Mapping[int, int], ends: Mapping[int, int]) -> Json:
    return {
        "id": mention.id,
        "start": mention.span.start,
        "end": mention.span.end,
        "token_start": starts[mention.span.start],
        "token_end": ends[mention.span.end],
        "label": mention.label,
    }


def _relation(role: str, head: Json, child: Json) -> Json:
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": head,
        "child_span": child,
        "label": role,
    }


def _hash(*values: object) -> int:
    """A number of 31 bits, by which Prodigy knows a task again."""
    return int.from_bytes(hashlib.sha256(repr(values).encode()).digest()[:4]) >> 1


EXPORTER = Exporter(
    id="prodigy",
    title="Prodigy (spans and relations)",
    suffix=".jsonl",
    keeps=frozenset(("entity", "event", "arguments", "overlap", "parts", "attributes", "notes", "clusters")),
    write=write,
)
