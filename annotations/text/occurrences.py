"""Every other place of a text where the same words stand, or another form of the same name."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cached_property

from annotations.model.span import Span
from annotations.text.name_search import NameSearch
from annotations.text.name_variants import fold_case, has_capital
from annotations.text.pieces import Pieces
from annotations.text.tokens import TokenIndex


class Rule(StrEnum):
    """What counts as the same words."""

    EXACT = "exact"  # the same characters, whatever the blanks between words
    CASE = "case"  # whatever the capitals and the kind of quotes
    VARIANTS = "variants"  # other forms of the same name, shorter ones among them


class OccurrenceIndex:
    """Finds the same words again in one article. Made at once; the text is read when it is first asked."""

    def __init__(self, text: str, tokens: TokenIndex) -> None:
        self._text = text
        self._tokens = tokens

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(self._text)

    @cached_property
    def _names(self) -> NameSearch:
        return NameSearch(self._pieces)

    def occurrences(self, span: Span, rule: Rule) -> list[Span]:
        """Every other place, in reading order, from token to token, overlapping neither each other nor `span`."""
        source = self._pieces.inside(span)
        if not source or self._pieces.span(source) != span:
            return []  # it begins or ends within a word
        match rule:
            case Rule.EXACT:
                found = self._same(source, str, self._pieces.exactly)
            case Rule.CASE:
                found = self._in_any_case(source)
            case Rule.VARIANTS:
                found = self._as_name(source)
        return self._apart(span, (self._pieces.span(numbers) for numbers in found))

    def _in_any_case(self, source: range) -> Iterator[range]:
        if self._pieces.is_possessive(source):
            source = source[:-2]
        return self._same(source, fold_case, self._pieces.in_any_case)

    def _as_name(self, source: range) -> Iterator[range]:
        """A name is a name only with a capital, if it has one itself; other words have no variants."""
        words = self._pieces.words
        is_name = any(has_capital(words[number]) for number in source)
        for numbers in self._in_any_case(source):
            if not is_name or any(has_capital(words[number]) for number in numbers):
                yield numbers
        yield from self._names.variants(source)

    def _same(self, source: range, fold: Callable[[str], str], places: Callable[[str], list[int]]) -> Iterator[range]:
        """The runs of pieces that are equal when folded, and joined or apart in the same places."""
        pieces = self._pieces
        words = [fold(pieces.words[number]) for number in source]
        joined = [pieces.touches(number) for number in source]
        wanted = list(zip(range(len(words)), words, joined, strict=True))
        rarest, numbers = min(((at, places(word)) for at, word in enumerate(words)), key=lambda each: len(each[1]))
        for number in numbers:
            start = number - rarest
            if (
                start >= 0
                and start + len(words) <= len(pieces)
                and all(
                    fold(pieces.words[start + at]) == word
                    and (at == 0 or (pieces.touches(start + at) == touching and pieces.goes_on(start + at)))
                    for at, word, touching in wanted
                )
            ):
                yield range(start, start + len(words))

    def _apart(self, span: Span, found: Iterable[Span]) -> list[Span]:
        """Those on token boundaries; of two that overlap the first, and of two that begin together the longer."""
        places: list[Span] = []
        for place in sorted(set(found), key=lambda each: (each.start, -each.end)):
            is_free = not place.overlaps(span) and not (places and places[-1].overlaps(place))
            if is_free and self._tokens.aligned(place) is not None:
                places.append(place)
        return places


def occurrences(text: str, tokens: TokenIndex, span: Span, rule: Rule) -> list[Span]:
    """The same for a single question about a text; whoever asks again keeps an `OccurrenceIndex`."""
    return OccurrenceIndex(text, tokens).occurrences(span, rule)
