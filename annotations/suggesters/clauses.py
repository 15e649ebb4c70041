"""Questions to a dependency parse: who is the subject of this verb, what is its object, when was it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from annotations.suggesters.word_lists import ROLES, word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

# “four-day” says how long, not when.
_DURATION = re.compile(r"-(?:hour|day|week|month|year)s?$", re.IGNORECASE)
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_NOUN_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TIME_WORDS = frozenset({"npadvmod", "tmod", "compound", "nmod", "poss", "advmod", "dep"})
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_INSIDE_A_NOUN = frozenset({"det", "compound", "amod", "nmod", "poss", "case", "nummod", "quantmod", "punct"})
_BY = frozenset({"by"})
_CLIMBED = frozenset({"pobj", "dobj", "conj", "prep", "agent", "dative", "appos", "attr"})


def is_verb(word: "Token") -> bool:
    """True for a word used as a verb; a headline's “US strikes” is a noun in its place, whatever it is tagged."""
    nominal = word.dep_ in _NOUN_PLACES and word.tag_ in ("VB", "VBP", "VBZ")
    return bool(word.pos_ == "VERB") and not nominal


def is_passive(verb: "Token") -> bool:
    """True for “was struck”, for “struck” after the noun that it was done to, and for “came under attack”."""
    for child in verb.children:
        if child.dep_ in ("nsubjpass", "auxpass") or (child.lower_ == "under" and verb.lemma_ == "come"):
            return True
    if verb.dep_ == "acl":
        return bool(verb.tag_ == "VBN")
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and not _own_subjects(verb) and is_passive(verb.head)


def is_reporting(verb: "Token") -> bool:
    """True for a verb whose clause is what somebody says."""
    return verb.lemma_ in word_lists(ROLES)["reporting"]


def agents(verb: "Token") -> "list[Token]":
    """Who did it, of a verb in the passive; also where “by” is taken for a part of “was called a traitor by them”."""
    hosts = [verb, *(child for child in verb.children if child.dep_ in ("dobj", "oprd", "attr"))]
    return [word for host in hosts for word in objects_of(host, _BY)]


def doers(verb: "Token") -> "list[Token]":
    """Who did it: the subject, or in the passive what stands after “by”."""
    return agents(verb) if is_passive(verb) else subjects(verb)


def subjects(verb: "Token", depth: int = 0) -> "list[Token]":
    """The subject of a verb in the active, also where it is said with a verb further up."""
    own = _own_subjects(verb)
    if own or depth > 5:
        return own
    head, dep = verb.head, verb.dep_
    if dep == "acomp" or (dep == "amod" and verb.tag_ == "VBG"):
        # “is committed to it”, “a visiting delegation”
        return subjects(head, depth + 1) if dep == "acomp" else [head]
    if dep == "acl" or (dep == "relcl" and verb.tag_ == "VB"):
        return [head] if verb.tag_ in ("VBG", "VB") else []
    if dep == "pcomp":
        preposition, head = head, head.head
        if preposition.lower_ in ("of", "from", "against") and is_verb(head) and (below := objects(head)):
            # “accused Chad of hiding”, “kept Iraq from joining”
            return below
    if dep == "xcomp" and head.lemma_.lower() in word_lists(ROLES)["steering"] and (below := objects(head)):
        return below
    if dep == "advcl" and head.dep_ == "ccomp" and is_reporting(verb) and is_reporting(head.head):
        # “said the dam held, adding that …”
        return subjects(head.head, depth + 1)
    if dep in ("xcomp", "conj", "advcl", "pcomp", "ccomp", "relcl") and head.pos_ in ("VERB", "AUX", "ADJ"):
        # The surface subject of a passive is who the infinitive is about: “was forced to resign”.
        return subjects(head, depth + 1)
    if dep in ("pcomp", "acl") and head.pos_ == "NOUN":
        return owners(head, depth)
    return []


def owners(noun: "Token", depth: int = 0) -> "list[Token]":
    """Whose promise, effort or coalition it is: “Baghdad's efforts”, “renewed its promise to leave”: who renewed it."""
    possessors = [child for child in noun.children if child.dep_ == "poss"]
    return possessors or (subjects(noun.head, depth + 1) if noun.dep_ == "dobj" else [])


def _own_subjects(verb: "Token") -> "list[Token]":
    return [child for child in verb.children if child.dep_ in _SUBJECTS]


def objects(verb: "Token") -> "list[Token]":
    """Whom or what it was done to: objects, the subject of a passive, the noun before a participle."""
    found = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    for child in verb.children:
        if child.dep_ == "dative":
            found += [child] if child.pos_ != "ADP" else [inner for inner in child.children if inner.dep_ == "pobj"]
    if verb.dep_ == "amod" and verb.tag_ == "VBN":
        return [verb.head]
    if not found and is_passive(verb):
        found = [verb.head] if verb.dep_ == "acl" else subjects(verb)
    if not found and verb.dep_ == "conj" and is_passive(verb.head):
        found = objects(verb.head)
    if not found and verb.lemma_.lower() in word_lists(ROLES)["steering"]:
        # Of “allowed refugees to return” the parser makes refugees the subject of “return”.
        below = [child for child in verb.children if child.dep_ in ("ccomp", "xcomp") and child.tag_ == "VB"]
        found = [subject for clause in below for subject in _own_subjects(clause)]
    return found


