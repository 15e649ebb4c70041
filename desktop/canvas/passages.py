"""Sentences and paragraphs as runs of tokens, and how caret and selection go from one to the next."""

from collections.abc import Callable

from annotations.text.paragraphs import sentences
from desktop.canvas.caret import TokenCaret
from desktop.canvas.display_text import DisplayText

Tokens = tuple[int, int]  # the first and the last token of a run
Around = Callable[[int], Tokens]

_REACH = 64  # tokens read at first to either side; four times as many for as long as no sentence ends among them


class Passages:
    """Reads no more of the article than the passage asked for and a little around it."""

    def __init__(self, text: DisplayText, caret: TokenCaret) -> None:
        self._text = text
        self._caret = caret

    def sentence(self, index: int) -> Tokens:
        """The sentence of a token."""
        first = self._sentence_start(index)
        return first, self._sentence_end(first, index)

    def paragraph(self, index: int) -> Tokens:
        """The paragraph of a token, from one separator to the next."""
        starts, ends = self._text.starts, self._text.ends
        first = last = self._text.paragraph_at(self._caret.token_at(index).start)
        # Where nothing lies between two of them, a long paragraph was only cut for layout.
        while first > 0 and ends[first - 1] == starts[first]:
            first -= 1
        while last + 1 < len(starts) and starts[last + 1] == ends[last]:
            last += 1
        return self._caret.index_from(starts[first]), self._caret.index_at(ends[last] - 1)

    def _sentence_start(self, index: int) -> int:
        """Reading from any token on misses at most the first end of a sentence, so the last one found is right."""
        begin, reach = index + 1, _REACH
        while begin > 0:
            begin, reach = max(0, index - reach), 4 * reach
            found = sentences(self._text.source, self._caret.tokens[begin : index + 1])
            if len(found) > 1:
                return self._caret.index_from(found[-1].start)
        return 0

    def _sentence_end(self, first: int, index: int) -> int:
        end, reach = index, _REACH
        while end < len(self._caret.tokens):
            end, reach = index + reach, 4 * reach
            found = sentences(self._text.source, self._caret.tokens[first:end])
            if len(found) > 1:
                return self._caret.index_at(found[0].end - 1)
        return self._caret.last


def passage_start(around: Around, index: int, forward: bool) -> int:
    """The token that begins the next passage, or this one, or from its beginning the previous one.

    One beyond the last token where no passage follows.
    """
    first, last = around(index)
    if forward:
        return last + 1
    return first if index > first or first == 0 else around(first - 1)[0]


def passage_reach(around: Around, anchor: int, index: int, forward: bool, last: int) -> int:
    """The token up to which a selection reaches that is drawn on, or back, to the next border of a passage.

    `last` is the last token of the article. Going on and then back as often is where one began.
    """
    # A border is named by the token after it; the selection's own moving one lies before or behind `index`.
    if forward:
        border = index + 1 if index >= anchor else index
        reached = around(border)[1] + 1 if border <= last else border
    else:
        border = index + 1 if index > anchor else index
        reached = around(border - 1)[0] if border > 0 else 0
    return reached - 1 if reached > anchor else reached
