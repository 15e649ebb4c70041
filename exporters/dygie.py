"""DyGIE++ JSONL: words numbered through the article, entities and events by sentence (docs/manual/formats/dygie.md)."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from annotations.model.ids import MentionId
from annotations.model.mention import EntityMention
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.wire import Json
from exporters.base import Exporter, ExportReport, Options
from exporters.choices import settled
from exporters.files import OutputFolder
from exporters.sentence_events import place_events
from exporters.tally import Tally
from exporters.token_layout import Layout, lay_out

FILE_NAME = "articles.dygie.jsonl"
OPTIONS = {"widest": "8", "trigger": "first|last|none", "join": "mentions|events"}

NOTES = {
    "first": "its trigger is written as its first word only",
    "last": "its trigger is written as its last word only",
    "none": "its trigger has more than one word",
}
SECOND_LABEL = "another label stands on the same words, and readers keep one"

# It becomes a part of names inside the reader, where not every name of a schema would do.
_DATASET = "spandesk"
# The reader's model breaks on sentences of a single word.
_SHORTEST_SENTENCE = 2
_ONE_WORD: dict[str, Callable[[range], range]] = {
    "first": lambda numbers: numbers[:1],
    "last": lambda numbers: numbers[-1:],
    "none": lambda numbers: numbers[:0],
}


def write(articles: Iterable[AnnotatedArticle], _schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
    """Write the first set of each article.

    Option `widest`: the most words an entity mention may have, 8 without it, as in the reader's own settings.
    `trigger`: which word is written of a trigger that has several, "first" (as without it), "last", or "none", and the
    event is lost. `join`: "mentions", or "events" to join the sentences that an event and its fillers stand in.
    """
    asked = settled(options, **OPTIONS)
    tally = Tally()
    with out.open(FILE_NAME) as stream:
        for annotated in articles:
            layout = lay_out(annotated, whole_events=asked["join"] == "events", shortest=_SHORTEST_SENTENCE)
            record = _record(layout, int(asked["widest"]), asked["trigger"], tally)
            stream.write(json.dumps(record).encode() + b"\n")
    return tally.report(str(out.path / FILE_NAME))


def _record(layout: Layout, widest: int, trigger: str, tally: Tally) -> Json:
    tally.articles += 1
    tally.lost += layout.lost
    tally.notes += layout.notes()
    ner, fillers = _entities(layout, widest, tally)
    return {
        "doc_key": layout.article.id,
        "dataset": _DATASET,
        "sentences": [[layout.words[number] for number in sentence] for sentence in layout.sentences],
        "ner": ner,
        "relations": [[] for _sentence in layout.sentences],
        "events": _events(layout, fillers, trigger, tally),
    }


def _entities(layout: Layout, widest: int, tally: Tally) -> tuple[list[list[Any]], set[MentionId]]:
    """Entity mentions by sentence, and those that a role may be filled with: all whose words are there."""
    ner: list[list[Any]] = [[] for _sentence in layout.sentences]
    fillers, labelled = set[MentionId](), set[range]()
    for mention, numbers in layout.mentions:
        if not isinstance(mention, EntityMention):
            continue
        if len(numbers) > widest:
            tally.lose(layout.article, mention, f"has more than {widest} words")
            continue
        fillers.add(mention.id)
        if numbers in labelled:
            tally.lose(layout.article, mention, SECOND_LABEL)
            continue
        labelled.add(numbers)
        ner[layout.sentence_of(numbers)].append([numbers[0], numbers[-1], mention.label])
        tally.wrote_entity(layout.article, mention)
    return ner, fillers


def _events(layout: Layout, fillers: set[MentionId], trigger: str, tally: Tally) -> list[list[Any]]:
    events: list[list[Any]] = [[] for _sentence in layout.sentences]
    words = {mention.id: numbers for mention, numbers in layout.mentions}

    def written(numbers: range) -> range:
        return numbers if len(numbers) == 1 else _ONE_WORD[trigger](numbers)

    for placed in place_events(layout, fillers, written, NOTES[trigger], tally):
        arguments = [
            [words[argument.target][0], words[argument.target][-1], argument.role] for argument in placed.arguments
        ]
        event = [[placed.trigger[0], placed.event.label], *arguments]
        events[layout.sentence_of(placed.trigger)].append(event)
    return events


EXPORTER = Exporter(
    id="dygie",
    title="DyGIE++ JSONL (entities and events by sentence)",
    suffix=".jsonl",
    keeps=frozenset(("entity", "event", "arguments", "overlap")),
    write=write,
    options=OPTIONS,
)
