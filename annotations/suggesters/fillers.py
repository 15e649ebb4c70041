"""Which mention stands for a word: the one that covers it, the one inside a description, the one a pronoun is for."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.model.ids import MentionId
from annotations.model.schema import Role
from annotations.model.span import Span
from annotations.suggesters import clauses
from annotations.suggesters.word_lists import ROLES, word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
_BEFORE_NOUN = frozenset({"compound", "amod", "nmod", "poss"})
_BEFORE_PARTICIPLE = frozenset({"npadvmod", "compound", "nmod", "amod"})
_PARTS = frozenset({"of", "among", "from"})
_TITLE_OF = frozenset({"to", "for", "of", "in"})
_DEEPEST = 2

_BELONGING_PREPOSITIONS = frozenset({"to", "with", "by"})

_PRONOUNS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("he", "him", "his", "she", "her"), frozenset({"PERSON"})),
    **dict.fromkeys(("it", "its"), frozenset({"GPE", "ORG"})),
    **dict.fromkeys(("they", "them", "their"), frozenset({"NORP", "ORG"})),
}

_DASHES = frozenset({"-", "–", "—", "--"})
_LONGEST_DATELINE = 14
_MEASURES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity that may fill a role: its suggestion, its extent within the stretch, its label."""

    id: MentionId
    extent: Span
    label: str


class Fillers:
    """The entities of one stretch, by the words they cover."""

    def __init__(self, doc: "Doc", fillers: Sequence[Filler]) -> None:
        self._at: dict[int, Filler] = {}
        self._words: list[tuple[Filler, SpacySpan]] = []
        for filler in fillers:
            words = doc.char_span(filler.extent.start, filler.extent.end, alignment_mode="expand")
            if words is not None:
                self._at.update(dict.fromkeys(range(words.start, words.end), filler))
                self._words.append((filler, words))
        self._dateline_end = self._end_of_dateline(doc)

    def with_heads(self, labels: Container[str]) -> "Iterator[tuple[Filler, Token]]":
        """The mentions with one of these labels, each with the word that the others of it depend on."""
        for filler, words in self._words:
            if filler.label in labels:
                yield filler, words.root

    def at(self, word: "Token") -> Filler | None:
        """The mention that covers this word."""
        return self._at.get(word.i)

    def standing_for_any(self, words: "Iterable[Token]", role: Role) -> Iterator[Filler]:
        """The mentions that stand for these words and those joined to them by “and”."""
        for word in words:
            for joined in clauses.with_conjuncts(clauses.antecedent(word)):
                yield from self.standing_for(joined, role)
                yield from self._listed_after(joined, role)

    def standing_for(self, head: "Token", role: Role, depth: int = 0) -> Iterator[Filler]:
        """The mention that covers this word, else those that qualify it (“Iranian forces”, “forces of Iran”)."""
        covering = self._at.get(head.i)
        if covering is not None and may_fill(covering, role):
            if head.i >= self._dateline_end:
                yield covering
        elif depth <= _DEEPEST and head.pos_ in _NOUNS:
            found = self._titled(head, role)
            yield from [found] if found is not None else self._within(head, role, depth)
        elif head.pos_ == "PRON" and head.lower_ in _PRONOUNS:
            meant = self._meant_by(head, role)
            if meant is not None:
                yield meant

    def _listed_after(self, word: "Token", role: Role) -> Iterator[Filler]:
        """The second name of a headline's “Chad, Mali to hold talks”, which is no apposition: no comma closes it."""
        first = self._at.get(word.i)
        for child in word.children if first is not None else ():
            second = self._at.get(child.i) if child.dep_ == "appos" else None
            if second is not None and second is not first and first is not None and second.label == first.label:
                end = max(inner.i for inner in child.subtree)
                beside = word.nbor().text == "," and end + 1 < len(word.doc) and not word.doc[end + 1].is_punct
                if beside and may_fill(second, role):
                    yield second

    def _within(self, head: "Token", role: Role, depth: int) -> Iterator[Filler]:
        """Of a description: the name in apposition, else those before the noun, else those after it."""
        children = list(head.children)
        named = [child for child in children if child.dep_ == "appos" and child.i in self._at]
        named = named or [child for child in children if child.dep_ in _BEFORE_NOUN]
        words = [word for child in named for word in clauses.with_conjuncts(child)]
        found = [filler for word in words for filler in self.standing_for(word, role, depth + 1)]
        found = found or [filler for word in words for filler in self._of_participle(word, role)]
        yield from found
        if not found:
            after = clauses.objects_of(head, _PARTS)
            for child in children:
                if child.dep_ == "acl" and child.lemma_ in word_lists(ROLES)["belonging"]:
                    after += [word for word in child.children if word.dep_ == "dobj"]
                    after += clauses.objects_of(child, _BELONGING_PREPOSITIONS)
            for word in after:
                yield from self.standing_for(word, role, depth + 1)

    def _of_participle(self, word: "Token", role: Role) -> Iterator[Filler]:
        """The name in “Iran-backed”, “US-led”."""
        if word.i not in self._at and word.pos_ in ("VERB", "ADJ"):
            for child in word.children:
                covering = self._at.get(child.i) if child.dep_ in _BEFORE_PARTICIPLE else None
                if covering is not None and may_fill(covering, role):
                    yield covering

    def _titled(self, head: "Token", role: Role) -> Filler | None:
        """The person in “envoy to Iraq Ann Lee”, where the parser takes country and person for one name."""
        for word in clauses.objects_of(head, _TITLE_OF):
            person = self._at.get(word.i)
            if person is not None and person.label == "PERSON" and may_fill(person, role):
                for child in word.children:
                    country = self._at.get(child.i) if child.dep_ in ("compound", "nmod") else None
                    if country is not None and country.label in PLACE_LABELS:
                        return person
        return None

    def _meant_by(self, pronoun: "Token", role: Role) -> Filler | None:
        """The nearest mention before a pronoun in its sentence that it may be for; at the front, the first after it."""
        sentence = pronoun.sent
        following = None
        nearest = None
        for filler, root in self.with_heads(_PRONOUNS[pronoun.lower_]):
            if may_fill(filler, role) and sentence.start <= root.i < sentence.end:
                if self._dateline_end <= root.i < pronoun.i:
                    nearest = filler
                elif root.i > pronoun.i and following is None and root.dep_ == "nsubj":
                    following = filler
        return nearest or (following if pronoun.dep_ == "poss" else None)

    def _end_of_dateline(self, doc: "Doc") -> int:
        """The token after “ERBIL, Kurdistan Region -”; 0 for a stretch that does not open with one."""
        opening = self._at.get(0)
        if opening is None or opening.label not in PLACE_LABELS:
            return 0
        sure = False
        for token in doc[:_LONGEST_DATELINE]:
            if token.text in _DASHES and token.i and token.nbor(-1).whitespace_ and token.whitespace_:
                return token.i + 1 if sure else 0
            if token.is_punct:
                sure = sure or token.text in (",", "(")
            elif token.i in self._at or token.is_title or token.is_upper or token.is_digit:
                sure = sure or (token.is_upper and len(token) > 2)
            else:
                return 0
        return 0


def may_fill(filler: Filler, role: Role) -> bool:
    """True if the schema allows mentions of this label in this role; where it allows any, not dates and amounts."""
    return filler.label in role.fillers if role.fillers else filler.label not in _MEASURES
