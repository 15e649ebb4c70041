"""Sentences that no mention reaches over, for programs that go by sentences (docs/manual/formats/cas-xmi.md)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from annotations.model.mention import Mention
from annotations.model.span import Span
from annotations.text.paragraphs import sentences


def whole_sentences(text: str, tokens: Sequence[Span], mentions: Iterable[Mention]) -> list[Span]:
    """The sentences of a text; those that a mention reaches over are one.

    INCEpTION marks a mention over the end of a sentence as an error, unless its layer allows it, and programs that ask
    each sentence for its mentions never see it.
    """
    found = sentences(text, tokens)
    starts = [sentence.start for sentence in found]
    inside: set[int] = set()
    for mention in mentions:
        after_first = max(1, bisect_right(starts, mention.span.start))
        inside.update(range(after_first, bisect_left(starts, mention.span.end)))
    first = [number for number in range(len(found)) if number not in inside]
    return [Span(found[start].start, found[stop - 1].end) for start, stop in pairwise([*first, len(found)])]
