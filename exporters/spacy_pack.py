"""All that spaCy wants for training, in one folder (docs/manual/formats/spacy-pack.md)."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from annotations.model.article import Article
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.split import Part
from exporters.alignment import layer_chooser
from exporters.base import Exporter, ExportIssue, ExportReport, Options, Parts
from exporters.choices import LAYERS, settled
from exporters.docbin_stream import DocBinStream
from exporters.files import OutputFolder
from exporters.pack_config import config, labels, trained
from exporters.pack_facts import PartFacts
from exporters.pack_pages import Pack, card, readme
from exporters.spacy_docbin import doc_of
from exporters.tally import Tally

OPTIONS = {"nested": "spancat|longest", "ents": LAYERS}
# Beside these, words for the dataset card: what was measured of agreement.
AGREEMENT = "agreement"

EMPTY = "is an empty article, which spaCy would leave out without a word; it is not written"
UNSEEN = "nobody has looked at this article, so nothing can be learned from it; it is not written"

_ONE_IN = 5


def write(articles: Iterable[AnnotatedArticle], schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
    """Write the first set of each article; about every fifth, by a hash of its id, goes into dev.spacy.

    Option `nested`: "spancat" (as without it) keeps overlapping entity mentions, for a component that learns them;
    "longest" keeps the longest only. Option `ents`: which of overlapping mentions that are kept goes into doc.ents, the
    "longest" (as without it), the "shortest", or by "priority" the one whose label is first in the schema. Option
    `agreement` is a sentence for the dataset card.
    """
    with _pack((Part.TRAIN, Part.DEV), schema, out, options) as pack:
        for part, annotated in _divided(articles):
            pack.add(part, annotated)
    return pack.report()


def write_parts(parts: Parts, schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
    """The same with the articles of each part as given; test.spacy is there if there is such a part."""
    wanted = [part for part in Part if part in parts or part is not Part.TEST]
    with _pack(wanted, schema, out, options) as pack:
        for part in wanted:
            for annotated in parts[part]() if part in parts else ():
                pack.add(part, annotated)
    return pack.report()


def _divided(articles: Iterable[AnnotatedArticle]) -> Iterator[tuple[Part, AnnotatedArticle]]:
    """Every article with its part. Of two or more that teach at least one is set aside: the one next in line for it
    waits until another was."""
    waiting: AnnotatedArticle | None = None
    train = dev = 0
    for annotated in articles:
        if _why_not(annotated):
            yield Part.TRAIN, annotated
        elif _number(annotated) % _ONE_IN == 0:
            dev += 1
            yield Part.DEV, annotated
        elif dev:
            yield Part.TRAIN, annotated
        elif waiting is None:
            waiting = annotated
        else:
            waiting, other = sorted((waiting, annotated), key=_number)
            train += 1
            yield Part.TRAIN, other
    if waiting is not None:
        yield (Part.TRAIN if dev or not train else Part.DEV), waiting


def _number(annotated: AnnotatedArticle) -> int:
    return int.from_bytes(hashlib.sha256(annotated.article.id.encode()).digest())


def _why_not(annotated: AnnotatedArticle) -> str:
    """Why an article teaches nothing; empty if it does."""
    if not annotated.article.text:
        return EMPTY
    return "" if annotated.sets else UNSEEN


@contextmanager
def _pack(parts: Iterable[Part], schema: Schema, out: OutputFolder, options: Options) -> Iterator["_Writer"]:
    """A pack in the making; its files take their names when the `with` block is left well."""
    with ExitStack() as together:
        writer = _Writer(parts, schema, out, options, together)
        yield writer
        writer.finish()


class _Writer:
    """Puts articles into the files of their parts, and writes what depends on all of them at the end."""

    def __init__(
        self, parts: Iterable[Part], schema: Schema, out: OutputFolder, options: Options, together: ExitStack
    ) -> None:
        asked = settled({name: value for name, value in options.items() if name != AGREEMENT}, **OPTIONS)
        self._nested = asked["nested"] == "spancat"
        # Those that are left out are chosen by length; then there is nothing for another layer to choose from.
        self._layer = asked["ents"] if self._nested else "longest"
        self._choose = layer_chooser(self._layer, schema)
        self._agreement = options.get(AGREEMENT, "")
        self._schema, self._out, self._together = schema, out, together
        self._tally, self._files = Tally(), list[str]()
        self._facts = {part: PartFacts() for part in parts}
        self._streams = {part: together.enter_context(self._out.open(f"{part}.spacy")) for part in self._facts}
        self._docs = {part: together.enter_context(DocBinStream(out.path)) for part in self._facts}

    def add(self, part: Part, annotated: AnnotatedArticle) -> None:
        """Write one article, or note why nothing can be learned from it."""
        article, docs = annotated.article, self._docs[part]
        reason = _why_not(annotated)
        if reason:
            self._tally.notes.append(_left_out(article, reason))
            return
        doc = doc_of(annotated, docs.vocab, self._choose, self._tally, nested=self._nested)
        docs.add(doc)
        self._facts[part].count(annotated, doc)

    def finish(self) -> None:
        """Write all but the articles."""
        for part, docs in self._docs.items():
            docs.write(self._streams[part])
            self._files.append(str(self._out.path / f"{part}.spacy"))
        train = self._facts[Part.TRAIN]
        dev = Part.DEV if self._facts[Part.DEV].articles else Part.TRAIN
        made = trained(train, nested=self._nested, dev=f"{dev}.spacy")
        self._write(self._out, "config.cfg", config(made))
        for name, text in labels(made, train).items():
            self._write(OutputFolder(self._out.path / "labels"), f"{name}.json", text)
        pack = Pack(
            schema=self._schema,
            parts=self._facts,
            made=made,
            layer=self._layer,
            nested=self._nested,
            agreement=self._agreement,
        )
        self._write(self._out, "README.md", readme(pack))
        self._write(self._out, "DATASET_CARD.md", card(pack))

    def _write(self, folder: OutputFolder, name: str, text: str) -> None:
        self._together.enter_context(folder.open(name)).write(text.encode())
        self._files.append(str(Path(folder.path, name)))

    def report(self) -> ExportReport:
        """What was written."""
        return self._tally.report(*self._files)


def _left_out(article: Article, reason: str) -> ExportIssue:
    surface = article.text[:1]
    return ExportIssue(article_id=article.id, start=0, end=len(surface), label="", surface=surface, reason=reason)


EXPORTER = Exporter(
    id="spacy-pack",
    title="spaCy training pack",
    suffix=".spacy",
    keeps=frozenset(("entity", "event", "arguments", "overlap", "parts", "attributes", "notes", "clusters")),
    write=write,
    options=OPTIONS,
    write_parts=write_parts,
    always_split=True,
    priced=("nested",),
)
