"""Words that any mention stands on: the stored tokens, cut where a mention begins or ends inside one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from annotations.model.article import Article
from annotations.model.mention import Mention
from annotations.model.span import Span

INSIDE_A_TOKEN = "begins or ends inside a token, which was cut there"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text, a blank one included; `space` says that one space follows, which is in no word."""

    span: Span
    space: bool


def cut_words(article: Article, mentions: Iterable[Mention]) -> list[Word]:
    """Words that join to the very text."""
    edges = sorted({edge for mention in mentions for edge in (mention.span.start, mention.span.end)})
    text, words, end = article.text, list[Word](), 0

    def add(start: int, stop: int) -> None:
        inside = edges[bisect_right(edges, start) : bisect_left(edges, stop)]
        for cut in (*inside, stop):
            words.append(Word(Span(start, cut), False))
            start = cut

    for token_start, token_end in (*((token.start, token.end) for token in article.tokens), (len(text), len(text))):
        # As spaCy has it: one space belongs to the word before it, any other blanks are a word.
        if end < token_start and words and text[end] == " ":
            words[-1] = Word(words[-1].span, True)
            end += 1
        if end < token_start:
            add(end, token_start)
        if token_start < token_end:
            add(token_start, token_end)
        end = token_end
    return words
