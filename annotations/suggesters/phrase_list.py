"""Finds the phrases on a project's list: names as they are written, triggers in any form of their words."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from annotations.model.mention import Kind
from annotations.model.project_settings import Phrase
from annotations.model.span import Span
from annotations.suggesters.found import Found

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SOURCE = "phrase"
SCORE = 0.97
_WHY = "on your list"


class PhraseList:
    """The phrases of one kind, ready to be found by token in analysed text.

    A phrase in lower case is found in any case, every other one as it is written. A trigger is found by the dictionary
    forms of its words as well. Where phrases overlap the longest is taken, of equally long ones the first.
    """

    def __init__(self, nlp: "Language", phrases: Iterable[Phrase], kind: Kind) -> None:
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc

        self._labels: dict[str, str] = {}
        self._matchers: dict[str, Any] = {}
        self._vocab = nlp.vocab
        for at, phrase in enumerate(phrase for phrase in phrases if phrase.kind is kind):
            key = f"{at:08d}"
            self._labels[key] = phrase.label
            written = nlp.make_doc(phrase.text)
            patterns = {"LOWER" if phrase.text == phrase.text.lower() else "ORTH": written}
            if kind is Kind.EVENT:
                words = [token.lower_ for token in written]
                patterns["LEMMA"] = Doc(nlp.vocab, words=words, lemmas=words)
            for attribute, pattern in patterns.items():
                if attribute not in self._matchers:
                    self._matchers[attribute] = PhraseMatcher(nlp.vocab, attr=attribute)
                self._matchers[attribute].add(key, [pattern])

    def find(self, doc: "Doc") -> list[Found]:
        """The phrases in a stretch, in text order, none over another."""
        matches = {
            (start - end, start, end, self._vocab.strings[match])
            for matcher in self._matchers.values()
            for match, start, end in matcher(doc)
        }
        taken: set[int] = set()
        found = []
        for _, start, end, key in sorted(matches):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                words = doc[start:end]
                extent = Span(words.start_char, words.end_char)
                found.append(Found(extent=extent, label=self._labels[key], why=_WHY, source=SOURCE, score=SCORE))
        return sorted(found, key=lambda each: each.extent)


@lru_cache(maxsize=4)
def phrase_list(nlp: "Language", phrases: tuple[Phrase, ...], kind: Kind) -> PhraseList:
    """The list of these phrases, built once for each list and pipeline."""
    return PhraseList(nlp, phrases, kind)


def merged(found: Sequence[Found], phrases: Sequence[Found]) -> list[Found]:
    """What was found together with the phrases, in text order.

    A phrase takes the place of what it overlaps, but not of what reaches further: “Iraq” on the list leaves “Central
    Bank of Iraq” whole.
    """
    if not phrases:
        return list(found)
    kept = [
        phrase
        for phrase in phrases
        if not any(len(other.extent) > len(phrase.extent) and other.extent.overlaps(phrase.extent) for other in found)
    ]
    rest = [other for other in found if not any(phrase.extent.overlaps(other.extent) for phrase in kept)]
    return sorted([*rest, *kept], key=lambda each: (each.extent.start, -each.extent.end))
