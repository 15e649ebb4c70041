"""Words of belonging that are on no list: an article that has “Shalan” and “Shalani guards” says what both are."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from annotations.suggesters.names.lists import KINDS, belonging, data
from annotations.suggesters.names.people import people_words
from annotations.suggesters.names.words import DASHES, Claim, Rule, Words

_SOURCE = "demonym"
_WHY_PEOPLE, _WHY_PLACE = "a word of belonging, made from a place", "a place of which a word of belonging is made"
_SUFFIXES = ("ians", "ian", "ans", "ese", "ish", "an", "is", "ns", "i", "n")
# After a vowel only: “Ardova”, “Ardovan”.
_AFTER_VOWEL, _VOWELS = frozenset({"n", "ns"}), frozenset("aeo")
_SHORTEST = 4
_PLACES = frozenset({"GPE", "LOC"})
_FIRM = frozenset({"list", "pattern", "dateline", "kind"})

_Pages = Sequence[tuple[Words, list[Claim]]]


def read(pages: _Pages) -> None:
    """Mark the words of belonging that an article makes of its own places, and these places, in all its stretches."""
    made = {word: stem for word in _candidates(pages) if (stem := _stem(word, pages)) is not None}
    if not made:
        return
    stems = {stem for stem in made.values() if stem}
    for words, claims in pages:
        if not words.present.isdisjoint(made.keys() | stems):
            _mark(words, claims, made, stems)
            claims.sort(key=lambda claim: claim.first)


@lru_cache(maxsize=1)
def _peoples() -> frozenset[str]:
    return frozenset(data(KINDS)["peoples"])


def may_belong(text: str) -> bool:
    """True for a word that may say whose something is: it ends so, and is on no list."""
    return (
        text[0].isupper()
        and text.endswith(_SUFFIXES)
        and len(text) > _SHORTEST
        and text[1:].islower()
        and text not in people_words().given
        and text.lower() not in belonging()
    )


def _candidates(pages: _Pages) -> Iterator[str]:
    """The words that may say whose something is, and are nowhere part of a longer name."""
    every = {words.texts[at] for words, _ in pages for at in words.places(Rule.BELONGING)}
    for word in sorted(every):
        if _stands_alone(word, pages):
            yield word


def _stands_alone(word: str, pages: _Pages) -> bool:
    """True if what a people has stands after it at least once, and no name right before it in any sentence."""
    explained = False
    for words, claims in pages:
        if word not in words.present:
            continue
        if any(word in words.texts[claim.first : claim.last] and _is_firm(claim) for claim in claims):
            return False
        for at, text in enumerate(words.texts):
            if text == word:
                if at and not words.is_title and _is_joined(words, at - 1):
                    return False
                explained = explained or not _peoples().isdisjoint(words.texts[at + 1 : at + 2])
    return explained


def _is_joined(words: Words, before: int) -> bool:
    """True for the end of another name, or of a particle, right before a word: “Karim [Shalani]”, “al-[Shalani]”."""
    return words.texts[before] in DASHES or (words.capitals[before] and not words.opens_sentence(before))


def _is_firm(claim: Claim) -> bool:
    """True where a rule, not the language model alone, says what a name is."""
    return claim.source.partition(":")[0] in _FIRM


def _stem(word: str, pages: _Pages) -> str | None:
    """The place that a word is made from; an empty one for a word in -i that only its neighbours explain."""
    for suffix in _SUFFIXES:
        stem = word.removesuffix(suffix)
        fits = len(stem) >= _SHORTEST and (suffix not in _AFTER_VOWEL or stem[-1] in _VOWELS)
        if stem == word or not fits or stem in people_words().given:
            continue
        if any(stem in words.present for words, _ in pages):
            return stem
    return "" if word.endswith("i") else None


def _mark(words: Words, claims: list[Claim], made: dict[str, str], stems: set[str]) -> None:
    by_token = {at: claim for claim in claims for at in range(claim.first, claim.last)}
    for at, text in enumerate(words.texts):
        if text not in made and text not in stems:
            continue
        label, why = ("NORP", _WHY_PEOPLE) if text in made else ("GPE", _WHY_PLACE)
        claim = by_token.get(at)
        if claim is None:
            claims.append(Claim(first=at, last=at + 1, label=label, source=_SOURCE, why=why))
        elif len(claim) == 1 and claim.from_model() and (made.get(text) or claim.label not in _PLACES):
            claim.label, claim.source, claim.why = label, _SOURCE, why
