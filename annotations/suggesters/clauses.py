"""Questions to a dependency parse: who is the subject of this verb, what is its object, when was it."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# “four-day” says how long, not when.
_DURATION = re.compile(r"-(?:hour|day|week|month|year)s?$", re.IGNORECASE)
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_NOUN_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TIME_WORDS = frozenset({"npadvmod", "tmod", "compound", "nmod", "poss", "advmod", "dep"})

# Verbs whose object does what the infinitive says: “urged Turkey to leave”.
_OBJECT_CONTROL = frozenset(
    {
        "allow",
        "ask",
        "beg",
        "cause",
        "command",
        "compel",
        "convince",
        "direct",
        "enable",
        "encourage",
        "expect",
        "force",
    }
    | {
        "forbid",
        "get",
        "help",
        "instruct",
        "invite",
        "lead",
        "leave",
        "order",
        "permit",
        "persuade",
        "press",
        "pressure",
    }
    | {"push", "request", "require", "summon", "tell", "train", "urge", "warn"}
)


def is_verb(word: "Token") -> bool:
    """True for a word used as a verb; a headline's “US strikes” is a noun in its place, whatever it is tagged."""
    nominal = word.dep_ in _NOUN_PLACES and word.tag_ in ("VB", "VBP", "VBZ")
    return bool(word.pos_ == "VERB") and not nominal


def is_passive(verb: "Token") -> bool:
    """True for “was struck”, and for “struck” after the noun that it was done to."""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    if verb.dep_ == "acl":
        return bool(verb.tag_ == "VBN")
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and not _own_subjects(verb) and is_passive(verb.head)


def agents(verb: "Token") -> "list[Token]":
    """Who did it, of a verb in the passive."""
    by = [child for child in verb.children if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")]
    return [inner for child in by for inner in child.children if inner.dep_ == "pobj"]


def subjects(verb: "Token", depth: int = 0) -> "list[Token]":
    """The subject of a verb in the active, also where it is said with a verb further up."""
    own = _own_subjects(verb)
    if own or depth > 5:
        return own
    head, dep = verb.head, verb.dep_
    if dep == "acl":
        return [head] if verb.tag_ in ("VBG", "VB") else []
    if dep == "pcomp":
        preposition, head = head, head.head
        if preposition.lower_ in ("of", "from", "against") and is_verb(head) and (below := objects(head)):
            # “accused Chad of hiding”, “kept Iraq from joining”
            return below
    if dep == "xcomp" and head.lemma_.lower() in _OBJECT_CONTROL and (below := objects(head)):
        return below
    if dep in ("xcomp", "conj", "advcl", "pcomp", "ccomp", "relcl") and head.pos_ in ("VERB", "AUX", "ADJ"):
        # The surface subject of a passive is who the infinitive is about: “was forced to resign”.
        return subjects(head, depth + 1)
    if dep in ("pcomp", "acl") and head.pos_ == "NOUN":
        return [child for child in head.children if child.dep_ == "poss"] or _subject_of_carrier(head, depth)
    return []


def _subject_of_carrier(noun: "Token", depth: int) -> "list[Token]":
    """Of “renewed its promise to leave”: who renewed it."""
    return subjects(noun.head, depth + 1) if noun.dep_ == "dobj" else []


def _own_subjects(verb: "Token") -> "list[Token]":
    return [child for child in verb.children if child.dep_ in _SUBJECTS]


def objects(verb: "Token") -> "list[Token]":
    """Whom or what it was done to: objects, the subject of a passive, the noun before a participle."""
    found = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    for child in verb.children:
        if child.dep_ == "dative":
            found += [child] if child.pos_ != "ADP" else [inner for inner in child.children if inner.dep_ == "pobj"]
    if not found and is_passive(verb):
        found = [verb.head] if verb.dep_ == "acl" else subjects(verb)
    if not found and verb.dep_ == "conj" and is_passive(verb.head):
        found = objects(verb.head)
    return found


def subjects_below(verb: "Token") -> "list[Token]":
    """The subjects of the clauses that depend on a verb: “demanded that Turkey leave”."""
    clauses = [child for child in verb.children if child.dep_ in ("ccomp", "xcomp", "advcl")]
    clauses += [
        inner
        for child in verb.children
        if child.dep_ in ("prep", "mark")
        for inner in child.children
        if inner.dep_ == "pcomp"
    ]
    return [child for clause in clauses if clause.dep_ != "advcl" for child in _own_subjects(clause)]


def core(word: "Token") -> "list[Token]":
    """The subject and object of a verb, which often carry the place: “struck bases in Syria”."""
    if word.pos_ != "VERB":
        return [
            inner
            for child in word.children
            if child.dep_ == "prep" and child.lower_ in ("on", "against", "of")
            for inner in child.children
            if inner.dep_ == "pobj"
        ]
    return [child for child in word.children if child.dep_ in ("dobj", "nsubjpass")]


def antecedent(word: "Token") -> "Token":
    """The noun that a relative pronoun stands for; any other word itself."""
    if word.lower_ not in _RELATIVE:
        return word
    for above in word.ancestors:
        if above.dep_ == "relcl":
            return above.head
    return word


def with_conjuncts(word: "Token") -> "list[Token]":
    """The word and those joined to it by “and”, “or” or a comma."""
    return [word, *(other for other in word.conjuncts if other.i > word.i)]


def dated_word(date: "Token", prepositions: frozenset[str]) -> "Token | None":
    """What happened at this date: the verb or noun that it is attached to."""
    if _DURATION.search(date.text) or any(child.text == "-" for child in date.children):
        return None
    if date.dep_ in _TIME_WORDS:
        return date.head
    if date.dep_ == "pobj" and date.head.lower_ in prepositions:
        return date.head.head
    return None
