"""When two surfaces are the same name: how names are compared word by word, and why two of them match."""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from annotations.text.name_lists import (
    ARTICLES,
    BELONGING,
    BINDERS,
    FUNCTION_WORDS,
    GENERIC,
    HONORIFICS,
    HYPHENED_ARTICLES,
    MONTHS,
    OF_TITLES,
    PLACES,
    WEEKDAYS,
)

APOSTROPHES = "'’‘`´ʼʻʿʾ"
HYPHENS = "-‐‑"
# Vowel signs and other marks that are no letters of their own, and signs without width.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u200b-\u200f"
_LETTER = rf"(?:[^\W{APOSTROPHES}]|[{_MARKS}])"
# The pieces of a text that are compared: dotted initials, words (an apostrophe may stand inside, but no possessive),
# and single signs.
PIECE = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|{_LETTER}+(?:(?<={_LETTER}{{2}})[{APOSTROPHES}](?!s\b){_LETTER}+)*|[^\w\s]|[{APOSTROPHES}]"
)

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5]")
_SAME_LETTER = str.maketrans(
    {"ٱ": "ا", "ة": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": None, "ı": "i", "ø": "o"}
)
_BEFORE_NAMES = FUNCTION_WORDS | HONORIFICS | OF_TITLES
_NEVER_ALONE = GENERIC | PLACES | BELONGING | WEEKDAYS | MONTHS | HONORIFICS | FUNCTION_WORDS
_LETTERS_AFTER_ARTICLE = 3
_SHORTEST_ACRONYM = 2
_LONGEST_ACRONYM = 7


class Match(StrEnum):
    """Why two surfaces may name the same thing, the surest reason first."""

    SAME = "same"  # the same characters
    CASE = "case"  # but for capitals and the kind of quotes
    SPELLING = "spelling"  # but for articles, titles, marks, hyphens
    SHORTER = "shorter"  # the second is a short form of the first
    LONGER = "longer"  # the first is a short form of the second
    INITIALS = "initials"  # one is made of the initials of the other
    WORDS = "words"  # some words in common; a hint, and never a variant


def fold_case(surface: str) -> str:
    """A surface without what capitals, kinds of quotes and kinds of blanks make of it."""
    folded = " ".join(surface.casefold().split())
    return folded if folded.isascii() else _one_kind_of_sign(folded)


def _one_kind_of_sign(folded: str) -> str:
    for signs, plain in ((APOSTROPHES, "'"), ("“”„«»", '"'), (HYPHENS, "-")):
        for sign in signs:
            folded = folded.replace(sign, plain)
    return folded


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """One word as names are compared: casefolded, without marks, apostrophes, dots and the Arabic article."""
    if word.isascii():
        return word.casefold().replace(".", "").replace("'", "").replace("`", "")
    plain = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if _counts(char))
    plain = plain.translate(_SAME_LETTER)
    return plain[2:] if plain.startswith("ال") and len(plain) >= 2 + _LETTERS_AFTER_ARTICLE else plain


def _counts(char: str) -> bool:
    return unicodedata.category(char) not in ("Mn", "Cf") and char not in APOSTROPHES and char != "."


def has_capital(word: str) -> bool:
    """True if a word is written as names are; every word is where a script knows no capitals."""
    first = word[:1]
    return first.isupper() or (first.isalpha() and first.upper() == first.lower())


def is_arabic(word: str) -> bool:
    """True if there is a letter of the Arabic script in a word."""
    return not word.isascii() and _ARABIC.search(word) is not None


@lru_cache(maxsize=16_384)
def key(surface: str) -> tuple[str, ...]:
    """The words by which a name is compared: no articles, titles, possessive, marks or hyphens; () if none is left."""
    found = list(PIECE.finditer(surface))
    words: list[str] = []
    for number, piece in enumerate(found):
        word = fold_word(piece.group())
        after = found[number + 1].group() if number + 1 < len(found) else ""
        before = found[number - 1] if number else None
        possessive = word == "s" and before is not None and before.group() in APOSTROPHES
        last = number + 1 == len(found)
        article = not last and (word in ARTICLES or (word in HYPHENED_ARTICLES and after in HYPHENS))
        if piece.group()[0].isalnum() and word and not possessive and not article:
            words.append(word)
    return tuple(without_title(words))


def without_title(words: Sequence[str]) -> Sequence[str]:
    """The folded words of a name after "the", titles and offices; an office that is all there is stays."""
    start = 0
    while start < len(words) and words[start] in _BEFORE_NAMES:
        start += 1
    is_titled = not HONORIFICS.isdisjoint(words[:start])
    if is_titled and start < len(words) and words[start] not in GENERIC:
        return words[start:]
    return words[1:] if words and words[0] == "the" else words


@lru_cache(maxsize=65_536)
def same_name(first: str, second: str) -> Match | None:
    """Why two surfaces may be the same name, or None. Short forms: last words of a name, or first and last."""
    if " ".join(first.split()) == " ".join(second.split()):
        return Match.SAME
    if fold_case(first) == fold_case(second):
        return Match.CASE
    mine, other = key(first), key(second)
    if not mine or not other or not _may_be_name(first) or not _may_be_name(second):
        return None
    if mine == other:
        return Match.SPELLING
    if is_short_form(other, mine):
        return Match.SHORTER
    if is_short_form(mine, other):
        return Match.LONGER
    if is_acronym(second, mine) or is_acronym(first, other):
        return Match.INITIALS
    return None


def _may_be_name(surface: str) -> bool:
    return any(has_capital(piece.group()) for piece in PIECE.finditer(surface) if piece.group()[0].isalpha())


def is_short_form(short: Sequence[str], long: Sequence[str]) -> bool:
    """True if the words `short` may stand for the name `long`: its last ones, or its first and last.

    A given name alone does not; neither does the kind of thing ("Forces"), a place or what belongs to one.
    """
    missing = len(long) - len(short)
    if missing <= 0 or not short or FUNCTION_WORDS.intersection(long):
        return False
    short, long = tuple(short), tuple(long)
    if len(short) == 1 and not stands_alone(short[0]):
        return False
    if long[missing:] == short:
        return long[missing - 1] not in BINDERS
    if len(short) < 2 or short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def stands_alone(word: str) -> bool:
    """True for a folded word that may be somebody's last name: not a kind of thing, a place, a day, a title."""
    return len(word) > 1 and word not in _NEVER_ALONE and not word.isdigit()


def acronym_of(words: Sequence[str]) -> str:
    """The initials of a name, in capitals, without those of its small words."""
    return "".join(word[0] for word in words if word not in FUNCTION_WORDS).upper()


def is_acronym(surface: str, words: Sequence[str]) -> bool:
    """True if a surface in capitals is made of the initials of these words: "IRGC", "U.S."."""
    letters = surface.replace(".", "")
    if not letters.isupper() or not _SHORTEST_ACRONYM <= len(letters) <= _LONGEST_ACRONYM:
        return False
    return letters.lower() not in HONORIFICS and acronym_of(words) == letters
