"""One article, one reading: a name read once in full says what its short forms, abbreviations and repeats are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotations.suggesters.names.edges import NAMES
from annotations.suggesters.names.lists import known_names
from annotations.suggesters.names.people import people_words
from annotations.suggesters.names.words import DASHES, Claim, Words

_Key = tuple[str, ...]
_Keyed = tuple[_Key, Claim]

# A rule weighs more than the language model, and a name in full more than its short form.
_RULE, _MODEL, _BACKED, _FULL = 2.0, 1.0, 1.0, 2.0
_PLACED = 2.0
# Sources that say what a name is, which outweighs what it looks like elsewhere.
_TELLING, _TOLD = frozenset({"dateline", "kind"}), 5.0
_PLACING = frozenset({"in", "near", "outside", "inside", "across", "throughout"})
_NOT_PLACES = frozenset({"ORG", "PERSON"})
_LONGEST_PLACE = 2
_MAJORITY = 0.6
_LEAST_LETTERS = 3
_LEAST_GIVEN = 4
_LONGEST_ABBREVIATION = 8
_ABBREVIATED = frozenset({"ORG", "GPE", "LOC", "FAC", "EVENT"})
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_WHY = "named so elsewhere in the article"


@dataclass(slots=True)
class _Ledger:
    """What an article says of each name, by its folded words."""

    votes: dict[_Key, dict[str, float]] = field(default_factory=dict)
    small: set[str] = field(default_factory=set)
    people: set[_Key] = field(default_factory=set)

    def vote(self, key: _Key, label: str, weight: float) -> None:
        """Add to what is said for a label of a name."""
        of_key = self.votes.setdefault(key, {})
        of_key[label] = of_key.get(label, 0.0) + weight

    def label(self, key: _Key) -> str | None:
        """The label most of the weight is on; None where there is no majority."""
        of_key = self.votes.get(key)
        if not of_key:
            return None
        if len(of_key) == 1:
            return next(iter(of_key))
        label = max(of_key, key=of_key.__getitem__)
        return label if of_key[label] > _MAJORITY * sum(of_key.values()) else None


def spread(pages: Sequence[tuple[Words, list[Claim]]]) -> list[list[Claim]]:
    """The claims of each stretch of an article, made consistent, and what they missed."""
    keyed = [(words, [(_key(words, claim.first, claim.last), claim) for claim in claims]) for words, claims in pages]
    ledger = _ledger(keyed)
    known: dict[str, list[_Key]] = defaultdict(list)
    for key in ledger.votes:
        if _is_worth_seeking(ledger, key):
            known[key[0]].append(key)
    for keys in known.values():
        keys.sort(key=len, reverse=True)
    return [_corrected(words, claims, ledger, known) for words, claims in keyed]


def _ledger(pages: Iterable[tuple[Words, Iterable[_Keyed]]]) -> _Ledger:
    ledger = _Ledger()
    for words, claims in pages:
        ledger.small.update(words.smalls)
        for key, claim in claims:
            if claim.label in NAMES:
                _vote(words, key, claim, ledger)
    return ledger


def _vote(words: Words, key: _Key, claim: Claim, ledger: _Ledger) -> None:
    weight = (_MODEL if claim.from_model() else _RULE) + _BACKED * claim.backed
    if words.is_title and claim.from_model():
        weight /= 4
    ledger.vote(key, claim.label, weight * (_TOLD if claim.source in _TELLING and claim.sure else 1))
    if claim.from_model() and claim.label in _NOT_PLACES and _stands_in(words, claim):
        ledger.vote(key, "GPE", _PLACED)
    if claim.label == "PERSON" and len(key) > 1 and not words.is_title:
        last = _family_name(words, claim, key)
        if len(key[0]) >= _LEAST_GIVEN and not _is_listed(key[0]):
            ledger.vote(key[:1], "PERSON", weight)
        if len(last) < len(key) and not _is_listed(last[0]):
            ledger.people.add(last)
            ledger.vote(last, "PERSON", _FULL * weight)
    if claim.label in _ABBREVIATED:
        at = claim.last
        if at + 2 < len(words) and words.texts[at] == "(" and words.texts[at + 2] == ")":
            short = words.texts[at + 1]
            if short.isupper() and short.isalpha() and 1 < len(short) <= _LONGEST_ABBREVIATION:
                ledger.vote((words.lowers[at + 1],), claim.label, _FULL * weight)


def _stands_in(words: Words, claim: Claim) -> bool:
    """True for “in Shalan”, which no person is and few bodies are; not for “in Shalan’s” and “in Shalan talks”."""
    if not claim.first or words.texts[claim.first - 1] not in _PLACING or len(claim) > _LONGEST_PLACE:
        return False
    return words.texts[claim.last : claim.last + 1] not in (("'s",), ("’s",))


def _family_name(words: Words, claim: Claim, key: _Key) -> _Key:
    """The last word of a name, the words of it that are joined by hyphens, and what stands before “Jr.”"""
    if key[-1].rstrip(".") in _GENERATIONS:
        return key[-2:-1]
    at, count = claim.last - 1, 1
    while at - 2 > claim.first and words.texts[at - 1] in DASHES and words.capitals[at - 2] and words.glued(at - 2):
        at, count = at - 2, count + 1
    return key[-count:]


def _key(words: Words, first: int, last: int) -> _Key:
    """The folded words of a name without signs and without the particle it opens with: “al-Sudani” is “Sudani”."""
    if last - first == 1 and words.worded[first]:
        return words.lowers[first : first + 1]
    key = [words.lowers[at] for at in range(first, last) if words.worded[at]]
    while len(key) > 1 and key[0] in ("al", "el", "the"):
        del key[0]
    return tuple(key)


def _is_listed(lower: str) -> bool:
    """True for a word that is a name by itself in the lists, so that it is not taken for a family name."""
    return any(len(entry.lowers) == 1 and not entry.what.unsure for entry in known_names().by_first.get(lower, ()))


def _is_worth_seeking(ledger: _Ledger, key: _Key) -> bool:
    label = ledger.label(key)
    if label is None or ledger.votes[key][label] < _RULE:
        return False
    only = key[0]
    return len(key) > 1 or (
        len(only) >= _LEAST_LETTERS and only not in ledger.small and only not in people_words().closed
    )


def _corrected(words: Words, claims: Iterable[_Keyed], ledger: _Ledger, known: dict[str, list[_Key]]) -> list[Claim]:
    found = list(_sought(words, known))
    several = [(first, last) for first, last, _ in found if last - first > 1]
    kept: list[Claim] = []
    for key, claim in claims:
        if _is_misread(words, claim, several, ledger):
            continue
        label = ledger.label(key)
        if claim.label in NAMES and label not in (None, claim.label) and (claim.from_model() or key in ledger.people):
            claim.label, claim.source, claim.why = str(label), "again", _WHY
        elif label == claim.label and ledger.votes[key][label] > _RULE:
            claim.backed += 1
        kept.append(claim)
    taken = {at for claim in kept for at in range(claim.first, claim.last)} if found else set()
    for first, last, key in found:
        if taken.isdisjoint(range(first, last)):
            label = ledger.label(key)
            assert label is not None
            kept.append(Claim(first=first, last=last, label=label, source="again", why=_WHY))
            taken.update(range(first, last))
    return sorted(kept, key=lambda claim: claim.first)


def _is_misread(words: Words, claim: Claim, several: Sequence[tuple[int, int]], ledger: _Ledger) -> bool:
    """True if a known name of several words is only part of what the model took for a name in a headline, or the other
    way round, or if the only word of a name is a common word of the article with a capital (“FIRE”)."""
    for first, last in several:
        longer = claim.first <= first and last <= claim.last and last - first < len(claim)
        shorter = first <= claim.first and claim.last <= last and len(claim) < last - first
        if (words.is_title and longer and claim.from_model()) or (shorter and (words.is_title or claim.from_model())):
            return True
    if not claim.from_model() or claim.label not in NAMES:
        return False
    text, lower = words.texts[claim.first], words.lowers[claim.first]
    common = len(claim) == 1 and lower in ledger.small and len(lower) >= _LEAST_LETTERS
    return common and (text.isupper() or words.is_title or words.opens_sentence(claim.first))


def _sought(words: Words, known: dict[str, list[_Key]]) -> Iterator[tuple[int, int, _Key]]:
    """Where names that the article knows stand, with the particle before them."""
    free = 0
    for at, lower in enumerate(words.lowers):
        if lower in known and at >= free and words.capitals[at]:
            for key in known[lower]:
                last = _match(words, at, key)
                if last > at:
                    yield _with_particle(words, at), last, key
                    free = last
                    break


def _match(words: Words, at: int, key: _Key) -> int:
    """Where a name that starts at a token ends; `at` if it does not stand there. Signs between words are skipped."""
    here = at
    for number, lower in enumerate(key):
        while number and here < len(words) and not words.worded[here] and here - at < 2 * len(key):
            here += 1
        if here >= len(words) or words.lowers[here] != lower:
            return at
        here += 1
    return here


def _with_particle(words: Words, at: int) -> int:
    glued = people_words().glued
    if at >= 2 and words.texts[at - 1] in DASHES and words.texts[at - 2] in glued:
        return at - 2
    return at - 1 if at and words.texts[at - 1] in ("Al", "El") else at