def objects_of(host: "Token", prepositions: frozenset[str]) -> "list[Token]":
    """What stands after these prepositions below this word, also below another preposition of it."""
    return [noun for preposition, noun in _after_prepositions(host) if preposition in prepositions]


# Each role asks the same few words again, with other prepositions.
@lru_cache(maxsize=256)
def _after_prepositions(host: "Token") -> "list[tuple[str, Token]]":
    found = []
    for child in host.children:
        if child.dep_ in _PREPOSITIONS and (preposition := child.lower_) != "according":
            found += [(preposition, noun) for noun in after_preposition(child)]
            for further in child.children:
                if further.dep_ == "prep":
                    found += [(further.lower_, noun) for noun in after_preposition(further)]
    return found


def after_preposition(preposition: "Token") -> "list[Token]":
    """The noun after a preposition; in a headline's “call with UK minister follows” the parser misses it."""
    found = [child for child in preposition.children if child.dep_ == "pobj"]
    if found or any(True for _ in preposition.children) or preposition.i + 1 >= len(preposition.doc):
        return found
    word = preposition.nbor()
    while word.dep_ in _INSIDE_A_NOUN and word.head.i > word.i:
        word = word.head
    return [word] if word.pos_ in ("NOUN", "PROPN") and word.dep_ in _SUBJECTS else []


def subjects_below(verb: "Token") -> "list[Token]":
    """The subjects of the clauses that depend on a verb: “demanded that Turkey leave”."""
    clauses = [child for child in verb.children if child.dep_ in ("ccomp", "xcomp", "acl")]
    clauses += [
        inner
        for child in verb.children
        if child.dep_ in ("prep", "mark")
        for inner in child.children
        if inner.dep_ == "pcomp"
    ]
    return [child for clause in clauses for child in _own_subjects(clause)]


def kin(noun: "Token") -> "list[Token]":
    """The nouns joined to this one that share what is said around them: “bombardment and invasion of the town”."""
    found = [other for other in noun.conjuncts if other.pos_ == noun.pos_ or other.pos_ in ("NOUN", "PROPN")]
    if noun.dep_ in ("nmod", "compound") and any(child.dep_ == "cc" for child in noun.children):
        found.append(noun.head)
    found += [
        child
        for child in noun.children
        if child.dep_ in ("nmod", "compound") and any(inner.dep_ == "cc" for inner in child.children)
    ]
    return found


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


def occasion(noun: "Token") -> "tuple[str, Token] | None":
    """The preposition before a noun and the verb that the two are said with: “said during a meeting”: during, said.

    A verb in the infinitive or with “-ing” below it is passed over: “reiterated its promise to protect it during …”.
    """
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.dep_ != "prep":
        return None
    host = preposition.head
    while host.pos_ not in ("VERB", "AUX") or host.dep_ in ("acl", "pcomp"):
        if host.dep_ not in _CLIMBED and host.dep_ not in ("acl", "pcomp"):
            return None
        host = host.head
    return preposition.lower_, host


def dated_word(date: "Token", prepositions: frozenset[str]) -> "Token | None":
    """What happened at this date: the verb or noun that it is attached to."""
    if _DURATION.search(date.text) or any(child.text == "-" for child in date.children):
        return None
    following = date.nbor() if date.i + 1 < len(date.doc) else None
    if following is not None and following.lower_ in ("after", "before"):
        # “hours after it was struck, it answered”: the date is of the answer.
        return _main_verb(following.head if following.dep_ == "mark" else following)
    if date.dep_ in _TIME_WORDS:
        return date.head
    if date.dep_ == "pobj" and date.head.lower_ in prepositions:
        return date.head.head
    return date.head if date.dep_ == "prep" else None


def _main_verb(word: "Token") -> "Token | None":
    return word.head if word.dep_ in ("advcl", "ccomp", "prep") and word.head.pos_ in ("VERB", "AUX") else None


def up_to_verb(word: "Token") -> "Iterator[Token]":
    """This word, then what it is part of, up to and with the verb of its clause."""
    yield word
    while word.pos_ not in ("VERB", "AUX") and word.dep_ in _CLIMBED:
        word = word.head
        yield word


def when_clause(date: "Token") -> "Token | None":
    """The verb of “last year, when they agreed to it”."""
    for at in (date.i + 1, date.i + 2):
        if at < len(date.doc) and date.doc[at].lower_ == "when":
            return date.doc[at].head
    return None
