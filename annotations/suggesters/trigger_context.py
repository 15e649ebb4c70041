"""What the rest of the sentence says of a trigger: wished for, prevented, only reported, or told by a better word."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from annotations.suggesters.clauses import agents, is_verb
from annotations.suggesters.trigger_match import ATTRIBUTIVE, counted
from annotations.suggesters.trigger_words import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

STATEMENT = "STATEMENT"

# What is announced with “will” is a promise or a threat; with “will not” a friendly act is refused.
_DEMANDING = frozenset({"must", "should", "ought"})
_UNSURE = frozenset({"would", "could", "may", "might"})
_ANNOUNCING = frozenset({"will", "would", "'ll", "’ll", "'d", "’d", "wo"})
_FRIENDLY = frozenset({"AID", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT"})
_HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})

# What is asked for, promised or threatened has not happened.
_WISHES = frozenset({"REQUEST", "PLEDGE", "THREATEN"})
_WISHED = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "pobj", "acl", "advcl"})
_WISH_PREPOSITIONS = frozenset({"to", "for", "on", "of", "against", "with"})

# Said, not done: these happen by being said, also as a purpose (“rallied to demand”).
_SAID = frozenset({STATEMENT, "REQUEST", "PLEDGE", "THREATEN", "REJECT", "ACCUSE", "PROTEST", "AGREE", "CONSULT"})
_SAID_OF_OTHERS = frozenset({"REQUEST", "PLEDGE", "THREATEN", "REJECT", "ACCUSE", "SUPPORT"})
_TOPICS = frozenset({"COOPERATE", "AID", "SUPPORT", "MOBILIZE", "ASSAULT"})

_SUBORDINATE = frozenset({"xcomp", "advcl", "acl", "ccomp", "relcl"})
_CONDITIONS = frozenset({"if", "whether", "unless"})
_PLACES = frozenset({"dobj", "pobj", "nsubjpass"})
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "acomp"})
_SPEAKERS = frozenset({"he", "she", "it", "they", "we", "i"})
_DEED_PREPOSITIONS = frozenset({"in", "by", "during", "from", "after"})
_KEEPING_PREPOSITIONS = frozenset({"of", "from", "against", "in", "to", "for"})
_PEOPLE_AND_PLACES = frozenset({"NORP", "GPE", "ORG", "PERSON", "LOC", "FAC"})
_ENOUGH_PAGE_WORDS = 3


def is_page_furniture(doc: "Doc", lexicon: Lexicon) -> bool:
    """True for what a website says to its readers (“comments must meet our guidelines”) and not of the world."""
    return len(_numbers(lexicon.context.page).intersection(doc.to_array("LOWER").tolist())) >= _ENOUGH_PAGE_WORDS


@lru_cache(maxsize=1)
def _numbers(words: frozenset[str]) -> frozenset[int]:
    """What spaCy stands for these words with."""
    from spacy.strings import get_string_id

    return frozenset(map(get_string_id, words))


def as_announced(verb: "Token", code: str) -> str:
    """The type of a deed that somebody only says they will do: the promise, threat or refusal that it is."""
    if code not in _FRIENDLY and code not in _HARMFUL:
        return code
    words = {child.lower_: child.dep_ for child in verb.children}
    passive = "auxpass" in words.values()
    if verb.pos_ != "VERB" or passive or verb.dep_ == "relcl" or not _ANNOUNCING & words.keys():
        return code
    if "neg" in words.values():
        return "REJECT" if code in _FRIENDLY else code
    return "PLEDGE" if code in _FRIENDLY else "THREATEN" if code in _HARMFUL else code


def said_type(verb: "Token", codes: Mapping[int, str], lexicon: Lexicon) -> str:
    """The type of a word of saying, by what is said: “said they would retaliate” is a threat."""
    if verb.lemma_.lower() not in lexicon.context.reporting:
        return STATEMENT
    for clause in _said(verb):
        words = {child.lower_ for child in clause.children}
        subjects = {child.lower_ for child in clause.children if child.dep_ == "nsubj"}
        if words & _ANNOUNCING and subjects & _SPEAKERS:
            code = codes.get(clause.i)
            if code in ("PLEDGE", "THREATEN"):
                return code
            if code is None and clause.lemma_.lower() in lexicon.context.helping and "not" not in words:
                return "PLEDGE"
        elif words & _DEMANDING and subjects and not subjects & _SPEAKERS:
            return "REQUEST"
        if clause.lemma_ == "be" and any(
            child.dep_ == "attr" and child.lemma_.lower() in lexicon.context.blaming for child in clause.children
        ):
            return "ACCUSE"
    return STATEMENT


def sworn_type(word: "Token", deeds_below: Mapping[int, str]) -> str:
    """The type of a promise, by what is promised: “vowed to attack” is a threat."""
    promised = (verb for child in word.children if child.dep_ == "xcomp" for verb in (child, *child.conjuncts))
    return "THREATEN" if any(deeds_below.get(verb.i) in _HARMFUL for verb in promised) else "PLEDGE"


def _said(verb: "Token") -> "list[Token]":
    """The heads of the clauses that a word of saying goes with."""
    said = [child for child in verb.children if child.dep_ == "ccomp"]
    if verb.dep_ in ("parataxis", "ccomp") and verb.head.pos_ in ("VERB", "AUX"):
        said.append(verb.head)
    return [word for clause in said for word in (clause, *clause.conjuncts)]


class Context:
    """Which of the triggers of a stretch are no events of their own. `codes` and `lights` are by place of the token."""

    def __init__(self, codes: Mapping[int, str], lights: "Mapping[int, Token]", lexicon: Lexicon) -> None:
        self._codes = codes
        self._lights = lights
        self._lexicon = lexicon
        self._words = lexicon.context
        self._deeds = {at for at, code in codes.items() if code != STATEMENT}
        self._deeds |= {light.i for at, light in lights.items() if codes[at] != STATEMENT}

    def speaks_of_no_event(self, token: "Token") -> bool:
        """True if the word is wished for, prevented, lasting, only a topic, or tells again what another told."""
        code = self._codes[token.i]
        if self._only_wished(token) or (self._unreal(token, code)):
            return True
        if is_verb(token):
            return code == "ASSAULT" and self._harm_of_a_deed(token)
        return code != STATEMENT and (
            self._prevented(token) or self._lasting(token) or self._topic(token, code) or self._told(token, code)
        )

    def only_reports(self, token: "Token") -> bool:
        """True for a “said” that only carries an event of another type, and for the “statement” somebody said it in."""
        if not is_verb(token):
            return self._names_the_saying(token)
        lemma = token.lemma_.lower()
        if lemma in self._words.echoing and token.tag_ == "VBG":
            return True
        objects = [child for child in token.children if child.dep_ == "dobj"]
        if any(self._codes.get(child.i) in _SAID_OF_OTHERS for child in objects):
            return True
        if lemma not in self._words.reporting:
            return False
        return any(
            word.i in self._deeds
            for clause in _said(token)
            for word in (clause, *(child for child in clause.children if child.dep_ in _PARTS))
        )

    def _names_the_saying(self, noun: "Token") -> bool:
        head = noun.head
        if noun.dep_ == "nsubj":
            return head.lemma_.lower() in self._words.reporting
        if noun.dep_ != "pobj":
            return False
        return (
            head.head.lower_ == "according" or head.lower_ == "according" or self._codes.get(head.head.i) == STATEMENT
        )

    def _only_wished(self, token: "Token") -> bool:
        """“promised to withdraw”, “called for talks”."""
        first = self._first(token)
        if first is None or first.dep_ not in _WISHED or first.tag_ in ("VBD", "VBN"):
            return False
        head = first.head
        if head.dep_ == "prep" and head.lower_ in _WISH_PREPOSITIONS:
            head = head.head
        if first.dep_ == "advcl" and first.tag_ == "VBG":
            return False
        return self._codes.get(head.i) in _WISHES and head.i != token.i

    def _first(self, token: "Token") -> "Token | None":
        """The first of words joined by “and”; None where a wish stands among them."""
        while token.dep_ == "conj":
            token = token.head
            if self._codes.get(token.i) in _WISHES:
                return None
        return token

    def _unreal(self, token: "Token", code: str) -> bool:
        """“if they attack”, and of deeds “efforts to stop”, “aims to assist”; not “began to withdraw”."""
        verb = self._lights.get(token.i, token)
        while verb.dep_ == "conj":
            verb = verb.head
        if not is_verb(verb) or verb.dep_ not in _SUBORDINATE:
            return False
        words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "mark")}
        if words & _CONDITIONS:
            return True
        if verb.dep_ == "relcl" and words & _UNSURE:
            return code not in _SAID
        infinitive = verb.tag_ == "VB" and "to" in words and "have" not in words
        return infinitive and code not in _SAID and verb.head.lemma_.lower() not in self._words.actual

    def _harm_of_a_deed(self, verb: "Token") -> bool:
        """“struck the base, killing two”, “killed one and wounded two”, “a raid in which two were killed”."""
        head = verb.head
        if verb.lemma_.lower() not in self._words.harming or self._codes.get(head.i) != "ASSAULT":
            return False
        if verb.dep_ == "advcl":
            return bool(verb.tag_ == "VBG")
        return bool(verb.dep_ == "relcl") or (verb.dep_ == "conj" and head.lemma_.lower() in self._words.harming)

    def _prevented(self, noun: "Token") -> bool:
        """“any attack”, “prevent attacks”, “an end to the fighting”, but not “stop the ongoing war”."""
        described = {child.lower_ for child in noun.children}
        if described & self._words.hypothetical:
            return True
        head = self._place(noun)
        if head is None or described & self._words.still_going:
            return False
        if head.dep_ == "prep":
            head = head.head if head.lower_ in _KEEPING_PREPOSITIONS else head
        return head.lemma_.lower() in self._words.preventing

    def _place(self, noun: "Token") -> "Token | None":
        """What an object depends on, seen through “and” and words of number."""
        first = counted(noun, self._lexicon)
        while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN"):
            first = first.head
        return first.head if first.dep_ in _PLACES or first.dep_ in ATTRIBUTIVE else None

    def _lasting(self, noun: "Token") -> bool:
        """“dragged into the conflict”, “the Bush-Blair war”: a state, or the name of a war."""
        lemma = noun.lemma_.lower()
        if lemma not in self._words.lasting or noun.i in self._lights:
            return False
        joined = [child for child in noun.children if child.dep_ in ATTRIBUTIVE and child.ent_type_]
        if lemma in self._words.named_when_joined and joined:
            return True
        if noun.dep_ not in ("pobj", "dobj", "conj"):
            return False
        said_more = any(
            child.dep_ in ("poss", "prep", "agent", "relcl", "acl") or child.lower_ in self._words.still_going
            for child in noun.children
        )
        return not said_more and not any(child.ent_type_ in _PEOPLE_AND_PLACES for child in joined)

    def _topic(self, noun: "Token", code: str) -> bool:
        """“discussed cooperation”: what was talked about."""
        head = self._place(noun) if code in _TOPICS else None
        return head is not None and head.lemma_.lower() in self._words.discussing

    def _told(self, noun: "Token", code: str) -> bool:
        """“killed in an attack”, “struck by rocket attacks”, “an attack killed two”: told by the verb."""
        if code != "ASSAULT":
            return False
        if noun.dep_ == "nsubj":
            alone = not any(child.dep_ in ("poss", "prep", "compound", "nmod") for child in noun.children)
            return alone and noun.head.lemma_.lower() in self._words.harming and noun.head.i in self._codes
        head = self._place(noun)
        if head is None or head.lower_ not in _DEED_PREPOSITIONS or head.dep_ not in ("prep", "agent"):
            return False
        verb = head.head
        if not is_verb(verb) or self._codes.get(verb.i) != "ASSAULT":
            return False
        return head.lower_ in ("in", "by", "during") or noun in agents(verb)
