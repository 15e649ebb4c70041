"""Dates and times, absolute and relative, by a small grammar over the words of `times.json`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from annotations.suggesters.names.lists import NUMBERS, TIMES, data
from annotations.suggesters.names.words import Claim, Words, fold

# A year stands only after a word such as “since”: any other number may look like one.
_AFTER_YEAR_WORD = "year"
# The words before a time by the clock that change it belong to it: “about 6:40”.
_BY_THE_CLOCK = "clock"

_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?"
_NUMERIC = r"(?<![\d.,/-])(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:19|20)\d\d)(?![\d/-])"
_CLOCK = (
    r"(?<![\d:.,])(?:[01]?\d|2[0-4])(?::[0-5]\d(?:\s?(?:[ap]\.m\.|[ap]m\b|[AP]M\b))?|\s?(?:[ap]\.m\.|[ap]m\b|[AP]M\b))"
    r"(?:\s(?:local time|GMT|UTC|EST|EDT|CET))?(?![:\d])|\b\d{4} GMT\b"
)
# What every such time has at least.
_CLOCK_DIGITS = r"\d(?::|\s?[ap]\.?m|\s?[AP]M|\d GMT)"
_DISTANT, _AROUND, _AT_THE_EDGE = ("ago", "later", "earlier"), ("after", "before"), ("early", "late")


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a date or a time of one kind looks like.

    It has a word of each set in `needs`, folded, and `digits` of this form: looking for these first is faster.
    """

    looks: re.Pattern[str]
    label: str
    needs: tuple[frozenset[str], ...]
    digits: re.Pattern[str] | None = None


def _spoken(looks: str, label: str, *needs: Iterable[str]) -> _Rule:
    return _Rule(re.compile(looks), label, tuple(frozenset(map(fold, each)) for each in needs))


def _in_digits(looks: str, label: str, digits: str) -> _Rule:
    return _Rule(re.compile(looks), label, (), re.compile(digits))


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    words, numbers = data(TIMES), data(NUMBERS)
    day, part = _any(words["weekdays"]), _any(words["parts_of_day"])
    long, short = _either_case(words["long_units"]), _either_case(words["short_units"])
    relative, nights, days = (_either_case(words[key]) for key in ("relative", "nights", "days"))
    shift = rf"(?:\b(?:{_either_case(words['shifts'])})\s)?"
    count = rf"(?:(?:few|several|couple of|many|{_any(numbers['numbers'])}|\d{{1,3}})\s)"
    of_weekday, of_part = words["weekdays"], words["parts_of_day"]
    of_long, of_short, of_relative = words["long_units"], words["short_units"], words["relative"]
    before_part = rf"{day}|[Yy]esterday|[Tt]omorrow|[Tt]his|[Tt]hat|[Ll]ast"
    long_after = r"[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Aa]\s(?:day|week|month|year)"
    return (
        _in_digits(rf"(?:{_CLOCK})(?:\son\s(?:{day})\b(?!\s(?:{part})))?", _BY_THE_CLOCK, _CLOCK_DIGITS),
        _spoken(rf"\b(?:[Ee]arly|[Ll]ate)\s(?:on\s)?(?:{day})(?:\s(?:{part}))?\b", "TIME", of_weekday, _AT_THE_EDGE),
        _spoken(rf"\b(?:{before_part})\s(?:{part})\b", "TIME", of_part),
        _spoken(rf"{shift}\b(?:{part})\son\s(?:{day})\b", "TIME", of_part, of_weekday),
        _spoken(rf"\b(?:{nights})\b", "TIME", words["nights"]),
        _spoken(rf"\b(?:{count})?(?:{short})\s(?:ago|later|earlier)\b", "TIME", of_short, _DISTANT),
        _spoken(r"\b(?:[Hh]ours|[Mm]inutes)(?=\s(?:after|before)\b)", "TIME", ("hours", "minutes"), _AROUND),
        _in_digits(_NUMERIC, "DATE", r"\d[-/.]\d"),
        _spoken(rf"\b(?=[\dA-Zelm])(?:(?:{day}),?\s)?{_date()}(?!\w)", "DATE", words["months"]),
        _spoken(rf"\b(?:(?:[Ll]ast|[Nn]ext|[Tt]his|[Ee]very|[Ee]ach)\s)?(?:{day})\b", "DATE", of_weekday),
        _spoken(rf"\b(?:[Tt]he\s)?(?:{relative})\s(?:{count})?(?:{long})\b", "DATE", of_long, of_relative),
        _spoken(rf"\b(?:[Tt]he\s)?(?:{relative})\s(?:{count})?(?:{short})\b", "TIME", of_short, of_relative),
        _spoken(rf"\b(?:{count})?(?:{long})\s(?:ago|later|earlier)\b", "DATE", of_long, _DISTANT),
        _spoken(rf"\b(?:{long_after})(?=\s(?:after|before)\b)", "DATE", of_long, _AROUND),
        _in_digits(rf"(?<=\s){_YEAR}\b(?!\s?%|,\d)", _AFTER_YEAR_WORD, r"\d{4}"),
        _spoken(rf"\b(?:{days})\b", "DATE", words["days"]),
    )


