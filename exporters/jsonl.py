"""Spandesk's own format: one article with all that is said about it on each line (docs/manual/formats/jsonl.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article, Meta
from annotations.model.ids import MentionId
from annotations.model.mark import Mark, Subject
from annotations.model.mention import EventMention, Mention
from annotations.model.native import NATIVE_FORMAT
from annotations.model.project import ADJUDICATED, AnnotatedArticle
from annotations.model.ruling import Ruling
from annotations.model.schema import Schema
from annotations.model.suggestion import Suggestion
from annotations.model.wire import Json, cluster_to_json, mention_to_json
from exporters.base import Exporter, ExportReport, Options
from exporters.choices import settled
from exporters.files import OutputFolder
from exporters.json_lines import json_line

FILE_NAME = "articles.jsonl"

_META = tuple(field.name for field in fields(Meta))


def write(articles: Iterable[AnnotatedArticle], _schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
    """Write all sets, rulings and suggestions of each article. Nothing is ever lost in this format."""
    settled(options)
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
    return json_line(_record(annotated))


def _record(annotated: AnnotatedArticle) -> Json:
    article = annotated.article
    return {
        "format": NATIVE_FORMAT,
        "id": article.id,
        "text": article.text,
        "sha256": article.sha256,
        "source_sha256": article.source_sha256,
        "meta": {name: getattr(article.meta, name) for name in _META},
        "regions": [
            {"start": region.span.start, "end": region.span.end, "kind": region.kind} for region in article.regions
        ],
        "tokens": [(token.start, token.end) for token in article.tokens],
        "schema_version": annotated.schema_version,
        "sets": [
            _set(each, article, annotated.rulings if each.annotator == ADJUDICATED else ()) for each in annotated.sets
        ],
        "suggestions": [_suggestion(suggestion, article) for suggestion in annotated.suggestions],
    }


def _set(annotation_set: AnnotationSet, article: Article, rulings: Sequence[Ruling]) -> Json:
    mentions = annotation_set.in_order()
    behind = _Behind(rulings)
    out: Json = {
        "annotator": annotation_set.annotator,
        "status": annotation_set.status.value,
        "mentions": [behind.mention(_mention(mention, article)) for mention in mentions],
        "arguments": [behind.argument(each, annotation_set.mentions) for each in _arguments(mentions)],
    }
    # Most sets have none, and finding their order takes a look at all mentions.
    clusters = annotation_set.written_clusters() if annotation_set.clusters else []
    if clusters:
        out["clusters"] = [cluster_to_json(cluster) for cluster in clusters]
    if rulings:
        out["rulings"] = [_ruling(ruling) for ruling in rulings]
    return out


class _Behind:
    """Which ruling each mention and each argument stands by: the last that was not taken back."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        self._of_mention: dict[MentionId, Ruling] = {}
        self._of_argument: dict[tuple[MentionId, Mark], Ruling] = {}
        withdrawn = {ruling.withdraws for ruling in rulings}
        for ruling in rulings:
            if ruling.id in withdrawn:
                continue
            for id_ in ruling.mentions:
                if ruling.subject is not Subject.ARGUMENT:
                    self._of_mention[id_] = ruling
                else:
                    self._of_argument |= {(id_, mark): ruling for mark in ruling.result}

    def mention(self, mention: Json) -> Json:
        """The mention, with its ruling if there is one."""
        ruling = self._of_mention.get(mention["id"])
        return mention if ruling is None else mention | {"ruling": ruling.id}

    def argument(self, argument: Json, mentions: Mapping[MentionId, Mention]) -> Json:
        """The same of an argument."""
        if not self._of_argument:
            return argument
        filler = mentions[argument["target"]].span
        ruling = self._of_argument.get((argument["event"], Mark(filler.start, filler.end, argument["role"])))
        return argument if ruling is None else argument | {"ruling": ruling.id}


def _ruling(ruling: Ruling) -> Json:
    out: Json = {
        "id": ruling.id,
        "subject": ruling.subject.value,
        "start": ruling.start,
        "end": ruling.end,
        "verdict": ruling.verdict.value,
        "taken": ruling.taken,
        "versions": [
            {
                "annotator": each.annotator,
                "marks": _marks(each.marks),
                "mentions": each.mentions,
                "suggestions": each.suggestions,
            }
            for each in ruling.versions
        ],
        "result": _marks(ruling.result),
        "mentions": ruling.mentions,
        "adjudicator": ruling.adjudicator,
        "at": ruling.at.isoformat(),
        "schema_version": ruling.schema_version,
        "text_sha256": ruling.text_sha256,
        "batch": ruling.batch,
    }
    rest = {
        "trigger": None if ruling.trigger is None else ruling.trigger._asdict(),
        "cause": None if ruling.cause is None else ruling.cause.value,
        "note": ruling.note or None,
        "step": ruling.step,
        "withdraws": ruling.withdraws,
    }
    return out | {key: value for key, value in rest.items() if value is not None}


def _marks(marks: Sequence[Mark]) -> list[Json]:
    return [mark._asdict() for mark in marks]


def _mention(mention: Mention, article: Article) -> Json:
    said = mention_to_json(mention)
    # The surface stands behind the label, all else as it comes. In one expression, for there are many mentions.
    return {
        "id": said.pop("id"),
        "kind": said.pop("kind"),
        "start": said.pop("start"),
        "end": said.pop("end"),
        "label": said.pop("label"),
        "surface": mention.span.of(article.text),
        **said,
    }


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
