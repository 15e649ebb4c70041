"""Dates and times, absolute and relative, by a small grammar over the words of `times.json`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from annotations.suggesters.names.lists import NUMBERS, TIMES, data
from annotations.suggesters.names.words import Claim, Words, fold

_DIGIT = re.compile(r"\d")
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


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a date or a time of one kind looks like, and the words one of which it has; none where it has digits."""

    looks: re.Pattern[str]
    label: str
    needs: frozenset[str]


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    words, numbers = data(TIMES), data(NUMBERS)
    day, part = _any(words["weekdays"]), _any(words["parts_of_day"])
    month = _any(name for name in words["months"] if name not in words["unsure_months"])
    dated, relative, opens = _any(words["months"]), _either_case(words["relative"]), _either_case(words["opens"])
    long, short = _either_case(words["long_units"]), _either_case(words["short_units"])
    shift = rf"(?:\b(?:{_either_case(words['shifts'])})\s)?"
    count = rf"(?:(?:few|several|couple of|many|{_any(numbers['numbers'])}|\d{{1,3}})\s)"
    full = (
        rf"(?:(?:{opens})[- ](?:{month})|(?:{dated})\s{_DAY}(?!\d|[:,]\d)(?:,?\s{_YEAR})?|{_DAY}(?:\sof)?\s(?:{dated})"
        rf"(?:,?\s{_YEAR})?|(?:{dated}),?\s{_YEAR}|(?:{month}))"
    )
    rules = (
        (rf"(?:{_CLOCK})(?:\son\s(?:{day})\b(?!\s(?:{part})))?", _BY_THE_CLOCK, ()),
        (rf"\b(?:[Ee]arly|[Ll]ate)\s(?:on\s)?(?:{day})(?:\s(?:{part}))?\b", "TIME", words["weekdays"]),
        (rf"\b(?:{day}|[Yy]esterday|[Tt]omorrow|[Tt]his|[Tt]hat|[Ll]ast)\s(?:{part})\b", "TIME", words["parts_of_day"]),
        (rf"{shift}\b(?:{part})\son\s(?:{day})\b", "TIME", words["parts_of_day"]),
        (rf"\b(?:{_either_case(words['nights'])})\b", "TIME", words["nights"]),
        (rf"\b(?:{count})?(?:{short})\s(?:ago|later|earlier)\b", "TIME", words["short_units"]),
        (r"\b(?:[Hh]ours|[Mm]inutes)(?=\s(?:after|before)\b)", "TIME", ("hours", "minutes")),
        (_NUMERIC, "DATE", ()),
        (rf"\b(?=[\dA-Zelm])(?:(?:{day}),?\s)?{full}(?!\w)", "DATE", words["months"]),
        (rf"\b(?:(?:[Ll]ast|[Nn]ext|[Tt]his|[Ee]very|[Ee]ach)\s)?(?:{day})\b", "DATE", words["weekdays"]),
        (rf"\b(?:[Tt]he\s)?(?:{relative})\s(?:{count})?(?:{long})\b", "DATE", words["long_units"]),
        (rf"\b(?:[Tt]he\s)?(?:{relative})\s(?:{count})?(?:{short})\b", "TIME", words["short_units"]),
        (rf"\b(?:{count})?(?:{long})\s(?:ago|later|earlier)\b", "DATE", words["long_units"]),
        (
            r"\b(?:[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Aa]\s(?:day|week|month|year))(?=\s(?:after|before)\b)",
            "DATE",
            words["long_units"],
        ),
        (rf"(?<=\s){_YEAR}\b(?!\s?%|,\d)", _AFTER_YEAR_WORD, ()),
        (rf"\b(?:{_either_case(words['days'])})\b", "DATE", words["days"]),
    )
    return tuple(
        _Rule(re.compile(looks), label, frozenset((*needs, *map(str.capitalize, needs))))
        for looks, label, needs in rules
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
    digits = _DIGIT.search(words.text) is not None
    taken: list[tuple[int, int]] = []
    for rule in _rules():
        if words.present.isdisjoint(rule.needs) if rule.needs else not digits:
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
        if before >= 0 and tuple(words.lowers[before:first]) == amount:
            return before
    return first


@lru_cache(maxsize=1)
def _amounts() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(amount.split()) for amount in data(TIMES)["about_clock"])


def says_time(words: Words, claim: Claim) -> bool:
    """True if every word of a claim is one that dates and times are made of."""
    vocabulary = _vocabulary()
    return all(lower in vocabulary or lower[0].isdigit() for lower in words.lowers[claim.first : claim.last])
