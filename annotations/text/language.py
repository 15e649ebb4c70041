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

# A dozen of the commonest words of languages in Latin letters, few of them shared.
_SMALL_WORDS = {
    "en": frozenset(["the", "of", "and", "to", "in", "that", "is", "for", "on", "with", "was", "as"]),
    "fr": frozenset(["le", "la", "les", "des", "du", "et", "est", "une", "dans", "pour", "qui", "sur"]),
    "es": frozenset(["el", "los", "las", "del", "y", "en", "que", "por", "una", "con", "se", "su"]),
    "de": frozenset(["der", "die", "das", "und", "den", "von", "mit", "ist", "im", "nicht", "ein", "zu"]),
    "it": frozenset(["il", "di", "che", "della", "per", "gli", "nel", "con", "sono", "dei", "alla", "non"]),
    "pt": frozenset(["o", "os", "da", "do", "em", "para", "uma", "que", "não", "com", "ao", "por"]),
    "nl": frozenset(["de", "het", "een", "van", "en", "dat", "op", "te", "zijn", "met", "voor", "niet"]),
    "tr": frozenset(["ve", "bir", "bu", "için", "ile", "de", "da", "olarak", "çok", "daha", "olan", "gibi"]),
}
_ENOUGH_SMALL_WORDS = 4


def guess_language(text: str) -> str:
    """A language code: by their small words for Latin letters, "en" where they do not tell; "ckb", "ur", "fa" or "ar"
    for Arabic ones; "xx" for all others."""
    letters = Counter(char for char in text[:_ENOUGH] if char.isalpha())
    arabic = sum(count for char, count in letters.items() if _is_arabic(char))
    latin = sum(count for char, count in letters.items() if char < "\u0250" or "\u1e00" <= char <= "\u1eff")
    if 2 * latin > letters.total():
        return _by_small_words(text[:_ENOUGH])
    if 2 * arabic <= letters.total():
        return "xx"
    for language, telling, least in _TELLING:
        if sum(letters[char] for char in telling) >= least * arabic:
            return language
    return "ar"


def _by_small_words(text: str) -> str:
    """The language whose small words the text uses most; English unless another has clearly more."""
    words = Counter(text.casefold().replace("’", "' ").split())
    hits = {language: sum(words[word] for word in small) for language, small in _SMALL_WORDS.items()}
    best = max(hits, key=lambda language: hits[language])
    return best if hits[best] >= max(_ENOUGH_SMALL_WORDS, 2 * hits["en"]) else "en"


def _is_arabic(char: str) -> bool:
    return "\u0600" <= char <= "\u06ff" or "\u0750" <= char <= "\u077f" or "\ufb50" <= char <= "\ufeff"
