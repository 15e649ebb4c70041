"""First letters of tokens, as typed to hop there: no capitals, no marks, one alef."""

import unicodedata
from functools import lru_cache

from annotations.model.span import Span

# Alefs that are letters of their own to Unicode; the others are an alef with a mark.
_ALEFS = str.maketrans(dict.fromkeys("\u0671\u0672\u0673\u0675", "\u0627"))


@lru_cache(maxsize=1024)
def folded(character: str) -> str:
    """What a character counts as: "É" as "e", "أ" as "ا". A mark alone stays what it is."""
    whole = unicodedata.normalize("NFKD", character.translate(_ALEFS).casefold())
    return next((each for each in whole if not unicodedata.combining(each)), whole)


def first_letter(text: str, token: Span) -> str:
    """The first letter or digit of a token, folded; its first sign if it has none."""
    first = text[token.start]
    if not first.isalnum():
        first = next((character for character in token.of(text) if character.isalnum()), first)
    return folded(first)
