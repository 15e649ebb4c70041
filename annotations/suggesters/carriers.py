"""The verbs that only say that an event noun took place: “launched an attack”, “talks held in March”."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from annotations.suggesters import clauses
from annotations.suggesters.triggers import Trigger
from annotations.suggesters.word_lists import ROLES, word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

# Acts that are done by saying something: who voices them does them, and who hears them is who they are for.
SPOKEN = frozenset({"PLEDGE", "REQUEST", "THREATEN", "STATEMENT"})


class Carriers:
    """Finds the verbs that carry the event nouns of one stretch, and the words that their circumstances hang on."""

    def __init__(self, triggers: Mapping[int, Trigger], light_verbs: Collection[str]) -> None:
        self._triggers = triggers
        self._light_verbs = light_verbs

    def of(self, trigger: Trigger) -> "Token | None":
        """The verb whose object the noun is, and whose subject is who did it; None for a verb."""
        if trigger.light is not None:
            return trigger.light
        noun = trigger.token
        if clauses.is_verb(noun) or noun.dep_ not in ("dobj", "nsubjpass"):
            return None
        voiced = trigger.code in SPOKEN and noun.head.lemma_.lower() in word_lists(ROLES)["voicing"]
        return noun.head if voiced or self._is_light(noun.head) else None

    def after(self, noun: "Token") -> "list[Token]":
        """The same verb after its noun: “talks held in March”, “the attack carried out by rebels”."""
        return [
            child
            for child in noun.children
            if child.dep_ == "acl" and child.tag_ == "VBN" and child.i not in self._triggers and self._is_light(child)
        ]

    def hosts(self, trigger: Trigger) -> "list[Token]":
        """The trigger, and the verbs that place, date and means of a noun are often attached to."""
        token = trigger.token
        if clauses.is_verb(token):
            return [token]
        hosts = [token]
        carrier = self.of(trigger)
        if carrier is not None and carrier.i not in self._triggers:
            hosts.append(carrier)
        elif token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ in ("VERB", "AUX"):
            hosts.append(token.head)
        return [*hosts, *self.after(token)]

    def _is_light(self, verb: "Token") -> bool:
        lemma = verb.lemma_.lower()
        particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
        return (f"{lemma} {particle}" if particle else lemma) in self._light_verbs
