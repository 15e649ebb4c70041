"""Spandesk's own format: one article with all that is said about it on each line (docs/manual/formats/jsonl.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

import orjson

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.mention import EventMention, Mention
from annotations.model.native import NATIVE_FORMAT
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.suggestion import Suggestion
from annotations.model.wire import Json, cluster_to_json, mention_to_json
from exporters.base import Exporter, ExportReport, Options
from exporters.files import OutputFolder

FILE_NAME = "articles.jsonl"

# Legal in JSON, but str.splitlines and readers built on it would end the line there.
_LINE_BREAKERS = (
    ("\u2028".encode(), b"\\u2028"),
    ("\u2029".encode(), b"\\u2029"),
    ("\u0085".encode(), b"\\u0085"),
)


def write(articles: Iterable[AnnotatedArticle], _schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
    """Write all sets and suggestions of each article. Nothing is ever lost in this format."""
    if options:
        raise ValueError(f"no such option: {', '.join(options)}")
    written = mentions = events = arguments = 0
    with out.open(FILE_NAME) as stream:
        for annotated in articles:
            stream.write(line(annotated))
            written += 1
            for annotation_set in annotated.sets:
                found = [each for each in annotation_set.mentions.values() if isinstance(each, EventMention)]
                mentions += len(annotation_set.mentions) - len(found)
                events += len(found)
                arguments += sum(len(event.arguments) for event in found)
    return ExportReport(
        articles=written, mentions=mentions, events=events, arguments=arguments, files=(str(out.path / FILE_NAME),)
    )


def line(annotated: AnnotatedArticle) -> bytes:
    """One line of the file, with its LF."""
    data = orjson.dumps(_record(annotated))
    for raw, escaped in _LINE_BREAKERS:
        data = data.replace(raw, escaped)
    return data + b"\n"


def _record(annotated: AnnotatedArticle) -> Json:
    article = annotated.article
    return {
        "format": NATIVE_FORMAT,
        "id": article.id,
        "text": article.text,
        "sha256": article.sha256,
        "source_sha256": article.source_sha256,
        "meta": asdict(article.meta),
        "regions": [
            {"start": region.span.start, "end": region.span.end, "kind": region.kind} for region in article.regions
        ],
        "tokens": [(token.start, token.end) for token in article.tokens],
        "schema_version": annotated.schema_version,
        "sets": [_set(annotation_set, article) for annotation_set in annotated.sets],
        "suggestions": [_suggestion(suggestion, article) for suggestion in annotated.suggestions],
    }


def _set(annotation_set: AnnotationSet, article: Article) -> Json:
    mentions = annotation_set.in_order()
    out: Json = {
        "annotator": annotation_set.annotator,
        "status": annotation_set.status.value,
        "mentions": [_mention(mention, article) for mention in mentions],
        "arguments": _arguments(mentions),
    }
    clusters = annotation_set.written_clusters()
    if clusters:
        out["clusters"] = [cluster_to_json(cluster) for cluster in clusters]
    return out


def _mention(mention: Mention, article: Article) -> Json:
    out: Json = {}
    for key, value in mention_to_json(mention).items():
        out[key] = value
        if key == "label":
            out["surface"] = mention.span.of(article.text)
    return out


def _arguments(mentions: Sequence[Mention]) -> list[Json]:
    return [
        {"event": mention.id, "role": argument.role, "target": argument.target}
        for mention in mentions
        if isinstance(mention, EventMention)
        for argument in mention.arguments
    ]


def _suggestion(suggestion: Suggestion, article: Article) -> Json:
    return {
        "id": suggestion.id,
        "suggester": suggestion.run.suggester,
        "version": suggestion.run.version,
        "score": suggestion.score,
        "mention": _mention(suggestion.mention, article),
        "arguments": _arguments((suggestion.mention,)),
        "run": suggestion.run.id,
        "settings": suggestion.run.settings,
        "explanation": suggestion.explanation,
    }


EXPORTER = Exporter(
    id="jsonl",
    title="Spandesk JSONL",
    suffix=".jsonl",
    keeps=frozenset(
        (
            "entity",
            "event",
            "arguments",
            "overlap",
            "parts",
            "attributes",
            "notes",
            "clusters",
            "suggestions",
            "all sets",
        )
    ),
    write=write,
)
