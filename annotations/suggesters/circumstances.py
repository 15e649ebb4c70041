"""Where and when it happened: places and dates that the parse attaches to an event or to what it is part of."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from annotations.model.schema import Role
from annotations.suggesters import clauses
from annotations.suggesters.fillers import Filler, Fillers, may_fill
from annotations.suggesters.triggers import Trigger
from annotations.suggesters.word_lists import ROLES, word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "inside", "outside", "across", "around", "throughout", "within"})
_DATE_PREPOSITIONS = frozenset({"on", "in", "during", "since", "by", "until", "over", "at", "before", "after", "from"})
DATES = frozenset({"DATE", "TIME"})

# A place is often said with what the event was done to or with: “struck bases of the group in Syria”.
_PASSED_PREPOSITIONS = frozenset({"of", "on", "against", "with", "for", "to", "by", "from"})
_PASSED = frozenset({"dobj", "nsubjpass", "attr", "dative", "appos"})
_INSIDE_PLACE = frozenset({"compound", "nmod", "appos", "poss"})
_OCCASIONS = frozenset({"during", "in", "at"})
_OF = frozenset({"of"})
_TOWARDS = frozenset({"to", "into", "toward", "towards"})
_DEEPEST = 4


class Circumstances:
    """Finds the places and dates of the events of one stretch."""

    def __init__(self, fillers: Fillers, triggers: Mapping[int, Trigger]) -> None:
        self._fillers = fillers
        self._triggers = triggers
        self._dated: list[tuple[Filler, Token]] | None = None

    def places(self, hosts: "Iterable[Token]", role: Role, *, towards: bool = False) -> Iterator[Filler]:
        """The places said with these words; with `towards`, also where somebody or something goes."""
        for host in hosts:
            for goal in clauses.objects_of(host, _TOWARDS) if towards else ():
                yield from self._place(goal, role)
            for place in self._place_words(host, 0):
                yield from self._place(place, role)
            if host.dep_ == "relcl" and any(child.lower_ == "where" for child in host.children):
                yield from self._place(host.head, role)

    def _place_words(self, host: "Token", depth: int) -> "Iterator[Token]":
        if depth > _DEEPEST:
            return
        yield from clauses.objects_of(host, _PLACE_PREPOSITIONS)
        staying = word_lists(ROLES)["staying"]
        children = list(host.children)
        below = [child for child in children if child.dep_ in _PASSED]
        below += [child for child in children if child.dep_ == "acl" and child.lemma_ in staying]
        below += clauses.objects_of(host, _PASSED_PREPOSITIONS)
        for word in below:
            if word.i not in self._triggers:
                yield from self._place_words(word, depth + 1)

    def _place(self, head: "Token", role: Role) -> Iterator[Filler]:
        if head.i in self._triggers:
            return
        joined = clauses.with_conjuncts(head)
        if not any(child.dep_ == "cc" for word in joined for child in word.children):
            # “Basra, Iraq” is one place, and the first name says it best.
            joined = [head]
        for word in joined:
            covering = self._fillers.at(word)
            if covering is not None and may_fill(covering, role):
                yield covering
                continue
            inside = [child for child in word.children if child.dep_ in _INSIDE_PLACE]
            inside += clauses.objects_of(word, _OF)
            found = (self._fillers.at(inner) for inner in inside)
            yield from (filler for filler in found if filler is not None and may_fill(filler, role))
            for further in clauses.objects_of(word, _PLACE_PREPOSITIONS):
                yield from self._place(further, role)

    def dates(self, trigger: "Token", hosts: "list[Token]", role: Role) -> Iterator[Filler]:
        """The dates said with these words, or with the verb that the trigger shares its time with."""
        at = {host.i for host in (*hosts, *self._same_time(trigger))}
        for filler, word in self._dated_words():
            if word.i in at and (not role.fillers or filler.label in role.fillers):
                yield filler

    def _same_time(self, trigger: "Token") -> "Iterator[Token]":
        verb = trigger
        if not clauses.is_verb(verb):
            said_with = clauses.occasion(verb)
            if said_with is not None and said_with[0] in _OCCASIONS:
                if verb.head.head.i == said_with[1].i or self._triggers[verb.i].code == "CONSULT":
                    yield said_with[1]
            elif verb.dep_ == "dobj" and verb.head.i not in self._triggers:
                yield verb.head
            return
        while clauses.is_verb(verb) and (verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG")):
            verb = verb.head
            yield verb
        if verb.dep_ == "xcomp" and verb.head.i not in self._triggers:
            yield verb.head

    def _dated_words(self) -> "list[tuple[Filler, Token]]":
        """Each date with what happened then: the word it is attached to, else the event or verb above that."""
        if self._dated is None:
            self._dated = []
            for filler, root in self._fillers.with_heads(DATES):
                word = clauses.dated_word(root, _DATE_PREPOSITIONS)
                if word is not None:
                    self._dated.append((filler, self._happening(word)))
                if (clause := clauses.when_clause(root)) is not None:
                    self._dated.append((filler, clause))
        return self._dated

    def _happening(self, word: "Token") -> "Token":
        for above in clauses.up_to_verb(word):
            if above.i in self._triggers or above.pos_ in ("VERB", "AUX"):
                return above
        return word
