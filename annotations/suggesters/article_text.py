"""What a suggester is given of an article, and how it is cut into stretches that a model reads one by one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.model.article import FURNITURE, Article, Region
from annotations.model.ids import ArticleId
from annotations.model.span import Span

# Code points. Longer lines are cut so that memory stays flat on a megabyte without a newline.
LONGEST_STRETCH = 2_000

# A block whose lines were wrapped by a mail program or a terminal has lines about this long.
_WRAPPED = range(45, 101)

_BLOCK = re.compile(r"[^\n\u2028\u2029]+(?:[\n\u2028\u2029](?=[^\n\u2028\u2029])[^\n\u2028\u2029]+)*")
_LINE = re.compile(r"[^\n\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+")
_ENOUGH_LETTERS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleText:
    """An article as suggesters see it: its text, its token boundaries and its marked regions."""

    article_id: ArticleId
    text: str
    tokens: tuple[Span, ...]
    language: str = ""
    regions: tuple[Region, ...] = ()

    @classmethod
    def of(cls, article: Article) -> "ArticleText":
        """What a suggester needs of an article."""
        return cls(
            article_id=article.id,
            text=article.text,
            tokens=tuple(article.tokens),
            language=article.meta.language,
            regions=article.regions,
        )


def is_english(article: ArticleText) -> bool:
    """True if the article says it is in English, or says nothing and is written mostly in Latin letters."""
    if article.language:
        return article.language.lower().replace("_", "-").split("-")[0] in ("en", "eng", "english")
    letters = [char for char in article.text[: 4 * _ENOUGH_LETTERS] if char.isalpha()][:_ENOUGH_LETTERS]
    return 2 * sum(map(is_latin, letters)) > len(letters)


def is_latin(char: str) -> bool:
    """True for a letter of the Latin script, with or without diacritics."""
    return char.isalpha() and (char < "\u0250" or "\u1e00" <= char <= "\u1eff")


def stretches(article: ArticleText) -> Iterator[Span]:
    """The parts of the text worth reading, in order: paragraphs, without page furniture, none overlong.

    A line is a paragraph unless its block was wrapped by hand; a name or a sentence never crosses two paragraphs.
    """
    furniture = sorted(region.span for region in article.regions if region.kind == FURNITURE)
    for paragraph in _paragraphs(article.text):
        for part in _without(paragraph, furniture):
            for stretch in _cut(part, article.text):
                if any(char.isalnum() for char in stretch.of(article.text)):
                    yield stretch


def _paragraphs(text: str) -> Iterator[Span]:
    for block in _BLOCK.finditer(text):
        lines = [Span(*line.span()) for line in _LINE.finditer(text, *block.span())]
        if _was_wrapped(lines, text):
            yield Span(*block.span())
        else:
            yield from lines


def _was_wrapped(lines: list[Span], text: str) -> bool:
    return (
        len(lines) > 1
        and all(len(line) in _WRAPPED for line in lines[:-1])
        and len(lines[-1]) < _WRAPPED.stop
        and any(text[line.start].islower() for line in lines[1:])
    )


def _without(part: Span, holes: Sequence[Span]) -> Iterator[Span]:
    start = part.start
    for hole in holes:
        if not hole.overlaps(part):
            continue
        if start < hole.start:
            yield Span(start, hole.start)
        start = max(start, hole.end)
    if start < part.end:
        yield Span(start, part.end)


def _cut(part: Span, text: str) -> Iterator[Span]:
    start = part.start
    while part.end - start > LONGEST_STRETCH:
        latest = start + LONGEST_STRETCH
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start, latest)]
        blank = text.rfind(" ", start, latest)
        end = ends[-1] if ends else blank + 1 if blank > start else latest
        yield Span(start, end)
        start = end
    yield Span(start, part.end)
