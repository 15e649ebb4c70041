"""OneIE JSONL, which DEGREE and TextEE read too: one record for each sentence (docs/manual/formats/oneie.md)."""

import json
from collections.abc import Iterable, Iterator, Mapping

from annotations.model.ids import MentionId
from annotations.model.mention import EntityMention, EventMention, Mention, reading_order
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.wire import Json
from exporters.alignment import ChooseLayer, issue, layer_chooser
from exporters.base import Exporter, ExportReport, Options
from exporters.choices import LAYERS, settled
from exporters.files import OutputFolder
from exporters.sentence_events import PlacedEvent, place_events
from exporters.tally import Tally
from exporters.token_layout import Layout, lay_out

FILE_NAME = "articles.oneie.jsonl"
OPTIONS = {"ents": LAYERS, "words": "100", "join": "mentions|events"}

OVERLAPS = "overlaps another mention, and readers take the other for it"
LONG_SENTENCE = "stands in a sentence of more words than readers take"


def write(articles: Iterable[AnnotatedArticle], schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
    """Write the first set of each article.

    Option `ents`: which of overlapping entity mentions is written, the "longest" (as without it), the "shortest", or by
    "priority" the one whose label is first in the schema; one that fills a role always goes before one that does not.
    `words`: the most words a sentence may have before it is cut, 100 without it. `join`: "mentions", or "events" to
    join the sentences that an event and its fillers stand in.
    """
    asked = settled(options, **OPTIONS)
    tally, longest, choose = Tally(), int(asked["words"]), layer_chooser(asked["ents"], schema)
    with out.open(FILE_NAME) as stream:
        for annotated in articles:
            layout = lay_out(annotated, whole_events=asked["join"] == "events", longest=longest)
            for record in _records(layout, choose, longest, tally):
                stream.write(json.dumps(record).encode() + b"\n")
    return tally.report(str(out.path / FILE_NAME))


def _records(layout: Layout, choose: ChooseLayer, longest_sentence: int, tally: Tally) -> Iterator[Json]:
    tally.articles += 1
    tally.lost += layout.lost
    tally.notes += layout.notes()
    entities = _entities(layout, choose, tally)
    fillers = {mention.id for mention, _numbers in entities}
    events = place_events(layout, fillers, lambda numbers: numbers, "", tally)
    records = [_record(layout, number) for number in range(len(layout.sentences))]
    words = {mention.id: numbers for mention, numbers in layout.mentions}
    found: list[Mention] = [mention for mention, _numbers in entities]
    for mention in (*found, *(placed.event for placed in events)):
        if len(layout.sentences[layout.sentence_of(words[mention.id])]) > longest_sentence:
            tally.notes.append(issue(layout.article, mention, LONG_SENTENCE))
    for entity in entities:
        place = layout.sentence_of(entity[1])
        records[place]["entity_mentions"].append(_entity(layout, *entity, records[place]))
    for placed in events:
        place = layout.sentence_of(placed.trigger)
        records[place]["event_mentions"].append(_event(layout, placed, words, records[place]))
    yield from records


def _entities(layout: Layout, choose: ChooseLayer, tally: Tally) -> list[tuple[EntityMention, range]]:
    """Entity mentions of which no two overlap; readers map the second of two onto the first, with its roles."""
    targets = {
        argument.target
        for event, _numbers in layout.mentions
        if isinstance(event, EventMention)
        for argument in event.arguments
    }
    found = [(mention, numbers) for mention, numbers in layout.mentions if isinstance(mention, EntityMention)]
    chosen, left_out = choose([each for each in found if each[0].id in targets])
    taken = {number for _mention, numbers in chosen for number in numbers}
    for mention, numbers in found:
        if mention.id not in targets and not taken.isdisjoint(numbers):
            left_out.append(mention)
    gone = {mention.id for mention in left_out} | targets
    more, also_left_out = choose([each for each in found if each[0].id not in gone])
    for mention in sorted((*left_out, *also_left_out), key=reading_order):
        tally.lose(layout.article, mention, OVERLAPS)
    written = sorted((*chosen, *more), key=lambda each: reading_order(each[0]))
    for mention, _numbers in written:
        tally.wrote_entity(layout.article, mention)
    return written


def _record(layout: Layout, number: int) -> Json:
    """A sentence with nothing in it yet. Its pieces are its words, for each model cuts them by a rule of its own."""
    article, sentence = layout.article, layout.sentences[number]
    surface = layout.span(sentence).of(article.text)
    words = layout.words[sentence.start : sentence.stop]
    return {
        "doc_id": article.id,
        "sent_id": f"{article.id}-{number}",
        "wnd_id": f"{article.id}-{number}",
        "lang": article.meta.language,
        "text": surface,
        "sentence": surface,
        "tokens": words,
        "pieces": words,
        "token_lens": [1] * len(words),
        "entity_mentions": [],
        "relation_mentions": [],
        "event_mentions": [],
    }


def _entity(layout: Layout, mention: EntityMention, numbers: range, record: Json) -> Json:
    return {
        "id": f"{record['wnd_id']}-{mention.id}",
        "entity_type": mention.label,
        "entity_subtype": mention.label,
        "mention_type": "UNK",
        **_place(layout, numbers),
    }


def _event(layout: Layout, placed: PlacedEvent, words: Mapping[MentionId, range], record: Json) -> Json:
    return {
        "id": f"{record['wnd_id']}-{placed.event.id}",
        "event_type": placed.event.label,
        "trigger": _place(layout, placed.trigger),
        "arguments": [
            {
                "entity_id": f"{record['wnd_id']}-{argument.target}",
                "role": argument.role,
                **_place(layout, words[argument.target]),
            }
            for argument in placed.arguments
        ],
    }


def _place(layout: Layout, numbers: range) -> Json:
    """Surface and words, numbered from the beginning of the sentence."""
    first = layout.sentences[layout.sentence_of(numbers)].start
    return {
        "text": layout.span(numbers).of(layout.article.text),
        "start": numbers.start - first,
        "end": numbers.stop - first,
    }


EXPORTER = Exporter(
    id="oneie",
    title="OneIE JSONL, for DEGREE and TextEE too (entities and events by sentence)",
    suffix=".jsonl",
    keeps=frozenset(("entity", "event", "arguments")),
    write=write,
    options=OPTIONS,
)
