"""Reading an export back: is in the files what the report says? So that nobody need take an exporter's word for it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from annotations import importers
from annotations.importers.base import ImportedArticle
from annotations.model.article import Article
from annotations.model.ids import ArticleId, MentionId
from annotations.model.mention import EventMention, Kind, Mention, reading_order
from annotations.model.native import READ_AS
from annotations.model.project import SUGGESTIONS, AnnotatedArticle
from annotations.model.sheets import NOT_IN_XML
from annotations.model.span import Span
from exporters import conll, find, spacy_pack
from exporters.alignment import issue
from exporters.base import Exporter, ExportIssue, ExportReport, Options

NOT_THERE = "was not found again in the files"
NOT_GIVEN = "is in the files, though nobody said so"
ARTICLE_NOT_THERE = "is an article that was not found again in the files"
OTHER_TEXT = "is an article that has another text in the files"

# What is said of an article that is not in the files, and need not be.
_NOT_WRITTEN = frozenset((spacy_pack.EMPTY, spacy_pack.UNSEEN))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """What was found in the files. `missing` is what is not as it was given and not reported as lost either."""

    mentions: int = 0
    events: int = 0
    arguments: int = 0
    missing: tuple[ExportIssue, ...] = ()

    def confirms(self, report: ExportReport) -> bool:
        """True if the files hold just what the report says."""
        found = self.mentions, self.events, self.arguments
        return not self.missing and found == (report.mentions, report.events, report.arguments)


def read_back(
    format_id: str, report: ExportReport, given: Iterable[AnnotatedArticle], options: Options | None = None
) -> ReadBack | None:
    """Compare the files of an exporter's report with the articles it was given; None if nothing reads them.

    Of each article its text but for blanks, each mention's kind, label and words, where they are, and the fillers of
    roles; also whose they are where the format holds several sets. One article is held at a time, as long as the files
    have them in the order given.
    """
    importer = READ_AS.get(format_id, format_id)
    # Without marks between articles, its importer can but guess where one ends.
    if importer not in importers.table() or (format_id == "conll" and (options or {}).get("docstart") == "no"):
        return None
    exporter, articles = find(format_id), iter(given)
    first = list(islice(articles, 1))
    # Importers take nobody's set for what machines said, where the format does not say which is which.
    if "suggestions" not in exporter.keeps and any(_is_machine(each) for each in first):
        return None
    comparison = _Comparison(report, whose="all sets" in exporter.keeps)
    shelf = _Shelf(chain(first, articles))
    for record in importers.read(_files(report.files, exporter, importer), format_id=importer):
        if isinstance(record, ImportedArticle):
            comparison.compare(shelf.take(record.article), record)
    told = {note.article_id for note in report.notes if note.reason in _NOT_WRITTEN}
    for annotated in shelf.rest():
        if annotated.article.id not in told:
            comparison.compare(annotated, None)
    return ReadBack(**comparison.found, missing=tuple(comparison.missing))


def _files(names: Sequence[str], exporter: Exporter, importer_id: str) -> list[Path]:
    """The files that the importer reads by themselves, in the order written."""
    importer = importers.find(importer_id)
    # What is known by its content alone has no suffix of its own there.
    files = [Path(name) for name in names if Path(name).suffix in (*importer.suffixes, exporter.suffix)]
    together = {other for file in files for other in importer.beside(file)}
    return [file for file in files if file not in together]


def _is_machine(annotated: AnnotatedArticle) -> bool:
    return any(each.annotator == SUGGESTIONS for each in annotated.sets)


class _Shelf:
    """The articles given. Those that the files have later wait; formats without ids are known by their words."""

    def __init__(self, given: Iterable[AnnotatedArticle]) -> None:
        self._given = iter(given)
        self._waiting: dict[ArticleId, AnnotatedArticle] = {}
        self._by_words: dict[int, ArticleId] = {}

    def take(self, read: Article) -> AnnotatedArticle | None:
        """The article that a file has here; None if nobody gave it."""
        words = hash(_squeezed(read.text))
        waiting = read.id if read.id in self._waiting else self._by_words.get(words)
        if waiting in self._waiting:
            return self._waiting.pop(waiting)
        for annotated in self._given:
            id_, own_words = annotated.article.id, hash(_squeezed(annotated.article.text))
            if id_ == read.id or own_words == words:
                return annotated
            self._waiting[id_] = annotated
            self._by_words[own_words] = id_
        return None

    def rest(self) -> Iterator[AnnotatedArticle]:
        """Those that no file had."""
        yield from self._waiting.values()
        yield from self._given


class _Claim(NamedTuple):
    """What a mention says, so that it can be found in a text with other blanks: `start` counts what is none."""

    annotator: str
    kind: Kind
    label: str
    start: int
    words: str


class _Filled(NamedTuple):
    event: _Claim
    role: str
    filler: _Claim


@dataclass
class _Said:
    """All that is said about an article, and the mentions that say it."""

    claims: Counter[_Claim] = field(default_factory=Counter)
    filled: Counter[_Filled] = field(default_factory=Counter)
    mentions: dict[_Claim, Mention] = field(default_factory=dict)


class _Comparison:
    def __init__(self, report: ExportReport, *, whose: bool) -> None:
        self.missing: list[ExportIssue] = []
        self.found = {"mentions": 0, "events": 0, "arguments": 0}
        self._whose = whose
        self._lost: dict[str, list[ExportIssue]] = {}
        for lost in report.lost:
            self._lost.setdefault(lost.article_id, []).append(lost)
        self._labels = {
            note.label: note.reason.removeprefix(conll.RENAMED).strip()
            for note in report.notes
            if note.reason.startswith(conll.RENAMED)
        }

    def compare(self, given: AnnotatedArticle | None, read: ImportedArticle | None) -> None:
        """Tell what differs between an article and what the files have of it."""
        said = _Said() if given is None else self._given(given)
        back = _Said() if read is None else self._read(read, given)
        events = sum(number for claim, number in back.claims.items() if claim.kind is Kind.EVENT)
        self.found["mentions"] += back.claims.total() - events
        self.found["events"] += events
        self.found["arguments"] += back.filled.total()
        if given is not None:
            self._tell_text(given.article, None if read is None else read.article)
            self._tell_missing(given.article, said, back)
        if read is not None:
            self._tell_extra(read.article, None if given is None else given.article, said, back)

    def _tell(self, article: Article, mentions: Iterable[Mention], reason: str) -> None:
        self.missing += [issue(article, mention, reason) for mention in mentions]

    def _tell_text(self, given: Article, read: Article | None) -> None:
        if read is not None and _squeezed(given.text) == _squeezed(read.text):
            return
        reason = ARTICLE_NOT_THERE if read is None else OTHER_TEXT
        self.missing.append(ExportIssue(article_id=given.id, start=0, end=0, label="", surface="", reason=reason))

    def _tell_missing(self, article: Article, said: _Said, back: _Said) -> None:
        claims, filled = said.claims - back.claims, said.filled - back.filled
        for lost in self._lost.get(article.id, ()):
            here = Span(lost.start, lost.end)
            excused = [each for each in said.mentions.items() if (each[1].span, each[1].label) == (here, lost.label)]
            events = {claim for claim, _mention in excused}
            roles = [each for each in said.filled if each.event in events and lost.reason.startswith(f"{each.role}: ")]
            if roles:
                filled.subtract([each for each in roles if filled[each] > 0][:1])
            else:
                claims.subtract([claim for claim, _mention in excused if claims[claim] > 0][:1])
        self._tell(article, (said.mentions[claim] for claim in claims.elements()), NOT_THERE)
        for each in filled.elements():
            self._tell(article, [said.mentions[each.event]], f"{each.role}: {NOT_THERE}")

    def _tell_extra(self, read: Article, given: Article | None, said: _Said, back: _Said) -> None:
        extra = [(back.mentions[claim], NOT_GIVEN) for claim in (back.claims - said.claims).elements()]
        for filled in (back.filled - said.filled).elements():
            extra.append((back.mentions[filled.event], f"{filled.role}: {NOT_GIVEN}"))
        for mention, reason in extra:
            found = issue(read, mention, reason)
            if given is not None and given.text != read.text:
                found = replace(found, start=0, end=0)
            self.missing.append(found if given is None else replace(found, article_id=given.id))

    def _given(self, annotated: AnnotatedArticle) -> _Said:
        said, places = _Said(), _Places(annotated.article.text)
        for each in annotated.sets if self._whose else annotated.sets[:1]:
            self._add(said, places, each.annotator, each.mentions.values(), self._labels)
        return said

    def _read(self, read: ImportedArticle, given: AnnotatedArticle | None) -> _Said:
        said, places = _Said(), _Places(read.article.text)
        for each in read.sets:
            self._add(said, places, each.annotator, each.mentions, {})
        # What machines say may be exported as if it were somebody's, and is theirs again in the files.
        if given is not None and _is_machine(given):
            self._add(said, places, SUGGESTIONS, (each.mention for each in read.suggestions), {})
        return said

    def _add(
        self,
        to: _Said,
        places: "_Places",
        annotator: str,
        mentions: Iterable[Mention],
        labels: Mapping[str, str],
    ) -> None:
        claims, events = dict[MentionId, _Claim](), list[EventMention]()
        for mention in sorted(mentions, key=reading_order):
            claim = _Claim(
                annotator if self._whose else "",
                mention.kind,
                _on_one_line(labels.get(mention.label, mention.label)),
                places.start(mention.span),
                _squeezed(mention.span.of(places.text)),
            )
            claims[mention.id] = claim
            to.claims[claim] += 1
            to.mentions[claim] = mention
            if isinstance(mention, EventMention):
                events.append(mention)
        for event in events:
            to.filled.update(
                _Filled(claims[event.id], _on_one_line(each.role), claims[each.target]) for each in event.arguments
            )


class _Places:
    """Where something is in a text, whatever its blanks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._at = 0
        self._before = 0

    def start(self, span: Span) -> int:
        """How many characters that are no blanks come before it. Fast for spans in order."""
        if span.start < self._at:
            self._at = self._before = 0
        self._before += len("".join(self.text[self._at : span.start].split()))
        self._at = span.start
        return self._before


def _squeezed(text: str) -> str:
    """A text without its blanks, and without what some formats cannot hold of it."""
    return NOT_IN_XML.sub("\ufffd", "".join(text.split()))


def _on_one_line(name: str) -> str:
    return " ".join(name.split())
