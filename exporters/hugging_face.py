"""A folder for Hugging Face `datasets`: articles, the names of the tags, and the types of all columns
(docs/manual/formats/hf.md)."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

import orjson

from annotations.model.article import Article
from annotations.model.beside import BESIDE_KEY
from annotations.model.ids import MentionId
from annotations.model.mention import EntityMention, EventMention, Kind, Mention
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.split import Part
from annotations.model.wire import Json
from annotations.text.tokens import TokenIndex
from exporters.alignment import ChooseLayer, issue, layer_chooser
from exporters.base import Exporter, ExportIssue, ExportReport, Options, Parts
from exporters.beside import EXTENT_ONLY, beside
from exporters.choices import LAYERS, settled
from exporters.files import OutputFolder
from exporters.json_lines import json_line
from exporters.sound import count, sound
from exporters.tally import Tally
from exporters.token_layout import UNSEEN

LABELS_FILE = "labels.json"
CARD_FILE = "README.md"
OPTIONS = {"split": "train|validation|test", "ents": LAYERS}

# What `datasets` calls the sides of a split.
SPLITS = {Part.TRAIN: "train", Part.DEV: "validation", Part.TEST: "test"}

OVERLAPS = "is in the spans only, for it overlaps another in ner_tags"
LIKE_A_TIME = "is nothing but a date, and readers make a time of it if all texts are"
OFF_TOKENS = "is in the spans only, for it begins or ends inside a token"

_OUTSIDE = "O"
# What pyarrow takes for a time, whatever type is declared.
_TIME = re.compile(r"\d{4}-\d\d-\d\d([ T]\d\d(:?\d\d(:?\d\d(\.\d+)?)?)?(Z|[+-]\d\d(:?\d\d)?)?)?")


def write(articles: Iterable[AnnotatedArticle], schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
    """Write the first set of each article.

    Option `split`: "train" (as without it), "validation" or "test", which is the name of the file. Option `ents`:
    which of overlapping entity mentions goes into ner_tags, the "longest" (as without it), the "shortest", or by
    "priority" the one whose label is first in the schema.
    """
    name = settled(options, **OPTIONS)["split"]
    return _write({name: lambda: articles}, schema, out, options)


def write_parts(parts: Parts, schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
    """The same with a file for each part that has articles, dev being "validation": one folder is one dataset.

    Option `split` says nothing here.
    """
    return _write({SPLITS[part]: articles for part, articles in parts.items()}, schema, out, options)


def _write(
    splits: Mapping[str, Callable[[], Iterable[AnnotatedArticle]]], schema: Schema, out: OutputFolder, options: Options
) -> ExportReport:
    tally = Tally()
    rows = _Rows(schema, layer_chooser(settled(options, **OPTIONS)["ents"], schema))
    # Readers fail at a file that is empty beside others.
    streams: dict[str, BinaryIO] = {}
    with ExitStack() as together:
        card, labels = together.enter_context(out.open(CARD_FILE)), together.enter_context(out.open(LABELS_FILE))
        for name, articles in splits.items():
            for annotated in articles():
                if name not in streams:
                    streams[name] = together.enter_context(out.open(f"{name}.jsonl"))
                streams[name].write(json_line(rows.row(annotated, tally)))
        names = [f"{name}.jsonl" for name in streams or islice(splits, 1)]
        if not streams:
            together.enter_context(out.open(names[0]))
        labels.write(orjson.dumps(rows.tags) + b"\n")
        card.write(_card(rows.tags).encode())
    return tally.report(*(str(out.path / file) for file in (*names, LABELS_FILE, CARD_FILE)))


@dataclass
class _Rows:
    """Rows in the making, and the labels of entities: those of the schema, then others that were met."""

    schema: Schema
    choose: ChooseLayer
    labels: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.labels |= {label.code: None for label in self.schema.labels if label.kind is Kind.ENTITY}

    @property
    def tags(self) -> list[str]:
        """The names of all tags; the place of each is its number."""
        return [_OUTSIDE, *(f"{prefix}-{label}" for label in self.labels for prefix in "BI")]

    def row(self, annotated: AnnotatedArticle, tally: Tally) -> Json:
        """One article."""
        article = annotated.article
        held = sound(article, annotated.sets[0].mentions.values() if annotated.sets else ())
        count(held, tally)
        tally.notes += [issue(article, mention, EXTENT_ONLY) for mention in held.mentions if mention.parts]
        tally.notes += [_note(article, reason) for reason in _doubts(annotated)]
        said = beside(annotated, EXPORTER.id, [(each, held.mentions) for each in annotated.sets[:1]])
        return {
            "id": article.id,
            # A string: readers want every row to have the same keys all the way down.
            BESIDE_KEY: orjson.dumps(said).decode(),
            "text": article.text,
            "tokens": [token.of(article.text) for token in article.tokens],
            "ner_tags": self._tags(article, held.mentions, tally.notes),
            "spans": [_span(mention) for mention in held.mentions],
            "events": _events(held.mentions),
        }

    def _tags(self, article: Article, mentions: Sequence[Mention], notes: list[ExportIssue]) -> list[str]:
        index = TokenIndex(article.tokens)
        places = [(each, index.aligned(each.span)) for each in mentions if isinstance(each, EntityMention)]
        notes += [issue(article, mention, OFF_TOKENS) for mention, numbers in places if numbers is None]
        aligned = [(mention, numbers) for mention, numbers in places if numbers is not None]
        chosen, left_out = self.choose(aligned)
        notes += [issue(article, mention, OVERLAPS) for mention in left_out]
        tags = [_OUTSIDE] * len(article.tokens)
        for mention, numbers in chosen:
            self.labels[mention.label] = None
            for number in numbers:
                tags[number] = f"I-{mention.label}"
            tags[numbers[0]] = f"B-{mention.label}"
        return tags


def _doubts(annotated: AnnotatedArticle) -> Iterator[str]:
    """What readers may get wrong about an article as a whole."""
    if not annotated.sets:
        yield UNSEEN
    if _TIME.fullmatch(annotated.article.text):
        yield LIKE_A_TIME


def _note(article: Article, reason: str) -> ExportIssue:
    surface = article.text[:1]
    return ExportIssue(article_id=article.id, start=0, end=1, label="", surface=surface, reason=reason)


def _span(mention: Mention) -> Json:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "label": mention.label,
        "kind": mention.kind.value,
    }


def _events(mentions: Sequence[Mention]) -> list[Json]:
    """The events; trigger and fillers by their places among the spans."""
    place_of: Mapping[MentionId, int] = {mention.id: place for place, mention in enumerate(mentions)}
    return [
        {
            "type": mention.label,
            "trigger": place_of[mention.id],
            "arguments": [{"role": each.role, "span": place_of[each.target]} for each in mention.arguments],
        }
        for mention in mentions
        if isinstance(mention, EventMention)
    ]


# Old and new versions of `datasets` understand "sequence".
_FEATURES = """\
---
dataset_info:
  features:
  - name: id
    dtype: string
  - name: spandesk
    dtype: string
  - name: text
    dtype: string
  - name: tokens
    sequence: string
  - name: ner_tags
    sequence:
      class_label:
        names:
{names}
  - name: spans
    list:
    - name: start
      dtype: int64
    - name: end
      dtype: int64
    - name: label
      dtype: string
    - name: kind
      dtype: string
  - name: events
    list:
    - name: type
      dtype: string
    - name: trigger
      dtype: int64
    - name: arguments
      list:
      - name: role
        dtype: string
      - name: span
        dtype: int64
---
# News articles with entities and events

Load it with `datasets.load_dataset(".")` in this folder: the types of all columns are declared above, none is guessed.
Offsets count code points of `text`, the end not included. `trigger` and `span` are places in `spans`.
"""


def _card(tags: Sequence[str]) -> str:
    """The card, whose head declares the columns. JSON strings are YAML strings too."""
    names = (f"          '{number}': {json.dumps(tag)}" for number, tag in enumerate(tags))
    return _FEATURES.format(names="\n".join(names))


EXPORTER = Exporter(
    id="hf",
    title="Hugging Face datasets",
    suffix=".jsonl",
    keeps=frozenset(("entity", "event", "arguments", "overlap", "parts", "attributes", "notes", "clusters")),
    write=write,
    options=OPTIONS,
    write_parts=write_parts,
)
