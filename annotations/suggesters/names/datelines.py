"""Datelines: the place, and the agency in brackets, that an article opens with (“SHALAN, May 3 (Valley Wire) — …”)."""

from collections.abc import Iterator
from functools import lru_cache

from annotations.suggesters.names.lists import KINDS, data
from annotations.suggesters.names.people import people_words
from annotations.suggesters.names.words import DASHES, Claim, Words

_SOURCE, _WHY = "dateline", "stands in the dateline"
_LONGEST = 16
_LONGEST_PLACE = 3
_SIGNS = frozenset({",", ".", "(", ")", "/"})


def find(words: Words) -> Iterator[Claim]:
    """The place and the agency of the dateline that a stretch opens with, if it does."""
    if not words.capitals[0]:
        return
    dash = _dash(words)
    if not dash:
        return
    last = next((at for at in range(dash) if words.texts[at] in _SIGNS and words.texts[at] != "."), dash)
    if last > _LONGEST_PLACE or not _is_place(words, last, dash):
        return
    yield Claim(first=0, last=last, label="GPE", source=_SOURCE, why=_WHY)
    inside = words.texts[:dash]
    if "(" in inside and ")" in inside and inside.index("(") + 1 < inside.index(")"):
        yield Claim(first=inside.index("(") + 1, last=inside.index(")"), label="ORG", source=_SOURCE, why=_WHY)


@lru_cache(maxsize=1)
def _no_places() -> frozenset[str]:
    return frozenset(data(KINDS)["not_datelines"])


def _dash(words: Words) -> int:
    """Where the dash stands that ends a dateline: before it are names, numbers and signs only; 0 for none."""
    for at in range(1, min(_LONGEST, len(words) - 1)):
        if words.texts[at] in DASHES and not words.glued(at - 1):
            return at
        text = words.texts[at]
        if not (words.capitals[at] or text in _SIGNS or text[0].isdigit() or text in DASHES):
            return 0
    return 0


def _is_place(words: Words, last: int, dash: int) -> bool:
    """True for words in capital letters only, and for others where a date or an agency follows."""
    if not last or any(not text.isalpha() and text not in DASHES for text in words.texts[:last]):
        return False
    if words.lowers[0] in _no_places() or any(words.lowers[at] in people_words().closed for at in range(last)):
        return False
    letters = "".join(words.texts[:last])
    if len(letters) > 2 and words.texts[0].isupper():
        return last < dash or len(letters) > 3
    return last < dash and (words.texts[dash - 1] == ")" or words.texts[dash - 1][0].isdigit())
