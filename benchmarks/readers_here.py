"""Readers of exports that are installed beside Spandesk: what each of them finds in a folder.

Each gives for every article the labels with the words that the reader itself cuts out, and how many roles it saw.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

Labelled = tuple[str, str]


@dataclass
class Found:
    """What a reader found: of each article the (label, words) of its spans; roles, None where it sees none."""

    articles: dict[str, list[Labelled]] = field(default_factory=dict)
    arguments: int | None = 0

    def add(self, article: str, label: str, words: str) -> None:
        """One more span."""
        self.articles.setdefault(article, []).append((label, words))


@dataclass(frozen=True)
class Reader:
    """A program, its packages, and how it reads the folder of an export."""

    title: str
    packages: tuple[str, ...]
    read: Callable[[Path], Found]

    @property
    def name(self) -> str:
        """With the versions."""
        return ", ".join((self.title, *(f"{package} {version(package)}" for package in self.packages)))


def _cas(folder: Path, suffix: str) -> Found:
    import cassis

    found = Found(arguments=0)
    types = None
    if suffix == ".xmi":
        with (folder / "TypeSystem.xml").open("rb") as stream:
            types = cassis.load_typesystem(stream)
    for file in sorted(folder.glob(f"*{suffix}")):
        with file.open("rb") as stream:
            cas = cassis.load_cas_from_json(stream) if types is None else cassis.load_cas_from_xmi(stream, types)
        found.articles[file.stem] = []
        for each in cas.select("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"):
            found.add(file.stem, each.value, each.get_covered_text())
        for each in cas.select("webanno.custom.Event"):
            found.add(file.stem, each.eventType, each.get_covered_text())
            links = each.arguments.elements if each.arguments is not None else []
            assert all(link.target is not None and link.role for link in links)
            found.arguments = (found.arguments or 0) + len(links)
    return found


def cas_xmi(folder: Path) -> Found:
    """dkpro-cassis, XMI with its type system."""
    return _cas(folder, ".xmi")


def cas_json(folder: Path) -> Found:
    """dkpro-cassis, JSON."""
    return _cas(folder, ".json")


def spacy_corpus(folder: Path) -> Found:
    """The reader that `spacy train` uses, of every .spacy file."""
    import spacy
    from spacy.training import Corpus

    nlp, found, number = spacy.blank("en"), Found(), 0
    for file in sorted(folder.rglob("*.spacy")):
        for example in Corpus(file, gold_preproc=False, max_length=0)(nlp):
            doc, number = example.reference, number + 1
            spans = {(span.start, span.end, span.label_): span for group in doc.spans.values() for span in group}
            spans |= {(span.start, span.end, span.label_): span for span in doc.ents}
            found.articles[str(number)] = []
            for span in spans.values():
                found.add(str(number), span.label_, doc.text[span.start_char : span.end_char])
            for event in doc.user_data.get("events", ()):
                found.arguments = (found.arguments or 0) + len(dict(event)["arguments"])
    return found


def csv_pandas(folder: Path) -> Found:
    """pandas, offsets in the text of the article."""
    import pandas

    tables = {
        name: pandas.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
        for name in ("articles", "mentions", "arguments")
    }
    texts = dict(zip(tables["articles"]["doc_id"], tables["articles"]["text"], strict=True))
    return _rows(texts, tables["mentions"].to_dict("records"), len(tables["arguments"]))


def xlsx_openpyxl(folder: Path) -> Found:
    """openpyxl, offsets in the text of the article; no cell is a formula."""
    import openpyxl

    book = openpyxl.load_workbook(folder / "annotations.xlsx", read_only=True)
    tables = {}
    for name in ("articles", "mentions", "arguments"):
        head, *rows = book[name].iter_rows()
        assert not any(cell.data_type == "f" for row in rows for cell in row)
        names = [cell.value for cell in head]
        tables[name] = [dict(zip(names, (cell.value for cell in row), strict=True)) for row in rows]
    book.close()
    texts = {row["doc_id"]: row["text"] for row in tables["articles"]}
    return _rows(texts, tables["mentions"], len(tables["arguments"]))


def _rows(texts: dict[str, str], mentions: list[dict], arguments: int) -> Found:
    found = Found({article: [] for article in texts}, arguments)
    for row in mentions:
        found.add(row["doc_id"], row["label"], texts[row["doc_id"]][int(row["start"]) : int(row["end"])])
    return found


def orjson_native(folder: Path) -> Found:
    """orjson, Spandesk's own lines."""
    import orjson

    found = Found()
    for line in (folder / "articles.jsonl").read_bytes().splitlines():
        record = orjson.loads(line)
        found.articles[record["id"]] = []
        for each in record["sets"]:
            for mention in each["mentions"]:
                found.add(record["id"], mention["label"], record["text"][mention["start"] : mention["end"]])
            found.arguments = (found.arguments or 0) + len(each["arguments"])
    return found


def _by_rules(folder: Path, name: str) -> Found:
    from tests.exporters import event_readers

    read = {"dygie": event_readers.read_dygie, "oneie": event_readers.read_oneie}[name]
    seen = read(folder / f"articles.{name}.jsonl")
    articles = {each.id: [*each.entities, *each.events] for each in seen}
    return Found(articles, sum(len(each.arguments) for each in seen))


def dygie(folder: Path) -> Found:
    """What the reader of DyGIE++ would keep, by its published rules."""
    return _by_rules(folder, "dygie")


def oneie(folder: Path) -> Found:
    """What the readers of OneIE would keep, by their published rules."""
    return _by_rules(folder, "oneie")


def webanno(folder: Path) -> Found:
    """Spandesk's own importer: of the readers that others wrote none is here."""
    from annotations import importers
    from annotations.model.mention import EventMention

    found = Found()
    for record in importers.read(sorted(folder.glob("*.tsv")), format_id="webanno-tsv"):
        id_, text = record.article.id, record.article.text
        found.articles[id_] = []
        for mention in (mention for each in record.sets for mention in each.mentions):
            found.add(id_, mention.label, mention.span.of(text))
            if isinstance(mention, EventMention):
                found.arguments = (found.arguments or 0) + len(mention.arguments)
    return found


READERS = {
    "spacy-pack": Reader("spacy.training.Corpus", ("spacy",), spacy_corpus),
    "spacy": Reader("spacy.training.Corpus", ("spacy",), spacy_corpus),
    "jsonl": Reader("JSON", ("orjson",), orjson_native),
    "dygie": Reader("the rules of DyGIE++'s reader", (), dygie),
    "oneie": Reader("the rules of OneIE's readers", (), oneie),
    "cas-xmi": Reader("UIMA in Python", ("dkpro-cassis",), cas_xmi),
    "cas-json": Reader("UIMA in Python", ("dkpro-cassis",), cas_json),
    "webanno-tsv": Reader("Spandesk's importer", (), webanno),
    "csv": Reader("tables", ("pandas",), csv_pandas),
    "xlsx": Reader("sheets", ("openpyxl",), xlsx_openpyxl),
}
