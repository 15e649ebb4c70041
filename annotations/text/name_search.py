"""Where a text says a name in another form: shorter, longer, spelled otherwise, by its initials."""

from collections.abc import Iterator, Sequence

from annotations.text.name_lists import (
    ARTICLES,
    BELONGING,
    FUNCTION_WORDS,
    HONORIFICS,
    HYPHENED_ARTICLES,
    MONTHS,
    OF_TITLES,
    PARTICLES,
    PLACES,
    SENTENCE_STARTERS,
    WEEKDAYS,
)
from annotations.text.name_variants import (
    acronym_of,
    fold_word,
    has_capital,
    is_acronym,
    is_arabic,
    is_short_form,
    key,
)
from annotations.text.pieces import Pieces

_LONGEST_NAME = 6  # words
_NEVER_GIVEN_NAMES = PLACES | BELONGING | WEEKDAYS | MONTHS | SENTENCE_STARTERS | OF_TITLES
# Two initials are too few to tell by; these begin the names that two initials do stand for.
_UNIONS = frozenset(["united", "european"])
_ENOUGH_INITIALS = 3
# Places looked at to tell whether a word stands without the one after it.
_ENOUGH_PLACES = 200


class NameSearch:
    """Finds the forms of names among the pieces of a text."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._words = pieces.words
        self._initials: tuple[str, list[int]] | None = None
        self._no_given_names: dict[str, bool] = {}

    def variants(self, source: range) -> Iterator[range]:
        """The other forms of the name that these pieces are, in no particular order; nothing if they are no name."""
        words = key(self._pieces.span(source).of(self._pieces.text))
        if not words or not any(has_capital(self._words[number]) for number in source):
            return
        for end in self._pieces.as_name(words[-1]):
            # A single word is whole at once, and may yet be the end of a longer form.
            ways = (self._whole, self._other_form) if len(words) > 1 else (self._other_form, self._whole)
            start = next((found for way in ways if (found := way(end, words)) is not None), None)
            if start is not None:
                yield range(self._with_article(start), end + 1)
        initials = acronym_of(words).casefold()
        yield from (range(n, n + 1) for n in self._pieces.as_name(initials) if is_acronym(self._words[n], words))
        if len(source) == 1:
            yield from self._expansions(self._words[source[0]])

    def _whole(self, end: int, words: Sequence[str]) -> int | None:
        """Where the whole name begins that ends at this piece, or None if it does not stand there."""
        at, names = end, [end]
        for word in reversed(words[:-1]):
            before = self._before(at)
            if before is None or fold_word(self._words[before]) != word:
                return None
            at = before
            names.append(at)
        return at if any(has_capital(self._words[number]) for number in names) else None

    def _other_form(self, end: int, words: Sequence[str]) -> int | None:
        """Where a shorter or longer form of the name begins that ends at this piece, or None."""
        if is_arabic(self._words[end]):
            return end if self._words[end].startswith("ال") and is_short_form(words[-1:], words) else None
        if not self._words[end][0].isupper():
            return None
        run = self._run(end)
        while len(run) > 1 and self._is_no_given_name(self._words[run[0]]):
            run.pop(0)
        found = [fold_word(self._words[number]) for number in run]
        is_shorter = is_short_form(found, words) and not self._goes_on_as_name(end)
        is_longer = len(words) == 1 and is_short_form(words, found)
        return run[0] if is_shorter or is_longer else None

    def _run(self, end: int) -> list[int]:
        """The words of the name that ends at this piece, as far as capitals tell it."""
        run = [end]
        while len(run) < _LONGEST_NAME:
            before = self._before(run[0])
            if before is None:
                break
            word = fold_word(self._words[before])
            if word in HONORIFICS or not (self._words[before][0].isupper() or word in PARTICLES):
                break
            run.insert(0, before)
        while len(run) > 1 and not self._words[run[0]][0].isupper():
            run.pop(0)
        return run

    def _before(self, number: int) -> int | None:
        """The word before a word of a name, over articles, hyphens and what belongs to the former; None at a sign."""
        at = number
        while at > 0 and self._pieces.goes_on(at):
            at -= 1
            if not self._is_joint(at):
                return at if self._words[at][0].isalnum() else None
        return None

    def _is_joint(self, number: int) -> bool:
        pieces, word = self._pieces, self._words[number]
        is_initial_dot = word == "." and pieces.touches(number) and len(self._words[number - 1]) == 1
        return is_initial_dot or pieces.is_apostrophe(number) or pieces.is_hyphen(number) or self._is_article(number)

    def _is_article(self, number: int) -> bool:
        word = fold_word(self._words[number])
        if word not in HYPHENED_ARTICLES or number + 1 >= len(self._words):
            return False
        return self._pieces.is_hyphen(number + 1) or (word in ARTICLES and self._pieces.goes_on(number + 1))

    def _with_article(self, start: int) -> int:
        """The place of the article before a name, or of the name if it has none."""
        first = start - 1
        if first > 0 and self._pieces.is_hyphen(first):
            first -= 1
        return first if first >= 0 and self._is_article(first) and self._pieces.goes_on(start) else start

    def _is_no_given_name(self, word: str) -> bool:
        """True if a word before a name is no part of it: it is a place, say, or elsewhere no name follows it."""
        if word not in self._no_given_names:
            places = self._pieces.exactly(word)[:_ENOUGH_PLACES]
            self._no_given_names[word] = (
                fold_word(word) in _NEVER_GIVEN_NAMES
                or bool(self._pieces.exactly(word.casefold()))
                or 2 * sum(map(self._leads_to_name, places)) <= len(places)
            )
        return self._no_given_names[word]

    def _leads_to_name(self, number: int) -> bool:
        """True if the next word has a capital, over articles, hyphens and apostrophes."""
        after = number + 1
        while after < len(self._words) and self._pieces.goes_on(after) and self._is_joint(after):
            after += 1
        return after < len(self._words) and self._pieces.goes_on(after) and self._words[after][0].isupper()

    def _goes_on_as_name(self, end: int) -> bool:
        """True if the word after a short form makes it the beginning of somebody else's name."""
        after = end + 1
        if after >= len(self._words) or self._pieces.touches(after) or not self._words[after][0].isupper():
            return False
        on_one_line = "\n" not in self._pieces.text[self._pieces.ends[end] : self._pieces.starts[after]]
        return on_one_line and not self._pieces.exactly(self._words[after].casefold())

    def _expansions(self, acronym: str) -> Iterator[range]:
        """The names whose initials are these capitals."""
        letters = acronym.replace(".", "")
        if not letters.isupper() or len(letters) < 2:
            return
        initials, numbers = self._initials or self._read_initials()
        at = initials.find(letters)
        while at >= 0:
            first, last = numbers[at], numbers[at + len(letters) - 1]
            if len(letters) >= _ENOUGH_INITIALS or fold_word(self._words[first]) in _UNIONS:
                yield range(first, last + 1)
            at = initials.find(letters, at + 1)

    def _read_initials(self) -> tuple[str, list[int]]:
        """The first letter of every word that may be part of a name, a blank for all else; and whose they are."""
        letters: list[str] = []
        numbers: list[int] = []
        for number, word in enumerate(self._words):
            if self._pieces.is_hyphen(number) or self._pieces.is_apostrophe(number):
                continue
            if word.islower() and word in FUNCTION_WORDS:
                continue
            is_name = word[0].isupper() and len(word) > 1 and self._pieces.goes_on(number)
            letters.append(word[0] if is_name and not word.isupper() else " ")
            numbers.append(number)
        self._initials = "".join(letters), numbers
        return self._initials
