"""The lists and word classes in `lexicon/names`: phrases found by their first token, longest first."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from annotations.suggesters.names.words import Words, fold
from annotations.text.tokens import tokenize

LISTS = ("places.json", "peoples.json", "organisations.json")
PATTERNS, KINDS, PEOPLE = "patterns.json", "kinds.json", "people.json"
TIMES, NUMBERS, PRIORS = "times.json", "numbers.json", "priors.json"

# An abbreviation is matched letter by letter: “US” is not “us”, “WHO” is not “who”.
_LONGEST_ABBREVIATION = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A phrase as its tokens. `capitals` says which of them must have one; `what` is the list or pattern it is in."""

    texts: tuple[str, ...]
    lowers: tuple[str, ...]
    what: Any

    def matches(self, words: Words, at: int, *, small: bool = False) -> bool:
        """True if the phrase stands at a token. Capitals count, unless it may be `small`."""
        last = at + len(self.lowers)
        if words.lowers[at:last] != self.lowers:
            return False
        if self.texts == self.lowers:
            return True
        for text, seen in zip(self.texts, words.texts[at:last], strict=True):
            if text == seen:
                continue
            if text.isupper() and len(text) <= _LONGEST_ABBREVIATION:
                return False
            if text[0].isupper() and not seen[0].isupper() and not small:
                return False
        return True


class Phrases:
    """Phrases by their first token."""

    def __init__(self, entries: Iterable[tuple[str, Any]]) -> None:
        given = list(entries)
        by_first: dict[str, list[Entry]] = defaultdict(list)
        for (_, what), texts in zip(given, _tokenized([phrase for phrase, _ in given]), strict=True):
            lowers = tuple(fold(text) for text in texts)
            by_first[lowers[0]].append(Entry(texts=texts, lowers=lowers, what=what))
        self.by_first: Mapping[str, tuple[Entry, ...]] = {
            first: tuple(sorted(found, key=lambda entry: -len(entry.lowers))) for first, found in by_first.items()
        }
        self._single = _by_opening(self.by_first, 1)
        self._longer = _by_opening(self.by_first, 2)

    def near(self, words: Words, token: int) -> tuple[Entry, ...]:
        """The phrases of which the first two tokens stand at a token, longest first.

        By two, because many phrases open with “the”, “al” or “new”.
        """
        two = words.lowers[token : token + 2]
        return self._longer.get(two, ()) + self._single.get(two[:1], ())

    def at(self, words: Words, token: int) -> list[Entry]:
        """The phrases that stand at a token, longest first."""
        return [entry for entry in self.near(words, token) if entry.matches(words, token)]

    def longest(self, words: Words, token: int) -> Entry | None:
        """The longest phrase that stands at a token."""
        standing = self.at(words, token)
        return standing[0] if standing else None


def _by_opening(by_first: Mapping[str, tuple[Entry, ...]], length: int) -> dict[tuple[str, ...], tuple[Entry, ...]]:
    """The phrases that are at least two tokens long by the first two, or those of a single token."""
    found: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entries in by_first.values():
        for entry in entries:
            if min(len(entry.lowers), 2) == length:
                found[entry.lowers[:length]].append(entry)
    return {opening: tuple(entries) for opening, entries in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """One list of names of one label. Names of an `unsure` list are other words too."""

    name: str
    label: str
    unsure: bool


def _tokenized(phrases: list[str]) -> Iterator[tuple[str, ...]]:
    """The phrases as the tokens that articles have."""
    joined = "\n".join(phrases)
    tokens = iter(tokenize(joined, "en"))
    token = next(tokens, None)
    at = 0
    for phrase in phrases:
        texts = []
        while token is not None and token.start < at + len(phrase):
            texts.append(token.of(joined))
            token = next(tokens, None)
        at += len(phrase) + 1
        yield tuple(texts)


@lru_cache(maxsize=1)
def known_names() -> Phrases:
    """All lists of names in one."""
    entries: list[tuple[str, NameList]] = []
    for file in LISTS:
        for each in data(file)["lists"]:
            kind = NameList(name=each["name"], label=each["label"], unsure=each.get("unsure", False))
            entries.extend((spelling, kind) for phrase in each["words"] for spelling in _spellings(phrase))
    return Phrases(entries)


def _spellings(phrase: str) -> Iterator[str]:
    """A name as it is listed, and with the Arabic article written in other ways: al-Bab, Al-Bab, Al Bab."""
    plain = re.sub(r"\b[Aa]l[- ](?=[A-Z])", "al-", phrase)
    yield from dict.fromkeys((phrase, plain, plain.replace("al-", "Al-"), plain.replace("al-", "Al ")))


@lru_cache(maxsize=1)
def belonging() -> frozenset[str]:
    """Countries and words of belonging, folded: what says whose a body is, and does not name it."""
    return countries() | _folded({"nationalities", "peoples", "faiths"})


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Countries, folded."""
    return _folded({"countries"})


def _folded(kinds: set[str]) -> frozenset[str]:
    lists = (each for file in LISTS for each in data(file)["lists"])
    return frozenset(fold(phrase) for each in lists if each["name"] in kinds for phrase in each["words"])


@lru_cache(maxsize=8)
def data(file: str) -> dict[str, Any]:
    """A file of `lexicon/names` as it is written."""
    value: dict[str, Any] = json.loads(_source(file))
    return value


@lru_cache(maxsize=1)
def names_version() -> str:
    """Names the content of the files, so that a changed word makes a new run."""
    every = "".join(_source(file) for file in (*LISTS, PATTERNS, KINDS, PEOPLE, TIMES, NUMBERS, PRIORS))
    return hashlib.sha256(every.encode()).hexdigest()[:8]


def _source(file: str) -> str:
    return files("annotations.suggesters").joinpath("lexicon", "names", file).read_text("utf-8")
