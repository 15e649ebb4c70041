"""The cheapest keys from where one stands in an article to words that are to be marked. Pure: no window."""

import heapq
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotations.model.span import Span
from annotations.text.occurrences import OccurrenceIndex, Rule
from annotations.text.paragraphs import paragraphs, sentences
from annotations.text.tokens import TokenIndex
from desktop.canvas.first_letters import first_letter

Keys = tuple[str, ...]
Tokens = tuple[int, int]  # the first and the last


@dataclass(frozen=True, slots=True)
class Place:
    """Where one stands, in tokens: the caret, the other end of a selection, and whether a mark has the focus.

    The caret stands on the first token of a focused mark; `until` is its last one.
    """

    caret: int
    anchor: int | None = None
    focused: bool = False
    until: int | None = None

    def covers(self, first: int, last: int) -> bool:
        """True if a label given now would mark these tokens."""
        if self.anchor is None:
            return not self.focused and self.caret == first == last
        return {self.caret, self.anchor} == {first, last}


class Reading:
    """An article as the caret sees it: tokens, sentences, paragraphs, and the names that Space selects.

    `right_to_left` swaps the arrows, as in the window.
    """

    def __init__(self, text: str, tokens: Sequence[Span], names: Sequence[Span] = (), right_to_left: bool = False):
        self.text = text
        self.tokens = TokenIndex(tokens)
        self.names = [(touched[0], touched[-1]) for name in names if (touched := self.tokens.indices(name))]
        self._free: tuple[frozenset[Tokens], list[Tokens]] | None = None
        self._found: dict[tuple[Span, Rule], list[Span]] = {}
        self.on, self.back = ("Left", "Right") if right_to_left else ("Right", "Left")

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences in order."""
        return sentences(self.text, self.tokens.tokens)

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The paragraphs with something in them, in order."""
        return [Span(start, end) for start, end in paragraphs(self.text) if start < end]

    @cached_property
    def letters(self) -> list[str]:
        """What to type after H to hop to each token."""
        return [first_letter(self.text, token) for token in self.tokens.tokens]

    def free_names(self, marked: frozenset[Tokens]) -> list[Tokens]:
        """The names of which no token is marked."""
        if self._free is None or self._free[0] != marked:
            taken = {token for first, last in marked for token in range(first, last + 1)}
            self._free = (marked, [name for name in self.names if taken.isdisjoint(range(name[0], name[1] + 1))])
        return self._free[1]

    @cached_property
    def _same(self) -> OccurrenceIndex:
        return OccurrenceIndex(self.text, self.tokens)

    def occurrences(self, span: Span, rule: Rule) -> list[Span]:
        """Where else these words stand, as the window finds them."""
        key = (span, rule)
        if key not in self._found:
            self._found[key] = self._same.occurrences(span, rule)
        return self._found[key]

    def tokens_of(self, span: Span) -> Tokens:
        """The first and the last token of a span. Raises ValueError if it ends inside a token: no key reaches it."""
        touched = self.tokens.aligned(span)
        if touched is None:
            raise ValueError(f"{span} does not end where tokens do")
        return touched[0], touched[-1]

    def starts(self, units: Sequence[Span]) -> list[int]:
        """The first token of each unit that has one."""
        return sorted({touched[0] for unit in units if (touched := self.tokens.indices(unit))})

    @cached_property
    def passages(self) -> tuple[tuple[str, str, list[int]], ...]:
        """For each kind of passage the keys on and back, and the tokens at which one begins."""
        return (
            (f"Ctrl+{self.on}", f"Ctrl+{self.back}", self.starts(self.sentences)),
            ("Ctrl+Down", "Ctrl+Up", self.starts(self.paragraphs)),
        )


