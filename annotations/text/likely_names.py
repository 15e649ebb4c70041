"""What an analyst would probably mark, told by capitals alone, so that one key leads from one name to the next."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from annotations.model.span import Span
from annotations.text.name_lists import (
    ARTICLES,
    BELONGING,
    BODIES,
    FUNCTION_WORDS,
    GENERIC,
    HONORIFICS,
    HYPHENED_ARTICLES,
    MONTHS,
    NAME_OPENERS,
    OF_TITLES,
    PARTICLES,
    PLACES,
    PRONOUNS,
    SENTENCE_STARTERS,
    STOP_WORDS_ARABIC,
    WEEKDAYS,
)
from annotations.text.name_variants import APOSTROPHES, HYPHENS, fold_word
from annotations.text.paragraphs import paragraphs

_ENDS_SENTENCE = frozenset(".!?…:;؟。")
_OPENS_QUOTE = frozenset("“„«‘•*")
_CLOSES_QUOTE = frozenset("\"'”’»)]")
# Words made from others; at the start of a sentence they are hardly names.
_DERIVED = re.compile(r"\w{4,}(ing|ly|ed)")
_DATE_NUMBER = re.compile(r"\d{1,2}(st|nd|rd|th)?|\d{4}")
_NEVER_NAMES = (FUNCTION_WORDS | PRONOUNS) - PARTICLES - ARTICLES
_STOP_WORDS = frozenset(map(fold_word, STOP_WORDS_ARABIC))
_NEVER_ALONE = GENERIC | NAME_OPENERS
_ORDINARY_IN_FRONT = SENTENCE_STARTERS | OF_TITLES
_TITLE_OPENERS = OF_TITLES - HONORIFICS
_NAMES_BEFORE_NAMES = PLACES | BELONGING
_HEADLINE_WORDS = 5
_HEADLINE_SHARE = 0.6  # of its words begin with a capital


def likely_names(text: str, tokens: Sequence[Span]) -> list[Span]:
    """Extents from token to token in reading order: names, nationalities, days and dates; words of Arabic script.

    Leading articles, titles and offices and a trailing possessive are left out, and so is an ordinary word that has
    its capital only from standing first.
    """
    return _Reader(text, tokens).names()


class _Reader:
    def __init__(self, text: str, tokens: Sequence[Span]) -> None:
        self._text, self._tokens = text, tokens
        self._words = [token.of(text) for token in tokens]
        self._folded = [fold_word(word) for word in self._words]
        self._in_small_letters = {word for word in self._words if word.islower()}
        self._headlines = self._find_headlines()
        self._names = [self._is_name(number) for number in range(len(tokens))]

    def names(self) -> list[Span]:
        found = []
        number = 0
        while number < len(self._tokens):
            end = self._date_end(number)
            if end is None and self._names[number]:
                end = self._run_end(number)
                found += [Span(self._tokens[a].start, self._tokens[b].end) for a, b in self._parts(number, end)]
            elif end is not None:
                found.append(Span(self._tokens[number].start, self._tokens[end].end))
            number = number + 1 if end is None else end + 1
        return found

    def _find_headlines(self) -> set[int]:
        """The numbers of the tokens in lines where most words have a capital, which then says nothing."""
        starts = [start for start, _ in paragraphs(self._text)]
        lines: dict[int, list[int]] = {}
        for number, token in enumerate(self._tokens):
            if self._words[number][0].isalpha():
                lines.setdefault(bisect_right(starts, token.start), []).append(number)
        return {
            number
            for line in lines.values()
            if len(line) >= _HEADLINE_WORDS
            and sum(self._words[each][0].isupper() for each in line) >= _HEADLINE_SHARE * len(line)
            for number in line
        }

    def _is_name(self, number: int) -> bool:
        word, folded = self._words[number], self._folded[number]
        if not word[0].isalpha():
            return False
        if word[0].upper() == word[0].lower():
            return len(folded) > 1 and _STOP_WORDS.isdisjoint((folded, fold_word(word[1:])))
        if not word[0].isupper() or (folded in _NEVER_NAMES and not self._is_acronym(number)):
            return False
        return not self._is_title(number) and not self._is_ordinary(number)

    def _is_acronym(self, number: int) -> bool:
        word = self._words[number]
        return word.isupper() and len(word) > 1 and number not in self._headlines

    def _is_title(self, number: int) -> bool:
        """True for an office before a name, and for the words that make it a longer one."""
        folded, at = self._folded, number
        if folded[max(number - 2, 0) : number + 1] == ["secretary", "of", "state"]:
            return True
        while at + 1 < len(folded) and (folded[at] in _TITLE_OPENERS or self._words[at] in HYPHENS):
            at += 1
        if at == number and number + 1 < len(folded) and folded[number + 1] in GENERIC:
            return False
        return folded[at] in HONORIFICS and (folded[number] == "pm" or not self._is_acronym(number))

    def _is_ordinary(self, number: int) -> bool:
        """True for a word that has its capital from its place and is ordinary elsewhere."""
        if self._is_acronym(number) or not (number in self._headlines or self._is_first(number)):
            return False
        small = self._words[number].casefold()
        following = self._following(number)
        if small in _ORDINARY_IN_FRONT or small in self._in_small_letters:
            if not following or small in FUNCTION_WORDS:
                return True
            return small not in NAME_OPENERS and self._folded[following[-1]] not in GENERIC
        return not following and _DERIVED.fullmatch(small) is not None and small not in PLACES

    def _is_first(self, number: int) -> bool:
        """True at the start of a sentence, a line or a quotation."""
        if number == 0 or not self._on_one_line(number) or self._words[number - 1] in _OPENS_QUOTE:
            return True
        before = number - 1
        while before > 0 and self._words[before] in _CLOSES_QUOTE and self._touches(before):
            before -= 1
        return self._words[before] in _ENDS_SENTENCE

    def _on_one_line(self, number: int) -> bool:
        """True if no line ends between a token and the one before it."""
        return "\n" not in self._text[self._tokens[number - 1].end : self._tokens[number].start]

    def _touches(self, number: int) -> bool:
        return 0 < number < len(self._tokens) and self._tokens[number - 1].end == self._tokens[number].start

    def _following(self, number: int) -> list[int]:
        """The words with a capital that follow directly on one line."""
        found = []
        at = number + 1
        while at < len(self._words) and self._on_one_line(at) and self._words[at][0].isupper():
            found.append(at)
            at += 1
        return found

    def _run_end(self, number: int) -> int:
        """The last token of the name that begins here."""
        if self._words[number][0].upper() == self._words[number][0].lower():
            return number
        end = number
        while (after := self._next_in_name(end)) is not None:
            end = after
        return end

    def _next_in_name(self, end: int) -> int | None:
        """The next word of the name after this one, over what may stand between the words of a name; or None."""
        at = end + 1
        if (
            at + 1 < len(self._words)
            and self._words[at] in APOSTROPHES
            and self._touches(at)
            and not self._touches(at + 1)
        ):
            at += 1
        elif at < len(self._words) and self._words[at] in HYPHENS:
            return self._after_hyphen(at)
        steps = 0
        while at < len(self._words) and self._on_one_line(at) and steps < 3:
            if self._words[at][0].isupper():
                return at if self._names[at] and not self._is_day(at) and not self._is_day(end) else None
            if self._words[at].isdecimal() and at == end + 1:
                return at if self._folded[end] in GENERIC else None
            if not self._is_inner(at, end):
                return None
            steps += 1
            at += 1
        return None

    def _after_hyphen(self, hyphen: int) -> int | None:
        after = hyphen + 1
        if not self._touches(hyphen) or not self._touches(after):
            return None
        following = self._following(after)
        is_longer_name = bool(following) and self._folded[following[-1]] in GENERIC
        if not is_longer_name and (self._folded[hyphen - 1] in PLACES or self._folded[after] in PLACES):
            return None
        return after if self._names[after] or self._words[after].isdecimal() else None

    def _is_inner(self, number: int, end: int) -> bool:
        """True for a small word or sign that may stand between two words of a name."""
        word = self._words[number]
        if word == "&" or word in PARTICLES or (word in HYPHENS and self._words[number - 1] in HYPHENED_ARTICLES):
            return True
        if word in HYPHENED_ARTICLES and self._touches(number + 1) and self._words[number + 1] in HYPHENS:
            return True
        if word in ARTICLES:
            return True
        if word == "the":
            return self._words[number - 1] in ("of", "for")
        kinds = {"of": GENERIC, "for": BODIES}.get(word, frozenset())
        return self._folded[end] in kinds

    def _is_day(self, number: int) -> bool:
        return self._folded[number] in WEEKDAYS or (self._folded[number] in MONTHS and self._folded[number] != "may")

    def _date_end(self, number: int) -> int | None:
        """The last token of a date that begins here: numbers around the name of a month; or None."""
        at = number
        if _DATE_NUMBER.fullmatch(self._words[number]) and len(self._words[number]) < 4:
            at += 1
        if at >= len(self._words) or self._folded[at] not in MONTHS or not self._words[at][0].isupper():
            return None
        end = at
        while end + 1 < len(self._words) and self._on_one_line(end + 1):
            comma = self._words[end + 1] == "," and end + 2 < len(self._words) and self._words[end + 2].isdecimal()
            after = end + 2 if comma else end + 1
            if not _DATE_NUMBER.fullmatch(self._words[after]) or (comma and len(self._words[after]) != 4):
                break
            end = after
        return end if end > number else None

    def _parts(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The name from `first` to `last`, without what stands before it and is a name of its own."""
        named_after_kind = not GENERIC.isdisjoint(self._folded[first + 1 : last + 1])
        while first < last and not named_after_kind and self._folded[first] in _NAMES_BEFORE_NAMES:
            if self._words[first + 1] in HYPHENS:
                break
            yield first, first
            first += 1
        while first < last and (self._words[first] in HYPHENS or self._words[first][0].islower()):
            first += 1
        if first < last or self._stands_alone(first):
            yield self._with_article(first), last

    def _with_article(self, first: int) -> int:
        """The place of the article joined to a name by a hyphen, or of the name if it has none."""
        is_joined = (
            first > 1 and self._words[first - 1] in HYPHENS and self._touches(first) and self._touches(first - 1)
        )
        return first - 2 if is_joined and self._folded[first - 2] in HYPHENED_ARTICLES else first

    def _stands_alone(self, number: int) -> bool:
        word = self._words[number]
        is_letter = len(word) == 1 and word.isupper()
        return word[0].isalpha() and not is_letter and self._folded[number] not in _NEVER_ALONE
