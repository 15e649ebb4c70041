"""How far a name reaches: what is cut at its edges, and the conventions of the project."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from annotations.model.project_settings import Conventions, Hyphenated
from annotations.suggesters.names.people import people_words
from annotations.suggesters.names.words import DASHES, POSSESSIVE, Claim, Words

NAMES = frozenset({"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_TRAILING = POSSESSIVE | {"of", "the", "and"}
_PLACES = frozenset({"GPE", "LOC", "NORP", "ORG", "PERSON"})
_LEADING = frozenset({"the", "a", "an", "'s"})
_NOTHING: frozenset[str] = frozenset()
_PREFIXES = frozenset({"pro", "anti", "non", "neo", "post"})


def tidy(words: Words, claim: Claim) -> bool:
    """Cut signs, determiners, titles and a possessive from the edges; False if nothing is left."""
    first, last, is_name = claim.first, claim.last, claim.label in NAMES
    leading = _leading(claim.label) if is_name and not claim.source.startswith("list:") else _NOTHING
    while first < last and _is_cut(words, first, leading):
        first += 1
    if is_name and last - first > 1:
        inside = words.texts[first:last]
        if "(" in inside and ")" not in inside:
            last = first + inside.index("(")
    while first < last and _is_cut(words, last - 1, _TRAILING):
        last -= 1
    claim.first, claim.last = first, last
    return first < last


@lru_cache(maxsize=len(NAMES))
def _leading(label: str) -> frozenset[str]:
    return _LEADING | people_words().title_words | people_words().roles if label == "PERSON" else _LEADING


def _is_cut(words: Words, at: int, words_cut: frozenset[str]) -> bool:
    lower = words.lowers[at]
    if words.signs[at] or lower in words_cut or words.texts[at] in words_cut:
        return True
    return lower[-1] == "." and lower.rstrip(".") in words_cut


def hyphenated(words: Words, claims: Iterable[Claim], conventions: Conventions) -> Iterator[Claim]:
    """The claims with hyphened words as the project has them: “Iran-backed”, “pro-Iran”, “Israeli-Palestinian”."""
    before: Claim | None = None
    for claim in claims:
        if before is not None and _are_one_word(words, before, claim):
            before.last = claim.last
            continue
        if before is not None:
            yield before
        before = claim if claim.label not in _PLACES or _as_agreed(words, claim, conventions.hyphenated) else None
    if before is not None:
        yield before


def _are_one_word(words: Words, before: Claim, claim: Claim) -> bool:
    return (
        before.label == claim.label == "NORP"
        and claim.first == before.last + 1
        and words.texts[before.last] in DASHES
        and words.glued(before.last - 1)
        and words.glued(before.last)
    )


def _as_agreed(words: Words, claim: Claim, agreed: Hyphenated) -> bool:
    """Widen a claim in a hyphened word as agreed; False if it is not to be marked."""
    prefix = claim.first - 2
    if prefix >= 0 and words.texts[prefix + 1] in DASHES and words.lowers[prefix] in _PREFIXES and words.glued(prefix):
        claim.first, claim.label = prefix, "NORP"
        return agreed is not Hyphenated.NOTHING
    suffix = claim.last + 1
    if suffix >= len(words) or words.texts[claim.last] not in DASHES or not words.texts[suffix].islower():
        return True
    if not (words.glued(claim.last - 1) and words.glued(claim.last)):
        return True
    if agreed is Hyphenated.WHOLE:
        claim.last, claim.label = suffix + 1, "NORP"
    return agreed is not Hyphenated.NOTHING


def widened(words: Words, claim: Claim, conventions: Conventions, free: int = 0) -> None:
    """Let a name take in its determiner, its titles or its possessive where the project marks them.

    Words before `free` belong to the name before.
    """
    if conventions.title and claim.label == "PERSON":
        while claim.first > free and words.lowers[claim.first - 1].rstrip(".") in people_words().title_words:
            claim.first -= 1
    if conventions.determiner and claim.label in NAMES:
        claim.first -= claim.first > free and words.lowers[claim.first - 1] == "the"
    if conventions.possessive and claim.label in NAMES and claim.last < len(words):
        claim.last += words.texts[claim.last] in POSSESSIVE and words.glued(claim.last - 1)
