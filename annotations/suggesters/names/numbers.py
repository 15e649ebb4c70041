"""Counts that the language model misses, and the words before a count that change it (“around 2,500”)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from annotations.suggesters.names.lists import NUMBERS, data
from annotations.suggesters.names.words import Claim, Rule, Words

_LABEL = "CARDINAL"
_FIRST_YEAR, _LAST_YEAR = 1500, 2100


@dataclass(frozen=True, slots=True)
class _NumberWords:
    plain: frozenset[str]
    scales: frozenset[str]
    amounts: frozenset[tuple[str, ...]]
    not_after: frozenset[str]
    not_before: frozenset[str]


@lru_cache(maxsize=1)
def _number_words() -> _NumberWords:
    words = data(NUMBERS)
    return _NumberWords(
        plain=frozenset((*words["numbers"], *words["many"])),
        scales=frozenset(words["scales"]),
        amounts=frozenset(tuple(amount.split()) for amount in words["amounts"]),
        not_after=frozenset(words["not_counts_before"]),
        not_before=frozenset(words["not_counts_after"]),
    )


def opening_words() -> frozenset[str]:
    """The words for numbers."""
    return _number_words().plain


def find(words: Words, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The counts of a stretch, written in words or digits, outside what is claimed for a name or a date."""
    places, known = words.places(Rule.NUMBER), _number_words()
    taken = {at for claim in claims for at in range(claim.first, claim.last)} if places else set()
    for at in places:
        if at not in taken and _counts(words, at):
            last = at + 1
            while last < len(words) and words.lowers[last] in known.scales:
                last += 1
            claim = Claim(
                first=at, last=last, label=_LABEL, source="pattern:number", why="a number before what it counts"
            )
            yield claim


def _counts(words: Words, at: int) -> bool:
    """True for a number before the small-lettered word of what it counts: “900 in Syria”, not “Brigade 12”, “$5”."""
    known, text = _number_words(), words.texts[at]
    digits = text.replace(",", "")
    if text[0].isdigit() and (not digits.isdigit() or _is_year(text)):
        return False
    before = words.texts[at - 1] if at else ""
    if before and (before in known.not_after or before in "-/:–" or (at > 1 and before[0].isupper())):
        return False
    after = at + 1
    while after < len(words) and words.lowers[after] in known.scales:
        after += 1
    if after >= len(words):
        return False
    following = words.texts[after]
    return following.isalpha() and following.islower() and following not in known.not_before


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and _FIRST_YEAR <= int(text) <= _LAST_YEAR


def widened(words: Words, claim: Claim) -> None:
    """Let a count reach over the words before it that change the amount."""
    amounts = _number_words().amounts
    for length in (3, 2, 1):
        first = claim.first - length
        if first >= 0 and words.lowers[first : claim.first] in amounts:
            claim.first = first
            return
