"""Tables of articles, mentions, events and arguments: CSV files or one XLSX workbook (docs/manual/formats/csv.md)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.ids import MentionId
from annotations.model.mention import BY_HAND, EventMention, Mention
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.sheets import (
    ARGUMENTS,
    ARTICLES,
    COLUMNS,
    EVENTS,
    MENTIONS,
    META_COLUMNS,
    NOT_IN_XML,
    READ_ME,
    cut_for_cell,
    guarded,
)
from annotations.model.wire import mention_to_json
from exporters.alignment import issue
from exporters.base import Exporter, ExportIssue, ExportReport, Options
from exporters.choices import settled
from exporters.csv_files import csv_files
from exporters.files import OutputFolder
from exporters.sheet import Book, Cell
from exporters.sound import characters, count, sound
from exporters.tally import Tally
from exporters.workbook import FILE_NAME, workbook

SHORTENED = "has a cell longer than the 32,767 characters that Excel holds, and only its beginning is there"
GUARDED = "its cell begins with an apostrophe, so that no spreadsheet takes it for a formula"
NOT_IN_CELL = "is a character that no cell of a workbook holds, and U+FFFD is there instead"

CSV_OPTIONS = {"excel": "no|yes"}

_OTHER_ROLES = "role_other"


def _write_csv(
    articles: Iterable[AnnotatedArticle], schema: Schema, out: OutputFolder, options: Options
) -> ExportReport:
    """Write the first set of each article. Option `excel`: "yes" for files to open in a spreadsheet, else "no"."""
    excel = settled(options, **CSV_OPTIONS)["excel"] == "yes"
    tables = _Tables(schema, for_excel=excel)
    with csv_files(out, tables.columns, excel=excel) as files:
        for annotated in articles:
            tables.add(annotated, files)
            if excel:
                tables.tally.notes += _guarded(annotated)
    names = [f"{table}.csv" for table in COLUMNS] + ([READ_ME] if excel else [])
    return tables.tally.report(*(str(out.path / name) for name in names))


def _write_xlsx(
    articles: Iterable[AnnotatedArticle], schema: Schema, out: OutputFolder, options: Options
) -> ExportReport:
    """Write the first set of each article."""
    settled(options)
    tables = _Tables(schema, for_excel=True)
    with workbook(out, tables.columns) as book:
        for annotated in articles:
            tables.add(annotated, book)
            tables.tally.notes += characters(annotated.article, NOT_IN_XML, NOT_IN_CELL)
    return tables.tally.report(str(out.path / FILE_NAME))


def _guarded(annotated: AnnotatedArticle) -> Iterator[ExportIssue]:
    for mention in annotated.sets[0].in_order() if annotated.sets else ():
        surface = mention.span.of(annotated.article.text)
        if any(guarded(value) != value for value in (surface, mention.note, mention.label)):
            yield issue(annotated.article, mention, GUARDED)


class _Tables:
    """The rows of each table. Events have a column for each role of the schema, and one for what it does not know."""

    def __init__(self, schema: Schema, *, for_excel: bool) -> None:
        self.tally = Tally()
        self._for_excel = for_excel
        self._roles = tuple(dict.fromkeys(role.name for label in schema.labels for role in label.roles))
        role_columns = (*(f"role_{role}" for role in self._roles), _OTHER_ROLES)
        self.columns: Mapping[str, Sequence[str]] = {**COLUMNS, EVENTS: (*COLUMNS[EVENTS], *role_columns)}

    def add(self, annotated: AnnotatedArticle, book: Book) -> None:
        """Add an article with its first set."""
        article = annotated.article
        first = annotated.sets[0] if annotated.sets else None
        held = sound(article, () if first is None else first.mentions.values())
        count(held, self.tally)
        self._add_article(annotated, first, book)
        by_id = {mention.id: mention for mention in held.mentions}
        for mention in held.mentions:
            assert first is not None
            self._row(book, MENTIONS, article, mention, _mention(article, mention, first))
            if isinstance(mention, EventMention):
                self._row(book, EVENTS, article, mention, self._event(article, mention, by_id))
                for argument in mention.arguments:
                    filler = by_id[argument.target]
                    self._row(book, ARGUMENTS, article, mention, _argument(article, mention, argument.role, filler))

    def _add_article(self, annotated: AnnotatedArticle, first: AnnotationSet | None, book: Book) -> None:
        article, meta = annotated.article, asdict(annotated.article.meta)
        cells: list[Cell] = [article.id, *(meta[name] for name in META_COLUMNS)]
        cells += ("", "") if first is None else (first.annotator, first.status.value)
        cells += [annotated.schema_version, article.sha256, article.source_sha256]
        pieces = cut_for_cell(article.text) if self._for_excel else [article.text]
        book.add(ARTICLES, [*cells, pieces[0]])
        for piece in pieces[1:]:
            book.add(ARTICLES, [article.id, *[""] * (len(cells) - 1), piece])

    def _row(self, book: Book, table: str, article: Article, mention: Mention, cells: Sequence[Cell]) -> None:
        if self._for_excel:
            fit = [cut_for_cell(cell)[0] if isinstance(cell, str) else cell for cell in cells]
            if fit != cells:
                self.tally.notes.append(issue(article, mention, SHORTENED))
            cells = fit
        book.add(table, cells)

    def _event(self, article: Article, event: EventMention, by_id: Mapping[MentionId, Mention]) -> list[Cell]:
        fillers: dict[str, list[str]] = {role: [] for role in (*self._roles, _OTHER_ROLES)}
        for argument in event.arguments:
            words = by_id[argument.target].span.of(article.text)
            known = argument.role in self._roles
            fillers[argument.role if known else _OTHER_ROLES].append(words if known else f"{argument.role}: {words}")
        meta = article.meta
        return [
            *(article.id, article.title, meta.source, meta.date, event.id, event.label),
            *(event.span.of(article.text), event.span.start, event.span.end),
            *("; ".join(words) for words in fillers.values()),
        ]


def _mention(article: Article, mention: Mention, of: AnnotationSet) -> list[Cell]:
    value = mention_to_json(mention)
    cluster = of.cluster(mention.cluster) if mention.cluster is not None else None
    known = ("", "", "") if cluster is None else (cluster.id, cluster.name, cluster.knowledge_base)
    return [
        *(article.id, mention.id, mention.kind.value, mention.label, mention.span.start, mention.span.end),
        mention.span.of(article.text),
        _json(value.get("parts")),
        _json(value["attributes"]),
        *known,
        mention.note,
        "yes" if mention.unsure else "",
        "" if mention.origin == BY_HAND else _json(value["origin"]),
    ]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if value else ""


def _argument(article: Article, event: EventMention, role: str, filler: Mention) -> list[Cell]:
    return [
        *(article.id, event.id, event.label, event.span.of(article.text), role),
        *(filler.id, filler.label, filler.span.of(article.text), filler.span.start, filler.span.end),
    ]


_KEEPS = frozenset(("entity", "event", "arguments", "overlap", "parts", "attributes", "notes", "clusters"))
CSV = Exporter(id="csv", title="Tables (CSV)", suffix=".csv", keeps=_KEEPS, write=_write_csv, options=CSV_OPTIONS)
XLSX = Exporter(id="xlsx", title="Tables (Excel workbook)", suffix=".xlsx", keeps=_KEEPS, write=_write_xlsx)
