"""Paragraphs and sentences, found by fixed rules so that the same text always has the same ones."""

import re
from collections.abc import Sequence

from annotations.model.span import Span

_SEPARATOR = re.compile("[\n\u2028\u2029]")
_TERMINATORS = frozenset(".!?…؟۔。！？")
_TRAILING = _TERMINATORS | frozenset("\"'”’»›)]}」』")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph, without its separator; empty ones included, so that lines can be counted."""
    bounds, start = [], 0
    for separator in _SEPARATOR.finditer(text):
        bounds.append((start, separator.start()))
        start = separator.end()
    bounds.append((start, len(text)))
    return bounds


def sentences(text: str, tokens: Sequence[Span]) -> list[Span]:
    """The sentences, from the first to the last of their tokens.

    A sentence ends with its paragraph, and after a token of terminators and the closing quotes and brackets that
    touch it, unless a small letter follows. Abbreviations that are one token ("U.S.") end nothing.
    """
    found: list[Span] = []
    start, ended = 0, False
    for number, token in enumerate(tokens):
        signs = set(token.of(text))
        if number == 0:
            start = token.start
        else:
            before = tokens[number - 1].end
            trails = ended and token.start == before and signs <= _TRAILING
            over = ended and not trails and not text[token.start].islower()
            if over or _SEPARATOR.search(text, before, token.start):
                found.append(Span(start, before))
                start, ended = token.start, False
            signs = signs if not trails else set()
        ended = signs <= _TERMINATORS
    if tokens:
        found.append(Span(start, tokens[-1].end))
    return found
