"""Tokens: where the words and signs of a text are, found once at import by spaCy's rules for its language."""

import re
import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter, lt
from typing import Any, overload

from annotations.model.many import made
from annotations.model.span import Span

# Code points. A text is tokenised in pieces cut after a line (or, in a longer line, after a blank), so that memory
# stays flat and spaCy's own limit of 1,000,000 is never met.
# For a run of signs the time grows with the square of its length.
_TOO_LONG = re.compile(r"\S{400}")
_PIECE = 100_000

# What spaCy calls a language without rules of its own.
_ANY = "xx"


def tokenize(text: str, language: str) -> tuple[Span, ...]:
    """The tokens of a text in order, without those that are blank. A language spaCy lacks is read as any language."""
    tokenizer = _tokenizer(language.lower().replace("_", "-").split("-")[0])
    return tuple(token for start, end in _pieces(text) for token in _tokens(tokenizer(text[start:end]), start))


@lru_cache(maxsize=8)
def _tokenizer(language: str) -> Any:
    from spacy.util import get_lang_class

    # A code from a file is no reason to import whatever module of spaCy's bears that name.
    if not re.fullmatch("[a-z]{2,3}", language):
        language = _ANY
    try:
        return get_lang_class(language)().tokenizer
    except ImportError:
        return get_lang_class(_ANY)().tokenizer


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The text in pieces that are read in reasonable time: cut at blanks, and inside what is too long for a word."""
    for start, end in _large_pieces(text):
        for run in _TOO_LONG.finditer(text, start, end):
            yield start, run.end()
            start = run.end()
        yield start, end


def _large_pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > _PIECE:
        latest = start + _PIECE
        end = text.rfind("\n", start, latest) + 1 or text.rfind(" ", start, latest) + 1 or latest
        yield start, end
        start = end
    yield start, len(text)


def _tokens(words: Any, offset: int) -> Iterator[Span]:
    for word in words:
        surface = word.text
        if surface.isspace():
            continue
        # spaCy may leave a blank at the edge of a token; a mention must not begin or end with one.
        start = offset + word.idx + len(surface) - len(surface.lstrip())
        yield Span(start, start + len(surface.strip()))


_START, _END = attrgetter("start"), attrgetter("end")
_PAIR = 8  # bytes


def spans_from(starts: Sequence[int], ends: Sequence[int]) -> tuple[Span, ...]:
    """The spans from each start to the end at the same place, all of them known to be spans."""
    return made(Span, len(starts), start=starts, end=ends)


class PackedSpans(Sequence[Span]):
    """Spans kept as `pack_spans` packs them, and made once somebody looks at them.

    Most articles are read, handed on and stored without anybody asking for one of their thousands of tokens. It equals
    any tuple or other PackedSpans of the same spans.
    """

    __slots__ = ("_made", "packed", "reach")

    def __init__(self, packed: bytes, reach: int) -> None:
        """`packed` is known to be pairs of offsets, none of them greater than `reach`, and one as great."""
        self.packed = packed
        self.reach = reach
        self._made: tuple[Span, ...] | None = None

    def _spans(self) -> tuple[Span, ...]:
        if self._made is None:
            numbers = _numbers(self.packed)
            self._made = spans_from(numbers[::2], numbers[1::2])
        return self._made

    def __len__(self) -> int:
        return len(self.packed) // _PAIR

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Span, ...]: ...
    def __getitem__(self, index: int | slice) -> Span | tuple[Span, ...]:
        return self._spans()[index]

    def __iter__(self) -> Iterator[Span]:
        return iter(self._spans())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PackedSpans):
            return self.packed == other.packed
        return self._spans() == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._spans())

    def __repr__(self) -> str:
        return f"PackedSpans({self.packed!r}, {self.reach})"

    def __reduce__(self) -> tuple[type["PackedSpans"], tuple[bytes, int]]:
        return PackedSpans, (self.packed, self.reach)


def reach(spans: Sequence[Span]) -> int:
    """The code point before which all of them end; 0 if there are none."""
    return spans.reach if isinstance(spans, PackedSpans) else max(map(_END, spans), default=0)


def pack_spans(spans: Sequence[Span]) -> bytes:
    """Spans as pairs of little-endian 32-bit offsets (code points)."""
    if isinstance(spans, PackedSpans):
        return spans.packed
    numbers = [0] * (2 * len(spans))
    numbers[::2], numbers[1::2] = map(_START, spans), map(_END, spans)
    return pack_offsets(numbers)


def pack_offsets(numbers: Sequence[int]) -> bytes:
    """Starts and ends in turn, packed as spans are."""
    return struct.pack(f"<{len(numbers)}I", *numbers)


def unpack_spans(packed: bytes) -> PackedSpans:
    """The inverse of `pack_spans`. Raises ValueError on anything else."""
    if len(packed) % _PAIR:
        raise ValueError("not pairs of offsets")
    numbers = _numbers(packed)
    starts, ends = numbers[::2], numbers[1::2]
    if not all(map(lt, starts, ends)):
        raise ValueError("not pairs of offsets")
    return PackedSpans(packed, max(ends, default=0))


def _numbers(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(packed) // 4}I", packed)


class TokenIndex:
    """Finds tokens by code point. `tokens` are non-blank, in text order, and do not overlap."""

    def __init__(self, tokens: Sequence[Span]) -> None:
        self.tokens = tuple(tokens)
        self._starts = [token.start for token in self.tokens]
        self._ends = [token.end for token in self.tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, index: int) -> Span:
        return self.tokens[index]

    def index_at(self, code_point: int) -> int | None:
        """The number of the token that holds a code point; None between two tokens."""
        index = bisect_right(self._starts, code_point) - 1
        return index if index >= 0 and code_point < self._ends[index] else None

    def at(self, code_point: int) -> Span | None:
        """The token that holds a code point; None between two tokens."""
        index = self.index_at(code_point)
        return None if index is None else self.tokens[index]

    def next(self, code_point: int) -> Span | None:
        """The first token that starts after a code point."""
        index = bisect_right(self._starts, code_point)
        return self.tokens[index] if index < len(self.tokens) else None

    def previous(self, code_point: int) -> Span | None:
        """The last token that starts before a code point."""
        index = bisect_left(self._starts, code_point)
        return self.tokens[index - 1] if index > 0 else None

    def indices(self, span: Span) -> range:
        """The numbers of the tokens that share a code point with a span; empty if it holds only blanks."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def inside(self, span: Span) -> tuple[Span, ...]:
        """The tokens that share a code point with a span."""
        touched = self.indices(span)
        return self.tokens[touched.start : touched.stop]

    def snap(self, span: Span) -> Span | None:
        """The span grown to the edges of the tokens it touches, blanks dropped; None if it holds only blanks."""
        touched = self.indices(span)
        return Span(self._starts[touched[0]], self._ends[touched[-1]]) if touched else None

    def aligned(self, span: Span) -> range | None:
        """The numbers of the tokens a span is made of; None if it begins or ends inside a token or on a blank."""
        touched = self.indices(span)
        if touched and self._starts[touched[0]] == span.start and self._ends[touched[-1]] == span.end:
            return touched
        return None
