"""TokenCaret: where the annotator stands, counted in tokens, and what is selected from there."""

from collections.abc import Sequence
from functools import cached_property

from annotations.model.span import Span
from annotations.text.tokens import TokenIndex


class TokenCaret:
    """The caret stands on a token. A selection reaches from an anchor token to the caret's, both included."""

    def __init__(self, tokens: Sequence[Span]) -> None:
        self._tokens = tokens
        self.index = 0
        self.anchor: int | None = None

    @property
    def tokens(self) -> Sequence[Span]:
        """All tokens of the article, in order."""
        return self._tokens

    @property
    def token(self) -> Span | None:
        """The token under the caret; None in a text without tokens."""
        return self._tokens[self.index] if self._tokens else None

    @property
    def last(self) -> int:
        """The index of the last token; 0 in a text without tokens."""
        return max(0, len(self._tokens) - 1)

    def token_at(self, index: int) -> Span:
        """The token of that index; raises IndexError if there is none."""
        return self._tokens[index]

    @property
    def selection(self) -> Span | None:
        """The selected tokens as one span, or None."""
        if self.anchor is None or not self._tokens:
            return None
        first, last = sorted((self.anchor, self.index))
        return Span(self._tokens[first].start, self._tokens[last].end)

    def move(self, index: int, extend: bool) -> None:
        """Stand on another token, within the text; with `extend` the selection grows or shrinks to it."""
        if not self._tokens:
            return
        if not extend:
            self.anchor = None
        elif self.anchor is None:
            self.anchor = self.index
        self.index = min(max(index, 0), self.last)

    def select(self, first: int, last: int) -> None:
        """Select from one token to another and stand on the last."""
        if self._tokens:
            self.anchor = min(max(first, 0), self.last)
            self.index = min(max(last, 0), self.last)

    def clear_selection(self) -> None:
        """Select nothing."""
        self.anchor = None

    def index_at(self, code_point: int) -> int:
        """The token at a code point; between two tokens, the one before."""
        return max(0, self._lookup.indices(Span(0, code_point + 1)).stop - 1)

    def index_from(self, code_point: int) -> int:
        """The first token that ends after a code point; the last token beyond the end."""
        return min(self._lookup.indices(Span(code_point, code_point + 1)).start, self.last)

    def indices(self, span: Span) -> tuple[int, int] | None:
        """First and last token that share a character with a span, or None if it holds only blanks."""
        touched = self._lookup.indices(span)
        return (touched[0], touched[-1]) if touched else None

    def inside(self, start: int, end: int) -> tuple[Span, ...]:
        """The tokens between two code points."""
        return self._lookup.inside(Span(start, end)) if start < end else ()

    def around(self, hit_start: int, hit_end: int) -> tuple[int, int]:
        """First and last token of a grapheme: an emoji may be made of several."""
        first = self.index_at(hit_start)
        return first, max(first, self.index_at(max(hit_start, hit_end - 1)))

    @cached_property
    def _lookup(self) -> TokenIndex:
        """Made when first asked for: opening an article does not need it."""
        return TokenIndex(self._tokens)