def _date() -> str:
    """A day of a month, a month of a year, or a month by itself where that is no other word."""
    words = data(TIMES)
    month = _any(name for name in words["months"] if name not in words["unsure_months"])
    dated, opens = _any(words["months"]), _either_case(words["opens"])
    return (
        rf"(?:(?:{opens})[- ](?:{month})|(?:{dated})\s{_DAY}(?!\d|[:,]\d)(?:,?\s{_YEAR})?|{_DAY}(?:\sof)?\s(?:{dated})"
        rf"(?:,?\s{_YEAR})?|(?:{dated}),?\s{_YEAR}|(?:{month}))"
    )


@lru_cache(maxsize=1)
def _needed() -> frozenset[str]:
    """Every word that a rule needs."""
    return frozenset(word for rule in _rules() for needed in rule.needs for word in needed)


@lru_cache(maxsize=4096)
def _rules_for(said: frozenset[str], digits: bool) -> tuple[_Rule, ...]:
    """The rules that may fit a text in which these of the needed words are said, with digits or without."""
    return tuple(
        rule for rule in _rules() if not any(map(said.isdisjoint, rule.needs)) and (digits or rule.digits is None)
    )


@lru_cache(maxsize=1)
def _year_words() -> frozenset[str]:
    return frozenset(data(TIMES)["year_words"])


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    words, numbers = data(TIMES), data(NUMBERS)
    lists = (words[name] for name in words if name != "about")
    entries = (entry for each in (*lists, numbers["numbers"], numbers["scales"]) for entry in each)
    return frozenset(fold(word) for entry in entries for word in entry.split())


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _either_case(words: Iterable[str]) -> str:
    return "|".join(f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}" for word in words)


def find(words: Words) -> Iterator[Claim]:
    """The dates and times that the grammar reads in a stretch, none within another."""
    taken: list[tuple[int, int]] = []
    for rule in _rules_for(_needed().intersection(words.lowers), any(words.digits)):
        if rule.digits is not None and rule.digits.search(words.text) is None:
            continue
        for match in rule.looks.finditer(words.text):
            first, last = words.tokens(*match.span())
            label = rule.label
            if label == _AFTER_YEAR_WORD:
                if words.lowers[first - 1] not in _year_words():
                    continue
                label = "DATE"
            elif label == _BY_THE_CLOCK:
                first, label = _widened(words, first), "TIME"
            if not any(first < end and start < last for start, end in taken):
                taken.append((first, last))
                yield Claim(first=first, last=last, label=label, source="pattern:time", why="built as a date or a time")


def _widened(words: Words, first: int) -> int:
    """The first of the words that change a time by the clock; the token itself where there are none."""
    for amount in _amounts():
        before = first - len(amount)
        if before >= 0 and words.lowers[before:first] == amount:
            return before
    return first


@lru_cache(maxsize=1)
def _amounts() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(amount.split()) for amount in data(TIMES)["about_clock"])


def says_time(words: Words, claim: Claim) -> bool:
    """True if every word of a claim is one that dates and times are made of."""
    vocabulary = _vocabulary()
    return all(lower in vocabulary or lower[0].isdigit() for lower in words.lowers[claim.first : claim.last])
