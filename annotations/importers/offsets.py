"""Incoming offsets, checked against the incoming text and carried into the fixed one."""

from collections.abc import Sequence
from itertools import chain, pairwise
from operator import lt
from typing import Any

from annotations.importers.fields import Fields, Refused
from annotations.model.span import Span
from annotations.text.decode import FixedText
from annotations.text.tokens import PackedSpans, pack_offsets


class Offsets:
    """Turns pairs of incoming code point offsets into spans of the fixed text, or refuses them."""

    def __init__(self, incoming: str, fixed: FixedText) -> None:
        self._incoming = incoming
        self._fixed = fixed
        self._text = fixed.text
        self._unmoved = not fixed.to_fixed.removed

    def checked(self, start: int, end: int) -> Span:
        """The span of two offsets. Raises Refused."""
        span = self.within(start, end)
        if self._text[span.start].isspace() or self._text[span.end - 1].isspace():
            raise Refused(f"{start}..{end} begins or ends with a blank")
        return span

    def within(self, start: int, end: int) -> Span:
        """The span of two offsets, whatever its edges are. Raises Refused when it is empty or leaves the text."""
        if start >= end:
            raise Refused(f"{start}..{end} is empty")
        if end > len(self._incoming):
            raise Refused(f"{start}..{end} is outside the text, which has {len(self._incoming)} characters")
        if self._unmoved:
            return Span(start, end)
        try:
            return self._fixed.to_fixed.span(start, end)
        except ValueError as error:
            raise Refused(f"{start}..{end} holds nothing") from error

    def surface_agrees(self, given: str, start: int, end: int, span: Span) -> bool:
        """True if the given surface is what the offsets cut from the incoming or from the fixed text."""
        return given == self._incoming[start:end] or given == span.of(self._text)

    def all_agree(self, starts: Sequence[int], ends: Sequence[int], surfaces: Sequence[str]) -> bool:
        """True if offsets and surfaces are right beyond doubt, in a text where nothing has moved."""
        return (
            self._unmoved
            and all(map(lt, starts, ends))
            and min(starts) >= 0
            and max(ends) <= len(self._text)
            and list(map(self._text.__getitem__, map(slice, starts, ends))) == list(surfaces)
            and list(map(str.strip, surfaces)) == list(surfaces)
        )

    def parts(self, fields: Fields, extent: Span) -> tuple[Span, ...]:
        """The parts of a discontinuous mention: in order, apart, and together as far as the extent reaches."""
        pairs = [_pair(value, fields) for value in fields.list("parts")]
        if not pairs:
            return ()
        try:
            parts = tuple(self.checked(start, end) for start, end in pairs)
        except Refused as error:
            fields.refuse(f"parts: {error}")
        if any(left.end > right.start for left, right in pairwise(parts)):
            fields.refuse("parts are not in order")
        if (parts[0].start, parts[-1].end) != (extent.start, extent.end):
            fields.refuse("parts do not reach from start to end")
        return parts

    def tokens(self, fields: Fields) -> Sequence[Span] | None:
        """The tokens of the record; None where they are missing or do not fit the text."""
        values = fields.list("tokens")
        try:
            if not self._unmoved:
                carry = self._fixed.to_fixed
                values = [(carry(start), carry(end)) for start, end in values]
            if not _cover(self._text, values):
                return None
        except (TypeError, ValueError):
            return None
        return PackedSpans(pack_offsets(tuple(chain.from_iterable(values))), values[-1][1])


def _pair(value: Any, fields: Fields) -> tuple[int, int]:
    if not (isinstance(value, list) and len(value) == 2 and all(type(edge) is int and edge >= 0 for edge in value)):
        fields.refuse("not a pair of offsets")
    return value[0], value[1]


def _cover(text: str, tokens: Sequence[tuple[int, int]]) -> bool:
    """True if the tokens are in order and apart, no edge is blank, and nothing but blanks lies between them."""
    reached, length = 0, len(text)
    for start, end in tokens:
        if not (type(start) is type(end) is int and reached <= start < end <= length):
            return False
        if text[start].isspace() or text[end - 1].isspace():
            return False
        if reached < start and not text[reached:start].isspace():
            return False
        reached = end
    return bool(tokens) and not text[reached:].strip()
