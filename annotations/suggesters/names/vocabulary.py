"""What the rules for names have to know of a word, worked out once for each word that articles have."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from annotations.suggesters.article_text import is_latin
from annotations.suggesters.names import demonyms, kinds, numbers, patterns, people
from annotations.suggesters.names.lists import known_names
from annotations.suggesters.names.words import Rule, Word, Words, fold

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_AMOUNTS = frozenset("$€£%")


def read(doc: "Doc") -> Words:
    """The words of a stretch."""
    return Words(doc, _known_words(doc.vocab))


class _KnownWords(dict[int, Word]):
    """Words by spaCy's hash of them. It grows only with spaCy's own list of strings, which forgets nothing either."""

    def __init__(self, vocab: "Vocab") -> None:
        super().__init__()
        self._strings = vocab.strings

    def __missing__(self, hash_: int) -> Word:
        word = self[hash_] = _word(self._strings[hash_])
        return word


@lru_cache(maxsize=4)
def _known_words(vocab: "Vocab") -> _KnownWords:
    return _KnownWords(vocab)


def _word(whole: str) -> Word:
    # A run of blanks ends before the last of them, so that nothing is glued to it.
    text = whole[:-1] if whole[-1] == " " and len(whole) > 1 else whole
    lower, capital = fold(text), text[0].isupper()
    return Word(
        text=text,
        lower=lower,
        capital=capital,
        small=lower if not capital and lower.isalpha() else "",
        worded=lower[0].isalnum(),
        sign=not any(char.isalnum() or char in _AMOUNTS for char in text),
        digit=any(map(str.isdigit, text)),
        latin=all(is_latin(char) for char in text if char.isalpha()),
        rules=tuple(_rules(text, lower)),
    )


def _rules(text: str, lower: str) -> Iterator[Rule]:
    yield from _rules_by_word().get(lower, ())
    if lower[0].isdigit():
        yield Rule.NUMBER
    if demonyms.may_belong(text):
        yield Rule.BELONGING


@lru_cache(maxsize=1)
def _rules_by_word() -> dict[str, tuple[Rule, ...]]:
    """The rules that may say something where a folded word stands."""
    words = {
        Rule.LISTED: known_names().by_first,
        Rule.PATTERN: patterns.opening_words(),
        Rule.TITLE: people.people_words().titles.by_first,
        Rule.PERSON: people.opening_words(),
        Rule.KIND: kinds.opening_words(),
        Rule.THE: {"the"},
        Rule.NUMBER: numbers.opening_words(),
    }
    rules: dict[str, tuple[Rule, ...]] = {}
    for rule, of_rule in words.items():
        for word in of_rule:
            rules[word] = (*rules.get(word, ()), rule)
    return rules