def way_to(reading: Reading, place: Place, first: int, last: int, marked: frozenset[Tokens] = frozenset()) -> Keys:
    """The fewest keys after which a label would mark the tokens `first` to `last`.

    Space passes over names that touch `marked`, the first and last tokens of what is marked already. A selection is
    only begun at one of the two tokens, since no key moves the end where it was begun.
    """
    return _shortest(reading, place, lambda here: here.covers(first, last), (first, last), marked)


def way_before(reading: Reading, place: Place, after: int, token: int, marked: frozenset[Tokens] = frozenset()) -> Keys:
    """The fewest keys that lead to `token` or to one between it and the token `after`, with no mark focused."""
    return _shortest(
        reading, place, lambda here: not here.focused and after < _extent(here)[0] <= token, (token, token), marked
    )


def _shortest(
    reading: Reading,
    place: Place,
    arrived: Callable[[Place], bool],
    ends: Tokens,
    marked: frozenset[Tokens],
) -> Keys:
    """Dijkstra over places."""
    queue: list[tuple[int, int, Place, Keys]] = [(0, 0, place, ())]
    seen: set[Place] = set()
    pushed = 0
    while queue:
        cost, _, here, keys = heapq.heappop(queue)
        if arrived(here):
            return keys
        if here in seen:
            continue
        seen.add(here)
        for press, there in _steps(reading, here, ends, marked):
            if there not in seen:
                pushed += 1
                heapq.heappush(queue, (cost + len(press), pushed, there, (*keys, *press)))
    raise ValueError(f"no way to tokens {ends[0]} to {ends[1]}")


def _steps(reading: Reading, here: Place, ends: Tokens, marked: frozenset[Tokens]) -> Iterator[tuple[Keys, Place]]:
    most = len(reading.tokens) - 1
    for key, goal in _moves(reading, here.caret):
        to = min(max(goal, 0), most)
        yield (key,), Place(to)
    anchor = here.caret if here.anchor is None else here.anchor
    if anchor in ends:
        yield (f"Shift+{reading.on}",), Place(min(here.caret + 1, most), anchor)
        yield (f"Shift+{reading.back}",), Place(max(here.caret - 1, 0), anchor)
    for token in ends:
        to = _hop(reading, here.caret, reading.letters[token])
        yield ("H", reading.letters[token]), Place(to)
    for key, name in (("Space", _next_name(reading, here, marked)), ("Shift+Space", _last_name(reading, here, marked))):
        if name is not None:
            yield (key,), Place(name[1], name[0])


def _moves(reading: Reading, caret: int) -> Iterator[tuple[str, int]]:
    yield reading.on, caret + 1
    yield reading.back, caret - 1
    yield "Ctrl+Home", 0
    yield "Ctrl+End", len(reading.tokens) - 1
    for on, back, starts in reading.passages:
        here = bisect_right(starts, caret) - 1
        yield on, starts[here + 1] if here + 1 < len(starts) else len(reading.tokens)
        yield back, starts[here] if caret > starts[here] else starts[max(0, here - 1)]


def _hop(reading: Reading, caret: int, letter: str) -> int:
    count = len(reading.tokens)
    order = ((caret + step) % count for step in range(1, count + 1))
    return next((index for index in order if reading.letters[index] == letter), caret)


def _extent(here: Place) -> Tokens:
    if here.anchor is None:
        return here.caret, here.caret if here.until is None else here.until
    return min(here.anchor, here.caret), max(here.anchor, here.caret)


def _next_name(reading: Reading, here: Place, marked: frozenset[Tokens]) -> Tokens | None:
    first, last = _extent(here)
    # Where nothing is selected or focused, a name that begins at the caret is the next one.
    after = first if here.anchor is None and not here.focused else last + 1
    return next((name for name in reading.free_names(marked) if name[0] >= after), None)


def _last_name(reading: Reading, here: Place, marked: frozenset[Tokens]) -> Tokens | None:
    first, _ = _extent(here)
    return next((name for name in reversed(reading.free_names(marked)) if name[1] < first), None)
