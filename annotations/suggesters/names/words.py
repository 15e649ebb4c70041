"""Words of a stretch in columns, and the claims about them that the rules for names pass on to each other."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc

DASHES = frozenset({"-", "–", "—", "--", "‑"})
AYN = frozenset({"’", "'", "‘", "ʿ", "ʻ", "`"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’", "s’", "s'"})
_PLAIN = str.maketrans({sign: "'" for sign in "’‘ʿʻ`"})
_ENDS = frozenset({".", "?", "!", "…"})
_OPENS = frozenset({":", "“", '"', "”", "•", "|"})
_TITLE_CASE = 0.75


@dataclass(slots=True, kw_only=True, eq=False)
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


class Rule(StrEnum):
    """What may say something about the place where a word stands."""

    LISTED = auto()
    PATTERN = auto()
    TITLE = auto()
    PERSON = auto()
    KIND = auto()
    THE = auto()
    NUMBER = auto()
    BELONGING = auto()


class Word(NamedTuple):
    """What is known of a word wherever it stands.

    `small` is the folded word where it is of letters only, the first a small one, else empty. `worded` says that it
    opens with a letter or a digit, `sign` that it has neither, nor the sign of an amount, `digit` that it has a digit,
    `latin` that it has letters of no other script. `rules` are those that may have something to say where it stands.
    """

    text: str
    lower: str
    capital: bool
    small: str
    worded: bool
    sign: bool
    digit: bool
    latin: bool
    rules: tuple[Rule, ...]


class Words:
    """A stretch as columns of plain values, one row a token: reading them from spaCy's tokens again would be slow.

    `starts` are the code points in the stretch at which the tokens start; the other columns are those of `Word`.
    """

    def __init__(self, doc: "Doc", known: Mapping[int, Word]) -> None:
        self._doc = doc
        self.starts: list[int]
        hashes, self.starts = doc.to_array(("ORTH", "IDX")).T.tolist()
        (
            self.texts,
            self.lowers,
            self.capitals,
            self.smalls,
            self.worded,
            self.signs,
            self.digits,
            self.latin,
            rules,
        ) = zip(*[known[each] for each in hashes], strict=True)
        self._places: dict[Rule, list[int]] = {}
        for at, of_word in enumerate(rules):
            for rule in of_word:
                self._places.setdefault(rule, []).append(at)

    @cached_property
    def text(self) -> str:
        """The stretch itself, as `Doc.text` has it, in a third of the time."""
        rows = zip(self.texts, self.starts, self.starts[1:], strict=False)
        pieces = [text if start + len(text) == after else text + " " for text, start, after in rows]
        return "".join((*pieces, self._doc[-1].text_with_ws))

    def places(self, rule: Rule) -> Sequence[int]:
        """The tokens, in order, at which a rule has to look closer; at all others it has nothing to say."""
        return self._places.get(rule, ())

    @cached_property
    def present(self) -> frozenset[str]:
        """The different tokens of the stretch."""
        return frozenset(self.texts)

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
