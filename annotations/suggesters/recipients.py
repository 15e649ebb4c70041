"""To whom it was done, where that is not said as an object: who suffers, hears or is meant by what is announced."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from annotations.suggesters import clauses
from annotations.suggesters.triggers import Trigger
from annotations.suggesters.word_lists import ROLES, word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

_WITH = frozenset({"with"})
_FOR = frozenset({"to", "for"})
_AGAINST = frozenset({"against", "on", "to", "with"})
_MEETING = "CONSULT"


def sufferers(noun: "Token") -> "list[Token]":
    """The subject of “faced attacks” and of “came under attack”."""
    head = noun.head
    if noun.dep_ == "dobj" and head.lemma_ in word_lists(ROLES)["receiving"]:
        return clauses.subjects(head)
    if noun.dep_ == "pobj" and head.lower_ == "under" and head.head.lemma_ in ("come", "be"):
        return clauses.subjects(head.head)
    return []


def hearers(trigger: Trigger, carrier: "Token | None", triggers: Mapping[int, Trigger]) -> "list[Token]":
    """To whom something was said: “tells the envoy that …”, “pledged in a call with …”; else whom it is meant for."""
    verb = carrier or trigger.token
    heads: list[Token] = []
    if verb.dep_ == "ccomp" and verb.head.lemma_ in word_lists(ROLES)["addressing"]:
        heads += clauses.objects(verb.head)
    for meeting in triggers.values():
        if meeting.code == _MEETING and not clauses.is_verb(meeting.token):
            said_with = clauses.occasion(meeting.token)
            if said_with is not None and said_with[0] in ("in", "during", "at") and said_with[1].i == verb.i:
                heads += clauses.objects_of(meeting.token, _WITH)
    return heads or _aimed_at(trigger)


def _aimed_at(trigger: Trigger) -> "list[Token]":
    """Whom an announced act is meant for: “threatened to break with …”, “committed to protecting …”."""
    below = [inner for child in trigger.token.children if child.dep_ == "prep" for inner in child.children]
    heads: list[Token] = []
    for act in (*trigger.token.children, *below):
        if act.dep_ in ("pcomp", "xcomp", "acl") and act.pos_ == "VERB":
            if trigger.code == "THREATEN":
                reached = clauses.objects(act)
                heads += reached + [to for host in (act, *reached) for to in clauses.objects_of(host, _AGAINST)]
            elif trigger.code == "PLEDGE":
                protecting = act.lemma_ in word_lists(ROLES)["protecting"]
                heads += clauses.objects(act) if protecting else clauses.objects_of(act, _FOR)
    return heads
