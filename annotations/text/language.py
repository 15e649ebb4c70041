"""A guess at the language of a text from its letters. What the source says of itself always wins over it."""

from collections import Counter

# Code points looked at; the head of an article says enough.
_ENOUGH = 20_000

# Letters that one language writes in Arabic script and its neighbours do not, most telling language first, with the
# least share of all Arabic letters that tells the language. Arabic itself is what is left.
_TELLING = (
    ("ckb", frozenset("ێەۆڕڵڤ"), 0.04),
    ("ur", frozenset("ٹڈڑےہںھ"), 0.04),
    ("fa", frozenset("پچژگکی"), 0.03),
)


def guess_language(text: str) -> str:
    """A language code: "en" for Latin letters; "ckb", "ur", "fa" or "ar" for Arabic ones; "xx" for all others."""
    letters = Counter(char for char in text[:_ENOUGH] if char.isalpha())
    arabic = sum(count for char, count in letters.items() if _is_arabic(char))
    latin = sum(count for char, count in letters.items() if char < "\u0250" or "\u1e00" <= char <= "\u1eff")
    if 2 * latin > letters.total():
        return "en"
    if 2 * arabic <= letters.total():
        return "xx"
    for language, telling, least in _TELLING:
        if sum(letters[char] for char in telling) >= least * arabic:
            return language
    return "ar"


def _is_arabic(char: str) -> bool:
    return "\u0600" <= char <= "\u06ff" or "\u0750" <= char <= "\u077f" or "\ufb50" <= char <= "\ufeff"
