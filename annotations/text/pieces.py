"""The words and signs of a text, finer than its tokens, and where each of them stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property

from annotations.model.span import Span
from annotations.text.name_variants import APOSTROPHES, HYPHENS, PIECE, fold_case, fold_word

# Line feeds between two words of one surface: a line may be broken, a paragraph ends it.
_BROKEN_LINES = 1


class Pieces:
    """The numbered pieces of one text. Every tokenizer has the same, whatever it makes of a kind of quotes."""

    def __init__(self, text: str) -> None:
        self.text = text
        matches = list(PIECE.finditer(text))
        self.words = [match.group() for match in matches]
        self.starts = [match.start() for match in matches]
        self.ends = [match.end() for match in matches]
        self._by_word: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            self._by_word.setdefault(word, []).append(number)

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def _by_case(self) -> dict[str, list[str]]:
        return _grouped(self._by_word, fold_case)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        return _grouped(self._by_word, fold_word)

    def exactly(self, word: str) -> list[int]:
        """The numbers of the pieces with these characters, in order."""
        return self._by_word.get(word, [])

    def in_any_case(self, folded: str) -> list[int]:
        """The numbers of the pieces that `fold_case` makes this, in order."""
        return self._all(self._by_case.get(folded, ()))

    def as_name(self, folded: str) -> list[int]:
        """The numbers of the pieces that `fold_word` makes this, in order."""
        return self._all(self._by_name.get(folded, ()))

    def _all(self, words: Iterable[str]) -> list[int]:
        return sorted(number for word in words for number in self._by_word[word])

    def inside(self, span: Span) -> range:
        """The numbers of the pieces that lie wholly in a span."""
        first = bisect_left(self.starts, span.start)
        return range(first, max(first, bisect_right(self.ends, span.end)))

    def span(self, numbers: range) -> Span:
        """From the first to the last of these pieces."""
        return Span(self.starts[numbers[0]], self.ends[numbers[-1]])

    def touches(self, number: int) -> bool:
        """True if nothing stands between a piece and the one before it."""
        return 0 < number < len(self) and self.ends[number - 1] == self.starts[number]

    def goes_on(self, number: int) -> bool:
        """True if a piece may belong to the same surface as the one before it."""
        return number > 0 and self.text.count("\n", self.ends[number - 1], self.starts[number]) <= _BROKEN_LINES

    def is_hyphen(self, number: int) -> bool:
        """True for a hyphen that joins the pieces on both sides."""
        return self.words[number] in HYPHENS and self.touches(number) and self.touches(number + 1)

    def is_apostrophe(self, number: int) -> bool:
        """True for an apostrophe that belongs to the piece before it."""
        return self.words[number] in APOSTROPHES and self.touches(number)

    def is_possessive(self, numbers: range) -> bool:
        """True if these pieces end with 's."""
        return len(numbers) > 2 and self.words[numbers[-1]] in "sS" and self.is_apostrophe(numbers[-2])


def _grouped(words: Iterable[str], fold: Callable[[str], str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(fold(word), []).append(word)
    return groups
