"""Names by how they are built: a key word (“Brigades”, “airbase”, “Ministry of”) and where the name stands."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from annotations.suggesters.names.lists import PATTERNS, Entry, Phrases, belonging, countries, data, known_names
from annotations.suggesters.names.people import name_end, people_words
from annotations.suggesters.names.words import DASHES, Claim, Rule, Words

_LONGEST = 6
_QUOTES = frozenset({"“", "‘", '"', "«"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One row of `patterns.json`; see its “about” for what the fields mean."""

    name: str
    label: str
    stands: str
    small: bool
    proper: bool
    nationality: bool
    country: bool
    ordinal: bool
    number: bool


@lru_cache(maxsize=1)
def _patterns() -> Phrases:
    entries: list[tuple[str, Pattern]] = []
    for row in data(PATTERNS)["patterns"]:
        pattern = Pattern(
            name=row["name"],
            label=row["label"],
            stands=row["name_stands"],
            **{
                flag: bool(row.get(flag)) for flag in ("small", "proper", "nationality", "country", "ordinal", "number")
            },
        )
        entries.extend((word, pattern) for word in row["words"])
    return Phrases(entries)


@lru_cache(maxsize=1)
def _links() -> frozenset[str]:
    return frozenset(data(PATTERNS)["links"])


def opening_words() -> Set[str]:
    """The folded words that key words begin with."""
    return _patterns().by_first.keys()


def find(words: Words) -> Iterator[Claim]:
    """What the patterns read in a stretch; claims may overlap, and the longer one is meant."""
    every = _patterns()
    for at in words.places(Rule.PATTERN):
        for entry in every.near(words, at):
            pattern: Pattern = entry.what
            if entry.matches(words, at, small=pattern.small):
                extent = _extent(words, at, entry, pattern)
                if extent is not None:
                    yield Claim(
                        first=extent[0],
                        last=extent[1],
                        label=pattern.label,
                        source=f"pattern:{pattern.name}",
                        why=f"“{' '.join(words.texts[at : at + len(entry.lowers)])}” makes it a name of its kind",
                    )


def _extent(words: Words, at: int, entry: Entry, pattern: Pattern) -> tuple[int, int] | None:
    last = at + len(entry.lowers)
    if pattern.stands == "alone":
        return at, last
    if pattern.stands == "between":
        return _between(words, at, last)
    if words.is_title and pattern.stands != "of":
        return None
    if pattern.stands == "before":
        first = _name_start(words, at, pattern)
        return (first, last) if first < at else None
    if pattern.stands == "after":
        end = _after(words, last, pattern)
        return (at, end) if end > last else None
    end = _of(words, last)
    return (_name_start(words, at, pattern), end) if end > last else None


def _between(words: Words, at: int, last: int) -> tuple[int, int] | None:
    if at >= 3 and words.texts[at - 2] in DASHES and words.capitals[at - 1] and words.capitals[at - 3]:
        return at - 3, last
    return None


def _name_start(words: Words, at: int, pattern: Pattern) -> int:
    """The first token of the name that ends where the key word stands; `at` where there is none."""
    first, proper = at, False
    while first > 0 and at - first < _LONGEST:
        step = _back(words, first, pattern)
        if not step:
            break
        lower = words.lowers[first - 1]
        if lower in belonging() and not _belongs(words, first - 1, pattern):
            break
        proper = proper or lower not in belonging()
        first -= step
    closed, months = people_words().closed, people_words().months if pattern.label == "EVENT" else ()
    while first < at and words.lowers[first] in closed and words.lowers[first] not in months:
        first += 1
    if pattern.proper and (not proper or (first and words.lowers[first - 1] in ("a", "an"))):
        return at
    if pattern.ordinal and first == at and at and words.texts[at - 1][0].isdigit():
        first -= 1
    return first


def _belongs(words: Words, at: int, pattern: Pattern) -> bool:
    """True if a country or a nationality is part of the name after it: as the pattern has it, or in quotation marks."""
    if pattern.nationality or (at > 0 and words.texts[at - 1] in _QUOTES):
        return True
    return pattern.country and words.lowers[at] in countries() and not words.texts[at].isupper()


def _back(words: Words, first: int, pattern: Pattern) -> int:
    """How many tokens before `first` belong to the same name."""
    texts, known = words.texts, people_words()
    before = texts[first - 1]
    if words.capitals[first - 1]:
        lower = words.lowers[first - 1]
        month = pattern.label == "EVENT" and lower in known.months
        blocked = (lower in known.closed and not month) or (
            lower.rstrip(".") in known.title_words and lower != "general"
        )
        return 0 if blocked else 1
    if first >= 2 and before in DASHES and words.glued(first - 1) and words.glued(first - 2):
        if texts[first - 2] in known.glued:
            return 2
        return 1 if words.capitals[first - 2] and words.capitals[first] else 0
    if first >= 2 and before == "'s" and texts[first - 2] in ("People", "Workers", "Women", "Farmers", "Children"):
        return 2
    return 0


def _after(words: Words, last: int, pattern: Pattern) -> int:
    if last >= len(words):
        return last
    if pattern.number and words.texts[last].isdigit():
        return last + 1
    return name_end(words, last) if words.lowers[last] not in people_words().closed else last


def _of(words: Words, last: int) -> int:
    """The end of what follows “of”, “for the”, with “and” where a name goes on after it."""
    for length in (2, 1):
        link = " ".join(words.texts[last : last + length])
        first = last + length
        if link in _links() and first < len(words) and words.capitals[first]:
            end = name_end(words, first)
            if end + 1 < len(words) and end > first and words.texts[end] in ("and", "&") and _opens(words, end + 1):
                end = name_end(words, end + 1)
            return end if end > first else last
    return last


def _opens(words: Words, at: int) -> bool:
    """True for “and Communications”, not for “and Baghdad” or “and Foreign Minister …”."""
    lower = words.lowers[at]
    if not words.capitals[at] or words.texts[at].isupper():
        return False
    if lower in people_words().closed or lower in people_words().title_words or lower in belonging():
        return False
    return known_names().longest(words, at) is None
