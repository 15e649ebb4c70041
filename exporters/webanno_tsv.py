"""WebAnno TSV 3.3, as INCEpTION reads it: one file per article (docs/manual/formats/webanno-tsv.md)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from annotations.model import uima
from annotations.model.article import Article
from annotations.model.ids import MentionId
from annotations.model.mention import EventMention, Mention
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.span import Span
from annotations.model.webanno import (
    FORMAT_LINE,
    NO_VALUE,
    NOTHING,
    SLOT_PREFIX,
    SPAN_LAYER,
    TEXT_LINE,
    escape_text,
    escape_value,
)
from annotations.text.tokens import TokenIndex, tokenize
from annotations.text.utf16 import Utf16Offsets
from exporters.base import Exporter, ExportIssue, ExportReport, Options
from exporters.choices import settled
from exporters.file_names import FileNames
from exporters.files import OutputFolder
from exporters.sound import sound
from exporters.staging import staged
from exporters.tally import Tally
from exporters.whole_sentences import whole_sentences

SUFFIX = ".tsv"

LEADING = "is blank before the first word, and becomes spaces"
LABEL_BENT = "has a line end in its label or in a role, which becomes a space"

_HEADER = "\n".join(
    (
        FORMAT_LINE,
        f"{SPAN_LAYER}{uima.NAMED_ENTITY}|{uima.VALUE}",
        f"{SPAN_LAYER}{uima.EVENT}|{uima.EVENT_TYPE}"
        f"|{SLOT_PREFIX}{uima.EVENT}:{uima.ARGUMENTS}_{uima.LINK}|uima.tcas.Annotation",
        "",
        "",
    )
)
# What readers put between two sentences; any other gap is written as the end of the sentence before it.
_REBUILT = re.compile(r"(\n *)?")
# Some readers end a row there.
_LINE_ENDS = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def write(articles: Iterable[AnnotatedArticle], _schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
    """Write the first set of each article."""
    settled(options)
    names, tally = FileNames(), Tally()
    with staged(out) as stage:
        for annotated in articles:
            article = annotated.article
            held = sound(article, annotated.sets[0].mentions.values() if annotated.sets else ())
            tally.articles += 1
            tally.lost += held.lost
            for mention in held.mentions:
                note = LABEL_BENT if any(map(_LINE_ENDS.search, _names(mention))) else ""
                if isinstance(mention, EventMention):
                    tally.wrote_event(article, mention, len(mention.arguments), note)
                else:
                    tally.wrote_entity(article, mention, note)
            table = _Table(article, held.mentions)
            tally.notes += table.notes()
            with stage.open(names.name_for(article.id) + SUFFIX) as stream:
                stream.write("\n".join(table.lines()).encode() + b"\n")
    return tally.report(*stage.files)


def _names(mention: Mention) -> list[str]:
    roles = [argument.role for argument in mention.arguments] if isinstance(mention, EventMention) else []
    return [mention.label, *roles]


class _Table:
    """The rows of one article: its tokens, and below each the pieces of it that mentions begin or end in.

    A row is known by the number of its token and what it covers. Every mention has a number, so that rows and roles
    can name it wherever it stands.
    """

    def __init__(self, article: Article, mentions: Sequence[Mention]) -> None:
        self._article = article
        self._tokens = TokenIndex(article.tokens or tokenize(article.text, article.meta.language))
        self._offsets = Utf16Offsets(article.text)
        self._sentences = whole_sentences(article.text, self._tokens.tokens, mentions)
        self._number = {mention.id: number for number, mention in enumerate(mentions, start=1)}
        self._at: dict[Span, list[Mention]] = defaultdict(list)
        self._pieces: dict[int, list[Span]] = defaultdict(list)
        self._first_row: dict[MentionId, tuple[int, Span]] = {}
        for mention in mentions:
            self._place(mention)
        for pieces in self._pieces.values():
            pieces.sort(key=lambda piece: (piece.start, -piece.end))
        self._sentence_of = [
            number for number, sentence in enumerate(self._sentences, start=1) for _ in self._tokens.indices(sentence)
        ]
        self._first_token = [self._tokens.indices(sentence).start for sentence in self._sentences]

    def _place(self, mention: Mention) -> None:
        for number in self._tokens.indices(mention.span):
            token = self._tokens[number]
            covered = Span(max(token.start, mention.span.start), min(token.end, mention.span.end))
            if covered != token and covered not in self._pieces[number]:
                self._pieces[number].append(covered)
            self._at[covered].append(mention)
            self._first_row.setdefault(mention.id, (number, covered))

    def notes(self) -> Iterator[ExportIssue]:
        """What becomes of the blanks before the first token, which no sentence can have."""
        blanks = self._article.text[: self._sentences[0].start]
        if blanks.strip(" "):
            yield ExportIssue(
                article_id=self._article.id, start=0, end=len(blanks), label="", surface=blanks, reason=LEADING
            )

    def lines(self) -> Iterator[str]:
        """The file, line by line."""
        yield _HEADER
        text, starts = self._article.text, [sentence.start for sentence in self._sentences]
        for number, sentence in enumerate(self._sentences):
            following = starts[number + 1] if number + 1 < len(starts) else len(text)
            last = following == len(text)
            gap = text[sentence.end : following]
            end = sentence.end if _REBUILT.fullmatch(gap) and not (last and gap) else following
            yield from (TEXT_LINE + escape_text(line) for line in text[sentence.start : end].split("\n"))
            for token in self._tokens.indices(sentence):
                yield from self._rows(token)
            if not last:
                yield ""

    def _rows(self, token: int) -> Iterator[str]:
        for covered in (self._tokens[token], *self._pieces.get(token, ())):
            place = f"{self._offsets.to_utf16(covered.start)}-{self._offsets.to_utf16(covered.end)}"
            word = escape_value(covered.of(self._article.text))
            cells = (self._row_name(token, covered), place, word, *self._cells(self._at.get(covered, ())))
            yield "\t".join(cells) + "\t"

    def _row_name(self, token: int, covered: Span) -> str:
        sentence = self._sentence_of[token]
        name = f"{sentence}-{token - self._first_token[sentence - 1] + 1}"
        return name if covered == self._tokens[token] else f"{name}.{self._pieces[token].index(covered) + 1}"

    def _cells(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        entities = [mention for mention in mentions if not isinstance(mention, EventMention)]
        events = [mention for mention in mentions if isinstance(mention, EventMention)]
        columns = (
            [self._named(mention, mention.label) for mention in entities],
            [self._named(event, event.label) for event in events],
            [self._roles(event) for event in events],
            [self._fillers(event) for event in events],
        )
        return tuple("|".join(values) or NOTHING for values in columns)

    def _named(self, mention: Mention, value: str) -> str:
        return f"{_cell(value)}[{self._number[mention.id]}]"

    def _roles(self, event: EventMention) -> str:
        roles = ";".join(_cell(argument.role) for argument in event.arguments) or NOTHING
        return f"{roles}[{self._number[event.id]}]"

    def _fillers(self, event: EventMention) -> str:
        rows = (
            f"{self._row_name(*self._first_row[argument.target])}[{self._number[argument.target]}]"
            for argument in event.arguments
        )
        return ";".join(rows) or NO_VALUE


def _cell(value: str) -> str:
    return escape_value(_LINE_ENDS.sub(" ", value))


EXPORTER = Exporter(
    id="webanno-tsv",
    title="WebAnno TSV 3.3 (INCEpTION)",
    suffix=SUFFIX,
    keeps=frozenset(("entity", "event", "arguments", "overlap")),
    write=write,
)
