"""Words and sentences of an article, for formats that know nothing but tokens (docs/manual/formats/conll.md)."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotations.model.article import Article
from annotations.model.mention import EventMention, Mention
from annotations.model.project import AnnotatedArticle
from annotations.model.span import Span
from annotations.text.paragraphs import sentences
from annotations.text.tokens import TokenIndex
from exporters.alignment import align
from exporters.base import ExportIssue

UNSEEN = "nobody has looked at this article, and readers will take it for one with nothing in it"

# Readers split a line at any blank, whatever its code point, and a line that begins with this mark is theirs.
_WORD = re.compile(r"\S+")
_DOCUMENT_MARK = "-DOCSTART-"
# Characters without width; a tokeniser of a language model makes nothing of them, and readers stumble over that.
_INVISIBLE = frozenset(("Cf", "Mn", "Me"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The words of an article, its sentences as ranges of words, and the mentions that stand on whole words.

    No sentence ends inside a mention. `mentions` are in reading order, with the numbers of their words; `lost` is what
    fits no words. `looked_at` is false when the article has no set.
    """

    article: Article
    words: tuple[str, ...]
    places: TokenIndex
    sentences: tuple[range, ...]
    mentions: tuple[tuple[Mention, range], ...]
    lost: tuple[ExportIssue, ...]
    looked_at: bool

    def span(self, numbers: range) -> Span:
        """From the first to the last of these words."""
        return Span(self.places[numbers[0]].start, self.places[numbers[-1]].end)

    def sentence_of(self, numbers: range) -> int:
        """The number of the sentence that a mention stands in."""
        return bisect_right(self.sentences, numbers.start, key=lambda sentence: sentence.start) - 1

    def notes(self) -> Iterator[ExportIssue]:
        """What is to be said of the article as a whole; it stands at the first word."""
        if not self.looked_at and self.words:
            first = self.places[0]
            yield ExportIssue(
                article_id=self.article.id,
                start=first.start,
                end=first.end,
                label="",
                surface=self.words[0],
                reason=UNSEEN,
            )


def lay_out(
    annotated: AnnotatedArticle, *, whole_events: bool = False, shortest: int = 1, longest: int | None = None
) -> Layout:
    """Lay out the first set of an article.

    Sentences that a mention reaches over are joined, with `whole_events` also those that an event and its fillers
    stand in. A sentence of fewer than `shortest` words is joined to the one before it, or after it where there is
    none; one of more than `longest` is cut at the last place where nothing is cut through.
    """
    article = annotated.article
    found = list(annotated.sets[0].mentions.values()) if annotated.sets else []
    places = TokenIndex(_places(article, found))
    aligned = align(article, places, found)
    held = [numbers for _mention, numbers in aligned.mentions]
    if whole_events:
        held += _frames(aligned.mentions)
    return Layout(
        article=article,
        words=tuple(place.of(article.text) for place in places.tokens),
        places=places,
        sentences=tuple(_sentences(article, places, held, shortest, longest)),
        mentions=aligned.mentions,
        lost=aligned.lost,
        looked_at=bool(annotated.sets),
    )


def _places(article: Article, mentions: Sequence[Mention]) -> list[Span]:
    """The stored tokens, cut at blanks inside them; what has no width is joined to the word that it touches."""
    edges = {edge for mention in mentions for edge in (mention.span.start, mention.span.end)}
    text, places = article.text, list[Span]()
    for token in article.tokens:
        for place in _cut(text, token):
            touches = places and places[-1].end == place.start and place.start not in edges
            if touches and all(unicodedata.category(char) in _INVISIBLE for char in place.of(text)):
                places[-1] = Span(places[-1].start, place.end)
            else:
                places.append(place)
    return places


def _cut(text: str, token: Span) -> Iterator[Span]:
    for word in _WORD.finditer(text, token.start, token.end):
        start, end = word.span()
        if word.group().startswith(_DOCUMENT_MARK):
            yield Span(start, start + 1)
            start += 1
        yield Span(start, end)


def _frames(mentions: Sequence[tuple[Mention, range]]) -> list[range]:
    """For each event, the words from the first to the last of its trigger and fillers."""
    numbers_of = {mention.id: numbers for mention, numbers in mentions}
    frames = []
    for mention, numbers in mentions:
        if isinstance(mention, EventMention):
            together = [numbers, *(numbers_of[argument.target] for argument in mention.arguments)]
            frames.append(range(min(each.start for each in together), max(each.stop for each in together)))
    return frames


def _sentences(
    article: Article, places: TokenIndex, held: Sequence[range], shortest: int, longest: int | None
) -> Iterator[range]:
    closed = {number for numbers in held for number in numbers[1:]}
    open_starts = [start for start in _starts(article, places) if start not in closed]
    joined = [range(*bounds) for bounds in pairwise([*open_starts, len(places)])]
    for sentence in _without_short(joined, shortest):
        yield from _within(sentence, closed, longest)


def _starts(article: Article, places: TokenIndex) -> list[int]:
    """The number of the first word of each sentence. A word keeps what was joined to it over a sentence end."""
    starts = []
    for sentence in sentences(article.text, article.tokens):
        first = places.indices(sentence).start
        starts.append(first if places[first].start >= sentence.start else first + 1)
    return [start for start in dict.fromkeys(starts) if start < len(places)]


def _without_short(found: Sequence[range], shortest: int) -> list[range]:
    out: list[range] = []
    for sentence in found:
        if out and (len(sentence) < shortest or len(out[-1]) < shortest):
            out[-1] = range(out[-1].start, sentence.stop)
        else:
            out.append(sentence)
    return out


def _within(sentence: range, closed: set[int], longest: int | None) -> Iterator[range]:
    """The sentence, cut so that no piece is longer, unless something that must not be cut is."""
    start = sentence.start
    while longest is not None and sentence.stop - start > longest:
        earlier = (number for number in range(start + longest, start, -1) if number not in closed)
        later = (number for number in range(start + longest, sentence.stop) if number not in closed)
        cut = next(earlier, None) or next(later, sentence.stop)
        yield range(start, cut)
        start = cut
    if start < sentence.stop:
        yield range(start, sentence.stop)
