"""Part of speech from tag and word, as spaCy's attribute ruler gives it, in a seventh of the time.

The ruler tries all its patterns at every token. Nearly all of them are about one token, and say which tags, words and
places in the sentence it may have: what those set is worked out here once for each kind of token.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

_ATTRIBUTES = ("TAG", "LOWER", "DEP", "IS_SPACE")
_WORD = _ATTRIBUTES.index("LOWER")
_AMONG = ({"IN"}, {"NOT_IN"})

# A match as the ruler has it: number of the rule, its name in the vocabulary, first and last (not included) token.
_Match = tuple[int, int, int, int]
_Kind = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which values one attribute of a token may have, or with `is_not` may not have."""

    attribute: int
    values: frozenset[int]
    is_not: bool

    def fits(self, kind: _Kind) -> bool:
        """True for a kind of token that this lets pass."""
        return (kind[self.attribute] in self.values) != self.is_not


class QuickRuler:
    """Does to an analysed text what this attribute ruler does, rule for rule."""

    def __init__(self, ruler: "AttributeRuler") -> None:
        from spacy.matcher import Matcher

        self._ruler = ruler
        self._strings = ruler.vocab.strings
        self._simple: list[tuple[int, list[_Wanted]]] = []
        self._others = Matcher(ruler.vocab)
        for number, rule in enumerate(ruler.patterns):
            if rule["index"] == 0 and all(map(_is_simple, rule["patterns"])):
                self._simple += [(number, list(self._wanted(*pattern))) for pattern in rule["patterns"]]
            else:
                self._others.add(str(number), rule["patterns"])
        wanted = (each for _, all_wanted in self._simple for each in all_wanted if each.attribute == _WORD)
        self._words = frozenset(word for each in wanted for word in each.values)
        self._rules: dict[_Kind, list[tuple[int, int]]] = {}

    def __call__(self, doc: "Doc") -> "Doc":
        """The text with what the ruler sets."""
        self._ruler.set_annotations(doc, self.match(doc))
        return doc

    def match(self, doc: "Doc") -> list[_Match]:
        """What `match` of the ruler gives: later rules later, so that they have the last word."""
        found: list[_Match] = []
        for at, (tag, lower, dep, is_space) in enumerate(doc.to_array(_ATTRIBUTES).tolist()):
            kind = (tag, lower if lower in self._words else 0, dep, is_space)
            if kind not in self._rules:
                self._rules[kind] = list(self._matching(kind))
            found += [(number, name, at, at + 1) for number, name in self._rules[kind]]
        others = self._others(doc, allow_missing=True, as_spans=False)
        found += [(int(self._strings[name]), name, start, end) for name, start, end in others]
        return sorted(found)

    def _matching(self, kind: _Kind) -> Iterator[tuple[int, int]]:
        for number, all_wanted in self._simple:
            if all(wanted.fits(kind) for wanted in all_wanted):
                yield number, self._strings[str(number)]

    def _wanted(self, token: dict[str, Any]) -> Iterator[_Wanted]:
        for name, said in token.items():
            given = next(iter(said.values())) if isinstance(said, dict) else [said]
            values = frozenset(self._strings[value] if isinstance(value, str) else int(value) for value in given)
            is_not = isinstance(said, dict) and "NOT_IN" in said
            yield _Wanted(attribute=_ATTRIBUTES.index(name), values=values, is_not=is_not)


def _is_simple(pattern: list[dict[str, Any]]) -> bool:
    """True for a pattern about one token that says which values its attributes may have, not what they are like."""
    return len(pattern) == 1 and all(
        name in _ATTRIBUTES and (isinstance(said, str | bool) or (isinstance(said, dict) and said.keys() in _AMONG))
        for name, said in pattern[0].items()
    )


@lru_cache(maxsize=2)
def quick_ruler(nlp: "Language") -> QuickRuler:
    """The quick ruler for the attribute ruler of a pipeline, built once."""
    return QuickRuler(nlp.get_pipe("attribute_ruler"))
