"""doccano's JSONL, for projects of spans and for projects with relations (docs/manual/formats/doccano.md)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count as numbers

from annotations.model.article import Article
from annotations.model.beside import BESIDE_KEY
from annotations.model.mention import EventMention, Mention
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.wire import Json
from exporters.alignment import argument_lost, issue
from exporters.base import Exporter, ExportIssue, ExportReport, Options
from exporters.beside import EXTENT_ONLY, beside
from exporters.choices import settled
from exporters.files import OutputFolder
from exporters.json_lines import ascii_line
from exporters.sound import Sound, count, sound
from exporters.tally import Tally

NO_RELATIONS = "a project of spans has no relations"
OVERLAPS = "overlaps another, which doccano drops unless the project allows overlapping spans"

Labels = Callable[[Sequence[Mention]], Json]


def write_spans(
    articles: Iterable[AnnotatedArticle], _schema: Schema, out: OutputFolder, options: Options
) -> ExportReport:
    """Write the first set of each article as `label: [[start, end, label]]`. Triggers are spans, arguments are lost."""
    settled(options)
    return _write(articles, out, SPANS, lambda mentions: {"label": [_label(mention) for mention in mentions]})


def write_relations(
    articles: Iterable[AnnotatedArticle], _schema: Schema, out: OutputFolder, options: Options
) -> ExportReport:
    """Write the first set of each article as `entities` and `relations`, triggers and arguments among them."""
    settled(options)
    entity_ids, relation_ids = numbers(1), numbers(1)

    def labels(mentions: Sequence[Mention]) -> Json:
        id_of = {mention.id: next(entity_ids) for mention in mentions}
        return {
            "entities": [_entity(mention, id_of[mention.id]) for mention in mentions],
            "relations": [
                {
                    "id": next(relation_ids),
                    "from_id": id_of[mention.id],
                    "to_id": id_of[argument.target],
                    "type": argument.role,
                }
                for mention in mentions
                if isinstance(mention, EventMention)
                for argument in mention.arguments
            ],
        }

    return _write(articles, out, WITH_RELATIONS, labels)


def _write(articles: Iterable[AnnotatedArticle], out: OutputFolder, exporter: Exporter, labels: Labels) -> ExportReport:
    name, tally = f"{exporter.id}.jsonl", Tally()
    with out.open(name) as stream:
        for annotated in articles:
            article = annotated.article
            held = sound(article, annotated.sets[0].mentions.values() if annotated.sets else ())
            if "arguments" not in exporter.keeps:
                held = _without_arguments(article, held)
            sets = [(each, held.mentions) for each in annotated.sets[:1]]
            record: Json = {
                BESIDE_KEY: beside(annotated, exporter.id, sets),
                "text": article.text,
                **labels(held.mentions),
            }
            stream.write(ascii_line(record))
            count(held, tally)
            tally.notes += _notes(article, held.mentions)
    return tally.report(str(out.path / name))


def _without_arguments(article: Article, held: Sound) -> Sound:
    events = [mention for mention in held.mentions if isinstance(mention, EventMention)]
    lost = [argument_lost(article, event, each, NO_RELATIONS) for event in events for each in event.arguments]
    kept = (each.with_arguments(()) if isinstance(each, EventMention) else each for each in held.mentions)
    return Sound(tuple(kept), (*held.lost, *lost))


def _notes(article: Article, mentions: Sequence[Mention]) -> Iterator[ExportIssue]:
    reached = 0
    for number, mention in enumerate(mentions):
        if mention.parts:
            yield issue(article, mention, EXTENT_ONLY)
        following = mentions[number + 1].span.start if number + 1 < len(mentions) else len(article.text)
        if mention.span.start < reached or following < mention.span.end:
            yield issue(article, mention, OVERLAPS)
        reached = max(reached, mention.span.end)


def _label(mention: Mention) -> list[int | str]:
    return [mention.span.start, mention.span.end, mention.label]


def _entity(mention: Mention, number: int) -> Json:
    return {
        "id": number,
        "start_offset": mention.span.start,
        "end_offset": mention.span.end,
        "label": mention.label,
    }


SPANS = Exporter(
    id="doccano",
    title="doccano (spans)",
    suffix=".jsonl",
    keeps=frozenset(("entity", "event", "overlap", "parts", "attributes", "notes", "clusters")),
    write=write_spans,
)

WITH_RELATIONS = Exporter(
    id="doccano-relations",
    title="doccano (spans and relations)",
    suffix=".jsonl",
    keeps=SPANS.keeps | {"arguments"},
    write=write_relations,
)
