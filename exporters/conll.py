"""CoNLL columns: one word and its IOB2 tag on a line, entities only (docs/manual/formats/conll.md)."""

import re
from collections.abc import Iterable, Iterator

from annotations.model.mention import EntityMention, EventMention, Kind
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from exporters.alignment import ChooseLayer, layer_chooser
from exporters.base import Exporter, ExportReport, Options
from exporters.choices import LAYERS, settled
from exporters.files import OutputFolder
from exporters.tally import Tally
from exporters.token_layout import Layout, lay_out

FILE_NAME = "articles.conll"
OPTIONS = {"ents": LAYERS, "separator": "space|tab", "docstart": "yes|no"}

OVERLAPS = "overlaps another mention, and this format has room for one"
NO_EVENTS = "this format has no events"
RENAMED = "its label is written as"

_UNSAFE = re.compile(r"\s+|^-+|-+$")


class TagNames:
    """Labels as tags can have them: without blanks, and without hyphens at either end, which readers take off."""

    def __init__(self, schema: Schema) -> None:
        self._names: dict[str, str] = {}
        codes = [label.code for label in schema.labels if label.kind is Kind.ENTITY]
        for code in sorted(codes, key=lambda code: _UNSAFE.search(code) is not None):
            self.of(code)

    def of(self, label: str) -> str:
        """The name of a label; two labels never have the same."""
        if label not in self._names:
            plain = _UNSAFE.sub("_", label)
            name, number = plain, 1
            while name in self._names.values():
                number += 1
                name = f"{plain}_{number}"
            self._names[label] = name
        return self._names[label]


def write(articles: Iterable[AnnotatedArticle], schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
    """Write the entity mentions of the first set of each article.

    Option `ents`: which of overlapping mentions is written, the "longest" (as without it), the "shortest", or by
    "priority" the one whose label is first in the schema. `separator`: "space", or "tab", which doccano wants.
    `docstart`: "yes", or "no" for nothing but a blank line between articles.
    """
    asked = settled(options, **OPTIONS)
    between = "\t" if asked["separator"] == "tab" else " "
    tally, names, choose = Tally(), TagNames(schema), layer_chooser(asked["ents"], schema)
    with out.open(FILE_NAME) as stream:
        for annotated in articles:
            layout = lay_out(annotated)
            tags = _tags(layout, names, choose, tally)
            mark = f"-DOCSTART-{between}O\n\n" if asked["docstart"] == "yes" else ""
            stream.write((mark + "".join(_lines(layout, tags, between))).encode())
    return tally.report(str(out.path / FILE_NAME))


def _tags(layout: Layout, names: TagNames, choose: ChooseLayer, tally: Tally) -> list[str]:
    """A tag for each word."""
    article = layout.article
    tally.articles += 1
    tally.lost += layout.lost
    tally.notes += layout.notes()
    entities = [(mention, numbers) for mention, numbers in layout.mentions if isinstance(mention, EntityMention)]
    chosen, left_out = choose(entities)
    tags = ["O"] * len(layout.words)
    for mention, numbers in chosen:
        name = names.of(mention.label)
        tags[numbers.start : numbers.stop] = [f"B-{name}", *[f"I-{name}"] * (len(numbers) - 1)]
        tally.wrote_entity(article, mention, f"{RENAMED} {name}" if name != mention.label else "")
    for mention in left_out:
        tally.lose(article, mention, OVERLAPS)
    for event in (mention for mention, _numbers in layout.mentions if isinstance(mention, EventMention)):
        tally.lose(article, event, NO_EVENTS)
    return tags


def _lines(layout: Layout, tags: list[str], between: str) -> Iterator[str]:
    for sentence in layout.sentences:
        yield from (f"{layout.words[number]}{between}{tags[number]}\n" for number in sentence)
        yield "\n"


EXPORTER = Exporter(
    id="conll",
    title="CoNLL 2003 columns (entities)",
    suffix=".conll",
    keeps=frozenset(("entity",)),
    write=write,
    options=OPTIONS,
)
