"""Words of a stretch in columns, and the claims about them that the rules for names pass on to each other."""

import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

DASHES = frozenset({"-", "–", "—", "--", "‑"})
AYN = frozenset({"’", "'", "‘", "ʿ", "ʻ", "`"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’", "s’", "s'"})
_PLAIN = str.maketrans({sign: "'" for sign in "’‘ʿʻ`"})
_ENDS = frozenset({".", "?", "!", "…"})
_OPENS = frozenset({":", "“", '"', "”", "•", "|"})
_TITLE_CASE = 0.75


@dataclass(slots=True, kw_only=True)
class Claim:
    """Somebody says that the tokens from `first` up to `last` (not included) name something.

    `source` is a short code (“pattern:militia”), `sure` is True where the rule stands without the language model.
    `backed` counts the other rules or models that say the same.
    """

    first: int
    last: int
    label: str
    source: str
    why: str
    sure: bool = True
    backed: int = 0

    def __len__(self) -> int:
        return self.last - self.first

    def overlaps(self, other: "Claim") -> bool:
        """True if they share a token."""
        return self.first < other.last and other.first < self.last

    def contains(self, other: "Claim") -> bool:
        """True if every token of the other is in this one."""
        return self.first <= other.first and other.last <= self.last

    def from_model(self) -> bool:
        """True where only the language model said so."""
        return self.source == "model"


class Words:
    """A stretch as columns of plain values, one row a token: reading them from spaCy's tokens again would be slow."""

    def __init__(self, doc: "Doc") -> None:
        pieces = [token.text_with_ws for token in doc]
        self.text = "".join(pieces)
        self.texts = texts = [piece[:-1] if piece[-1] == " " and len(piece) > 1 else piece for piece in pieces]
        # The code point in the stretch at which each token starts.
        self.starts = [0, *accumulate(map(len, pieces[:-1]))]
        self.lowers = [text.lower() if text.isascii() else fold(text) for text in texts]
        self.capitals = [text[0].isupper() for text in texts]
        self.present = frozenset(texts)

    def __len__(self) -> int:
        return len(self.texts)

    def end(self, token: int) -> int:
        """The code point after a token."""
        return self.starts[token] + len(self.texts[token])

    def glued(self, token: int) -> bool:
        """True if no blank stands between a token and the next."""
        return token + 1 < len(self) and self.end(token) == self.starts[token + 1]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last (not included) token that share code points with an extent."""
        return max(bisect_right(self.starts, start) - 1, 0), bisect_left(self.starts, end)

    @cached_property
    def is_title(self) -> bool:
        """True if this is a headline in capitals, where a capital says nothing about a name."""
        if 2 * sum(self.capitals) < len(self) or self.texts[-1] in _ENDS:
            return False
        long = [capital for text, capital in zip(self.texts, self.capitals, strict=True) if text.isalpha() and text[3:]]
        return len(long) >= 4 and sum(long) >= _TITLE_CASE * len(long)

    def opens_sentence(self, token: int) -> bool:
        """True if a token is the first word of a sentence, where every word has a capital."""
        return token == 0 or self.texts[token - 1] in _ENDS or self.texts[token - 1] in _OPENS


def fold(text: str) -> str:
    """Small letters without diacritics and with one kind of apostrophe, as names are compared."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN).lower())
    return "".join(char for char in plain if not unicodedata.combining(char)) or text
