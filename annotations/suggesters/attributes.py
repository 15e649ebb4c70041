"""Whether an event is said to have happened, to be planned, possible or denied, and when: read off the words around it.

Nothing is said of an event where the sentence leaves it open.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotations.model.schema import AttributeType
from annotations.suggesters import clauses
from annotations.suggesters.triggers import Trigger
from annotations.suggesters.word_lists import ATTRIBUTES, word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

MODALITY, POLARITY, TENSE = "modality", "polarity", "tense"
PLANNED, POSSIBLE, DENIED, NEGATIVE = "planned", "possible", "denied", "negative"
PAST, PRESENT, FUTURE = "past", "present", "future"

_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_WOULD = frozenset({"would", "'d", "’d"})
_MAY = frozenset({"may", "might", "could"})
_OTHER_MODALS = frozenset({"can", "ca", "should", "must", "ought", "to"})
_HAVE = frozenset({"has", "have", "'ve", "’ve", "having"})
_BEFORE_NOW = frozenset({"had", "did", "was", "were"})
_NOW = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "does", "do"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_OPENING = {"mark": "conditions", "advmod": "possible_adverbs"}
_ENDS = frozenset('.!?”"')

# What is announced is a promise, a threat or a refusal, and that has been made.
_ANNOUNCEMENTS = frozenset({"PLEDGE", "THREATEN", "REJECT"})

Said = dict[str, str]


def guess(trigger: Trigger, offered: Sequence[AttributeType]) -> tuple[tuple[str, str], ...]:
    """(name, value) of the attributes that the sentence settles, by name; only values on offer, never a default."""
    if not offered:
        return ()
    token = trigger.token
    said = _of_verb(token) if clauses.is_verb(token) or token.dep_ == "acomp" else _of_noun(token, trigger.light)
    if trigger.code in _ANNOUNCEMENTS:
        said.pop(POLARITY, None)
        if trigger.source == "announced":
            return ()
    settled = ((kind.name, said[kind.name]) for kind in offered if said.get(kind.name) in kind.values[1:])
    return tuple(sorted(settled))


def _of_verb(verb: "Token", depth: int = 0) -> Said:
    words = word_lists(ATTRIBUTES)
    said = _of_auxiliaries(verb)
    if depth > 3:
        return said
    for child in verb.children:
        opening = _OPENING.get(child.dep_)
        if child.dep_ == "neg":
            said[POLARITY] = NEGATIVE
        elif opening is not None and child.lower_ in words[opening]:
            said[MODALITY] = POSSIBLE
        elif child.dep_ == "mark" and child.lower_ in words["outlooks"]:
            said.pop(TENSE, None)
    if _shares_auxiliary(verb):
        shared = _of_verb(verb.head, depth + 1)
        shared.pop(POLARITY, None)
        said = {**said, **shared}
    elif verb.dep_ in ("xcomp", "ccomp", "pcomp", "acl", "advcl"):
        said = {**said, **_of_governor(verb, depth)}
    if said.get(MODALITY) in (POSSIBLE, DENIED):
        said.pop(TENSE, None)
    return said


def _of_auxiliaries(verb: "Token") -> Said:
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in _AUXILIARIES}
    if auxiliaries & _WILL:
        return {MODALITY: PLANNED, TENSE: FUTURE}
    if auxiliaries & _MAY:
        return {MODALITY: POSSIBLE}
    if auxiliaries & _WOULD:
        return {MODALITY: PLANNED}
    if auxiliaries & _OTHER_MODALS:
        return _of_headline(verb) if "to" in auxiliaries else {}
    if auxiliaries & _HAVE:
        return {TENSE: PAST} if verb.tag_ == "VBN" else {}
    if auxiliaries & _BEFORE_NOW or (not auxiliaries and verb.tag_ == "VBD"):
        return {TENSE: PAST}
    now = auxiliaries & _NOW or (not auxiliaries and verb.tag_ in ("VBZ", "VBP"))
    # A headline tells the past in the present.
    return {TENSE: PRESENT} if now and verb.sent[-1].text in _ENDS else {}


def _of_headline(verb: "Token") -> Said:
    """“Chad to hold talks”, “is to visit”."""
    main = verb.dep_ == "ROOT" or (verb.dep_ == "relcl" and verb.head.pos_ == "PROPN")
    due = verb.dep_ == "xcomp" and verb.head.lemma_ == "be"
    due = due and any(subject.pos_ == "PROPN" for subject in clauses.subjects(verb.head))
    return {MODALITY: PLANNED, TENSE: FUTURE} if main or due else {}


def _of_governor(verb: "Token", depth: int) -> Said:
    """What the verb, noun or adjective above an infinitive, a clause or “-ing” says of it."""
    head = verb.head
    if verb.dep_ == "pcomp":
        return _of_preposition_above(head)
    if verb.dep_ == "acl":
        return _of_noun_above(head) if verb.tag_ == "VB" else {}
    if verb.dep_ == "advcl":
        return _time(_of_verb(head, depth + 1)) if verb.tag_ == "VBG" and head.pos_ == "VERB" else {}
    return _of_verb_above(verb, head, depth)


def _of_preposition_above(preposition: "Token") -> Said:
    above = preposition.head
    kept = preposition.lower_ == "from" and above.lemma_ in word_lists(ATTRIBUTES)["preventing"]
    if kept or preposition.lower_ == "without":
        return {POLARITY: NEGATIVE}
    return _of_noun_above(above) if above.pos_ == "NOUN" else {}


def _of_verb_above(verb: "Token", head: "Token", depth: int) -> Said:
    words, lemma = word_lists(ATTRIBUTES), head.lemma_.lower()
    if lemma in words["denying"]:
        return {MODALITY: DENIED}
    if verb.dep_ == "ccomp" and verb.tag_ != "VB":
        return {MODALITY: POSSIBLE} if lemma in words["imagining"] else {}
    if lemma in words["failing"]:
        return {**_time(_of_verb(head, depth + 1)), POLARITY: NEGATIVE}
    if lemma in words["implying"]:
        return _of_verb(head, depth + 1)
    if lemma in words["planning"]:
        return {MODALITY: PLANNED}
    return {MODALITY: POSSIBLE} if lemma in words["doubting"] else {}


def _of_noun_above(noun: "Token") -> Said:
    lemma = noun.lemma_.lower()
    if lemma in word_lists(ATTRIBUTES)["planned_nouns"]:
        return {MODALITY: PLANNED}
    return {MODALITY: POSSIBLE} if lemma in word_lists(ATTRIBUTES)["possible_nouns"] else {}


def _of_noun(noun: "Token", light: "Token | None") -> Said:
    said = _of_modifiers(noun)
    if noun.dep_ in ("compound", "nmod", "amod", "poss"):
        return said
    place = _stands_for(noun)
    head = place.head
    if place.dep_ == "pobj":
        return {**_of_preposition(place), **said}
    if light is not None and light.lemma_ not in word_lists(ATTRIBUTES)["announcing"]:
        return {**_of_verb(light), **said}
    if place.dep_ in ("nsubj", "nsubjpass", "dobj") and head.pos_ in ("VERB", "AUX"):
        return {**_of_verb_of(place, head), **said}
    return said


def _of_verb_of(noun: "Token", verb: "Token") -> Said:
    """What a verb says of an event that is its subject or object."""
    words, lemma = word_lists(ATTRIBUTES), verb.lemma_.lower()
    undergoes = noun.dep_ in ("dobj", "nsubjpass")
    if undergoes and lemma in words["denying"]:
        return {MODALITY: DENIED}
    if undergoes and (lemma in words["preventing"] or _is_called_off(verb)):
        return {POLARITY: NEGATIVE}
    if undergoes and lemma in words["planning"]:
        return {MODALITY: PLANNED}
    if undergoes and lemma in words["doubting"]:
        return {MODALITY: POSSIBLE}
    if noun.dep_ == "nsubj":
        of_verb = _of_verb(verb)
        if lemma in words["occurring"]:
            return of_verb
        return {TENSE: PAST} if of_verb == {TENSE: PAST} else {}
    return {}


def _of_preposition(noun: "Token") -> Said:
    preposition, above = noun.head, noun.head.head
    if preposition.lower_ == "without":
        return {POLARITY: NEGATIVE}
    if above.pos_ in ("NOUN", "PROPN"):
        return _of_noun_above(above) if preposition.lower_ in ("of", "for") else {}
    if above.pos_ != "VERB":
        return {}
    if preposition.lower_ in ("after", "following", "since"):
        return {TENSE: PAST} if _of_verb(above).get(TENSE) == PAST else {}
    return _time(_of_verb(above)) if preposition.lower_ in ("during", "at") else {}


def _of_modifiers(noun: "Token") -> Said:
    words = word_lists(ATTRIBUTES)
    for child in noun.children:
        if child.dep_ == "det" and child.lower_ == "no":
            return {POLARITY: NEGATIVE}
        if child.dep_ == "amod" and child.lower_ in words["planned_adjectives"]:
            return {MODALITY: PLANNED}
        if child.dep_ == "amod" and child.lower_ in words["possible_adjectives"]:
            return {MODALITY: POSSIBLE}
    return {}


def _stands_for(noun: "Token") -> "Token":
    """The noun whose place in the sentence this one shares: the first of a list, “rounds” of “rounds of talks”."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    counted = (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and noun.head.head.lemma_.lower() in word_lists(ATTRIBUTES)["counting"]
    )
    return noun.head.head if counted else noun


def _time(said: Said) -> Said:
    return {TENSE: said[TENSE]} if TENSE in said else {}


def _is_called_off(verb: "Token") -> bool:
    return verb.lemma_ == "call" and any(child.dep_ == "prt" and child.lower_ == "off" for child in verb.children)


def _shares_auxiliary(verb: "Token") -> bool:
    """True for the second verb of “will meet and discuss”, also where “to be held and tried” is read as past tense."""
    if verb.dep_ != "conj" or any(child.dep_ in _AUXILIARIES for child in verb.children):
        return False
    return verb.tag_ in ("VB", "VBN", "VBG") or (verb.tag_ == "VBD" and verb.head.tag_ == "VBN")
